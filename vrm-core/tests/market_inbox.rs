//! The offers that are held: which take the place of which, what terms have against them, and how they rank.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::cases;
use support::life::received;
use support::market::{Market, quote};
use support::rosters::other_roster;
use support::seller::{Call, Seller};
use support::two::{Seeded, later, now};
use support::vendor::pin;
use vrm_core::chain::StreamId;
use vrm_core::decision::{Block, Host, Selector};
use vrm_core::error::{Code, Error, Fault};
use vrm_core::history::About;
use vrm_core::intention::rank::Why;
use vrm_core::intention::{Candidate, IntentionState, Ranking, Rates, TermsFault, rank};
use vrm_core::keys::{SignedId, SigningKeyPair};
use vrm_core::message::{Offer, RosterStatement};
use vrm_core::negotiation::NegotiationState;
use vrm_core::terms::{Declaration, Draft, Process, Prohibition, Terms};
use vrm_core::time::Window;
use vrm_core::view::StateError;
use vrm_core::vocab::{Recipient, Sector};

const DAY: i64 = 86_400;

#[test]
fn a_vendor_has_one_offer_and_three_that_take_its_place() {
    let (mut market, intention, call) = Market::quiet();
    let (seller, other) = (Seller::new("Kiosk", &mut market), Seller::new("Other", &mut market));
    let kept = market.offered(&other, &call, &quote(250, 3));
    let (late, _) = seller.offer(&call, seller.body(&call, &quote(100, 3)), &mut market);
    let mut last = None;
    for euros in [200, 210, 190, 195] {
        market.wait(60);
        let offer = market.offered(&seller, &call, &quote(euros, 3));
        assert_eq!(market.held(intention), [kept, offer].into());
        if let Some(old) = last.replace(offer) {
            let error = market.person.choose(intention, old, None, market.at, &mut market.random).unwrap_err();
            assert_eq!(error, StateError::NoSuchOffer { id: old }.into());
            assert_eq!(market.person.inbox(intention).unwrap().faults(&old), Err(StateError::NoSuchOffer { id: old }));
        }
        // What was made before comes too late, and does not count.
        assert_eq!(market.person_refuses(&late), StateError::LaterOffer.into());
    }
    market.wait(60);
    let (fifth, _) = seller.offer(&call, seller.body(&call, &quote(90, 3)), &mut market);
    assert_eq!(market.person_refuses(&fifth), StateError::TooManyOffers { limit: 4 }.into());
    market.person = market.imported();
    assert_eq!(market.held(intention), [kept, last.unwrap()].into());
}

/// Of two that were made in one minute the one that comes later stands.
#[test]
fn of_two_in_one_minute_the_one_that_comes_later_stands() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    market.offered(&seller, &call, &quote(200, 3));
    let second = market.offered(&seller, &call, &quote(190, 3));
    assert_eq!(market.held(intention), [second].into());
}

fn marketing() -> Declaration {
    let ads = Process::new(
        ["pd:EmailAddress".parse().unwrap()],
        ["dpv:Marketing".parse().unwrap()],
        ["dpv:Use".parse().unwrap()],
        [Recipient::Vendor],
    );
    Declaration::new([ads]).unwrap()
}

fn no_care() -> Terms {
    let mut draft = Draft::own();
    draft.forbid(Prohibition::new("no-care").purpose(["dpv:CustomerCare".parse().unwrap()]));
    draft.finish().unwrap()
}

/// Why each offer that is left out is, and that it says the same where it is asked for alone.
fn left_out(market: &mut Market, intention: StreamId) -> Vec<(SignedId, Vec<TermsFault>)> {
    let inbox = market.person.inbox(intention).unwrap();
    let ranking = inbox.rank(&Rates::default(), market.at, 100);
    let faults = |why: &[Why]| match why {
        [Why::Terms { faults }] => faults.clone(),
        why => panic!("another reason: {why:?}"),
    };
    for ranked in &ranking.offers {
        assert_eq!(inbox.faults(&ranked.id).unwrap(), []);
    }
    let out: Vec<_> = ranking.left_out.iter().map(|out| (out.id, faults(&out.why))).collect();
    out.iter().for_each(|(id, faults)| assert_eq!(inbox.faults(id).unwrap(), faults));
    out
}

fn refuses_to_choose(market: &mut Market, intention: StreamId, offer: SignedId) -> Error {
    let head = market.person.head();
    let error = market.person.choose(intention, offer, None, market.at, &mut market.random).unwrap_err();
    assert_eq!(market.person.head(), head, "{error}");
    error
}

