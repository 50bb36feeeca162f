//! From what a person wants to an agreement with whoever offers it best: `intentcast`.
//!
//! ```text
//! cargo run --release --example intentcast
//! cargo run --release --example intentcast -- --intention FILE --offers FILE --language fr
//! ```
//!
//! Exit code 0: agreed; 1: no offer fits; 2: bad input.

use std::io::{self, Write};
use std::process::ExitCode;

use vrm_examples::intentcast::options::{OPTIONS, USAGE};
use vrm_examples::intentcast::{Options, Outcome, run};
use vrm_examples::stop::Stop;

/// The exit code for input that cannot be used.
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    match start() {
        Ok(Outcome::Agreed) => ExitCode::SUCCESS,
        Ok(Outcome::NoneFits) => ExitCode::FAILURE,
        Err(stop) => {
            let _ = writeln!(io::stderr(), "intentcast: {stop}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn start() -> Result<Outcome, Stop> {
    let options = Options::parse(std::env::args_os().skip(1)).map_err(|error| Stop::new(error.to_string()))?;
    if options.help {
        let _ = writeln!(io::stdout(), "{USAGE}\n{OPTIONS}");
        return Ok(Outcome::Agreed);
    }
    run(&options, &mut io::stdout().lock())
}
