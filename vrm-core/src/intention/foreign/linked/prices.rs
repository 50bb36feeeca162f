//! The price of an offer.

use super::graph::{Graph, Node, Thing, last_name};
use crate::intention::foreign::digits::{currency, decimal, whole_units_of};
use crate::intention::foreign::gap::{GapCause, OfferPart};
use crate::intention::foreign::published::{PublishedOffer, PublishedPrice, PublishedQuantity};

/// Prices that nobody pays for the thing itself.
const BESIDE: &[&str] = &["DeliveryChargeSpecification", "PaymentChargeSpecification"];
/// Values of `priceType` that are no selling price.
const NOT_PAID: &[&str] =
    &["ListPrice", "StrikethroughPrice", "SRP", "MSRP", "MinimumAdvertisedPrice", "InvoicePrice", "RegularPrice"];
/// What limits a price to some quantity or some buyers.
const NARROWER: &[&str] = &["validForMemberTier", "eligibleTransactionVolume", "referenceQuantity", "eligibleQuantity"];

/// What a price has that is paid again and again.
const BILLED: &[&str] = &["billingDuration", "billingIncrement", "billingStart"];
/// More prices of one offer than this are not looked at.
const PRICES: usize = 64;

/// Reads the price: the offer's own, else that of an aggregate, else what its price specifications say.
pub(super) fn read<'a>(graph: &Graph<'a>, node: &'a Node, offer: &mut PublishedOffer) {
    let specifications = selling(graph, node);
    let own = match stated(graph, node) {
        Err(GapCause::NoCurrency) if !specifications.is_empty() => Ok(None),
        own => own,
    };
    let billed = |one: &'a Node| BILLED.iter().any(|name| graph.has(one, name));
    offer.recurring = graph.nodes(node, "priceSpecification").take(PRICES).any(billed);
    if let [one] = specifications.as_slice() {
        offer.tax_included = graph.word(one, &["valueAddedTaxIncluded"]).and_then(flag);
        // A specification beside the offer's own price may be for another measure.
        if own == Ok(None) {
            offer.per = per(graph, one, offer);
        }
    }
    let read = match own {
        Ok(None) => spanning(graph, &specifications),
        own => own,
    };
    offer.price = offer.keep(OfferPart::Price, read).flatten();
}

/// The price that one node states.
fn stated<'a>(graph: &Graph<'a>, node: &'a Node) -> Result<Option<PublishedPrice>, GapCause> {
    let code = graph.word(node, &["priceCurrency", "currency"]);
    let amount = |word: &str| whole_units_of(word, currency(code.ok_or(GapCause::NoCurrency)?)?);
    let mut exact = Vec::new();
    for thing in ["price", "value"].iter().flat_map(|name| graph.values(node, name)).take(PRICES) {
        match thing {
            Thing::Word(word) => exact.push(PublishedPrice::Exactly(amount(word)?)),
            // A MonetaryAmount where schema.org has a number.
            Thing::Node(inner) if inner.is(&["MonetaryAmount"]) => exact.extend(monetary(graph, inner)?),
            Thing::Node(_) => return Err(GapCause::NotANumber),
        }
    }
    if !exact.is_empty() {
        return PublishedPrice::spanning(&exact);
    }
    let end = |names: &[&str]| graph.word(node, names).map(amount).transpose();
    PublishedPrice::of_ends(end(&["lowPrice", "minPrice"])?, end(&["highPrice", "maxPrice"])?)
}

fn monetary<'a>(graph: &Graph<'a>, node: &'a Node) -> Result<Option<PublishedPrice>, GapCause> {
    let code = graph.word(node, &["currency"]).ok_or(GapCause::NoCurrency)?;
    let amount = |name: &str| graph.word(node, &[name]).map(|word| whole_units_of(word, currency(code)?)).transpose();
    match amount("value")? {
        Some(money) => Ok(Some(PublishedPrice::Exactly(money))),
        None => PublishedPrice::of_ends(amount("minValue")?, amount("maxValue")?),
    }
}

/// The specifications that say what is paid for the thing: where some hold for everybody and any quantity, those only.
fn selling<'a>(graph: &Graph<'a>, node: &'a Node) -> Vec<&'a Node> {
    let all = graph.nodes(node, "priceSpecification").take(PRICES);
    let all = all.filter(|one| !graph.is(one, BESIDE) && !is_beside(graph, one));
    let (narrow, wide): (Vec<_>, Vec<_>) = all.partition(|one| NARROWER.iter().any(|name| graph.has(one, name)));
    if wide.is_empty() { narrow } else { wide }
}

fn is_beside<'a>(graph: &Graph<'a>, one: &'a Node) -> bool {
    graph.word(one, &["priceType"]).is_some_and(|kind| NOT_PAID.contains(&last_name(kind)))
}

fn spanning<'a>(graph: &Graph<'a>, specifications: &[&'a Node]) -> Result<Option<PublishedPrice>, GapCause> {
    let prices: Result<Vec<_>, _> = specifications.iter().map(|one| stated(graph, one)).collect();
    PublishedPrice::spanning(&prices?.into_iter().flatten().collect::<Vec<_>>())
}

/// What a price is for.
fn per<'a>(graph: &Graph<'a>, one: &'a Node, offer: &mut PublishedOffer) -> Option<PublishedQuantity> {
    let stated = ["referenceQuantity", "eligibleQuantity", "billingIncrement"];
    let node = stated.iter().flat_map(|name| graph.nodes(one, name)).next();
    node.and_then(|node| quantity(graph, node, offer)).or_else(|| {
        let unit = graph.word(one, &["unitCode", "unitText"]);
        let number = graph.word(one, &["billingIncrement"]).map_or(Some(1.into()), decimal)?;
        Some(PublishedQuantity { number, unit: offer.words(OfferPart::Quantity, Some(unit?)) })
    })
}

/// A QuantitativeValue; without a value it is one of its unit, with a range it is none.
pub(super) fn quantity<'a>(graph: &Graph<'a>, node: &'a Node, offer: &mut PublishedOffer) -> Option<PublishedQuantity> {
    let unit = graph.word(node, &["unitCode", "unitText"]);
    let number = match graph.word(node, &["value"]) {
        Some(word) => offer.keep(OfferPart::Quantity, decimal(word).ok_or(GapCause::NotANumber))?,
        None if graph.word(node, &["minValue", "maxValue"]).is_some() || unit.is_none() => return None,
        None => 1.into(),
    };
    Some(PublishedQuantity { number, unit: offer.words(OfferPart::Quantity, unit) })
}

/// How many of a thing an offer includes.
pub(super) fn bundled<'a>(graph: &Graph<'a>, node: &'a Node, offer: &mut PublishedOffer) -> Option<PublishedQuantity> {
    let number = decimal(graph.word(node, &["amountOfThisGood"])?).ok_or(GapCause::NotANumber);
    let number = offer.keep(OfferPart::Quantity, number)?;
    Some(PublishedQuantity { number, unit: offer.words(OfferPart::Quantity, graph.word(node, &["unitCode"])) })
}

/// A Boolean of schema.org: the JSON one, its text, or the IRI.
fn flag(word: &str) -> Option<bool> {
    match last_name(word) {
        "true" | "True" => Some(true),
        "false" | "False" => Some(false),
        _ => None,
    }
}
