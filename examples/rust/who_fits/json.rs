//! The one door to JSON: text becomes a [`Document`], and the readers ask [`Node`]s for what they
//! need. Lenient where the meaning is plain, as published files stray from their schemas: null
//! and absent are the same, one thing stands for a list of one, a list of texts for a text.

use serde_json::Value;

use super::Refused;

/// A JSON text that was read whole.
#[derive(Debug)]
pub(super) struct Document(Value);

/// Reads a JSON text.
///
/// # Errors
///
/// [`Refused::NotJson`] with line and column.
pub(super) fn read_json(bytes: &[u8]) -> Result<Document, Refused> {
    serde_json::from_slice(bytes).map(Document).map_err(|error| {
        let text = error.to_string();
        let why = text.split(" at line ").next().unwrap_or_default().to_owned();
        Refused::NotJson { line: error.line(), column: error.column(), why }
    })
}

impl Document {
    /// The outermost value.
    pub(super) const fn root(&self) -> Node<'_> {
        Node { value: Some(&self.0), path: String::new() }
    }
}

/// A place in a document, where there may be nothing.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    value: Option<&'a Value>,
    path: String,
}

impl<'a> Node<'a> {
    fn at(&self, step: &str, value: Option<&'a Value>) -> Self {
        let step = step.replace('~', "~0").replace('/', "~1");
        Self { value: value.filter(|it| !it.is_null()), path: format!("{}/{step}", self.path) }
    }

    /// The JSON pointer to this place (RFC 6901).
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The member of that name, which may be nothing.
    pub(super) fn member(&self, name: &str) -> Self {
        self.at(name, self.value.and_then(|it| it.get(name)))
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
                Value::Object(members) => members.values().all(blank),
                Value::Bool(_) | Value::Number(_) => false,
            }
        }
        self.value.is_none_or(blank)
    }

    /// The members of an object, by name. Anything else has none.
    pub(super) fn members(&self) -> Vec<(String, Self)> {
        let members = self.value.and_then(Value::as_object).into_iter().flatten();
        members.map(|(name, value)| (name.clone(), self.at(name, Some(value)))).collect()
    }

    /// The items of a list; one thing alone stands for itself; nothing has none.
    pub(super) fn items(&self) -> Vec<Self> {
        match self.value {
            None => Vec::new(),
            Some(Value::Array(items)) => {
                let items = items.iter().enumerate();
                items.map(|(index, value)| self.at(&index.to_string(), Some(value))).collect()
            }
            Some(_) => vec![self.clone()],
        }
    }

    /// Every text that is not empty, trimmed: one, or those of a list.
    pub(super) fn texts(&self) -> Vec<String> {
        let texts = self.items().into_iter().filter_map(|it| match it.value? {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
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
        self.value?.as_bool()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_not_json_is_refused_with_its_place() {
        let Err(Refused::NotJson { line, column, why }) = read_json(b"{\n \"a\": 1,\n}") else {
            panic!("read all the same")
        };
        assert_eq!((line, column, why.as_str()), (3, 1, "trailing comma"));
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
