//! How much a relationship takes of each kind: a flood is refused with its own error and changes nothing.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::clinic::{clinic, word};
use support::forged::Forger;
use support::life::{Met, received, rejected};
use vrm_core::decision::WhichGrants;
use vrm_core::error::Error;
use vrm_core::message::{Consent, GrantStep, Incident, Jti, RightsRequest, RightsStep, Withdrawal};
use vrm_core::rights::{Claim, Law, Right, Scope, Statement};
use vrm_core::view::StateError;
use vrm_core::vocab::{Cone, Vocabulary, Word};

fn ever(what: &'static str, limit: usize) -> Error {
    StateError::TooManyEver { what, limit }.into()
}

fn words(count: usize) -> impl Iterator<Item = Word> {
    Vocabulary::dpv().words(Cone::Data).into_iter().take(count)
}

fn over(count: usize) -> Claim {
    Claim::new(Right::Access, Law::Gdpr, Scope::Data(words(count).collect())).unwrap()
}

impl Met {
    fn claims(&mut self, claim: &Claim) -> Result<vrm_core::life::Outcome, Error> {
        self.person.claim(self.relationship, claim, None, self.at, &mut self.random)
    }
}

#[test]
fn a_person_claims_so_often_and_no_more() {
    let (mut met, _) = Met::agreed();
    for _ in 0..1_024 {
        let claim = met.claims(&over(1)).unwrap().said[0].id.unwrap();
        met.person.withdraw_claim(met.relationship, claim, None, met.at, &mut met.random).unwrap();
    }
    let head = met.person.head();
    assert_eq!(met.claims(&over(1)).unwrap_err(), ever("claims", 1_024));
    assert_eq!(met.person.head(), head);
}

#[test]
fn a_claim_and_an_incident_name_so_many_words_and_no_more() {
    let (mut met, agreement) = Met::agreed();
    let too_many: Error = StateError::TooManyWords { limit: 256 }.into();
    assert_eq!(met.claims(&over(257)).unwrap_err(), too_many);
    let forger = Forger::of(&met);
    let request = RightsRequest { claim: over(257), step: RightsStep::Claim };
    let letter = forger.to_desk(request, &mut met);
    assert_eq!(rejected(met.at_desk(&letter)), too_many);
    met.claims(&over(256)).unwrap();

    let what = Statement::parse("a list of addresses was sent to the wrong place").unwrap();
    let incident = |count| Incident { agreement, at: met.at, what: what.clone(), data: words(count).collect() };
    let (many, few, customer) = (incident(257), incident(256), met.customer());
    let refused = met.desk.notify_incident(customer, &many, None, met.at, &mut met.random);
    assert_eq!(refused.unwrap_err(), too_many);
    let letter = forger.to_person(many, &mut met);
    assert_eq!(met.person_refuses(&letter), too_many);
    met.desk.notify_incident(customer, &few, None, met.at, &mut met.random).unwrap();
}

/// A customer that keeps no rules consents and withdraws without end. What it can always say is that it ends all.
#[test]
fn a_desk_hears_so_many_consents_and_withdrawals_and_no_more() {
    let (mut met, agreement) = clinic();
    let forger = Forger::of(&met);
    let data = word("pd:PhysicalAddress");
    let consent = |n| Consent { agreement, n, process: 2, data: data.clone(), record: None };
    let withdrawal = |n, met: &Met| Withdrawal(GrantStep { agreement, n, which: WhichGrants::All, at: met.at });
    let mut n = 1_000;
    for _ in 0..1_024 {
        let given = forger.to_desk(consent(n), &mut met);
        received(met.at_desk(&given));
        let taken = forger.to_desk(withdrawal(n + 1, &met), &mut met);
        received(met.at_desk(&taken));
        n += 2;
    }
    let customer = met.customer();
    let head = met.desk.head(customer).unwrap();
    let letter = forger.to_desk(consent(n), &mut met);
    assert_eq!(rejected(met.at_desk(&letter)), ever("consents", 1_024));
    assert_eq!(met.desk.head(customer).unwrap(), head);
    for _ in 0..1_024 {
        let letter = forger.to_desk(withdrawal(n, &met), &mut met);
        received(met.at_desk(&letter));
    }
    let head = met.desk.head(customer).unwrap();
    let letter = forger.to_desk(withdrawal(n, &met), &mut met);
    assert_eq!(rejected(met.at_desk(&letter)), ever("withdrawals", 2_048));
    assert_eq!(met.desk.head(customer).unwrap(), head);
    let there = met.there();
    assert_eq!((there.consents().count(), there.in_force().count()), (1_024, 1));
    let said: Jti = met.person.end(met.relationship, agreement, None, met.at, &mut met.random).unwrap().said[0].letter;
    let letter = met.person.outbox(met.at).unwrap().into_iter().find(|letter| letter.id == said).unwrap();
    received(met.at_desk(&letter.bytes));
    assert_eq!(met.there().in_force().count(), 0);
}
