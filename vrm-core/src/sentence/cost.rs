//! What is paid, once and again and again, in sentences.

use super::{Argument, Sentence};
use crate::intention::Phase;
use crate::intention::rank::Ranked;
use crate::money::Money;

/// How far ahead a sum looks.
enum Span {
    /// Everything there is to pay.
    All,
    /// A year of what has no end.
    Year,
    /// Everything that has an end, and a year of what has none.
    Mixed,
}

impl From<&[Phase]> for Span {
    fn from(phases: &[Phase]) -> Self {
        match phases {
            [only] if only.times.is_none() => Self::Year,
            [.., last] if last.times.is_none() => Self::Mixed,
            _ => Self::All,
        }
    }
}

/// A sum; where a phase has no end, with how far ahead it looks.
pub(super) fn within(sum: Money, phases: &[Phase]) -> Argument {
    let key = match Span::from(phases) {
        Span::All => return Argument::Amount(sum),
        Span::Year => "cost.year",
        Span::Mixed => "cost.mixed",
    };
    Argument::Phrase(Sentence::new(key).with("sum", Argument::Amount(sum)))
}

/// What an offer costs: what is paid at once, then each phase, and what that comes to.
pub(super) fn of(ranked: &Ranked) -> Sentence {
    let Ranked { total, once, phases, .. } = ranked;
    if phases.is_empty() {
        return Sentence::new("rank.total").with("total", Argument::Amount(*total));
    }
    let total = match Span::from(phases.as_slice()) {
        Span::All => Argument::Phrase(Sentence::new("cost.all").with("sum", Argument::Amount(*total))),
        Span::Year | Span::Mixed => within(*total, phases),
    };
    let then = phases.iter().map(|each| Argument::Phrase(Sentence::new("phase.then").with("phase", phase(*each))));
    Sentence::new("rank.phases")
        .with("once", Argument::Amount(*once))
        .with("phases", Argument::List(then.collect()))
        .with("total", total)
}

fn phase(phase: Phase) -> Argument {
    let days = phase.every.count();
    let every = Argument::Phrase(
        Sentence::new(if days == 1 { "every.day" } else { "every" }).with("days", Argument::Days(days)),
    );
    let said = match phase.times {
        None => Sentence::new("phase.endless").with("every", every),
        Some(1) => Sentence::new("phase.once").with("days", Argument::Days(days)),
        Some(times) => {
            Sentence::new("phase.times").with("every", every).with("times", Argument::Number(u64::from(times)))
        }
    };
    Argument::Phrase(said.with("amount", Argument::Amount(phase.amount)))
}
