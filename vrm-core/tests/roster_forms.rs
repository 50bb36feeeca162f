//! The machine forms and pins of the roster are made from the table of the decision page and checked here.
//!
//! `VRM_REGENERATE=1` writes `roster/*/machine.json` and `roster/pins.tsv` anew instead of comparing. A pin of a version
//! that was released never changes: give the entry a new version instead.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use vrm_core::terms::{Draft, Due, Duty, EntryName, Form, Permission, Prohibition, Terms, TermsHash, Timing, Trigger};
use vrm_core::vocab::{OwnWord, Recipient, Word};

const ROSTER: &str = "https://w3id.org/vrm#roster";
const VERSION: &str = "0.1.0";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("roster")
}

fn words<const N: usize>(names: [&str; N]) -> [Word; N] {
    names.map(|name| {
        let word = Word::parse(name).unwrap();
        assert!(word.is_known() || name.starts_with("vrm:"), "{name}");
        word
    })
}

fn own_services() -> [Recipient; 2] {
    [Recipient::Vendor, Recipient::Processor]
}

fn analytics(id: &str) -> Permission {
    Permission::new(
        id,
        words(["dpv:PersonalData"]),
        words(["dpv:ServiceUsageAnalytics", "ieee-7012:ServiceImprovement"]),
    )
}

fn duty(what: &str, from: Trigger) -> Duty {
    let [what] = words([what]);
    Duty { what, timing: Timing::After, due: Some(Due { days: 30, from }) }
}

/// One row of the table "What the roster says as rules", as a text.
fn form(id: &str, cells: &BTreeSet<&str>) -> Terms {
    let mut draft = Draft::roster(EntryName { roster: ROSTER.into(), id: id.into(), version: VERSION.into() });
    let has = |cell: &str| cells.contains(cell);
    let service = [
        "dpv:RequestedServiceProvision",
        "dpv:PaymentManagement",
        "dpv:CustomerCare",
        "dpv:FulfilmentOfObligation",
        "dpv:EnforceSecurity",
    ];
    let mut purposes = words(service).to_vec();
    if has("service-ai") {
        let [word, below] = words(["vrm:ModelTraining", "dpv:ResearchAndDevelopment"]);
        draft.extend(OwnWord { word: word.clone(), below: vec![below] });
        purposes.push(word);
    }
    if has("service-good") {
        purposes.extend(words(["dpv:PublicBenefit", "dpv:ScientificResearch"]));
    }
    if has("service") || has("service-ai") || has("service-good") {
        draft.permit(Permission::new("service", words(["dpv:PersonalData"]), purposes).recipient(own_services()));
    }
    if has("analytics-allowed") {
        draft.permit(analytics("analytics").recipient(own_services()));
    }
    if has("tracking-allowed") {
        let tracking = analytics("tracking").operation(words(["dpv:TrackingByFirstParty"]));
        draft.permit(tracking.recipient(own_services()));
    }
    if has("profiling-allowed") {
        draft.permit(analytics("profiling").operation(words(["dpv:Profiling"])).recipient(own_services()));
    }
    if has("s3p-allowed") {
        draft.permit(analytics("share-anonymised").recipient([Recipient::ThirdParty]).form(Form::Anonymised));
    }
    if has("analytics-forbidden") {
        let purposes = words(["dpv:ServiceUsageAnalytics", "ieee-7012:ServiceImprovement"]);
        draft.forbid(Prohibition::new("no-analytics").purpose(purposes));
    }
    if has("tracking-forbidden") {
        draft.forbid(Prohibition::new("no-tracking").operation(words(["dpv:Tracking"])));
    }
    if has("profiling-forbidden") {
        draft.forbid(Prohibition::new("no-profiling").operation(words(["dpv:Profiling"])));
    }
    if has("third-party-tracking") {
        draft.forbid(Prohibition::new("no-third-party-tracking").operation(words(["dpv:TrackingByThirdParty"])));
    }
    let third_party = Prohibition::new("no-third-party").recipient([Recipient::ThirdParty]);
    if has("third-party-identifiable") {
        draft.forbid(third_party.form(Form::Anonymised));
    } else if has("third-party-identifiable-s3p") {
        draft.forbid(third_party.form(Form::Pseudonymised));
    }
    if has("portability-required") {
        draft.duty(duty("ieee-7012:PortabilityRequiredOnRequest", Trigger::Asking));
    }
    if has("deletion") {
        draft.duty(duty("ieee-7012:DataDeletionOnRequest", Trigger::Asking));
        draft.duty(duty("ieee-7012:DataDeletionRequired", Trigger::PurposeEnd));
    }
    draft.finish().unwrap()
}

#[test]
fn machine_forms_and_pins_are_those_of_the_table() {
    let regenerate = std::env::var_os("VRM_REGENERATE").is_some();
    let entries = fs::read_to_string(folder().join("entries.tsv")).unwrap();
    let mut pins = String::from("id\tversion\tlayer\tlang\tsha256\n");
    let mut checked = 0;
    for row in entries.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let (id, cells) = (columns[0], columns[3].split('|').collect());
        let made = form(id, &cells).machine_form().to_owned();
        let path = folder().join(id).join("machine.json");
        if regenerate {
            fs::write(&path, &made).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), made, "{id}");
        writeln!(pins, "{id}\t{VERSION}\tmachine\t\t{}", TermsHash::of(made.as_bytes())).unwrap();
        for (layer, lang) in [("plain", "en"), ("plain", "fr"), ("legal", "en"), ("legal", "fr")] {
            let text = fs::read(folder().join(id).join(format!("{layer}.{lang}.md"))).unwrap();
            writeln!(pins, "{id}\t{VERSION}\t{layer}\t{lang}\t{}", TermsHash::of(&text)).unwrap();
        }
        checked += 1;
    }
    assert_eq!(checked, 15);
    let path = folder().join("pins.tsv");
    if regenerate {
        fs::write(&path, &pins).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == pins,
        "a layer differs from its pin: run VRM_REGENERATE=1 cargo test -p vrm-core --test roster_forms"
    );
}

#[test]
fn every_sentence_of_a_cell_stands_in_the_entries_that_have_it_and_in_no_other() {
    let entries = fs::read_to_string(folder().join("entries.tsv")).unwrap();
    let cells = fs::read_to_string(folder().join("cells.tsv")).unwrap();
    let mut checked = 0;
    for row in entries.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let has: BTreeSet<&str> = columns[3].split('|').collect();
        for sentence in cells.lines().skip(1) {
            let parts: Vec<&str> = sentence.split('\t').collect();
            let path = folder().join(columns[0]).join(format!("{}.{}.md", parts[1], parts[2]));
            let count = fs::read_to_string(path).unwrap().matches(parts[3]).count();
            assert_eq!(count, usize::from(has.contains(parts[0])), "{} {} {}", columns[0], parts[0], parts[2]);
            checked += 1;
        }
    }
    assert_eq!(checked, 15 * 68);
}

#[test]
fn plain_texts_take_at_most_a_page() {
    for row in fs::read_to_string(folder().join("entries.tsv")).unwrap().lines().skip(1) {
        let id = row.split('\t').next().unwrap();
        for lang in ["en", "fr"] {
            let text = fs::read_to_string(folder().join(id).join(format!("plain.{lang}.md"))).unwrap();
            assert!(text.chars().count() <= 2_400, "{id} {lang}");
        }
    }
}
