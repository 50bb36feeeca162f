//! Why an offer is left out.

use super::candidate::TermsFault;
use super::hard::Hard;
use crate::intention::{Budget, Condition, Gtin, Phase, PropertyValue, Quantity, QuantityRange, Requirement};
use crate::money::{Currency, Money};
use crate::text::Token;
use crate::time::{Instant, Window};

/// Something that an offer fails: what was asked for, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// It is none of the items asked for.
    Item {
        /// The product number of what is offered.
        gtin: Option<Gtin>,
        /// The maker's number of what is offered.
        mpn: Option<Token>,
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
        asked: Window,
        /// When it is there if it is accepted now; none where the offer does not say.
        arrival: Option<Instant>,
    },
    /// A requirement does not hold.
    Requirement {
        /// The requirement.
        requirement: Requirement,
        /// What the offer says, as in a [`Reason`](super::Reason).
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
}

impl Why {
    /// What did not hold.
    #[must_use]
    pub fn hard(&self) -> Hard {
        match self {
            Self::Item { .. } => Hard::Item,
            Self::Condition { .. } => Hard::Condition,
            Self::Quantity { .. } => Hard::Quantity,
            Self::NoRate { .. } | Self::TooLarge { .. } => Hard::Currency,
            Self::Budget { .. } => Hard::Budget,
            Self::Window { .. } => Hard::Window,
            Self::Requirement { requirement, .. } => Hard::Requirement(requirement.clone()),
            Self::Terms { .. } => Hard::Terms,
            Self::Expired { .. } => Hard::Validity,
        }
    }
}
