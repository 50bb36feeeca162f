//! Every way in which an export is not what was written, by accident or by somebody who makes its hashes anew: each has
//! its own error, and nothing is written.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use support::carried::{Lines, Lived, bytes, import, is_empty, may_be_left_out};
use support::parties::Seeded;
use support::spoilt::{Spoilt, pairs, payload};
use support::two::now;
use vrm_core::chain::{Commitment, Stream};
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Object, Value, foreign};
use vrm_core::keys::Thumbprint;
use vrm_core::message::{AnyMessage, Message, Never, Signature};
use vrm_core::terms::Roster;

/// What is changed, the code of its error, and how.
type Way = (&'static str, Code, fn(&mut Spoilt));

const WAYS: &[Way] = &[
    ("nothing", Code::HistoryCutShort, |spoilt| spoilt.bytes = Some(Vec::new())),
    ("half a line", Code::HistoryCutShort, |spoilt| {
        let text = spoilt.lines.text();
        spoilt.bytes = Some(text.as_bytes()[..text.len() / 2].to_vec());
    }),
    ("no line end at the end", Code::HistoryCutShort, |spoilt| {
        let text = spoilt.lines.text();
        spoilt.bytes = Some(text.trim_end().as_bytes().to_vec());
    }),
    ("no end", Code::HistoryCutShort, |spoilt| {
        spoilt.lines.0.pop();
    }),
    ("only events", Code::HistoryCutShort, |spoilt| {
        let last = spoilt.last("event");
        spoilt.lines.0.truncate(last);
    }),
    ("a line after the end", Code::HistoryTail, |spoilt| spoilt.lines.0.push("{}".to_owned())),
    ("two exports, one after the other", Code::HistoryTail, |spoilt| {
        let other = spoilt.other.0.clone();
        spoilt.lines.0.extend(other);
    }),
    ("a letter with another byte", Code::HistoryOtherLines, |spoilt| {
        let index = spoilt.line("letter");
        let text = spoilt.lines.text_at(index, "text");
        let (rest, tag) = text.rsplit_once('.').unwrap();
        let first = if tag.starts_with('A') { 'B' } else { 'A' };
        spoilt.lines.set(index, "text", format!("{rest}.{first}{}", &tag[1..]));
    }),
    ("another key of names", Code::HistoryOtherLines, |spoilt| spoilt.lines.0[1] = spoilt.other.0[1].clone()),
    ("no header", Code::HistoryOutOfTurn, |spoilt| spoilt.remove(0)),
    ("no key of names", Code::HistoryOutOfTurn, |spoilt| spoilt.remove(1)),
    ("a header of another kind", Code::FormContext, |spoilt| spoilt.set(0, "ctx", "vrm-dispute")),
    ("a header of another version", Code::FormVersion, |spoilt| spoilt.set(0, "v", 2)),
    ("no JSON", Code::JsonSyntax, |spoilt| spoilt.replace(3, "{\"event\":", "{\"event\" ")),
    ("no UTF-8", Code::JsonNotUtf8, |spoilt| {
        let mut text = spoilt.lines.text().into_bytes();
        text[10] = 0xff;
        spoilt.bytes = Some(text);
    }),
    ("a member twice", Code::JsonDuplicateMember, |spoilt| {
        spoilt.replace(3, "\"kind\":\"event\",", "\"kind\":\"event\",\"kind\":\"event\",")
    }),
    ("a member that is not known", Code::JsonUnknownMember, |spoilt| spoilt.set(3, "note", "x")),
    ("a member that is missing", Code::JsonMissingMember, |spoilt| {
        spoilt.lines.unset(3, "salt");
        spoilt.seal();
    }),
    ("a member of another type", Code::JsonWrongType, |spoilt| {
        let index = spoilt.line("letter");
        spoilt.set(index, "sent", "yes");
    }),
    ("an unknown kind", Code::HistoryLine, |spoilt| {
        let index = spoilt.line("taken");
        spoilt.set(index, "kind", "mislaid");
    }),
    ("a space", Code::HistoryLine, |spoilt| spoilt.replace(3, "{\"event\":", "{ \"event\":")),
    ("a space beside a secret", Code::HistoryLine, |spoilt| spoilt.replace(1, "{\"kind\":", "{ \"kind\":")),
    ("lines of another system", Code::HistoryLine, |spoilt| {
        spoilt.bytes = Some(spoilt.lines.text().replace('\n', "\r\n").into_bytes());
    }),
    ("events in another order", Code::HistoryOutOfTurn, |spoilt| {
        spoilt.lines.0.swap(4, 5);
        spoilt.seal();
    }),
    ("an event twice", Code::HistoryOutOfTurn, |spoilt| {
        let event = spoilt.lines.0[5].clone();
        spoilt.lines.0.insert(5, event);
        spoilt.seal();
    }),
    ("an event is missing", Code::HistoryOutOfTurn, |spoilt| spoilt.remove(7)),
    ("the last event is missing", Code::HistoryOutOfTurn, |spoilt| {
        let last = spoilt.last("event");
        spoilt.remove(last);
    }),
    ("an event too many", Code::HistoryOutOfTurn, |spoilt| {
        let last = spoilt.last("event");
        let event = spoilt.lines.0[last].clone();
        spoilt.lines.0.insert(last + 1, event);
        spoilt.seal();
    }),
    ("keys in another order", Code::HistoryOutOfTurn, |spoilt| {
        let first = spoilt.line("keys");
        spoilt.lines.0.swap(first, first + 1);
        spoilt.seal();
    }),
    ("a letter twice", Code::HistoryOutOfTurn, |spoilt| {
        let index = spoilt.line("letter");
        let letter = spoilt.lines.0[index].clone();
        spoilt.lines.0.insert(index, letter);
        spoilt.seal();
    }),
    ("letters before keys", Code::HistoryOutOfTurn, |spoilt| {
        let (letter, keys) = (spoilt.line("letter"), spoilt.line("keys"));
        spoilt.lines.0.swap(letter, keys);
        spoilt.seal();
    }),
    ("a desk's life", Code::HistoryOtherSide, |spoilt| spoilt.set(0, "side", "desk")),
    ("an event changed", Code::HistoryOtherHead, |spoilt| {
        let index = spoilt.event("unblocked");
        spoilt.lines.rewrite(index, "no-calls", "no-balls");
        spoilt.seal();
    }),
    ("another salt", Code::HistoryOtherHead, |spoilt| {
        let salt = spoilt.lines.text_at(5, "salt");
        spoilt.set(4, "salt", salt);
    }),
    ("the head of another", Code::HistoryOtherHead, |spoilt| {
        let head = Object::new()
            .with("p", i64::try_from(spoilt.lines.all("event").len() + spoilt.lines.all("erased").len()).unwrap());
        spoilt.set(0, "head", head.with("hash", "00".repeat(32)));
    }),
    ("an event of another", Code::HistoryOtherHead, |spoilt| {
        spoilt.lines.0[2] = spoilt.other.0[2].clone();
        spoilt.seal();
    }),
    ("an event of a kind to come", Code::HistoryUnknownKind, |spoilt| {
        spoilt.rewrite("unblocked", "unblocked", "unbound")
    }),
    ("an event of a version to come", Code::HistoryUnknownKind, |spoilt| {
        spoilt.rewrite("unblocked", "\"v\":1", "\"v\":2")
    }),
    ("an event in another form", Code::HistoryNotCanonical, |spoilt| {
        spoilt.rewrite("unblocked", "{\"at\"", "{ \"at\"")
    }),
    ("an event in another place of its stream", Code::HistoryOutOfPlace, |spoilt| {
        spoilt.rewrite("unblocked", "\"n\":6", "\"n\":5")
    }),
    ("an event that is empty", Code::HistoryMissing, |spoilt| {
        let index = spoilt.event("used");
        let event = spoilt.lines.text_at(index, "event");
        let commitment = Commitment::to(&bytes(&spoilt.lines.text_at(index, "salt")), event.as_bytes());
        let Value::Object(read) = foreign::parse(event.as_bytes()).unwrap() else { panic!() };
        let line = spoilt.lines.object(index);
        let blank = Object::new().with("kind", "erased").with("p", line.get("p").unwrap().clone());
        let blank = blank.with("stream", read.get("stream").unwrap().clone()).with("n", read.get("n").unwrap().clone());
        spoilt.lines.0[index] = Value::Object(blank.with("commitment", commitment.to_string())).canonical();
        spoilt.seal();
    }),
    ("an event of what was erased", Code::HistoryNotErased, |spoilt| {
        let first = spoilt.line("erased");
        let (stream, p) = (spoilt.lines.text_at(first, "stream"), spoilt.lines.object(first).get("p").unwrap().clone());
        let added = spoilt.event("vendor-added");
        let event = spoilt.lines.text_at(added, "event");
        let Value::Object(read) = foreign::parse(event.as_bytes()).unwrap() else { panic!() };
        let Some(Value::String(other)) = read.get("stream") else { panic!() };
        let event = event.replace(other.as_str(), &stream);
        let line = Object::new()
            .with("kind", "event")
            .with("p", p)
            .with("salt", "07".repeat(32))
            .with("event", event.as_str());
        let mut stands = Stream::start(bytes(&stream)).after(&Commitment::to(&[7; 32], event.as_bytes()));
        for index in spoilt.lines.all("erased").into_iter().skip(1) {
            stands = stands.after(&Commitment::from_bytes(bytes(&spoilt.lines.text_at(index, "commitment"))));
        }
        spoilt.lines.0[first] = Value::Object(line).canonical();
        let tombstone = spoilt.event("erased");
        let event = spoilt.lines.text_at(tombstone, "event");
        let (before, after) = event.split_once("\"head\":\"").unwrap();
        let head: String = stands.hash().iter().map(|byte| format!("{byte:02x}")).collect();
        spoilt.lines.set(tombstone, "event", format!("{before}\"head\":\"{head}{}", &after[64..]));
        spoilt.chain();
    }),
    ("a tombstone of another place", Code::HistoryOtherHead, |spoilt| {
        let index = spoilt.event("erased");
        let event = spoilt.lines.text_at(index, "event");
        let (before, after) = event.split_once("\"head\":\"").unwrap();
        spoilt.lines.set(index, "event", format!("{before}\"head\":\"{}{}", "00".repeat(32), &after[64..]));
        spoilt.chain();
    }),
    ("a life that did not begin", Code::HistoryDoesNotFollow, |spoilt| {
        spoilt.lines.rewrite(2, "{\"side\":\"person\"}", "{}");
        spoilt.lines.rewrite(2, "created", "clock-accepted");
        spoilt.chain();
    }),
    ("a block taken down that was not up", Code::HistoryDoesNotFollow, |spoilt| {
        spoilt.rewrite("unblocked", "no-calls", "no-balls")
    }),
    ("steps after the end", Code::HistoryDoesNotFollow, |spoilt| {
        let index = spoilt.event("unblocked");
        spoilt.lines.rewrite(index, "{\"id\":\"no-calls\"}", "{}");
        spoilt.lines.rewrite(index, "unblocked", "closed");
        spoilt.chain();
    }),
    ("a step back in time", Code::HistoryDoesNotFollow, |spoilt| {
        let earlier = (now().unix() - 60).to_string();
        spoilt.rewrite("unblocked", &now().unix().to_string(), &earlier);
    }),
    ("a day back in time", Code::HistoryDoesNotFollow, |spoilt| {
        let earlier = (now().unix() - 86_400).to_string();
        spoilt.rewrite("unblocked", &now().unix().to_string(), &earlier);
    }),
    ("a vendor's signature", Code::HistoryForged, |spoilt| spoilt.flip("asked")),
    ("an own signature", Code::HistoryForged, |spoilt| spoilt.flip("withdrawn")),
    ("the page of another vendor", Code::HistoryForged, |spoilt| {
        let all = spoilt.lines.events("profiled");
        let (first, text) = (all[0], spoilt.body(all[1], "text"));
        spoilt.say(first, &text);
    }),
    ("a vendor's word said to be one's own", Code::HistoryForged, |spoilt| {
        spoilt.rewrite("acknowledged", "\"by\":\"vendor\"", "\"by\":\"person\"");
    }),
    ("an own word said to be the vendor's", Code::HistoryForged, |spoilt| {
        spoilt.rewrite("withdrawn", "\"by\":\"person\"", "\"by\":\"vendor\"");
    }),
    ("the vendor's half as one's own", Code::HistoryForged, |spoilt| {
        let signed = spoilt.lines.events("signed");
        let (theirs, mine) = (spoilt.body(signed[0], "text"), spoilt.body(signed[1], "text"));
        let half = |text: &str| match AnyMessage::parse(text.as_bytes()).unwrap() {
            AnyMessage::Signature(text) => payload(text.as_str()),
            other => panic!("{other:?}"),
        };
        let Some(Value::String(theirs)) = half(&theirs).get("half").cloned() else { panic!() };
        let own = half(&mine);
        let Some(Value::String(aud)) = own.get("aud") else { panic!() };
        let kid = AnyMessage::parse(mine.as_bytes()).unwrap().kid();
        let pairs = pairs(&spoilt.lines, kid);
        let body = Signature { half: vrm_core::keys::Unverified::parse(theirs.as_bytes()).unwrap() };
        let iss = pairs.sign().public().to_did();
        let aud = Thumbprint::parse(aud).unwrap();
        let forged =
            Message::new(body, iss, aud, now(), Never, &mut Seeded::new(1)).unwrap().sign(pairs.sign()).unwrap();
        spoilt.say(signed[1], forged.as_str());
    }),
    ("a document is missing", Code::HistoryLacking, |spoilt| {
        let index = spoilt.line("document");
        spoilt.remove(index);
    }),
    ("a document of nothing", Code::HistoryStray, |spoilt| {
        let index = spoilt.last("document");
        spoilt.set(index, "name", "ff".repeat(32));
    }),
    ("other texts than were agreed on", Code::HistoryNotAsNamed, |spoilt| {
        let index = spoilt.last("document");
        spoilt.set(index, "text", Roster::builtin().excerpt("SD-BASE-A").unwrap().to_document());
    }),
    ("another roster than was loaded", Code::HistoryNotAsNamed, |spoilt| {
        let index = spoilt.line("document");
        spoilt.set(index, "text", Roster::builtin().excerpt("SD-BASE-A").unwrap().to_document());
    }),
    ("keys are missing", Code::HistoryLacking, |spoilt| {
        let index = spoilt.line("keys");
        spoilt.remove(index);
    }),
    ("keys of another", Code::HistoryStray, |spoilt| {
        let (first, keys) = (spoilt.line("keys"), spoilt.other.all("keys")[0]);
        let secret = spoilt.other.text_at(keys, "secret");
        spoilt.set(first, "secret", secret);
        let (kept, next) = (spoilt.lines.0[first].clone(), spoilt.lines.0[first + 1].clone());
        // Whichever of the two comes first.
        if import(spoilt.lines.text().as_bytes(), 1).0.unwrap_err().code() == Code::HistoryOutOfTurn {
            (spoilt.lines.0[first], spoilt.lines.0[first + 1]) = (next, kept);
            spoilt.seal();
        }
    }),
    ("keys that open nothing", Code::HistoryNotAsNamed, |spoilt| {
        let index = spoilt.line("keys");
        let secret = spoilt.lines.text_at(index, "secret");
        spoilt.set(index, "secret", format!("{}{}{}", &secret[..64], "07".repeat(32), &secret[128..]));
    }),
    ("a secret that is none", Code::HistoryLine, |spoilt| {
        let index = spoilt.line("keys");
        let secret = spoilt.lines.text_at(index, "secret");
        spoilt.set(index, "secret", format!("{}{}", &secret[..128], &secret[..64]));
    }),
    ("a secret in capitals", Code::FormHex, |spoilt| {
        let index = spoilt.line("keys");
        let secret = spoilt.lines.text_at(index, "secret");
        spoilt.set(index, "secret", secret.to_uppercase());
    }),
    ("a letter of nothing", Code::HistoryStray, |spoilt| {
        let index = spoilt.last("letter");
        spoilt.set(index, "id", "ff".repeat(16));
    }),
    ("a letter to another", Code::HistoryNotAsNamed, |spoilt| {
        let (first, last) = (spoilt.line("letter"), spoilt.last("letter"));
        let to = spoilt.lines.text_at(last, "to");
        spoilt.set(first, "to", to);
    }),
    ("a letter sealed for another", Code::HistoryNotAsNamed, |spoilt| {
        let (first, last) = (spoilt.line("letter"), spoilt.last("letter"));
        let text = spoilt.lines.text_at(first, "text");
        spoilt.set(last, "text", text);
    }),
    ("a message that was not taken", Code::HistoryStray, |spoilt| {
        let index = spoilt.line("taken");
        spoilt.set(index, "n", 3);
    }),
    ("a message that was taken is forgotten", Code::HistoryLacking, |spoilt| {
        let index = spoilt.line("taken");
        spoilt.remove(index);
    }),
    ("an answer that was not given", Code::HistoryNotAsNamed, |spoilt| {
        let index = spoilt.line("taken");
        spoilt.set(index, "answers", vec![Value::from("ff".repeat(16))]);
    }),
];

#[test]
fn each_way_to_spoil_it_has_its_error_and_writes_nothing() {
    let (lines, other) = (Lived::new(1).lines(), Lived::new(2).lines());
    // What makes hashes anew makes the same ones.
    assert_eq!(lines.clone().chained().0, lines.0);
    let mut texts = BTreeSet::new();
    for (what, code, spoil) in WAYS {
        let mut spoilt = Spoilt { lines: lines.clone(), other: other.clone(), bytes: None };
        spoil(&mut spoilt);
        let export = spoilt.bytes.unwrap_or_else(|| spoilt.lines.text().into_bytes());
        let (imported, store) = import(&export, 3);
        let error = match imported {
            Err(error) => error,
            Ok(_) => panic!("{what} was taken"),
        };
        assert_eq!(error.code(), *code, "{what}: {error}");
        assert!(is_empty(store.as_ref()), "{what}");
        println!("{what}: {error}");
        texts.insert(error.to_string());
    }
    assert!(texts.len() >= 60, "{} texts for {} ways", texts.len(), WAYS.len());
}

/// Whatever line is left out, twice there or in another's place, by whoever makes the hashes anew. What may be left out
/// is what a history forgets: letters, since one that was answered is kept no longer, and that a question was taken,
/// since it expires.
#[test]
fn no_line_can_be_left_out_repeated_or_moved() {
    let lines = Lived::new(4).lines();
    let forgotten = may_be_left_out(&lines);
    let mut wanted = vec!["letter".to_owned(); lines.all("letter").len()];
    wanted.push("taken".to_owned());
    assert_eq!(forgotten, wanted);
}

/// Every number of lines, and many a number of bytes.
#[test]
fn no_part_of_it_is_taken_for_the_whole() {
    let lines = Lived::new(6).lines();
    let text = lines.text();
    for count in 0..lines.0.len() {
        let (imported, store) = import(Lines(lines.0[..count].to_vec()).text().as_bytes(), 7);
        assert_eq!(imported.unwrap_err().code(), Code::HistoryCutShort, "{count} lines");
        assert!(is_empty(store.as_ref()));
    }
    for length in (0..text.len()).step_by(997) {
        assert!(import(&text.as_bytes()[..length], 7).0.is_err(), "{length} bytes");
    }
}
