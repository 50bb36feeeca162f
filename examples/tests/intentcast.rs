//! From an intention to an agreement, on the data that comes with the examples and on files that cannot be used.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use vrm_core::sentence::Tongue;
use vrm_examples::intentcast::{Options, Outcome, run};

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("vrm-intentcast-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn sample(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).unwrap()
}

fn options(intention: Option<PathBuf>, offers: Option<PathBuf>) -> Options {
    Options { intention, offers, tongue: Tongue::English, help: false }
}

/// What is said, and what came of it; or the one line of why not.
fn told(options: &Options) -> Result<(String, Outcome), String> {
    let mut out = Vec::new();
    let outcome = run(options, &mut out).map_err(|stop| stop.to_string())?;
    Ok((String::from_utf8(out).unwrap(), outcome))
}

/// The lines that begin so, without what they begin with.
fn behind<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    text.lines().filter_map(|line| line.trim_start().strip_prefix(start)).collect()
}

#[test]
fn the_sample_intention_becomes_an_agreement_and_is_withdrawn() {
    let (text, outcome) = told(&options(None, None)).unwrap();
    assert_eq!(outcome, Outcome::Agreed);
    let names =
        ["1. Example Sound", "2. Example Outlet", "- Example Listeners", "- Example Import", "- Example Boutique"];
    let places: Vec<usize> = names.iter().map(|name| text.find(name).unwrap()).collect();
    assert!(places.is_sorted(), "{text}");
    assert_eq!(behind(&text, "It fits, with "), ["58 of 100 points.", "52 of 100 points."]);
    for why in [
        "The vendor answers with other terms: SD-BASE-AT.",
        "Rule “no-tracking” forbids the operation “tracking by first party”",
        "“delivery”: 21 days, but at most 7 days is required.",
        "It costs 349.00 EUR, 29.00 EUR above the ceiling of 320.00 EUR.",
        "One more at 29.00 EUR above the ceiling.",
        "One more if “delivery” may go up to 21 days.",
        "Chosen: Example Sound",
    ] {
        assert!(text.contains(why), "{why}: {text}");
    }
    let (mine, theirs) = (behind(&text, "the person’s agreement: "), behind(&text, "the vendor’s agreement: "));
    assert_eq!((mine.len(), mine[0].len()), (1, 64));
    assert_eq!(mine, theirs);

    let answers: Vec<&str> =
        text.lines().map(str::trim).filter(|line| matches!(*line, "Permitted." | "Denied.")).collect();
    assert_eq!(answers, ["Permitted.", "Denied.", "Denied.", "Denied.", "Denied."]);
    assert_eq!(behind(&text, "The permission for it was withdrawn.").len(), 2);
}

#[test]
fn nothing_that_anybody_can_read_is_the_same_twice() {
    let once = told(&options(None, None)).unwrap().0;
    let again = told(&options(None, None)).unwrap().0;
    for start in ["The intention ", "signed by: "] {
        assert_eq!(behind(&once, start).len(), 1);
        assert_ne!(behind(&once, start), behind(&again, start));
    }
    let readable = "what is wanted, what would do as well, whether to buy, rent or else, the ceiling, the currency, \
                    what must hold, the wishes, the terms, since when, until when, who signs, the keys for answers, a \
                    random number, what kind of letter it is, in which version";
    assert_eq!(behind(&once, "anybody can read: "), [readable]);
}

#[test]
fn it_is_said_in_french_too() {
    let (text, _) = told(&Options { tongue: Tongue::French, ..options(None, None) }).unwrap();
    for line in
        ["Elle convient, avec 58 points sur 100.", "Une de plus si le plafond montait de 29,00\u{a0}EUR.", "Autorisé."]
    {
        assert!(text.lines().any(|said| said.trim() == line), "{line}: {text}");
    }
    assert_eq!(behind(&text, "L’autorisation a été retirée.").len(), 2);
    let until = behind(&text, "jusqu’au\u{a0}: ");
    assert!(until.len() == 1 && until[0].ends_with("UTC") && until[0].contains("\u{a0}h\u{a0}"), "{until:?}");
}

