//! The one door to JSON: text becomes a [`Document`], and the readers ask [`Node`]s for what they
//! need. Lenient where the meaning is plain, as published files stray from their schemas: null
//! and absent are the same, one thing stands for a list of one, a list of texts for a text.

use vrm_core::json::{self, Fields, JsonError, Pointer, Value, foreign};

/// A JSON text that was read whole.
#[derive(Debug)]
pub(super) struct Document(Value);

/// Reads a JSON text.
///
/// # Errors
///
/// [`JsonError`] with the place; a member that occurs twice is refused too.
pub(super) fn read_json(bytes: &[u8]) -> Result<Document, JsonError> {
    foreign::parse(bytes).map(Document)
}

impl Document {
    /// The outermost value.
    pub(super) fn root(&self) -> Node<'_> {
        Node { value: Some(&self.0), path: Pointer::root() }
    }

    /// The members of the outermost object, for those whose type must be right.
    ///
    /// # Errors
    ///
    /// [`JsonError`] when it is no object.
    pub(super) fn strict(&self) -> Result<Fields<'_>, JsonError> {
        json::Node::root(&self.0).object()
    }
}

/// A place in a document, where there may be nothing.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    value: Option<&'a Value>,
    path: Pointer,
}

impl<'a> Node<'a> {
    fn at(path: Pointer, value: Option<&'a Value>) -> Self {
        Self { value: value.filter(|it| **it != Value::Null), path }
    }

    /// The JSON pointer to this place (RFC 6901).
    pub(super) fn path(&self) -> &str {
        self.path.as_str()
    }

    /// The member of that name, which may be nothing.
    pub(super) fn member(&self, name: &str) -> Self {
        let value = match self.value {
            Some(Value::Object(members)) => members.get(name),
            _ => None,
        };
        Self::at(self.path.member(name), value)
    }

    /// Whether there is anything here at all.
    pub(super) const fn exists(&self) -> bool {
        self.value.is_some()
    }

    /// Whether no text, number or truth value stands here, at any depth.
    pub(super) fn is_blank(&self) -> bool {
        fn blank(value: &Value) -> bool {
            match value {
                Value::Null => true,
                Value::String(text) => text.trim().is_empty(),
                Value::Array(items) => items.iter().all(blank),
                Value::Object(members) => members.iter().all(|(_, value)| blank(value)),
                Value::Bool(_) | Value::Number(_) => false,
            }
        }
        self.value.is_none_or(blank)
    }

    /// The members of an object, by name. Anything else has none.
    pub(super) fn members(&self) -> Vec<(String, Self)> {
        let Some(Value::Object(members)) = self.value else { return Vec::new() };
        members.iter().map(|(name, value)| (name.to_owned(), Self::at(self.path.member(name), Some(value)))).collect()
    }

    /// The items of a list; one thing alone stands for itself; nothing has none.
    pub(super) fn items(&self) -> Vec<Self> {
        match self.value {
            None => Vec::new(),
            Some(Value::Array(items)) => {
                let items = items.iter().enumerate();
                items.map(|(index, value)| Self::at(self.path.item(index), Some(value))).collect()
            }
            Some(_) => vec![self.clone()],
        }
    }

    /// Every text that is not empty, trimmed: one, or those of a list.
    pub(super) fn texts(&self) -> Vec<String> {
        let texts = self.items().into_iter().filter_map(|it| match it.value? {
            Value::String(text) => Some(text.trim().to_owned()),
            number @ Value::Number(_) => Some(number.canonical()),
            _ => None,
        });
        texts.filter(|text| !text.is_empty()).collect()
    }

    /// A text, or the texts of a list joined by semicolons.
    pub(super) fn text(&self) -> Option<String> {
        Some(self.texts().join("; ")).filter(|text| !text.is_empty())
    }

    /// A whole number that is not negative, also where it is written as text.
    pub(super) fn count(&self) -> Option<u32> {
        match self.value? {
            Value::Number(number) => u32::try_from(number.as_u64()?).ok(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A truth value.
    pub(super) fn flag(&self) -> Option<bool> {
        match self.value? {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_doubt_is_refused_with_its_place() {
        let why = |text: &[u8]| read_json(text).unwrap_err().to_string();
        assert_eq!(why(b"{\n \"a\": 1,\n}"), "not JSON at line 3 column 1: trailing comma");
        assert_eq!(why(br#"{"a": {"b": 1, "b": 2}}"#), "the member `/a/b` occurs twice, expected once");
    }

    #[test]
    fn what_strays_is_read_where_it_is_plain() {
        let document = read_json(br#"{"a": null, "b": "x", "c": ["x", "", 2], "d": "7", "e~/": {"f": []}}"#);
        let document = document.unwrap();
        let root = document.root();
        assert!(!root.member("a").exists());
        assert_eq!(root.member("b").items().len(), 1);
        assert_eq!(root.member("c").text().unwrap(), "x; 2");
        assert_eq!(root.member("d").count(), Some(7));
        assert!(root.member("e~/").exists() && root.member("e~/").is_blank());
        assert_eq!(root.member("e~/").path(), "/e~0~1");
    }
}
