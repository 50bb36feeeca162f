//! The lives in `scripts/` over stores of which every call fails in turn, in each way a call can fail; with a key
//! keeper and with randomness that do. After each failure everything is as before, or it is done and says so; and the
//! life comes to the heads that it came to without any failure.
//!
//! One step of each sort fails, and every one with `VRM_CASES` set; so does every third draw, and every one.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod support;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use support::failing_store::{FailingStore, Failure};
use support::picture::picture;
use support::script::{Player, Script, Seen, check, number, text};
use support::two::Seeded;
use vrm_core::keys::{KeeperError, KeyKeeper, Randomness, RandomnessFailed};
use vrm_core::log::Settled;
use vrm_core::store::{Memory, Pair, Store};

const SCRIPTS: [&str; 4] = ["life.json", "market.json", "data.json", "prove.json"];

/// The stores by whose they are, each over memory.
#[derive(Clone, Default)]
struct Stores(Arc<Mutex<BTreeMap<String, Arc<FailingStore>>>>);

impl Stores {
    fn of(&self, who: &str) -> Arc<FailingStore> {
        let fresh = || FailingStore::never(Arc::new(Memory::new()));
        Arc::clone(self.0.lock().unwrap().entry(who.to_owned()).or_insert_with(fresh))
    }

    fn player(&self) -> Player {
        let stores = self.clone();
        Player::new(move |who| stores.of(who))
    }

    fn rows(&self, who: &str) -> Vec<Pair> {
        let store = self.of(who);
        store.disarm();
        store.scan(b"", &[0xff; 64], u32::MAX).unwrap()
    }
}

fn shown(player: &mut Player, who: &str) -> Vec<String> {
    player.views(who).unwrap().iter().flat_map(|view| picture(view)).collect()
}

fn code(failure: Failure) -> &'static str {
    match failure {
        Failure::Unchanged => "store-unchanged",
        Failure::Conflict => "store-conflict",
        Failure::UnknownDone | Failure::UnknownNotDone => "store-unknown",
    }
}

/// Whether what is seen is what must be, however often the bytes were handed in.
fn check_again(step: &Value, seen: &Seen) {
    let mut step = step.clone();
    if let Some(expect) = step.get_mut("expect").and_then(Value::as_object_mut)
        && expect.get("reception") == Some(&"received".into())
        && seen.get("reception") == Some(&"replay".into())
    {
        expect.remove("reception");
        expect.remove("kinds");
    }
    check(&step, seen);
}

/// Marks of letters change no history; a replay marks what answered it.
fn marks(step: &Value) -> bool {
    ["lose", "resend"].contains(&text(step, "do")) || step.pointer("/expect/reception") == Some(&"replay".into())
}

/// Plays a step with each of its calls failing in a way that leaves everything as it was, until the one that commits.
/// False when it commits nothing: then it is done.
fn fail(player: &mut Player, stores: &Stores, script: &Script, step: &Value, failure: Failure) -> bool {
    let who = text(step, "who");
    let home = player.home(who).to_owned();
    let (store, before, heads, picture) = (stores.of(&home), stores.rows(&home), player.heads(), shown(player, who));
    for call in 1_u64.. {
        store.arm(call, failure);
        let seen = player.play(step, script.random(step, 0));
        let (failed, at_commit) = (store.failed(), store.failed_to_commit());
        store.disarm();
        // Whoever looks afterwards reads, too.
        let refused = step.pointer("/expect/error").is_some_and(|error| seen.get("error") == Some(error));
        if !failed || refused {
            check(step, &seen);
            return false;
        }
        // A letter is marked whoever wrote meanwhile.
        if failure == Failure::Conflict && !seen.contains_key("error") {
            assert_eq!(player.heads(), heads, "{step}, call {call}");
            return true;
        }
        assert_eq!(seen.get("error"), Some(&code(failure).into()), "{step}, call {call}");
        assert!(stores.rows(&home) == before, "{step}, call {call}");
        if at_commit {
            assert_eq!(shown(player, who), picture, "{step}, call {call}");
        }
        if who == "person" && player.notes.person.is_some() && number(step).is_multiple_of(2) {
            let unsure = at_commit && failure == Failure::UnknownNotDone && !marks(step);
            let expected = if unsure { Settled::NotDone } else { Settled::Sure };
            assert_eq!(player.person().unwrap().settle(), Ok(expected), "{step}, call {call}");
        }
        assert_eq!(player.heads(), heads, "{step}, call {call}");
        if at_commit {
            return true;
        }
    }
    false
}

