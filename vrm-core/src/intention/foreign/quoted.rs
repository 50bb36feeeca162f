//! A quote out of a published offer.

use super::error::ForeignOfferError;
use super::gap::OfferPart;
use super::published::{OfferStage, PublishedOffer, PublishedQuantity};
use crate::intention::{Item, Number, Price, Quantity, Quote, UnitCode};
use crate::money::Money;

/// Units of time of UN/CEFACT Recommendation 20.
const TIMES: &[&str] = &["SEC", "MIN", "HUR", "DAY", "WEE", "MON", "QAN", "SAN", "ANN"];

impl Quote {
    /// A quote of what a published offer states, so that a shop can answer an intention from its own pages. Taxes on
    /// top of its price and the delivery are the shop's to say, since few pages do. Where so many are offered at a
    /// price for each, the quote is for all of them.
    ///
    /// # Errors
    /// [`ForeignOfferError`]: `NotOnOffer` for what is no single offer or cannot be ordered; `Incomplete` without a
    /// title or one price, and for a price that is paid again and again, or for a measure without a code; `Intention`
    /// for what a quote cannot hold, such as a title of more than 256 bytes or a price below zero.
    ///
    /// ```
    /// use vrm_core::intention::{Quote, foreign::read_offers};
    /// use vrm_core::money::Money;
    /// let page = br#"{"@context":"https://schema.org","@type":"Product","name":"Kettle","gtin":"4006381333931",
    ///     "offers":{"@type":"Offer","price":"48.00","priceCurrency":"EUR"}}"#;
    /// let offers = read_offers(page)?;
    /// let quote = Quote::from_published(&offers[0], Money::parse("0 EUR")?, Money::parse("4.90 EUR")?)?;
    /// assert_eq!(quote.total().to_string(), "52.90 EUR");
    /// assert!(quote.item().gtin.is_some());
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    pub fn from_published(offer: &PublishedOffer, tax: Money, delivery: Money) -> Result<Self, ForeignOfferError> {
        if offer.stage != OfferStage::Offered || offer.available == Some(false) {
            return Err(ForeignOfferError::NotOnOffer);
        }
        let incomplete = |part| ForeignOfferError::Incomplete { part };
        let price = offer.price.and_then(|price| price.exactly()).ok_or(incomplete(OfferPart::Price))?;
        let title = offer.title.as_ref().ok_or(incomplete(OfferPart::Title))?;
        let item =
            Item { gtin: offer.gtin, mpn: offer.mpn.clone(), condition: offer.condition, ..Item::new(title.as_str())? };
        if offer.recurring {
            return Err(incomplete(OfferPart::Price));
        }
        let per = offer.per.as_ref().filter(|per| !is_one_piece(per));
        let (goods, quantity) = match (per, &offer.quantity) {
            (None, None) => (price, None),
            (None, Some(many)) => (price.times(many.number)?, Some(exact(many)?)),
            (Some(per), None) => (price, Some(exact(per)?)),
            (Some(per), Some(many)) if many.number == per.number => (price, Some(exact(per)?)),
            (Some(_), Some(_)) => return Err(incomplete(OfferPart::Quantity)),
        };
        let quote = Self::new(item, Price::new(goods, tax, delivery)?)?;
        Ok(match quantity {
            Some(quantity) => quote.with_quantity(quantity)?,
            None => quote,
        })
    }
}

fn is_one_piece(per: &PublishedQuantity) -> bool {
    let unit = per.unit.as_ref().map(|unit| unit.as_str());
    per.number == 1.into() && matches!(unit, None | Some("C62" | "H87" | "EA"))
}

/// A quantity of things: a price for each month or year is none of a quote's that is paid once.
fn exact(quantity: &PublishedQuantity) -> Result<Quantity, ForeignOfferError> {
    let unit = match &quantity.unit {
        None => UnitCode::PIECE,
        Some(unit) => UnitCode::parse(unit.as_str())
            .ok()
            .filter(|unit| !TIMES.contains(&unit.as_str()))
            .ok_or(ForeignOfferError::Incomplete { part: OfferPart::Quantity })?,
    };
    Ok(Quantity::new(Number::try_from(quantity.number)?, unit)?)
}
