//! Why an offer is left out, and what would have admitted it.

use super::ranking::count;
use crate::value::sentence::said;
use crate::value::{
    Budget, Condition, Money, Phase, PropertyValue, Quantity, QuantityRange, Requirement, Sentence, TermsFault,
    TimeWindow,
};
use vrm_core::intention;
use vrm_core::intention::rank;
use vrm_core::money::{Currency, Decimal};
use vrm_core::time::Instant;

/// Something that an offer fails: what was asked for, and what was found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Why {
    /// It is none of the items asked for.
    Item {
        /// The product number of what is offered.
        gtin: Option<String>,
        /// The maker's number of what is offered.
        mpn: Option<String>,
    },
    /// It is in another condition, or does not say.
    Condition {
        /// What was asked for.
        asked: Condition,
        /// What is offered.
        found: Option<Condition>,
    },
    /// Too few, too many, of another unit, or not stated.
    Quantity {
        /// What was asked for.
        asked: QuantityRange,
        /// What is offered.
        found: Option<Quantity>,
    },
    /// Its currency is another, and there is no rate.
    NoRate {
        /// The want's currency.
        asked: Currency,
        /// The offer's.
        found: Currency,
    },
    /// In the want's currency, it costs more than an amount can be.
    TooLarge {
        /// The want's currency.
        asked: Currency,
        /// The offer's.
        found: Currency,
    },
    /// It costs more than the budget.
    Budget {
        /// The budget.
        budget: Budget,
        /// The cost of what the budget covers, in the want's currency and for all of the quantity.
        cost: Money,
        /// For how many; none where the ceiling is for all.
        quantity: Option<Quantity>,
        /// The least ceiling that would be enough; none for more than an amount has.
        least: Option<Money>,
        /// What of the cost is paid again and again, in the offer's own currency.
        phases: Vec<Phase>,
    },
    /// It is not there in time.
    Window {
        /// When it should be there.
        asked: TimeWindow,
        /// When it is there if it is accepted now; none where the offer does not say.
        arrival: Option<Instant>,
    },
    /// A requirement does not hold.
    Requirement {
        /// The requirement.
        requirement: Requirement,
        /// What the offer says.
        found: Option<PropertyValue>,
    },
    /// Its terms do not do.
    Terms {
        /// Each fault.
        faults: Vec<TermsFault>,
    },
    /// It is no offer any more.
    Expired {
        /// Since when.
        until: Instant,
    },
    /// Something that this version of the border does not name.
    Other,
}

/// Something that must hold for an offer to fit.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Hard {
    /// The product number, or the maker's, is one that was asked for.
    Item,
    /// The condition is the one asked for.
    Condition,
    /// The quantity is within what was asked for, in its unit.
    Quantity,
    /// The price can be told in the want's currency.
    Currency,
    /// It costs no more than the budget.
    Budget,
    /// It is there in time.
    Window,
    /// A requirement holds.
    Requirement {
        /// Which.
        requirement: Requirement,
    },
    /// Its terms fit.
    Terms,
    /// It still stands.
    Validity,
}

/// One thing that must hold and is all that keeps some offers out.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Relaxed {
    /// What it is.
    pub what: Hard,
    /// How many offers fail in this alone, and would fit if it were not asked; of terms, those only that counter.
    pub admits: u64,
    /// How far a bound would have to move: the lower one, then the upper one.
    pub steps: Vec<RelaxedStep>,
    /// The same in sentences.
    pub sentences: Vec<Sentence>,
}

/// How far one bound would have to move.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct RelaxedStep {
    /// The nearest bound that admits one.
    pub first: Limit,
    /// How many offers that admits.
    pub at_first: u64,
    /// The bound that admits all that miss it by a number.
    pub all: Limit,
    /// How many those are.
    pub at_all: u64,
}

/// A bound as it would have to be, instead of the one that is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Limit {
    /// The budget's ceiling.
    Budget {
        /// As it would have to be.
        most: Money,
    },
    /// A requirement's or the quantity's lower bound.
    AtLeast {
        /// As it would have to be.
        number: Decimal,
    },
    /// A requirement's or the quantity's upper bound.
    AtMost {
        /// As it would have to be.
        number: Decimal,
    },
    /// The window's start.
    From {
        /// As it would have to be.
        at: Instant,
    },
    /// The window's end.
    Until {
        /// As it would have to be.
        at: Instant,
    },
}

impl From<&rank::Why> for Why {
    fn from(why: &rank::Why) -> Self {
        use rank::Why as Of;
        match why {
            Of::Item { gtin, mpn } => {
                let mpn = mpn.as_ref().map(|mpn| mpn.as_str().to_owned());
                Self::Item { gtin: gtin.map(|gtin| gtin.to_string()), mpn }
            }
            Of::Condition { asked, found } => Self::Condition { asked: (*asked).into(), found: found.map(Into::into) },
            Of::Quantity { asked, found } => Self::Quantity { asked: (*asked).into(), found: found.map(Into::into) },
            Of::NoRate { asked, found } => Self::NoRate { asked: *asked, found: *found },
            Of::TooLarge { asked, found } => Self::TooLarge { asked: *asked, found: *found },
            Of::Budget { budget, cost, quantity, least, phases } => Self::Budget {
                budget: (*budget).into(),
                cost: (*cost).into(),
                quantity: quantity.map(Into::into),
                least: least.map(Into::into),
                phases: phases.iter().map(|phase| (*phase).into()).collect(),
            },
            Of::Window { asked, arrival } => Self::Window { asked: (*asked).into(), arrival: *arrival },
            Of::Requirement { requirement, found } => {
                Self::Requirement { requirement: requirement.into(), found: found.as_ref().map(Into::into) }
            }
            Of::Terms { faults } => Self::Terms { faults: faults.iter().map(Into::into).collect() },
            Of::Expired { until } => Self::Expired { until: *until },
            _ => Self::Other,
        }
    }
}

impl From<&rank::Hard> for Hard {
    fn from(hard: &rank::Hard) -> Self {
        use rank::Hard as Of;
        match hard {
            Of::Item => Self::Item,
            Of::Condition => Self::Condition,
            Of::Quantity => Self::Quantity,
            Of::Currency => Self::Currency,
            Of::Budget => Self::Budget,
            Of::Window => Self::Window,
            Of::Requirement(requirement) => Self::Requirement { requirement: requirement.into() },
            Of::Terms => Self::Terms,
            Of::Validity => Self::Validity,
        }
    }
}

impl Relaxed {
    /// What would have admitted more, with its sentences for the want.
    pub(crate) fn of(relaxed: &rank::Relaxed, want: &intention::Want) -> Self {
        Self {
            what: (&relaxed.what).into(),
            admits: count(relaxed.admits),
            steps: relaxed.steps.iter().map(|step| (*step).into()).collect(),
            sentences: said(&relaxed.sentences(want)),
        }
    }
}

impl From<rank::Step> for RelaxedStep {
    fn from(step: rank::Step) -> Self {
        let (first, all) = (step.first.into(), step.all.into());
        Self { first, at_first: count(step.at_first), all, at_all: count(step.at_all) }
    }
}

impl From<rank::Limit> for Limit {
    fn from(limit: rank::Limit) -> Self {
        use rank::Limit as Of;
        match limit {
            Of::Budget(most) => Self::Budget { most: most.into() },
            Of::AtLeast(number) => Self::AtLeast { number },
            Of::AtMost(number) => Self::AtMost { number },
            Of::From(at) => Self::From { at },
            Of::Until(at) => Self::Until { at },
        }
    }
}
