//! Offers as other formats have them.

use super::Condition;
use super::open::open_mirror;
use crate::value::Money;
use vrm_core::intention::foreign;
use vrm_core::money::Decimal;
use vrm_core::text::Text;
use vrm_core::time::{CivilDate, Instant};

/// An offer that was read from another format. Nothing in it is proved, and what the text does not state is not put in its
/// place.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PublishedOffer {
    /// The format it was read from.
    pub format: OfferFormat,
    /// Whether it is sought, offered or agreed.
    pub stage: OfferStage,
    /// What the text calls it.
    pub id: Option<String>,
    /// The price.
    pub price: Option<PublishedPrice>,
    /// What the price is for, where the text says so. None for the thing itself.
    pub per: Option<PublishedQuantity>,
    /// How many are offered or were put into the basket.
    pub quantity: Option<PublishedQuantity>,
    /// Whether the price includes value added tax.
    pub tax_included: Option<bool>,
    /// Whether more is paid again and again, as for a subscription.
    pub recurring: bool,
    /// Who sells: most often one.
    pub sellers: Vec<OfferParty>,
    /// Who buys, where that is public.
    pub buyer: Option<OfferParty>,
    /// From when it holds.
    pub valid_from: Option<PublishedTime>,
    /// Until when it holds, that day or moment included.
    pub valid_through: Option<PublishedTime>,
    /// What people call the thing.
    pub title: Option<String>,
    /// Its number, the same at every vendor.
    pub gtin: Option<String>,
    /// The maker's number for it.
    pub mpn: Option<String>,
    /// The seller's number for it.
    pub sku: Option<String>,
    /// New or not.
    pub condition: Option<Condition>,
    /// Where more of it stands.
    pub url: Option<String>,
    /// Whether it can be ordered.
    pub available: Option<bool>,
    /// What is stated and was not read.
    pub gaps: Vec<OfferGap>,
}

/// A format that offers are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum OfferFormat {
    /// schema.org in JSON-LD.
    SchemaOrg,
    /// The Agentic Commerce Protocol.
    AgenticCommerce,
    /// The Universal Commerce Protocol.
    UniversalCommerce,
    /// The Agent Payments Protocol.
    AgentPayments,
    /// The Open Contracting Data Standard.
    OpenContracting,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum OfferStage {
    /// A buyer looks for it.
    Sought,
    /// A seller offers it.
    Offered,
    /// All of a cart or a checkout together.
    Basket,
    /// A buyer chose it.
    Awarded,
    /// Both agreed on it.
    Agreed,
}

/// What it costs, as exactly as the text says.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PublishedPrice {
    /// This.
    Exactly {
        /// The price.
        money: Money,
    },
    /// This or more.
    From {
        /// The least.
        least: Money,
    },
    /// At most this.
    UpTo {
        /// The most.
        most: Money,
    },
    /// From one to the other, in one currency.
    Between {
        /// The least.
        least: Money,
        /// The most.
        most: Money,
    },
}

/// How many, in the words of the text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PublishedQuantity {
    /// The number.
    pub number: Decimal,
    /// The unit as written; none for pieces.
    pub unit: Option<String>,
}

/// A seller or a buyer, as a text names it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct OfferParty {
    /// What people call it.
    pub name: Option<String>,
    /// What the text calls it.
    pub id: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// A time as exactly as a text says it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PublishedTime {
    /// A day of the calendar, wherever one is.
    Date {
        /// The day.
        date: CivilDate,
    },
    /// A day and a time by the clocks of a place that the text does not say.
    Local {
        /// As `2026-03-01T09:30:00`.
        time: String,
    },
    /// A moment.
    At {
        /// It.
        at: Instant,
    },
}

/// A part of an offer that the text states, but not so that it can be read.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct OfferGap {
    /// Which part.
    pub part: OfferPart,
    /// Why it was not read.
    pub cause: GapCause,
}

open_mirror! {
    /// A part of an offer.
    OfferPart of foreign::OfferPart {
        /// What the text calls it.
        Id,
        /// The price.
        Price,
        /// How many the price is for, or how many are offered.
        Quantity,
        /// Who sells.
        Seller,
        /// Who buys.
        Buyer,
        /// From when it holds.
        ValidFrom,
        /// Until when it holds.
        ValidThrough,
        /// What people call the thing.
        Title,
        /// Its number, the same at every vendor.
        Gtin,
        /// The maker's number for it.
        Mpn,
        /// The seller's number for it.
        Sku,
        /// Its address.
        Url,
    }
}

