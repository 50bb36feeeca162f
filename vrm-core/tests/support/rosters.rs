//! A roster beside the built-in one.

use super::hostile::{object, with_member};
use vrm_core::json::{Value, ours};
use vrm_core::terms::{Roster, TermsHash};

pub(crate) const COMMONS: &str = "https://commons.example/roster";

/// The base agreement in a roster of another name, in a version.
pub(crate) fn other_roster(version: &str) -> Roster {
    let builtin = Roster::builtin();
    let document = builtin.excerpt("SD-BASE").unwrap().to_document();
    let entry = &builtin.entry("SD-BASE").unwrap();
    let value = ours::parse_within(document.as_bytes(), Roster::MAX_BYTES).unwrap();
    let Value::Array(entries) = object(&value).get("entries").unwrap().clone() else { panic!("no entries") };
    let machine = entry.terms().machine_form().replace(builtin.iri(), COMMONS);
    let machine =
        machine.replace(&format!(r#""version":"{}""#, entry.name().version), &format!(r#""version":"{version}""#));
    let hash = TermsHash::of(machine.as_bytes()).to_string();
    let entry = with_member(&entries[0], &["machine"], machine);
    let entry = with_member(&entry, &["sha256", "machine"], hash);
    let value = with_member(&with_member(&value, &["roster"], COMMONS), &["entries"], vec![entry]);
    Roster::load(value.canonical().as_bytes()).unwrap()
}

/// The same with a word of its own below another, for data that DPV has no name for.
pub(crate) fn roster_with(own: &str, below: &str) -> Roster {
    let with_word = |machine: &str| {
        let own = format!(r#""extends":[{{"below":["{below}"],"iri":"{own}"}}],"#);
        let (before, after) = machine.split_once(r#""id":"SD-BASE""#).unwrap();
        format!(r#"{before}{own}"id":"SD-BASE"{after}"#)
    };
    let document = other_roster("1.0.0").to_document();
    let value = ours::parse_within(document.as_bytes(), Roster::MAX_BYTES).unwrap();
    let Value::Array(entries) = object(&value).get("entries").unwrap().clone() else { panic!("no entries") };
    let Some(Value::String(machine)) = object(&entries[0]).get("machine").cloned() else { panic!("no rules") };
    let machine = with_word(&machine);
    let hash = TermsHash::of(machine.as_bytes()).to_string();
    let entry = with_member(&entries[0], &["machine"], machine);
    let entry = with_member(&entry, &["sha256", "machine"], hash);
    Roster::load(with_member(&value, &["entries"], vec![entry]).canonical().as_bytes()).unwrap()
}
