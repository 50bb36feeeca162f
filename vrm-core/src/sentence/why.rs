//! Why an offer is left out, in sentences.

use super::cost;
use super::value::{must, of_property, property, quantity};
use super::{Argument, Sentence};
use crate::intention::rank::Why;
use crate::intention::{
    Budget, BuiltIn, Condition, Measure, Phase, Property, PropertyValue, Quantity, QuantityRange, Requirement,
    TermsFault,
};
use crate::money::Money;
use crate::time::{Instant, Window};

impl Why {
    /// What was asked for, and what was found; of terms, every fault.
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        let one = match self {
            Self::Terms { faults } => return faults.iter().flat_map(TermsFault::sentences).collect(),
            Self::Item { gtin, mpn } => {
                let named = |key, number: String| Sentence::new(key).with("number", Argument::Name(number));
                match (gtin, mpn) {
                    (Some(gtin), _) => named("why.item.gtin", gtin.to_string()),
                    (None, Some(mpn)) => named("why.item.mpn", mpn.as_str().to_owned()),
                    (None, None) => Sentence::new("why.item.unnumbered"),
                }
            }
            Self::Condition { asked, found } => of_condition(*asked, *found),
            Self::Quantity { asked, found } => of_quantity(*asked, *found),
            Self::NoRate { asked, found } => Sentence::new("why.no-rate")
                .with("found", Argument::Name(found.code().to_owned()))
                .with("asked", Argument::Name(asked.code().to_owned())),
            Self::TooLarge { asked, .. } => {
                Sentence::new("why.too-large").with("asked", Argument::Name(asked.code().to_owned()))
            }
            Self::Budget { budget, cost, quantity: None, phases, .. } => of_budget(budget, *cost, phases),
            Self::Budget { budget, cost, quantity: Some(quantity), least, phases } => {
                of_budget_for_each(budget, *least, phases).unwrap_or_else(|| too_much(budget, *cost, *quantity, phases))
            }
            Self::Window { asked, arrival } => of_window(asked, *arrival),
            Self::Requirement { requirement, found } => of_requirement(requirement, found.as_ref()),
            Self::Expired { until } => Sentence::new("why.expired").with("until", Argument::Instant(*until)),
        };
        vec![one]
    }
}

impl TermsFault {
    /// What stands between the two sides' terms; of a declaration that does not pass, every conflict.
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        let of_entry = |key, name: String| vec![Sentence::new(key).with("entry", Argument::Name(name))];
        match self {
            Self::Countered { entry } => of_entry("fault.countered", entry.called()),
            Self::Unknown { entry } => of_entry("fault.unknown", entry.called()),
            Self::Conflict(refusal) => refusal.sentences(),
            Self::Blocked { block } => vec![Sentence::new("deny.blocked").with("block", Argument::Id(block.clone()))],
        }
    }
}

fn of_condition(asked: Condition, found: Option<Condition>) -> Sentence {
    let said = match found {
        Some(found) => Sentence::new("why.condition").with("found", condition(found)),
        None => Sentence::new("why.condition.unknown"),
    };
    said.with("asked", condition(asked))
}

fn condition(condition: Condition) -> Argument {
    Argument::Phrase(Sentence::new(match condition {
        Condition::New => "condition.new",
        Condition::Refurbished => "condition.refurbished",
        Condition::Used => "condition.used",
        Condition::Damaged => "condition.damaged",
    }))
}

fn of_quantity(asked: QuantityRange, found: Option<Quantity>) -> Sentence {
    let said = match found {
        Some(found) => Sentence::new("why.quantity").with("found", quantity(found)),
        None => Sentence::new("why.quantity.unknown"),
    };
    let end = |number| Argument::Measure(Measure { number, unit: Some(asked.unit()) });
    let range = if asked.least() == asked.most() {
        Sentence::new("range.exact").with("least", end(asked.least()))
    } else {
        Sentence::new("range").with("least", end(asked.least())).with("most", end(asked.most()))
    };
    said.with("asked", Argument::Phrase(range))
}

fn of_budget(budget: &Budget, cost: Money, phases: &[Phase]) -> Sentence {
    let said = Sentence::new(if covers_all(budget) { "why.budget" } else { "why.budget.part" });
    let said = said.with("cost", cost::within(cost, phases)).with("most", Argument::Amount(budget.most));
    // The two are in one currency, and their difference is an amount as they are.
    said.with("over", cost.minus(budget.most).map_or(Argument::Amount(cost), Argument::Amount))
}

/// Of a ceiling for each, what each costs; none for more than an amount has.
fn of_budget_for_each(budget: &Budget, least: Option<Money>, phases: &[Phase]) -> Option<Sentence> {
    let said = Sentence::new(if covers_all(budget) { "why.budget.each" } else { "why.budget.each.part" });
    let said = said.with("cost", cost::within(least?, phases));
    Some(said.with("most", Argument::Amount(budget.most)))
}

fn too_much(budget: &Budget, cost: Money, quantity: Quantity, phases: &[Phase]) -> Sentence {
    let said = Sentence::new("why.budget.each.all").with("cost", cost::within(cost, phases));
    said.with("quantity", self::quantity(quantity)).with("most", Argument::Amount(budget.most))
}

fn covers_all(budget: &Budget) -> bool {
    budget.tax && budget.delivery
}

fn of_window(asked: &Window, arrival: Option<Instant>) -> Sentence {
    let moment = |said: Sentence, name, at: Option<Instant>| match at {
        Some(at) => said.with(name, Argument::Instant(at)),
        None => said,
    };
    let is_early = arrival.zip(asked.from()).is_some_and(|(arrival, from)| arrival < from);
    match arrival {
        Some(_) if is_early => {
            let said = moment(Sentence::new("why.window.early"), "arrival", arrival);
            moment(said, "from", asked.from())
        }
        Some(_) => {
            let said = moment(Sentence::new("why.window.late"), "arrival", arrival);
            moment(said, "until", asked.until())
        }
        None => moment(Sentence::new("why.window.unknown"), "until", asked.until()),
    }
}

fn of_requirement(requirement: &Requirement, found: Option<&PropertyValue>) -> Sentence {
    let Requirement { property: of, test: asked } = requirement;
    let said = match found {
        Some(found) => Sentence::new("why.requirement").with("found", of_property(of, found)),
        // Its price is stated, and has more digits than a number.
        None if *of == Property::BuiltIn(BuiltIn::Price) => Sentence::new("why.requirement.unsaid"),
        None => Sentence::new("why.requirement.unknown"),
    };
    said.with("property", property(of)).with("must", must(of, asked))
}
