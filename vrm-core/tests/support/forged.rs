//! A person and a desk whose keys are in the test's own hands: what they sign keeps no rules.

use super::carried::Lines;
use super::clinic::word;
use super::life::{Met, copy, keeper};
use super::spoilt::pairs;
use super::two::Seeded;
use super::vendor::opened;
use vrm_core::consent::{ConsentRecord, RecordFacts};
use vrm_core::decision::AgreementId;
use vrm_core::keys::{PartyKeyPairs, PublicSealingKey, Randomness as _, Thumbprint};
use vrm_core::message::{AnyMessage, Body, Consent, ConsentReceipt, Message, Never};
use vrm_core::person::Person;

/// The keys of both sides of a relationship.
pub(crate) struct Forger {
    pub(crate) person: PartyKeyPairs,
    pub(crate) desk: PartyKeyPairs,
}

impl Forger {
    /// The keys as they are in use now. The person's are in its export; the desk's, which gives none away, are drawn once
    /// more: its randomness was repeatable.
    pub(crate) fn of(met: &Met) -> Self {
        let export = met.person.danger_export().unwrap();
        let here = met.here();
        let person = pairs(&Lines::of(export.danger_expose()), here.own_keys().unwrap().sign().thumbprint());
        let desk = met.desk.keys().unwrap();
        let drawn = (0..4_096).find_map(|skipped| {
            let mut random = Seeded::new(1);
            random.fill(&mut vec![0; skipped]).unwrap();
            let pairs = PartyKeyPairs::generate(&mut random).unwrap();
            (pairs.public().sign() == desk.sign()).then_some(pairs)
        });
        Self { person, desk: drawn.unwrap() }
    }

    /// Something that the person says, sealed for the desk.
    pub(crate) fn to_desk<B: Body<Audience = Thumbprint, Expiry = Never>>(&self, body: B, met: &mut Met) -> Vec<u8> {
        sealed(body, &self.person, (self.desk.sign().public().thumbprint(), self.desk.seal().public()), met)
    }

    /// Something that the desk says, sealed for the person.
    pub(crate) fn to_person<B: Body<Audience = Thumbprint, Expiry = Never>>(&self, body: B, met: &mut Met) -> Vec<u8> {
        sealed(body, &self.desk, (self.person.sign().public().thumbprint(), self.person.seal().public()), met)
    }

    /// The consent that the person would give now; it has not given it.
    pub(crate) fn consent(&self, met: &mut Met, agreement: AgreementId, process: u32, data: &str) -> Consent {
        let mut twin = Person::open(copy(&met.person_store), keeper(), met.person.id()).unwrap();
        let (at, data) = (met.at, word(data));
        let said = twin.consent(met.relationship, agreement, process, &data, None, at, &mut met.random).unwrap().said;
        let letter = twin.outbox(at).unwrap().into_iter().find(|letter| letter.id == said[0].letter).unwrap();
        let AnyMessage::Consent(text) = opened(&letter, &self.desk) else { panic!("no consent") };
        let me = self.person.sign().public();
        text.verify(me, self.desk.sign().public().thumbprint(), at).unwrap().value().body().clone()
    }

    /// The receipt that the desk issues now; it is on no way to the person.
    pub(crate) fn receipt(&self, met: &mut Met, agreement: AgreementId) -> ConsentReceipt {
        met.issues(agreement);
        let letter = met.theirs().pop().unwrap();
        let AnyMessage::ConsentReceipt(text) = opened(&letter, &self.person) else { panic!("no receipt") };
        let them = self.desk.sign().public();
        text.verify(them, self.person.sign().public().thumbprint(), met.at).unwrap().value().body().clone()
    }
}

/// The consent with its record changed.
pub(crate) fn with_record(consent: &Consent, change: impl FnOnce(&mut RecordFacts)) -> Consent {
    let mut facts = consent.record.as_ref().unwrap().facts().clone();
    change(&mut facts);
    Consent { record: Some(ConsentRecord::new(facts).unwrap()), ..consent.clone() }
}

fn sealed<B: Body<Audience = Thumbprint, Expiry = Never>>(
    body: B,
    from: &PartyKeyPairs,
    to: (Thumbprint, &PublicSealingKey),
    met: &mut Met,
) -> Vec<u8> {
    let iss = from.sign().public().to_did();
    let message = Message::new(body, iss, to.0, met.at, Never, &mut met.random).unwrap();
    message.sign(from.sign()).unwrap().seal(to.1).unwrap().as_str().as_bytes().to_vec()
}