/// The commit is done, and the store does not know.
fn do_unsure(player: &mut Player, stores: &Stores, script: &Script, step: &Value) {
    let who = text(step, "who");
    let home = player.home(who).to_owned();
    let (store, before) = (stores.of(&home), stores.rows(&home));
    store.arm_commit(Failure::UnknownDone);
    let seen = player.play(step, script.random(step, 0));
    assert!(store.failed() && seen.get("error") == Some(&"store-unknown".into()), "{step}: {seen:?}");
    store.disarm();
    let changed = stores.rows(&home) != before;
    assert!(changed || marks(step), "{step}");
    if who == "person" && number(step).is_multiple_of(3) && !marks(step) {
        // Whoever asks what became of it may fail to read it, and asks again.
        let settled = (1..).find_map(|call| {
            store.arm(call, Failure::Unchanged);
            player.person().unwrap().settle().ok()
        });
        assert_eq!(settled, Some(Settled::Done), "{step}");
        store.disarm();
    }
}

/// Plays a step that was done: the first outcome, however often reading it fails.
fn find_done(player: &mut Player, stores: &Stores, script: &Script, step: &Value) {
    let store = stores.of(player.home(text(step, "who")));
    for call in 1.. {
        store.arm(call, Failure::UnknownNotDone);
        // What would be drawn now is not used.
        let seen = player.play(step, script.random(step, 1));
        store.disarm();
        if !store.failed() {
            return check_again(step, &seen);
        }
    }
}

fn with_faults(script: &Script, done: u64) {
    let (stores, sorts) = (Stores::default(), script.sorts());
    let (mut player, mut unsure) = (stores.player(), 0);
    for step in &script.steps {
        let mut commits = false;
        if sorts.contains(&number(step)) {
            let left_alone = [Failure::Unchanged, Failure::Conflict, Failure::UnknownNotDone];
            for failure in left_alone {
                commits = fail(&mut player, &stores, script, step, failure);
                if !commits {
                    break;
                }
            }
        }
        // Whoever does not know whether a life was created makes another, under another id.
        let creates = (text(step, "who"), text(step, "do")) == ("person", "create");
        if commits && number(step) % 2 == done && !creates {
            do_unsure(&mut player, &stores, script, step);
            find_done(&mut player, &stores, script, step);
            unsure += 1;
        } else {
            check_again(step, &player.play(step, script.random(step, 0)));
        }
    }
    assert!(unsure >= 15, "{unsure}");
    assert_eq!(player.heads(), script.end());
}

#[test]
fn a_store_that_fails_at_every_call_in_turn_changes_nothing_of_a_life() {
    for script in SCRIPTS.map(Script::read) {
        with_faults(&script, 0);
        if support::cases(0) > 0 {
            with_faults(&script, 1);
        }
    }
}

/// Fails at one draw.
struct Failing {
    random: Seeded,
    left: u64,
    failed: Arc<Mutex<bool>>,
}

impl Randomness for Failing {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 && !*self.failed.lock().unwrap() {
            *self.failed.lock().unwrap() = true;
            return Err(RandomnessFailed);
        }
        self.random.fill(bytes)
    }
}

#[test]
fn randomness_that_fails_at_any_draw_changes_nothing() {
    SCRIPTS.map(Script::read).iter().for_each(with_failing_randomness);
}