#[test]
fn files_of_ones_own_are_taken() {
    let folder = Folder::new("own");
    let cheaper = sample("offers.json").replace("\"minor\": 28843", "\"minor\": 18843");
    let offers = folder.file("offers.json", &cheaper);
    let (text, outcome) = told(&options(None, Some(offers))).unwrap();
    assert_eq!(outcome, Outcome::Agreed);
    assert!(text.contains("1. Example Boutique"), "{text}");
    // Nothing is asked, and nothing stays at home.
    let want = r#"{"currency": "EUR", "item": {"title": "Headphones"}, "kind": "buy"}"#;
    let bare =
        folder.file("bare.json", &format!(r#"{{"want": {want}, "terms": ["SD-BASE", "SD-BASE-AT"], "days": 1}}"#));
    let (text, outcome) = told(&options(Some(bare), None)).unwrap();
    assert_eq!(outcome, Outcome::Agreed);
    assert!(text.contains("Offers that fit: 5; left out: 0.") && text.contains("Chosen: Example Listeners"), "{text}");
    assert!(!text.contains("May the vendor"), "{text}");
}

#[test]
fn where_nothing_fits_there_is_nothing_to_choose() {
    let folder = Folder::new("poor");
    let poor = folder.file("poor.json", &sample("intention.json").replace("32000", "100"));
    let (text, outcome) = told(&options(Some(poor), None)).unwrap();
    assert_eq!(outcome, Outcome::NoneFits);
    assert!(text.contains("One more at 235.00 EUR above the ceiling."), "{text}");
    assert!(text.trim_end().ends_with("There is nothing to choose from; nobody is told."), "{text}");
}

#[test]
fn a_file_that_cannot_be_used_gets_one_line_with_its_member() {
    let folder = Folder::new("bad");
    let (intention, offers) = (sample("intention.json"), sample("offers.json"));
    let own = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let intentions = [
        (r#"{"want": "#.to_owned(), "", "not JSON at line 1"),
        ("[1]".to_owned(), "the whole text", "expected an object"),
        (own(&intention, "\"days\": 7", "\"days\": 0"), "`/days`", "1 to 90"),
        (own(&intention, "\"days\": 7", "\"day\": 7"), "`/days`", "missing"),
        (own(&intention, "[\"SD-BASE\"]", "[]"), "`/terms`", "SD-BASE"),
        (own(&intention, "[\"SD-BASE\"]", "[\"SD-NONE\"]"), "`/terms/0`", "SD-NONE"),
        (own(&intention, "4548736132580", "4548736132581"), "`/want`: `/item/gtin`", "last digit"),
        (own(&intention, "\"no-tracking\"", "\"\""), "`/own`", "("),
        (own(&intention, "pd:PhysicalAddress", "pd:Moon Base"), "`/questions/0`", "("),
        (own(&intention, "pd:PhysicalAddress", "pd:MoonBase"), "`/questions/0`", "pd:MoonBase` is unknown"),
        (own(&intention, "dpv:DirectMarketing", "dpv:MoonTravel"), "`/questions/1`", "dpv:MoonTravel` is unknown"),
        (own(&intention, "dpv:TrackingByFirstParty", "pd:Name"), "`/questions/2`", "pd:Name` is unknown"),
        (own(&intention, "\"own\"", "\"mine\""), "`/mine`", "not known here"),
    ];
    let vendors = [
        (own(&offers, "\"vendors\"", "\"sellers\""), "`/vendors`", "missing"),
        (r#"{"vendors": []}"#.to_owned(), "`/vendors`", "1 to 50"),
        (own(&offers, "\"minor\": 22971", "\"minor\": 229.71"), "`/vendors/0/quote/price/goods/minor`", "integer"),
        (own(&offers, "\"minor\": 22971", "\"minor\": -1"), "`/vendors/0/quote`: `/price", "zero or more"),
        (own(&offers, "\"Example Sound\"", "\"\""), "`/vendors/0/name`", "("),
        (own(&offers, "dpv:CustomerCare", "dpv:Advertising"), "`/vendors/0`", "("),
        (own(&offers, "\"contract\"", "\"habit\""), "`/vendors/0/declaration`", "habit"),
    ];
    for (number, (text, member, remedy)) in intentions.into_iter().enumerate() {
        let file = folder.file(&format!("intention-{number}.json"), &text);
        refused(&options(Some(file.clone()), None), &file, member, remedy);
    }
    for (number, (text, member, remedy)) in vendors.into_iter().enumerate() {
        let file = folder.file(&format!("offers-{number}.json"), &text);
        refused(&options(None, Some(file.clone())), &file, member, remedy);
    }
    for absent in [folder.0.join("absent.json"), folder.0.clone(), PathBuf::new()] {
        let line = told(&options(Some(absent), None)).unwrap_err();
        assert!(line.contains("check the path") && !line.contains('\n'), "{line}");
    }
}

fn refused(options: &Options, file: &Path, member: &str, remedy: &str) {
    let line = told(options).unwrap_err();
    assert!(line.starts_with(&format!("`{}`: ", file.display())), "{line}");
    assert!(line.contains(member) && line.contains(remedy) && !line.contains('\n'), "{member}, {remedy}: {line}");
}
