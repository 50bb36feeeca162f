//! What a person wants.

use super::property::{Requirement, Wish};
use super::sets::in_order;
use crate::border::Failure;
use crate::border::record::{Document, json_of, mirrored};
use crate::value::Money;
use crate::value::TimeWindow;
use crate::value::{MarketItem, QuantityRange};
use vrm_core::intention;

/// What a person wants, on which conditions: the document `Want` of `forms.md`, whose lists may stand in any order here.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct Want {
    /// What the person wants to do.
    pub kind: WantKind,
    /// The thing.
    pub item: MarketItem,
    /// The currency in which prices are compared (ISO 4217).
    pub currency: String,
    /// What would do as well, at most 16, each with a number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub alternatives: Vec<MarketItem>,
    /// How many; any number where it is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub quantity: Option<QuantityRange>,
    /// At most how much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub budget: Option<Budget>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub area: Option<Area>,
    /// When it should be there, in whole minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub window: Option<TimeWindow>,
    /// What must hold, at most 64.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub requires: Vec<Requirement>,
    /// What is liked better, at most 64.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub prefers: Vec<Wish>,
}

/// What the person wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum WantKind {
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

/// The most that the person would pay, and what it has to cover.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct Budget {
    /// The ceiling, above zero and in the currency of the want.
    pub most: Money,
    /// For each unit of the quantity, or for all.
    pub per: BudgetBasis,
    /// Whether it covers taxes too.
    pub tax: bool,
    /// Whether it covers delivery too.
    pub delivery: bool,
}

/// What a ceiling is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
#[serde(rename_all = "kebab-case")]
pub enum BudgetBasis {
    /// Each unit of the quantity.
    Unit,
    /// All of it.
    All,
}

/// Where it should be.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
pub struct Area {
    /// The country or region, by its full IRI.
    pub place: String,
    /// How the postal code begins, at most 8 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub postal: Option<String>,
}

impl Want {
    /// The core's own, by its own reader.
    pub(crate) fn to_core(&self) -> Result<intention::Want, Failure> {
        let json = in_order(&json_of(self)?, &["alternatives", "requires", "prefers"])?;
        Ok(intention::Want::parse(json.as_bytes())?)
    }
}

impl Document for Want {
    fn parse(json: &[u8]) -> Result<Self, Failure> {
        (&intention::Want::parse(json)?).try_into()
    }
}

impl TryFrom<&intention::Want> for Want {
    type Error = Failure;

    fn try_from(want: &intention::Want) -> Result<Self, Failure> {
        mirrored(&want.to_json())
    }
}

impl From<intention::Budget> for Budget {
    fn from(budget: intention::Budget) -> Self {
        let per = match budget.basis {
            intention::Basis::Unit => BudgetBasis::Unit,
            intention::Basis::All => BudgetBasis::All,
        };
        Self { most: budget.most.into(), per, tax: budget.tax, delivery: budget.delivery }
    }
}
