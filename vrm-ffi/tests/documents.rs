//! Whatever a document of the core says is said by the record that mirrors it, and nothing else: it goes out and comes back the
//! same, for documents drawn as the core's own tests draw them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

#[path = "../../vrm-core/tests/draw/mod.rs"]
mod draw;
#[allow(dead_code, reason = "only wants and quotes are drawn here")]
#[path = "../../vrm-core/tests/laws_ranking/draw.rs"]
mod market;

use core::decision::{AgreementId, Block, Grant, Host, Selector};
use core::history::Settings;
use core::terms::{Basis, Declaration, Necessity, Origin, Preference, Preferences, Process, Roster, Talk, When, Who};
use core::text::Language;
use core::time::{Instant, Window};
use core::vocab::{Place, Sector};
use draw::{Dice, World, process, prohibition, request, terms, word};
use proptest::prelude::*;
use vrm::mobile::judge::{
    block_parse, block_to_json, declaration_parse, declaration_to_json, preferences_parse, preferences_to_json,
    request_parse, request_to_json,
};
use vrm::mobile::settings::{settings_parse, settings_to_json};
use vrm::mobile::terms::{draft_finish, terms_hash, terms_machine_form, terms_parse};
use vrm::mobile::{quote_parse, quote_to_json, want_parse, want_to_json};
use vrm::{core, value};

fn window(dice: &mut Dice) -> Window {
    let at = |text: &str| Some(Instant::parse(text).unwrap());
    let ends = [(None, None), (at("2026-03-01T12:00:00Z"), None), (None, at("2026-04-01T12:00:00Z"))];
    let (from, until) = *dice.pick(&ends);
    Window::new(from, until).unwrap()
}

fn place(dice: &mut Dice) -> Place {
    Place::parse(dice.name(&["FR", "US-CA", "EU", "DE"])).unwrap()
}

fn vendor(dice: &mut Dice) -> core::did::Did {
    core::did::Did::parse(dice.name(&["did:web:shop.example", "did:web:bank.example%3A3000"])).unwrap()
}

fn sector(dice: &mut Dice) -> Sector {
    *dice.pick(&Sector::ALL)
}

fn selector(dice: &mut Dice) -> Selector {
    match dice.below(4) {
        0 => Selector::Vendor(vendor(dice)),
        1 => Selector::Host(Host::parse(dice.name(&["shop.example", "example"])).unwrap()),
        2 => Selector::Sector(sector(dice)),
        _ => Selector::Everyone,
    }
}

