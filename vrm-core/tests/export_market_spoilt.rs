//! Every way in which casts, offers and pins in an export are not what was written, by somebody who makes its hashes anew:
//! each is found, and nothing is written.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use support::carried::{Lines, import, is_empty, may_be_left_out};
use support::life::received;
use support::market::{Market, quote};
use support::spoilt::Spoilt;
use support::two::{later, now};
use vrm_core::error::{Code, Fault};
use vrm_core::history::About;
use vrm_core::json::{Object, Value, foreign};
use vrm_core::person::{Announcement, Market as Audience};
use vrm_core::terms::Who;

/// A life with a cast for anyone, of which two offers are held, one of them under a `did:web`, and one was replaced; and an
/// intention for two vendors by name, one of whose offers was chosen. The export, and another from before the replacement.
fn lived() -> (Lines, Lines) {
    let mut market = Market::of(2);
    let web = market.open_web_shop(Who::Agent);
    let (intention, public) = market.announce();
    let (customer, _) = market.offer(0, &public, &quote(280, 3), "SD-BASE");
    let at_web = received(market.at_shop(web, &public)).log;
    let (did, page, at) = (market.did(web), market.page(web), market.at);
    market.person.introduce_offerer(intention, &did, page.as_bytes(), None, at, &mut market.random).unwrap();
    market.offer_again(web, at_web, &quote(200, 3), "SD-BASE");
    let before = lines(&market);
    market.at = later(market.at, 60);
    market.offer_again(0, customer, &quote(270, 3), "SD-BASE");

    let vendors = [0, 1].map(|shop| {
        let (did, profile) = (market.did(shop), market.desks[shop].profile().unwrap().as_bytes().to_vec());
        let at = market.at;
        let added = market.person.add_vendor(&did, &About::default(), None, at, &mut market.random).unwrap();
        received(market.at_person(&profile));
        added.relationship
    });
    let announcement = Announcement { market: Audience::Vendors(vendors.into()), ..market.announcement() };
    let named = market.person.announce(&announcement, None, market.at, &mut market.random).unwrap().relationship;
    for letter in market.letters() {
        for shop in 0..2 {
            if let Ok(Some(outcome)) = market.at_shop(shop, &letter).accepted() {
                market.offer_again(shop, outcome.log, &quote(190, 3), "SD-BASE");
            }
        }
    }
    let offer = market.person.inbox(named).unwrap().offers().next().unwrap().id;
    market.choose(named, offer);
    (lines(&market), before)
}

fn lines(market: &Market) -> Lines {
    Lines::of(market.person.danger_export().unwrap().danger_expose())
}

/// The lines of documents that are offers, and the one that is a pin.
fn offers(lines: &Lines) -> Vec<usize> {
    let all = lines.all("document").into_iter();
    all.filter(|index| lines.text_at(*index, "text").split('.').count() == 3).collect()
}

fn pin(lines: &Lines) -> usize {
    let mut all = lines.all("document").into_iter();
    all.rfind(|index| lines.text_at(*index, "text").contains("did:web:shop.example\",\"sealing")).unwrap()
}

/// The document of the offer under a `did:web`.
fn web_offer(lines: &Lines) -> usize {
    let stream = lines.text_at(pin(lines), "stream");
    let issuer = |index: &usize| {
        let Some(Value::String(iss)) = support::spoilt::payload(&lines.text_at(*index, "text")).get("iss").cloned()
        else {
            panic!()
        };
        iss
    };
    let mut all = offers(lines).into_iter().filter(|index| lines.text_at(*index, "stream") == stream);
    all.rfind(|index| issuer(index).starts_with("did:web:")).unwrap()
}

/// The letters that are not sealed, and those that are for a cast by name.
fn letters(lines: &Lines, public: bool) -> Vec<usize> {
    let casts: BTreeSet<String> = lines.events("drafted").iter().map(|index| stream_of(lines, *index)).collect();
    let all = lines.all("letter").into_iter().filter(|index| casts.contains(&lines.text_at(*index, "stream")));
    all.filter(|index| lines.text_at(*index, "to").is_empty() == public).collect()
}

fn member(lines: &Lines, index: usize, name: &str) -> Value {
    let Value::Object(event) = foreign::parse(lines.text_at(index, "event").as_bytes()).unwrap() else { panic!() };
    event.get(name).unwrap().clone()
}

