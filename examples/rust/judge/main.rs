//! Puts decision cases to the library: `judge FILE.jsonl...` prints one JSON answer a line.
//!
//! Where cases say what they expect, the count of right answers goes to standard error, and a wrong one makes the exit
//! code 1. A bad file gets one line and exit code 2.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use vrm_examples::judge::Options;
use vrm_examples::judge::lines::{Stop, Tally, answer};
use vrm_examples::judge::options::USAGE;
use vrm_examples::shown::about;

/// The exit code for input that cannot be used.
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    let files = match Options::parse(std::env::args_os().skip(1)) {
        Ok(Options::Files(files)) => files,
        Ok(Options::Help) => return print_usage(),
        Err(why) => {
            complain(&why.to_string());
            return ExitCode::from(BAD_INPUT);
        }
    };
    let mut tally = Tally::default();
    for file in &files {
        match run(file, &mut tally) {
            Ok(()) => {}
            Err(Stop::Output(error)) => return cannot_print(&error),
            Err(why) => {
                complain(&about(file, why));
                return ExitCode::from(BAD_INPUT);
            }
        }
    }
    if tally.counted > 0 {
        let _ = writeln!(io::stderr(), "right {}/{}", tally.right, tally.counted);
    }
    ExitCode::from(u8::from(tally.right < tally.counted))
}

fn run(file: &Path, tally: &mut Tally) -> Result<(), Stop> {
    let lines = BufReader::new(File::open(file).map_err(Stop::Input)?);
    let mut out = BufWriter::new(io::stdout().lock());
    let done = answer(lines, &mut out, tally);
    out.flush().map_err(Stop::Output)?;
    done
}

fn print_usage() -> ExitCode {
    writeln!(io::stdout(), "{USAGE}").map_or_else(|error| cannot_print(&error), |()| ExitCode::SUCCESS)
}

/// Whoever reads may have had enough, as `head` has: no failure.
fn cannot_print(error: &io::Error) -> ExitCode {
    if error.kind() == ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    complain(&format!("cannot print: {error}"));
    ExitCode::FAILURE
}

/// A line on standard error, where there is one.
fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "judge: {line}");
}
