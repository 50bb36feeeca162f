//! A text of somebody else's with every number as it was written.

use crate::json::{JsonError, Value, foreign};
use std::vec::IntoIter;

/// A JSON value whose numbers are their digits: a price never goes through a double.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    Null,
    Flag(bool),
    /// As written in the text.
    Number(String),
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads a text as [`foreign::parse`] does.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, JsonError> {
        let value = foreign::parse(bytes)?;
        // The reader has seen that it is UTF-8 and JSON, so the numbers stand in the order of the values.
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        Ok(Self::of(&value, &mut literals(text).into_iter()))
    }

    fn of(value: &Value, literals: &mut IntoIter<String>) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Flag(*flag),
            Value::Number(_) => Self::Number(literals.next().unwrap_or_default()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(|item| Self::of(item, literals)).collect()),
            Value::Object(object) => {
                Self::Object(object.iter().map(|(name, value)| (name.to_owned(), Self::of(value, literals))).collect())
            }
        }
    }

    /// The member `name`, where this is an object; a member that is null is none.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().find_map(|(known, value)| (known == name && *value != Self::Null).then_some(value))
    }

    /// The first of some members that is there.
    pub(super) fn first(&self, names: &[&str]) -> Option<&Self> {
        names.iter().find_map(|name| self.get(name))
    }

    /// The text of the member `name`, where it is one.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Self::as_text)
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The members of an object; none of anything else.
    pub(super) fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of an array; none of anything else.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// What is directly inside.
    pub(super) fn inside(&self) -> impl Iterator<Item = &Self> {
        self.items().iter().chain(self.members().iter().map(|(_, value)| value))
    }
}

/// The numbers of a JSON text, in order.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => loop {
                match characters.next() {
                    Some('\\') => drop(characters.next()),
                    Some('"') | None => break,
                    Some(_) => {}
                }
            },
            '-' | '0'..='9' => {
                let mut literal = String::from(character);
                while let Some(next) = characters.next_if(|next| next.is_ascii_alphanumeric() || "+-.".contains(*next))
                {
                    literal.push(next);
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn numbers_keep_their_digits() {
        let text = br#"{"a\"1":[-0.10,1e2,"2\\",{"3":4.0}],"b":0.1000000000000000055,"c":true}"#;
        let tree = Tree::parse(text).unwrap();
        let number = |text: &str| Tree::Number(text.to_owned());
        let list = tree.get("a\"1").unwrap().items();
        assert_eq!(list[0], number("-0.10"));
        assert_eq!(list[1], number("1e2"));
        assert_eq!(list[3].get("3"), Some(&number("4.0")));
        assert_eq!(tree.get("b"), Some(&number("0.1000000000000000055")));
    }

    #[test]
    fn a_member_that_is_null_is_none() {
        let tree = Tree::parse(br#"{"a":null,"b":1}"#).unwrap();
        assert_eq!(tree.get("a"), None);
        assert_eq!(tree.first(&["a", "b"]), tree.get("b"));
        assert!(Tree::parse(b"{\"a\":1,\"a\":2}").is_err());
    }
}
