//! Questions that the terms leave to the person, and its answers.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::life::{Met, carried, line, received};
use support::two::{declaration, later};
use support::vendor::Vendor;
use vrm_core::agreement::Role;
use vrm_core::decision::{AgreementId, Effect, GrantId, Needs, Request, WhichGrants};
use vrm_core::error::Error;
use vrm_core::history::Settings;
use vrm_core::keys::SignedId;
use vrm_core::message::{Answer, Ask, MessageKind, Never, Reply};
use vrm_core::terms::{Declaration, Draft, Necessity, Permission, Process, Talk, Terms, Who};
use vrm_core::view::StateError;
use vrm_core::vocab::Recipient;

fn request(data: &str) -> Request {
    let words = [data, "dpv:CustomerCare", "dpv:Use"].map(|word| word.parse().unwrap());
    let [data, purpose, operation] = words;
    Request::new(data, purpose, operation, Recipient::Vendor)
}

fn email() -> Request {
    request("pd:EmailAddress")
}

fn asking() -> Terms {
    let care = ["dpv:CustomerCare".parse().unwrap()];
    let mut draft = Draft::own();
    draft.permit(Permission::new("ask-me", ["pd:EmailAddress".parse().unwrap()], care.clone()).ask());
    draft.permit(Permission::new("name", ["pd:Name".parse().unwrap()], care));
    draft.finish().unwrap()
}

/// A person who wants to be asked for its address, and an agreement in force.
fn asked_each_time() -> (Met, AgreementId) {
    let agent = Settings { answer_within: 60, ..line(Talk::Anyone, &["SD-BASE"], Who::Agent) };
    let mut met = Met::with(&agent, &agent, &declaration());
    met.person.set_terms(Some(&asking()), None, met.at, &mut met.random).unwrap();
    met.proffer(&["SD-BASE"]);
    let agreement = met.agreement();
    (met, agreement)
}

impl Met {
    fn ask(&mut self, agreement: AgreementId, request: &Request) -> Result<SignedId, Error> {
        let (customer, at) = (self.customer(), self.at);
        let outcome = self.desk.ask(customer, agreement, request, None, at, &mut self.random)?;
        Ok(outcome.said.iter().find(|sent| sent.kind == MessageKind::Ask).unwrap().id.unwrap())
    }

    fn answer(&mut self, question: SignedId, reply: Reply) -> Result<(), Error> {
        let (id, at) = (self.relationship, self.at);
        self.person.answer(id, question, reply, None, at, &mut self.random).map(|_| ())
    }

    /// The grant that an answer made, the same on both sides.
    fn granted(&mut self, question: SignedId) -> Option<GrantId> {
        let [here, there] = [self.here(), self.there()].map(|between| between.question(&question).unwrap().grant);
        assert_eq!(here, there);
        here
    }

    fn use_up(&mut self, side: Role, grant: GrantId) -> Result<(), Error> {
        let (id, customer, at) = (self.relationship, self.customer(), self.at);
        match side {
            Role::Person => self.person.record_use(id, grant, None, at, &mut self.random),
            Role::Vendor => self.desk.record_use(customer, grant, None, at, &mut self.random),
        }
        .map(|_| ())
    }
}

#[test]
fn own_terms_are_asked_and_the_desk_knows_nothing_of_them() {
    let (mut met, _) = asked_each_time();
    assert_eq!(met.effects(&email()), [Effect::Ask, Effect::Permit]);
    assert_eq!(met.effects(&request("pd:Name")), [Effect::Permit; 2]);
}

