//! A script as it lies in its file, and what is pinned of it.

use super::{PERSON, Seen};
use crate::support;
use crate::support::two::Seeded;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The parts of a script.
pub(crate) struct Script {
    name: String,
    pub(crate) seed: u64,
    pub(crate) steps: Vec<Value>,
}

impl Script {
    pub(crate) fn read(name: &str) -> Self {
        let script: Value = serde_json::from_slice(&support::bytes(&path(name))).unwrap();
        let (seed, steps) = (script["seed"].as_u64().unwrap(), script["steps"].as_array().unwrap().clone());
        Self { name: name.to_owned(), seed, steps }
    }

    /// The file in which it is pinned where the histories stand after each step.
    pub(crate) fn heads(&self) -> PathBuf {
        path(&self.name.replace(".json", ".heads.jsonl"))
    }

    /// Where the histories stand in the end, as it is pinned.
    pub(crate) fn end(&self) -> BTreeMap<String, String> {
        let lines = support::text(&self.heads());
        let mut heads = BTreeMap::new();
        for line in lines.lines() {
            let changed: Map<String, Value> = serde_json::from_str(line).unwrap();
            let head = |(name, head): (String, Value)| Some((name, head.as_str()?.to_owned()));
            heads.extend(changed.into_iter().filter_map(head));
        }
        heads
    }

    /// One step of each sort, by number; all of them with `VRM_CASES` set. Those that two histories are written in one
    /// after the other have tests of their own.
    pub(crate) fn sorts(&self) -> BTreeSet<u64> {
        let mut sorts = BTreeSet::new();
        let sort = |step: &Value| {
            let reception = step.pointer("/expect/kinds").or(step.pointer("/expect/reception")).cloned();
            let side = text(step, "who") == PERSON;
            format!("{} {side} {reception:?} {:?}", text(step, "do"), step.pointer("/expect/error"))
        };
        let single = self.steps.iter().filter(|step| step.get("histories").is_none());
        let first = single.filter(|step| sorts.insert(sort(step)) || support::cases(0) > 0);
        first.map(number).collect()
    }

    /// What a step draws at its first try, or a later one.
    pub(crate) fn random(&self, step: &Value, again: u64) -> Seeded {
        Seeded::new(self.seed + 1000 * number(step) + again)
    }
}

/// A file of scripts.
pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts").join(name)
}

pub(crate) fn number(step: &Value) -> u64 {
    step["step"].as_u64().unwrap()
}

/// That what must be seen was seen.
pub(crate) fn check(step: &Value, seen: &Seen) {
    let expect = step.get("expect").and_then(Value::as_object).cloned().unwrap_or_default();
    for (member, expected) in &expect {
        assert_eq!(seen.get(member), Some(expected), "{member} after {step}: {seen:?}");
    }
    assert!(expect.contains_key("error") || !seen.contains_key("error"), "{step}: {seen:?}");
}

pub(crate) fn text<'a>(step: &'a Value, member: &str) -> &'a str {
    step[member].as_str().unwrap_or_else(|| panic!("{member} is missing: {step}"))
}