fn with_failing_randomness(script: &Script) {
    let (stores, sorts) = (Stores::default(), script.sorts());
    let mut player = stores.player();
    for step in &script.steps {
        let who = text(step, "who");
        let (before, heads) = (stores.rows(who), player.heads());
        let every = if support::cases(0) > 0 { 1 } else { 3 };
        for draw in (1..).step_by(every) {
            let failed = Arc::new(Mutex::new(false));
            let left = if sorts.contains(&number(step)) { draw } else { u64::MAX };
            let seen = player.play(step, Failing { random: script.random(step, 0), left, failed: Arc::clone(&failed) });
            if !*failed.lock().unwrap() {
                check(step, &seen);
                break;
            }
            assert_eq!(seen.get("error"), Some(&"keys-randomness-failed".into()), "{step}, draw {draw}");
            assert!(!seen.contains_key("reception") && stores.rows(who) == before, "{step}, draw {draw}");
            assert_eq!(player.heads(), heads, "{step}, draw {draw}");
        }
    }
    assert_eq!(player.heads(), script.end());
}

/// Says no as often as it is told to.
#[derive(Debug)]
struct Reluctant(Arc<dyn KeyKeeper>, Mutex<Option<KeeperError>>);

impl Reluctant {
    fn says(&self, error: Option<KeeperError>) {
        *self.1.lock().unwrap() = error;
    }

    fn willing(&self) -> Result<(), KeeperError> {
        self.1.lock().unwrap().clone().map_or(Ok(()), Err)
    }
}

impl KeyKeeper for Reluctant {
    fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, KeeperError> {
        self.willing()?;
        self.0.wrap(key)
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Vec<u8>, KeeperError> {
        self.willing()?;
        self.0.unwrap(wrapped)
    }
}

#[test]
fn a_key_keeper_that_says_no_changes_nothing() {
    SCRIPTS.map(Script::read).iter().for_each(with_a_reluctant_keeper);
}

fn with_a_reluctant_keeper(script: &Script) {
    let stores = Stores::default();
    let mut player = stores.player();
    let keeper = Arc::new(Reluctant(support::life::keeper(), Mutex::new(None)));
    player.keep_keys_with(Arc::clone(&keeper) as _);
    let mut asked = BTreeSet::new();
    for step in &script.steps {
        let who = text(step, "who");
        let before = stores.rows(who);
        // Whoever is opened for a step asks the keeper, and so does whoever makes keys.
        let opens = number(step).is_multiple_of(7);
        if opens {
            player.close();
        }
        let makes_keys = ["create", "erase"].contains(&text(step, "do")) && step.pointer("/expect/error").is_none();
        if opens || makes_keys {
            for (error, code) in [
                (KeeperError::Locked, "keeper-locked"),
                (KeeperError::Failed { reason: "no battery".to_owned() }, "keeper-failed"),
            ] {
                keeper.says(Some(error));
                let seen = player.play(step, script.random(step, 0));
                keeper.says(None);
                assert_eq!(seen.get("error"), Some(&code.into()), "{step}: {seen:?}");
                assert!(stores.rows(who) == before, "{step}");
                asked.insert(text(step, "do"));
            }
        }
        check(step, &player.play(step, script.random(step, 0)));
    }
    assert_eq!(player.heads(), script.end());
    assert!(asked.contains("create") && asked.contains("erase") && asked.len() > 5, "{asked:?}");
}

#[test]
fn opening_fails_with_any_of_its_calls_and_then_does_not() {
    SCRIPTS.map(Script::read).iter().for_each(opened_with_failures);
}

fn opened_with_failures(script: &Script) {
    let stores = Stores::default();
    let mut player = stores.player();
    script.steps.iter().for_each(|step| drop(player.play(step, script.random(step, 0))));
    let heads = player.heads();
    for who in ["person", "bakery"] {
        let (store, picture) = (stores.of(who), shown(&mut player, who));
        for failure in Failure::ALL {
            for call in 1.. {
                player.close();
                store.arm(call, failure);
                let opened = player.views(who);
                store.disarm();
                if !store.failed() {
                    break;
                }
                assert_eq!(vrm_core::error::Fault::code(&opened.unwrap_err()).name(), code(failure));
                assert_eq!(shown(&mut player, who), picture);
            }
            assert_eq!(player.heads(), heads);
        }
    }
}
