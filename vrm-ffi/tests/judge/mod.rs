//! What the tests of judging share: the decision cases, and C's functions as calls that give text or a failure.

use serde_json::{Value, json};
use std::path::PathBuf;
use vrm::Failure;
use vrm::c::error::{vrm_error_path, vrm_error_remedy};
use vrm::c::{vrm_bytes, vrm_bytes_free, vrm_status, vrm_text};
use vrm::core::error::{Fault, Remedy};
use vrm::mobile::VrmError;

/// A text for C.
pub(crate) fn text(text: &str) -> vrm_text {
    vrm_text { data: text.as_ptr().cast(), length: text.len() }
}

/// No text for C.
pub(crate) const NONE: vrm_text = vrm_text { data: std::ptr::null(), length: 0 };

/// What a function of C gives, or its status.
pub(crate) fn given(call: impl FnOnce(*mut vrm_bytes) -> vrm_status) -> Result<String, vrm_status> {
    let mut out = vrm_bytes { data: std::ptr::null_mut(), length: 0 };
    match call(&raw mut out) {
        0 => {
            // SAFETY: the library gave these bytes, and they are freed after they were copied.
            let copied = unsafe { std::slice::from_raw_parts(out.data, out.length) }.to_vec();
            unsafe { vrm_bytes_free(&raw mut out) };
            Ok(String::from_utf8(copied).unwrap())
        }
        status => {
            assert!(out.data.is_null(), "written without success");
            Err(status)
        }
    }
}

/// As [`given`], of JSON.
pub(crate) fn shown(call: impl FnOnce(*mut vrm_bytes) -> vrm_status) -> Value {
    serde_json::from_str(&given(call).unwrap_or_else(|status| panic!("status {status}"))).unwrap()
}

/// A number that a function of C gives.
pub(crate) fn number<T: Default>(call: impl FnOnce(*mut T) -> vrm_status) -> T {
    let mut out = T::default();
    assert_eq!(call(&raw mut out), 0);
    out
}

/// An error as it must cross: its number, path and remedy.
pub(crate) type Crossed = (u32, Option<String>, String);

/// What an error of the core must be in every language.
pub(crate) fn crossing(error: &dyn Fault) -> Crossed {
    let remedy = match error.remedy() {
        Remedy::CorrectInput => "correct-input",
        Remedy::TryAgain => "try-again",
        Remedy::AskPerson => "ask-person",
        _ => "stop",
    };
    (u32::from(error.code().number()), error.path(), remedy.to_owned())
}

/// What C says of the call that went wrong last.
pub(crate) fn said_in_c(status: vrm_status) -> Crossed {
    // SAFETY: the pointers are to a struct of this function's.
    let path = given(|out| unsafe { vrm_error_path(out) }).unwrap();
    let remedy = given(|out| unsafe { vrm_error_remedy(out) }).unwrap();
    (status, Some(path).filter(|path| !path.is_empty()), remedy)
}

/// A decision case: a text of terms as a draft, and what is put to it.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) draft: String,
    pub(crate) request: Option<String>,
    pub(crate) declaration: Option<String>,
    pub(crate) expect: Value,
}

/// Every case of the fixtures; none, with a word, where they are not at hand.
pub(crate) fn cases() -> Option<Vec<Case>> {
    let Some(root) = std::env::var_os("VRM_FIXTURES").map(PathBuf::from) else {
        println!("VRM_FIXTURES is not set: the decision cases did not run");
        return None;
    };
    let mut cases = Vec::new();
    for file in ["worked", "edges", "judge", "fits"] {
        let text = std::fs::read_to_string(root.join("decision").join(file).with_extension("jsonl")).unwrap();
        cases.extend(text.lines().map(case));
    }
    Some(cases)
}

fn case(line: &str) -> Case {
    let mut line: Value = serde_json::from_str(line).unwrap();
    let mut draft = line["terms"].take();
    let terms = draft.as_object_mut().unwrap();
    let of_roster = terms.remove("roster").is_some_and(|roster| roster == true);
    terms.insert("v".into(), 1.into());
    terms.insert("dpv".into(), vrm::mobile::vocabulary::dpv_version().into());
    if of_roster {
        for (name, value) in [("roster", "case"), ("id", "case"), ("version", "0")] {
            terms.insert(name.into(), value.into());
        }
    }
    let declaration = line.get_mut("process").map(|process| {
        let mut process = process.take();
        let members = process.as_object_mut().unwrap();
        members.entry("basis").or_insert("contract".into());
        json!({ "processes": [process] }).to_string()
    });
    Case {
        id: line["id"].as_str().unwrap().to_owned(),
        draft: draft.to_string(),
        request: line.get("request").map(Value::to_string),
        declaration,
        expect: line["expect"].take(),
    }
}

/// What an error of Kotlin and Swift says, whatever its kind.
pub(crate) fn failure_of(error: VrmError) -> Failure {
    match error {
        VrmError::Invalid { failure }
        | VrmError::TooLarge { failure }
        | VrmError::Untrusted { failure }
        | VrmError::Expired { failure }
        | VrmError::Replay { failure }
        | VrmError::WrongState { failure }
        | VrmError::Denied { failure }
        | VrmError::NotFound { failure }
        | VrmError::Conflict { failure }
        | VrmError::Reentrant { failure }
        | VrmError::Store { failure }
        | VrmError::Locked { failure }
        | VrmError::Handle { failure }
        | VrmError::Damaged { failure }
        | VrmError::RolledBack { failure }
        | VrmError::NewerVersion { failure }
        | VrmError::Unsupported { failure }
        | VrmError::Internal { failure } => failure,
    }
}
