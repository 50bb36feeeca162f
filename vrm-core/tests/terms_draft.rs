//! A draft cannot be nonsense: each way to mean nothing is refused with a code and the place in the machine form.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use vrm_core::error::{Code, Fault};
use vrm_core::terms::{Draft, Due, Duty, EntryName, Permission, Prohibition, Terms, TermsError, Timing, Trigger};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{OwnWord, Place, Places, Recipient, Vocabulary, Word};

fn word(name: &str) -> Word {
    Word::parse(name).unwrap()
}

fn rule(data: &[&str], purpose: &[&str]) -> Permission {
    named("p", data, purpose)
}

fn named(id: &str, data: &[&str], purpose: &[&str]) -> Permission {
    let words = |names: &[&str]| names.iter().map(|name| word(name)).collect::<Vec<_>>();
    Permission::new(id, words(data), words(purpose))
}

fn news() -> Permission {
    rule(&["pd:EmailAddress"], &["dpv:Marketing"])
}

fn no() -> Prohibition {
    Prohibition::new("no")
}

fn own(name: &str, below: &[&str]) -> OwnWord {
    OwnWord { word: word(name), below: below.iter().map(|above| word(above)).collect() }
}

fn duty(what: &str) -> Duty {
    Duty { what: word(what), timing: Timing::After, due: None }
}

fn at(code: &str) -> Places {
    Places::within([Place::parse(code).unwrap()]).unwrap()
}

fn everyone() -> Recipient {
    Recipient::parse("everyone").unwrap()
}

fn from(second: &str) -> Window {
    Window::new(Some(Instant::parse(second).unwrap()), None).unwrap()
}

