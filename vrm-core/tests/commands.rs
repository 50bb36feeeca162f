//! A command is done once: the same id gives the first outcome again, and nothing else under it.
//!
//! An id belongs to one history: a person's, a desk's own, or what a desk has with one customer.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod support;

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use support::failing_store::{FailingStore, Failure};
use support::life::{Met, keeper, settings};
use support::market::{Market, quote};
use support::script::{Player, Script, check, number, text};
use support::two::{Seeded, later, now};
use vrm_core::decision::{Block, WhichGrants};
use vrm_core::error::{Error, Fault};
use vrm_core::history::{About, CommandId, Settings};
use vrm_core::intention::IntentionState;
use vrm_core::life::Outcome;
use vrm_core::log::{LogId, Settled};
use vrm_core::person::{Announcement, Market as Audience, Person};
use vrm_core::store::{Memory, Store};
use vrm_core::terms::Who;
use vrm_core::time::Window;

fn in_memory() -> impl Fn(&str) -> Arc<dyn Store> + Clone {
    let stores: Arc<Mutex<BTreeMap<String, Arc<dyn Store>>>> = Arc::default();
    move |name| Arc::clone(stores.lock().unwrap().entry(name.to_owned()).or_insert_with(|| Arc::new(Memory::new())))
}

/// Steps that are no command, or none with an id.
const OTHERS: &[&str] = &[
    "create",
    "deliver",
    "lose",
    "resend",
    "read_profile",
    "decide",
    "rank",
    "export",
    "import",
    "read_item",
    "read_data",
];

/// Another command under the same id: in the desk's own history, with its customer, at the person's.
fn another(step: &Value) -> Value {
    let mut other = step.clone();
    let own = ["declare", "set_settings", "publish", "rotate_keys"].contains(&text(step, "do"));
    other["do"] = match (text(step, "who"), text(step, "do")) {
        ("person", "expire") => json!("accept_clock"),
        ("person", _) => json!("expire"),
        (_, "publish") => json!("rotate_keys"),
        _ if own => json!("publish"),
        (_, "expire") => json!("refuse"),
        _ => json!("expire"),
    };
    other
}

#[test]
fn an_id_that_comes_again_gives_the_first_outcome_on_any_handle() {
    for script in ["life.json", "market.json", "data.json"].map(Script::read) {
        given_again(&script);
    }
}

fn given_again(script: &Script) {
    let stores = in_memory();
    let mut player = Player::new(stores.clone());
    let mut tried = 0;
    for step in &script.steps {
        let seen = player.play(step, script.random(step, 0));
        check(step, &seen);
        if OTHERS.contains(&text(step, "do")) || seen.contains_key("error") {
            continue;
        }
        let heads = player.heads();
        assert_eq!(player.play(step, script.random(step, 1)), seen);
        let reused = player.play(&another(step), script.random(step, 1));
        assert_eq!(reused.get("error"), Some(&json!("state-command-reused")), "{step}: {reused:?}");
        assert_eq!(player.heads(), heads);
        tried += 1;
        if number(step).is_multiple_of(5) {
            let mut beside = Player::noting(stores.clone(), player.notes.clone());
            assert_eq!(beside.play(step, script.random(step, 1)), seen);
            let reused = beside.play(&another(step), script.random(step, 1));
            assert_eq!(reused.get("error"), Some(&json!("state-command-reused")), "{step}: {reused:?}");
            assert!(beside.heads().iter().all(|(name, head)| heads[name] == *head));
        }
    }
    assert!(tried > 30, "{tried}");
}

