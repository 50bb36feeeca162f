//! Two processes on one machine make an agreement through files: `agree FOLDER`.
//!
//! ```text
//! cargo run --release --example agree -- FOLDER
//! ```
//!
//! Exit code 0: agreed; 1: refused; 2: bad input.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus};

use vrm_core::terms::Declaration;
use vrm_examples::agree::options::{OPTIONS, Options, Task, USAGE};
use vrm_examples::agree::{Outcome, Post, Stop, audit, declared, person, vendor};

/// The exit code for input that cannot be used.
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    match run() {
        Ok(Outcome::Agreed) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::FAILURE,
        Err(stop) => {
            let _ = writeln!(io::stderr(), "agree: {stop}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn run() -> Result<Outcome, Stop> {
    let options = Options::parse(std::env::args_os().skip(1)).map_err(|error| Stop::new(error.to_string()))?;
    match &options.task {
        Task::Help => {
            let _ = writeln!(io::stdout(), "{USAGE}\n{OPTIONS}");
            Ok(Outcome::Agreed)
        }
        Task::Both(folder) => both(folder, &options),
        Task::Person(folder) => person::run(folder, &options.wanted, options.danger_keys),
        Task::Vendor(folder) => vendor::run(folder, &options.accepts, declaration(&options)?, options.danger_keys),
        Task::Audit(file) => Ok(if audit::run(file)? { Outcome::Agreed } else { Outcome::Refused }),
    }
}

fn declaration(options: &Options) -> Result<Declaration, Stop> {
    options.declaration.as_deref().map_or_else(declared::builtin, declared::read)
}

/// Starts a person and a vendor as two processes of their own, waits for both, and audits what the person kept.
fn both(folder: &Path, options: &Options) -> Result<Outcome, Stop> {
    declaration(options)?;
    Post::open(folder)?;
    let start = |role: &str| {
        let program = std::env::current_exe().map_err(|error| Stop::new(format!("no second process: {error}")))?;
        let arguments = std::env::args_os().skip(1).filter(|argument| Path::new(argument) != folder);
        let child = Command::new(program).arg(role).arg(folder).args(arguments).spawn();
        child.map_err(|error| Stop::new(format!("no second process: {error}")))
    };
    let ended = |mut child: Child| child.wait().map_err(|error| Stop::new(format!("a process is lost: {error}")));
    let (vendor, person) = (start("vendor")?, start("person")?);
    let (vendor, person) = (ended(vendor)?, ended(person)?);
    let code = |status: ExitStatus| status.code().unwrap_or_default();
    match (code(vendor), code(person)) {
        (0, 0) => {
            let _ = writeln!(io::stdout(), "what an auditor finds in what the person kept:");
            audit::run(&folder.join("person").join("bundle.json"))?;
            Ok(Outcome::Agreed)
        }
        (1, 1) => Ok(Outcome::Refused),
        _ => Err(Stop::new("one side stopped; its line is above")),
    }
}
