//! What a person keeps standing, as JSON: preferences and blocks, written and read back, and refused with the place.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod draw;

use draw::{Dice, World, places, prohibition};
use vrm_core::decision::{Block, DecisionError, Host, Ledger, Selector};
use vrm_core::did::Did;
use vrm_core::error::{Code, Fault};
use vrm_core::json::ours;
use vrm_core::terms::{Parties, Preference, Preferences, Prohibition, Roster, Talk, TermsError, When, Who};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{Cone, Place, Sector, Word};

fn vendor(dice: &mut Dice) -> Did {
    let names = ["did:web:shop.example", "did:web:a.example%3A8443:desk", "did:key:z6Mkha", "did:example:%41:b"];
    Did::parse(dice.name(&names)).unwrap()
}

fn block(id: usize, dice: &mut Dice) -> Block {
    let world = World::dpv();
    let mut words = |cone| -> Vec<Word> { (0..2).map(|_| world.any(cone, dice)).collect() };
    let (data, purpose) = (words(Cone::Data), words(Cone::Purpose));
    let against = match dice.below(4) {
        0 => Selector::Vendor(vendor(dice)),
        1 => Selector::Host(Host::parse(dice.name(&["shop.example", "EXAMPLE", "a-1.xn--bcher-kva.example"])).unwrap()),
        2 => Selector::Sector(*dice.pick(&Sector::ALL)),
        _ => Selector::Everyone,
    };
    let instant =
        |dice: &mut Dice| Instant::from_unix(i64::try_from(dice.within(1_000_000_000, 4_000_000_000)).unwrap());
    let end = |dice: &mut Dice| dice.percent(40).then(|| instant(dice).unwrap());
    let window = Window::new(end(dice), end(dice)).unwrap_or(Window::ALWAYS);
    Block { against, what: prohibition(&format!("b{id}"), world, &data, &purpose, dice), window }
}

fn preferences(dice: &mut Dice) -> Preferences {
    let roster = Roster::builtin();
    let proffered = roster.entries().iter().filter(|entry| entry.parties() == Parties::PersonAndOrganisation);
    let ids: Vec<&str> = proffered.map(|entry| entry.name().id.as_str()).collect();
    let lines: Vec<Preference> = (0..dice.below(6))
        .map(|_| Preference {
            when: match dice.below(6) {
                0 => When::Vendor(vendor(dice)),
                1 => When::Sector(*dice.pick(&Sector::ALL)),
                2 => When::Place(places(dice).named()[0].clone()),
                3 => When::Place(
                    Place::parse(dice.name(&["XX", "loc:Mars", "https://own.example/places#here"])).unwrap(),
                ),
                4 => When::Child,
                _ => When::Always,
            },
            talk: *dice.pick(&[Talk::Nobody, Talk::PriorAgreement, Talk::Known, Talk::Anyone]),
            accept: (0..dice.below(4)).map(|_| (*dice.pick(&ids)).to_owned()).collect(),
            by: *dice.pick(&[Who::Me, Who::Agent]),
        })
        .collect();
    Preferences::new(roster, lines).unwrap()
}

#[test]
fn what_is_written_is_read_back() {
    let (mut dice, mut ledger) = (Dice::new(7012), Ledger::new());
    for id in 0..2_000 {
        let block = block(id, &mut dice);
        let written = block.to_json();
        assert_eq!(Block::parse(written.as_bytes()).as_ref(), Ok(&block), "{written}");
        assert_eq!(ours::parse(written.as_bytes()).unwrap().canonical(), written);
        ledger.block(block).unwrap();
        let preferences = preferences(&mut dice);
        let written = preferences.to_json();
        assert_eq!(Preferences::parse(written.as_bytes(), Roster::builtin()).as_ref(), Ok(&preferences), "{written}");
        assert_eq!(ours::parse(written.as_bytes()).unwrap().canonical(), written);
    }
}

