//! Rego on regorus's virtual machine: rules as tables of data, decided by a page of policy.
//!
//! The tables are keyed by what a question can look up: by data word in a text, by vendor, sector or everyone in a
//! ledger, as Rego's own advice on speed has it. What holds and what touches a word stand in tables too.

use super::named;
use crate::made::{Against, Kind, Person, Question, Rule, Text};
use crate::words::Words;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Rc, Value};
use serde_json::{Map, json};

const JUDGE: &str = r#"
package vrm
import rego.v1

default allow := false

allow if {
    permitted
    not forbidden
}

permitted if {
    some word in data.words.data[input.data].held
    some rule in data.permit[word]
    input.form <= rule.form
    data.words.purpose[input.purpose].holds[rule.purpose]
    data.words.operation[input.operation].holds[rule.operation]
    data.words.recipient[input.recipient].holds[rule.recipient]
}

forbidden if {
    some word in data.words.data[input.data].touched
    some rule in data.forbid[word]
    input.form >= rule.form
    data.words.purpose[input.purpose].touches[rule.purpose]
    data.words.operation[input.operation].touches[rule.operation]
    data.words.recipient[input.recipient].touches[rule.recipient]
}
"#;

const DECIDE: &str = r#"
package vrm
import rego.v1

default allow := false

allow if {
    granted
    not blocked
}

granted if {
    some rule in data.vendors[input.vendor].grants
    input.form <= rule.form
    data.words.data[input.data].holds[rule.data]
    data.words.purpose[input.purpose].holds[rule.purpose]
    data.words.operation[input.operation].holds[rule.operation]
    data.words.recipient[input.recipient].holds[rule.recipient]
}

blocked if {
    some rule in data.blocks.everyone
    hits(rule)
}

blocked if {
    some rule in data.blocks.sectors[data.vendors[input.vendor].sector]
    hits(rule)
}

blocked if {
    some rule in data.vendors[input.vendor].blocks
    hits(rule)
}

hits(rule) if {
    input.form >= rule.form
    data.words.data[input.data].touches[rule.data]
    data.words.purpose[input.purpose].touches[rule.purpose]
    data.words.operation[input.operation].touches[rule.operation]
    data.words.recipient[input.recipient].touches[rule.recipient]
}
"#;

/// The text, its rules by their data word.
pub fn judge(words: &Words, text: &Text) -> impl FnMut(usize) -> bool + use<> {
    let by_data = |kind: Kind| {
        let mut table: Map<String, serde_json::Value> = Map::new();
        for rule in text.rules.iter().filter(|rule| rule.kind == kind) {
            let key = words.dimensions()[0].names[rule.words[0]].clone();
            let list = table.entry(key).or_insert_with(|| json!([]));
            list.as_array_mut().expect("a list").push(row(words, rule));
        }
        table
    };
    let data = json!({
        "words": tables(words),
        "permit": by_data(Kind::Permit),
        "forbid": by_data(Kind::Forbid),
    });
    let inputs = text.questions.iter().map(|question| input(words, question, None)).collect();
    answers(JUDGE, &data, inputs)
}

/// The grants and blocks by vendor, the other blocks by sector and for everyone.
pub fn decide(words: &Words, person: &Person) -> impl FnMut(usize) -> bool + use<> {
    let rows = |rules: &mut dyn Iterator<Item = &Rule>| rules.map(|rule| row(words, rule)).collect::<Vec<_>>();
    let mut single: Vec<Vec<serde_json::Value>> = vec![Vec::new(); person.grantees.len()];
    let (mut everyone, mut sectors) = (Vec::new(), vec![Vec::new(); crate::made::SECTORS]);
    for block in &person.blocks {
        match block.against {
            Against::Everyone => everyone.push(row(words, &block.rule)),
            Against::Sector(sector) => sectors[sector].push(row(words, &block.rule)),
            Against::Vendor(vendor) => single[vendor].push(row(words, &block.rule)),
        }
    }
    let vendors: Map<String, serde_json::Value> = person
        .grantees
        .iter()
        .zip(single)
        .map(|(grantee, blocks)| {
            let grants = rows(&mut grantee.grants.iter());
            (grantee.did.clone(), json!({"sector": grantee.sector, "grants": grants, "blocks": blocks}))
        })
        .collect();
    let data = json!({
        "words": tables(words),
        "vendors": vendors,
        "blocks": {"everyone": everyone, "sectors": sectors},
    });
    let asked = person.questions.iter();
    let inputs = asked.map(|question| input(words, question, Some(&person.grantees[question.vendor].did))).collect();
    answers(DECIDE, &data, inputs)
}

fn answers(policy: &str, data: &serde_json::Value, inputs: Vec<Value>) -> impl FnMut(usize) -> bool + use<> {
    const ENTRY: &str = "data.vrm.allow";
    let mut engine = Engine::new();
    let data = Value::from_json_str(&data.to_string()).expect("data");
    engine.add_policy(String::from("vrm.rego"), policy.to_owned()).expect("a policy");
    engine.add_data(data.clone()).expect("data");
    let compiled = engine.compile_with_entrypoint(&Rc::from(ENTRY)).expect("a policy that compiles");
    let program = Compiler::compile_from_policy(&compiled, &[ENTRY]).expect("a program");
    let mut machine = RegoVM::new_with_policy(compiled);
    machine.load_program(program);
    machine.set_max_instructions(usize::MAX);
    machine.set_data(data).expect("data");
    move |number| {
        machine.set_input(inputs[number].clone());
        let answer = machine.execute().expect("an answer");
        *answer.as_bool().expect("yes or no")
    }
}

fn input(words: &Words, question: &Question, vendor: Option<&str>) -> Value {
    let mut fields = row_of(words, &question.words, question.form);
    if let Some(vendor) = vendor {
        fields.insert(String::from("vendor"), json!(vendor));
    }
    Value::from_json_str(&json!(fields).to_string()).expect("an input")
}

fn row(words: &Words, rule: &Rule) -> serde_json::Value {
    json!(row_of(words, &rule.words, rule.form))
}

fn row_of(words: &Words, of: &[usize; 4], form: usize) -> Map<String, serde_json::Value> {
    let parts = named(words).zip(of).map(|((dimension, mine), word)| (dimension.to_owned(), json!(mine.names[*word])));
    parts.chain([(String::from("form"), json!(form))]).collect()
}

/// For every word that can be asked for, what holds it and what touches it: as lists to walk, as sets to look up.
fn tables(words: &Words) -> serde_json::Value {
    let table = |dimension: &crate::words::Dimension| -> Map<String, serde_json::Value> {
        let list = |above: &[usize]| above.iter().map(|word| json!(dimension.names[*word])).collect::<Vec<_>>();
        let set = |above: &[usize]| -> Map<String, serde_json::Value> {
            above.iter().map(|word| (dimension.names[*word].clone(), json!(true))).collect()
        };
        let rows = dimension.names.iter().zip(dimension.holders.iter().zip(&dimension.touchers));
        rows.map(|(name, (holders, touchers))| {
            let known = json!({
                "held": list(holders),
                "holds": set(holders),
                "touched": list(touchers),
                "touches": set(touchers),
            });
            (name.clone(), known)
        })
        .collect()
    };
    json!(named(words).map(|(name, dimension)| (name.to_owned(), json!(table(dimension)))).collect::<Map<_, _>>())
}
