//! What a published offer states and does not state well enough.

/// A part of an offer that the text states, but not so that it can be read. Nothing is put in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    /// Which part.
    pub part: OfferPart,
    /// Why it was not read.
    pub cause: GapCause,
}

/// A part of a [`PublishedOffer`](super::PublishedOffer).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum OfferPart {
    /// What the text calls it.
    #[error("the identifier")]
    Id,
    /// The price.
    #[error("the price")]
    Price,
    /// How many the price is for, or how many are offered.
    #[error("the quantity")]
    Quantity,
    /// Who sells.
    #[error("the seller")]
    Seller,
    /// Who buys.
    #[error("the buyer")]
    Buyer,
    /// From when it holds.
    #[error("the beginning")]
    ValidFrom,
    /// Until when it holds.
    #[error("the end")]
    ValidThrough,
    /// What people call the thing.
    #[error("the title")]
    Title,
    /// Its number, the same at every vendor.
    #[error("the product number")]
    Gtin,
    /// The maker's number for it.
    #[error("the maker's number")]
    Mpn,
    /// The seller's number for it.
    #[error("the seller's number")]
    Sku,
    /// Its address.
    #[error("the address")]
    Url,
}

/// Why a part was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum GapCause {
    /// An amount without a currency: none is guessed.
    #[error("an amount without a currency")]
    NoCurrency,
    /// A currency that is none of ISO 4217's.
    #[error("no active currency of ISO 4217")]
    UnknownCurrency,
    /// A range in two currencies.
    #[error("two currencies in one price")]
    TwoCurrencies,
    /// A range whose least is more than its most.
    #[error("a range whose least is more than its most")]
    Reversed,
    /// Text where a number is due, or a number with other marks in it.
    #[error("not a number, digits with a point at most")]
    NotANumber,
    /// A fraction of a minor unit.
    #[error("a fraction of a minor unit")]
    TooFine,
    /// More than an amount holds.
    #[error("more minor units or digits than an amount has")]
    TooLarge,
    /// Not a date, nor a date with a time, of the years 2000 to 9999.
    #[error("not a date or a date with a time in the years 2000 to 9999")]
    NotATime,
    /// A product number that does not check.
    #[error("a product number whose digits do not check")]
    NotAGtin,
    /// Characters that the part does not have.
    #[error("characters that it cannot have")]
    NotAToken,
    /// Longer than is kept.
    #[error("longer than is kept")]
    TooLong,
}