#[test]
fn the_one_form_of_each() {
    let until = Instant::parse("2027-01-01T00:00:30Z").unwrap();
    let block = Block {
        against: Selector::Host(Host::parse("shop.example").unwrap()),
        what: Prohibition::new("no-ads").purpose(["dpv:Marketing".parse().unwrap()]),
        window: Window::new(None, Some(until)).unwrap(),
    };
    assert_eq!(
        block.to_json(),
        r#"{"against":{"host":"shop.example"},"what":{"id":"no-ads","purpose":["https://w3id.org/dpv#Marketing"]},"window":{"until":1798761630}}"#
    );
    let everyone = Block { against: Selector::Everyone, window: Window::ALWAYS, ..block };
    assert!(everyone.to_json().starts_with(r#"{"against":"everyone","what":{"#));
    let line = |when, accept: &[&str]| Preference {
        when,
        talk: Talk::PriorAgreement,
        accept: accept.iter().map(|id| (*id).to_owned()).collect(),
        by: Who::Me,
    };
    let lines = [line(When::Place("FR".parse().unwrap()), &["SD-BASE-DP", "SD-BASE"]), line(When::Child, &[])];
    assert_eq!(
        Preferences::new(Roster::builtin(), lines).unwrap().to_json(),
        concat!(
            r#"{"preferences":[{"accept":["SD-BASE-DP","SD-BASE"],"by":"me","talk":"prior-agreement","#,
            r#""when":{"place":"https://w3id.org/dpv/loc#FR"}},{"by":"me","talk":"prior-agreement","when":"child"}]}"#
        )
    );
    assert_eq!(Preferences::default().to_json(), r#"{"preferences":[]}"#);
}

#[test]
fn old_and_short_names_are_read() {
    let text = br#"{"preferences":[{"when":{"place":"EU28"},"talk":"known","accept":["SD-BY-A","ieee-7012:SD-BASE"],"by":"agent"}]}"#;
    let read = Preferences::parse(text, Roster::builtin()).unwrap();
    assert_eq!(read.list()[0].when, When::Place("EU".parse().unwrap()));
    assert_eq!(read.list()[0].accept, ["SD-BASE-A", "SD-BASE"]);
    let block =
        Block::parse(br#"{"against":{"host":"Shop.Example"},"what":{"id":"b","data":["pd:Location"]}}"#).unwrap();
    assert_eq!(block.against, Selector::Host(Host::parse("shop.example").unwrap()));
}

fn wrong(text: &str, code: Code, path: &str, said: &str) {
    let of = |error: &dyn Fault| {
        assert_eq!((error.code(), error.path().as_deref()), (code, Some(path)), "{text}: {error}");
        assert!(error.to_string().contains(said), "{error}");
    };
    match text.contains("\"preferences\"") {
        true => of(&Preferences::parse(text.as_bytes(), Roster::builtin()).unwrap_err()),
        false => of(&Block::parse(text.as_bytes()).unwrap_err()),
    }
}

#[test]
fn preferences_that_mean_nothing_are_refused_with_the_place() {
    let line = |when: &str, rest: &str| format!(r#"{{"preferences":[{{"when":{when},{rest}}}]}}"#);
    let good = r#""talk":"known","by":"me""#;
    for (when, code, path, said) in [
        (r#""never""#, Code::TermsUnknownValue, "/preferences/0/when", "child, always"),
        ("{}", Code::JsonWrongType, "/preferences/0/when", "a vendor, a sector, a place"),
        ("[]", Code::JsonWrongType, "/preferences/0/when", "an object"),
        (r#"{"host":"a"}"#, Code::JsonUnknownMember, "/preferences/0/when/host", "`vendor` or `sector` or `place`"),
        (r#"{"vendor":"did:web:a","place":"FR"}"#, Code::JsonUnknownMember, "/preferences/0/when/place", "`vendor`"),
        (r#"{"sector":"ads","vendor":"did:web:a"}"#, Code::JsonUnknownMember, "/preferences/0/when/sector", "`vendor`"),
        (r#"{"vendor":"shop"}"#, Code::DidSyntax, "/preferences/0/when/vendor", "did:"),
        (r#"{"sector":"adverts"}"#, Code::TermsUnknownValue, "/preferences/0/when/sector", "addresses, ads,"),
        (r#"{"place":"a b"}"#, Code::VocabMalformed, "/preferences/0/when/place", "`a b`"),
    ] {
        wrong(&line(when, good), code, path, said);
    }
    for (rest, code, path, said) in [
        (r#""talk":"all","by":"me""#, Code::TermsUnknownValue, "/preferences/0/talk", "nobody, prior-agreement"),
        (r#""talk":"known","by":"it""#, Code::TermsUnknownValue, "/preferences/0/by", "me, agent"),
        (r#""talk":"known""#, Code::JsonMissingMember, "/preferences/0/by", "by"),
        (r#""talk":"known","by":"me","x":1"#, Code::JsonUnknownMember, "/preferences/0/x", "`accept`"),
        (r#""talk":"known","by":"me","accept":["a b"]"#, Code::TermsBadId, "/preferences/0/accept/0", "`a b`"),
    ] {
        wrong(&line(r#""always""#, rest), code, path, said);
    }
    let id = |id: &str| {
        Preferences::parse(line(r#""child""#, &format!(r#"{good},"accept":["{id}"]"#)).as_bytes(), Roster::builtin())
    };
    assert_eq!(id("SD-NONE"), Err(TermsError::NoEntry { id: "SD-NONE".into() }));
    assert_eq!(id("TPR"), Err(TermsError::NotForOrganisations { id: "TPR".into() }));
    assert_eq!(Preferences::parse(b"{}", Roster::builtin()).unwrap_err().code(), Code::JsonMissingMember);
}

#[test]
fn blocks_that_mean_nothing_are_refused_with_the_place() {
    let block = |against: &str, what: &str| format!(r#"{{"against":{against},"what":{what}}}"#);
    let good = r#"{"id":"b"}"#;
    for (against, code, path, said) in [
        (r#""all""#, Code::TermsUnknownValue, "/against", "everyone"),
        ("{}", Code::JsonWrongType, "/against", "a vendor, a host, a sector or `everyone`"),
        ("7", Code::JsonWrongType, "/against", "an object"),
        (r#"{"place":"FR"}"#, Code::JsonUnknownMember, "/against/place", "`vendor` or `host` or `sector`"),
        (r#"{"vendor":"did:web:a","host":"a"}"#, Code::JsonUnknownMember, "/against/host", "`vendor`"),
        (r#"{"vendor":"did:Web:a"}"#, Code::DidSyntax, "/against/vendor", "a method name"),
        (r#"{"host":"a_b"}"#, Code::DecisionBadHost, "/against/host", "/against/host: `a_b` is no host name"),
        (r#"{"sector":7}"#, Code::JsonWrongType, "/against/sector", "a string"),
    ] {
        wrong(&block(against, good), code, path, said);
    }
    for (what, code, path, said) in [
        ("{}", Code::JsonMissingMember, "/what/id", "id"),
        (r#"{"id":""}"#, Code::TermsBadId, "/what/id", "graphic"),
        (r#"{"id":"b","ask":true}"#, Code::JsonUnknownMember, "/what/ask", "`id`"),
        (r#"{"id":"b","data":["pd:Nothing"]}"#, Code::TermsUnknownWord, "/what/data", "`pd:Nothing`"),
        (r#"{"id":"b","recipient":["everyone"]}"#, Code::TermsUnknownWord, "/what/recipient", "`everyone`"),
        (r#"{"id":"b","places":[]}"#, Code::VocabNoPlaces, "/what/places", "empty"),
    ] {
        wrong(&block(r#""everyone""#, what), code, path, said);
    }
    let window = |window: &str| format!(r#"{{"against":"everyone","what":{good},"window":{window}}}"#);
    wrong(&window(r#"{"from":1800000000,"until":1800000000}"#), Code::TermsBadWindow, "/window", "later");
    wrong(&window(r#"{"from":-1}"#), Code::TermsBadWindow, "/window", "2000");
}

#[test]
fn what_cannot_be_read_back_is_refused() {
    let vendors = (0..2_100).map(|number| format!("did:web:{}{number}.example", "a".repeat(2_000)));
    let lines = vendors.map(|did| Preference {
        when: When::Vendor(Did::parse(&did).unwrap()),
        talk: Talk::Anyone,
        accept: Vec::new(),
        by: Who::Me,
    });
    let error = Preferences::new(Roster::builtin(), lines).unwrap_err();
    assert_eq!(error.code(), Code::TermsTooLong);
    // Short names of every word there is, and then some vendors: longer as it would be written than as it was read.
    let names = |cone| -> Vec<String> { World::dpv().all(cone).iter().map(|word| format!("\"{word}\"")).collect() };
    let vendors: Vec<String> = (0..10).map(|number| format!("\"did:web:{}{number}\"", "a".repeat(1_900))).collect();
    let text = format!(
        r#"{{"against":"everyone","what":{{"id":"b","data":[{}],"purpose":[{}],"measures":[{}],"recipient":[{}]}}}}"#,
        names(Cone::Data).join(","),
        names(Cone::Purpose).join(","),
        names(Cone::Measure).join(","),
        vendors.join(",")
    );
    assert!(text.len() <= ours::LIMIT, "{}", text.len());
    assert_eq!(Block::parse(text.as_bytes()).unwrap_err().code(), Code::TermsTooLong);
    let error = Block::parse(&vec![b' '; 70_000]).unwrap_err();
    assert!(matches!(error, DecisionError::Terms(TermsError::Json(_))), "{error:?}");
}
