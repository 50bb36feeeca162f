//! Mandates of the Agent Payments Protocol (AP2).

use super::open::open_mirror;
use crate::border::record::noted;
use crate::border::{BorderError, Failure};
use serde::{Deserialize, Deserializer};
use vrm_core::intention::foreign;

/// What an agent gets to sign for: two texts.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct OpenMandates {
    /// What may be put into a checkout, and whose: canonical JSON of type `mandate.checkout.open.1`.
    pub checkout: String,
    /// What may be paid, and to whom: canonical JSON of type `mandate.payment.open.1`.
    pub payment: String,
}

/// A merchant of a mandate. Its names are what anybody can write.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Merchant {
    /// By what it is known.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its web page.
    #[serde(default)]
    #[uniffi(default = None)]
    pub website: Option<String>,
}

/// The public key of an agent, P-256, to which the mandates are bound.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct AgentKey {
    /// The first coordinate, 32 bytes; in JSON 64 hexadecimal digits.
    #[serde(deserialize_with = "hexadecimal")]
    pub x: Vec<u8>,
    /// The second coordinate.
    #[serde(deserialize_with = "hexadecimal")]
    pub y: Vec<u8>,
}

/// One way in which a closed mandate goes further than the intention, or does not show that it does not.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct MandateExcess {
    /// What it is.
    pub kind: MandateExcessKind,
    /// The same in English, with what was found.
    pub text: String,
}

open_mirror! {
    /// In what a closed mandate goes further than the intention, or does not show that it does not.
    MandateExcessKind of foreign::Excess {
        /// The want is none that an agent may pay for, or has no budget.
        NotPaidFor,
        /// No checkout is shown.
        NoCheckout,
        /// No payment is shown.
        NoPayment,
        /// An item that is neither the one wanted nor an alternative.
        Item,
        /// Another number of pieces than wanted.
        Quantity,
        /// A line without a whole number of pieces.
        QuantityUnclear,
        /// The checkout is of a merchant that is not allowed, or names none.
        Merchant,
        /// The payment goes to somebody that is not allowed, or names nobody.
        Payee,
        /// The payment goes to another than the merchant of the checkout.
        PayeeNotMerchant,
        /// More is paid than the budget.
        Amount,
        /// The checkout comes to more than the budget.
        Total,
        /// Another sum is paid than the checkout comes to.
        AmountNotTotal,
        /// Another currency than the budget's.
        Currency,
        /// An amount that is none, below zero, or without a currency.
        AmountUnclear,
        /// It holds longer than the intention.
        Expiry,
        /// It was made once the intention had ended.
        Late,
        /// It is to be paid later than the intention holds, or nobody can tell.
        Execution,
        /// It says neither when it was made nor when it ends, or not so that it can be read.
        NoExpiry,
        /// The payment is for another checkout, or for none.
        OtherCheckout,
        /// The hash of the checkout is not that of the merchant's text.
        CheckoutHash,
    }
}

impl TryFrom<Merchant> for foreign::Merchant {
    type Error = Failure;

    fn try_from(merchant: Merchant) -> Result<Self, Failure> {
        Ok(Self::new(&merchant.id, &merchant.name, merchant.website.as_deref())?)
    }
}

impl TryFrom<AgentKey> for foreign::AgentKey {
    type Error = Failure;

    fn try_from(key: AgentKey) -> Result<Self, Failure> {
        let coordinate = |argument: &'static str, bytes: Vec<u8>| {
            <[u8; 32]>::try_from(bytes).map_err(|_| BorderError::Value { argument, expected: "32 bytes" })
        };
        Ok(Self { x: coordinate("x", key.x)?, y: coordinate("y", key.y)? })
    }
}

impl From<foreign::OpenMandates> for OpenMandates {
    fn from(mandates: foreign::OpenMandates) -> Self {
        Self { checkout: mandates.checkout, payment: mandates.payment }
    }
}

impl From<&foreign::Excess> for MandateExcess {
    fn from(excess: &foreign::Excess) -> Self {
        Self { kind: excess.into(), text: excess.to_string() }
    }
}

/// The merchants as the core has them.
pub(crate) fn known(merchants: Vec<Merchant>) -> Result<Vec<foreign::Merchant>, Failure> {
    merchants.into_iter().map(TryInto::try_into).collect()
}

fn hexadecimal<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(from)?;
    let expected = "64 lower-case hexadecimal digits";
    let wrong = || Failure::from(BorderError::Value { argument: "AgentKey", expected });
    noted(vrm_core::keys::SignedId::parse(&text).map(|id| id.as_bytes().to_vec()).ok_or_else(wrong))
}
