//! What a vendor offers, and for how much.

use super::{IntentionError, Item, Phase, Price, Property, PropertyName, PropertyValue, Quantity};
use crate::money::{Currency, Money};
use crate::time::{Days, Instant};
use std::collections::BTreeMap;

/// What a vendor offers for a want.
///
/// ```
/// use vrm_core::intention::{Delivery, Item, Price, PropertyName, PropertyValue, Quote};
/// use vrm_core::money::Money;
/// use vrm_core::time::Days;
///
/// let quote = Quote::new(Item::new("Kettle K2, steel")?, Price::all_in(Money::parse("49.90 EUR")?)?)?
///     .with_delivery(Delivery::Within(Days::new(3)))?
///     .with_warranty(Days::new(730))?
///     .with_property(PropertyName::parse("colour")?, PropertyValue::text("steel")?)?;
/// assert_eq!(quote.total().to_string(), "49.90 EUR");
/// assert_eq!(Quote::parse(quote.to_json().as_bytes())?, quote);
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub(super) item: Item,
    pub(super) quantity: Option<Quantity>,
    pub(super) price: Price,
    pub(super) phases: Vec<Phase>,
    pub(super) delivery: Option<Delivery>,
    pub(super) warranty: Option<Days>,
    pub(super) returns: Option<Days>,
    pub(super) properties: BTreeMap<PropertyName, PropertyValue>,
    /// The price and every phase, known to be an amount.
    pub(super) total: Money,
}

/// When it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// So many days after the acceptance, at most [`Quote::LONGEST`].
    Within(Days),
    /// By a time, in whole minutes.
    By(Instant),
}

impl Quote {
    /// The most bytes its own JSON may have.
    pub const MAX_BYTES: usize = 16 * 1024;

    /// The most phases.
    pub const PHASES: usize = 12;

    /// The most named properties.
    pub const PROPERTIES: usize = 64;

    /// The most days of a delivery, a warranty or a return: a hundred years.
    pub const LONGEST: u32 = 36_600;

    /// An offer of an item at a price.
    ///
    /// # Errors
    /// [`IntentionError`] for a title or a description of the item that is empty or too long.
    pub fn new(item: Item, price: Price) -> Result<Self, IntentionError> {
        Self {
            item,
            quantity: None,
            price,
            phases: Vec::new(),
            delivery: None,
            warranty: None,
            returns: None,
            properties: BTreeMap::new(),
            total: price.total(),
        }
        .checked()
    }

    /// How many the price is for.
    ///
    /// # Errors
    /// [`IntentionError::TooLong`].
    pub fn with_quantity(self, quantity: Quantity) -> Result<Self, IntentionError> {
        Self { quantity: Some(quantity), ..self }.checked()
    }

    /// What is paid again and again, after the phases before it.
    ///
    /// # Errors
    /// [`IntentionError::OtherCurrency`], [`IntentionError::Bounds`] below zero, [`IntentionError::OutOfRange`] for its
    /// days and times, [`IntentionError::EndlessPhase`] after one without an end, [`IntentionError::Money`] when the
    /// total is no amount, [`IntentionError::TooMany`], [`IntentionError::TooLong`].
    pub fn with_phase(mut self, phase: Phase) -> Result<Self, IntentionError> {
        self.phases.push(phase);
        self.checked()
    }

    /// When it is there.
    ///
    /// # Errors
    /// [`IntentionError::OutOfRange`], [`IntentionError::NotAMinute`], [`IntentionError::TooLong`].
    pub fn with_delivery(self, delivery: Delivery) -> Result<Self, IntentionError> {
        Self { delivery: Some(delivery), ..self }.checked()
    }

    /// How long the warranty is.
    ///
    /// # Errors
    /// [`IntentionError::OutOfRange`], [`IntentionError::TooLong`].
    pub fn with_warranty(self, warranty: Days) -> Result<Self, IntentionError> {
        Self { warranty: Some(warranty), ..self }.checked()
    }

    /// How long it may be sent back.
    ///
    /// # Errors
    /// [`IntentionError::OutOfRange`], [`IntentionError::TooLong`].
    pub fn with_returns(self, returns: Days) -> Result<Self, IntentionError> {
        Self { returns: Some(returns), ..self }.checked()
    }

