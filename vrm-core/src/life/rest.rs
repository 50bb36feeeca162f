//! The document that holds what is left of a disclosure once some of its values were deleted.

use crate::digest::{hex, tagged};
use crate::error::Error;
use crate::form::{FormError, read};
use crate::json::{Node, Object, Value, ours};
use crate::keys::{Randomness, fresh};
use crate::message::Jti;
use crate::vault::{Content, Disclosed};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// What is left of a disclosure, each value with its place in the letter. The letter is signed as a whole and had to go, so
/// nobody's signature stands under this any more; the name of the document binds it, and its salt has the name tell
/// nothing once the document is gone.
pub(super) struct RestText {
    pub(super) disclosure: Jti,
    pub(super) values: BTreeMap<u32, Disclosed>,
    salt: [u8; 32],
}

impl RestText {
    pub(super) fn new(
        disclosure: Jti,
        values: BTreeMap<u32, Disclosed>,
        random: &mut dyn Randomness,
    ) -> Result<Self, Error> {
        Ok(Self { disclosure, values, salt: fresh(random)? })
    }

    /// The canonical text.
    pub(super) fn write(&self) -> Zeroizing<String> {
        let value = |(place, Disclosed { data, value }): (&u32, &Disclosed)| -> Value {
            let form = Object::new().with("place", i64::from(*place)).with("data", data.iri());
            form.with("value", value.to_value()).into()
        };
        let form = Object::new()
            .with("disclosure", self.disclosure.to_string())
            .with("salt", hex::text(&self.salt))
            .with("values", self.values.iter().map(value).collect::<Vec<_>>());
        Zeroizing::new(Value::Object(form).canonical())
    }

    /// Reads it; none where it is no such text in its one form.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let value = ours::parse(text).ok()?;
        let read = read::closed(&Node::root(&value), |fields| {
            Ok(Self {
                disclosure: Jti::from_bytes(read::hex(&fields.required("disclosure")?)?),
                values: read::list(&fields.required("values")?, placed)?.into_iter().collect(),
                salt: read::hex(&fields.required("salt")?)?,
            })
        });
        read.ok().filter(|read| read.write().as_bytes() == text)
    }

    /// Under which name a text lies beside the history.
    pub(super) fn name(text: &str) -> [u8; 32] {
        tagged("rest", &[text.as_bytes()])
    }
}

fn placed(node: &Node<'_>) -> Result<(u32, Disclosed), FormError> {
    read::closed(node, |fields| {
        let (place, value) = (read::index(&fields.required("place")?)?, fields.required("value")?);
        let content = Content::of(value.value());
        let content = content.map_err(|error| FormError::Value { path: value.path().clone(), error })?;
        Ok((place, Disclosed { data: read::word(&fields.required("data")?)?, value: content }))
    })
}
