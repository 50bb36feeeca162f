//! What a receipt claims beyond what was agreed.

use super::category::Category;
use super::parts::{KantaraController, KantaraPurpose};
use super::receipt::KantaraReceipt;
use crate::error::quote;
use crate::json::Pointer;
use std::collections::BTreeSet;
use std::fmt;

/// One claim of a receipt of Kantara that goes beyond what was agreed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct KantaraExcess {
    /// What it is about.
    pub what: KantaraPart,
    /// Where in the receipt.
    pub path: Pointer,
    /// What the receipt says there; nothing where that would show who the person is.
    pub found: String,
}

/// What of a receipt of Kantara may go too far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum KantaraPart {
    /// That there is one at all: no valid consent is known.
    Receipt,
    /// Another version.
    Version,
    /// Another number than the receipt beside it.
    Number,
    /// A time before the yes.
    Time,
    /// Another person.
    Principal,
    /// A controller that was not agreed, or one that is described otherwise.
    Controller,
    /// Another policy.
    Policy,
    /// A jurisdiction that was not agreed.
    Jurisdiction,
    /// A service that was not agreed.
    Service,
    /// A purpose that is like none of the agreed ones, or says in free text what they do not.
    Purpose,
    /// A category of purposes.
    PurposeCategory,
    /// Another kind of consent.
    ConsentType,
    /// A category of data.
    DataCategory,
    /// Required where it was optional.
    Primary,
    /// Another end: free text cannot be weighed, so any other text counts.
    Termination,
    /// Disclosure where there was none, or to others.
    ThirdParty,
    /// Sensitive data where there was none.
    Sensitive,
    /// A category of sensitive data.
    SpecialCategory,
}

impl KantaraPart {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Version => "version",
            Self::Number => "number",
            Self::Time => "time",
            Self::Principal => "principal",
            Self::Controller => "controller",
            Self::Policy => "policy",
            Self::Jurisdiction => "jurisdiction",
            Self::Service => "service",
            Self::Purpose => "purpose",
            Self::PurposeCategory => "purpose-category",
            Self::ConsentType => "consent-type",
            Self::DataCategory => "data-category",
            Self::Primary => "primary",
            Self::Termination => "termination",
            Self::ThirdParty => "third-party",
            Self::Sensitive => "sensitive",
            Self::SpecialCategory => "special-category",
        }
    }
}

impl fmt::Display for KantaraExcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what {
            KantaraPart::Receipt => f.write_str("a receipt of Kantara states a consent where none is valid"),
            KantaraPart::Principal => f.write_str("the receipt of Kantara is about another person"),
            _ => {
                let path = quote(self.path.as_str());
                write!(f, "the receipt of Kantara says {} at {path}, which was not agreed", quote(&self.found))
            }
        }
    }
}

impl KantaraReceipt {
    /// Everything it claims beyond `allowed`, in the order of its members: what [`of`](Self::of) says of the same
    /// records as the reader itself knows them, none where none of them is valid.
    ///
    /// Categories are compared by their number. Saying less is no excess: fewer purposes, fewer categories, a later time.
    /// Members that the format does not know are not looked at.
    #[must_use]
    pub fn excess_over(&self, allowed: Option<&Self>) -> Vec<KantaraExcess> {
        let mut found = Found(Vec::new());
        let root = Pointer::root();
        let Some(allowed) = allowed else {
            found.add(KantaraPart::Receipt, root, "");
            return found.0;
        };
        let same = |one: &str, other: &str| one == other;
        let at = |name: &str| root.member(name);
        if !same(self.version(), allowed.version()) {
            found.add(KantaraPart::Version, at("version"), self.version());
        }
        let agreed: BTreeSet<&str> = allowed.jurisdiction().split_whitespace().collect();
        for place in self.jurisdiction().split_whitespace().filter(|place| !agreed.contains(place)) {
            found.add(KantaraPart::Jurisdiction, at("jurisdiction"), place);
        }
        if self.timestamp() < allowed.timestamp() {
            found.add(KantaraPart::Time, at("consentTimestamp"), &self.timestamp().to_string());
        }
        if !same(self.number(), allowed.number()) && (self.id().is_none() || self.id() != allowed.id()) {
            found.add(KantaraPart::Number, at("consentReceiptID"), self.number());
        }
        if !same(self.principal(), allowed.principal()) {
            found.add(KantaraPart::Principal, at("piiPrincipalId"), "");
        }
        for (index, controller) in self.controllers().iter().enumerate() {
            if !allowed.controllers().iter().any(|agreed| is_same(controller, agreed)) {
                found.add(KantaraPart::Controller, at("piiControllers").item(index), &controller.name);
            }
        }
        if !same(self.policy(), allowed.policy()) {
            found.add(KantaraPart::Policy, at("policyUrl"), self.policy());
        }
        self.services_over(allowed, &mut found);
        if self.is_sensitive() && !allowed.is_sensitive() {
            found.add(KantaraPart::Sensitive, at("sensitive"), "true");
        }
        let (stated, agreed) = (self.special_categories(), allowed.special_categories());
        found.categories(KantaraPart::SpecialCategory, &at("spiCat"), stated, agreed);
        found.0
    }

