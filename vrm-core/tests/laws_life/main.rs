//! Laws 1, 6, 8, 10 and 11 over random lives: a person and two desks, intentions and offers, consents, receipts, data that
//! is kept and given, claims and incidents, letters that are dropped, doubled and reordered, clocks that step, stores that
//! fail, handles that are opened anew.
//!
//! After each move: who opens the histories anew sees the same; agreements of one id are one text on both sides; what was
//! never declared, or is blocked, is denied; a withdrawn grant permits no more, at a desk from receipt; a desk permits
//! nothing that the person did not grant, and what waits for a consent by the person's own yes alone; values leave only
//! while a grant for them stands, and no event, row or text that is shown holds one; an honest desk's receipt is not
//! refused; every history leads through the heads that were seen of it; one offer of an intention is taken up, once. In
//! the end everything is heard, and the two sides agree but for what `drain` names; and an import takes the person's life.
//!
//! `VRM_CASES` says how many lives.

#![cfg(feature = "keys")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "tests"
)]

#[path = "../support/mod.rs"]
mod support;

mod consents;
mod data;
mod drain;
mod laws;
mod market;
mod moves;
mod world;

use moves::Move;
use proptest::prelude::*;
use world::World;

fn config() -> ProptestConfig {
    let cases = u32::try_from(support::cases(8)).unwrap();
    ProptestConfig { cases, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_happens_the_laws_hold(seed in any::<u64>(), moves in prop::collection::vec(any::<(u8, u8, u8)>(), 50..150)) {
        let mut world = World::new(seed);
        for drawn in moves {
            world.make(Move::of(drawn));
            world.look();
        }
        world.end();
    }
}