open_mirror! {
    /// Why a part was not read.
    GapCause of foreign::GapCause {
        /// An amount without a currency: none is guessed.
        NoCurrency,
        /// A currency that is none of ISO 4217's.
        UnknownCurrency,
        /// A range in two currencies.
        TwoCurrencies,
        /// A range whose least is more than its most.
        Reversed,
        /// Text where a number is due, or a number with other marks in it.
        NotANumber,
        /// A fraction of a minor unit.
        TooFine,
        /// More than an amount holds.
        TooLarge,
        /// Not a date, nor a date with a time, of the years 2000 to 9999.
        NotATime,
        /// A product number that does not check.
        NotAGtin,
        /// Characters that the part does not have.
        NotAToken,
        /// Longer than is kept.
        TooLong,
    }
}

impl From<&foreign::PublishedOffer> for PublishedOffer {
    fn from(offer: &foreign::PublishedOffer) -> Self {
        Self {
            format: offer.format.into(),
            stage: offer.stage.into(),
            id: written(offer.id.as_ref()),
            price: offer.price.map(Into::into),
            per: offer.per.as_ref().map(Into::into),
            quantity: offer.quantity.as_ref().map(Into::into),
            tax_included: offer.tax_included,
            recurring: offer.recurring,
            sellers: offer.sellers.iter().map(Into::into).collect(),
            buyer: offer.buyer.as_ref().map(Into::into),
            valid_from: offer.valid_from.map(Into::into),
            valid_through: offer.valid_through.map(Into::into),
            title: written(offer.title.as_ref()),
            gtin: offer.gtin.map(|gtin| gtin.to_string()),
            mpn: offer.mpn.as_ref().map(|mpn| mpn.as_str().to_owned()),
            sku: written(offer.sku.as_ref()),
            condition: offer.condition.map(Into::into),
            url: written(offer.url.as_ref()),
            available: offer.available,
            gaps: offer.gaps.iter().map(|gap| (*gap).into()).collect(),
        }
    }
}

impl From<foreign::OfferFormat> for OfferFormat {
    fn from(format: foreign::OfferFormat) -> Self {
        use foreign::OfferFormat as Of;
        match format {
            Of::SchemaOrg => Self::SchemaOrg,
            Of::AgenticCommerce => Self::AgenticCommerce,
            Of::UniversalCommerce => Self::UniversalCommerce,
            Of::AgentPayments => Self::AgentPayments,
            Of::OpenContracting => Self::OpenContracting,
        }
    }
}

impl From<foreign::OfferStage> for OfferStage {
    fn from(stage: foreign::OfferStage) -> Self {
        use foreign::OfferStage as Of;
        match stage {
            Of::Sought => Self::Sought,
            Of::Offered => Self::Offered,
            Of::Basket => Self::Basket,
            Of::Awarded => Self::Awarded,
            Of::Agreed => Self::Agreed,
        }
    }
}

impl From<foreign::PublishedPrice> for PublishedPrice {
    fn from(price: foreign::PublishedPrice) -> Self {
        use foreign::PublishedPrice as Of;
        match price {
            Of::Exactly(money) => Self::Exactly { money: money.into() },
            Of::From(least) => Self::From { least: least.into() },
            Of::UpTo(most) => Self::UpTo { most: most.into() },
            Of::Between { least, most } => Self::Between { least: least.into(), most: most.into() },
        }
    }
}

impl From<&foreign::PublishedQuantity> for PublishedQuantity {
    fn from(quantity: &foreign::PublishedQuantity) -> Self {
        Self { number: quantity.number, unit: written(quantity.unit.as_ref()) }
    }
}

impl From<&foreign::Party> for OfferParty {
    fn from(party: &foreign::Party) -> Self {
        let foreign::Party { name, id, url } = party;
        Self { name: written(name.as_ref()), id: written(id.as_ref()), url: written(url.as_ref()) }
    }
}

impl From<foreign::PublishedTime> for PublishedTime {
    fn from(time: foreign::PublishedTime) -> Self {
        use foreign::PublishedTime as Of;
        match time {
            Of::Date(date) => Self::Date { date },
            Of::Local(time) => Self::Local { time: time.to_string() },
            Of::At(at) => Self::At { at },
        }
    }
}

impl From<foreign::Gap> for OfferGap {
    fn from(gap: foreign::Gap) -> Self {
        Self { part: (&gap.part).into(), cause: (&gap.cause).into() }
    }
}

fn written(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.as_str().to_owned())
}
