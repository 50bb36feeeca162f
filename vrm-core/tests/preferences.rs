//! Which agreement, with whom.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

use vrm_core::did::Did;
use vrm_core::error::{Code, Fault};
use vrm_core::terms::{Acquaintance, Choice, Occasion, Preference, Preferences, Roster, Talk, When, Who};
use vrm_core::vocab::Sector;

fn shop() -> Did {
    Did::parse("did:web:shop.example").unwrap()
}

fn at() -> Occasion {
    Occasion { vendor: shop(), acquaintance: Acquaintance::Known, sectors: vec![], place: None, child: false }
}

fn line(when: When, talk: Talk, accept: &[&str], by: Who) -> Preference {
    Preference { when, talk, accept: accept.iter().map(|id| (*id).to_owned()).collect(), by }
}

fn preferences(lines: impl IntoIterator<Item = Preference>) -> Preferences {
    Preferences::new(Roster::builtin(), lines).unwrap()
}

#[test]
fn ids_that_cannot_be_agreed_on_are_refused() {
    for (id, code) in [("SD-NOTHING", Code::RosterNoEntry), ("TPR", Code::RosterNotForOrganisations)] {
        let error =
            Preferences::new(Roster::builtin(), [line(When::Always, Talk::Anyone, &[id], Who::Me)]).unwrap_err();
        assert_eq!(error.code(), code);
    }
    let old = preferences([line(When::Always, Talk::Anyone, &["SD-BY-A"], Who::Agent)]);
    assert_eq!(old.list()[0].accept, ["SD-BASE-A"]);
}

#[test]
fn without_preferences_the_known_are_heard_and_the_person_decides() {
    let none = Preferences::default();
    assert_eq!(none.choose(&["SD-BASE"], &at()), Choice::NeedsHuman(None));
    let stranger = Occasion { acquaintance: Acquaintance::Stranger, ..at() };
    assert_eq!(none.choose(&["SD-BASE"], &stranger), Choice::NegotiationRefused);
}

#[test]
fn talk_reaches_as_far_as_it_says() {
    let acquaintances = [Acquaintance::Stranger, Acquaintance::Known, Acquaintance::PriorAgreement];
    let cases = [
        (Talk::Nobody, [false, false, false]),
        (Talk::PriorAgreement, [false, false, true]),
        (Talk::Known, [false, true, true]),
        (Talk::Anyone, [true, true, true]),
    ];
    for (talk, heard) in cases {
        let mine = preferences([line(When::Always, talk, &["SD-BASE"], Who::Agent)]);
        for (acquaintance, heard) in acquaintances.into_iter().zip(heard) {
            let choice = mine.choose(&["SD-BASE"], &Occasion { acquaintance, ..at() });
            let wanted = if heard { Choice::Accept("SD-BASE".into()) } else { Choice::NegotiationRefused };
            assert_eq!(choice, wanted, "{talk:?} {acquaintance:?}");
        }
    }
}

#[test]
fn the_first_match_wins_and_a_vendor_goes_before_all() {
    let mine = preferences([
        line(When::Sector(Sector::Health), Talk::Anyone, &["SD-BASE-DP"], Who::Agent),
        line(When::Place("EU".parse().unwrap()), Talk::Anyone, &["SD-BASE-A"], Who::Agent),
        line(When::Always, Talk::Anyone, &["SD-BASE-ATP"], Who::Agent),
        line(When::Vendor(shop()), Talk::Anyone, &["SD-BASE"], Who::Agent),
    ]);
    let all = ["SD-BASE", "SD-BASE-DP", "SD-BASE-A", "SD-BASE-ATP"];
    let other = Occasion { vendor: Did::parse("did:web:other.example").unwrap(), ..at() };
    let chosen = |at: &Occasion| match mine.choose(&all, at) {
        Choice::Accept(id) => id,
        other => panic!("{other:?}"),
    };
    assert_eq!(chosen(&Occasion { sectors: vec![Sector::Health], ..at() }), "SD-BASE");
    let here = |code: &str| Some(code.parse().unwrap());
    assert_eq!(chosen(&Occasion { sectors: vec![Sector::Health], place: here("FR"), ..other.clone() }), "SD-BASE-DP");
    assert_eq!(chosen(&Occasion { place: here("FR"), ..other.clone() }), "SD-BASE-A");
    assert_eq!(chosen(&Occasion { place: here("XX"), ..other.clone() }), "SD-BASE-ATP");
    assert_eq!(chosen(&other), "SD-BASE-ATP");
}

#[test]
fn a_desk_counters_once_and_everyone_else_refuses() {
    let mine = preferences([line(When::Always, Talk::Anyone, &["SD-BASE-A", "SD-BASE-AT"], Who::Agent)]);
    assert_eq!(mine.answer_proffer(&["SD-BASE"], &at()), Choice::Counter("SD-BASE-A".into()));
    assert_eq!(mine.answer_proffer(&["SD-BASE", "SD-BASE-AT"], &at()), Choice::Accept("SD-BASE-AT".into()));
    assert_eq!(mine.choose(&["SD-BASE"], &at()), Choice::AgreementRefused);
    assert_eq!(mine.choose(&[], &at()), Choice::AgreementRefused);
}

#[test]
fn for_a_child_it_is_the_base_agreement_and_a_human() {
    let mine = preferences([line(When::Always, Talk::Anyone, &["SD-BASE-ATP", "SD-BASE-DP"], Who::Agent)]);
    let child = Occasion { child: true, ..at() };
    assert_eq!(mine.choose(&["SD-BASE-ATP", "SD-BASE-DP"], &child), Choice::NeedsHuman(Some("SD-BASE-DP".into())));
    assert_eq!(mine.choose(&["SD-BASE-ATP"], &child), Choice::AgreementRefused);
    let wide = preferences([line(When::Child, Talk::Anyone, &["SD-BASE-ATP"], Who::Agent)]);
    assert_eq!(wide.choose(&["SD-BASE"], &child), Choice::NeedsHuman(Some("SD-BASE".into())));
}