fn stream_of(lines: &Lines, index: usize) -> String {
    let Value::String(stream) = member(lines, index, "stream") else { panic!() };
    stream
}

fn flipped(jws: &str) -> String {
    let (rest, signature) = jws.rsplit_once('.').unwrap();
    let first = if signature.starts_with('A') { 'B' } else { 'A' };
    format!("{rest}.{first}{}", &signature[1..])
}

/// Another kind and body of an event, and the chain as it leads on from there.
fn instead(spoilt: &mut Spoilt, index: usize, kind: &str, body: Object) {
    let old = member(&spoilt.lines, index, "body").canonical();
    let Value::String(was) = member(&spoilt.lines, index, "kind") else { panic!() };
    spoilt.lines.rewrite(index, &format!("\"body\":{old}"), &format!("\"body\":{}", Value::Object(body).canonical()));
    spoilt.lines.rewrite(index, &format!("\"kind\":\"{was}\""), &format!("\"kind\":\"{kind}\""));
    spoilt.chain();
}

fn events(spoilt: &Spoilt, kind: &str) -> Vec<usize> {
    spoilt.lines.events(kind)
}

/// A letter with members of another one.
fn letter_as(spoilt: &mut Spoilt, index: usize, other: usize, member: &str) {
    let value = spoilt.lines.text_at(other, member);
    spoilt.set(index, member, value);
}

/// A document of the other export, in its place among the documents: by stream and name.
fn put_back(spoilt: &mut Spoilt, old: usize) {
    let place = |lines: &Lines, index: usize| (lines.text_at(index, "stream"), lines.text_at(index, "name"));
    let (line, key) = (spoilt.other.0[old].clone(), place(&spoilt.other, old));
    let documents = spoilt.lines.all("document");
    let at = documents.iter().copied().find(|index| place(&spoilt.lines, *index) > key);
    spoilt.lines.0.insert(at.unwrap_or(documents.last().unwrap() + 1), line);
    spoilt.seal();
}