type Row = (Code, &'static str, fn(&mut Draft) -> &mut Draft);

/// Each row, joined to a draft, is refused with this code at this place (`-` for the text as a whole).
fn refused(start: &Draft, rows: &[Row]) {
    for (index, (code, path, join)) in rows.iter().enumerate() {
        let mut draft = start.clone();
        let error = join(&mut draft).finish().unwrap_err();
        let found = (error.code(), error.path());
        assert_eq!(found, (*code, Some((*path).to_owned()).filter(|path| path != "-")), "row {index}: {error}");
    }
}

#[test]
fn rules_that_mean_nothing_are_refused() {
    use Code::{
        TermsBadId as BadId, TermsBadWindow as BadWindow, TermsEmptyDimension as Empty, TermsGeneralSpecial as Special,
        TermsNoRule as NoRule, TermsRepeatedId as Repeated, TermsRoot as Root, TermsUnknownWord as Unknown,
    };
    refused(
        &Draft::own(),
        &[
            (NoRule, "-", |draft| draft),
            (NoRule, "-", |draft| draft.extend(own("vrm:A", &["dpv:Use"])).duty(duty("dpv:Delete"))),
            (Empty, "/permissions/0/data", |draft| draft.permit(rule(&[], &["dpv:Marketing"]))),
            (Empty, "/permissions/0/purpose", |draft| draft.permit(rule(&["pd:Name"], &[]))),
            (Root, "/permissions/0/data", |draft| draft.permit(rule(&["dpv:PersonalData"], &["dpv:Marketing"]))),
            (Root, "/permissions/0/data", |draft| {
                draft.permit(rule(&["pd:Name", "dpv:PersonalData"], &["dpv:Marketing"]))
            }),
            (Root, "/permissions/1/purpose", |draft| {
                draft.permit(news()).permit(named("q", &["pd:Name"], &["dpv:Purpose"]))
            }),
            (Special, "/permissions/0/data", |draft| {
                draft.permit(rule(&["dpv:SpecialCategoryPersonalData", "pd:Name"], &["dpv:Marketing"]))
            }),
            (BadId, "/permissions/0/id", |draft| draft.permit(named("", &["pd:Name"], &["dpv:Marketing"]))),
            (BadId, "/permissions/0/id", |draft| draft.permit(named("a b", &["pd:Name"], &["dpv:Marketing"]))),
            (BadId, "/prohibitions/0/id", |draft| draft.forbid(Prohibition::new("é"))),
            (BadId, "/prohibitions/0/id", |draft| draft.forbid(Prohibition::new("x".repeat(129)))),
            (Repeated, "/permissions/1/id", |draft| draft.permit(news()).permit(news())),
            (Repeated, "/prohibitions/0/id", |draft| draft.permit(news()).forbid(Prohibition::new("p"))),
            (Unknown, "/permissions/0/data", |draft| draft.permit(rule(&["dpv:Marketing"], &["dpv:Marketing"]))),
            (Unknown, "/permissions/0/purpose", |draft| draft.permit(rule(&["pd:Name"], &["vrm:Selling"]))),
            (Unknown, "/permissions/0/operation", |draft| draft.permit(news().operation([word("pd:Name")]))),
            (Unknown, "/permissions/0/recipient", |draft| draft.permit(news().recipient([everyone()]))),
            (Unknown, "/permissions/0/places", |draft| draft.permit(news().places(at("XX")))),
            (Unknown, "/permissions/0/measures", |draft| draft.permit(news().measures([word("dpv:Use")]))),
            (Unknown, "/permissions/0/duties/1/what", |draft| {
                draft.permit(news().duty(duty("dpv:Delete")).duty(duty("vrm:Sing")))
            }),
            (Unknown, "/duties/0/what", |draft| draft.permit(news()).duty(duty("dpv:Sing"))),
            (Unknown, "/duties/0/what", |draft| draft.permit(news()).duty(duty("pd:Name"))),
            (Code::TermsDutyBefore, "/permissions/0/duties/0/due", |draft| {
                let due = Some(Due { days: 30, from: Trigger::Collected });
                draft.permit(news().duty(Duty { timing: Timing::Before, due, ..duty("dpv:Delete") }))
            }),
            (Unknown, "/prohibitions/0/data", |draft| draft.forbid(no().data([word("pd:NoSuchWord")]))),
            (Unknown, "/prohibitions/0/purpose", |draft| draft.forbid(no().purpose([word("dpv:Use")]))),
            (Unknown, "/prohibitions/0/operation", |draft| draft.forbid(no().operation([word("dpv:Purpose")]))),
            (Unknown, "/prohibitions/0/recipient", |draft| draft.forbid(no().recipient([everyone()]))),
            (Unknown, "/prohibitions/0/places", |draft| draft.forbid(no().places(at("https://a.example/#FR")))),
            (Unknown, "/prohibitions/0/measures", |draft| draft.forbid(no().measures_missing([word("pd:Name")]))),
            // An own word is known in the cone it stands in, and in no other.
            (Unknown, "/prohibitions/0/data", |draft| {
                draft.extend(own("vrm:A", &["dpv:Use"])).forbid(no().data([word("vrm:A")]))
            }),
            (BadWindow, "/permissions/0/window", |draft| draft.permit(news().during(from("2026-03-01T12:00:01Z")))),
            (BadWindow, "/permissions/0/window", |draft| {
                draft.permit(news().during(Window::new(None, Some(Instant::MAX)).unwrap()))
            }),
        ],
    );
}

#[test]
fn own_words_that_clash_or_hang_in_the_air_are_refused() {
    use Code::{
        VocabAlreadyKnown as Known, VocabCircle as Circle, VocabNoCone as NoCone, VocabNotAnIri as NotAnIri,
        VocabNotOnesOwn as NotOnesOwn, VocabNothingAbove as Nothing, VocabTooManyOwn as TooMany,
    };
    let mut start = Draft::own();
    start.permit(news());
    refused(
        &start,
        &[
            (Known, "/extends", |draft| draft.extend(own("pd:Name", &["pd:Contact"]))),
            (Known, "/extends", |draft| draft.extend(own("loc:FR", &["pd:Contact"]))),
            (Known, "/extends", |draft| {
                draft.extend(own("vrm:A", &["dpv:Use"])).extend(own("https://w3id.org/vrm#A", &["pd:Name"]))
            }),
            (NotOnesOwn, "/extends", |draft| draft.extend(own("pd:NewName", &["pd:Contact"]))),
            (Circle, "/extends", |draft| {
                draft.extend(own("vrm:A", &["vrm:B", "dpv:Use"])).extend(own("vrm:B", &["vrm:A"]))
            }),
            (Nothing, "/extends", |draft| draft.extend(own("vrm:A", &[]))),
            (NoCone, "/extends", |draft| draft.extend(own("vrm:A", &["dpv:Use", "vrm:NoSuchWord"]))),
            (NotAnIri, "/extends", |draft| draft.extend(own("Peek", &["dpv:Use"]))),
            (TooMany, "/extends", |draft| {
                (0..=Vocabulary::MAX_OWN).fold(draft, |draft, n| draft.extend(own(&format!("vrm:{n}"), &["dpv:Use"])))
            }),
        ],
    );
}

/// Only a roster may name all data; the rest holds for it as well, and its names are ids.
#[test]
fn a_roster_text_is_no_more_nonsense_than_own_terms() {
    let entry = |roster: &str, id: &str, version: &str| {
        Draft::roster(EntryName { roster: roster.into(), id: id.into(), version: version.into() })
    };
    let good = entry("https://a.example/roster", "A", "1");
    good.finish().unwrap();
    good.clone().permit(rule(&["dpv:PersonalData"], &["dpv:Marketing"])).finish().unwrap();
    refused(
        &good,
        &[
            (Code::TermsRoot, "/permissions/0/purpose", |draft| draft.permit(rule(&["pd:Name"], &["dpv:Purpose"]))),
            (Code::TermsGeneralSpecial, "/permissions/0/data", |draft| {
                draft.permit(rule(&["dpv:PersonalData", "dpv:SpecialCategoryPersonalData"], &["dpv:Marketing"]))
            }),
        ],
    );
    refused(&entry("a roster", "A", "1"), &[(Code::TermsBadId, "/roster", |draft| draft)]);
    refused(&entry("https://a.example/roster", "", "1"), &[(Code::TermsBadId, "/id", |draft| draft)]);
    refused(&entry("https://a.example/roster", "A", "\u{202e}1"), &[(Code::TermsBadId, "/version", |draft| draft)]);
}

#[test]
fn what_could_not_be_read_again_is_not_made() {
    let many = |count: usize, id: fn(usize) -> String| {
        let mut draft = Draft::own();
        (0..count).for_each(|number| {
            draft.forbid(Prohibition::new(id(number)));
        });
        draft.finish()
    };
    let short = |number: usize| format!("{number:x}");
    let long = |number: usize| format!("{number:0128}");
    let most = many(Terms::MAX_RULES, short).unwrap();
    assert_eq!(Terms::parse(most.machine_form().as_bytes()), Ok(most));
    let (count, limit) = (Terms::MAX_RULES + 1, Terms::MAX_RULES);
    assert_eq!(many(count, short).unwrap_err(), TermsError::TooManyRules { count, limit });
    let dids = (0..=Terms::MAX_RECIPIENTS).map(|n| format!("did:web:r{n}.example").parse().unwrap());
    let error = Draft::own().forbid(no().recipient(dids)).finish().unwrap_err();
    assert_eq!((error.code(), error.path()), (Code::TermsTooManyRecipients, None));
    assert_eq!(many(31_000, long).unwrap_err().code(), Code::TermsTooLong);
}

#[test]
fn the_order_and_number_of_equal_duties_say_nothing() {
    let text = |duties: &[&str]| {
        let mut draft = Draft::own();
        draft.permit(duties.iter().fold(news(), |rule, what| rule.duty(duty(what))));
        duties.iter().for_each(|what| {
            draft.duty(duty(what));
        });
        draft.finish().unwrap()
    };
    let (one, other) = (text(&["dpv:Delete", "dpv:Consent"]), text(&["dpv:Consent", "dpv:Delete", "dpv:Consent"]));
    assert_eq!((one.hash(), one.duties()), (other.hash(), other.duties()));
    assert_eq!(one.permissions(), other.permissions());
}
