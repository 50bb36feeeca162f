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
fn the_sum_says_how_much_was_read_and_what_is_counted() {
    let (files, _) = read();
    let text = written(|out| write_sum(out, &files));
    assert!(text.starts_with("2 files: 1 vendor list, 1 TILT notice\n  read: basis 1/1, "), "{text}");
    for term in ["data item: ", "purpose item: ", "keep: "] {
        assert!(text.contains(term), "{text}");
    }
    let one = written(|out| write_sum(out, &files[..1]));
    assert!(one.starts_with("list.json: vendor list, 2 vendors, 2 processes, 1 passed over as deleted\n"), "{one}");
    assert!(one.contains("(keep: "), "{one}");
}

#[test]
fn a_file_of_which_nothing_was_read_says_so() {
    let empty = r#"{"meta": {"language": "en"}, "controller": {"name": "Example Silence"}}"#;
    let reading = Reader::new().unwrap().read(empty.as_bytes()).unwrap();
    let files = [("silence.json".to_owned(), reading)];
    let text = written(|out| write_sum(out, &files));
    assert_eq!(text, "silence.json: TILT notice, 1 vendor, 1 process\n  read: nothing\n");
}

#[test]
fn each_file_comes_last_with_its_gaps_summed() {
    let (files, vendors) = read();
    let text = written(|out| write_files(out, &files, &vendors, Extent::First));
    assert!(text.contains("\n  notice.json: TILT notice, 1 vendor, 1 process\n    read: basis 1/1, "), "{text}");
    assert!(!text.contains("Gaps"), "{text}");
    let notice = |category: &str| {
        format!(r#"{{"meta": {{}}, "controller": {{"name": "A"}}, "dataDisclosed": [{{"category": "{category}"}}]}}"#)
    };
    let riddles: Vec<String> = ('a'..='l').map(|letter| format!("riddle {letter}")).collect();
    let reading = Reader::new().unwrap().read(notice(&riddles.join("; ")).as_bytes()).unwrap();
    let vendors = [Declared::of(&reading.sources[0]).unwrap()];
    let files = [("riddles.json".to_owned(), reading)];
    let text = written(|out| write_files(out, &files, &vendors, Extent::First));
    assert!(text.contains("by how many vendors have them\n     1  no data in words that a row reads\n"), "{text}");
    assert!(text.contains("     1  data: riddle j\n        and 2 more; --all lists them\n"), "{text}");
    assert!(!text.contains("What was read of each file") && !text.contains("/dataDisclosed"), "{text}");
    let text = written(|out| write_files(out, &files, &vendors, Extent::All));
    assert!(
        text.contains("     1  data: riddle l\n") && text.contains("\n    A: /dataDisclosed: no purpose\n"),
        "{text}"
    );
}

#[test]
fn the_table_has_a_line_for_every_set_of_rules_in_both_readings() {
    let text = report(Extent::First);
    let sd_base = text.lines().find(|line| line.starts_with("SD-BASE, SD-BASE-DP, PDC-INTENT ")).unwrap();
    let numbers: Vec<&str> = sd_base.split('|').skip(1).flat_map(str::split_whitespace).collect();
    assert_eq!(numbers, ["0", "1", "1", "0", "1", "1", "1", "0", "1", "1", "0", "1"]);
    assert_eq!(text.lines().filter(|line| line.matches('|').count() == 2).count(), 3 + 7);
    assert!(text.contains("unknown recipients read as the vendor (*)"));
    let outside = "1 process on a legal duty, which no terms decide: in no count below, nor 1 vendor with nothing else";
    assert!(text.contains(outside), "{text}");
}

#[test]
fn every_agreement_is_called_by_its_title_once() {
    let organisations = Roster::builtin().entries().iter().filter(|it| !it.name().id.starts_with("TPR"));
    let titles: Vec<String> =
        organisations.map(|it| format!("\n  {:20}{}\n", it.name().id, it.title("en").unwrap())).collect();
    assert_eq!(titles.len(), 13);
    let (_, vendors) = read();
    let rules = Rules::of(Roster::builtin());
    let portrait = written(|out| write_portraits(out, &[&vendors[0]], &rules, Extent::First));
    for text in [report(Extent::First), portrait] {
        assert!(titles.iter().all(|title| text.matches(title.as_str()).count() == 1), "{text}");
    }
}

#[test]
fn no_line_but_the_table_is_too_long_to_read() {
    let text = report(Extent::All);
    let (longest, rest): (Vec<usize>, Vec<usize>) = {
        let (table, rest): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.contains('|'));
        let width = |lines: Vec<&str>| lines.iter().map(|line| line.chars().count()).collect();
        (width(table), width(rest))
    };
    assert!(longest.iter().all(|width| *width <= 160) && rest.iter().all(|width| *width <= 120), "{text}");
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
    let first = "Example Banner, purpose:2 choose adverts from little data: browsing behaviour (processing)\n";
    assert!(stated.contains(first), "{stated}");
    assert!(to_vendor.contains("    fit          1  Example Locks\n"), "{to_vendor}");
    assert!(to_vendor.ends_with("    conflict     1  the same as above"), "{to_vendor}");
    assert!(!text.contains("first conflict of each vendor"));
    assert!(report(Extent::All).contains("the first conflict of each vendor:\n"));
}

#[test]
fn where_nobody_conflicts_there_is_a_zero_and_no_more() {
    let (_, vendors) = read();
    let vendors = vendors.get(..1).unwrap();
    let survey = Survey::of(vendors, &Rules::of(Roster::builtin()), |_| ());
    let text = written(|out| write_survey(out, vendors, &survey, Extent::First));
    assert!(text.contains("    conflict     0\n") && !text.contains("the same as above"), "{text}");
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
    assert!(write_sum(&mut [0_u8; 10].as_mut_slice(), &files).is_err());
}
