//! Data that is given.

use super::{Body, private::Form};
use crate::decision::{AgreementId, GrantId};
use crate::form::{FormError, read, write};
use crate::json::{Fields, Node, Object, Value};
use crate::keys::Thumbprint;
use crate::time::Instant;
use crate::vault::{Content, Disclosed};
use std::collections::BTreeSet;
use std::fmt;

/// Values of the person's for the vendor alone, under one grant. The vendor acknowledges them with [`Seen`](super::Seen).
#[derive(Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// The agreement.
    pub agreement: AgreementId,
    /// The grant: what for, by what operation and for whom.
    pub grant: GrantId,
    /// The values, at least one.
    pub items: BTreeSet<Disclosed>,
}

impl Body for Disclosure {
    const NAME: &'static str = "disclosure";

    type Audience = Thumbprint;
    type Expiry = Instant;
}

impl Form for Disclosure {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            agreement: read::agreement(&fields.required("agreement")?)?,
            grant: read::grant(&fields.required("grant")?)?,
            items: read::set(&fields.required("items")?, item)?,
        })
    }

    fn write(&self, form: Object) -> Object {
        form.with("agreement", self.agreement.to_string())
            .with("grant", self.grant.to_string())
            .with("items", write::set(&self.items, write_item))
    }
}

/// A value of the person's, and what data it is.
pub(super) fn write_item(item: &Disclosed) -> Value {
    Object::new().with("data", item.data.iri()).with("value", item.value.to_value()).into()
}

/// Reads one.
pub(super) fn item(node: &Node<'_>) -> Result<Disclosed, FormError> {
    read::closed(node, |fields| {
        let (data, value) = (read::word(&fields.required("data")?)?, fields.required("value")?);
        // What is too long for a value is said of the place where it stands, and not of what stands in it.
        let value = Content::of(value.value()).map_err(|error| FormError::Value { path: value.path().clone(), error });
        Ok(Disclosed { data, value: value? })
    })
}

/// Without what is given.
impl fmt::Debug for Disclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Disclosure({} items under {})", self.items.len(), self.grant)
    }
}
