//! Typed reading of closed objects, with the place in every error.

use super::{JsonError, Object, Pointer, Value};

/// A value and where it stands.
///
/// ```
/// use vrm_core::json::{Node, foreign};
/// let value = foreign::parse(b"{\"keys\":[{\"kty\":7}]}")?;
/// let mut fields = Node::root(&value).object()?;
/// for key in fields.required("keys")?.array()? {
///     let error = key.object()?.required("kty")?.string().unwrap_err();
///     assert_eq!(error.to_string(), "`/keys/0/kty` is an integer, expected a string");
/// }
/// # Ok::<(), vrm_core::json::JsonError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Node<'a> {
    value: &'a Value,
    path: Pointer,
}

impl<'a> Node<'a> {
    /// The whole of a text.
    #[must_use]
    pub fn root(value: &'a Value) -> Self {
        Self { value, path: Pointer::root() }
    }

    /// Where it stands.
    #[must_use]
    pub fn path(&self) -> &Pointer {
        &self.path
    }

    /// The value itself.
    #[must_use]
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// The string here.
    ///
    /// # Errors
    ///
    /// [`JsonError::WrongType`] when it is anything else.
    pub fn string(&self) -> Result<&'a str, JsonError> {
        match self.value {
            Value::String(text) => Ok(text),
            _ => Err(self.wrong("a string")),
        }
    }

    /// The integer here.
    ///
    /// # Errors
    ///
    /// [`JsonError::WrongType`] when it is anything else, was written with a fraction or exponent, or is past `i64`.
    pub fn integer(&self) -> Result<i64, JsonError> {
        match self.value {
            Value::Number(number) => number.as_i64(),
            _ => None,
        }
        .ok_or_else(|| self.wrong("an integer"))
    }

    /// The boolean here.
    ///
    /// # Errors
    ///
    /// [`JsonError::WrongType`] when it is anything else.
    pub fn boolean(&self) -> Result<bool, JsonError> {
        match self.value {
            Value::Bool(value) => Ok(*value),
            _ => Err(self.wrong("a boolean")),
        }
    }

    /// The items of the array here, in order.
    ///
    /// # Errors
    ///
    /// [`JsonError::WrongType`] when it is anything else.
    pub fn array(&self) -> Result<Vec<Node<'a>>, JsonError> {
        let Value::Array(items) = self.value else { return Err(self.wrong("an array")) };
        Ok(items.iter().enumerate().map(|(index, value)| Node { value, path: self.path.item(index) }).collect())
    }

    /// The object here, to be read member by member and closed.
    ///
    /// # Errors
    ///
    /// [`JsonError::WrongType`] when it is anything else.
    pub fn object(&self) -> Result<Fields<'a>, JsonError> {
        let object = self.as_object()?;
        Ok(Fields { object, path: self.path.clone(), asked: Vec::new() })
    }

    /// The members of the object here, in order: for objects whose names are data, such as a text by language.
    ///
    /// # Errors
    ///
    /// [`JsonError::WrongType`] when it is anything else.
    pub fn members(&self) -> Result<Vec<(&'a str, Node<'a>)>, JsonError> {
        let members = self.as_object()?.iter();
        Ok(members.map(|(name, value)| (name, Node { value, path: self.path.member(name) })).collect())
    }

    /// The object here as it is, when its members are not ours to know.
    pub(crate) fn as_object(&self) -> Result<&'a Object, JsonError> {
        match self.value {
            Value::Object(object) => Ok(object),
            _ => Err(self.wrong("an object")),
        }
    }

    fn wrong(&self, expected: &'static str) -> JsonError {
        JsonError::WrongType { path: self.path.clone(), found: self.value.described(), expected }
    }
}

/// The members of an object, asked for one by one; [`close`](Self::close) then refuses what nobody asked for.
///
/// An object whose unknown members are kept (a foreign one) is read the same way and not closed.
#[derive(Clone, Debug)]
pub struct Fields<'a> {
    object: &'a Object,
    path: Pointer,
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The member `name`.
    ///
    /// # Errors
    ///
    /// [`JsonError::Missing`] when it is not there.
    pub fn required(&mut self, name: &'static str) -> Result<Node<'a>, JsonError> {
        self.optional(name).ok_or_else(|| JsonError::Missing { path: self.path.member(name) })
    }

    /// The member `name`, if it is there. A member that is `null` is there.
    pub fn optional(&mut self, name: &'static str) -> Option<Node<'a>> {
        if !self.asked.contains(&name) {
            self.asked.push(name);
        }
        self.object.get(name).map(|value| Node { value, path: self.path.member(name) })
    }

    /// Where the object stands.
    pub(crate) fn path(&self) -> &Pointer {
        &self.path
    }

    /// Ends the reading of a closed object.
    ///
    /// # Errors
    ///
    /// [`JsonError::Unknown`] naming the first member that was not asked for, and those that were.
    pub fn close(self) -> Result<(), JsonError> {
        match self.object.iter().find(|(name, _)| !self.asked.contains(name)) {
            None => Ok(()),
            Some((name, _)) => Err(JsonError::Unknown { path: self.path.member(name), known: self.asked }),
        }
    }
}
