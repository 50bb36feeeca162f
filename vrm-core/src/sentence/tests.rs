use super::table::{ENGLISH, FRENCH, rows};
use super::*;
use crate::decision::{Reason, Request};
use crate::terms::{Declaration, Form, Keep, Permission, Process, Roster, Start, Stated};
use crate::vocab::Places;
use std::collections::BTreeSet;

fn placeholders(template: &str) -> BTreeSet<&str> {
    template.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
}

fn word(name: &str) -> Word {
    Word::parse(name).unwrap()
}

#[test]
fn both_tables_say_every_key_with_the_same_arguments() {
    let (english, french) = (rows(ENGLISH), rows(FRENCH));
    assert!(english.keys().eq(french.keys()));
    assert_eq!(english.len(), ENGLISH.lines().count() - 1);
    for (key, template) in &english {
        assert_eq!(placeholders(template), placeholders(french[key]), "{key}");
        assert!(!template.is_empty() && !french[key].is_empty());
    }
}

/// Every sentence of the code has a row, with every argument the row wants; and every row has a sentence.
#[test]
fn every_key_in_the_code_is_in_the_tables_and_none_is_left_over() {
    let code = [include_str!("decision.rs"), include_str!("fit.rs"), include_str!("phrase.rs")].concat();
    let quoted: BTreeSet<&str> = code.split('"').skip(1).step_by(2).collect();
    let english = rows(ENGLISH);
    for key in english.keys() {
        assert!(quoted.contains(key), "{key}");
    }
    let is_key = |text: &&&str| {
        ["permit", "ask", "deny", "fit.", "part.", "request", "recipient."].iter().any(|p| text.starts_with(p))
    };
    for key in quoted.iter().filter(is_key).filter(|key| !["request", "recipient"].contains(*key)) {
        assert!(english.contains_key(key), "{key}");
    }
}

#[test]
fn a_denial_says_why_and_what_would_be_permitted() {
    let terms = Roster::builtin().entry("SD-BASE").unwrap().terms().compile();
    let request = Request::new(word("pd:EmailAddress"), word("dpv:CustomerCare"), word("dpv:Share"), Recipient::Anyone)
        .keep(Keep::Days { days: 30, from: Start::Collected })
        .form(Form::Pseudonymised)
        .places(Places::within(["FR".parse().unwrap(), "DE".parse().unwrap()]).unwrap())
        .measures([word("dpv:EncryptionAtRest")]);
    let said = terms.judge(&request).sentences();
    let english: Vec<String> = said.iter().map(|sentence| sentence.say(Tongue::English)).collect();
    assert_eq!(
        english,
        [
            "Denied.",
            "Rule no-third-party forbids it.",
            "No rule permits it.",
            "Permitted would be: share of email address for customer care, received by its processors, kept at most 30 \
             days from collection, pseudonymised, only in DE, FR, with encryption at rest.",
            "Permitted would be: share of email address for customer care, received by the vendor, kept at most 30 days \
             from collection, pseudonymised, only in DE, FR, with encryption at rest.",
        ]
    );
    let french = said[3].say(Tongue::French);
    assert!(french.starts_with("Serait autorisé\u{a0}: «\u{a0}Share\u{a0}» de «\u{a0}EmailAddress\u{a0}»"), "{french}");
}

#[test]
fn a_fit_says_what_conflicts_and_what_is_unknown() {
    let terms = Roster::builtin().entry("SD-BASE").unwrap().terms().compile();
    let mut process =
        Process::new([word("pd:Prescription")], [word("dpv:CustomerCare")], [word("dpv:Store")], [Recipient::Vendor]);
    process.keep = Stated::Unknown;
    let advertising = Process { purpose: Stated::Known([word("dpv:Advertising")].into()), ..process.clone() };
    let mut any = process.clone();
    any.data = Stated::Unknown;
    any.recipient = Stated::Known([Recipient::ThirdParty].into());
    let said = Declaration::new([process, advertising, any]).unwrap().fits(&terms).sentences();
    let english: Vec<String> = said.iter().map(|sentence| sentence.say(Tongue::English)).collect();
    assert_eq!(
        english,
        [
            "Something declared can never pass.",
            "Process 1 does not say: how long it is kept.",
            "prescription needs your explicit consent.",
            "Process 2 does not say: how long it is kept.",
            "store of prescription for advertising, received by the vendor: no rule permits it.",
            "Process 3 does not say: the data, how long it is kept.",
            "store of anything for customer care, received by third parties: rule no-third-party forbids it.",
        ]
    );
}

#[test]
fn names_are_spaced_out() {
    for (name, said) in [
        ("EmailAddress", "email address"),
        ("GPSCoordinate", "GPS coordinate"),
        ("UID", "UID"),
        ("IPAddress", "IP address"),
        ("Store", "store"),
        ("ImproveInternalCRMProcesses", "improve internal CRM processes"),
        ("ProtectionOfIPR", "protection of IPR"),
    ] {
        assert_eq!(spaced(name), said);
    }
}

#[test]
fn a_permission_that_asks_says_so() {
    let mut draft = crate::terms::Draft::own();
    draft.permit(Permission::new("news", [word("pd:Contact")], [word("dpv:Marketing")]).ask());
    let terms = draft.finish().unwrap().compile();
    let request = Request::new(word("pd:Contact"), word("dpv:Marketing"), word("dpv:Use"), Recipient::Vendor);
    let said = terms.judge(&request).sentences();
    assert_eq!(said[1].say(Tongue::French), "La règle news l’autoriserait, mais veut qu’on vous le demande.");
    assert_eq!(Reason::Paused.sentence().say(Tongue::English), "The permission for it is paused.");
}
