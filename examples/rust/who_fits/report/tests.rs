use vrm_core::terms::Roster;

use super::super::Reader;
use super::*;

const LIST: &str = r#"{"vendorListVersion": 1, "vendors": {
    "1": {"name": "Example Locks", "specialPurposes": [1], "dataDeclaration": [1]},
    "2": {"name": "Example Banner", "purposes": [2], "dataDeclaration": [1, 6]},
    "3": {"name": "Example Past", "deletedDate": "2023-01-01T00:00:00Z"}}}"#;
const NOTICE: &str = r#"{"meta": {"language": "en"}, "controller": {"name": "Example Bakery"}, "dataDisclosed":
    [{"category": "Name", "purposes": [{"purpose": "Tax purposes"}], "legalBases": [{"reference": "GDPR-6-1-c"}]}]}"#;

fn read() -> (Vec<(String, Reading)>, Vec<Declared>) {
    let reader = Reader::new().unwrap();
    let read = |text: &str| reader.read(text.as_bytes()).unwrap();
    let files = vec![("list.json".to_owned(), read(LIST)), ("notice.json".to_owned(), read(NOTICE))];
    let sources = files.iter().flat_map(|(_, reading)| &reading.sources);
    let vendors = sources.map(|source| Declared::of(source).unwrap()).collect();
    (files, vendors)
}

fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn report(extent: Extent) -> String {
    let (_, vendors) = read();
    let survey = Survey::of(&vendors, &Rules::of(Roster::builtin()), |_| ());
    written(|out| write_survey(out, &vendors, &survey, extent))
}

#[test]
fn files_say_how_much_of_them_was_read() {
    let (files, _) = read();
    let text = written(|out| write_files(out, &files));
    assert!(text.starts_with("list.json: vendor list, 2 vendors, 2 processes, 1 passed over as deleted\n  read: "));
    assert!(text.contains("\nnotice.json: TILT notice, 1 vendor, 1 process\n"), "{text}");
    assert!(text.lines().last().unwrap().starts_with("2 files: basis 1/1, "), "{text}");
}

#[test]
fn the_table_has_a_line_for_every_agreement_in_both_readings() {
    let text = report(Extent::First);
    let sd_base = text.lines().find(|line| line.starts_with("SD-BASE ")).unwrap();
    let numbers: Vec<&str> = sd_base.split_whitespace().skip(1).filter(|cell| *cell != "|").collect();
    assert_eq!(numbers, ["0", "1", "1", "0", "1", "1", "1", "0", "1", "1", "0", "1"]);
    let organisations = Roster::builtin().entries().iter().filter(|it| !it.name().id.starts_with("TPR"));
    let ids: Vec<&str> = organisations.map(|it| it.name().id.as_str()).collect();
    assert_eq!(ids.len(), 13);
    for id in ids {
        assert!(text.lines().any(|line| line.starts_with(&format!("{id:20}|"))), "{id}");
    }
    assert!(text.contains("unknown recipients read as the vendor (*)"));
    let outside = "1 process on a legal duty, which no terms decide: in no count below, nor 1 vendor with nothing else";
    assert!(text.contains(outside), "{text}");
}

#[test]
fn each_agreement_names_its_vendors_and_its_first_conflicts() {
    let text = report(Extent::First);
    let (_, part) = text.split_once("\nSD-BASE, SD-BASE-DP, PDC-INTENT (the same rules)\n").unwrap();
    let (part, _) = part.split_once("\n\n").unwrap();
    let (stated, to_vendor) = part.split_once("  unknown recipients read as the vendor\n").unwrap();
    assert!(stated.contains("    open         1  Example Locks\n"), "{stated}");
    assert!(stated.contains("    conflict     1  Example Banner\n"), "{stated}");
    assert!(stated.contains(" 1 vendor: advertising: nothing permits it\n"), "{stated}");
    let conflict = "Example Banner, purpose:2 choose adverts from little data: advertising with browsing behaviour \
                    (BrowsingBehaviour x Advertising x Processing x ?): nothing permits it";
    assert!(stated.contains(conflict), "{stated}");
    assert!(to_vendor.contains("    fit          1  Example Locks\n"), "{to_vendor}");
    assert!(to_vendor.contains("the same as above"), "{to_vendor}");
    assert!(!text.contains("first conflict of each vendor"));
    assert!(report(Extent::All).contains("the first conflict of each vendor:\n"));
}

#[test]
fn a_portrait_shows_each_process_before_each_agreement() {
    let (_, vendors) = read();
    let rules = Rules::of(Roster::builtin());
    let chosen: Vec<&Declared> = vendors.iter().collect();
    let text = written(|out| write_portraits(out, &chosen, &rules, Extent::First));
    let process = "    special-purpose:1 security, fraud and faults: open, unknown: form, keep, measures, places, recipient; \
                   fits\n";
    assert!(text.contains(process), "{text}");
    assert!(text.contains("\nExample Banner, 1 process\n  SD-BASE, SD-BASE-DP, PDC-INTENT: conflicts; "), "{text}");
    assert!(text.contains("      and 1 more conflict\n"), "{text}");
    assert!(text.contains("outside, all on a legal duty"), "{text}");
}

#[test]
fn what_cannot_be_written_is_an_error() {
    let (files, _) = read();
    assert!(write_files(&mut [0_u8; 10].as_mut_slice(), &files).is_err());
}