/// What is changed, the code of its error, and how.
type Way = (&'static str, Code, fn(&mut Spoilt));

const WAYS: &[Way] = &[
    ("an offer's document is missing", Code::HistoryLacking, |spoilt| {
        let index = offers(&spoilt.lines)[0];
        spoilt.remove(index);
    }),
    ("an offer that no event names", Code::HistoryStray, |spoilt| {
        let index = *spoilt.lines.all("document").last().unwrap();
        spoilt.set(index, "name", "ff".repeat(32));
    }),
    ("an offer that was replaced", Code::HistoryLacking, |spoilt| {
        // The event says that nothing was: then both are held.
        let index = *events(spoilt, "offer-held").get(2).unwrap();
        let text = spoilt.lines.text_at(index, "event");
        let (before, after) = text.split_once(",\"replaces\":\"").unwrap();
        let text = format!("{before}{}", &after[65..]);
        spoilt.lines.set(index, "event", text);
        spoilt.chain();
    }),
    ("an offer that was replaced lies there still", Code::HistoryStray, |spoilt| {
        let names =
            |lines: &Lines| offers(lines).iter().map(|index| lines.text_at(*index, "name")).collect::<BTreeSet<_>>();
        let gone = names(&spoilt.other).difference(&names(&spoilt.lines)).next().unwrap().clone();
        let old = offers(&spoilt.other).into_iter().find(|index| spoilt.other.text_at(*index, "name") == gone).unwrap();
        put_back(spoilt, old);
    }),
    ("one offer in another's place", Code::HistoryNotAsNamed, |spoilt| {
        let all = offers(&spoilt.lines);
        let text = spoilt.lines.text_at(all[1], "text");
        spoilt.set(all[0], "text", text);
    }),
    ("an offer with another signature", Code::HistoryNotAsNamed, |spoilt| {
        let index = offers(&spoilt.lines)[0];
        let text = flipped(&spoilt.lines.text_at(index, "text"));
        spoilt.set(index, "text", text);
    }),
    ("an offer under a did:web with another signature", Code::HistoryNotAsNamed, |spoilt| {
        let index = web_offer(&spoilt.lines);
        let text = flipped(&spoilt.lines.text_at(index, "text"));
        spoilt.set(index, "text", text);
    }),
    ("no offer at all", Code::HistoryNotAsNamed, |spoilt| {
        let index = offers(&spoilt.lines)[0];
        spoilt.set(index, "text", "an offer");
    }),
    ("an intention as an offer", Code::HistoryNotAsNamed, |spoilt| {
        let (index, public) = (offers(&spoilt.lines)[0], letters(&spoilt.lines, true)[0]);
        let text = spoilt.lines.text_at(public, "text");
        spoilt.set(index, "text", text);
    }),
    ("a pin is missing", Code::HistoryLacking, |spoilt| {
        // And the offer that it vouched for as well: it would be found first.
        let (pin, offer) = (pin(&spoilt.lines), web_offer(&spoilt.lines));
        assert_ne!(pin, offer);
        let mut gone = [pin, offer];
        gone.sort();
        gone.iter().rev().for_each(|index| drop(spoilt.lines.0.remove(*index)));
        spoilt.seal();
    }),
    ("an offer without the pin that vouched for it", Code::HistoryNotAsNamed, |spoilt| {
        let index = pin(&spoilt.lines);
        spoilt.remove(index);
    }),
    ("a pin of other keys", Code::HistoryNotAsNamed, |spoilt| {
        let index = pin(&spoilt.lines);
        let text = spoilt.lines.text_at(index, "text");
        let x = text.rsplit_once("\"x\":\"").unwrap().1.split_once('"').unwrap().0.to_owned();
        let public = letters(&spoilt.lines, true)[0];
        let intention = support::spoilt::payload(&spoilt.lines.text_at(public, "text"));
        let Some(Value::Object(keys)) = intention.get("keys") else { panic!() };
        let Some(Value::Object(sign)) = keys.get("sign") else { panic!() };
        let Some(Value::String(other)) = sign.get("x") else { panic!() };
        spoilt.set(index, "text", text.replace(&x, other));
    }),
    ("a pin of another identifier", Code::HistoryNotAsNamed, |spoilt| {
        let index = pin(&spoilt.lines);
        let text = spoilt.lines.text_at(index, "text").replace("shop.example", "step.example");
        spoilt.set(index, "text", text);
    }),
    ("a pin in another form", Code::HistoryNotAsNamed, |spoilt| {
        let index = pin(&spoilt.lines);
        let text = spoilt.lines.text_at(index, "text").replace("{\"did\"", "{ \"did\"");
        spoilt.set(index, "text", text);
    }),
    ("a pin that is none", Code::HistoryNotAsNamed, |spoilt| {
        let index = pin(&spoilt.lines);
        spoilt.set(index, "text", "{}");
    }),
    ("another pin than was vouched for", Code::HistoryNotAsNamed, |spoilt| {
        let index = events(spoilt, "vouched")[0];
        let body = Object::new().with("vendor", "cd".repeat(32)).with("pin", "ab".repeat(32));
        instead(spoilt, index, "vouched", body);
    }),
    ("an offer held twice", Code::HistoryDoesNotFollow, |spoilt| {
        let held = events(spoilt, "offer-held");
        let Value::Object(body) = member(&spoilt.lines, held[0], "body") else { panic!() };
        instead(spoilt, held[1], "offer-held", body);
    }),
    ("an offer in the place of one that is not held", Code::HistoryDoesNotFollow, |spoilt| {
        let index = events(spoilt, "offer-held")[1];
        let Value::Object(body) = member(&spoilt.lines, index, "body") else { panic!() };
        instead(spoilt, index, "offer-held", body.with("replaces", "ab".repeat(32)));
    }),
    ("one that is not held is dropped", Code::HistoryDoesNotFollow, |spoilt| {
        let index = events(spoilt, "offer-held")[1];
        let Value::Object(body) = member(&spoilt.lines, index, "body") else { panic!() };
        instead(spoilt, index, "offer-held", body.with("dropped", "ab".repeat(32)));
    }),
    ("an offer is chosen that is not held", Code::HistoryDoesNotFollow, |spoilt| {
        let index = events(spoilt, "offer-chosen")[0];
        let Value::Object(body) = member(&spoilt.lines, index, "body") else { panic!() };
        instead(spoilt, index, "offer-chosen", body.with("offer", "ab".repeat(32)));
    }),
    ("an offer is chosen with a relationship that is not there", Code::HistoryDoesNotFollow, |spoilt| {
        let index = events(spoilt, "offer-chosen")[0];
        let Value::Object(body) = member(&spoilt.lines, index, "body") else { panic!() };
        instead(spoilt, index, "offer-chosen", body.with("relationship", "ab".repeat(16)));
    }),
    ("an offer is chosen with another vendor", Code::HistoryDoesNotFollow, |spoilt| {
        let index = events(spoilt, "offer-chosen")[0];
        let Value::Object(body) = member(&spoilt.lines, index, "body") else { panic!() };
        let Some(Value::String(chosen)) = body.get("relationship").cloned() else { panic!() };
        let added = events(spoilt, "vendor-added").into_iter().map(|index| stream_of(&spoilt.lines, index));
        let other = added.into_iter().find(|id| *id != chosen).unwrap();
        instead(spoilt, index, "offer-chosen", body.with("relationship", other));
    }),
    ("an intention that is fulfilled without a choice", Code::HistoryDoesNotFollow, |spoilt| {
        let index = events(spoilt, "offer-held")[1];
        instead(spoilt, index, "intention-fulfilled", Object::new());
    }),
    ("an intention that is opened again without a choice", Code::HistoryDoesNotFollow, |spoilt| {
        let index = events(spoilt, "offer-held")[1];
        let Value::Object(held) = member(&spoilt.lines, index, "body") else { panic!() };
        let offer = held.get("offer").unwrap().clone();
        instead(spoilt, index, "intention-reopened", Object::new().with("offer", offer));
    }),
    ("an offer for an intention that was withdrawn", Code::HistoryDoesNotFollow, |spoilt| {
        let index = events(spoilt, "offer-held")[0];
        instead(spoilt, index, "intention-withdrawn", Object::new());
    }),
    ("an event of a relationship at a cast", Code::HistoryDoesNotFollow, |spoilt| {
        let index = events(spoilt, "offer-held")[0];
        instead(spoilt, index, "terminated", Object::new());
    }),
    ("a cast of an intention that is not there", Code::HistoryDoesNotFollow, |spoilt| {
        let index = *events(spoilt, "drafted").last().unwrap();
        let Value::Object(body) = member(&spoilt.lines, index, "body") else { panic!() };
        instead(spoilt, index, "drafted", body.with("intention", "ab".repeat(16)));
    }),
    ("a cast of one that is not the first", Code::HistoryDoesNotFollow, |spoilt| {
        let drafted = events(spoilt, "drafted");
        let first = stream_of(&spoilt.lines, drafted[0]);
        let Value::Object(body) = member(&spoilt.lines, drafted[1], "body") else { panic!() };
        // Its own further cast names it, and it is the first of none any more.
        instead(spoilt, drafted[1], "drafted", body.with("intention", first));
    }),
    ("a cast under the keys of another", Code::HistoryDoesNotFollow, |spoilt| {
        let drafted = events(spoilt, "drafted");
        let Value::Object(other) = member(&spoilt.lines, drafted[0], "body") else { panic!() };
        let Value::Object(body) = member(&spoilt.lines, drafted[1], "body") else { panic!() };
        instead(spoilt, drafted[1], "drafted", body.with("keys", other.get("keys").unwrap().clone()));
    }),
    ("another next key than the secret's", Code::HistoryNotAsNamed, |spoilt| {
        let drafted = events(spoilt, "drafted");
        let Value::Object(other) = member(&spoilt.lines, drafted[0], "body") else { panic!() };
        let Value::Object(body) = member(&spoilt.lines, drafted[1], "body") else { panic!() };
        let (Some(Value::Object(theirs)), Some(Value::Object(mine))) = (other.get("keys"), body.get("keys")) else {
            panic!()
        };
        let keys = mine.clone().with("next", theirs.get("next").unwrap().clone());
        instead(spoilt, drafted[1], "drafted", body.clone().with("keys", keys));
    }),
    ("the secret of a cast is missing", Code::HistoryLacking, |spoilt| {
        let stream = stream_of(&spoilt.lines, events(spoilt, "drafted")[0]);
        let all = spoilt.lines.all("keys").into_iter();
        let index = all.into_iter().find(|index| spoilt.lines.text_at(*index, "stream") == stream).unwrap();
        spoilt.remove(index);
    }),
    ("the secret of another cast", Code::HistoryStray, |spoilt| {
        let keys = spoilt.lines.all("keys");
        let secret = spoilt.lines.text_at(keys[1], "secret");
        spoilt.set(keys[0], "secret", secret);
    }),
    ("an intention with another signature", Code::HistoryForged, |spoilt| spoilt.flip("announced")),
    ("an intention that the vendor announced", Code::HistoryDoesNotFollow, |spoilt| {
        spoilt.rewrite("announced", "\"by\":\"person\"", "\"by\":\"vendor\"");
    }),
    ("an intention twice at one cast", Code::HistoryDoesNotFollow, |spoilt| {
        let said = spoilt.body(events(spoilt, "announced")[0], "text");
        let index = events(spoilt, "offer-held")[0];
        instead(spoilt, index, "announced", Object::new().with("by", "person").with("text", said));
    }),
    ("an acceptance with another signature", Code::HistoryForged, |spoilt| spoilt.flip("accepted")),
    ("an offer that is taken up with another signature", Code::HistoryForged, |spoilt| spoilt.flip("offered")),
    ("an acceptance of another offer", Code::HistoryForged, |spoilt| {
        // The offer that was noted before it is another one of those held.
        let (index, web) = (events(spoilt, "offered")[0], web_offer(&spoilt.lines));
        let text = spoilt.lines.text_at(web, "text");
        spoilt.say(index, &text);
    }),
    ("a letter for anyone with another signature", Code::HistoryNotAsNamed, |spoilt| {
        let index = letters(&spoilt.lines, true)[0];
        let text = flipped(&spoilt.lines.text_at(index, "text"));
        spoilt.set(index, "text", text);
    }),
    ("another message in a letter for anyone", Code::HistoryNotAsNamed, |spoilt| {
        let (index, offer) = (letters(&spoilt.lines, true)[0], offers(&spoilt.lines)[0]);
        let text = spoilt.lines.text_at(offer, "text");
        spoilt.set(index, "text", text);
    }),
    ("a letter for anyone that is for one", Code::HistoryNotAsNamed, |spoilt| {
        let (index, named) = (letters(&spoilt.lines, true)[0], letters(&spoilt.lines, false)[0]);
        letter_as(spoilt, index, named, "to");
    }),
    ("a letter for anyone that is sealed", Code::HistoryNotAsNamed, |spoilt| {
        let (index, named) = (letters(&spoilt.lines, true)[0], letters(&spoilt.lines, false)[0]);
        letter_as(spoilt, index, named, "text");
    }),
    ("a letter for one that is for anyone", Code::HistoryNotAsNamed, |spoilt| {
        let index = letters(&spoilt.lines, false)[0];
        spoilt.lines.unset(index, "to");
        spoilt.seal();
    }),
    ("a letter by name that is sealed for another", Code::HistoryNotAsNamed, |spoilt| {
        let named = letters(&spoilt.lines, false);
        letter_as(spoilt, named[0], named[1], "text");
    }),
    ("a letter by name to another", Code::HistoryNotAsNamed, |spoilt| {
        let named = letters(&spoilt.lines, false);
        letter_as(spoilt, named[0], named[1], "to");
    }),
    ("a letter for anyone that stands for longer", Code::HistoryNotAsNamed, |spoilt| {
        let index = letters(&spoilt.lines, true)[0];
        spoilt.set(index, "expires", later(now(), 8 * 86_400).unix());
    }),
    ("a letter of another cast", Code::HistoryStray, |spoilt| {
        let named = letters(&spoilt.lines, false);
        letter_as(spoilt, named[0], named[1], "id");
    }),
    ("an offer that was not taken", Code::HistoryStray, |spoilt| {
        let index = *spoilt.lines.all("taken").last().unwrap();
        spoilt.set(index, "n", 9);
    }),
];

#[test]
fn each_way_to_spoil_it_is_found_and_writes_nothing() {
    let (lines, other) = lived();
    assert_eq!(lines.clone().chained().0, lines.0);
    let taken = import(lines.text().as_bytes(), 3).0.unwrap();
    assert_eq!(taken.danger_export().unwrap().danger_expose(), lines.text());
    let (mut texts, mut wrong) = (BTreeSet::new(), Vec::new());
    for (what, code, spoil) in WAYS {
        let mut spoilt = Spoilt { lines: lines.clone(), other: other.clone(), bytes: None };
        spoil(&mut spoilt);
        let (imported, store) = import(spoilt.lines.text().as_bytes(), 3);
        match imported {
            Err(error) if error.code() == *code => drop(texts.insert(error.to_string())),
            Err(error) => wrong.push(format!("{what}: {error}")),
            Ok(_) => wrong.push(format!("{what} was taken")),
        }
        assert!(is_empty(store.as_ref()), "{what}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(texts.len() >= 25, "{} texts for {} ways", texts.len(), WAYS.len());
}

/// A life in which a yes to one of two offers came to nothing; and as it was before that.
fn reopened() -> (Lines, Lines) {
    let mut market = Market::of(2);
    let announcement = Announcement { until: later(market.at, 30 * 86_400), ..market.announcement() };
    let intention = market.person.announce(&announcement, None, market.at, &mut market.random).unwrap().relationship;
    let public = market.letters().remove(0);
    let (_, offer) = market.offer(0, &public, &quote(200, 3), "SD-BASE");
    market.offer(1, &public, &quote(250, 3), "SD-BASE");
    market.choose(intention, offer);
    let before = lines(&market);
    market.at = later(market.at, 9 * 86_400);
    market.person.expire(None, market.at, &mut market.random).unwrap();
    (lines(&market), before)
}

/// The offer that a yes came to nothing with is the one that was chosen, and it is gone.
#[test]
fn a_reopening_is_of_the_offer_that_was_chosen() {
    let ways: &[Way] = &[
        ("another offer that is held", Code::HistoryDoesNotFollow, |spoilt| {
            let (index, chosen) =
                (events(spoilt, "intention-reopened")[0], spoilt.body(events(spoilt, "offer-chosen")[0], "offer"));
            let held = events(spoilt, "offer-held").into_iter().map(|index| spoilt.body(index, "offer"));
            let other = held.into_iter().find(|offer| *offer != chosen).unwrap();
            instead(spoilt, index, "intention-reopened", Object::new().with("offer", other));
        }),
        ("an offer that is not there", Code::HistoryDoesNotFollow, |spoilt| {
            let index = events(spoilt, "intention-reopened")[0];
            instead(spoilt, index, "intention-reopened", Object::new().with("offer", "ab".repeat(32)));
        }),
        ("the offer lies there still", Code::HistoryStray, |spoilt| {
            let name = |lines: &Lines, index: &usize| lines.text_at(*index, "name");
            let left: BTreeSet<_> = offers(&spoilt.lines).iter().map(|index| name(&spoilt.lines, index)).collect();
            let all = offers(&spoilt.other).into_iter();
            let [gone] =
                all.filter(|index| !left.contains(&name(&spoilt.other, index))).collect::<Vec<_>>().try_into().unwrap();
            put_back(spoilt, gone);
        }),
        ("it is withdrawn instead, and lies there not", Code::HistoryDoesNotFollow, |spoilt| {
            let index = events(spoilt, "intention-reopened")[0];
            instead(spoilt, index, "intention-withdrawn", Object::new());
        }),
    ];
    let (lines, other) = reopened();
    let taken = import(lines.text().as_bytes(), 3).0.unwrap();
    assert_eq!(taken.danger_export().unwrap().danger_expose(), lines.text());
    for (what, code, spoil) in ways {
        let mut spoilt = Spoilt { lines: lines.clone(), other: other.clone(), bytes: None };
        spoil(&mut spoilt);
        let (imported, store) = import(spoilt.lines.text().as_bytes(), 3);
        let error = imported.err().unwrap_or_else(|| panic!("{what} was taken"));
        assert_eq!(error.code(), *code, "{what}: {error}");
        assert!(is_empty(store.as_ref()), "{what}");
    }
}

/// Whatever line is left out, twice there or in another's place. What may be left out is what a history forgets: letters,
/// and that an offer was taken, since it expires.
#[test]
fn no_line_can_be_left_out_repeated_or_moved() {
    let (lines, _) = lived();
    let forgotten = may_be_left_out(&lines);
    let forgotten: BTreeSet<String> = forgotten.into_iter().collect();
    assert_eq!(forgotten, ["letter".to_owned(), "taken".to_owned()].into());
}