#[test]
fn other_arguments_under_an_id_are_refused() {
    let (mut met, agreement) = Met::agreed();
    let (at, id) = (met.at, Some(CommandId::from_bytes([9; 16])));
    let block = |id: &str| {
        let text = format!(r#"{{"against":"everyone","what":{{"id":"{id}","purpose":["dpv:Marketing"]}}}}"#);
        Block::parse(text.as_bytes()).unwrap()
    };
    let first = met.person.block(&block("one"), id, at, &mut met.random).unwrap();
    assert_eq!(met.person.block(&block("one"), id, at, &mut met.random).unwrap(), first);
    for again in [
        met.person.block(&block("two"), id, at, &mut met.random),
        met.person.unblock("one", id, at, &mut met.random),
        met.person.withdraw(met.relationship, agreement, &WhichGrants::All, id, at, &mut met.random),
        met.person.accept_clock(id, at, &mut met.random),
        met.person.close_life(id, at, &mut met.random),
    ] {
        assert_eq!(again.unwrap_err().code().name(), "state-command-reused");
    }
    assert_eq!(met.person.view().blocks().count(), 1);
    // Without an id, or under another, it is another command.
    let taken = met.person.block(&block("one"), None, at, &mut met.random).unwrap_err();
    assert_eq!(taken.code().name(), "decision-already-there");
    let head = met.person.head();
    for id in [None, None, Some(CommandId::from_bytes([8; 16]))] {
        met.person.set_settings(&settings(&["SD-BASE"], Who::Me), id, at, &mut met.random).unwrap();
    }
    assert_eq!(met.person.head().p(), head.p() + 3);
}

/// The first outcome for the same arguments, and no for any other: in the market as elsewhere.
#[test]
fn other_arguments_under_an_id_are_refused_in_the_market() {
    fn once<A>(
        id: u8,
        arguments: &[A],
        mut call: impl FnMut(&A, Option<CommandId>) -> Result<Outcome, Error>,
    ) -> Outcome {
        let id = Some(CommandId::from_bytes([id; 16]));
        let first = call(&arguments[0], id).unwrap();
        assert_eq!(call(&arguments[0], id).unwrap(), first);
        for other in &arguments[1..] {
            assert_eq!(call(other, id).unwrap_err().code().name(), "state-command-reused");
        }
        first
    }
    let mut market = Market::of(1);
    let web = market.open_web_shop(Who::Agent);
    let (at, random) = (market.at, &mut Seeded::new(9));
    let first = market.announcement();
    let announcements = [
        first.clone(),
        Announcement { until: later(first.until, 60), ..first.clone() },
        Announcement { from: Some(later(at, 60)), ..first.clone() },
        Announcement { terms: vec!["SD-BASE-A".to_owned()], ..first.clone() },
        Announcement { market: Audience::Agreed, ..first.clone() },
        Announcement { want: first.want.clone().within(Window::new(Some(at), None).unwrap()).unwrap(), ..first },
    ];
    let announced = once(1, &announcements, |it, id| market.person.announce(it, id, at, random));
    let intention = announced.relationship;
    assert_eq!(market.person.view().casts().count(), 1);
    let public = market.letters().remove(0);
    let customers = [0, web].map(|shop| support::life::received(market.at_shop(shop, &public)).log);

    let until = later(at, 86_400);
    let offers = [
        (quote(200, 3), "SD-BASE", until),
        (quote(199, 3), "SD-BASE", until),
        (quote(200, 4), "SD-BASE", until),
        (quote(200, 3), "SD-BASE-A", until),
        (quote(200, 3), "SD-BASE", later(until, 60)),
    ];
    let mut made = Vec::new();
    for (shop, customer) in [0, web].into_iter().zip(customers) {
        let desk = &mut market.desks[shop];
        let outcome =
            once(2, &offers, |(quote, entry, until), id| desk.offer(customer, quote, entry, *until, id, at, random));
        made.push(outcome.said[0].id.unwrap());
        assert_eq!(desk.outbox(at).unwrap().len(), 1);
    }

    let (did, page) = (market.did(web), market.page(web));
    let other = support::web_shop::page(&market.desks[0].keys().unwrap());
    let pages = [(did.clone(), page), (did, other)];
    once(3, &pages, |(did, page), id| market.person.introduce_offerer(intention, did, page.as_bytes(), id, at, random));
    for shop in [0, web] {
        for letter in market.answers(shop) {
            support::life::received(market.at_person(&letter));
        }
    }
    once(4, &made, |offer, id| market.person.choose(intention, *offer, id, at, random));
    assert_eq!(market.person.outbox(at).unwrap().len(), 1);

    // A further offer takes the place of the chosen one: the yes comes to nothing.
    let further = quote(190, 3);
    market.desks[0].offer(customers[0], &further, "SD-BASE", until, None, at, random).unwrap();
    let yes = market.letters().remove(0);
    support::life::received(market.at_shop(0, &yes));
    let no = market.answers(0).pop().unwrap();
    support::life::received(market.at_person(&no));
    assert_eq!(market.state(intention), IntentionState::Open);
    // What was refused leaves its id free; a choice and a dangerous one are two commands.
    let id = Some(CommandId::from_bytes([6; 16]));
    let refused = market.person.choose(intention, made[1], id, at, random).unwrap_err();
    assert_eq!(refused.code().name(), "state-would-link");
    made.reverse();
    once(6, &made, |offer, id| market.person.danger_choose(intention, *offer, id, at, random));
    assert_eq!(market.person.outbox(at).unwrap().len(), 1);
    let reused = market.person.choose(intention, made[0], id, at, random).unwrap_err();
    assert_eq!(reused.code().name(), "state-command-reused");

    let second = market.person.announce(&market.announcement(), None, at, random).unwrap().relationship;
    once(5, &[second, intention], |intention, id| market.person.withdraw_intention(*intention, id, at, random));
    assert_eq!(market.state(second), IntentionState::Withdrawn);
}

/// What is erased is forgotten, command ids too, by the handle that erases and by any that opens the history later.
#[test]
fn a_command_is_forgotten_with_its_relationship() {
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let (at, id) = (met.at, Some(CommandId::from_bytes([9; 16])));
    let did = vrm_core::did::Did::parse("did:web:other.example").unwrap();
    let added = met.person.add_vendor(&did, &About::default(), id, at, &mut met.random).unwrap();
    met.person.erase(added.relationship, None, at, &mut met.random).unwrap();
    let mut opened = Person::open(Arc::clone(&met.person_store), keeper(), met.person.id()).unwrap();
    let here = met.person.add_vendor(&did, &About::default(), id, at, &mut Seeded::new(5)).unwrap();
    assert_ne!(here.relationship, added.relationship);
    // Of two handles the one that is behind is told so; then it finds what was done.
    let behind = opened.add_vendor(&did, &About::default(), id, at, &mut Seeded::new(5)).unwrap_err();
    assert_eq!(behind.code().name(), "store-conflict");
    assert_eq!(opened.add_vendor(&did, &About::default(), id, at, &mut Seeded::new(5)).unwrap(), here);
    assert_eq!(opened.head(), met.person.head());
}

#[test]
fn of_two_handles_one_is_told_and_goes_on_from_there() {
    let (mut met, agreement) = Met::agreed();
    let (at, mut random) = (met.at, Seeded::new(3));
    let mut other = Person::open(Arc::clone(&met.person_store), keeper(), met.person.id()).unwrap();
    met.person.pause(met.relationship, agreement, &WhichGrants::All, None, at, &mut met.random).unwrap();
    let before = other.head();
    let error = other.withdraw(met.relationship, agreement, &WhichGrants::All, None, at, &mut random).unwrap_err();
    assert_eq!(error.code().name(), "store-conflict");
    assert_eq!(other.head(), met.person.head());
    assert!(other.head().p() > before.p());
    other.withdraw(met.relationship, agreement, &WhichGrants::All, None, at, &mut random).unwrap();
    // A message that is taken by one is a replay to the other, behind as it is.
    let letters = met.person.outbox(at).unwrap();
    assert_eq!(letters.len(), 2);
    for letter in &letters {
        let _ = met.desk.receive(&letter.bytes, at, &mut random).unwrap();
    }
    met.person.refresh().unwrap();
    assert_eq!(met.person.head(), other.head());
    let mut second = vrm_core::desk::Desk::open(Arc::clone(&met.desk_store), keeper()).unwrap();
    let customer = met.customer();
    let view = second.customer(customer).unwrap();
    met.desk.terminate(customer, None, at, &mut random).unwrap();
    second.refresh().unwrap();
    assert_ne!(second.customer(customer).unwrap().head(), view.head());
    assert_eq!(second.customer(customer).unwrap().head(), met.desk.customer(customer).unwrap().head());
}

/// Without an id a command that may have been done is done again by whoever gives it again: who asks first what became of
/// it need not.
#[test]
fn without_an_id_a_command_given_again_is_another() {
    for (failure, expected) in [(Failure::UnknownDone, Settled::Done), (Failure::UnknownNotDone, Settled::NotDone)] {
        let (person_store, desk_store) =
            (FailingStore::never(Arc::new(Memory::new())), FailingStore::never(Arc::new(Memory::new())));
        let stores = (Arc::clone(&person_store) as Arc<dyn Store>, Arc::clone(&desk_store) as Arc<dyn Store>);
        let mut met = Met::over(stores.0, stores.1, &["SD-BASE"], &["SD-BASE"], Who::Agent);
        met.proffer(&["SD-BASE"]);
        let (at, p, done) = (met.at, met.person.head().p(), u64::from(expected == Settled::Done));
        person_store.arm_commit(failure);
        let mine = Settings::asking(support::life::french());
        met.person.set_settings(&mine, None, at, &mut met.random).unwrap_err();
        assert_eq!(met.person.settle(), Ok(expected));
        assert_eq!(met.person.settle(), Ok(Settled::Sure));
        assert_eq!(met.person.head().p(), p + done);
        met.person.set_settings(&mine, None, at, &mut met.random).unwrap();
        assert_eq!(met.person.head().p(), p + done + 1);

        let customer = met.customer();
        let p = met.desk.customer(customer).unwrap().head().p();
        desk_store.arm_commit(failure);
        met.desk.terminate(customer, None, at, &mut met.random).unwrap_err();
        assert_eq!(met.desk.settle(customer), Ok(expected));
        assert_eq!(met.desk.settle(customer), Ok(Settled::Sure));
        assert_eq!(met.desk.customer(customer).unwrap().head().p(), p + 2 * done);
        let again = met.desk.terminate(customer, None, at, &mut met.random);
        let refused = again.err().map(|error| error.code().name());
        assert_eq!(refused, (done == 1).then_some("chart-no-such-move"));

        let p = met.desk.view().head().p();
        desk_store.arm_commit(failure);
        met.desk.publish(None, at, &mut met.random).unwrap_err();
        assert_eq!(met.desk.settle(LogId::DESK), Ok(expected));
        assert_eq!(met.desk.view().head().p(), p + done);
    }
}

/// Whoever does not know whether a life was created makes another: what there may be of the first holds its settings alone.
#[test]
fn a_life_that_may_have_been_created_is_under_an_id_of_its_own() {
    for failure in Failure::ALL {
        let inner: Arc<dyn Store> = Arc::new(Memory::new());
        let store = FailingStore::never(Arc::clone(&inner));
        store.arm_commit(failure);
        let create = |seed| {
            let mine = Settings::asking(support::life::french());
            Person::create(Arc::clone(&store) as _, keeper(), &mine, now(), &mut Seeded::new(seed))
        };
        create(1).unwrap_err();
        let rows = inner.scan(b"", &[0xff; 64], u32::MAX).unwrap();
        assert_eq!(rows.is_empty(), failure != Failure::UnknownDone);
        let person = create(2).unwrap();
        let opened = Person::open(inner, keeper(), person.id()).unwrap();
        assert_eq!(opened.head(), person.head());
    }
}
