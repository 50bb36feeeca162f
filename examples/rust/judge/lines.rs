//! Cases line by line: an answer to each, and how many were right.

use std::io::{self, BufRead, Read, Write};

use vrm_core::Error;
use vrm_core::json::JsonError;

use super::Case;
use crate::shown::unreadable;

/// The most bytes of a line, which is held whole before it is read.
pub const LONGEST: usize = 1 << 20;

/// How many cases said what they expect, and how many of these were answered so.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// Answered as expected.
    pub right: usize,
    /// Expected something.
    pub counted: usize,
}

/// Why there are no answers, or not all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Stop {
    /// The input ends early.
    #[error("{}", unreadable(.0))]
    Input(io::Error),
    /// More bytes than are held.
    #[error("line {line} has more than {LONGEST} bytes; give each case a line of its own")]
    TooLong {
        /// The line, from 1.
        line: usize,
    },
    /// A line that is no case.
    #[error("line {line}: {}", told(.why))]
    BadCase {
        /// The line, from 1.
        line: usize,
        /// The library's own error, with the place.
        why: Error,
    },
    /// Nothing but white space.
    #[error("no case; give one JSON object a line")]
    NoCase,
    /// The answer cannot be written.
    #[error("cannot print: {0}")]
    Output(io::Error),
}

/// Answers every case of an input, one line of JSON each.
///
/// # Errors
///
/// [`Stop`], with the line; what came before it is answered.
pub fn answer(mut input: impl BufRead, out: &mut dyn Write, tally: &mut Tally) -> Result<(), Stop> {
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX).saturating_add(1);
    let mut text = Vec::new();
    let (mut line, mut cases) = (0, 0_usize);
    loop {
        text.clear();
        line += 1;
        if input.by_ref().take(most).read_until(b'\n', &mut text).map_err(Stop::Input)? == 0 {
            break;
        }
        if text.len() > LONGEST && text.last() != Some(&b'\n') {
            return Err(Stop::TooLong { line });
        }
        let text = text.trim_ascii();
        if text.is_empty() {
            continue;
        }
        cases += 1;
        let bad = |why| Stop::BadCase { line, why };
        let case = Case::parse(text).map_err(bad)?;
        let answer = case.answer().map_err(bad)?;
        writeln!(out, "{}", answer.canonical()).map_err(Stop::Output)?;
        if case.expected.is_some() {
            tally.counted += 1;
            tally.right += usize::from(case.is_right(&answer));
        }
    }
    if cases == 0 { Err(Stop::NoCase) } else { Ok(()) }
}

/// A case is one line to the reader of JSON, whose own line number would mislead beside ours.
fn told(why: &Error) -> String {
    match why {
        Error::Json(JsonError::Syntax { column, reason, .. }) => format!("not JSON at column {column}: {reason}"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = r#"{"id":"a","terms":{"permissions":[{"id":"p","data":["pd:Name"],"purpose":["dpv:Marketing"]}]},"request":{"data":"pd:Name","purpose":"dpv:Marketing","operation":"dpv:Store","recipient":"vendor"},"expect":{"effect":"EFFECT"}}"#;

    fn put(input: impl BufRead) -> (Result<(), String>, usize, Tally) {
        let (mut out, mut tally) = (Vec::new(), Tally::default());
        let done = answer(input, &mut out, &mut tally).map_err(|why| why.to_string());
        (done, out.split(|byte| *byte == b'\n').count() - 1, tally)
    }

    #[test]
    fn an_endless_line_is_refused_before_it_fills_the_memory() {
        let (done, _, _) = put(io::BufReader::new(io::repeat(0)));
        assert_eq!(done.unwrap_err(), "line 1 has more than 1048576 bytes; give each case a line of its own");
        let case = CASE.replace("EFFECT", "permit");
        let longest = format!("{case}{}\n{case}", " ".repeat(LONGEST - case.len()));
        assert_eq!(put(longest.as_bytes()), (Ok(()), 2, Tally { right: 2, counted: 2 }));
        let longer = format!("{case}\n {longest}");
        let (done, answered, _) = put(longer.as_bytes());
        assert!(done.unwrap_err().starts_with("line 2 has more"));
        assert_eq!(answered, 1);
    }

    #[test]
    fn an_input_without_a_case_is_refused() {
        for empty in ["", " ", "\n\r\n\t \n"] {
            assert_eq!(put(empty.as_bytes()).0.unwrap_err(), "no case; give one JSON object a line");
        }
    }

    #[test]
    fn a_bad_case_is_named_by_its_line() {
        let text = format!("\n{}\n{{\"id\": ", CASE.replace("EFFECT", "deny"));
        let (done, answered, tally) = put(text.as_bytes());
        let why = done.unwrap_err();
        assert!(why.starts_with("line 3: not JSON at column 6: "), "{why}");
        assert_eq!((answered, tally), (1, Tally { right: 0, counted: 1 }));
        assert_eq!(put(&b"[1]"[..]).0.unwrap_err(), "line 1: the whole text is an array, expected an object");
        assert_eq!(put(&b"\xff"[..]).0.unwrap_err(), "line 1: byte 0 does not continue UTF-8 text");
    }
}