fn preferences(dice: &mut Dice) -> Preferences {
    let lines = (0..dice.below(5)).map(|_| {
        let when = match dice.below(5) {
            0 => When::Vendor(vendor(dice)),
            1 => When::Sector(sector(dice)),
            2 => When::Place(place(dice)),
            3 => When::Child,
            _ => When::Always,
        };
        let talk = *dice.pick(&[Talk::Nobody, Talk::PriorAgreement, Talk::Known, Talk::Anyone]);
        let accept = if talk == Talk::Nobody {
            &[][..]
        } else {
            *dice.pick(&[&[][..], &["SD-BASE"], &["SD-BASE-A", "SD-BASE"]])
        };
        let accept = accept.iter().map(|id| (*id).to_owned()).collect();
        Preference { when, talk, accept, by: *dice.pick(&[Who::Me, Who::Agent]) }
    });
    let lines: Vec<_> = lines.collect();
    Preferences::new(Roster::builtin(), lines).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rules_lose_nothing(seed: u64) {
        let mut dice = Dice::new(seed);
        let world = World::draw(&mut dice);
        let text = terms(&world, &mut dice);
        let asked = request(&world, &text, &mut dice);
        let record = request_parse(asked.to_json().into_bytes()).unwrap();
        prop_assert_eq!(&record, &value::Request::from(&asked));
        prop_assert_eq!(request_to_json(record).unwrap(), asked.to_json());

        let record = value::Terms::from(&text);
        prop_assert_eq!(terms_hash(record.clone()).unwrap(), text.hash());
        prop_assert_eq!(terms_machine_form(record.clone()).unwrap(), text.machine_form().as_bytes());
        if text.origin() == &Origin::Own {
            prop_assert_eq!(&terms_parse(text.machine_form().as_bytes().to_vec()).unwrap(), &record);
        }
        prop_assert_eq!(draft_finish(record.clone()).unwrap(), record);

        let hit = prohibition("no", &world, &[word("pd:EmailAddress")], &[word("dpv:Marketing")], &mut dice);
        let block = Block { against: selector(&mut dice), what: hit, window: window(&mut dice) };
        let record = value::Block::from(&block);
        // A block knows DPV's words alone: one with a text's own is refused, as the core refuses it.
        match Block::parse(block.to_json().as_bytes()) {
            Ok(_) => {
                prop_assert_eq!(block_to_json(record.clone()).unwrap(), block.to_json());
                prop_assert_eq!(block_parse(block.to_json().into_bytes()), Ok(record));
            }
            Err(error) => prop_assert_eq!(block_parse(block.to_json().into_bytes()), Err(error.into())),
        }
    }

    #[test]
    fn declarations_and_what_they_authorise_lose_nothing(seed: u64) {
        let mut dice = Dice::new(seed);
        let world = World::draw(&mut dice);
        let text = terms(&world, &mut dice);
        let processes: Vec<_> = (0..dice.within(1, 3)).map(|_| Process {
            basis: *dice.pick(&[Basis::Consent, Basis::Contract, Basis::LegalDuty]),
            necessity: *dice.pick(&[Necessity::Required, Necessity::Optional]),
            ..process(&world, &text, &mut dice)
        }).collect();
        let declared = Declaration::new(processes).unwrap();
        let record = value::Declaration::from(&declared);
        prop_assert_eq!(declaration_to_json(record.clone()).unwrap(), declared.to_json());
        prop_assert_eq!(declaration_parse(declared.to_json().into_bytes()), Ok(record));
        let standing = window(&mut dice);
        match declared.authorise(AgreementId::from_bytes([7; 32]), standing, &text.compile(), None) {
            Ok(authority) => for grant in authority.grants.iter().chain(authority.pending.iter().map(|one| one.grant())) {
                let record = value::Grant::from(grant);
                prop_assert_eq!(&Grant::try_from(record.clone()).unwrap(), grant);
                // As C gives it back.
                let json = serde_json::to_string(&record).unwrap();
                prop_assert_eq!(serde_json::from_str::<value::Grant>(&json).unwrap(), record);
            },
            Err(refusal) => {
                let record = value::NotAuthorised::from(&*refusal);
                prop_assert_eq!(&core::decision::NotAuthorised::try_from(record).unwrap(), &*refusal);
            }
        }
    }

    #[test]
    fn preferences_and_settings_lose_nothing(seed: u64) {
        let mut dice = Dice::new(seed);
        let chosen = preferences(&mut dice);
        let record = value::Preferences::from(&chosen);
        prop_assert_eq!(preferences_to_json(record.clone(), None).unwrap(), chosen.to_json());
        prop_assert_eq!(preferences_parse(chosen.to_json().into_bytes(), None), Ok(record));
        let settings = Settings {
            preferences: chosen,
            language: Language::parse(dice.name(&["en", "fr", "zh-Hant-TW"])).unwrap(),
            answer_within: *dice.pick(&[60, 1_440, 10_080, 43_200, 129_600]),
            place: dice.percent(50).then(|| place(&mut dice)),
            child: dice.percent(50),
        };
        let record = value::Settings::from(&settings);
        prop_assert_eq!(settings_to_json(record.clone()).unwrap(), settings.to_json());
        prop_assert_eq!(settings_parse(settings.to_json().into_bytes()), Ok(record));
    }

    #[test]
    fn wants_and_quotes_lose_nothing(spec in market::spec(), offers in market::offers(4)) {
        let want = spec.want();
        let record = want_parse(want.to_json().into_bytes()).unwrap();
        prop_assert_eq!(want_to_json(record).unwrap(), want.to_json());
        for offer in offers {
            let record = quote_parse(offer.quote.to_json().into_bytes()).unwrap();
            prop_assert_eq!(quote_to_json(record).unwrap(), offer.quote.to_json());
        }
    }
}

/// That what is drawn is worth drawing: most texts authorise something some of the time.
#[test]
fn some_declarations_are_authorised_and_some_are_not() {
    let outcomes = (0..400).map(|seed| {
        let mut dice = Dice::new(seed);
        let world = World::draw(&mut dice);
        let text = terms(&world, &mut dice);
        let declared = Declaration::new([process(&world, &text, &mut dice)]).unwrap();
        declared.authorise(AgreementId::from_bytes([7; 32]), Window::ALWAYS, &text.compile(), None).is_ok()
    });
    let authorised = outcomes.filter(|ok| *ok).count();
    assert!((10..390).contains(&authorised), "{authorised} of 400");
}
