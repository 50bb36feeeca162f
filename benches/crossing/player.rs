//! Who makes the calls: this program, or one that is asked line by line.

use super::Outcome;
use super::life::Life;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

pub(crate) enum Player {
    Here(Life),
    Program { name: String, child: Child, input: ChildStdin, output: BufReader<ChildStdout> },
}

impl Player {
    pub(crate) fn start(name: &str, command: &str, folder: &Path) -> Outcome<Self> {
        let mut shell = Command::new("bash");
        shell.args(["-c", command, name]).arg(folder);
        let mut child = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = child.stdin.take().ok_or("no input")?;
        let output = BufReader::new(child.stdout.take().ok_or("no output")?);
        Ok(Self::Program { name: name.to_owned(), child, input, output })
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Here(_) => "rust",
            Self::Program { name, .. } => name,
        }
    }

    /// Does it so often, and says how many nanoseconds that took.
    pub(crate) fn play(&mut self, operation: &str, times: u64) -> Outcome<u64> {
        match self {
            Self::Here(life) => {
                let began = Instant::now();
                life.play(operation, times)?;
                Ok(u64::try_from(began.elapsed().as_nanos())?)
            }
            Self::Program { name, input, output, .. } => {
                writeln!(input, "{operation} {times}")?;
                input.flush()?;
                let mut line = String::new();
                output.read_line(&mut line)?;
                line.trim().parse().map_err(|_| format!("{name}, {operation}: answered {line:?}").into())
            }
        }
    }

    /// Tells it that there is no more.
    pub(crate) fn stop(self) -> Outcome<()> {
        if let Self::Program { name, mut child, input, .. } = self {
            drop(input);
            let status = child.wait()?;
            if !status.success() {
                return Err(format!("{name}: {status}").into());
            }
        }
        Ok(())
    }
}
