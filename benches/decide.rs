//! Grants of 10, 1,000 and 10,000 vendors, ten each, and a person's blocks: may this vendor do it now?
//!
//! `cargo bench -p vrm-benches --bench decide --features peers`
#![expect(clippy::indexing_slicing, reason = "the numbers of questions are the bench's own")]

use std::hint::black_box;
use std::process::ExitCode;
use vrm_benches::{Engine, Person, Report, Words, compare, is_rehearsal, ours, spread};
use vrm_core::decision::{Effect, Request};
use vrm_core::did::Did;

fn main() -> ExitCode {
    let words = Words::new();
    let questions = if is_rehearsal() { 200 } else { 2_000 };
    let mut report = Report::new("decide", env!("CARGO_TARGET_TMPDIR"));
    for size in report.sizes() {
        if let Err(why) = run(&words, *size, questions, &mut report) {
            eprintln!("decide, {size} vendors: {why}");
            return ExitCode::FAILURE;
        }
    }
    report.print();
    ExitCode::SUCCESS
}

fn run(words: &Words, size: usize, questions: usize, report: &mut Report) -> Result<(), String> {
    let person = Person::draw(words, size, questions);
    let ledger = ours::ledger(words, &person);
    let now = ours::now();
    let names = ours::names(words, &person.questions, &person.grantees);
    let asked: Vec<(Did, Request)> = names.iter().map(|names| (ours::did(names.vendor), names.read())).collect();
    let verdict = |number: usize| {
        let (vendor, request) = &asked[number];
        ledger.verdict(vendor, request, now).effect == Effect::Permit
    };
    let explained = |number: usize| {
        let names = &names[number];
        black_box(ledger.decide(&ours::did(names.vendor), &names.read(), now)).effect() == Effect::Permit
    };

    let all: Vec<usize> = (0..questions).collect();
    let mut engines = vec![
        Engine::new("ours, verdict", all.clone(), verdict),
        Engine::new("ours, verdict from names", all.clone(), |number| {
            let names = &names[number];
            ledger.verdict(&ours::did(names.vendor), &names.read(), now).effect == Effect::Permit
        }),
        Engine::new("ours, explained from names", all.clone(), explained),
    ];
    #[cfg(feature = "peers")]
    {
        use vrm_benches::peers::{casbin, cedar, rego};
        let few = spread(&all, if size == 10 { 200 } else { 10 });
        let many = spread(&all, 500);
        engines.push(Engine::new("cedar-policy, sliced by vendor", many.clone(), cedar::decide_sliced(words, &person)));
        engines.push(Engine::new("regorus, by vendor", many, rego::decide(words, &person)));
        // At 10,000 vendors these two look at 100,000 rules for each question, and would take minutes.
        if size <= 1_000 {
            engines.push(Engine::new("cedar-policy", few.clone(), cedar::decide(words, &person)));
            engines.push(Engine::new("casbin", few, casbin::decide(words, &person)));
        } else {
            report.left_out("cedar-policy", size, "too slow");
            report.left_out("casbin", size, "too slow");
        }
    }
    let said_yes = compare(&mut engines, questions, verdict)?;
    report.note(format!("{size} vendors: {questions} answers equal, {said_yes} of them yes"));
    let (yes, no): (Vec<usize>, Vec<usize>) = all.into_iter().partition(|number| verdict(*number));
    engines.insert(3, Engine::new("  where the answer is yes", yes, explained));
    engines.insert(4, Engine::new("  where the answer is no", spread(&no, 200), explained));
    report.measure(size, &mut engines);
    Ok(())
}
