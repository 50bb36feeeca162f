//! What a vendor offers, and for how much.

use crate::border::record::{Document, instant, json_of, mirrored};
use crate::border::{BorderError, Failure};
use crate::value::Money;
use crate::value::{MarketItem, PropertyValue, Quantity};
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserializer, Serializer};
use std::fmt;
use vrm_core::intention::{self, foreign};
use vrm_core::time::Instant;

/// What a vendor offers for a want: the document `Quote` of `forms.md`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct Quote {
    /// The thing.
    pub item: MarketItem,
    /// What is paid once, for all of the quantity.
    pub price: Price,
    /// How many the price is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub quantity: Option<Quantity>,
    /// What is paid again and again, one phase after the other, at most 12.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub phases: Vec<Phase>,
    /// When it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub delivery: Option<Delivery>,
    /// The days of the warranty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub warranty: Option<u32>,
    /// The days in which it may be sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub returns: Option<u32>,
    /// At most 64 named properties; in JSON an object.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "as_object",
        deserialize_with = "of_object"
    )]
    #[uniffi(default = [])]
    pub properties: Vec<QuotedProperty>,
}

/// A named property and its value.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct QuotedProperty {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: PropertyValue,
}

/// What is paid once, in one currency.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct Price {
    /// The goods.
    pub goods: Money,
    /// The taxes on everything.
    pub tax: Money,
    /// The delivery without taxes.
    pub delivery: Money,
}

/// What is paid again and again.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct Phase {
    /// For each period, taxes included.
    pub amount: Money,
    /// How many days a period has, 1 to 3,660.
    pub every: u32,
    /// How many periods there are, 1 to 1,000; without end where it is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub times: Option<u32>,
}

/// When it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(untagged)]
pub enum Delivery {
    /// So many days after the acceptance.
    Within {
        /// How many.
        #[serde(rename = "within")]
        days: u32,
    },
    /// By a time, in whole minutes.
    By {
        /// When.
        #[serde(rename = "by", deserialize_with = "instant")]
        at: Instant,
    },
}

impl Quote {
    /// The core's own, by its own reader.
    pub(crate) fn to_core(&self) -> Result<intention::Quote, Failure> {
        Ok(intention::Quote::parse(&json_of(self)?)?)
    }
}

impl Quote {
    /// A quote of an offer that a text in another format makes, by its place there.
    pub(crate) fn from_published(text: &[u8], place: u32, tax: Money, delivery: Money) -> Result<Self, Failure> {
        let offers = foreign::read_offers(text)?;
        let expected = "the place of an offer in the text, from 0";
        let offer = usize::try_from(place).ok().and_then(|place| offers.get(place));
        let offer = offer.ok_or(BorderError::Value { argument: "place", expected })?;
        (&intention::Quote::from_published(offer, tax.core()?, delivery.core()?)?).try_into()
    }
}

impl Document for Quote {
    fn parse(json: &[u8]) -> Result<Self, Failure> {
        (&intention::Quote::parse(json)?).try_into()
    }
}

impl TryFrom<&intention::Quote> for Quote {
    type Error = Failure;

    fn try_from(quote: &intention::Quote) -> Result<Self, Failure> {
        mirrored(&quote.to_json())
    }
}

impl From<intention::Phase> for Phase {
    fn from(phase: intention::Phase) -> Self {
        Self { amount: phase.amount.into(), every: phase.every.count(), times: phase.times }
    }
}

impl From<intention::Delivery> for Delivery {
    fn from(delivery: intention::Delivery) -> Self {
        match delivery {
            intention::Delivery::Within(days) => Self::Within { days: days.count() },
            intention::Delivery::By(at) => Self::By { at },
        }
    }
}

/// A name that is there twice is written twice, for the core to refuse.
fn as_object<S: Serializer>(properties: &[QuotedProperty], into: S) -> Result<S::Ok, S::Error> {
    let mut object = into.serialize_map(Some(properties.len()))?;
    properties.iter().try_for_each(|property| object.serialize_entry(&property.name, &property.value))?;
    object.end()
}

fn of_object<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<QuotedProperty>, D::Error> {
    from.deserialize_map(InOrder)
}

/// The members of an object in their order.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Vec<QuotedProperty>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some((name, value)) = members.next_entry()? {
            all.push(QuotedProperty { name, value });
        }
        Ok(all)
    }
}
