//! An offer as somebody else's text states it.

use super::gap::{Gap, GapCause, OfferPart};
use super::moment::PublishedTime;
use crate::intention::{Condition, Gtin};
use crate::money::{Currency, Decimal, Money};
use crate::text::{Text, Token};
use std::cmp::Ordering;

/// The most bytes that are kept of a title, an identifier, a name or an address.
pub(super) const LONGEST: usize = 1024;

/// What a text of another format says of one offer, want or bargain. What is stated and cannot be read is a [`Gap`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishedOffer {
    /// The format it was read from.
    pub format: OfferFormat,
    /// Whether it is sought, offered or agreed.
    pub stage: OfferStage,
    /// What the text calls it (`@id`, `id`), at most 1,024 bytes.
    pub id: Option<Text>,
    /// The price.
    pub price: Option<PublishedPrice>,
    /// What the price is for, where the text says so: 100 millilitres, a year. None for the thing itself.
    pub per: Option<PublishedQuantity>,
    /// How many are offered or were put into the basket.
    pub quantity: Option<PublishedQuantity>,
    /// Whether the price includes value added tax.
    pub tax_included: Option<bool>,
    /// Whether more is paid again and again, as for a subscription.
    pub recurring: bool,
    /// Who sells: most often one.
    pub sellers: Vec<Party>,
    /// Who buys, where that is public.
    pub buyer: Option<Party>,
    /// From when it holds; for what was awarded or agreed, the beginning of the contract.
    pub valid_from: Option<PublishedTime>,
    /// Until when it holds, that day or moment included; for what was awarded or agreed, the end of the contract.
    pub valid_through: Option<PublishedTime>,
    /// What people call the thing, at most 1,024 bytes.
    pub title: Option<Text>,
    /// Its number, the same at every vendor.
    pub gtin: Option<Gtin>,
    /// The maker's number for it.
    pub mpn: Option<Token>,
    /// The seller's number for it.
    pub sku: Option<Text>,
    /// New or not.
    pub condition: Option<Condition>,
    /// Where more of it stands.
    pub url: Option<Text>,
    /// Whether it can be ordered.
    pub available: Option<bool>,
    /// What is stated and was not read.
    pub gaps: Vec<Gap>,
}

/// A format that offers are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OfferFormat {
    /// schema.org in JSON-LD.
    SchemaOrg,
    /// The Agentic Commerce Protocol: checkouts, orders, feeds.
    AgenticCommerce,
    /// The Universal Commerce Protocol: catalogues, carts, checkouts, orders.
    UniversalCommerce,
    /// The Agent Payments Protocol: mandates and carts.
    AgentPayments,
    /// The Open Contracting Data Standard: releases and records.
    OpenContracting,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OfferStage {
    /// A buyer looks for it, for about so much or at most so much: a tender, an open mandate, a budget.
    Sought,
    /// A seller offers it: an offer, a bid, a line of a cart.
    Offered,
    /// All of a cart or a checkout together.
    Basket,
    /// A buyer chose it.
    Awarded,
    /// Both agreed on it: a contract, an order, a closed mandate.
    Agreed,
}

/// What it costs, as exactly as the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PublishedPrice {
    /// This.
    Exactly(Money),
    /// This or more.
    From(Money),
    /// At most this.
    UpTo(Money),
    /// From one to the other, in one currency.
    Between {
        /// The least.
        least: Money,
        /// The most, not less than the least.
        most: Money,
    },
}

/// How many, in the words of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedQuantity {
    /// The number.
    pub number: Decimal,
    /// The unit as written; none for pieces.
    pub unit: Option<Text>,
}

/// A seller or a buyer, as a text names it. Nothing here is proved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// What people call it.
    pub name: Option<Text>,
    /// What the text calls it.
    pub id: Option<Text>,
    /// Its address.
    pub url: Option<Text>,
}

impl PublishedPrice {
    /// The price, where it is one amount.
    #[must_use]
    pub fn exactly(self) -> Option<Money> {
        match self {
            Self::Exactly(money) => Some(money),
            Self::From(_) | Self::UpTo(_) | Self::Between { .. } => None,
        }
    }

    /// The least it costs.
    #[must_use]
    pub fn least(self) -> Option<Money> {
        match self {
            Self::Exactly(money) | Self::From(money) | Self::Between { least: money, .. } => Some(money),
            Self::UpTo(_) => None,
        }
    }

