//! Offers that are ranked without a life.

use super::{Quote, TermsFault};
use crate::border::record::{document, instant};
use crate::border::{Failure, text};
use vrm_core::intention::{self, rank};
use vrm_core::keys::SignedId;
use vrm_core::time::Instant;

/// One offer for a want.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// The offer's id.
    #[serde(deserialize_with = "text::one")]
    pub id: SignedId,
    /// What is offered.
    #[serde(deserialize_with = "document")]
    pub quote: Quote,
    /// When the offer was made.
    #[serde(deserialize_with = "instant")]
    pub offered: Instant,
    /// The first moment at which it is no offer any more.
    #[serde(deserialize_with = "instant")]
    pub until: Instant,
    /// What stands between its terms and the person's; nothing where they fit.
    #[serde(default)]
    #[uniffi(default = [])]
    pub terms: Vec<TermsFault>,
}

/// What the core borrows from.
pub(crate) struct Held {
    id: SignedId,
    quote: intention::Quote,
    offered: Instant,
    until: Instant,
    terms: Vec<rank::TermsFault>,
}

impl Held {
    /// The candidate.
    pub(crate) fn candidate(&self) -> rank::Candidate<'_> {
        let Self { id, quote, offered, until, terms } = self;
        rank::Candidate { id: *id, quote, offered: *offered, until: *until, terms }
    }
}

impl TryFrom<Candidate> for Held {
    type Error = Failure;

    fn try_from(candidate: Candidate) -> Result<Self, Failure> {
        let Candidate { id, quote, offered, until, terms } = candidate;
        let terms = terms.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?;
        Ok(Self { id, quote: quote.to_core()?, offered, until, terms })
    }
}
