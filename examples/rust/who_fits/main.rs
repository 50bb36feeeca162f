//! Holds vendors' own files against every agreement of the roster: who fits, who conflicts, who stays open.
//!
//! ```text
//! cargo run --release --example who_fits -- [--all] [--vendor NAME] FILE...
//! ```

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use vrm_core::terms::Roster;
use vrm_examples::shown::{about, printable, unreadable};
use vrm_examples::who_fits::declare::Declared;
use vrm_examples::who_fits::options::{OPTIONS, Options, USAGE};
use vrm_examples::who_fits::progress::Progress;
use vrm_examples::who_fits::report::{Extent, write_files, write_portraits, write_sum, write_survey};
use vrm_examples::who_fits::rules::Rules;
use vrm_examples::who_fits::survey::Survey;
use vrm_examples::who_fits::{Reader, Reading};

/// The most bytes read of one file.
const MOST: u64 = 256 << 20;
/// The exit code for input that cannot be used.
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::BadInput(lines)) => {
            lines.iter().for_each(|line| complain(line));
            ExitCode::from(BAD_INPUT)
        }
        // Whoever reads has had enough, as `head` has.
        Err(Stop::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Output(error)) => {
            complain(&format!("cannot print: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Why there is no report, or not all of it.
enum Stop {
    BadInput(Vec<String>),
    Output(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl Stop {
    fn bad(line: impl ToString) -> Self {
        Self::BadInput(vec![line.to_string()])
    }
}

fn run() -> Result<(), Stop> {
    let options = Options::parse(std::env::args_os().skip(1)).map_err(Stop::bad)?;
    if options.help {
        return Ok(writeln!(io::stdout(), "{USAGE}\n{OPTIONS}")?);
    }
    let extent = if options.all { Extent::All } else { Extent::First };
    let files = read_all(&options)?;
    let sources = files.iter().flat_map(|(_, reading)| &reading.sources);
    let vendors: Vec<Declared> = sources.map(Declared::of).collect::<Result<_, _>>().map_err(Stop::bad)?;
    if vendors.is_empty() {
        return Err(Stop::bad("no vendors: all have left their lists; give a list with at least one"));
    }
    let rules = Rules::of(Roster::builtin());
    let mut out = BufWriter::new(io::stdout().lock());
    if let Some(name) = &options.vendor {
        let chosen: Vec<&Declared> = vendors.iter().filter(|vendor| vendor.is_named(name)).collect();
        if chosen.is_empty() {
            return Err(Stop::bad(format!(
                "no vendor of these files has `{}` in its name or in that of its notice's file",
                printable(name)
            )));
        }
        write_portraits(&mut out, &chosen, &rules, extent)?;
    } else {
        let mut progress = progress(vendors.len());
        let survey = Survey::of(&vendors, &rules, |done| progress.at(done));
        write_sum(&mut out, &files)?;
        write_survey(&mut out, &vendors, &survey, extent)?;
        write_files(&mut out, &files, &vendors, extent)?;
    }
    Ok(out.flush()?)
}

/// Reads every file, or tells of each that cannot be read, in one line, what is wrong, where, and what to do.
fn read_all(options: &Options) -> Result<Vec<(String, Reading)>, Stop> {
    let reader = Reader::new().map_err(Stop::bad)?;
    let mut good = Vec::new();
    let mut bad = Vec::new();
    for file in &options.files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        match read(&reader, file) {
            Ok(reading) => good.push((printable(&file.display().to_string()), reading.in_file(&name))),
            Err(why) => bad.push(about(file, why)),
        }
    }
    if bad.is_empty() { Ok(good) } else { Err(Stop::BadInput(bad)) }
}

fn read(reader: &Reader, file: &Path) -> Result<Reading, String> {
    let mut bytes = Vec::new();
    let length = std::fs::File::open(file)
        .and_then(|open| open.take(MOST + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(&error))?;
    if u64::try_from(length).is_ok_and(|length| length > MOST) {
        return Err(format!("has more than {MOST} bytes; split it"));
    }
    reader.read(&bytes).map_err(|error| format!("{error}; {}", error.remedy()))
}

fn progress(vendors: usize) -> Progress<io::Stderr> {
    let stderr = io::stderr();
    if stderr.is_terminal() { Progress::on_terminal(stderr, vendors) } else { Progress::in_log(stderr, vendors) }
}

/// A line on standard error, where there is one.
fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "who_fits: {line}");
}
