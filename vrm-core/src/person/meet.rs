//! Meet: vendors, and the keys by which they are known.

use super::Person;
use crate::chain::StreamId;
use crate::did::{Did, DidDocument};
use crate::error::Error;
use crate::history::{About, CommandId, Event};
use crate::json::{Object, Value};
use crate::keys::{Randomness, Thumbprint, fresh};
use crate::life::Outcome;
use crate::message::Introduction;
use crate::time::Instant;
use crate::view::StateError;

impl Person {
    /// Adds a vendor: a relationship begins, under a new id. Nobody is told.
    ///
    /// # Errors
    /// [`StateError::AlreadyKnown`]; [`DidError`](crate::did::DidError) for one whose own key is none.
    pub fn add_vendor(
        &mut self,
        vendor: &Did,
        about: &About,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("vendor", vendor.as_str()).with("about", about.to_value());
        self.life.run("add-vendor", arguments.into(), command, now, random, |act| {
            if vendor.has_key_inside() {
                Introduction::resolve(vendor)?;
            }
            let stream = StreamId::from_bytes(fresh(act.random)?);
            act.push(stream, Event::VendorAdded { did: vendor.clone(), about: about.clone() })
        })
    }

    /// Sets anew what is known of a vendor, and what blocks select it by.
    ///
    /// # Errors
    /// [`StateError::NoSuchRelationship`].
    pub fn describe_vendor(
        &mut self,
        relationship: StreamId,
        about: &About,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("relationship", relationship.to_string()).with("about", about.to_value());
        self.life.run("describe-vendor", arguments.into(), command, now, random, |act| {
            act.push(relationship, Event::VendorDescribed { about: about.clone() })
        })
    }

    /// Pins the keys that a vendor's identifier stands for. A `did:key` or `did:jwk` holds its own; of any other the host
    /// hands in the document that it fetched from where the method says.
    ///
    /// Keys that were pinned before and are in use stay: others wait for [`accept_keys`](Self::accept_keys) when the
    /// vendor publishes them.
    ///
    /// # Errors
    /// [`DidError`](crate::did::DidError) for a document that is not the vendor's or gives no key, or when one is needed
    /// and none was handed in; [`MessageError`](crate::message::MessageError) for a weak key.
    pub fn introduce(
        &mut self,
        relationship: StreamId,
        document: Option<&[u8]>,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.life.settle()?;
        let did = self.life.state().relationship(relationship)?.vendor().clone();
        let introduction = match document {
            Some(document) => Introduction::from_document(&DidDocument::parse(&did, document)?)?,
            None => Introduction::resolve(&did)?,
        };
        let (signing, sealing) = (introduction.signing().to_vec(), introduction.sealing().to_vec());
        let event = Event::Introduced { signing, sealing };
        let arguments = Object::new().with("relationship", relationship.to_string()).with("event", event.to_value());
        self.life.run("introduce", arguments.into(), command, now, random, |act| act.push(relationship, event))
    }

    /// Says yes to keys that a vendor publishes and the old ones did not vouch for, once the person has found out that
    /// they are the vendor's.
    ///
    /// # Errors
    /// [`StateError::NoKeyChange`] when no keys with that signing key wait.
    pub fn accept_keys(
        &mut self,
        relationship: StreamId,
        sign: Thumbprint,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("relationship", relationship.to_string()).with("sign", sign.to_string());
        self.life.run("accept-keys", arguments.into(), command, now, random, |act| {
            act.state.relationship(relationship)?.key_change().ok_or(StateError::NoKeyChange)?;
            act.push(relationship, Event::KeysAccepted { sign })
        })
    }
}

/// Arguments of a call about one relationship.
pub(super) fn about(relationship: StreamId) -> Object {
    Object::new().with("relationship", relationship.to_string())
}

/// The same with nothing else.
pub(super) fn only(relationship: StreamId) -> Value {
    about(relationship).into()
}