#[test]
fn a_declaration_that_conflicts_is_listed_and_cannot_be_chosen() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let body = Offer { declaration: marketing(), ..seller.body(&call, &quote(200, 3)) };
    let (bytes, offer) = seller.offer(&call, body, &mut market);
    received(market.at_person(&bytes));
    let [(id, faults)] = left_out(&mut market, intention).try_into().unwrap();
    assert_eq!(id, offer);
    assert!(matches!(&faults[..], [TermsFault::Conflict(_)]), "{faults:?}");
    let error = refuses_to_choose(&mut market, intention, offer);
    assert_eq!(error.code(), Code::DecisionNotAuthorised);
    let [TermsFault::Conflict(conflict)] = &faults[..] else { panic!() };
    assert_eq!(error, Error::NotAuthorised(conflict.clone()), "the same reasons as in the list");
    assert_eq!(market.state(intention), IntentionState::Open);
    assert!(market.person.view().relationships().next().is_none());
}

#[test]
fn own_terms_count_as_they_are_when_one_ranks_and_when_one_chooses() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let offer = market.offered(&seller, &call, &quote(200, 3));
    let before = market.person.inbox(intention).unwrap();
    assert_eq!(left_out(&mut market, intention), []);
    market.person.set_terms(Some(&no_care()), None, market.at, &mut market.random).unwrap();
    let [(_, faults)] = left_out(&mut market, intention).try_into().unwrap();
    assert!(matches!(&faults[..], [TermsFault::Conflict(_)]), "{faults:?}");
    assert_eq!(before.faults(&offer).unwrap(), [], "a picture stays what it was");
    assert_eq!(refuses_to_choose(&mut market, intention, offer).code(), Code::DecisionNotAuthorised);
    // One that comes meanwhile is weighed under them.
    let other = Seller::new("Other", &mut market);
    market.offered(&other, &call, &quote(150, 3));
    assert_eq!(left_out(&mut market, intention).len(), 2);
    market.person.set_terms(None, None, market.at, &mut market.random).unwrap();
    assert_eq!(left_out(&mut market, intention), []);
    market.choose(intention, offer);
}

#[test]
fn a_counter_within_the_roster_is_left_out_and_may_be_chosen() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let body = Offer { terms: pin("SD-BASE-A"), ..seller.body(&call, &quote(200, 3)) };
    let (bytes, offer) = seller.offer(&call, body, &mut market);
    received(market.at_person(&bytes));
    let entry = pin("SD-BASE-A").name;
    assert_eq!(left_out(&mut market, intention), [(offer, vec![TermsFault::Countered { entry }])]);
    let relationship = market.choose(intention, offer).relationship;
    let [letter] = market.letters().try_into().unwrap();
    let (_, half) = seller.accepted(&call, &letter, market.at);
    let signature = seller.countersigned(&half, &mut market);
    received(market.at_person(&signature));
    assert_eq!(market.state(intention), IntentionState::Fulfilled);
    let between = market.with(relationship);
    let [agreed] = between.agreements().collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(agreed.agreement.document().terms().pin(), &pin("SD-BASE-A"));
    assert_eq!(between.negotiation().unwrap().state(), NegotiationState::Accepted);
}

#[test]
fn a_counter_from_outside_the_roster_cannot_be_chosen() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let roster = other_roster("1.0.0");
    let terms = roster.entries()[0].pin();
    let entry = terms.name.clone();
    let body = Offer { terms, ..seller.body(&call, &quote(200, 3)) };
    let (bytes, offer) = seller.offer(&call, body, &mut market);
    received(market.at_person(&bytes));
    let countered = TermsFault::Countered { entry: entry.clone() };
    let unknown = TermsFault::Unknown { entry: entry.clone() };
    assert_eq!(left_out(&mut market, intention), [(offer, vec![countered.clone(), unknown])]);
    let outside = StateError::NoSuchRoster { roster: entry.roster };
    assert_eq!(refuses_to_choose(&mut market, intention, offer), outside.clone().into());
    // Nor once the roster is loaded: it was not proffered.
    let authority = SigningKeyPair::generate(&mut Seeded::new(77)).unwrap();
    let statement = RosterStatement::of(&roster, now()).sign(&authority).unwrap();
    let (document, statement) = (roster.to_document(), statement.as_str().to_owned());
    let (at, random) = (market.at, &mut market.random);
    let key = authority.public();
    market.person.load_roster(document.as_bytes(), statement.as_bytes(), key, None, at, random).unwrap();
    assert_eq!(left_out(&mut market, intention), [(offer, vec![countered])]);
    assert_eq!(refuses_to_choose(&mut market, intention, offer), outside.into());
}