    /// The most it costs.
    #[must_use]
    pub fn most(self) -> Option<Money> {
        match self {
            Self::Exactly(money) | Self::UpTo(money) | Self::Between { most: money, .. } => Some(money),
            Self::From(_) => None,
        }
    }

    /// The currency of all of it.
    #[must_use]
    pub fn currency(self) -> Currency {
        match self {
            Self::Exactly(money) | Self::From(money) | Self::UpTo(money) | Self::Between { least: money, .. } => {
                money.currency()
            }
        }
    }

    /// What is said of the least and of the most.
    pub(super) fn of_ends(least: Option<Money>, most: Option<Money>) -> Result<Option<Self>, GapCause> {
        Ok(match (least, most) {
            (None, None) => None,
            (Some(least), None) => Some(Self::From(least)),
            (None, Some(most)) => Some(Self::UpTo(most)),
            (Some(least), Some(most)) => match least.compare(&most) {
                Ok(Ordering::Less | Ordering::Equal) => Some(Self::Between { least, most }),
                Ok(Ordering::Greater) => return Err(GapCause::Reversed),
                Err(_) => return Err(GapCause::TwoCurrencies),
            },
        })
    }

    /// The range that some prices span; exactly one when all are the same.
    pub(super) fn spanning(prices: &[Self]) -> Result<Option<Self>, GapCause> {
        let Some((first, rest)) = prices.split_first() else { return Ok(None) };
        if rest.iter().all(|other| other == first) {
            return Ok(Some(*first));
        }
        if rest.iter().any(|other| other.currency() != first.currency()) {
            return Err(GapCause::TwoCurrencies);
        }
        let ends =
            |end: fn(Self) -> Option<Money>| -> Option<Vec<Money>> { prices.iter().map(|price| end(*price)).collect() };
        let least = ends(Self::least).and_then(|all| all.into_iter().min_by_key(|money| money.minor()));
        let most = ends(Self::most).and_then(|all| all.into_iter().max_by_key(|money| money.minor()));
        Self::of_ends(least, most)
    }
}

impl PublishedOffer {
    pub(super) fn new(format: OfferFormat, stage: OfferStage) -> Self {
        Self {
            format,
            stage,
            id: None,
            price: None,
            per: None,
            quantity: None,
            tax_included: None,
            recurring: false,
            sellers: Vec::new(),
            buyer: None,
            valid_from: None,
            valid_through: None,
            title: None,
            gtin: None,
            mpn: None,
            sku: None,
            condition: None,
            url: None,
            available: None,
            gaps: Vec::new(),
        }
    }

    /// What was read, or the gap that is there instead.
    pub(super) fn keep<T>(&mut self, part: OfferPart, read: Result<T, GapCause>) -> Option<T> {
        read.map_err(|cause| self.gaps.push(Gap { part, cause })).ok()
    }

    /// A text that is not too long to keep.
    pub(super) fn words(&mut self, part: OfferPart, text: Option<&str>) -> Option<Text> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        self.keep(part, Text::within(text, LONGEST).map_err(|_| GapCause::TooLong))
    }

    /// A time.
    pub(super) fn moment(&mut self, part: OfferPart, text: Option<&str>) -> Option<PublishedTime> {
        self.keep(part, PublishedTime::parse(text?))
    }

    /// A product number; an ISBN is written with hyphens.
    pub(super) fn product_number(&mut self, text: Option<&str>) -> Option<Gtin> {
        self.keep(OfferPart::Gtin, Gtin::parse(&text?.trim().replace('-', "")).map_err(|_| GapCause::NotAGtin))
    }

    /// A maker's number.
    pub(super) fn maker_number(&mut self, text: Option<&str>) -> Option<Token> {
        self.keep(OfferPart::Mpn, Token::parse(text?.trim()).map_err(|_| GapCause::NotAToken))
    }

    /// A party of which something is known.
    pub(super) fn party(
        &mut self,
        part: OfferPart,
        name: Option<&str>,
        id: Option<&str>,
        url: Option<&str>,
    ) -> Option<Party> {
        let party = Party { name: self.words(part, name), id: self.words(part, id), url: self.words(part, url) };
        (party != Party::default()).then_some(party)
    }
    /// One more who sells, of whom something is known and who is not among the sellers yet.
    pub(super) fn sold_by(&mut self, name: Option<&str>, id: Option<&str>, url: Option<&str>) {
        let party = self.party(OfferPart::Seller, name, id, url);
        let party = party.filter(|party| !self.sellers.contains(party));
        self.sellers.extend(party);
    }
}
