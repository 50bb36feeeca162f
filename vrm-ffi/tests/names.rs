//! What crosses as a name in JSON is the name that the core has for it, and the parts of a life cross whole.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use vrm::core::message::Reply;
use vrm::core::negotiation::NegotiationState;
use vrm::core::relationship::{AgreementState, RelationshipState};
use vrm::core::{agreement, consent, decision, dispute, history, intention, log, rights, vault};
use vrm::value;

/// The name under which a value crosses.
fn named(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value).unwrap() {
        serde_json::Value::String(name) => name,
        other => panic!("{other} is no name"),
    }
}

#[test]
fn states_have_the_names_of_the_core() {
    for state in RelationshipState::ALL {
        assert_eq!(named(&value::RelationshipState::from(*state)), state.name());
    }
    for state in NegotiationState::ALL {
        assert_eq!(named(&value::NegotiationState::from(*state)), state.name());
    }
    for state in AgreementState::ALL {
        assert_eq!(named(&value::AgreementState::from(*state)), state.name());
    }
    for reply in Reply::ALL {
        assert_eq!(named(&value::Reply::from(*reply)), reply.name());
    }
    use decision::GrantStatus::{Active, Paused, Spent, Withdrawn};
    for status in [Active, Paused, Withdrawn, Spent] {
        assert_eq!(named(&value::GrantStatus::from(status)), status.name());
    }
    for role in [agreement::Role::Person, agreement::Role::Vendor] {
        assert_eq!(named(&value::Role::from(role)), role.name());
    }
    use dispute::Label::{Asserted, Both, Person, Vendor};
    for label in [Both, Vendor, Person, Asserted] {
        assert_eq!(named(&value::Label::from(label)), label.name());
    }
    let settled = [log::Settled::Sure, log::Settled::Done, log::Settled::NotDone];
    assert_eq!(settled.map(|of| named(&value::Settled::from(of))), ["sure", "done", "not-done"]);
}

#[test]
fn states_of_intentions_consents_and_claims_have_the_names_of_the_core() {
    for state in intention::IntentionState::ALL {
        assert_eq!(named(&value::IntentionState::from(*state)), state.name());
    }
    for status in consent::ConsentStatus::ALL {
        assert_eq!(named(&value::ConsentStatus::from(*status)), status.name());
    }
    for state in rights::RightsState::ALL {
        assert_eq!(named(&value::RightsState::from(*state)), state.name());
    }
    for state in rights::IncidentState::ALL {
        assert_eq!(named(&value::IncidentState::from(*state)), state.name());
    }
    for state in vault::DisclosureState::ALL {
        assert_eq!(named(&value::DisclosureState::from(*state)), state.name());
    }
    for right in rights::Right::ALL {
        assert_eq!(named(&value::Right::try_from(*right).unwrap()), right.name());
    }
    for law in rights::Law::ALL {
        assert_eq!(named(&value::Law::try_from(*law).unwrap()), law.name());
    }
    use consent::WantedBy::{Both, Gdpr, Iso};
    for wanted_by in [Iso, Gdpr, Both] {
        assert_eq!(named(&value::WantedBy::from(wanted_by)), wanted_by.name());
    }
}

#[test]
fn settings_cross_and_come_back() {
    let texts = [
        r#"{"answer_within":10080,"child":false,"language":"en","preferences":{"preferences":[]}}"#,
        r#"{"answer_within":60,"child":true,"language":"fr","place":"FR","preferences":{"preferences":[{"accept":["SD-BASE","SD-BASE-A"],"by":"agent","talk":"known","when":{"vendor":"did:web:shop.example"}},{"by":"me","talk":"nobody","when":{"sector":"health"}},{"by":"me","talk":"prior-agreement","when":{"place":"DE"}},{"accept":["SD-BASE"],"by":"me","talk":"anyone","when":"child"},{"by":"agent","talk":"anyone","when":"always"}]}}"#,
    ];
    for text in texts {
        let settings = history::Settings::parse(text.as_bytes()).unwrap();
        let crossed = value::Settings::from(&settings);
        let back = serde_json::to_vec(&crossed).unwrap();
        assert_eq!(history::Settings::parse(&back).unwrap(), settings, "{text}");
        assert_eq!(value::Settings::from(&history::Settings::parse(&back).unwrap()), crossed);
    }
}

#[test]
fn what_a_program_writes_is_closed() {
    let about = |text: &str| serde_json::from_str::<value::About>(text);
    assert!(about(r#"{"name":"Shop","hosts":["shop.example"],"sectors":["commerce"]}"#).is_ok());
    assert_eq!(about("{}").unwrap(), value::About::default());
    for wrong in [
        r#"{"names":null}"#,
        r#"{"name":""}"#,
        r#"{"hosts":["-shop.example"]}"#,
        r#"{"sectors":["shops"]}"#,
        r#"{"hosts":"shop.example"}"#,
        "[]x",
    ] {
        assert!(about(wrong).is_err(), "{wrong}");
    }
    let which = |text: &str| serde_json::from_str::<value::WhichGrants>(text);
    assert_eq!(which(r#"{"kind":"all"}"#).unwrap(), value::WhichGrants::All);
    for wrong in [r#""all""#, r#"{"kind":"these"}"#, r#"{"kind":"these","grants":["00"]}"#, r#"{"kind":"some"}"#] {
        assert!(which(wrong).is_err(), "{wrong}");
    }
    let head = |text: &str| serde_json::from_str::<value::Head>(text);
    for wrong in [r#"{"p":1}"#, r#"{"p":-1,"hash":""}"#, r#"{"p":1,"hash":"","q":1}"#] {
        assert!(head(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn debug_shows_nothing_of_the_persons() {
    let letter = value::Letter {
        id: vrm::core::message::Jti::from_bytes([1; 16]),
        position: 3,
        to: None,
        bytes: b"sealed".to_vec(),
        expires: None,
        sent: false,
    };
    assert_eq!(format!("{letter:?}"), "Letter(01010101010101010101010101010101 to anyone, 6 bytes)");
    let entry = value::Entry {
        stream: vrm::core::chain::StreamId::from_bytes([2; 16]),
        n: 4,
        at: vrm::core::time::Instant::from_unix(1_772_357_400).unwrap(),
        kind: "blocked".into(),
        command: None,
        text: b"secret".to_vec(),
    };
    assert_eq!(format!("{entry:?}"), "Entry(02020202020202020202020202020202 4 at blocked)");
}
