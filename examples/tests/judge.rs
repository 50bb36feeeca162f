//! Decision cases of an independent evaluator, and what a bad case gets.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use vrm_core::error::{Code, Fault};
use vrm_examples::judge::Case;
use vrm_examples::judge::lines::{Tally, answer};

fn refused(line: &str) -> Code {
    match Case::parse(line.as_bytes()) {
        Ok(case) => case.answer().unwrap_err().code(),
        Err(error) => error.code(),
    }
}

#[test]
fn bad_cases_are_refused_with_their_reason() {
    let terms = r#""terms":{"permissions":[{"id":"p","data":["pd:Name"],"purpose":["dpv:Marketing"]}]}"#;
    let request = r#""request":{"data":"pd:Name","purpose":"dpv:Marketing","operation":"dpv:Use","recipient":"vendor""#;
    let process =
        r#""process":{"data":["pd:Name"],"purpose":["dpv:Marketing"],"operation":["dpv:Use"],"recipient":["vendor"]"#;
    for (case, code) in [
        ("{".to_owned(), Code::JsonSyntax),
        (format!(r#"{{"id":"x","id":"y",{terms},{request}}}}}"#), Code::JsonDuplicateMember),
        (format!(r#"{{{terms},{request}}}}}"#), Code::JsonMissingMember),
        (format!(r#"{{"id":"x",{terms},{request},"colour":"red"}}}}"#), Code::JsonUnknownMember),
        (format!(r#"{{"id":"x",{terms},{request},"places":[]}}}}"#), Code::VocabNoPlaces),
        (format!(r#"{{"id":"x",{terms},{request},"form":"blurred"}}}}"#), Code::TermsUnknownValue),
        (format!(r#"{{"id":"x",{terms},{request},"keep":{{"days":-1,"from":"collected"}}}}}}"#), Code::TermsOutOfRange),
        (format!(r#"{{"id":"x",{terms},{process},"data":[]}}}}"#), Code::JsonDuplicateMember),
        (format!(r#"{{"id":"x",{terms},{}}}}}"#, process.replace("\"pd:Name\"", "")), Code::TermsEmptyDimension),
        (format!(r#"{{"id":"x",{},{request}}}}}"#, terms.replace("pd:Name", "pd:NoName")), Code::TermsUnknownWord),
        (format!(r#"{{"id":"x",{},{request}}}}}"#, terms.replace("dpv:Marketing", "dpv:Purpose")), Code::TermsRoot),
    ] {
        assert_eq!(refused(&case), code, "{case}");
    }
}

#[test]
fn the_sample_cases_show_both_kinds_and_are_right() {
    let file = File::open(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/cases.jsonl")).unwrap();
    let (mut out, mut tally) = (Vec::new(), Tally::default());
    answer(BufReader::new(file), &mut out, &mut tally).unwrap();
    println!("sample cases: {}/{}", tally.right, tally.counted);
    assert_eq!((tally.right, tally.counted), (8, 8));
    let answers = String::from_utf8(out).unwrap();
    for (shown, times) in [("\"effect\":", 5), ("\"verdict\":", 3)] {
        assert_eq!(answers.lines().filter(|line| line.contains(shown)).count(), times, "{shown}");
    }
    for answer in ["permit", "deny", "ask", "fits", "open", "conflicts"] {
        assert!(answers.contains(&format!("\"{answer}\"")), "{answer}");
    }
}

#[test]
fn every_case_is_right() {
    let Some(root) = std::env::var_os("VRM_FIXTURES").map(PathBuf::from) else {
        println!("VRM_FIXTURES is not set: the decision cases did not run");
        return;
    };
    for (file, cases) in [("worked", 24), ("edges", 54), ("judge", 1_500), ("fits", 300)] {
        let text = std::fs::read_to_string(root.join("decision").join(file).with_extension("jsonl")).unwrap();
        let (mut right, mut wrong) = (0, Vec::new());
        for line in text.lines() {
            let case = Case::parse(line.as_bytes()).unwrap();
            let answer = case.answer().unwrap();
            if case.is_right(&answer) { right += 1 } else { wrong.push(answer.canonical()) }
        }
        println!("decision {file}: {right}/{}", right + wrong.len());
        assert!(right >= cases && wrong.is_empty(), "{wrong:#?}");
    }
}