#[test]
fn nobody_is_asked_out_of_turn() {
    let (mut met, agreement) = asked_each_time();
    let unknown = AgreementId::from_bytes([1; 32]);
    assert_eq!(met.ask(unknown, &email()).unwrap_err(), StateError::NoSuchAgreement { id: unknown }.into());
    let beyond = Request { purpose: "dpv:Marketing".parse().unwrap(), ..email() };
    assert_eq!(met.ask(agreement, &beyond).unwrap_err(), StateError::NothingCovers.into());
    let question = SignedId::from_bytes([2; 32]);
    for reply in Reply::ALL {
        assert_eq!(met.answer(question, *reply).unwrap_err(), StateError::NoSuchQuestion { id: question }.into());
    }
    met.person.end(met.relationship, agreement, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    assert_eq!(met.ask(agreement, &email()).unwrap_err(), StateError::NoSuchAgreement { id: agreement }.into());
}

#[test]
fn no_is_no_on_both_sides() {
    let (mut met, agreement) = asked_each_time();
    let question = met.ask(agreement, &email()).unwrap();
    carried(&mut met);
    met.answer(question, Reply::No).unwrap();
    carried(&mut met);
    assert_eq!(met.granted(question), None);
    assert_eq!(met.effects(&email())[0], Effect::Ask);
    for between in [met.here(), met.there()] {
        assert_eq!(between.question(&question).unwrap().reply, Some(Reply::No));
    }
    assert!(met.here().unacknowledged().is_empty());
    assert!(met.desk.outbox(met.at).unwrap().is_empty());
}

#[test]
fn a_standing_yes_stands_until_it_is_withdrawn() {
    let (mut met, agreement) = asked_each_time();
    let question = met.ask(agreement, &email()).unwrap();
    carried(&mut met);
    met.answer(question, Reply::Standing).unwrap();
    assert_eq!(met.effects(&email())[0], Effect::Permit);
    carried(&mut met);
    let grant = met.granted(question).unwrap();
    for side in [Role::Person, Role::Vendor] {
        met.use_up(side, grant).unwrap();
        met.use_up(side, grant).unwrap();
    }
    assert_eq!(met.effects(&email()), [Effect::Permit; 2]);
    for reply in Reply::ALL {
        assert_eq!(met.answer(question, *reply).unwrap_err(), StateError::AnsweredAlready.into());
    }
    let these = WhichGrants::These([grant].into());
    met.person.withdraw(met.relationship, agreement, &these, None, met.at, &mut met.random).unwrap();
    assert_eq!(met.effects(&email())[0], Effect::Ask);
}

#[test]
fn once_ends_at_its_first_use_on_each_side() {
    let (mut met, agreement) = asked_each_time();
    let question = met.ask(agreement, &email()).unwrap();
    carried(&mut met);
    met.answer(question, Reply::Once).unwrap();
    carried(&mut met);
    let grant = met.granted(question).unwrap();
    assert_eq!(met.effects(&email()), [Effect::Permit; 2]);
    met.use_up(Role::Person, grant).unwrap();
    assert_eq!(met.effects(&email())[0], Effect::Ask);
    met.use_up(Role::Vendor, grant).unwrap();
    for side in [Role::Person, Role::Vendor] {
        assert!(matches!(met.use_up(side, grant).unwrap_err(), Error::Decision(_)));
        let unknown = GrantId::from_bytes([1; 32]);
        assert_eq!(met.use_up(side, unknown).unwrap_err(), StateError::NoSuchGrant { id: unknown }.into());
    }
    let statuses: Vec<_> =
        met.grants().into_iter().filter(|known| known.id == grant).map(|known| known.status).collect();
    assert_eq!(statuses, [vrm_core::decision::GrantStatus::Spent]);
    // The next time it is another question, and another grant.
    let again = met.ask(agreement, &email()).unwrap();
    carried(&mut met);
    met.answer(again, Reply::Once).unwrap();
    carried(&mut met);
    assert_ne!(met.granted(again).unwrap(), grant);
}

#[test]
fn a_question_counts_until_its_time_to_the_second() {
    for (seconds, counts) in [(3_599, true), (3_600, false)] {
        let (mut met, agreement) = asked_each_time();
        let question = met.ask(agreement, &email()).unwrap();
        carried(&mut met);
        met.wait(seconds);
        let answered = met.answer(question, Reply::Standing);
        if counts {
            answered.unwrap();
            // The answer itself may take its time.
            met.wait(30 * 86_400);
            carried(&mut met);
            assert!(met.granted(question).is_some());
        } else {
            assert_eq!(answered.unwrap_err(), StateError::NothingToAnswer.into());
            assert_eq!(met.effects(&email())[0], Effect::Ask);
        }
    }
    let (mut met, agreement) = asked_each_time();
    met.ask(agreement, &email()).unwrap();
    let letter = met.their_letter();
    met.wait(3_600);
    assert!(matches!(
        met.person_refuses(&letter.bytes),
        Error::Message(vrm_core::message::MessageError::Expired { .. })
    ));
}

#[test]
fn a_question_ends_with_its_agreement() {
    let (mut met, agreement) = asked_each_time();
    let question = met.ask(agreement, &email()).unwrap();
    carried(&mut met);
    met.person.end(met.relationship, agreement, None, met.at, &mut met.random).unwrap();
    for reply in Reply::ALL {
        let error = met.answer(question, *reply).unwrap_err();
        assert_eq!(error, StateError::NoSuchAgreement { id: agreement }.into());
    }
}

#[test]
fn an_answer_and_the_end_may_cross() {
    let (mut met, agreement) = asked_each_time();
    let question = met.ask(agreement, &email()).unwrap();
    carried(&mut met);
    met.answer(question, Reply::Standing).unwrap();
    let answer = met.my_letter();
    let (customer, at) = (met.customer(), met.at);
    met.desk.end(customer, agreement, None, at, &mut met.random).unwrap();
    received(met.at_desk(&answer.bytes));
    carried(&mut met);
    assert_eq!(met.effects(&email()), [Effect::Deny; 2]);
    assert!(met.here().unacknowledged().is_empty() && met.there().unacknowledged().is_empty());
}

#[test]
fn a_question_beyond_what_was_declared_is_not_put_to_the_person() {
    let agent = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    let mut met = Met::with(&agent, &agent, &declaration());
    let vendor = Vendor::proffered(&mut met, "SD-BASE");
    let draft = vendor.draft(&met);
    let (half, letter) = vendor.sign(&draft, &mut met);
    received(met.at_person(&letter));
    let beyond = Request { purpose: "dpv:Marketing".parse().unwrap(), ..email() };
    let (ask, until) = (Ask { agreement: half.id(), request: beyond.clone() }, later(met.at, 3_600));
    let message = vendor.message(ask, until, &mut met);
    assert_eq!(met.person_refuses(&vendor.seal(&message)), StateError::NothingCovers.into());
    let (id, at) = (vendor.relationship, met.at);
    let error = met.person.answer(id, message.id(), Reply::Standing, None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NoSuchQuestion { id: message.id() }.into());
    // Nor is one taken under an agreement that there is not.
    let unknown = AgreementId::from_bytes([1; 32]);
    let letter = vendor.say_until(Ask { agreement: unknown, request: beyond }, until, &mut met);
    assert_eq!(met.person_refuses(&letter), StateError::NoSuchAgreement { id: unknown }.into());
    // And a vendor gives no answers.
    let answer = Answer { answers: message.id(), n: 1, yes: Reply::Standing };
    let letter = vendor.seal(&vendor.message(answer, Never, &mut met));
    assert_eq!(met.person_refuses(&letter), StateError::OutOfPlace { kind: "answer" }.into());
}

#[test]
fn what_is_optional_or_marked_waits_and_permits_nothing() {
    let process = |data: [&str; 2], necessity| Process {
        necessity,
        ..Process::new(
            data.map(|word| word.parse().unwrap()),
            ["dpv:CustomerCare".parse().unwrap()],
            ["dpv:Use".parse().unwrap()],
            [Recipient::Vendor],
        )
    };
    let declared = Declaration::new([
        process(["pd:EmailAddress", "pd:Prescription"], Necessity::Required),
        process(["pd:Name", "pd:TelephoneNumber"], Necessity::Optional),
    ]);
    let agent = line(Talk::Anyone, &["SD-BASE"], Who::Agent);
    let mut met = Met::with(&agent, &agent, &declared.unwrap());
    met.proffer(&["SD-BASE"]);
    let agreement = met.agreement();
    for between in [met.here(), met.there()] {
        let needs: Vec<_> =
            between.agreement(&agreement).unwrap().pending.iter().map(|pending| pending.needs).collect();
        assert_eq!(needs, [Needs::ExplicitConsent, Needs::Yes, Needs::Yes]);
    }
    assert_eq!(met.grants().len(), 1);
    assert_eq!(met.effects(&email()), [Effect::Permit; 2]);
    for data in ["pd:Prescription", "pd:Name", "pd:TelephoneNumber"] {
        assert_eq!(met.effects(&request(data)), [Effect::Deny; 2]);
    }
    // With the agreement nothing waits any more.
    met.person.end(met.relationship, agreement, None, met.at, &mut met.random).unwrap();
    carried(&mut met);
    for between in [met.here(), met.there()] {
        assert_eq!(between.waiting().count(), 0);
    }
}
