//! At most how much.

use super::{IntentionError, form};
use crate::json::{Node, Object, Value};
use crate::money::{Currency, Money};

/// The most that the person would pay, and what it has to cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Budget {
    /// The ceiling, above zero and in the currency of the want.
    pub most: Money,
    /// For each unit of the quantity, or for all.
    pub basis: Basis,
    /// Whether the ceiling covers taxes too.
    pub tax: bool,
    /// Whether it covers delivery too.
    pub delivery: bool,
}

/// What a ceiling is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Each unit of the quantity.
    Unit,
    /// All of it.
    All,
}

impl Budget {
    /// A ceiling that covers everything: all of the quantity, with taxes and delivery.
    #[must_use]
    pub fn all_in(most: Money) -> Self {
        Self { most, basis: Basis::All, tax: true, delivery: true }
    }

    /// What only the whole want shows: its currency, and whether it has a quantity.
    pub(super) fn check(&self, currency: Currency, counted: bool) -> Result<(), IntentionError> {
        let found = self.most.currency();
        if found != currency {
            return Err(IntentionError::OtherCurrency { found, expected: currency }.of("most"));
        }
        if self.most.minor() <= 0 {
            return Err(IntentionError::Bounds { expected: "more than zero" }.of("most"));
        }
        if self.basis == Basis::Unit && !counted {
            return Err(IntentionError::UnitBudget.of("per"));
        }
        Ok(())
    }
}

impl Basis {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Unit, Self::All];

    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::All => "all",
        }
    }

    /// Reads the name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.name() == name)
    }
}

impl Budget {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let budget = Self {
            most: form::money(&fields.required("most")?)?,
            basis: form::word(&fields.required("per")?, Basis::from_name, "`unit` or `all`")?,
            tax: fields.required("tax")?.boolean()?,
            delivery: fields.required("delivery")?.boolean()?,
        };
        fields.close()?;
        Ok(budget)
    }

    pub(super) fn to_value(self) -> Value {
        let form = Object::new().with("most", form::write_money(self.most)).with("per", self.basis.name());
        form.with("tax", self.tax).with("delivery", self.delivery).into()
    }
}
