//! Mandates and carts of the Agent Payments Protocol.
//!
//! A mandate of today writes minor units, but for `payment.budget`, whose most is a number of whole units; carts and
//! intents of its first version hold the amounts of a W3C payment request, in whole units.

use super::collected::Collected;
use super::commerce;
use super::digits::{currency, minor_units, whole_units};
use super::error::ForeignOfferError;
use super::gap::{GapCause, OfferPart};
use super::published::{OfferFormat, OfferStage, PublishedOffer, PublishedPrice};
use super::tree::Tree;
use crate::money::Money;
use crate::time::Instant;

const MARKS: &[&str] = &[
    "delegate_payload",
    "payment_request",
    "payment_mandate_contents",
    "natural_language_description",
    "payment_amount",
];

/// Whether a member is this format's own.
pub(super) fn is_marked(name: &str, value: &Tree) -> bool {
    match name {
        "vct" => value.as_text().is_some_and(|kind| kind.starts_with("mandate.")),
        "type" => {
            value.as_text().is_some_and(|kind| ["payment.", "checkout."].iter().any(|room| kind.starts_with(room)))
        }
        _ => MARKS.contains(&name) || name.starts_with("ap2."),
    }
}

/// Reads every amount that somebody seeks, offers or agrees to.
pub(super) fn read(tree: &Tree, found: &mut Collected) -> Result<(), ForeignOfferError> {
    walk(tree, None, found)
}

fn walk(tree: &Tree, expiry: Option<&Tree>, found: &mut Collected) -> Result<(), ForeignOfferError> {
    let expiry = tree.get("exp").or(expiry);
    match tree.text("type") {
        Some("payment.amount_range") => {
            let end = |name| tree.get(name).map(|amount| minor(amount, tree.text("currency"))).transpose();
            let price = end("min").and_then(|least| PublishedPrice::of_ends(least, end("max")?));
            return found.add(sought(price, expiry));
        }
        Some("payment.budget") => {
            let most = tree.get("max").map(|amount| whole(amount, tree.text("currency"))).transpose();
            return found.add(sought(most.map(|most| most.map(PublishedPrice::UpTo)), expiry));
        }
        _ => {}
    }
    if let Some(amount) = tree.get("payment_amount") {
        found.add(payment(tree, amount, expiry))?;
    }
    if let Some(budget) = tree.get("budget").filter(|_| tree.get("intent_expiry").is_some()) {
        found.add(intent(tree, budget))?;
    }
    if let Some(request) = tree.get("payment_request") {
        return cart(tree, request, found);
    }
    if let Some(contents) = tree.get("payment_mandate_contents") {
        return found.add(paid(contents));
    }
    if let Some(Tree::List(lines)) = tree.get("line_items") {
        return match tree.get("total_price") {
            Some(total) => illustrated(tree, lines, total, found),
            None => commerce::checkout(tree, lines, OfferFormat::AgentPayments, found),
        };
    }
    tree.inside().try_for_each(|inner| walk(inner, expiry, found))
}

fn offer(stage: OfferStage) -> PublishedOffer {
    PublishedOffer::new(OfferFormat::AgentPayments, stage)
}

fn minor(amount: &Tree, code: Option<&str>) -> Result<Money, GapCause> {
    minor_units(amount, currency(code.ok_or(GapCause::NoCurrency)?)?)
}

fn whole(amount: &Tree, code: Option<&str>) -> Result<Money, GapCause> {
    whole_units(amount, currency(code.ok_or(GapCause::NoCurrency)?)?)
}

/// The amount of a W3C payment request.
fn requested(amount: &Tree) -> Result<Money, GapCause> {
    whole(amount.get("value").ok_or(GapCause::NotANumber)?, amount.text("currency"))
}

fn sought(price: Result<Option<PublishedPrice>, GapCause>, expiry: Option<&Tree>) -> PublishedOffer {
    let mut offer = offer(OfferStage::Sought);
    offer.price = offer.keep(OfferPart::Price, price).flatten();
    expires(expiry, &mut offer);
    offer
}

/// Seconds since 1970, as the claims of a JWT count.
fn expires(expiry: Option<&Tree>, offer: &mut PublishedOffer) {
    let Some(stated) = expiry else { return };
    let at = super::moment::of_claim(stated).ok_or(GapCause::NotATime);
    offer.valid_through = offer.keep(OfferPart::ValidThrough, at).map(|at: Instant| super::PublishedTime::At(at));
}

