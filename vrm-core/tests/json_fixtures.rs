//! The two readers and the canonical writer against published cases.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use serde::de::IgnoredAny;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;
use support::{Score, bytes, files, fixtures, name, text};
use vrm_core::error::Fault;
use vrm_core::json::{JsonError, Node, Number, Object, Value, foreign, ours};

#[test]
fn parsing_suite() {
    let Some(root) = fixtures("the JSON parsing suite") else { return };
    let mut score = Score::new("json/nst_parsing");
    for file in files(&root.join("json/nst_parsing")) {
        let (name, bytes) = (name(&file), bytes(&file));
        let answer = foreign::parse(&bytes);
        // Not an opinion: what ours takes, foreign takes, and to the same value.
        assert!(ours::parse(&bytes).is_err() || ours::parse(&bytes) == answer, "{name}");
        let right = if name.starts_with("y_object_duplicated_key") {
            matches!(answer, Err(JsonError::DuplicateMember { .. }))
        } else {
            match &name[..2] {
                "y_" => answer.is_ok(),
                "n_" => answer.is_err(),
                _ => true,
            }
        };
        score.count(right, name);
    }
    score.end(160);
}

/// The verdict on each case that the RFC leaves open is ours to keep.
#[test]
fn open_cases_are_settled() {
    let Some(root) = fixtures("the open cases of the JSON parsing suite") else { return };
    let taken: Vec<String> = files(&root.join("json/nst_parsing"))
        .iter()
        .filter(|file| name(file).starts_with("i_") && foreign::parse(&bytes(file)).is_ok())
        .map(|file| name(file))
        .collect();
    assert_eq!(
        taken,
        [
            "i_number_real_underflow.json",
            "i_number_too_big_neg_int.json",
            "i_number_too_big_pos_int.json",
            "i_number_very_big_negative_int.json",
        ]
    );
}

#[test]
fn transform_suite() {
    let Some(root) = fixtures("the JSON transform suite") else { return };
    let mut score = Score::new("json/nst_transform");
    for file in files(&root.join("json/nst_transform")) {
        let bytes = bytes(&file);
        let answer = foreign::parse(&bytes);
        let same = (0..3).all(|_| foreign::parse(&bytes) == answer);
        let sound = match answer {
            Ok(value) => foreign::parse(value.canonical().as_bytes()).unwrap().canonical() == value.canonical(),
            Err(error) => matches!(error, JsonError::DuplicateMember { .. } | JsonError::NotUtf8 { .. }),
        };
        score.count(same && sound, name(&file));
    }
    score.end(11);
}

#[test]
fn naughty_strings_come_back_byte_for_byte() {
    let Some(root) = fixtures("the naughty strings") else { return };
    let list = foreign::parse(&bytes(&root.join("json/blns_even.json"))).unwrap();
    let mut score = Score::new("json/blns_even");
    for node in Node::root(&list).array().unwrap() {
        let text = node.string().unwrap();
        let back = |written: &str| {
            let value = ours::parse(written.as_bytes()).unwrap();
            let mut fields = Node::root(&value).object().unwrap();
            fields.required("text").unwrap().string().unwrap() == text
        };
        let object = Value::from(Object::new().with("text", text));
        score.count(back(&object.canonical()) && back(&serde_json::to_string(&object).unwrap()), text);
    }
    score.end(258);
}

#[test]
fn canonical_examples() {
    let Some(root) = fixtures("the RFC 8785 examples") else { return };
    let mut score = Score::new("jcs/cyberphone");
    for file in files(&root.join("jcs/cyberphone/input")) {
        let canonical = foreign::parse(&bytes(&file)).unwrap().canonical();
        let output = text(&root.join("jcs/cyberphone/output").join(name(&file)));
        let hex = text(&root.join("jcs/cyberphone/outhex").join(name(&file).replace(".json", ".txt")));
        let hex: String = hex.split_whitespace().collect();
        score.count(canonical == output && hexadecimal(canonical.as_bytes()) == hex, name(&file));
    }
    score.end(6);
}

#[test]
fn canonical_numbers() {
    let Some(root) = fixtures("the RFC 8785 numbers") else { return };
    let mut score = Score::new("jcs/es6_numbers");
    for line in text(&root.join("jcs/es6_numbers_00001_01000.txt")).lines() {
        let (bits, expected) = line.split_once(',').unwrap();
        let double = f64::from_bits(u64::from_str_radix(bits, 16).unwrap());
        let written = Value::from(Number::from_f64(double).unwrap()).canonical();
        let read = foreign::parse(expected.as_bytes()).unwrap();
        let Value::Number(read) = read else { panic!("{line}") };
        score.count(written == expected && read.as_f64() == double, line);
    }
    score.end(1000);
}

#[test]
fn canonical_documents() {
    let Some(root) = fixtures("the hashes of real documents") else { return };
    let mut score = Score::new("jcs/real_docs_sha256");
    for line in text(&root.join("jcs/real_docs_sha256.tsv")).lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let document = document(&root.join(cells[0]), cells[1]);
        let right = match &document {
            Ok(value) => {
                let canonical = value.canonical();
                hexadecimal(&Sha256::digest(&canonical)) == cells[2] && canonical.len().to_string() == cells[3]
            }
            // Three receipts repeat a member: the hash is of a reader where the last one wins.
            Err(error) => matches!(error, JsonError::DuplicateMember { .. }) && cells[0] == "receipts/dpv_27560.json",
        };
        score.count(right, format!("{} {}", cells[0], cells[1]));
    }
    score.end(609);
}

fn document(file: &Path, place: &str) -> Result<Value, JsonError> {
    if let Some(number) = place.strip_prefix("line ") {
        let line = text(file).lines().nth(number.parse::<usize>().unwrap() - 1).unwrap().to_owned();
        return foreign::parse(line.as_bytes());
    }
    let whole = foreign::parse(&bytes(file))?;
    let Some(index) = place.strip_prefix("cases[").and_then(|rest| rest.strip_suffix(']')) else {
        assert_eq!(place, "", "{}", file.display());
        return Ok(whole);
    };
    let cases = Node::root(&whole).object()?.required("cases")?.array()?;
    let case = &cases[index.parse::<usize>().unwrap()];
    if name(file) != "dpv_27560.json" {
        return Ok(case.value().clone());
    }
    // A receipt is printed as a string; what was hashed is the case with the receipt itself in its place.
    let mut fields = case.object()?;
    let record = foreign::parse(fields.required("text")?.string()?.as_bytes())?;
    Ok(Object::new().with("id", fields.required("id")?.string()?).with("record", record).into())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

/// Every file that serde_json reads in a plainer way: the grammar is its own, only refusals are added.
#[test]
fn nothing_is_taken_that_serde_json_refuses() {
    let Some(root) = fixtures("the comparison with serde_json") else { return };
    for file in files(&root.join("json/nst_parsing")) {
        let bytes = bytes(&file);
        if let Err(error) = foreign::parse(&bytes) {
            assert!(!error.to_string().is_empty() && !error.code().name().is_empty());
        } else {
            assert!(serde_json::from_slice::<IgnoredAny>(&bytes).is_ok(), "{}", name(&file));
        }
    }
}
