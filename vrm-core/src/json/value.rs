//! One JSON value.

use super::{Number, Object};
use serde::{Serialize, Serializer};

/// A JSON value with exact integers and unique member names in order.
///
/// It serialises in the order in which it was built; [`canonical`](Self::canonical) sorts. To read one of a
/// known shape use [`Node`](super::Node).
///
/// ```
/// use vrm_core::json::{Object, Value};
/// let value = Value::from(Object::new().with("b", true).with("a", vec![Value::Null, "é".into()]));
/// assert_eq!(value.canonical(), r#"{"a":[null,"é"],"b":true}"#);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A finite number.
    Number(Number),
    /// Any Unicode scalar values, exactly as read.
    String(String),
    /// Values in order.
    Array(Vec<Value>),
    /// Members in order, each name once.
    Object(Object),
}

impl Value {
    /// What it is, for a sentence.
    pub(super) fn described(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(number) => number.described(),
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => items.serialize(serializer),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::Array(items)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}
