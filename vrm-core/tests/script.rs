//! The lives in `scripts/`: what every step leads to, and where the histories then stand, byte for byte.
//! `VRM_REGENERATE=1` writes the `.heads.jsonl` beside each; what stands there is what other languages must come to.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod support;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use support::script::{Player, Script, Seen, check, number};
use vrm_core::store::{Memory, Store};

const SCRIPTS: [&str; 4] = ["life.json", "market.json", "data.json", "prove.json"];

type Heads = BTreeMap<String, String>;

/// Every store in memory, each made when it is first asked for.
fn in_memory() -> impl Fn(&str) -> Arc<dyn Store> {
    let stores: Mutex<BTreeMap<String, Arc<dyn Store>>> = Mutex::default();
    move |name| Arc::clone(stores.lock().unwrap().entry(name.to_owned()).or_insert_with(|| Arc::new(Memory::new())))
}

/// Plays all of it, and gives what was seen after each step and where the histories stood.
fn played(script: &Script, after_each: impl Fn(&mut Player)) -> Vec<(Seen, Heads)> {
    let mut player = Player::new(in_memory());
    let mut play = |step| {
        let seen = player.play(step, script.random(step, 0));
        check(step, &seen);
        after_each(&mut player);
        (seen, player.heads())
    };
    script.steps.iter().map(&mut play).collect()
}

/// What changed at each step, one line each.
fn written(life: &[(Seen, Heads)]) -> String {
    let (mut before, mut lines) = (Heads::new(), String::new());
    for (step, (_, heads)) in (1..).zip(life) {
        let mut line = serde_json::Map::new();
        line.insert("step".to_owned(), step.into());
        let changed = heads.iter().filter(|(name, head)| before.get(*name) != Some(head));
        line.extend(changed.map(|(name, head)| (name.clone(), head.as_str().into())));
        lines += &serde_json_canonicalizer::to_string(&line).unwrap();
        lines.push('\n');
        before.clone_from(heads);
    }
    lines
}

#[test]
fn the_script_leads_where_it_says() {
    for script in SCRIPTS.map(Script::read) {
        let (path, heads) = (script.heads(), written(&played(&script, |_| {})));
        if std::env::var_os("VRM_REGENERATE").is_some() {
            std::fs::write(&path, &heads).unwrap();
        }
        for (found, pinned) in heads.lines().zip(support::text(&path).lines()) {
            assert_eq!(found, pinned, "run VRM_REGENERATE=1 cargo test -p vrm-core --test script if this is meant");
        }
        assert!(heads == support::text(&path), "another number of steps");
    }
}

/// Whoever opens the histories anew before each step goes on from the events alone.
#[test]
fn played_again_from_the_events_alone_it_is_the_same() {
    for script in SCRIPTS.map(Script::read) {
        let (once, anew) = (played(&script, |_| {}), played(&script, Player::close));
        for (step, (kept, opened)) in (1..).zip(once.iter().zip(&anew)) {
            assert_eq!(kept, opened, "step {step}");
        }
    }
}

#[test]
fn steps_are_numbered() {
    for script in SCRIPTS.map(Script::read) {
        assert!((1..).zip(&script.steps).all(|(n, step)| n == number(step)));
    }
}
