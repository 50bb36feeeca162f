//! Puts decision cases to the library: `judge FILE.jsonl...` prints one JSON answer a line.
//!
//! Where cases say what they expect, the count of right answers goes to standard error, and a wrong one makes the exit
//! code 1. A bad file gets one line and exit code 2.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;
use vrm_examples::judge::Case;

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        eprintln!("usage: judge FILE.jsonl...");
        return ExitCode::from(2);
    }
    let mut tally = Tally::default();
    for file in &files {
        if let Err(why) = run(file, &mut tally) {
            eprintln!("{file}: {why}");
            return ExitCode::from(2);
        }
    }
    if tally.counted > 0 {
        eprintln!("right {}/{}", tally.right, tally.counted);
    }
    ExitCode::from(u8::from(tally.right < tally.counted))
}

#[derive(Default)]
struct Tally {
    right: usize,
    counted: usize,
}

fn run(file: &str, tally: &mut Tally) -> Result<(), String> {
    let lines = BufReader::new(File::open(file).map_err(|why| why.to_string())?);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (number, line) in lines.lines().enumerate() {
        let at = |why: &dyn std::fmt::Display| format!("line {}: {why}", number + 1);
        let line = line.map_err(|why| at(&why))?;
        if line.trim().is_empty() {
            continue;
        }
        let case = Case::parse(line.as_bytes()).map_err(|why| at(&why))?;
        let answer = case.answer().map_err(|why| at(&why))?;
        writeln!(out, "{}", answer.canonical()).map_err(|why| at(&why))?;
        if case.expected.is_some() {
            tally.counted += 1;
            tally.right += usize::from(case.is_right(&answer));
        }
    }
    out.flush().map_err(|why| why.to_string())
}
