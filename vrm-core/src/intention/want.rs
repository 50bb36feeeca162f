//! What a person wants.

use super::set::Set;
use super::{Area, Budget, IntentionError, Item, QuantityRange, Requirement, Wish};
use crate::money::Currency;
use crate::time::Window;

/// What a person wants, on which conditions. Who it is, how to answer, under which terms and until when stands in the
/// message that announces it.
///
/// It is built step by step, and refused at the first step that nobody could read back.
///
/// ```
/// use vrm_core::intention::{
///     Budget, BuiltIn, Item, Kind, Measure, Number, Property, QuantityRange, Requirement, Taste, Test, UnitCode, Want, Weight, Wish,
/// };
/// use vrm_core::money::{Currency, Money};
///
/// let want = Want::new(Kind::Buy, Item::new("An electric kettle")?, Currency::parse("EUR")?)?
///     .with_quantity(QuantityRange::new(Number::from(1), Number::from(2), UnitCode::PIECE)?)?
///     .with_budget(Budget::all_in(Money::parse("80 EUR")?))?
///     .require(Requirement {
///         property: Property::parse("warranty")?,
///         test: Test::AtLeast(Measure { number: Number::from(365), unit: None }),
///     })?
///     .prefer(Wish {
///         property: Property::BuiltIn(BuiltIn::Price),
///         weight: Weight::new(60)?,
///         taste: Taste::Between { best: Number::from(30), worst: Number::from(80), unit: None },
///     })?;
/// assert_eq!(Want::parse(want.to_json().as_bytes())?, want);
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    pub(super) kind: Kind,
    pub(super) item: Item,
    /// Sorted by how they are written, as the requirements and wishes are.
    pub(super) alternatives: Vec<Item>,
    pub(super) quantity: Option<QuantityRange>,
    pub(super) currency: Currency,
    pub(super) budget: Option<Budget>,
    pub(super) area: Option<Area>,
    pub(super) window: Window,
    pub(super) requires: Vec<Requirement>,
    pub(super) prefers: Vec<Wish>,
}

/// What the person wants to do (schema.org `businessFunction`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Buy it.
    Buy,
    /// Rent it.
    Rent,
    /// Hire somebody for it.
    Hire,
    /// Ask what it would cost, and no more.
    Ask,
    /// Sell it.
    Sell,
    /// Give it away.
    Donate,
}

impl Want {
    /// The most bytes its own JSON may have.
    pub const MAX_BYTES: usize = 16 * 1024;

    /// The most alternatives.
    pub const ALTERNATIVES: usize = 16;

    /// The most requirements.
    pub const REQUIREMENTS: usize = 64;

    /// The most wishes.
    pub const WISHES: usize = 64;

    /// A want without conditions. Prices are compared in `currency`.
    ///
    /// # Errors
    /// [`IntentionError`] for a title or a description of the item that is empty or too long.
    pub fn new(kind: Kind, item: Item, currency: Currency) -> Result<Self, IntentionError> {
        Self {
            kind,
            item,
            alternatives: Vec::new(),
            quantity: None,
            currency,
            budget: None,
            area: None,
            window: Window::ALWAYS,
            requires: Vec::new(),
            prefers: Vec::new(),
        }
        .checked()
    }

    /// This item would do as well.
    ///
    /// # Errors
    /// As [`new`](Self::new); [`IntentionError::Unnumbered`] without a GTIN and a maker's number,
    /// [`IntentionError::TooMany`], [`IntentionError::TooLong`].
    pub fn or(mut self, item: Item) -> Result<Self, IntentionError> {
        self.alternatives.push(item);
        Item::sort(&mut self.alternatives);
        self.checked()
    }

    /// How many.
    ///
    /// # Errors
    /// [`IntentionError::TooLong`].
    pub fn with_quantity(self, quantity: QuantityRange) -> Result<Self, IntentionError> {
        Self { quantity: Some(quantity), ..self }.checked()
    }

    /// At most how much.
    ///
    /// # Errors
    /// [`IntentionError::OtherCurrency`], [`IntentionError::Bounds`] unless it is above zero,
    /// [`IntentionError::UnitBudget`] for a ceiling for each unit before there is a quantity,
    /// [`IntentionError::TooLong`].
    pub fn with_budget(self, budget: Budget) -> Result<Self, IntentionError> {
        Self { budget: Some(budget), ..self }.checked()
    }

