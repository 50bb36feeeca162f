//! Reads vendors' own files and says how much of each could be understood.
//!
//! ```text
//! cargo run --release --example who_fits -- FILE...
//! ```

use std::io::{Read, Write};
use std::process::ExitCode;

use vrm_examples::who_fits::{Coverage, Reader, Reading};

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        eprintln!("who_fits: no file given; name vendor lists (IAB) or notices (TILT)");
        return ExitCode::from(2);
    }
    let reader = match Reader::new() {
        Ok(reader) => reader,
        Err(error) => {
            eprintln!("who_fits: {error}");
            return ExitCode::FAILURE;
        }
    };
    match report(&reader, &files, &mut std::io::stdout().lock()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(2),
        Err(error) => {
            eprintln!("who_fits: cannot print: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a line for each file, and the sum of all; returns how many could not be read.
fn report(reader: &Reader, files: &[String], out: &mut impl Write) -> std::io::Result<usize> {
    let mut bad = 0;
    let mut read = 0;
    let mut coverage = Coverage::default();
    for file in files {
        match read_file(reader, file) {
            Ok(reading) => {
                read += 1;
                coverage.merge(&reading.coverage);
                print(file, &reading, out)?;
            }
            Err(line) => {
                bad += 1;
                eprintln!("{line}");
            }
        }
    }
    if read > 1 {
        writeln!(out, "{read} files: {coverage}")?;
    }
    Ok(bad)
}

/// Reads one file, or tells in one line what is wrong with it, where, and what to do.
fn read_file(reader: &Reader, file: &str) -> Result<Reading, String> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|mut open| open.read_to_end(&mut bytes))
        .map_err(|error| format!("{file}: cannot be read: {error}; check the path"))?;
    reader
        .read(&bytes)
        .map_err(|error| format!("{file}: {}: {error}; {}", error.place(), error.remedy()))
}

fn print(file: &str, reading: &Reading, out: &mut impl Write) -> std::io::Result<()> {
    let vendors = reading.sources.len();
    let processes = reading.processes();
    write!(
        out,
        "{file}: {}, {vendors} vendors, {processes} processes",
        reading.format
    )?;
    if reading.skipped > 0 {
        write!(out, ", {} passed over as deleted", reading.skipped)?;
    }
    writeln!(out, "\n  read: {}", reading.coverage)?;
    for source in &reading.sources {
        for gap in &source.gaps {
            writeln!(out, "  gap: {}: {gap}", source.vendor)?;
        }
    }
    Ok(())
}
