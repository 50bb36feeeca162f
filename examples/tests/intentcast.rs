//! From an intention to an agreement, on the data that comes with the examples and on files that cannot be used.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use vrm_core::sentence::Tongue;
use vrm_examples::intentcast::{Options, Outcome, run};

/// What the sample's person says yes to.
const YES: &str = r#""consents": [{ "data": "pd:EmailAddress", "purpose": ["dpv:CustomerCare"] }]"#;

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
fn data_is_given_under_the_agreement_and_the_receipt_says_no_more() {
    let (text, _) = told(&options(None, None)).unwrap();
    for line in [
        "Kept in the vault, before anybody hears of anything: 3 (pd:EmailAddress, pd:Name, pd:PhysicalAddress)",
        "  pd:EmailAddress for dpv:CustomerCare",
        "    pd:EmailAddress, pd:Name, pd:PhysicalAddress for dpv:DeliveryOfGoods, dpv:RequestedServiceProvision, on the contract",
        "    pd:EmailAddress for dpv:CustomerCare, on consent",
        "  A receipt in the form of Kantara v1.1 says the same beside it.",
        "  Verified: signed by the vendor, and nothing beyond what was agreed.",
    ] {
        assert_eq!(text.lines().filter(|said| *said == line).count(), 1, "{line}: {text}");
    }
    // Each piece under each grant that is of it, and by what was withdrawn since nobody holds it on a ground.
    let given = text.lines().filter(|line| line.contains(" – grant ")).count();
    assert_eq!((given, text.matches(" on no ground any more; it was given for ").count()), (4, 4), "{text}");
    assert_eq!(behind(&text, "What you keep as “physical address” holds until ").len(), 1);
    let steps = ["in the vault", "The intention", "Chosen", "Given", "The receipt", "May", "withdraws", "Who holds"];
    let places: Vec<usize> = steps.iter().map(|step| text.find(step).unwrap()).collect();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn no_value_is_shown() {
    for tongue in [Tongue::English, Tongue::French] {
        let (text, _) = told(&Options { tongue, ..options(None, None) }).unwrap();
        for value in ["Mara", "Invented", "mara@", "Example Lane", "69001"] {
            assert!(sample("intention.json").contains(value), "{value}");
            assert!(!text.contains(value), "{value}: {text}");
        }
    }
}

#[test]
fn what_the_person_says_no_yes_to_stays_open_and_is_not_given() {
    let folder = Folder::new("open");
    let intention = sample("intention.json");
    // Nothing, of other data, for another purpose, or of all above it: none is a yes to this.
    for (name, other) in [
        ("none", r#""consents": []"#),
        ("data", r#""consents": [{ "data": "pd:Name", "purpose": ["dpv:CustomerCare"] }]"#),
        ("purpose", r#""consents": [{ "data": "pd:EmailAddress", "purpose": ["dpv:DeliveryOfGoods"] }]"#),
        ("above", r#""consents": [{ "data": "pd:Contact", "purpose": ["dpv:CustomerCare"] }]"#),
    ] {
        let file = folder.file(&format!("{name}.json"), &own(&intention, YES, other));
        let (text, _) = told(&options(Some(file), None)).unwrap();
        assert!(
            text.contains("who says nothing: it permits nothing\n  pd:EmailAddress for dpv:CustomerCare\n"),
            "{text}"
        );
        assert!(!text.contains("on consent") && !text.contains("who says yes"), "{text}");
        assert_eq!(text.lines().filter(|line| line.contains(" – grant ")).count(), 3, "{text}");
    }
}

#[test]
fn a_vendor_that_cannot_be_reached_issues_no_receipt() {
    let folder = Folder::new("silent");
    let without = without_issuer(&sample("offers.json"));
    let offers = folder.file("offers.json", &without);
    let (text, outcome) = told(&options(None, Some(offers))).unwrap();
    assert_eq!(outcome, Outcome::Agreed);
    assert!(text.contains("The vendor says nowhere how it is reached: it issues no receipt."), "{text}");
    assert!(!text.contains("Verified"), "{text}");
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
    for line in [
        "Elle convient, avec 58 points sur 100.",
        "pd:EmailAddress pour dpv:CustomerCare, par consentement",
        "Vérifié\u{a0}: signé par le fournisseur, et rien au-delà de ce qui a été convenu.",
        "Qui détient quoi",
        "Ce qui arrive à échéance",
        "Une de plus si le plafond montait de 29,00\u{a0}EUR.",
        "Autorisé.",
    ] {
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
    assert!(!text.contains("May the vendor") && !text.contains("in the vault"), "{text}");
    // Nothing was given; what may be held, by the agreement or a duty of the vendor's, is said all the same.
    assert!(!text.contains("It was given on") && text.contains("Nothing of it was given through here."), "{text}");
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
    let (from, to) = (intention.find("\"data\": [\n").unwrap(), intention.find(",\n  \"consents\"").unwrap());
    let data = intention.get(from..to).unwrap();
    let many = format!("\"data\": [{}]", vec![r#"{ "data": "pd:Name", "value": 1 }"#; 101].join(", "));
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
        (own(&intention, data, "\"data\": {}"), "`/data`", "expected an array ("),
        (own(&intention, data, &many), "`/data`", "there are 101, expected at most 100"),
        (own(&intention, "\"data\": \"pd:Name\",", ""), "`/data/0/data`", "missing ("),
        (
            own(&intention, "\"data\": \"pd:Name\"", "\"data\": \"Mara\""),
            "`/data/0/data`",
            "such as `pd:EmailAddress` (vault-not-a-category)",
        ),
        (own(&intention, "\"data\": \"pd:Name\"", "\"data\": [\"Mara\"]"), "`/data/0/data`", "expected a string ("),
        (
            own(&intention, "\"data\": \"pd:Name\"", "\"data\": \"dpv:CustomerCare\""),
            "`/data/0/data`",
            "does not say what data it is",
        ),
        (own(&intention, "\"Mara Invented\"", "1.5"), "`/data/0/value`", "("),
        (
            own(&intention, "\"value\": \"Mara Invented\"", "\"values\": \"Mara Invented\""),
            "`/data/0/value`",
            "missing (",
        ),
        (
            own(&intention, "Mara Invented", &"Mara".repeat(9_000)),
            "`/data/0/value`",
            "bytes as JSON, at most 32768 are kept (",
        ),
        (own(&intention, "\"days\": 365", "\"days\": 0"), "`/data/2/days`", "1 to 3650"),
        (own(&intention, "\"days\": 365", "\"until\": 365"), "`/data/2/until`", "not known here"),
        (own(&intention, "[\"dpv:CustomerCare\"]", "[]"), "`/consents/0/purpose`", "dpv:CustomerCare"),
        (
            own(&intention, "[\"dpv:CustomerCare\"]", "\"dpv:CustomerCare\""),
            "`/consents/0/purpose`",
            "expected an array (",
        ),
        (
            own(&intention, "[\"dpv:CustomerCare\"]", "[\"mara@example.org\"]"),
            "`/consents/0/purpose/0`",
            "no word of DPV",
        ),
        (own(&intention, YES, "\"consents\": \"all\""), "`/consents`", "expected an array ("),
    ];
    let vendors = [
        (own(&offers, "\"vendors\"", "\"sellers\""), "`/vendors`", "missing"),
        (r#"{"vendors": []}"#.to_owned(), "`/vendors`", "1 to 50"),
        (own(&offers, "\"minor\": 22971", "\"minor\": 229.71"), "`/vendors/0/quote/price/goods/minor`", "integer"),
        (own(&offers, "\"minor\": 22971", "\"minor\": -1"), "`/vendors/0/quote`: `/price", "zero or more"),
        (own(&offers, "\"Example Sound\"", "\"\""), "`/vendors/0/name`", "("),
        (own(&offers, "dpv:CustomerCare", "dpv:Advertising"), "`/vendors/0`", "("),
        (own(&offers, "\"contract\"", "\"habit\""), "`/vendors/0/declaration`", "habit"),
        (
            own(&offers, "\"office\": \"Data protection office\"", "\"office\": \"\""),
            "`/vendors/0/contact/office`",
            "is empty",
        ),
        (own(&offers, "Data protection office", &"x".repeat(2_049)), "`/vendors/0/contact/office`", "at most 2048"),
        (own(&offers, "Data protection office", "a\\u0007b"), "`/vendors/0/contact/office`", "one line of text"),
        (own(&offers, "privacy@sound.example", "sound.example"), "`/vendors/0/contact/email`", "privacy@shop.example"),
        (own(&offers, "+33-4-65-71-20-01", "04 65 71 20 01"), "`/vendors/0/contact/phone`", "RFC 3966"),
        (own(&offers, "\"https://sound.example/\"", "\"sound\""), "`/vendors/0/contact/url`", "a link"),
        (
            own(&offers, "\"country\": \"FR\"", "\"country\": \"France\""),
            "`/vendors/0/contact/address/country`",
            "two capitals",
        ),
        (own(&offers, "\"street\"", "\"road\""), "`/vendors/0/contact/address/road`", "not known here"),
        (own(&offers, "[\"FR\"]", "[]"), "`/vendors/0/jurisdiction`", "is empty"),
        (own(&offers, "[\"FR\"]", "[\"Mars\"]"), "`/vendors/0/jurisdiction/0`", "a place that is known"),
        (own(&offers, "\"https://sound.example/rights\"", "7"), "`/vendors/0/rights`", "expected a string"),
        (own(&offers, "https://sound.example/policy/1", "https://"), "`/vendors/0/policy`", "a link"),
        (
            own(&offers, "      \"policy\": \"https://sound.example/policy/1\",\n", ""),
            "`/vendors/0`",
            "without `policy`",
        ),
        (own(&offers, "\"rights\"", "\"right\""), "`/vendors/0/right`", "not known here"),
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

fn own(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

/// Vendors that say nothing of how they are reached.
fn without_issuer(offers: &str) -> String {
    let mut kept = Vec::new();
    let mut inside = false;
    for line in offers.lines() {
        inside |= line.starts_with("      \"contact\": {");
        let said =
            ["jurisdiction", "rights", "policy"].iter().any(|name| line.starts_with(&format!("      \"{name}\"")));
        if !inside && !said {
            kept.push(line);
        }
        inside &= !line.starts_with("      }");
    }
    kept.join("\n")
}

fn refused(options: &Options, file: &Path, member: &str, remedy: &str) {
    let line = told(options).err().unwrap_or_else(|| panic!("taken, in spite of {member}: {remedy}"));
    assert!(line.starts_with(&format!("`{}`: ", file.display())), "{line}");
    for value in ["Mara", "mara@", "Example Lane", "69001"] {
        assert!(!line.contains(value), "{value}: {line}");
    }
    assert!(line.contains(member) && line.contains(remedy) && !line.contains('\n'), "{member}, {remedy}: {line}");
}
