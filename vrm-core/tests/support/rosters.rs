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
