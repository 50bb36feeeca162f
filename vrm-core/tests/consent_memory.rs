//! What hostile receipts cost, counted by the allocator: no more than in proportion to what they are.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod counting;
mod records;

use counting::counted;
use records::{care, receipt, record};
use std::collections::BTreeSet;
use vrm_core::consent::foreign::{ForeignReceiptError, read_receipts};
use vrm_core::consent::{Excess, IsoReceipt, RecordFacts, excess};
use vrm_core::error::{Code, Fault};
use vrm_core::terms::{Process, Stated};
use vrm_core::vocab::{Vocabulary, Word};

const MIB: usize = 1 << 20;

fn own(prefix: &str, count: usize) -> Stated<BTreeSet<Word>> {
    Stated::Known((0..count).map(|n| format!("https://a.example/#{prefix}{n}").parse().unwrap()).collect())
}

fn with(processes: Vec<Process>) -> RecordFacts {
    RecordFacts { processes, ..record() }
}

fn in_excess(claimed: usize, agreed: &[RecordFacts]) -> (usize, usize, usize) {
    let claimed = with(vec![Process { data: own("x", claimed), operation: own("y", claimed), ..care() }]);
    let receipt = IsoReceipt::new(receipt(vec![claimed])).unwrap();
    let all = excess(&receipt, None, agreed, Vocabulary::dpv());
    assert!(all.iter().all(|one| matches!(one, Excess::InProcess { .. })));
    let (peak, total) = counted(|| excess(&receipt, None, agreed, Vocabulary::dpv()));
    (all.len(), peak, total)
}

#[test]
fn each_word_in_excess_costs_as_much_as_the_one_before() {
    let agreed = with((0..8).map(|_| Process { data: own("a", 500), operation: own("b", 500), ..care() }).collect());
    let agreed = [agreed];
    let (few, _, least) = in_excess(400, &agreed);
    let (many, peak, most) = in_excess(800, &agreed);
    assert_eq!((few, many), (800, 1_600));
    assert!(peak < 2 * MIB, "{peak}");
    assert!(most < least * 2, "{least} {most}");
    // However much was agreed, it is kept once.
    let more = with((0..8).map(|_| Process { data: own("a", 2_000), operation: own("b", 500), ..care() }).collect());
    let (_, _, long) = in_excess(800, &[more]);
    assert!(long < most + 4 * MIB, "{most} {long}");
}

/// A text of records that each name something, which is there as often as it fits.
fn graph(records: usize, each: &str, shared: &[String]) -> String {
    let record = |n| format!(r#"{{"@type":"dpv:ConsentRecord","@id":"r{n}",{each}}}"#);
    let nodes: Vec<String> = (0..records).map(record).chain(shared.iter().cloned()).collect();
    let text = format!(r#"{{"@graph":[{}]}}"#, nodes.join(","));
    assert!(text.len() <= MIB, "{}", text.len());
    text
}

fn list(item: &str, count: usize) -> String {
    format!("[{}]", vec![item; count].join(","))
}

/// Hostile texts by what is wrong with them: each is about as long as a text may be.
fn tangled() -> Vec<(&'static str, String)> {
    let process = |purposes: String| vec![format!(r#"{{"@id":"p","dpv:hasPurpose":{purposes}}}"#)];
    let shared = r#""dpv:hasProcess":"p""#;
    let acmes = |count| vec![r#"{"@id":"a","x":0}"#.to_owned(); count];
    let named = format!(r#""dpv:hasDataController":{}"#, list(r#""a""#, 40_000));
    let entities = format!(r#""dpv:hasEntity":{}"#, list(r#""a""#, 40_000));
    let kinds = vec![format!(r#"{{"@id":"a","@type":{}}}"#, list(r#""b""#, 200_000))];
    let long = "w".repeat(1_000);
    vec![
        ("the same purpose, for every record", graph(4_000, shared, &process(list(r#""a:b""#, 120_000)))),
        ("what is no purpose, for every record", graph(4_000, shared, &process(list("0", 300_000)))),
        ("a long text that is one in the end", graph(4_000, shared, &process(list(&format!("\"{long}\""), 700)))),
        ("one controller named often, there often", graph(1, &named, &acmes(40_000))),
        ("one entity named often, there often", graph(1, &entities, &acmes(40_000))),
        ("one entity of many kinds", graph(1, &entities, &kinds)),
        ("processes of one name", {
            let node = r#"{"@id":"p","dpv:hasPurpose":"q"}"#.to_owned();
            graph(4_000, shared, &vec![node; 20_000])
        }),
    ]
}

#[test]
fn records_that_share_too_much_are_refused_before_they_are_read() {
    for (what, text) in tangled() {
        let (peak, total) = counted(|| match read_receipts(text.as_bytes()).unwrap_err() {
            error @ ForeignReceiptError::Tangled { .. } => assert_eq!(error.code(), Code::ConsentForeignTangled),
            error @ ForeignReceiptError::TooMany { .. } => assert_eq!(error.code(), Code::ConsentForeignTooMany),
            error => panic!("{what}: {error}"),
        });
        assert!(peak < 128 * MIB && total < 512 * MIB, "{what}: {peak} {total}");
    }
}

#[test]
fn chains_and_circles_end() {
    let link = |n: usize, next: usize| format!(r#"{{"@id":"p{n}","dpv:hasProcess":["p{next}","p{n}","p0"]}}"#);
    let circle: Vec<String> = (0..10_000).map(|n| link(n, (n + 1) % 10_000)).collect();
    let one = read_receipts(graph(1, r#""dpv:hasProcess":"p0""#, &circle).as_bytes()).unwrap();
    assert_eq!(one.len(), 1);
    // The same chain for each of many records is more than one text may ask for.
    let error = read_receipts(graph(4_000, r#""dpv:hasProcess":"p0""#, &circle).as_bytes()).unwrap_err();
    assert!(matches!(error, ForeignReceiptError::Tangled { .. } | ForeignReceiptError::TooMany { .. }), "{error}");
    // A record that is its own process, and two that are one another's.
    let own = r#"{"@type":"dpv:ConsentRecord","@id":"r","dpv:hasProcess":"r"}"#;
    assert_eq!(read_receipts(own.as_bytes()).unwrap().len(), 1);
    let two = format!("[{},{}]", own.replace(r#":"r"}"#, r#":"s"}"#), own.replace(r#""@id":"r""#, r#""@id":"s""#));
    assert_eq!(read_receipts(two.as_bytes()).unwrap().len(), 2);
}

#[test]
fn as_many_records_as_there_may_be_share_what_honest_ones_do() {
    let process = |n: usize| {
        format!(
            r#"{{"@id":"p{n}","dpv:hasPurpose":["dpv:Marketing","dpv:ServiceProvision"],"dpv:hasPersonalData":["pd:EmailAddress","pd:Name","pd:PhysicalAddress"],"dpv:hasDataController":"a"}}"#
        )
    };
    let acme = r#"{"@id":"a","@type":"dpv:DataController","dpv:hasName":"Acme"}"#.to_owned();
    let shared: Vec<String> = (0..3).map(process).chain([acme]).collect();
    let all = read_receipts(graph(4_096, r#""dpv:hasProcess":["p0","p1","p2"]"#, &shared).as_bytes()).unwrap();
    assert_eq!(all.len(), 4_096);
    assert!(all.iter().all(|one| one.controllers.len() == 1 && one.purposes.len() == 2 && one.data.len() == 3));
}
