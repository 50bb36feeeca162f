//! Who decides over processing, what the person was shown, and what happened to a consent.

use super::ConsentStatus;
use crate::border::record::{instant, optional_instant};
use crate::border::text;
use vrm_core::consent;
use vrm_core::did::Did;
use vrm_core::terms::TermsHash;
use vrm_core::text::{Language, Name};
use vrm_core::time::Instant;

/// Who decides over the processing.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// Its identifier.
    #[serde(deserialize_with = "text::one")]
    pub did: Did,
    /// Its name.
    #[serde(deserialize_with = "text::one")]
    pub name: Name,
    /// How it is reached, where it is known.
    #[serde(default)]
    #[uniffi(default = None)]
    pub contact: Option<Contact>,
}

/// How a controller is reached.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The person or the office.
    pub office: String,
    /// The postal address.
    #[serde(default)]
    pub address: PostalAddress,
    /// The email address.
    pub email: String,
    /// The telephone number (RFC 3966, without `tel:`).
    pub phone: String,
    /// The web page.
    #[serde(default)]
    #[uniffi(default = None)]
    pub url: Option<String>,
}

/// A postal address (schema.org `PostalAddress`).
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct PostalAddress {
    /// The street and the number.
    #[serde(default)]
    #[uniffi(default = None)]
    pub street: Option<String>,
    /// The town.
    #[serde(default)]
    #[uniffi(default = None)]
    pub locality: Option<String>,
    /// The region.
    #[serde(default)]
    #[uniffi(default = None)]
    pub region: Option<String>,
    /// The postal code.
    #[serde(default)]
    #[uniffi(default = None)]
    pub postal_code: Option<String>,
    /// The post office box.
    #[serde(default)]
    #[uniffi(default = None)]
    pub box_number: Option<String>,
    /// The country, by its code of two letters.
    #[serde(default)]
    #[uniffi(default = None)]
    pub country: Option<String>,
}

/// What the person was shown: the plain text of the terms that were agreed on.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct ConsentNotice {
    /// The name of the text: the roster's IRI, `#` and the entry's id and version.
    pub name: String,
    /// The hash of the text in that language.
    #[serde(deserialize_with = "text::one")]
    pub text: TermsHash,
    /// In which language.
    #[serde(deserialize_with = "text::one")]
    pub language: Language,
    /// When.
    #[serde(deserialize_with = "instant")]
    pub shown: Instant,
}

/// One change of a consent's state.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct ConsentEvent {
    /// The state from then on.
    #[serde(deserialize_with = "text::one")]
    pub status: ConsentStatus,
    /// When.
    #[serde(deserialize_with = "instant")]
    pub at: Instant,
    /// Who said so, by an identifier.
    #[serde(deserialize_with = "text::one")]
    pub by: Did,
    /// Until when it holds, where an end is set.
    #[serde(default, deserialize_with = "optional_instant")]
    #[uniffi(default = None)]
    pub until: Option<Instant>,
}

impl From<&consent::Controller> for Controller {
    fn from(controller: &consent::Controller) -> Self {
        let consent::Controller { did, name, contact } = controller.clone();
        Self { did, name, contact: contact.map(Into::into) }
    }
}

impl From<consent::Contact> for Contact {
    fn from(contact: consent::Contact) -> Self {
        let consent::Contact { office, address, email, phone, url } = contact;
        Self { office, address: address.into(), email, phone, url }
    }
}

impl From<Contact> for consent::Contact {
    fn from(contact: Contact) -> Self {
        let Contact { office, address, email, phone, url } = contact;
        Self { office, address: address.into(), email, phone, url }
    }
}

impl From<consent::PostalAddress> for PostalAddress {
    fn from(address: consent::PostalAddress) -> Self {
        let consent::PostalAddress { street, locality, region, postal_code, box_number, country } = address;
        Self { street, locality, region, postal_code, box_number, country }
    }
}

impl From<PostalAddress> for consent::PostalAddress {
    fn from(address: PostalAddress) -> Self {
        let PostalAddress { street, locality, region, postal_code, box_number, country } = address;
        Self { street, locality, region, postal_code, box_number, country }
    }
}

impl From<Controller> for consent::Controller {
    fn from(controller: Controller) -> Self {
        let Controller { did, name, contact } = controller;
        Self { did, name, contact: contact.map(Into::into) }
    }
}

impl From<ConsentNotice> for consent::Notice {
    fn from(notice: ConsentNotice) -> Self {
        let ConsentNotice { name, text, language, shown } = notice;
        Self { name, text, language, shown }
    }
}

impl From<ConsentEvent> for consent::ConsentEvent {
    fn from(event: ConsentEvent) -> Self {
        let ConsentEvent { status, at, by, until } = event;
        Self { status: status.into(), at, by, until }
    }
}

impl From<&consent::Notice> for ConsentNotice {
    fn from(notice: &consent::Notice) -> Self {
        let consent::Notice { name, text, language, shown } = notice.clone();
        Self { name, text, language, shown }
    }
}

impl From<&consent::ConsentEvent> for ConsentEvent {
    fn from(event: &consent::ConsentEvent) -> Self {
        let consent::ConsentEvent { status, at, by, until } = event.clone();
        Self { status: status.into(), at, by, until }
    }
}
