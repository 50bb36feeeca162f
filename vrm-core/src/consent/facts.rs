//! What a record says.

use super::{ConsentStatus, RecordId};
use crate::did::Did;
use crate::terms::{Process, TermsHash};
use crate::text::{Language, Name};
use crate::time::Instant;
use crate::vocab::Place;
use std::collections::BTreeSet;

/// What one record of consent says: of whom, by whom, over which processes, and where it stands.
///
/// `Debug` of records leaves out what they are about.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordFacts {
    /// Its number.
    pub id: RecordId,
    /// The person, by the identifier of the persona: pairwise, the same in no other vendor's record.
    pub subject: Did,
    /// Who decides over the processing.
    pub controller: Controller,
    /// What the person was shown.
    pub notice: Notice,
    /// The processes, at least one; every part of them is stated.
    pub processes: Vec<Process>,
    /// Which processes, by index, stand on explicit consent for the sake of an own word: one that stands below a marked
    /// word in the text that was agreed on, as no reader of the record alone can tell. What DPV itself marks is not listed.
    pub explicit: BTreeSet<u32>,
    /// Under which jurisdictions, as far as they are named.
    pub jurisdiction: BTreeSet<Place>,
    /// Where consent is withdrawn and rights are claimed: a link, or the vendor's identifier where the two sides talk as
    /// here.
    pub exercised_at: String,
    /// Each change of its state, the oldest first, at least one.
    pub events: Vec<ConsentEvent>,
}

/// One change of a consent's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentEvent {
    /// The state from then on.
    pub status: ConsentStatus,
    /// When.
    pub at: Instant,
    /// Who said so, by an identifier.
    pub by: Did,
    /// Until when it holds, where an end is set.
    pub until: Option<Instant>,
}

/// Who decides over the processing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Controller {
    /// Its identifier.
    pub did: Did,
    /// Its name.
    pub name: Name,
    /// How it is reached, where it is known: a receipt needs it, the person's own record may do without.
    pub contact: Option<Contact>,
}

/// How a controller is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The person or the office.
    pub office: String,
    /// The postal address.
    pub address: PostalAddress,
    /// The email address.
    pub email: String,
    /// The telephone number (RFC 3966, without `tel:`).
    pub phone: String,
    /// The web page.
    pub url: Option<String>,
}

/// A postal address (schema.org `PostalAddress`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostalAddress {
    /// The street and the number.
    pub street: Option<String>,
    /// The town.
    pub locality: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The post office box.
    pub box_number: Option<String>,
    /// The country, by its code of two letters.
    pub country: Option<String>,
}

/// What the person was shown: the plain text of the terms that were agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The name of the text: the roster's IRI, `#` and the entry's id and version.
    pub name: String,
    /// The hash of the text in that language.
    pub text: TermsHash,
    /// In which language.
    pub language: Language,
    /// When.
    pub shown: Instant,
}
