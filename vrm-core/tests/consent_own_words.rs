//! Consent to data that only the agreed text has a word for: below a marked word it is explicit, in every record of it.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::clinic::word;
use support::forged::{Forger, with_record};
use support::life::{Met, carried, settings};
use support::rosters::{COMMONS, roster_with};
use support::two::{Seeded, now};
use vrm_core::decision::{AgreementId, Needs};
use vrm_core::history::Settings;
use vrm_core::keys::SigningKeyPair;
use vrm_core::message::RosterStatement;
use vrm_core::terms::{Basis, Declaration, Necessity, Preference, Preferences, Process, Talk, When, Who};
use vrm_core::view::StateError;
use vrm_core::vocab::Recipient;

const DOSE: &str = "https://clinic.example/words#Dose";

/// Both have agreed on a text with an own word below another; its data waits for a consent.
fn agreed(below: &str, necessity: Necessity) -> (Met, AgreementId) {
    let process = Process::new([word(DOSE)], [word("dpv:CustomerCare")], [word("dpv:Use")], [Recipient::Vendor]);
    let basis = if necessity == Necessity::Optional { Basis::Consent } else { Basis::Contract };
    let declared = Declaration::new([Process { basis, necessity, ..process }]).unwrap();
    let mut met = Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent);
    let (roster, authority) = (roster_with(DOSE, below), SigningKeyPair::generate(&mut Seeded::new(77)).unwrap());
    let statement = RosterStatement::of(&roster, now()).sign(&authority).unwrap();
    let (document, key) = (roster.to_document(), authority.public());
    let statement = statement.as_str().as_bytes();
    met.person.load_roster(document.as_bytes(), statement, key, None, met.at, &mut met.random).unwrap();
    met.desk.load_roster(document.as_bytes(), statement, key, None, met.at, &mut met.random).unwrap();
    let entry = format!("{COMMONS}#SD-BASE");
    let at = met.at;
    met.desk.declare(&entry, &declared, None, at, &mut met.random).unwrap();
    let line = Preference { when: When::Always, talk: Talk::Anyone, accept: vec!["SD-BASE".into()], by: Who::Agent };
    let settings = Settings { preferences: Preferences::new(&roster, [line]).unwrap(), ..settings(&[], Who::Agent) };
    met.person.set_settings(&settings, None, at, &mut met.random).unwrap();
    met.desk.set_settings(&settings, None, at, &mut met.random).unwrap();
    met.proffer(&[&entry]);
    let agreement = met.agreement();
    (met, agreement)
}

#[test]
fn consent_to_an_own_word_below_a_marked_one_is_explicit() {
    for (below, explicit) in
        [("https://w3id.org/dpv/pd#Prescription", true), ("https://w3id.org/dpv/pd#EmailAddress", false)]
    {
        let necessity = if explicit { Necessity::Required } else { Necessity::Optional };
        let (mut met, agreement) = agreed(below, necessity);
        let needs: Vec<Needs> = met.here().waiting().map(|pending| pending.needs).collect();
        assert_eq!(needs, [if explicit { Needs::ExplicitConsent } else { Needs::Yes }], "{below}");
        let forger = Forger::of(&met);
        let honest = forger.consent(&mut met, agreement, 0, DOSE);
        let record = honest.record.as_ref().unwrap();
        let ground = if explicit { "eu-gdpr:A9-2-a" } else { "eu-gdpr:A6-1-a" };
        assert!(record.to_json().contains(ground), "{below}");
        // The desk takes no record that says the other.
        let other = with_record(&honest, |facts| facts.explicit = if explicit { [].into() } else { [0].into() });
        let letter = forger.to_desk(other, &mut met);
        assert_eq!(met.desk_refuses(&letter), StateError::OtherRecord { member: "explicit" }.into());
        met.consented(agreement, 0, DOSE);
        let id = met.issues(agreement);
        carried(&mut met);
        let here = met.here();
        let receipt = &here.receipt(&id).unwrap().receipt;
        let known = receipt.record.to_json().matches(ground).count();
        assert!(known >= 1, "{below}");
        assert_eq!(receipt.kantara.as_ref().unwrap().is_sensitive(), explicit);
    }
}
