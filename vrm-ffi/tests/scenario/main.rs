//! Plays `bindings/scenario/life.json` through the Rust library itself: after each step what is told and where every history
//! stands must be what the file says. C, Kotlin and Swift play the same file. `VRM_REGENERATE=1` writes what is expected.
//! `VRM_SCENARIO` names the file where the checkout is not at hand, as on another processor.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod acts;
mod arguments;
mod host;
mod market;
mod player;
mod prove;
mod seen;

use player::Player;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

fn path() -> PathBuf {
    let here = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings/scenario/life.json");
    std::env::var_os("VRM_SCENARIO").map_or_else(here, PathBuf::from)
}

/// One step a line, so that a change shows as the steps that it changes.
fn written(about: &Value, steps: &[Value]) -> String {
    let about: Vec<_> = about.as_array().unwrap().iter().map(|line| format!("  {line}")).collect();
    let steps: Vec<_> = steps.iter().map(line).collect();
    format!("{{\n\"about\": [\n{}\n],\n\"steps\": [\n{}\n]\n}}\n", about.join(",\n"), steps.join(",\n"))
}

fn line(step: &Value) -> String {
    let step = step.as_object().unwrap();
    let known = ["call", "on", "at", "args", "as", "command", "fails", "expect"];
    assert!(step.keys().all(|member| known.contains(&member.as_str())), "a step has none but these members: {known:?}");
    let written = |member: &&str| step.get(*member).map(|value| format!("\"{member}\": {}", sorted(value)));
    format!("  {{{}}}", known.iter().filter_map(written).collect::<Vec<_>>().join(", "))
}

/// With the members in one order, in whatever order they are read.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members: std::collections::BTreeMap<_, _> = members.iter().collect();
            Value::Object(members.into_iter().map(|(name, value)| (name.clone(), sorted(value))).collect())
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        _ => value.clone(),
    }
}

#[test]
fn the_life_leads_where_it_says() {
    let path = path();
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut scenario: Map<String, Value> = serde_json::from_slice(&bytes).unwrap();
    let Some(Value::Array(mut steps)) = scenario.remove("steps") else { panic!("no steps") };
    let regenerate = std::env::var_os("VRM_REGENERATE").is_some();
    let mut player = Player::default();
    for (number, step) in (1..).zip(&mut steps) {
        let found = player.play(step).unwrap_or_else(|said| panic!("step {number}, {}: {said}", step["call"]));
        if regenerate {
            step["expect"] = found;
        } else {
            assert_eq!(found, step["expect"], "step {number}, {}: VRM_REGENERATE=1 if this is meant", step["call"]);
        }
    }
    assert!(!steps.is_empty());
    if regenerate {
        std::fs::write(&path, written(&scenario["about"], &steps)).unwrap();
    }
    println!("{}", player.ends());
}