    fn services_over(&self, allowed: &Self, found: &mut Found) {
        for (index, service) in self.services().iter().enumerate() {
            let path = Pointer::root().member("services").item(index);
            if !allowed.services().iter().any(|agreed| agreed.name == service.name) {
                found.add(KantaraPart::Service, path.member("service"), &service.name);
            }
            let agreed: Vec<&KantaraPurpose> = allowed.services().iter().flat_map(|agreed| &agreed.purposes).collect();
            for (index, purpose) in service.purposes.iter().enumerate() {
                let path = path.member("purposes").item(index);
                let closest = agreed.iter().filter(|agreed| are_alike(purpose, agreed));
                let closest = closest.map(|agreed| purpose_over(purpose, agreed, &path)).min_by_key(Vec::len);
                match closest {
                    Some(over) => found.0.extend(over),
                    None => {
                        let text = purpose.purpose.clone().unwrap_or_else(|| purpose.categories.join(", "));
                        found.add(KantaraPart::Purpose, path, &text);
                    }
                }
            }
        }
    }
}

/// Whether it says the same of the same; a contact may be told less of, by leaving the web page out.
fn is_same(stated: &KantaraController, agreed: &KantaraController) -> bool {
    let url = stated.url.is_none() || stated.url == agreed.url;
    let KantaraController { name, contact, address, email, phone, .. } = stated;
    let acts = stated.on_behalf.unwrap_or_default() == agreed.on_behalf.unwrap_or_default();
    let reached = *contact == agreed.contact && *email == agreed.email && *phone == agreed.phone;
    url && acts && reached && *name == agreed.name && *address == agreed.address
}

/// Whether two have a category of purposes in common.
fn are_alike(stated: &KantaraPurpose, agreed: &KantaraPurpose) -> bool {
    let agreed: BTreeSet<Category> = agreed.categories.iter().map(|text| Category::of(text)).collect();
    stated.categories.iter().any(|text| agreed.contains(&Category::of(text)))
}

fn purpose_over(stated: &KantaraPurpose, agreed: &KantaraPurpose, path: &Pointer) -> Vec<KantaraExcess> {
    let mut found = Found(Vec::new());
    if let Some(text) = stated.purpose.as_ref().filter(|text| agreed.purpose.as_ref() != Some(text)) {
        found.add(KantaraPart::Purpose, path.member("purpose"), text);
    }
    let categories = path.member("purposeCategory");
    found.categories(KantaraPart::PurposeCategory, &categories, &stated.categories, &agreed.categories);
    if stated.consent_type != agreed.consent_type {
        found.add(KantaraPart::ConsentType, path.member("consentType"), &stated.consent_type);
    }
    found.categories(KantaraPart::DataCategory, &path.member("piiCategory"), &stated.data, &agreed.data);
    if stated.is_primary == Some(true) && agreed.is_primary != Some(true) {
        found.add(KantaraPart::Primary, path.member("primaryPurpose"), "true");
    }
    if stated.termination != agreed.termination {
        found.add(KantaraPart::Termination, path.member("termination"), &stated.termination);
    }
    if stated.is_disclosed && !agreed.is_disclosed {
        found.add(KantaraPart::ThirdParty, path.member("thirdPartyDisclosure"), "true");
    }
    if let Some(name) = stated.third_parties.as_ref().filter(|name| agreed.third_parties.as_ref() != Some(name)) {
        found.add(KantaraPart::ThirdParty, path.member("thirdPartyName"), name);
    }
    found.0
}

struct Found(Vec<KantaraExcess>);

impl Found {
    fn add(&mut self, what: KantaraPart, path: Pointer, found: &str) {
        self.0.push(KantaraExcess { what, path, found: found.to_owned() });
    }

    /// Each stated category that is not agreed, as a claim of its own.
    fn categories(&mut self, what: KantaraPart, path: &Pointer, stated: &[String], agreed: &[String]) {
        let agreed: BTreeSet<Category> = agreed.iter().map(|text| Category::of(text)).collect();
        for (index, text) in stated.iter().enumerate().filter(|(_, text)| !agreed.contains(&Category::of(text))) {
            self.add(what, path.item(index), text);
        }
    }
}