/// A version of an entry that nobody here has: within the roster, and unknown.
#[test]
fn an_entry_that_is_unknown_cannot_be_chosen() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let mut terms = pin("SD-BASE");
    terms.machine = pin("SD-BASE-A").machine;
    let body = Offer { terms, ..seller.body(&call, &quote(200, 3)) };
    let (bytes, offer) = seller.offer(&call, body, &mut market);
    received(market.at_person(&bytes));
    let entry = pin("SD-BASE").name;
    let faults = vec![TermsFault::Countered { entry: entry.clone() }, TermsFault::Unknown { entry }];
    assert_eq!(left_out(&mut market, intention), [(offer, faults)]);
    assert!(matches!(refuses_to_choose(&mut market, intention, offer), Error::Terms(_)));
}

fn everything(id: &str, against: Selector) -> Block {
    Block { against, what: Prohibition::new(id), window: Window::ALWAYS }
}

#[test]
fn a_vendor_that_is_blocked_is_left_out() {
    let (mut market, intention, call) = Market::quiet();
    let (seller, other) = (Seller::new("Kiosk", &mut market), Seller::new("Other", &mut market));
    let offer = market.offered(&seller, &call, &quote(200, 3));
    market.offered(&other, &call, &quote(250, 3));
    let block = |market: &mut Market, block: &Block| {
        market.person.block(block, None, market.at, &mut market.random).unwrap();
    };
    block(&mut market, &everything("kiosk", Selector::Vendor(seller.did.clone())));
    // One that forbids something only is for what is decided later.
    let ads = Prohibition::new("ads").purpose(["dpv:Marketing".parse().unwrap()]);
    block(&mut market, &Block { against: Selector::Everyone, what: ads, window: Window::ALWAYS });
    let blocked = |id: &str| vec![TermsFault::Blocked { block: id.to_owned() }];
    assert_eq!(left_out(&mut market, intention), [(offer, blocked("kiosk"))]);
    market.wait(60);
    let offer = market.offered(&seller, &call, &quote(190, 3));
    assert_eq!(left_out(&mut market, intention), [(offer, blocked("kiosk"))]);
    market.person.unblock("kiosk", None, market.at, &mut market.random).unwrap();
    assert_eq!(left_out(&mut market, intention), []);
    block(&mut market, &everything("all", Selector::Everyone));
    assert_eq!(left_out(&mut market, intention).len(), 2);
}

/// A vendor is of a sector from when the person says so.
#[test]
fn a_block_on_a_sector_finds_who_is_said_to_be_of_it() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let block = everything("no-ads", Selector::Sector(Sector::Ads));
    market.person.block(&block, None, market.at, &mut market.random).unwrap();
    let offer = market.offered(&seller, &call, &quote(200, 3));
    assert_eq!(left_out(&mut market, intention), []);
    let about = About { sectors: vec![Sector::Ads], ..About::default() };
    let added = market.person.add_vendor(&seller.did, &about, None, market.at, &mut market.random).unwrap();
    let blocked = vec![TermsFault::Blocked { block: "no-ads".to_owned() }];
    assert_eq!(left_out(&mut market, intention), [(offer, blocked)]);
    let (at, random) = (market.at, &mut market.random);
    market.person.describe_vendor(added.relationship, &About::default(), None, at, random).unwrap();
    assert_eq!(left_out(&mut market, intention), []);
}

#[test]
fn a_block_that_is_over_leaves_nobody_out() {
    let (mut market, intention, call) = Market::quiet();
    let seller = Seller::new("Kiosk", &mut market);
    let until = later(market.at, DAY);
    let block = Block {
        window: Window::new(None, Some(until)).unwrap(),
        ..everything("today", Selector::Vendor(seller.did.clone()))
    };
    market.person.block(&block, None, market.at, &mut market.random).unwrap();
    let offer = market.offered(&seller, &call, &quote(200, 3));
    assert_eq!(left_out(&mut market, intention), [(offer, vec![TermsFault::Blocked { block: "today".to_owned() }])]);
    market.at = until;
    let ranking = market.person.inbox(intention).unwrap().rank(&Rates::default(), market.at, 9);
    assert_eq!((ranking.fitting, ranking.left), (1, 0));
}

/// A host is known by the identifier alone, as it is where requests are decided.
#[test]
fn a_block_on_a_host_finds_who_is_called_by_it() {
    let (mut market, intention, call) = Market::quiet();
    let web = Seller::web("shop.example", &mut market);
    let (at, text) = (market.at, web.document());
    market.person.introduce_offerer(intention, &web.did, text.as_bytes(), None, at, &mut market.random).unwrap();
    let offer = market.offered(&web, &call, &quote(200, 3));
    let block = everything("no-example", Selector::Host(Host::parse("example").unwrap()));
    market.person.block(&block, None, market.at, &mut market.random).unwrap();
    let blocked = vec![TermsFault::Blocked { block: "no-example".to_owned() }];
    assert_eq!(left_out(&mut market, intention), [(offer, blocked)]);
}

