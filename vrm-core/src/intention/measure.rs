//! Numbers with their units.

use super::{IntentionError, Number, form};
use crate::json::{Node, Object, Value};
use std::fmt;

/// A number with its unit. Two are compared in one unit only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure {
    /// How much.
    pub number: Number,
    /// Of what; none for a bare number.
    pub unit: Option<UnitCode>,
}

/// A unit of measure: a common code of UN/CEFACT Recommendation 20, two or three capitals and digits, such as `KGM` or
/// `C62`. Whether the list has it is not checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitCode([u8; 3]);

impl Measure {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let number = Number::read(&fields.required("number")?)?;
        let unit = form::optional(&mut fields, "unit", UnitCode::read)?;
        fields.close()?;
        Ok(Self { number, unit })
    }

    pub(super) fn to_value(self) -> Value {
        let form = Object::new().with("number", self.number.to_string());
        form::put(form, "unit", self.unit.as_ref().map(UnitCode::as_str)).into()
    }
}

impl UnitCode {
    /// One of something that is counted (`C62`).
    pub const PIECE: Self = Self(*b"C62");

    /// Reads a code.
    ///
    /// # Errors
    /// [`IntentionError::UnitCode`].
    pub fn parse(text: &str) -> Result<Self, IntentionError> {
        let code = match *text.as_bytes() {
            [a, b] => [a, b, 0],
            [a, b, c] => [a, b, c],
            _ => return Err(IntentionError::UnitCode),
        };
        let known = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if known { Ok(Self(code)) } else { Err(IntentionError::UnitCode) }
    }

    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        form::parsed(node, Self::parse)
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end_matches('\0')
    }
}

impl fmt::Display for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
