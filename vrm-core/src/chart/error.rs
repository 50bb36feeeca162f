//! A move that is not on its chart.

use crate::error::{Code, Fault};

/// Why a state does not change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChartError {
    /// A move that is not on the chart.
    #[error("{chart} in the state {state}: {step} is no move from there, {}", said(possible))]
    NoSuchMove {
        /// The chart, by what moves on it.
        chart: &'static str,
        /// Where it is.
        state: &'static str,
        /// What was tried.
        step: &'static str,
        /// What could be done instead.
        possible: Vec<&'static str>,
    },
}

fn said(possible: &[&str]) -> String {
    match possible {
        [] => "none is".to_owned(),
        [one] => format!("only {one} is"),
        many => format!("only these are: {}", many.join(", ")),
    }
}

impl Fault for ChartError {
    fn code(&self) -> Code {
        match self {
            Self::NoSuchMove { .. } => Code::ChartNoSuchMove,
        }
    }
}
