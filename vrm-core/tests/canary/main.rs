//! Law 9: two vendors cannot tell that they deal with one person. A canary plays random lives of one person with two
//! vendors, and searches what they see for bytes that link one relationship or cast to another.
//!
//! What the format, the settings and the clock put into every life is no link: it is what also stands in the control, a
//! life of another person with other vendors, other keys and other wants, to which the same happens in the same minutes.
//! Eight bytes that stand in two relationships or casts and not in the control are a link, but for four things: a cast's
//! own bytes in the yes to one offer for it; what is wanted in two casts of it, and a value of the person's in two letters
//! that give it, since the person says the same to both by its own choice; and at one vendor its own name and keys.
//! What is public by nature stands in the control as well: the pins of roster texts, the hashes of their notices, the words
//! of DPV, the declaration and the contact that a vendor chose and many vendors have.
//!
//! `VRM_CASES` says how many lives.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;

mod casts;
mod data;
mod moves;
mod pieces;
mod planted;
mod views;
mod world;

use std::collections::BTreeMap;
use world::{Names, World};

/// So many lives have everything in them that a life can have.
const QUICK: u64 = 12;

/// A life and its control.
fn live(script: u64) -> [World; 2] {
    let real = Names { shops: ["Bäckerei Süd", "Kiosk Nordring"], leading: [1, 2], seconds: 17 };
    let other = Names { shops: ["Papeterie Hugo", "Librairie Zola"], leading: [3, 4], seconds: 42 };
    [(real, 1), (other, 2)].map(|(names, keys)| World::live(script, script | keys << 32, &names))
}

/// What was seen in lives, and how often a yes would have linked.
#[derive(Default)]
struct Seen {
    kinds: BTreeMap<String, usize>,
    would_link: usize,
}

impl Seen {
    fn live(&mut self, script: u64) {
        let [life, control] = live(script);
        let differs = life.happened.iter().zip(&control.happened).find(|(one, other)| one != other);
        assert_eq!(differs, None, "life {script}: the control is no control");
        let links = life.views.links(&control.views);
        let shown: Vec<String> = links.iter().take(5).map(ToString::to_string).collect();
        assert!(links.is_empty(), "life {script}: {} links: {shown:#?} in {:#?}", links.len(), life.happened);
        self.would_link += life.happened.iter().filter(|what| what.contains("state-would-link")).count();
        for (_, kind) in life.views.kinds() {
            *self.kinds.entry(kind.to_owned()).or_default() += 1;
        }
    }

    fn and(mut self, other: Self) -> Self {
        self.would_link += other.would_link;
        other.kinds.into_iter().for_each(|(kind, count)| *self.kinds.entry(kind).or_default() += count);
        self
    }
}

#[test]
fn two_vendors_cannot_tell_that_they_deal_with_one_person() {
    let cases = support::cases(QUICK);
    // Every other life beside the rest: no life knows of another.
    let lives = |first: usize| {
        let mut seen = Seen::default();
        (0..cases).skip(first).step_by(2).for_each(|script| seen.live(script));
        seen
    };
    let Seen { kinds, would_link } = std::thread::scope(|scope| {
        let beside = scope.spawn(|| lives(1));
        let seen = lives(0);
        beside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)).and(seen)
    });
    println!("seen: {kinds:?}; {would_link} times a yes would have linked");
    let all = ["intention", "offer", "acceptance", "proffer", "counter", "signature", "refusal", "ask", "answer"];
    let all = all.into_iter().chain(["withdrawal", "pause", "resume", "rotation", "ended", "seen", "consent"]);
    let all = all.chain(["consent-receipt", "disclosure", "rights-request", "rights-answer", "incident"]);
    let missing: Vec<&str> = all.filter(|kind| !kinds.contains_key(*kind)).collect();
    assert!(cases < QUICK || missing.is_empty(), "no life has {missing:?}");
    assert!(cases < QUICK || would_link > 0, "no life tries what would link");
}
