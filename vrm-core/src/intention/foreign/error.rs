//! What is wrong with a text of another format, or with what should become one.

use super::gap::OfferPart;
use crate::error::{Code, Fault};
use crate::intention::IntentionError;
use crate::json::JsonError;
use crate::money::MoneyError;
use crate::text::TextError;
use crate::time::TimeError;

/// What is wrong with a text of another format, or with what should become one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ForeignOfferError {
    /// The JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// An amount.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// A text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A time.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// The quote or the want.
    #[error(transparent)]
    Intention(#[from] IntentionError),
    /// A text of none of the formats.
    #[error(
        "the text is of no format that offers are read from, expected schema.org JSON-LD or one of ACP, UCP, AP2 or OCDS"
    )]
    NoFormat,
    /// More offers than are read from one text.
    #[error("the text has more than {limit} offers")]
    TooManyOffers {
        /// How many are read.
        limit: usize,
    },
    /// A published offer that says too little for a quote.
    #[error("{part} is not stated so that a quote can be made of it")]
    Incomplete {
        /// What is missing, or is not one.
        part: OfferPart,
    },
    /// A published offer that nobody can take.
    #[error("it is sold out or not on offer, expected an offer that can be taken")]
    NotOnOffer,
    /// A want that no mandate can hold.
    #[error("no mandate can say this: {what}")]
    Unsuited {
        /// What it lacks.
        what: Unsuited,
    },
    /// A mandate that is none.
    #[error("it is no closed mandate: {why}")]
    NoMandate {
        /// Why.
        why: NoMandate,
    },
}

/// Why a want cannot be handed to an agent as open mandates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Unsuited {
    /// It is not about paying for something.
    #[error("it is not for buying, renting or hiring")]
    Kind,
    /// Its item, or an alternative, has no number by which a merchant knows it.
    #[error("an item has neither a product number nor a maker's number")]
    Item,
    /// It has no budget, so an agent could spend anything.
    #[error("it has no budget")]
    Budget,
    /// Its quantity holds no whole number of pieces.
    #[error("its quantity holds no whole number of pieces (units C62, H87 and EA)")]
    Quantity,
    /// It ends before it begins.
    #[error("it ends before it begins")]
    Expiry,
}

/// Why a text is no closed mandate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum NoMandate {
    /// It has no `vct` of one.
    #[error("it has no mandate of type `mandate.checkout.1` or `mandate.payment.1`")]
    Type,
    /// It has several of one type, so that nobody could say which holds.
    #[error("it has two mandates of one type")]
    Twice,
    /// A part in base64url, or the JSON in it, is broken.
    #[error("a part of it is no base64url of JSON")]
    Encoding,
}

impl Fault for ForeignOfferError {
    fn code(&self) -> Code {
        match self {
            Self::Json(error) => error.code(),
            Self::Money(error) => error.code(),
            Self::Text(error) => error.code(),
            Self::Time(error) => error.code(),
            Self::Intention(error) => error.code(),
            Self::NoFormat => Code::IntentionForeignFormat,
            Self::TooManyOffers { .. } => Code::IntentionForeignTooMany,
            Self::Incomplete { .. } => Code::IntentionForeignIncomplete,
            Self::NotOnOffer => Code::IntentionForeignNotOnOffer,
            Self::Unsuited { .. } => Code::IntentionMandateUnsuited,
            Self::NoMandate { .. } => Code::IntentionMandateMalformed,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Json(error) => error.path(),
            Self::Intention(error) => error.path(),
            _ => None,
        }
    }
}