    /// The value of a named property, in place of one that it had.
    ///
    /// # Errors
    /// [`IntentionError::Text`], [`IntentionError::TooMany`], [`IntentionError::TooLong`].
    pub fn with_property(mut self, name: PropertyName, value: PropertyValue) -> Result<Self, IntentionError> {
        self.properties.insert(name, value);
        self.checked()
    }

    /// The thing.
    #[must_use]
    pub fn item(&self) -> &Item {
        &self.item
    }

    /// How many the price is for.
    #[must_use]
    pub fn quantity(&self) -> Option<Quantity> {
        self.quantity
    }

    /// What is paid once.
    #[must_use]
    pub fn price(&self) -> Price {
        self.price
    }

    /// What is paid again and again, one phase after the other.
    #[must_use]
    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }

    /// When it is there.
    #[must_use]
    pub fn delivery(&self) -> Option<Delivery> {
        self.delivery
    }

    /// How long the warranty is.
    #[must_use]
    pub fn warranty(&self) -> Option<Days> {
        self.warranty
    }

    /// How long it may be sent back.
    #[must_use]
    pub fn returns(&self) -> Option<Days> {
        self.returns
    }

    /// The named properties.
    #[must_use]
    pub fn properties(&self) -> &BTreeMap<PropertyName, PropertyValue> {
        &self.properties
    }

    /// The currency of every amount.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.price.currency()
    }

    /// What it costs in all: goods, taxes, delivery and every phase, as [`Phase::total`] counts it.
    #[must_use]
    pub fn total(&self) -> Money {
        self.total
    }

    /// What the types of its members leave open, and the total; every way to a quote goes through it.
    pub(super) fn checked(mut self) -> Result<Self, IntentionError> {
        self.item.check().map_err(|error| error.of("item"))?;
        self.total = self.sum().map_err(|error| error.of("phases"))?;
        match self.delivery {
            Some(Delivery::Within(days)) => days_within(days).map_err(|error| error.of("within").of("delivery"))?,
            Some(Delivery::By(at)) if at != at.floor_to_minute() => {
                return Err(IntentionError::NotAMinute.of("by").of("delivery"));
            }
            _ => {}
        }
        for (name, days) in [("warranty", self.warranty), ("returns", self.returns)] {
            days.map_or(Ok(()), days_within).map_err(|error| error.of(name))?;
        }
        self.check_properties().map_err(|error| error.of("properties"))?;
        let length = self.to_json().len();
        if length > Self::MAX_BYTES {
            return Err(IntentionError::TooLong { what: "quote", length, limit: Self::MAX_BYTES });
        }
        Ok(self)
    }

    /// The total, of phases that are as they should be.
    fn sum(&self) -> Result<Money, IntentionError> {
        let found = self.phases.len();
        if found > Self::PHASES {
            return Err(IntentionError::TooMany { found, limit: Self::PHASES });
        }
        let mut total = self.price.total();
        for (index, phase) in self.phases.iter().enumerate() {
            phase.check(self.currency()).map_err(|error| error.item(index))?;
            if phase.times.is_none() && index + 1 < found {
                return Err(IntentionError::EndlessPhase.item(index));
            }
            total = phase.total().and_then(|sum| Ok(total.plus(sum)?)).map_err(|error| error.item(index))?;
        }
        Ok(total)
    }

    fn check_properties(&self) -> Result<(), IntentionError> {
        let found = self.properties.len();
        if found > Self::PROPERTIES {
            return Err(IntentionError::TooMany { found, limit: Self::PROPERTIES });
        }
        for (name, value) in &self.properties {
            value.check(&Property::Named(name.clone())).map_err(|error| error.of(name.as_str()))?;
        }
        Ok(())
    }
}

/// How many days a delivery, a warranty or a return has.
pub(super) const DAYS: &str = "0 to 36600 days";

fn days_within(days: Days) -> Result<(), IntentionError> {
    match days.count() {
        0..=Quote::LONGEST => Ok(()),
        found => Err(IntentionError::OutOfRange { found: found.into(), expected: DAYS }),
    }
}
