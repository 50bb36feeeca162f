//! The offers of one text.

use super::error::ForeignOfferError;
use super::published::PublishedOffer;

/// The most offers that are read from one text.
pub(super) const LIMIT: usize = 16_384;

/// The offers found so far.
#[derive(Debug, Default)]
pub(super) struct Collected(Vec<PublishedOffer>);

impl Collected {
    pub(super) fn add(&mut self, offer: PublishedOffer) -> Result<(), ForeignOfferError> {
        if self.0.len() >= LIMIT {
            return Err(ForeignOfferError::TooManyOffers { limit: LIMIT });
        }
        self.0.push(offer);
        Ok(())
    }

    pub(super) fn into_offers(self) -> Vec<PublishedOffer> {
        self.0
    }
}
