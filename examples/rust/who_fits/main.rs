//! Reads vendors' own files and says how much of each could be understood.
//!
//! ```text
//! cargo run --release --example who_fits -- FILE...
//! ```

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use vrm_examples::who_fits::{Coverage, Reader, Reading};

fn main() -> ExitCode {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
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
fn report(reader: &Reader, files: &[PathBuf], out: &mut impl Write) -> std::io::Result<usize> {
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
fn read_file(reader: &Reader, file: &Path) -> Result<Reading, String> {
    let shown = file.display();
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|mut open| open.read_to_end(&mut bytes))
        .map_err(|error| format!("{shown}: cannot be read: {error}; check the path"))?;
    reader.read(&bytes).map_err(|error| format!("{shown}: {error}; {}", error.remedy()))
}

fn print(file: &Path, reading: &Reading, out: &mut impl Write) -> std::io::Result<()> {
    let (file, format) = (file.display(), reading.format);
    let (vendors, processes) = (reading.sources.len(), reading.processes());
    write!(out, "{file}: {format}, {vendors} vendors, {processes} processes")?;
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
