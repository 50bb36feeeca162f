//! A person and a clinic: health data waits for an explicit consent, and two processes are optional.

use super::life::{Met, carried, line};
use std::collections::BTreeSet;
use vrm_core::consent::{Contact, PostalAddress};
use vrm_core::decision::{AgreementId, GrantId, Request};
use vrm_core::desk::Issuer;
use vrm_core::error::Error;
use vrm_core::keys::SignedId;
use vrm_core::life::Outcome;
use vrm_core::message::Reply;
use vrm_core::terms::{Basis, Declaration, Keep, Necessity, Process, Start, Stated, Talk, Who};
use vrm_core::vocab::{Places, Recipient, Word};

pub(crate) fn word(name: &str) -> Word {
    name.parse().unwrap()
}

fn process(data: &[&str], purpose: &str, basis: Basis, necessity: Necessity) -> Process {
    let words = data.iter().map(|name| word(name));
    let process = Process::new(words, [word(purpose)], [word("dpv:Use")], [Recipient::Vendor]);
    let keep = Stated::Known(Keep::Days { days: 90, from: Start::PurposeEnd });
    let places = Stated::Known(Places::within(["EU".parse().unwrap()]).unwrap());
    Process { basis, necessity, keep, places, ..process }
}

/// Process 0 comes with the agreement, but for its prescription; 1 is optional on consent, 2 optional on contract, and 3
/// stands on a law.
pub(crate) fn declared() -> Declaration {
    let care = "dpv:CustomerCare";
    Declaration::new([
        process(&["pd:EmailAddress", "pd:Prescription"], care, Basis::Contract, Necessity::Required),
        process(&["pd:TelephoneNumber"], care, Basis::Consent, Necessity::Optional),
        process(&["pd:PhysicalAddress"], care, Basis::Contract, Necessity::Optional),
        process(&["pd:Name"], "dpv:LegalCompliance", Basis::LegalDuty, Necessity::Required),
    ])
    .unwrap()
}

/// Both have agreed.
pub(crate) fn clinic() -> (Met, AgreementId) {
    let agent = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    let mut met = Met::with(&agent, &agent, &declared());
    met.proffer(&["SD-BASE"]);
    let agreement = met.agreement();
    (met, agreement)
}

/// May the clinic use it for customer care?
pub(crate) fn use_of(data: &str) -> Request {
    let request = Request::new(word(data), word("dpv:CustomerCare"), word("dpv:Use"), Recipient::Vendor);
    request
        .keep(Keep::Days { days: 30, from: Start::PurposeEnd })
        .places(Places::within(["FR".parse().unwrap()]).unwrap())
}

pub(crate) fn issuer() -> Issuer {
    let text = str::to_owned;
    Issuer {
        contact: Contact {
            office: text("Data protection office"),
            address: PostalAddress {
                street: Some(text("1 Example Street")),
                locality: Some(text("Lyon")),
                postal_code: Some(text("69001")),
                country: Some(text("FR")),
                ..PostalAddress::default()
            },
            email: text("privacy@clinic.example"),
            phone: text("+33-1-23-45-67-89"),
            url: Some(text("https://clinic.example/")),
        },
        jurisdiction: BTreeSet::from(["FR".parse().unwrap()]),
        exercised_at: text("https://clinic.example/rights"),
        policy: text("https://clinic.example/policy/1"),
    }
}

impl Met {
    pub(crate) fn consents(&mut self, agreement: AgreementId, process: u32, data: &str) -> Result<Outcome, Error> {
        let (id, at) = (self.relationship, self.at);
        self.person.consent(id, agreement, process, &word(data), None, at, &mut self.random)
    }

    pub(crate) fn issues(&mut self, agreement: AgreementId) -> SignedId {
        let (customer, at) = (self.customer(), self.at);
        let issued = self.desk.issue(customer, agreement, &issuer(), None, at, &mut self.random).unwrap();
        issued.said[0].id.unwrap()
    }

    /// A consent that was given and heard.
    pub(crate) fn consented(&mut self, agreement: AgreementId, process: u32, data: &str) -> SignedId {
        let said = self.consents(agreement, process, data).unwrap().said[0].id.unwrap();
        carried(self);
        said
    }

    /// The grant of a yes that was given once, to a question about the email address.
    pub(crate) fn granted_once(&mut self, agreement: AgreementId) -> GrantId {
        let (customer, at) = (self.customer(), self.at);
        let asked = self.desk.ask(customer, agreement, &use_of("pd:EmailAddress"), None, at, &mut self.random).unwrap();
        carried(self);
        let id = asked.said[0].id.unwrap();
        self.person.answer(self.relationship, id, Reply::Once, None, at, &mut self.random).unwrap();
        carried(self);
        self.here().question(&id).unwrap().grant.unwrap()
    }
}