/// The candidates that are held for an intention, ranked by the plain call.
fn ranked(market: &mut Market, intention: StreamId, limit: usize) -> (Ranking, Ranking) {
    let inbox = market.person.inbox(intention).unwrap();
    let candidates: Vec<Candidate<'_>> = inbox
        .offers()
        .map(|offer| Candidate {
            id: offer.id,
            quote: &offer.quote,
            offered: offer.offered,
            until: offer.until,
            terms: inbox.faults(&offer.id).unwrap(),
        })
        .collect();
    let plain = rank(inbox.want(), &candidates, &Rates::default(), market.at, limit);
    (inbox.rank(&Rates::default(), market.at, limit), plain)
}

#[test]
fn an_inbox_ranks_what_is_its_own_and_as_the_plain_call_does() {
    let (mut market, first, call) = Market::quiet();
    let (second, other) = market.calls();
    let mut ids: [Vec<SignedId>; 2] = Default::default();
    for round in 0..12_u32 {
        let seller = Seller::new("Kiosk", &mut market);
        for (at, call) in [call, other].iter().enumerate() {
            let euros = 140 + i64::from(round) * [17, 7][at];
            let mut body = seller.body(call, &quote(euros, 1 + round * 2));
            if round % 4 == 3 {
                body.declaration = marketing();
            }
            let (bytes, id) = seller.offer(call, body, &mut market);
            received(market.at_person(&bytes));
            ids[at].push(id);
        }
    }
    for (at, intention) in [first, second].into_iter().enumerate() {
        let mut expected = ids[at].clone();
        expected.sort();
        assert_eq!(market.held(intention).into_iter().collect::<Vec<_>>(), expected);
        for limit in [0, 1, 5, 100] {
            let (inbox, plain) = ranked(&mut market, intention, limit);
            assert_eq!(inbox, plain);
            assert_eq!((inbox.fitting + inbox.left, inbox.left >= 3), (12, true));
        }
        let foreign = ids[1 - at][0];
        let error = refuses_to_choose(&mut market, intention, foreign);
        assert_eq!(error, StateError::NoSuchOffer { id: foreign }.into());
    }
    let (best, _) = ranked(&mut market, first, 1);
    market.choose(first, best.offers[0].id);
    assert_eq!(market.state(second), IntentionState::Open);
    let (untouched, plain) = ranked(&mut market, second, 100);
    assert_eq!((untouched.fitting, plain.fitting), (9, 9));
}

/// With `VRM_CASES` of 10,000 or more the inbox is filled for real.
#[test]
fn when_the_inbox_is_full_the_worst_goes() {
    const MOST: u64 = 10_000;
    let (mut market, intention, call) = Market::quiet();
    let many = cases(60).min(MOST);
    let mut worst = None;
    for number in 0..many {
        let seller = Seller::new("Kiosk", &mut market);
        // The first is the dearest.
        let offer = market.offered(&seller, &call, &quote(290 - i64::try_from(number.min(100)).unwrap(), 3));
        worst = worst.or(Some(offer));
    }
    let full = many == MOST;
    assert_eq!(market.held(intention).len() as u64, many);
    one_more(&mut market, intention, &call, worst.unwrap(), full);
    let held = market.held(intention).len() as u64;
    assert_eq!(held, if full { MOST } else { many + 3 });
}

/// A worse one, a better one, and one that takes the place of a vendor's own.
fn one_more(market: &mut Market, intention: StreamId, call: &Call, worst: SignedId, full: bool) {
    let dear = Seller::new("Dear", market);
    let (bytes, _) = dear.offer(call, dear.body(call, &quote(299, 20)), market);
    match full {
        true => assert_eq!(market.person_refuses(&bytes), StateError::WorstOffer { limit: 10_000 }.into()),
        false => drop(received(market.at_person(&bytes))),
    }
    let cheap = Seller::new("Cheap", market);
    let offer = market.offered(&cheap, call, &quote(100, 1));
    assert_eq!(market.held(intention).contains(&worst), !full);
    market.wait(60);
    let again = market.offered(&cheap, call, &quote(299, 20));
    let held = market.held(intention);
    assert!(held.contains(&again) && !held.contains(&offer));
    // One that the person said yes to stays, although it is the worst by now.
    market.choose(intention, again);
    let better = Seller::new("Better", market);
    market.offered(&better, call, &quote(100, 1));
    assert!(market.held(intention).contains(&again));
}
