//! What the standard and the law want said, and a record does not say.

use super::{Contact, Controller, ReceiptFacts, RecordFacts, iso};
use crate::error::quote;
use crate::json::{Object, Pointer, Value};
use crate::terms::{Part, Process};
use crate::vocab::Places;
use std::fmt;

/// A field that a record lacks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Where it would stand, or the object that lacks it.
    pub path: Pointer,
    /// The field, as ISO/IEC TS 27560 names it.
    pub field: &'static str,
    /// Who wants it.
    pub wanted_by: WantedBy,
}

/// Who wants a field, by the tables of DPV's guide to ISO/IEC TS 27560.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WantedBy {
    /// ISO/IEC TS 27560.
    Iso,
    /// The GDPR.
    Gdpr,
    /// Both.
    Both,
}

/// The profile of DPV that a record or a receipt keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Profile {
    /// ISO/IEC TS 27560, as far as it is there.
    Iso,
    /// With all that the profile for the GDPR wants.
    EuGdpr,
}

impl WantedBy {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Iso => "iso",
            Self::Gdpr => "gdpr",
            Self::Both => "both",
        }
    }
}

/// In English; [`sentence`](Self::sentence) says it in other languages too.
impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (field, by) = (quote(self.field), self.wanted_by.name());
        match self.path.as_str() {
            "" => write!(f, "{field} is missing, wanted by {by}"),
            path => write!(f, "{}: {field} is missing, wanted by {by}", quote(path)),
        }
    }
}

pub(super) fn of_record(facts: &RecordFacts) -> Profile {
    let placed = facts.processes.iter().all(is_placed);
    let exercised = !facts.exercised_at.is_empty();
    profile(placed && exercised && !facts.jurisdiction.is_empty() && is_reachable(&facts.controller))
}

pub(super) fn of_receipt(facts: &ReceiptFacts) -> Profile {
    profile(is_reachable(&facts.publisher) && facts.records.iter().all(|one| of_record(one) == Profile::EuGdpr))
}

fn profile(complete: bool) -> Profile {
    if complete { Profile::EuGdpr } else { Profile::Iso }
}

fn is_placed(process: &Process) -> bool {
    process.places.known().is_some_and(|places| *places != Places::Anywhere)
}

fn is_reachable(controller: &Controller) -> bool {
    controller.contact.as_ref().is_some_and(is_addressed)
}

fn is_addressed(contact: &Contact) -> bool {
    iso::address_parts(&contact.address).iter().any(|(_, part)| part.is_some())
}

/// The gaps of a record whose form is `whole`, in which members beyond the facts may fill some.
pub(super) fn record(facts: &RecordFacts, whole: &Object, path: &Pointer) -> Vec<Gap> {
    let mut gaps = Gaps(Vec::new());
    gaps.controller(&facts.controller, &path.member("dpv:hasDataController").item(0));
    gaps.unless(!facts.jurisdiction.is_empty(), path.member("dpv:hasJurisdiction"), "jurisdiction", WantedBy::Iso);
    let exercised = !facts.exercised_at.is_empty();
    gaps.unless(exercised, path.member("dpv:hasConsentControl"), "withdrawal_method", WantedBy::Both);
    let rights = exercised || whole.get("dpv:hasRight").is_some();
    gaps.unless(rights, path.member("dpv:hasRight"), "privacy_rights", WantedBy::Gdpr);
    let authority = whole.get("dpv:hasAuthority").is_some();
    gaps.unless(authority, path.member("dpv:hasAuthority"), "authority_party", WantedBy::Gdpr);
    let forms = match whole.get("dpv:hasProcess") {
        Some(Value::Array(forms)) => forms.as_slice(),
        _ => &[],
    };
    for ((at, process), form) in facts.processes.iter().enumerate().zip(forms) {
        gaps.process(process, form, &path.member("dpv:hasProcess").item(at));
    }
    gaps.0.sort();
    gaps.0
}

/// The gaps of a receipt: its publisher's, then those of each record.
pub(super) fn receipt(facts: &ReceiptFacts, whole: &Object) -> Vec<Gap> {
    let mut gaps = Gaps(Vec::new());
    gaps.controller(&facts.publisher, &Pointer::root().member("dct:publisher"));
    let records = Pointer::root().member("dpv:hasRecordOfActivity");
    if let Some(Value::Array(forms)) = whole.get("dpv:hasRecordOfActivity") {
        for ((at, one), form) in facts.records.iter().enumerate().zip(forms) {
            if let Value::Object(form) = form {
                gaps.0.extend(record(one, form, &records.item(at)));
            }
        }
    }
    gaps.0
}

struct Gaps(Vec<Gap>);

impl Gaps {
    fn unless(&mut self, there: bool, path: Pointer, field: &'static str, wanted_by: WantedBy) {
        if !there {
            self.0.push(Gap { path, field, wanted_by });
        }
    }

    fn controller(&mut self, controller: &Controller, path: &Pointer) {
        let points = || path.member("schema:contactPoint");
        self.unless(is_reachable(controller), points(), "party_address", WantedBy::Both);
        self.unless(controller.contact.is_some(), points(), "party_contact", WantedBy::Both);
    }

    fn process(&mut self, process: &Process, form: &Value, path: &Pointer) {
        let has = |name: &str| matches!(form, Value::Object(form) if form.get(name).is_some());
        let placed = is_placed(process);
        self.unless(placed, path.member(iso::member(Part::Keep)), "storage_locations", WantedBy::Both);
        self.unless(placed, path.member(iso::member(Part::Places)), "processing_locations", WantedBy::Gdpr);
        let source = has("dpv:hasDataSource");
        self.unless(source, path.member("dpv:hasDataSource"), "collection_method", WantedBy::Gdpr);
        self.unless(has("dpv:hasRule"), path.member("dpv:hasRule"), "geographic_restrictions", WantedBy::Gdpr);
    }
}
