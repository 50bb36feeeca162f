//! A receipt, whole and by its parts.

use super::fault::{self, KantaraFault};
use super::parts::{KantaraController, KantaraService};
use super::read;
use crate::consent::whole::keeps_whole;
use crate::consent::{ConsentError, RecordId};
use crate::json::{JsonError, Node, Object, foreign};
use std::fmt;

/// A receipt of Kantara Consent Receipt v1.1.0, as it was read: members that the format does not know stay in it.
///
/// What the schema demands is demanded here; what only the prose of the specification demands is told by
/// [`faults`](Self::faults). Its `publicKey` is a text like any other: nobody is believed for it. `Debug` shows
/// how much is in it.
///
/// ```
/// use vrm_core::consent::KantaraReceipt;
/// let text = br#"{"version":"KI-CR-v1.1.0","jurisdiction":"DE","consentTimestamp":1772357400,
///     "collectionMethod":"web form","consentReceiptID":"c1befd3e-b7e5-4ea6-8688-e9a565aade21",
///     "piiPrincipalId":"customer 7","piiControllers":[{"piiController":"Shop","contact":"Privacy office",
///     "address":{"addressCountry":"DE"},"email":"privacy@shop.example","phone":"+49-30-555-0100"}],
///     "policyUrl":"https://shop.example/privacy","services":[{"service":"Newsletter","purposes":[
///     {"purposeCategory":["6 - Marketing"],"consentType":"EXPLICIT","piiCategory":["2 - Contact"],
///     "termination":"until withdrawn","thirdPartyDisclosure":false}]}],"sensitive":true,"spiCat":[],"x-kept":1}"#;
/// let receipt = KantaraReceipt::parse(text)?;
/// assert_eq!(receipt.services()[0].purposes[0].data, ["2 - Contact"]);
/// assert_eq!(receipt.faults()[0].to_string(), "`/spiCat` is empty, expected the sensitive categories");
/// assert!(receipt.to_json().contains("x-kept"));
/// # Ok::<(), vrm_core::consent::ConsentError>(())
/// ```
#[derive(Clone)]
pub struct KantaraReceipt {
    whole: Object,
    read: Read,
}

/// What was read of it.
#[derive(Clone)]
pub(super) struct Read {
    pub(super) version: String,
    pub(super) jurisdiction: String,
    pub(super) timestamp: i64,
    pub(super) collection_method: String,
    pub(super) id: String,
    pub(super) public_key: Option<String>,
    pub(super) language: Option<String>,
    pub(super) principal: String,
    pub(super) controllers: Vec<KantaraController>,
    pub(super) policy: String,
    pub(super) services: Vec<KantaraService>,
    pub(super) is_sensitive: bool,
    pub(super) special: Vec<String>,
}

impl KantaraReceipt {
    /// The most bytes of JSON that are read.
    pub const MAX_BYTES: usize = 1 << 20;

    /// The version that is written, and that a receipt states (clause 4.3.1).
    pub const VERSION: &str = "KI-CR-v1.1.0";

    /// Reads a receipt by the schema of v1.1.0: every required member is there and of its type.
    ///
    /// # Errors
    /// [`ConsentError::Json`] for what is no JSON, repeats a member, has more than [`MAX_BYTES`](Self::MAX_BYTES), lacks
    /// a required member or has one of another type; [`ConsentError::Kantara`] for a time before 1970.
    pub fn parse(bytes: &[u8]) -> Result<Self, ConsentError> {
        let (length, limit) = (bytes.len(), Self::MAX_BYTES);
        if length > limit {
            return Err(JsonError::TooLong { length, limit }.into());
        }
        Self::read(&Node::root(&foreign::parse(bytes)?))
    }

    pub(crate) fn read(node: &Node<'_>) -> Result<Self, ConsentError> {
        Ok(Self { read: read::receipt(node)?, whole: node.as_object()?.clone() })
    }

    /// What it breaks of the prose of the specification, which asks more than the schema; in the order of the text.
    #[must_use]
    pub fn faults(&self) -> Vec<KantaraFault> {
        fault::of(self)
    }

    /// Its number where it is a UUID of version 4, as it should be (`consentReceiptID`).
    #[must_use]
    pub fn id(&self) -> Option<RecordId> {
        RecordId::parse(&self.read.id)
    }

    /// Its number as written.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.read.id
    }

    /// The version it states (`version`).
    #[must_use]
    pub fn version(&self) -> &str {
        &self.read.version
    }

    /// Whose laws apply, several with spaces between them (`jurisdiction`).
    #[must_use]
    pub fn jurisdiction(&self) -> &str {
        &self.read.jurisdiction
    }

    /// When consent was given, in seconds since 1970 (`consentTimestamp`). It may be of no year that an
    /// [`Instant`](crate::time::Instant) has, as where a writer counted milliseconds.
    #[must_use]
    pub fn timestamp(&self) -> i64 {
        self.read.timestamp
    }

    /// How consent was taken (`collectionMethod`).
    #[must_use]
    pub fn collection_method(&self) -> &str {
        &self.read.collection_method
    }

    /// A key that the receipt states (`publicKey`): no format is defined, and nothing is to be believed for it.
    #[must_use]
    pub fn public_key(&self) -> Option<&str> {
        self.read.public_key.as_deref()
    }

    /// The language of the consent (`language`).
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.read.language.as_deref()
    }

    /// Whose consent it is (`piiPrincipalId`).
    #[must_use]
    pub fn principal(&self) -> &str {
        &self.read.principal
    }

    /// The controllers (`piiControllers`); the first is who collects.
    #[must_use]
    pub fn controllers(&self) -> &[KantaraController] {
        &self.read.controllers
    }

    /// The address of the policy (`policyUrl`).
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.read.policy
    }

    /// The services (`services`).
    #[must_use]
    pub fn services(&self) -> &[KantaraService] {
        &self.read.services
    }

    /// Whether it is about sensitive data (`sensitive`).
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        self.read.is_sensitive
    }

    /// The categories that are sensitive (`spiCat`).
    #[must_use]
    pub fn special_categories(&self) -> &[String] {
        &self.read.special
    }
}

keeps_whole!(KantaraReceipt);

impl fmt::Debug for KantaraReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (controllers, services) = (self.read.controllers.len(), self.read.services.len());
        write!(f, "KantaraReceipt({controllers} controllers, {services} services)")
    }
}
