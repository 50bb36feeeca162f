//! Measuring, and reading the medians back.

use super::table::Table;
use super::{Engine, SIZES};
use criterion::{BenchmarkId, Criterion, Throughput};
use std::fs::File;
use std::hint::black_box;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// One bench: its measurements and the table they make.
pub struct Report {
    name: &'static str,
    criterion: Criterion,
    directory: PathBuf,
    sizes: &'static [usize],
    table: Table,
}

/// Passes of fewer questions than this are long enough for few samples.
const SHORT_PASS: usize = 200;

impl Report {
    /// A bench of decisions, which keeps its measurements beside Cargo's folder for them.
    #[must_use]
    pub fn new(name: &'static str, tmp: &str) -> Self {
        Self::of(name, tmp, "a decision", &SIZES)
    }

    /// A bench of things, such as offers, in such numbers of them.
    #[must_use]
    pub fn of(name: &'static str, tmp: &str, thing: &'static str, sizes: &'static [usize]) -> Self {
        let directory = Path::new(tmp).with_file_name("criterion");
        let criterion = Criterion::default()
            .without_plots()
            .warm_up_time(Duration::from_millis(300))
            .measurement_time(Duration::from_millis(1_500))
            .sample_size(20)
            .nresamples(10_000)
            .output_directory(&directory)
            .configure_from_args();
        Self { name, criterion, directory, sizes, table: Table::new(name, thing, sizes) }
    }

    /// The sizes to run with: all, or the smallest where nothing is measured.
    #[must_use]
    pub fn sizes(&self) -> &'static [usize] {
        if is_rehearsal() { &self.sizes[..1] } else { self.sizes }
    }

    /// A line above the table.
    pub fn note(&mut self, line: String) {
        self.table.note(line);
    }

    /// Says that an engine was left out at a size, and why.
    pub fn left_out(&mut self, engine: &'static str, size: usize, why: &'static str) {
        self.table.set(engine, size, Err(why));
    }

    /// Measures every engine over its pass.
    pub fn measure(&mut self, size: usize, engines: &mut [Engine<'_>]) {
        let mut group = self.criterion.benchmark_group(self.name);
        for Engine { name, pass, each, answers } in engines.iter_mut() {
            let kept = self.directory.join(self.name).join(&**name).join(size.to_string()).join("new/estimates.json");
            let _ = std::fs::remove_file(&kept);
            group.sample_size(if pass.len() < SHORT_PASS { 10 } else { 20 });
            group.throughput(Throughput::Elements(u64::try_from(*each).unwrap_or(u64::MAX)));
            group.bench_function(BenchmarkId::new(*name, size), |bencher| {
                bencher.iter(|| {
                    for number in pass.iter() {
                        black_box(answers(black_box(*number)));
                    }
                });
            });
            self.table.set(name, size, median(&kept, *each).ok_or("not measured"));
        }
        group.finish();
    }

    /// Prints the table; nothing where nothing was measured.
    pub fn print(self) {
        self.criterion.final_summary();
        if !is_rehearsal() {
            println!("{}", self.table);
        }
    }
}

/// Whether this is a test run, in which everything is done once and nothing is measured.
#[must_use]
pub fn is_rehearsal() -> bool {
    let told = |flag: &str| std::env::args().any(|argument| argument == flag);
    !told("--bench") || told("--test") || told("--list")
}

/// The median time of a pass as the harness wrote it down, by the thing, in nanoseconds.
fn median(kept: &Path, each: usize) -> Option<f64> {
    let file = BufReader::new(File::open(kept).ok()?);
    let estimates: serde_json::Value = serde_json::from_reader(file).ok()?;
    let nanoseconds = estimates.get("median")?.get("point_estimate")?.as_f64()?;
    Some(nanoseconds / f64::from(u32::try_from(each).ok()?))
}
