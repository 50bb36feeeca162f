//! Receipts of consent, in both forms.

use super::{ConsentGap, Controller, PostalAddress, RecordFacts};
use crate::border::record::{as_raw, instant};
use crate::border::{Failure, text};
use std::fmt;
use vrm_core::consent::{self, RecordId};
use vrm_core::did::Did;
use vrm_core::time::Instant;

/// A receipt of consent (ISO/IEC TS 27560): its text, and what is read of it. `Debug` leaves out what it is about.
#[derive(Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct IsoReceipt {
    /// The whole in its canonical text. In the JSON of this record it stands as it is.
    #[serde(serialize_with = "as_raw")]
    pub json: String,
    /// What it says.
    pub facts: ReceiptFacts,
    /// The fields that ISO/IEC TS 27560 or the GDPR wants and that are not there: the publisher's, then by record.
    pub gaps: Vec<ConsentGap>,
}

/// What a receipt says: who gives it to whom, when, and over which records.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct ReceiptFacts {
    /// Its number.
    #[serde(deserialize_with = "text::one")]
    pub id: RecordId,
    /// When it was made.
    #[serde(deserialize_with = "instant")]
    pub created: Instant,
    /// Who gives it.
    pub publisher: Controller,
    /// Whom it is given to, by the identifier of the persona.
    #[serde(deserialize_with = "text::one")]
    pub recipient: Did,
    /// The records, at least one, each once.
    pub records: Vec<RecordFacts>,
}

/// A receipt of Kantara Consent Receipt v1.1.0. `Debug` leaves out what it is about.
#[derive(Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct KantaraReceipt {
    /// The whole in its canonical text. In the JSON of this record it stands as it is.
    #[serde(serialize_with = "as_raw")]
    pub json: String,
    /// What it breaks of the prose of the specification, which asks more than the schema; in English.
    pub faults: Vec<String>,
    /// Its number where it is a UUID of version 4, as it should be.
    pub id: Option<RecordId>,
    /// Its number as written.
    pub number: String,
    /// The version it states.
    pub version: String,
    /// Whose laws apply, several with spaces between them.
    pub jurisdiction: String,
    /// When consent was given, in seconds since 1970; it may be of no year that a time has.
    pub timestamp: i64,
    /// How consent was taken.
    pub collection_method: String,
    /// A key that the receipt states: nothing is to be believed for it.
    pub public_key: Option<String>,
    /// The language of the consent.
    pub language: Option<String>,
    /// Whose consent it is.
    pub principal: String,
    /// The controllers; the first is who collects.
    pub controllers: Vec<KantaraController>,
    /// The address of the policy.
    pub policy: String,
    /// The services.
    pub services: Vec<KantaraService>,
    /// Whether it is about sensitive data.
    pub is_sensitive: bool,
    /// The categories that are sensitive.
    pub special_categories: Vec<String>,
}

/// A controller, as a receipt of Kantara names it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct KantaraController {
    /// Its name.
    pub name: String,
    /// Whether it is a processor that acts for the controller.
    pub on_behalf: Option<bool>,
    /// The person or the office.
    pub contact: String,
    /// The postal address.
    pub address: PostalAddress,
    /// The email address.
    pub email: String,
    /// The telephone number as written.
    pub phone: String,
    /// The web page.
    pub url: Option<String>,
}

/// A service, and what data is processed for.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct KantaraService {
    /// Its name.
    pub name: String,
    /// The purposes.
    pub purposes: Vec<KantaraPurpose>,
}

/// One purpose of a service.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct KantaraPurpose {
    /// In a few words.
    pub purpose: Option<String>,
    /// Its categories as written.
    pub categories: Vec<String>,
    /// How consent was said: `EXPLICIT`, or another text.
    pub consent_type: String,
    /// The categories of its data.
    pub data: Vec<String>,
    /// Whether the service needs it.
    pub is_primary: Option<bool>,
    /// When it ends, as free text.
    pub termination: String,
    /// Whether third parties receive the data.
    pub is_disclosed: bool,
    /// Which.
    pub third_parties: Option<String>,
}

impl ReceiptFacts {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "{id, created, publisher, recipient, records}, each record by its facts";
}

