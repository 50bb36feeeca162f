//! The table of errors is one: the core's codes, the constants of the header, and what Kotlin and Swift have.

#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, clippy::disallowed_methods, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;
use vrm::core::error::Code;
use vrm::mobile::{VrmError, code_all};
use vrm::{CodeFacts, Failure, Remedy};

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// An error of a code, as it crosses to Kotlin and Swift.
fn crossed(facts: &CodeFacts) -> VrmError {
    let CodeFacts { code, name, remedy, rule, .. } = facts.clone();
    Failure { code, name, text: "tested".into(), path: None, rule, remedy }.into()
}

/// The name of its variant.
fn variant(error: &VrmError) -> String {
    format!("{error:?}").split(' ').next().unwrap().to_owned()
}

/// `wrong-state` as types are called: `WrongState`.
fn pascal(name: &str) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').map(word).collect()
}

fn json(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn the_header_has_every_code_and_no_other() {
    let header = read("bindings/c/include/vrm.h");
    let defined: BTreeSet<String> =
        header.lines().filter_map(|line| line.strip_prefix("#define VRM_STATUS_")).map(str::to_owned).collect();
    let expected: BTreeSet<String> = Code::ALL
        .iter()
        .map(|code| format!("{} {}u", code.name().replace('-', "_").to_uppercase(), code.number()))
        .chain(["OK 0".to_owned()])
        .collect();
    assert_eq!(defined, expected);
}

#[test]
fn kotlin_and_swift_have_every_code_with_its_name_its_remedy_and_its_rule() {
    let all = code_all();
    assert_eq!(all.len(), Code::ALL.len());
    for (facts, code) in all.iter().zip(Code::ALL) {
        assert_eq!((facts.code, facts.name.as_str(), facts.rule.as_str()), (code.number(), code.name(), code.rule()));
        assert_eq!((facts.kind.as_str(), json(&facts.remedy)), (code.kind().name(), json(&code.remedy().name())));
        // The error is of the kind, and says the same.
        let error = crossed(facts);
        assert_eq!(variant(&error), pascal(code.kind().name()), "{}", code.name());
        assert_eq!(error.to_string(), "tested");
    }
}

#[test]
fn c_has_the_same_table() {
    let mut out = vrm::c::vrm_bytes { data: std::ptr::null_mut(), length: 0 };
    // SAFETY: `out` is writable, and freed once.
    let given = unsafe {
        assert_eq!(vrm::c::error::vrm_code_all(&raw mut out), 0);
        let given = std::slice::from_raw_parts(out.data, out.length).to_vec();
        vrm::c::vrm_bytes_free(&raw mut out);
        given
    };
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&given).unwrap(), json(&code_all()));
    let page = read("vrm-core/docs/errors.md");
    let remedies: BTreeSet<String> = code_all().iter().map(|facts| json(&facts.remedy).to_string()).collect();
    for remedy in [Remedy::CorrectInput, Remedy::TryAgain, Remedy::AskPerson, Remedy::Stop] {
        assert!(remedies.contains(&json(&remedy).to_string()), "{remedy:?}");
    }
    for facts in code_all() {
        let name = json(&facts.remedy);
        let row = [
            facts.code.to_string(),
            format!("`{}`", facts.name),
            facts.kind,
            name.as_str().unwrap().into(),
            facts.rule,
        ];
        assert!(page.contains(&format!("| {} |\n", row.join(" | "))), "{}", facts.name);
    }
}

/// What is written by hand for the two names each kind, so that a new one cannot be left out.
#[test]
fn what_is_written_by_hand_knows_every_kind() {
    let (kotlin, swift) =
        ("bindings/kotlin/library/src/main/kotlin/vrm/Errors.kt", "bindings/swift/Sources/Vrm/Errors.swift");
    let (kotlin, swift) = (read(kotlin), read(swift));
    let kinds: BTreeSet<&str> = Code::ALL.iter().map(|code| code.kind().name()).collect();
    for kind in &kinds {
        let name = pascal(kind);
        assert!(kotlin.contains(&format!("is VrmException.{name} -> failure\n")), "{name}");
        assert!(swift.contains(&format!(".{name}(let failure)")), "{name}");
    }
    assert_eq!(kotlin.matches("is VrmException.").count(), kinds.len());
    assert_eq!(swift.matches("(let failure)").count(), kinds.len());
}