    /// Where.
    ///
    /// # Errors
    /// [`IntentionError::Text`] for a postal code of more than [`Area::POSTAL`] characters, [`IntentionError::TooLong`].
    pub fn at(self, area: Area) -> Result<Self, IntentionError> {
        Self { area: Some(area), ..self }.checked()
    }

    /// When it should be there. A window without ends is none.
    ///
    /// # Errors
    /// [`IntentionError::NotAMinute`] for ends that are no whole minutes, [`IntentionError::TooLong`].
    pub fn within(self, window: Window) -> Result<Self, IntentionError> {
        Self { window, ..self }.checked()
    }

    /// What must hold.
    ///
    /// # Errors
    /// [`IntentionError::ValueType`] for a built-in property and anything but a number without a unit,
    /// [`IntentionError::Text`], [`IntentionError::Empty`], [`IntentionError::TooMany`], [`IntentionError::TooLong`].
    pub fn require(mut self, requirement: Requirement) -> Result<Self, IntentionError> {
        self.requires.push(requirement.sorted());
        Requirement::sort(&mut self.requires);
        self.checked()
    }

    /// What is liked better.
    ///
    /// # Errors
    /// As [`require`](Self::require); [`IntentionError::ValueType`] for a number that is liked exactly,
    /// [`IntentionError::Bounds`] for a best that is the worst and a tolerance that is not above zero.
    pub fn prefer(mut self, wish: Wish) -> Result<Self, IntentionError> {
        self.prefers.push(wish);
        Wish::sort(&mut self.prefers);
        self.checked()
    }

    /// What the person wants to do.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The thing.
    #[must_use]
    pub fn item(&self) -> &Item {
        &self.item
    }

    /// What would do as well, sorted by how it is written.
    #[must_use]
    pub fn alternatives(&self) -> &[Item] {
        &self.alternatives
    }

    /// How many.
    #[must_use]
    pub fn quantity(&self) -> Option<QuantityRange> {
        self.quantity
    }

    /// The currency in which prices are compared.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// At most how much.
    #[must_use]
    pub fn budget(&self) -> Option<Budget> {
        self.budget
    }

    /// Where.
    #[must_use]
    pub fn area(&self) -> Option<&Area> {
        self.area.as_ref()
    }

    /// When it should be there.
    #[must_use]
    pub fn window(&self) -> Window {
        self.window
    }

    /// What must hold, sorted by how it is written.
    #[must_use]
    pub fn requires(&self) -> &[Requirement] {
        &self.requires
    }

    /// What is liked better, sorted by how it is written.
    #[must_use]
    pub fn prefers(&self) -> &[Wish] {
        &self.prefers
    }

    /// What the types of its members leave open; every way to a want goes through it.
    pub(super) fn checked(self) -> Result<Self, IntentionError> {
        self.item.check().map_err(|error| error.of("item"))?;
        Item::check_set(&self.alternatives, Self::ALTERNATIVES, alternative)
            .map_err(|error| error.of("alternatives"))?;
        if let Some(budget) = &self.budget {
            budget.check(self.currency, self.quantity.is_some()).map_err(|error| error.of("budget"))?;
        }
        if let Some(area) = &self.area {
            area.check().map_err(|error| error.of("area"))?;
        }
        for (name, end) in [("from", self.window.from()), ("until", self.window.until())] {
            if end.is_some_and(|end| end != end.floor_to_minute()) {
                return Err(IntentionError::NotAMinute.of(name).of("window"));
            }
        }
        Requirement::check_set(&self.requires, Self::REQUIREMENTS, Requirement::check)
            .map_err(|error| error.of("requires"))?;
        Wish::check_set(&self.prefers, Self::WISHES, Wish::check).map_err(|error| error.of("prefers"))?;
        let length = self.to_json().len();
        if length > Self::MAX_BYTES {
            return Err(IntentionError::TooLong { what: "want", length, limit: Self::MAX_BYTES });
        }
        Ok(self)
    }
}

fn alternative(item: &Item) -> Result<(), IntentionError> {
    item.check()?;
    if item.gtin.is_none() && item.mpn.is_none() { Err(IntentionError::Unnumbered) } else { Ok(()) }
}

impl Kind {
    /// Every one.
    pub const ALL: [Self; 6] = [Self::Buy, Self::Rent, Self::Hire, Self::Ask, Self::Sell, Self::Donate];

    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Buy => "buy",
            Self::Rent => "rent",
            Self::Hire => "hire",
            Self::Ask => "ask",
            Self::Sell => "sell",
            Self::Donate => "donate",
        }
    }

    /// Reads the name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
