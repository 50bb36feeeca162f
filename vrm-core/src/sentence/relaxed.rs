//! What would have admitted more, in sentences.

use super::value::{bound, property, test};
use super::{Argument, Sentence};
use crate::intention::rank::{Hard, Limit, Relaxed, Step};
use crate::intention::{Measure, Number, Property, QuantityRange, Requirement, Test, Want};
use crate::money::Decimal;

impl Relaxed {
    /// How many more there would be, and at what: at the nearest bound that admits some, and at the one that admits all
    /// that miss it by a number. Where others are left, or none misses by a number, how many there would be without.
    ///
    /// The want is the one that was ranked for: it says how far away a bound is.
    #[must_use]
    pub fn sentences(&self, want: &Want) -> Vec<Sentence> {
        let mut said = Vec::new();
        for step in &self.steps {
            said.push(self.at(want, step.first).with("more", more(step.at_first)));
            if step.at_all > step.at_first {
                said.push(self.at(want, step.all).with("more", more(step.at_all)));
            }
        }
        let by_number: usize = self.steps.iter().map(|step: &Step| step.at_all).sum();
        if by_number < self.admits {
            said.push(without(&self.what).with("more", more(self.admits)));
        }
        said
    }

    fn at(&self, want: &Want, limit: Limit) -> Sentence {
        let with = |key, value| Sentence::new(key).with("limit", value);
        match (&self.what, limit) {
            (_, Limit::Budget(limit)) => {
                let over = want.budget().and_then(|budget| limit.minus(budget.most).ok());
                match over {
                    Some(over) => Sentence::new("relaxed.budget").with("over", Argument::Amount(over)),
                    None => with("relaxed.budget.to", Argument::Amount(limit)),
                }
            }
            (_, Limit::From(at)) => with("relaxed.window.from", Argument::Instant(at)),
            (_, Limit::Until(at)) => with("relaxed.window.until", Argument::Instant(at)),
            (Hard::Requirement(Requirement { property: of, test: asked }), limit) => {
                let (key, number) = match limit {
                    Limit::AtLeast(number) => ("relaxed.requirement.least", number),
                    Limit::AtMost(number) => ("relaxed.requirement.most", number),
                    _ => return without(&self.what),
                };
                let unit = match asked {
                    Test::AtLeast(measure) | Test::AtMost(measure) => measure.unit,
                    _ => None,
                };
                with(key, bound(of, number, unit)).with("property", property(of))
            }
            (_, Limit::AtLeast(number)) => with("relaxed.quantity.least", counted(want, number)),
            (_, Limit::AtMost(number)) => with("relaxed.quantity.most", counted(want, number)),
        }
    }
}

/// A number in the unit of the want's quantity.
fn counted(want: &Want, number: Decimal) -> Argument {
    let unit = want.quantity().map(QuantityRange::unit);
    match Number::try_from(number) {
        Ok(number) => Argument::Measure(Measure { number, unit }),
        Err(_) => Argument::Decimal(number),
    }
}

fn more(count: usize) -> Argument {
    const WORDS: [&str; 12] = [
        "more.1", "more.2", "more.3", "more.4", "more.5", "more.6", "more.7", "more.8", "more.9", "more.10", "more.11",
        "more.12",
    ];
    let word = count.checked_sub(1).and_then(|place| WORDS.get(place));
    Argument::Phrase(match word {
        Some(key) => Sentence::new(key),
        None => Sentence::new("more").with("count", Argument::Number(u64::try_from(count).unwrap_or(u64::MAX))),
    })
}

fn without(what: &Hard) -> Sentence {
    match what {
        Hard::Item => Sentence::new("relaxed.item"),
        Hard::Condition => Sentence::new("relaxed.condition"),
        Hard::Quantity => Sentence::new("relaxed.quantity"),
        Hard::Currency => Sentence::new("relaxed.currency"),
        Hard::Budget => Sentence::new("relaxed.ceiling"),
        Hard::Window => Sentence::new("relaxed.window"),
        Hard::Terms => Sentence::new("relaxed.terms"),
        Hard::Validity => Sentence::new("relaxed.validity"),
        Hard::Requirement(Requirement { property: of, test: asked }) => of_requirement(of, asked),
    }
}

fn of_requirement(of: &Property, asked: &Test) -> Sentence {
    Sentence::new("relaxed.requirement").with("property", property(of)).with("test", test(of, asked))
}