impl IsoReceipt {
    /// The receipt of these facts, by the core.
    pub(crate) fn new(facts: ReceiptFacts) -> Result<Self, Failure> {
        Ok((&consent::IsoReceipt::new(facts.try_into()?)?).into())
    }

    /// Reads a receipt, by the core.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Failure> {
        Ok((&consent::IsoReceipt::parse(bytes)?).into())
    }
}

impl KantaraReceipt {
    /// The same as a receipt says, in the form of Kantara, by the core; none where none of its records is valid.
    pub(crate) fn of(receipt: &[u8], policy: &str) -> Result<Option<Self>, Failure> {
        let receipt = consent::IsoReceipt::parse(receipt)?;
        Ok(consent::KantaraReceipt::of(&receipt, policy)?.as_ref().map(Into::into))
    }

    /// Reads a receipt, by the core.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Failure> {
        Ok((&consent::KantaraReceipt::parse(bytes)?).into())
    }
}

impl From<&consent::IsoReceipt> for IsoReceipt {
    fn from(receipt: &consent::IsoReceipt) -> Self {
        let gaps = receipt.gaps().iter().map(Into::into).collect();
        Self { json: receipt.to_json(), facts: receipt.facts().into(), gaps }
    }
}

impl From<&consent::ReceiptFacts> for ReceiptFacts {
    fn from(facts: &consent::ReceiptFacts) -> Self {
        Self {
            id: facts.id,
            created: facts.created,
            publisher: (&facts.publisher).into(),
            recipient: facts.recipient.clone(),
            records: facts.records.iter().map(Into::into).collect(),
        }
    }
}

impl TryFrom<ReceiptFacts> for consent::ReceiptFacts {
    type Error = Failure;

    fn try_from(facts: ReceiptFacts) -> Result<Self, Failure> {
        let ReceiptFacts { id, created, publisher, recipient, records } = facts;
        let records = records.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?;
        Ok(Self { id, created, publisher: publisher.into(), recipient, records })
    }
}

impl From<&consent::KantaraReceipt> for KantaraReceipt {
    fn from(receipt: &consent::KantaraReceipt) -> Self {
        Self {
            json: receipt.to_json(),
            faults: receipt.faults().iter().map(ToString::to_string).collect(),
            id: receipt.id(),
            number: receipt.number().to_owned(),
            version: receipt.version().to_owned(),
            jurisdiction: receipt.jurisdiction().to_owned(),
            timestamp: receipt.timestamp(),
            collection_method: receipt.collection_method().to_owned(),
            public_key: receipt.public_key().map(str::to_owned),
            language: receipt.language().map(str::to_owned),
            principal: receipt.principal().to_owned(),
            controllers: receipt.controllers().iter().map(Into::into).collect(),
            policy: receipt.policy().to_owned(),
            services: receipt.services().iter().map(Into::into).collect(),
            is_sensitive: receipt.is_sensitive(),
            special_categories: receipt.special_categories().to_vec(),
        }
    }
}

impl From<&consent::KantaraController> for KantaraController {
    fn from(controller: &consent::KantaraController) -> Self {
        Self {
            name: controller.name.clone(),
            on_behalf: controller.on_behalf,
            contact: controller.contact.clone(),
            address: controller.address.clone().into(),
            email: controller.email.clone(),
            phone: controller.phone.clone(),
            url: controller.url.clone(),
        }
    }
}

impl From<&consent::KantaraService> for KantaraService {
    fn from(service: &consent::KantaraService) -> Self {
        Self { name: service.name.clone(), purposes: service.purposes.iter().map(Into::into).collect() }
    }
}

impl From<&consent::KantaraPurpose> for KantaraPurpose {
    fn from(purpose: &consent::KantaraPurpose) -> Self {
        Self {
            purpose: purpose.purpose.clone(),
            categories: purpose.categories.clone(),
            consent_type: purpose.consent_type.clone(),
            data: purpose.data.clone(),
            is_primary: purpose.is_primary,
            termination: purpose.termination.clone(),
            is_disclosed: purpose.is_disclosed,
            third_parties: purpose.third_parties.clone(),
        }
    }
}

impl fmt::Debug for IsoReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IsoReceipt({}, records: {})", self.facts.id, self.facts.records.len())
    }
}

impl fmt::Debug for KantaraReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KantaraReceipt({} controllers, {} services)", self.controllers.len(), self.services.len())
    }
}