fn payment(mandate: &Tree, amount: &Tree, expiry: Option<&Tree>) -> PublishedOffer {
    let is_open = mandate.text("vct").is_some_and(|kind| kind.contains(".open"));
    let mut offer = offer(if is_open { OfferStage::Sought } else { OfferStage::Agreed });
    let price = amount.get("amount").ok_or(GapCause::NotANumber);
    let price = price.and_then(|minor_amount| minor(minor_amount, amount.text("currency")));
    offer.price = offer.keep(OfferPart::Price, price).map(PublishedPrice::Exactly);
    offer.id = offer.words(OfferPart::Id, mandate.text("transaction_id"));
    if let Some(payee) = mandate.get("payee") {
        offer.sold_by(payee.text("name"), payee.text("id"), payee.text("website"));
    }
    expires(expiry, &mut offer);
    offer
}

fn intent(intent: &Tree, budget: &Tree) -> PublishedOffer {
    let mut offer = offer(OfferStage::Sought);
    offer.price = offer.keep(OfferPart::Price, requested(budget)).map(PublishedPrice::UpTo);
    offer.title = offer.words(OfferPart::Title, intent.text("natural_language_description"));
    offer.valid_through = offer.moment(OfferPart::ValidThrough, intent.text("intent_expiry"));
    offer
}

/// The lines of a cart, then all of it.
fn cart(contents: &Tree, request: &Tree, found: &mut Collected) -> Result<(), ForeignOfferError> {
    let details = request.get("details").unwrap_or(request);
    let lines = details.get("display_items").map(Tree::items).unwrap_or_default();
    let all = details.get("total").map(|total| (total, OfferStage::Basket));
    for (line, stage) in lines.iter().map(|line| (line, OfferStage::Offered)).chain(all) {
        let mut offer = labelled(line, stage);
        offer.sold_by(contents.text("merchant_name"), None, None);
        offer.valid_through = offer.moment(OfferPart::ValidThrough, contents.text("cart_expiry"));
        if stage == OfferStage::Basket {
            offer.id = offer.words(OfferPart::Id, contents.text("id"));
        }
        found.add(offer)?;
    }
    Ok(())
}

fn labelled(line: &Tree, stage: OfferStage) -> PublishedOffer {
    let mut offer = offer(stage);
    let price = line.get("amount").ok_or(GapCause::NotANumber).and_then(requested);
    offer.price = offer.keep(OfferPart::Price, price).map(PublishedPrice::Exactly);
    offer.title = offer.words(OfferPart::Title, line.text("label"));
    offer
}

fn paid(contents: &Tree) -> PublishedOffer {
    let mut offer = match contents.get("payment_details_total") {
        Some(total) => labelled(total, OfferStage::Agreed),
        None => offer(OfferStage::Agreed),
    };
    offer.id = offer.words(OfferPart::Id, contents.text("payment_mandate_id"));
    offer.sold_by(contents.text("merchant_agent"), None, None);
    offer
}

/// The checkout in the protocol's own pages, whose prices are whole units: a payment over 19900 belongs to its 199.0.
fn illustrated(
    whole_text: &Tree,
    lines: &[Tree],
    total: &Tree,
    found: &mut Collected,
) -> Result<(), ForeignOfferError> {
    let code = whole_text.text("currency");
    let products = lines.iter().filter_map(|line| line.get("product"));
    let products = products.filter_map(|product| Some((product, product.get("price")?, OfferStage::Offered)));
    for (of, amount, stage) in products.chain([(whole_text, total, OfferStage::Basket)]) {
        let mut offer = offer(stage);
        let price = whole(amount, of.text("currency").or(code));
        offer.price = offer.keep(OfferPart::Price, price).map(PublishedPrice::Exactly);
        offer.id = offer.words(OfferPart::Id, of.text("id").or_else(|| of.text("order_id")));
        offer.title = offer.words(OfferPart::Title, of.text("title"));
        if let Some(merchant) = whole_text.get("merchant") {
            let (name, id) = (merchant.text("name"), merchant.text("id"));
            offer.sold_by(name, id, merchant.text("website"));
        }
        found.add(offer)?;
    }
    Ok(())
}
