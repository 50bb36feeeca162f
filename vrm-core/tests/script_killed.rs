//! The process dies after any commit of any step of the lives in `scripts/`, and whoever plays goes on: the step
//! that died is given again, a command under its id, and the rest follows.
//!
//! - What was committed is there: given again with the same randomness or with other, the step leads to what it led to,
//!   and every history of whoever acted, byte for byte, to where it stood without the death.
//! - The letters in the outboxes are the same ones, and their sealed bytes those that were written before it died.
//! - A step that died before its first commit left nothing. Given again it draws again: heads differ from there on, and
//!   what each step leads to does not.
//!
//! One step of each sort dies, and every one with `VRM_CASES` set.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod support;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use support::Folder;
use support::failing_store::FailingStore;
use support::file_store::FileStore;
use support::picture::picture;
use support::script::{Notes, Player, Script, Seen, check, number, text};
use vrm_core::store::{Memory, Store};
use vrm_core::time::Instant;

const SCRIPTS: [&str; 4] = ["life.json", "market.json", "data.json", "prove.json"];

/// One in so many deaths is followed by the whole rest of the life.
const TO_THE_END: u64 = 25;

fn files(folder: PathBuf) -> impl Fn(&str) -> Arc<dyn Store> {
    move |name| FileStore::open(&folder.join(name)).unwrap()
}

/// Stores that died, or will.
type Mortal = Arc<Mutex<Vec<Arc<FailingStore>>>>;

/// The same stores, of which one dies after so many commits.
fn dying(folder: PathBuf, who: &str, commits: u64) -> (impl Fn(&str) -> Arc<dyn Store> + use<>, Mortal) {
    let (who, files, mortal) = (who.to_owned(), files(folder), Mortal::default());
    let born = Arc::clone(&mortal);
    let store = move |name: &str| -> Arc<dyn Store> {
        if name != who {
            return files(name);
        }
        let store = FailingStore::crash_after(files(name), commits);
        born.lock().unwrap().push(Arc::clone(&store));
        store
    };
    (store, mortal)
}

fn copy(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir_all(to).unwrap();
    for file in support::files(from) {
        std::fs::copy(&file, to.join(support::name(&file))).unwrap();
    }
}

/// Whoever's stores a step may write to.
fn writers<'a>(step: &'a Value, notes: &'a Notes) -> BTreeSet<&'a str> {
    let letter = step.get("letter").and_then(Value::as_str);
    let sender = letter.and_then(|name| notes.letters.get(name)).map(|post| post.from.as_str());
    [text(step, "who")].into_iter().chain(sender).collect()
}

/// What is seen, however often the bytes were handed in.
fn in_the_end(seen: &Seen) -> Seen {
    let again = |(member, _): &(&String, &Value)| !["reception", "kinds"].contains(&member.as_str());
    seen.iter().filter(again).map(|(member, value)| (member.clone(), value.clone())).collect()
}

/// The outbox of whoever acted: each letter's number and bytes.
fn outbox(player: &mut Player, who: &str, step: &Value) -> BTreeMap<String, Vec<u8>> {
    let known = if who == "person" { player.notes.person.is_some() } else { player.notes.vendors.contains_key(who) };
    if !known {
        return BTreeMap::new();
    }
    let at = Instant::parse(text(step, "at")).unwrap();
    player.outbox(who, at).unwrap().into_iter().map(|letter| (letter.id.to_string(), letter.bytes)).collect()
}

fn shown(player: &mut Player, who: &str) -> Vec<String> {
    player.views(who).unwrap().iter().flat_map(|view| picture(view)).collect()
}

#[test]
fn killed_after_any_commit_it_goes_on_as_if_nothing_had_happened() {
    SCRIPTS.iter().for_each(|name| killed(name));
}

fn killed(name: &str) {
    let (folder, script) = (Folder::new(&format!("killed-{name}")), Script::read(name));
    let (whole, before, killed) = (folder.path("whole"), folder.path("before"), folder.path("killed"));
    std::fs::create_dir_all(&whole).unwrap();
    let every = support::cases(0) > 0;
    let (mut player, sorts, mut deaths) = (Player::new(files(whole.clone())), script.sorts(), 0_u64);
    let ends = script.end();
    for (index, step) in script.steps.iter().enumerate() {
        copy(&whole, &before);
        let notes = player.notes.clone();
        let seen = player.play(step, script.random(step, 0));
        check(step, &seen);
        if !sorts.contains(&number(step)) {
            continue;
        }
        for who in writers(step, &notes) {
            for commits in 1.. {
                copy(&before, &killed);
                let (store, mortal) = dying(killed.clone(), who, commits);
                let mut died = Player::noting(store, notes.clone());
                died.play(step, script.random(step, 0));
                let kept = died.notes.clone();
                drop(died);
                let done: u64 = mortal.lock().unwrap().drain(..).map(|store| store.commits()).sum();
                if done < commits {
                    break;
                }
                deaths += 1;
                let mut again = Player::noting(files(killed.clone()), kept);
                let sealed = outbox(&mut again, who, step);
                let seen_again = again.play(step, script.random(step, deaths % 2));
                assert_eq!(in_the_end(&seen_again), in_the_end(&seen), "{step}, {who} died after {commits}");
                let heads = player.heads();
                for (name, head) in again.heads() {
                    assert_eq!(Some(&head), heads.get(&name), "{name} after {step}, {who} died after {commits}");
                }
                assert_eq!(shown(&mut again, who), shown(&mut player, who), "{step}");
                let letters = outbox(&mut again, who, step);
                let numbers: Vec<_> = outbox(&mut player, who, step).into_keys().collect();
                assert_eq!(letters.keys().cloned().collect::<Vec<_>>(), numbers, "{step}, {who} died after {commits}");
                assert!(sealed.iter().all(|(id, bytes)| letters.get(id).is_none_or(|found| found == bytes)));
                if deaths.is_multiple_of(TO_THE_END) || every && deaths.is_multiple_of(7) {
                    for step in &script.steps[index + 1..] {
                        check(step, &again.play(step, script.random(step, 0)));
                    }
                    assert!(again.heads().iter().all(|(name, head)| ends.get(name) == Some(head)), "{step}");
                }
            }
        }
    }
    assert!(deaths > 40, "{deaths}");
}

fn in_memory() -> impl Fn(&str) -> Arc<dyn Store> {
    let stores: Mutex<BTreeMap<String, Arc<dyn Store>>> = Mutex::default();
    move |name| Arc::clone(stores.lock().unwrap().entry(name.to_owned()).or_insert_with(|| Arc::new(Memory::new())))
}

#[test]
fn what_was_drawn_again_changes_heads_and_nothing_that_is_seen() {
    SCRIPTS.map(Script::read).iter().for_each(drawn_again);
}

fn drawn_again(script: &Script) {
    let every = if support::cases(0) > 0 { 1 } else { 43 };
    let ends = script.end();
    let mut changed = 0;
    for drawn in script.steps.iter().map(number).filter(|number| number % every == 0) {
        let mut player = Player::new(in_memory());
        for step in &script.steps {
            check(step, &player.play(step, script.random(step, u64::from(number(step) == drawn))));
        }
        changed += u64::from(player.heads() != ends);
    }
    assert!(changed > 0);
}
