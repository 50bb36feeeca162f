//! What an agent agreed to.

use super::Merchant;
use super::disclosed::{payload, payloads};
use crate::intention::foreign::digits::{currency, decimal, minor_units, whole_units};
use crate::intention::foreign::error::{ForeignOfferError, NoMandate};
use crate::intention::foreign::gap::GapCause;
use crate::intention::foreign::moment::{PublishedTime, of_claim};
use crate::intention::foreign::tree::Tree;
use crate::money::Money;
use crate::time::Instant;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// A closed mandate of the Agent Payments Protocol: what an agent put into a checkout, what it pays for it, or both. It
/// is read to be [checked](Self::check); whether it is signed by whom it should be is for whoever knows the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedMandate {
    pub(super) checkout: Option<Checkout>,
    pub(super) payment: Option<Payment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checkout {
    /// The contents; none where the merchant's text is hidden or is no checkout.
    pub(super) contents: Option<Contents>,
    /// By which a payment names it.
    pub(super) hash: Option<String>,
    /// Whether the hash is that of the merchant's text, where the text can be hashed.
    pub(super) is_bound: Option<bool>,
    pub(super) times: Times,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contents {
    pub(super) merchant: Option<Merchant>,
    pub(super) lines: Vec<Line>,
    pub(super) total: Option<Result<Money, GapCause>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) id: Option<String>,
    /// A whole number above zero, where it is one.
    pub(super) pieces: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Payment {
    pub(super) amount: Result<Money, GapCause>,
    pub(super) payee: Option<Merchant>,
    pub(super) checkout: Option<String>,
    pub(super) times: Times,
    /// When it is to be paid, where that is not at once.
    pub(super) execution: Option<Result<PublishedTime, GapCause>>,
}

/// When a mandate was made and when it ends, by its own claims or those of what carries it. A claim that cannot be read
/// says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Times {
    pub(super) made: Option<Instant>,
    pub(super) end: Option<Instant>,
    /// Whether an end is stated, readable or not.
    pub(super) ends: bool,
}

impl Times {
    fn within(self, tree: &Tree) -> Self {
        let end = tree.get("exp");
        Self {
            made: tree.get("iat").map_or(self.made, of_claim),
            end: end.map_or(self.end, of_claim),
            ends: self.ends || end.is_some(),
        }
    }
}

impl ClosedMandate {
    /// Reads a checkout mandate (`mandate.checkout.1`), a payment mandate (`mandate.payment.1`) or both: as JSON, in
    /// the `delegate_payload` of an agent, in a compact SD-JWT with its disclosures, or in one laid open.
    ///
    /// # Errors
    /// [`ForeignOfferError`]: `Json` for what is no JSON or has more than 1 MiB, `NoMandate`.
    pub fn read(bytes: &[u8]) -> Result<Self, ForeignOfferError> {
        let mut mandate = Self { checkout: None, payment: None };
        for payload in payloads(bytes)? {
            mandate.collect(&payload, Times::default())?;
        }
        match mandate {
            Self { checkout: None, payment: None } => Err(ForeignOfferError::NoMandate { why: NoMandate::Type }),
            mandate => Ok(mandate),
        }
    }

    fn collect(&mut self, tree: &Tree, outer: Times) -> Result<(), ForeignOfferError> {
        let times = outer.within(tree);
        let twice = Err(ForeignOfferError::NoMandate { why: NoMandate::Twice });
        match tree.text("vct") {
            Some("mandate.checkout.1") if self.checkout.is_some() => twice,
            Some("mandate.payment.1") if self.payment.is_some() => twice,
            Some("mandate.checkout.1") => {
                self.checkout = Some(Checkout::read(tree, times));
                Ok(())
            }
            Some("mandate.payment.1") => {
                self.payment = Some(Payment::read(tree, times));
                Ok(())
            }
            _ => tree.inside().try_for_each(|inner| self.collect(inner, times)),
        }
    }
}

impl Checkout {
    fn read(tree: &Tree, times: Times) -> Self {
        let hash = tree.text("checkout_hash");
        let jwt = tree.get("checkout_jwt");
        let contents = match jwt {
            Some(Tree::Text(text)) => payload(text).ok(),
            Some(open) => Some(open.get("payload").unwrap_or(open).clone()),
            None => None,
        };
        let is_bound = jwt
            .and_then(Tree::as_text)
            .zip(hash)
            .map(|(text, hash)| URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes())) == hash);
        Self { contents: contents.as_ref().and_then(Contents::read), hash: hash.map(str::to_owned), is_bound, times }
    }
}

impl Contents {
    fn read(tree: &Tree) -> Option<Self> {
        let lines = tree.get("line_items")?.items().iter().map(Line::read).collect();
        let of_type = |total: &&Tree| total.text("type") == Some("total");
        let total = tree.get("totals").map(Tree::items).unwrap_or_default().iter().find(of_type);
        let code = tree.text("currency").ok_or(GapCause::NoCurrency).and_then(currency);
        let total = total.and_then(|total| total.get("amount")).map(|amount| minor_units(amount, code?));
        // The checkouts on the protocol's own pages have whole units there.
        let other = tree.get("total_price").map(|amount| whole_units(amount, code?));
        Some(Self { merchant: tree.get("merchant").and_then(Merchant::read), lines, total: total.or(other) })
    }
}

impl Line {
    fn read(tree: &Tree) -> Self {
        let item = tree.first(&["item", "product"]);
        let pieces = match tree.get("quantity") {
            Some(Tree::Number(text)) => decimal(text).and_then(|number| number.to_string().parse().ok()),
            _ => None,
        };
        Self {
            id: item.and_then(|item| item.text("id")).map(str::to_owned),
            pieces: pieces.filter(|pieces| *pieces > 0),
        }
    }
}

impl Payment {
    fn read(tree: &Tree, times: Times) -> Self {
        let amount = tree.get("payment_amount").ok_or(GapCause::NotANumber).and_then(|amount| {
            let code = amount.text("currency").ok_or(GapCause::NoCurrency)?;
            minor_units(amount.get("amount").ok_or(GapCause::NotANumber)?, currency(code)?)
        });
        Self {
            amount,
            payee: tree.get("payee").and_then(Merchant::read),
            checkout: tree.text("transaction_id").map(str::to_owned),
            times,
            execution: tree.text("execution_date").map(PublishedTime::parse),
        }
    }
}
