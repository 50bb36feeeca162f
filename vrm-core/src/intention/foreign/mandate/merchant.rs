//! Who may sell, and who may buy.

use crate::intention::foreign::tree::Tree;
use crate::json::Object;
use crate::text::{Text, TextError};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// A merchant of the Agent Payments Protocol. Two are the same when their identifiers are: names and addresses are what
/// anybody can write.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Merchant {
    id: Text,
    name: Text,
    website: Option<Text>,
}

/// The public key of an agent, P-256, to which the mandates are bound (`cnf`, RFC 7800).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AgentKey {
    /// The first coordinate.
    pub x: [u8; 32],
    /// The second coordinate.
    pub y: [u8; 32],
}

impl Merchant {
    /// The most bytes of each part.
    pub const BYTES: usize = 1024;

    /// A merchant.
    ///
    /// # Errors
    /// [`TextError`] for an empty identifier, and past [`BYTES`](Self::BYTES).
    pub fn new(id: &str, name: &str, website: Option<&str>) -> Result<Self, TextError> {
        if id.is_empty() {
            return Err(TextError::Empty { kind: "text" });
        }
        let text = |text: &str| Text::within(text, Self::BYTES);
        Ok(Self { id: text(id)?, name: text(name)?, website: website.map(text).transpose()? })
    }

    /// By what it is known.
    #[must_use]
    pub fn id(&self) -> &str {
        self.id.as_str()
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    pub(super) fn to_json(&self) -> Object {
        let form = Object::new().with("id", self.id.as_str()).with("name", self.name.as_str());
        match &self.website {
            Some(website) => form.with("website", website.as_str()),
            None => form,
        }
    }

    /// A merchant of a mandate; none without an identifier.
    pub(super) fn read(tree: &Tree) -> Option<Self> {
        Self::new(tree.text("id")?, tree.text("name").unwrap_or_default(), tree.text("website")).ok()
    }
}

impl AgentKey {
    pub(super) fn to_json(self) -> Object {
        let coordinate = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let key = Object::new().with("kty", "EC").with("crv", "P-256");
        Object::new().with("jwk", key.with("x", coordinate(&self.x)).with("y", coordinate(&self.y)))
    }
}
