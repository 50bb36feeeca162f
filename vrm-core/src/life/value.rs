//! The document that holds the value of an item.

use crate::digest::{hex, tagged};
use crate::error::Error;
use crate::form::{FormError, read};
use crate::json::{Node, Object, Value, ours};
use crate::keys::{Randomness, fresh};
use crate::vault::{Content, ItemId};
use crate::vocab::Word;
use zeroize::Zeroizing;

/// What a document of an item says. It is one with its salt: the name of the document binds the value and tells nothing
/// of it once the document is gone.
pub(super) struct ValueText {
    pub(super) item: ItemId,
    pub(super) data: Word,
    pub(super) content: Content,
    salt: [u8; 32],
}

impl ValueText {
    pub(super) fn new(item: ItemId, data: Word, content: Content, random: &mut dyn Randomness) -> Result<Self, Error> {
        Ok(Self { item, data, content, salt: fresh(random)? })
    }

    /// The canonical text.
    pub(super) fn write(&self) -> Zeroizing<String> {
        let form = Object::new()
            .with("item", self.item.to_string())
            .with("data", self.data.iri())
            .with("salt", hex::text(&self.salt))
            .with("value", self.content.to_value());
        Zeroizing::new(Value::Object(form).canonical())
    }

    /// Reads it; none where it is no such text in its one form.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let value = ours::parse(text).ok()?;
        let read = read::closed(&Node::root(&value), |fields| {
            let value = fields.required("value")?;
            let content = Content::of(value.value());
            Ok(Self {
                item: ItemId::from_bytes(read::hex(&fields.required("item")?)?),
                data: read::word(&fields.required("data")?)?,
                salt: read::hex(&fields.required("salt")?)?,
                content: content.map_err(|error| FormError::Value { path: value.path().clone(), error })?,
            })
        });
        read.ok().filter(|read| read.write().as_bytes() == text)
    }

    /// Under which name a text lies beside the history.
    pub(super) fn name(text: &str) -> [u8; 32] {
        tagged("value", &[text.as_bytes()])
    }
}
