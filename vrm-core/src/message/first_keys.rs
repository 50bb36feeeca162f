//! How the first key of a sender is known.

use super::{Introducing, Message, MessageError, SelfCertified};
use crate::agreement::VendorParty;
use crate::did::{Curve, Did, DidDocument};
use crate::form::{FormError, read};
use crate::json::{Node, Object, Value, ours};
use crate::keys::{PartyKeys, PublicSealingKey, PublicSigningKey, Unverified};

/// The keys that an identifier stands for: what is pinned when a vendor is introduced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    did: Did,
    signing: Vec<PublicSigningKey>,
    sealing: Vec<PublicSealingKey>,
}

impl Introduction {
    /// The keys inside a `did:key` or `did:jwk`.
    ///
    /// # Errors
    /// [`MessageError::Did`] for another method: the host fetches the document, a `did:web`'s from its
    /// [`web_url`](Did::web_url), and [`from_document`](Self::from_document) reads it; [`MessageError::Keys`] for a weak key.
    pub fn resolve(did: &Did) -> Result<Self, MessageError> {
        let key = did.public_key()?;
        let mut introduction = Self { did: did.clone(), signing: Vec::new(), sealing: Vec::new() };
        match key.curve() {
            Curve::Ed25519 => introduction.signing.push(PublicSigningKey::new(key)?),
            Curve::X25519 => introduction.sealing.push(PublicSealingKey::new(key)?),
        }
        Ok(introduction)
    }

    /// The keys, as they are kept beside what they vouch for.
    pub(crate) fn to_text(&self) -> String {
        let signing: Vec<Value> = self.signing.iter().map(|key| key.write().into()).collect();
        let sealing: Vec<Value> = self.sealing.iter().map(|key| key.write().into()).collect();
        let form = Object::new().with("did", self.did.as_str()).with("signing", signing).with("sealing", sealing);
        Value::Object(form).canonical()
    }

    /// Reads what [`to_text`](Self::to_text) wrote.
    pub(crate) fn parse(text: &[u8]) -> Result<Self, FormError> {
        let value = ours::parse_within(text, 2 * DidDocument::MAX_BYTES)?;
        read::closed(&Node::root(&value), |fields| {
            Ok(Self {
                did: read::did(&fields.required("did")?)?,
                signing: read::list(&fields.required("signing")?, |key| Ok(PublicSigningKey::read(key)?))?,
                sealing: read::list(&fields.required("sealing")?, |key| Ok(PublicSealingKey::read(key)?))?,
            })
        })
    }

    /// A known vendor's keys in use, beside those that were pinned.
    pub(crate) fn add(&mut self, keys: &PartyKeys) {
        if !self.signing.contains(keys.sign()) {
            self.signing.push(*keys.sign());
        }
        if !self.sealing.contains(keys.seal()) {
            self.sealing.push(*keys.seal());
        }
    }

    /// The keys that were pinned once.
    pub(crate) fn pinned(did: Did, signing: Vec<PublicSigningKey>, sealing: Vec<PublicSealingKey>) -> Self {
        Self { did, signing, sealing }
    }

    /// The keys in a document that the host fetched. An identifier that holds its own key needs none, and no document
    /// gives it another.
    ///
    /// # Errors
    /// [`MessageError::Keys`] when one of them is weak or not canonical: the whole document is then refused;
    /// [`MessageError::NoSigningKey`] when it names no Ed25519 key for assertions.
    pub fn from_document(document: &DidDocument) -> Result<Self, MessageError> {
        if document.id().has_key_inside() {
            return Self::resolve(document.id());
        }
        let signing = document.signing_keys().iter().copied().map(PublicSigningKey::new);
        let sealing = document.sealing_keys().iter().copied().map(PublicSealingKey::new);
        let introduction = Self {
            did: document.id().clone(),
            signing: signing.collect::<Result<_, _>>()?,
            sealing: sealing.collect::<Result<_, _>>()?,
        };
        if introduction.signing.is_empty() { Err(MessageError::NoSigningKey) } else { Ok(introduction) }
    }

    /// Whether a vendor, as a document names it, is this identifier with one of its keys.
    #[must_use]
    pub fn vouches_for(&self, vendor: &VendorParty) -> bool {
        vendor.did == self.did && self.signing.contains(vendor.keys.sign())
    }

    /// The identifier.
    #[must_use]
    pub fn did(&self) -> &Did {
        &self.did
    }

    /// The keys whose signature speaks for it.
    #[must_use]
    pub fn signing(&self) -> &[PublicSigningKey] {
        &self.signing
    }

    /// The keys for which a first message is sealed; never made from a key that signs.
    #[must_use]
    pub fn sealing(&self) -> &[PublicSealingKey] {
        &self.sealing
    }
}

impl<B: SelfCertified> Unverified<Message<B>> {
    /// The key that the message carries and names: a stranger's first word vouches for itself. To be verified with it.
    ///
    /// # Errors
    /// [`MessageError::NotOwnKey`] when it is signed with another key than it carries, [`MessageError::NotOfIssuer`] when
    /// `iss` is not the `did:key` of it; [`MessageError::Form`].
    pub fn own_key(&self) -> Result<PublicSigningKey, MessageError> {
        let message = self.peek()?;
        let key = *message.body().key();
        if key.thumbprint() != self.kid() {
            return Err(MessageError::NotOwnKey);
        }
        message.is_of(&key)?;
        Ok(key)
    }
}

impl<B: Introducing> Unverified<Message<B>> {
    /// Who says it, so that the host can fetch what its identifier stands for; believed by nobody yet.
    ///
    /// # Errors
    /// [`MessageError::Form`].
    pub fn issuer(&self) -> Result<Did, MessageError> {
        Ok(self.peek()?.iss().clone())
    }

    /// The key that the message carries, if it is one that the introduced identifier stands for. To be verified with it.
    ///
    /// # Errors
    /// [`MessageError::NotOwnKey`], [`MessageError::NotOfIssuer`], [`MessageError::Form`].
    pub fn introduced_key(&self, introduction: &Introduction) -> Result<PublicSigningKey, MessageError> {
        let message = self.peek()?;
        let key = *message.body().keys().sign();
        if key.thumbprint() != self.kid() {
            return Err(MessageError::NotOwnKey);
        }
        let of_issuer = message.iss() == introduction.did() && introduction.signing().contains(&key);
        if of_issuer { Ok(key) } else { Err(MessageError::NotOfIssuer) }
    }
}
