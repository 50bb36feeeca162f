//! A declaration of 20 processes against one text of 10, 1,000 and 10,000 rules: does it fit?
//!
//! `cargo bench -p vrm-benches --bench fits`. Ours alone: the peers have no question of this kind.
#![expect(clippy::indexing_slicing, reason = "the numbers of questions are the bench's own")]

use std::process::ExitCode;
use vrm_benches::{Engine, Report, Text, Words, ours};
use vrm_core::decision::FitVerdict;

const PROCESSES: usize = 20;
const DECLARATIONS: usize = 20;

fn main() -> ExitCode {
    let words = Words::new();
    let mut report = Report::new("fits", env!("CARGO_TARGET_TMPDIR"));
    for size in report.sizes() {
        let text = Text::draw(&words, *size, PROCESSES * DECLARATIONS);
        let terms = ours::terms(&words, &text).compile();
        let declarations: Vec<_> =
            text.questions.chunks(PROCESSES).map(|processes| ours::declaration(&words, processes)).collect();
        let fits = |number: usize| declarations[number].fits(&terms).verdict == FitVerdict::Fits;
        let passing = |process: &vrm_core::decision::ProcessFit| process.verdict == FitVerdict::Fits;
        let all = declarations.iter().flat_map(|declaration| declaration.fits(&terms).processes);
        let count = all.filter(passing).count();
        report.note(format!("{size} rules: {count} of {} processes fit", PROCESSES * DECLARATIONS));
        report.measure(*size, &mut [Engine::new("ours, 20 processes", (0..DECLARATIONS).collect(), fits)]);
    }
    report.print();
    ExitCode::SUCCESS
}
