//! What `Debug` shows of what a life holds: ids, words of the vocabulary, times and states, never a value of the person's.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::clinic::clinic;
use support::life::carried;
use support::shown::{CANARY, shows};
use support::vault::text;
use vrm_core::rights::{Claim, Law, Right, RightsOutcome, Scope, Statement};
use vrm_core::vault::Disclosed;

#[test]
fn what_was_given_shows_words_and_hashes() {
    let (mut met, agreement) = clinic();
    let grant = met.grant_of("pd:EmailAddress");
    let (_, letter) = met.given_item("pd:EmailAddress", CANARY);
    let here = met.here();
    let given = here.disclosure(&letter).unwrap();
    let (hash, at, n, until) = (given.items[0].hash, given.at, given.n, given.until);
    let value = format!("GivenValue {{ data: pd:EmailAddress, hash: {hash}, state: Prepared, kept: true }}");
    shows(&given.items[0], &value);
    shows(
        given,
        format!(
            "Given {{ agreement: {agreement}, grant: {grant}, items: [{value}], n: {n}, said: {at:?}, at: {at:?}, \
             until: {until:?}, state: Prepared, kept: true }}"
        ),
    );
}

#[test]
fn consents_and_receipts_show_no_record() {
    let (mut met, agreement) = clinic();
    let id = met.consented(agreement, 0, "pd:Prescription");
    let here = met.here();
    let consent = here.consent(&id).unwrap();
    let (grant, at) = (consent.grant, met.at);
    let record = consent.record.as_ref().unwrap().id().to_string();
    let text = format!("{consent:?}");
    let begins = format!(
        "Consented {{ id: {id}, agreement: {agreement}, process: 0, data: pd:Prescription, grant: {grant}, \
         record: Some(ConsentRecord({record}, given)), changes: Changes {{ given: {at:?}, endings: Endings {{ \
         person: None, vendor: None, time: None }} }}, n: 9, letter: "
    );
    let letter = text.strip_prefix(&begins).unwrap_or_else(|| panic!("{text}"));
    assert_eq!((letter.len(), letter.ends_with(" }")), (34, true), "{letter}");
    let receipt = met.issues(agreement);
    carried(&mut met);
    let here = met.here();
    let text = format!("{:?}", here.receipt(&receipt).unwrap());
    let begins = format!(
        "Receipted {{ id: {receipt}, receipt: ConsentReceipt(over {agreement}), at: {at:?}, excess: [], \
         refused: false, letter: "
    );
    let letter = text.strip_prefix(&begins).and_then(|rest| rest.strip_suffix(", is_heard: true }"));
    assert_eq!(letter.unwrap_or_else(|| panic!("{text}")).len(), 32);
}

#[test]
fn a_claim_shows_neither_proof_nor_copy_nor_reasons() {
    let (mut met, _) = clinic();
    let (relationship, at, customer) = (met.relationship, met.at, met.customer());
    let claim = Claim::new(Right::Access, Law::UkGdpr, Scope::All).unwrap();
    let id = met.person.claim(relationship, &claim, None, at, &mut met.random).unwrap().said[0].id.unwrap();
    carried(&mut met);
    let canary = Statement::parse(CANARY).unwrap();
    let more = RightsOutcome::NeedsMore(canary.clone());
    let answer = met.desk.answer_right(customer, id, &more, None, at, &mut met.random).unwrap().said[0];
    carried(&mut met);
    let needs = answer.id.unwrap();
    let added = met.person.complete_claim(relationship, needs, Some(&canary), None, at, &mut met.random).unwrap();
    carried(&mut met);
    let added = added.said[0].letter;
    let data = [Disclosed { data: support::vault::word("pd:Name"), value: text(CANARY) }].into();
    let copy =
        met.desk.give_copy(customer, id, &RightsOutcome::Full, &data, None, at, &mut met.random).unwrap().said[0];
    carried(&mut met);
    let here = met.here();
    let claimed = here.right(&id).unwrap();
    let hash = claimed.replies[1].copy[0].hash;
    let replies = [
        format!(
            "RightsReply {{ id: Some({needs}), letter: {}, outcome: NeedsMore(Statement(6 bytes)), copy: [], \
             kept: false, at: {at:?}, noted: {at:?} }}",
            answer.letter
        ),
        format!(
            "RightsReply {{ id: None, letter: {}, outcome: Full, copy: [GivenItem {{ data: pd:Name, hash: {hash} }}], \
             kept: true, at: {at:?}, noted: {at:?} }}",
            copy.letter
        ),
    ];
    shows(&claimed.replies[0], &replies[0]);
    shows(&claimed.replies[1], &replies[1]);
    let addition = format!("Addition {{ letter: {added}, answers: {needs}, at: {at:?}, kept: true }}");
    shows(&claimed.additions[0], &addition);
    let text = format!("{claimed:?}");
    let begins = format!(
        "Claimed {{ claim: Claim {{ right: Access, law: UkGdpr, scope: All }}, sent: {at:?}, \
         replies: [{}, {}], additions: [{addition}], state: Fulfilled, n: ",
        replies[0], replies[1]
    );
    let rest = text.strip_prefix(&begins).unwrap_or_else(|| panic!("{text}"));
    let ends = format!("letter: {added}, put_off: false, paused: 0 }}");
    assert!(rest.ends_with(&ends) && !text.contains(CANARY), "{rest}");
}
