//! One text of 10, 1,000 and 10,000 rules: would it allow this?
//!
//! `cargo bench -p vrm-benches --bench judge --features peers`
#![expect(clippy::indexing_slicing, reason = "the numbers of questions are the bench's own")]

use std::hint::black_box;
use std::process::ExitCode;
use vrm_benches::{Engine, Report, Text, Words, compare, is_rehearsal, ours, spread};
use vrm_core::decision::{Effect, Request};

fn main() -> ExitCode {
    let words = Words::new();
    let questions = if is_rehearsal() { 200 } else { 2_000 };
    let mut report = Report::new("judge", env!("CARGO_TARGET_TMPDIR"));
    for size in report.sizes() {
        if let Err(why) = run(&words, *size, questions, &mut report) {
            eprintln!("judge, {size} rules: {why}");
            return ExitCode::FAILURE;
        }
    }
    report.print();
    ExitCode::SUCCESS
}

fn run(words: &Words, size: usize, questions: usize, report: &mut Report) -> Result<(), String> {
    let text = Text::draw(words, size, questions);
    let terms = ours::terms(words, &text).compile();
    let names = ours::names(words, &text.questions, &[]);
    let requests: Vec<Request> = names.iter().map(ours::Names::read).collect();
    let verdict = |number: usize| terms.verdict(&requests[number]).effect == Effect::Permit;
    let explained = |number: usize| black_box(terms.judge(&names[number].read())).effect() == Effect::Permit;

    let all: Vec<usize> = (0..questions).collect();
    let mut engines = vec![
        Engine::new("ours, verdict", all.clone(), verdict),
        Engine::new("ours, verdict from names", all.clone(), |number| {
            terms.verdict(&names[number].read()).effect == Effect::Permit
        }),
        Engine::new("ours, explained from names", spread(&all, 200), explained),
    ];
    #[cfg(feature = "peers")]
    {
        use vrm_benches::by_size;
        use vrm_benches::peers::{casbin, cedar, rego};
        let few = spread(&all, by_size(size, [500, 50, 10]));
        engines.push(Engine::new("cedar-policy", few.clone(), cedar::judge(words, &text)));
        engines.push(Engine::new("regorus, by data word", spread(&all, 500), rego::judge(words, &text)));
        engines.push(Engine::new("casbin", few, casbin::judge(words, &text)));
    }
    let said_yes = compare(&mut engines, questions, verdict)?;
    report.note(format!("{size} rules: {questions} answers equal, {said_yes} of them yes"));
    let (yes, no): (Vec<usize>, Vec<usize>) = all.into_iter().partition(|number| verdict(*number));
    engines.insert(3, Engine::new("  where the answer is yes", yes, explained));
    engines.insert(4, Engine::new("  where the answer is no", spread(&no, 200), explained));
    report.measure(size, &mut engines);
    Ok(())
}
