//! Where.

use super::{IntentionError, form};
use crate::json::{Node, Object, Value};
use crate::text::{TextError, Token};
use crate::vocab::Place;

/// Where it should be: a country or a region, and perhaps how its postal codes begin. A point is never needed to draw
/// offers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Area {
    /// The country or region.
    pub place: Place,
    /// How the postal code begins, at most [`POSTAL`](Self::POSTAL) characters.
    pub postal: Option<Token>,
}

impl Area {
    /// The most characters of the beginning of a postal code.
    pub const POSTAL: usize = 8;

    /// What the types of its members leave open.
    pub(super) fn check(&self) -> Result<(), IntentionError> {
        match self.postal.as_ref().map(|postal| postal.as_str().len()) {
            Some(length) if length > Self::POSTAL => {
                let error = TextError::TooLong { kind: "token", length, limit: Self::POSTAL };
                Err(IntentionError::from(error).of("postal"))
            }
            _ => Ok(()),
        }
    }
}

impl Area {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let area = Self {
            place: form::place(&fields.required("place")?)?,
            postal: form::optional(&mut fields, "postal", form::token)?,
        };
        fields.close()?;
        Ok(area)
    }

    pub(super) fn to_value(&self) -> Value {
        let form = Object::new().with("place", self.place.iri());
        form::put(form, "postal", self.postal.as_ref().map(Token::as_str)).into()
    }
}
