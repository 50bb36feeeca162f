//! Who one is, and with which keys.

use super::{Body, Introducing, private::Form};
use crate::form::{FormError, read, write};
use crate::json::{Fields, Object};
use crate::keys::{PartyKeys, PublicSigningKey, Thumbprint};
use crate::message::{Anyone, Never};
use crate::terms::EntryPin;
use crate::text::Name;
use std::collections::BTreeSet;

/// A desk's public page: its name, its keys, and the roster agreements it accepts (IEEE 7012 wants them published).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: Name,
    /// Its keys, to seal a first proffer for.
    pub keys: PartyKeys,
    /// What it accepts, at least one.
    pub accepts: BTreeSet<EntryPin>,
}

/// New keys, signed with the old one. `keys.sign` is the key that the old keys' `next` committed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// The keys from now on.
    pub keys: PartyKeys,
}

impl Body for Profile {
    const NAME: &'static str = "profile";

    type Audience = Anyone;
    type Expiry = Never;
}

impl Introducing for Profile {
    fn keys(&self) -> &PartyKeys {
        &self.keys
    }
}

impl Form for Profile {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            name: read::name(&fields.required("name")?)?,
            keys: read::party_keys(&fields.required("keys")?)?,
            accepts: read::set(&fields.required("accepts")?, read::pin)?,
        })
    }

    fn write(&self, form: Object) -> Object {
        form.with("name", self.name.as_str())
            .with("keys", self.keys.write(Object::new()))
            .with("accepts", write::set(&self.accepts, |pin| write::pin(pin).into()))
    }

    fn key_that_signs(&self) -> Option<&PublicSigningKey> {
        Some(self.keys.sign())
    }
}

impl Body for Rotation {
    const NAME: &'static str = "rotation";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for Rotation {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self { keys: read::party_keys(&fields.required("keys")?)? })
    }

    fn write(&self, form: Object) -> Object {
        form.with("keys", self.keys.write(Object::new()))
    }
}
