//! How far long work is, on standard error: one line that changes on a terminal, else a line now
//! and then.

use std::io::Write;

/// Vendors between two lines of a log.
const LOG_EACH: usize = 250;
/// Vendors between two changes of the line on a terminal.
const SHOW_EACH: usize = 10;

/// Work of which the number of steps is known.
#[derive(Debug)]
pub struct Progress<W> {
    out: W,
    on_terminal: bool,
    of: usize,
}

impl<W: Write> Progress<W> {
    /// Work on so many vendors, shown on a terminal.
    pub const fn on_terminal(out: W, of: usize) -> Self {
        Self { out, on_terminal: true, of }
    }

    /// Work on so many vendors, told to a log.
    pub const fn in_log(out: W, of: usize) -> Self {
        Self { out, on_terminal: false, of }
    }

    /// So many are done. What cannot be written is let go: progress is never worth a failure.
    pub fn at(&mut self, done: usize) {
        let _ = if self.on_terminal && done == self.of {
            write!(self.out, "\r\x1b[K")
        } else if self.on_terminal && done.is_multiple_of(SHOW_EACH) {
            write!(self.out, "\rjudged {done} of {} vendors", self.of)
        } else if !self.on_terminal && done.is_multiple_of(LOG_EACH) {
            writeln!(self.out, "who_fits: judged {done} of {} vendors", self.of)
        } else {
            Ok(())
        };
        let _ = self.out.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(start: fn(Vec<u8>, usize) -> Progress<Vec<u8>>, of: usize) -> String {
        let mut progress = start(Vec::new(), of);
        (1..=of).for_each(|done| progress.at(done));
        String::from_utf8(progress.out).unwrap()
    }

    #[test]
    fn a_log_gets_few_lines_and_a_terminal_one_that_goes() {
        assert_eq!(shown(Progress::in_log, 249), "");
        assert_eq!(shown(Progress::in_log, 600).lines().count(), 2);
        let line = shown(Progress::on_terminal, 396);
        assert!(line.starts_with("\rjudged 10 of 396 vendors\rjudged 20") && !line.contains('\n'));
        assert!(line.ends_with("\r\x1b[K"));
    }
}
