//! A person and a clinic that have agreed, with what the tests of data, consent and rights begin with.

#![allow(dead_code, reason = "each test takes what it needs")]

use crate::host::{Byte, Counting, Map, carry, now, person, settings, taken};
use std::sync::Arc;
use vrm::Failure;
use vrm::core::chain::StreamId;
use vrm::core::decision::{AgreementId, GrantId};
use vrm::core::log::LogId;
use vrm::core::vocab::Word;
use vrm::mobile::{Desk, Person, VrmError};
use vrm::value::{
    About, Basis, Claim, ClaimScope, Contact, DataForm, Declaration, DeclaredProcess, Issuer, ItemSource, Keep, Law,
    Necessity, NewItem, Outcome, PostalAddress, Right, Start, StatedForm, StatedKeep, StatedPlaces, StatedRecipients,
    StatedWords, TimeWindow,
};

pub(crate) const ADDRESS: &str = "\"mara.keller@post.example\"";

pub(crate) fn word(name: &str) -> Word {
    name.parse().unwrap()
}

/// The name and the place of what an error says.
pub(crate) fn said(error: VrmError) -> (String, Option<String>) {
    let Failure { name, path, .. } = match error {
        VrmError::Invalid { failure }
        | VrmError::TooLarge { failure }
        | VrmError::WrongState { failure }
        | VrmError::Denied { failure }
        | VrmError::Expired { failure }
        | VrmError::NotFound { failure } => failure,
        other => panic!("{other:?}"),
    };
    (name, path)
}

pub(crate) fn process(data: &[&str], purpose: &str, basis: Basis, necessity: Necessity) -> DeclaredProcess {
    let words = |names: &[&str]| StatedWords::Known { words: names.iter().map(|name| word(name)).collect() };
    DeclaredProcess {
        data: words(data),
        purpose: words(&[purpose]),
        operation: words(&["dpv:Use"]),
        recipient: StatedRecipients::Known { recipients: vec!["vendor".parse().unwrap()] },
        keep: StatedKeep::Known { keep: Some(Keep { days: 90, from: Start::PurposeEnd }) },
        form: StatedForm::Known { form: DataForm::Identified },
        places: StatedPlaces::Known { places: vec!["EU".parse().unwrap()] },
        measures: words(&[]),
        basis,
        necessity,
    }
}

/// A person and a clinic that have agreed: health data waits for an explicit consent, one process is optional, and one stands
/// on a law.
pub(crate) struct Met {
    pub(crate) person: Person,
    pub(crate) desk: Desk,
    pub(crate) relationship: StreamId,
    pub(crate) agreement: AgreementId,
    pub(crate) customer: LogId,
}

pub(crate) fn clinic() -> Met {
    let person = person(&Arc::new(Map::default()), settings(&["SD-BASE"]));
    let name = vrm::core::text::Name::parse("Clinic").unwrap();
    let (store, keeper, random) = (Arc::new(Map::default()), Arc::new(Byte::default()), Counting::new(2));
    let desk = Desk::create(store, keeper, random, None, name, settings(&[]), now()).unwrap();
    let care = "dpv:CustomerCare";
    let processes = vec![
        process(&["pd:EmailAddress", "pd:Prescription"], care, Basis::Contract, Necessity::Required),
        process(&["pd:TelephoneNumber"], care, Basis::Consent, Necessity::Optional),
        process(&["pd:Name"], "dpv:LegalCompliance", Basis::LegalDuty, Necessity::Required),
    ];
    desk.declare("SD-BASE".into(), Declaration { processes }, None, now()).unwrap();
    desk.set_settings(settings(&["SD-BASE"]), None, now()).unwrap();
    desk.publish(None, now()).unwrap();
    let added = person.add_vendor(desk.did().unwrap(), About::default(), None, now()).unwrap();
    let relationship = added.relationship;
    taken(person.receive(desk.profile().unwrap().unwrap(), now()).unwrap());
    person.proffer(relationship, vec!["SD-BASE".into()], None, now()).unwrap();
    carry(&person, &desk, now());
    let between = person.view().unwrap().relationship(relationship).unwrap();
    let customer = desk.customers().unwrap()[0];
    Met { person, desk, relationship, agreement: between.in_force[0], customer }
}

impl Met {
    pub(crate) fn carried(&self) {
        carry(&self.person, &self.desk, now());
    }

    pub(crate) fn grant(&self, data: &str) -> GrantId {
        let grants = self.person.view().unwrap().grants(self.relationship).unwrap();
        grants.into_iter().find(|grant| grant.scope.data.contains(&word(data))).unwrap().id
    }

    pub(crate) fn consent(&self, process: u32, data: &str) -> Result<Outcome, VrmError> {
        self.person.consent(self.relationship, self.agreement, process, word(data), None, now())
    }

    pub(crate) fn claim(&self, right: Right, law: Law) -> Result<Outcome, VrmError> {
        let claim = Claim { right, law, scope: ClaimScope::All };
        self.person.claim(self.relationship, claim, None, now())
    }
}

pub(crate) fn new_item(data: &str, content: &str) -> NewItem {
    NewItem { data: word(data), content: content.into(), source: ItemSource::Person, window: TimeWindow::default() }
}

pub(crate) fn issuer() -> Issuer {
    let address = PostalAddress {
        street: Some("1 Example Street".into()),
        locality: Some("Lyon".into()),
        postal_code: Some("69001".into()),
        country: Some("FR".into()),
        ..PostalAddress::default()
    };
    Issuer {
        contact: Contact {
            office: "Data protection office".into(),
            address,
            email: "privacy@clinic.example".into(),
            phone: "+33-1-23-45-67-89".into(),
            url: Some("https://clinic.example/".into()),
        },
        jurisdiction: vec!["FR".parse().unwrap()],
        exercised_at: "https://clinic.example/rights".into(),
        policy: "https://clinic.example/policy/1".into(),
    }
}
