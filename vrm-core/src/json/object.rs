//! Members in order, each name once.

use super::Value;
use serde::{Serialize, Serializer};

/// The members of a JSON object, in the order in which they were read or built; every name occurs once.
///
/// Two objects are equal when they have equal members in the same order. Looking up and building take time
/// linear in the number of members, which is small in every format of this library.
///
/// ```
/// use vrm_core::json::{Object, Value};
/// let money = Object::new().with("minor", 1250).with("currency", "EUR");
/// assert_eq!(money.get("minor"), Some(&Value::from(1250)));
/// assert_eq!(money.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["minor", "currency"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object(Vec<(String, Value)>);

impl Object {
    /// No members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// This object with the member `name`; a value it already had under that name is replaced in its place.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.insert(name, value);
        self
    }

    /// Sets the member `name` and gives back the value it had, whose place it takes; a new name comes last.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        let (name, value) = (name.into(), value.into());
        if let Some((_, old)) = self.0.iter_mut().find(|(known, _)| *known == name) {
            return Some(std::mem::replace(old, value));
        }
        self.0.push((name, value));
        None
    }

    /// Members read from a text, or the name that occurs twice.
    pub(super) fn from_members(members: Vec<(String, Value)>) -> Result<Self, String> {
        let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        if let Some((name, _)) = names.iter().zip(names.iter().skip(1)).find(|(a, b)| a == b) {
            return Err((*name).to_owned());
        }
        Ok(Self(members))
    }

    /// The value of the member `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter().find_map(|(known, value)| (known == name).then_some(value))
    }

    /// The members in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// How many members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
