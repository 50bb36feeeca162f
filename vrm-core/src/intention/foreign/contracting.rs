//! Releases and records of the Open Contracting Data Standard.
//!
//! Amounts are whole units, as JSON numbers. A tender is sought by a buyer, a bid is offered, an award and a contract
//! follow; each release of a record is read, since each states what was offered then.

use super::collected::Collected;
use super::digits::{currency, whole_units};
use super::error::ForeignOfferError;
use super::gap::{GapCause, OfferPart};
use super::published::{OfferFormat, OfferStage, PublishedOffer, PublishedPrice};
use super::tree::Tree;
use crate::money::Money;
use std::collections::BTreeMap;

/// More sellers of one award than this are not kept.
const SELLERS: usize = 16;

/// Whether a member is this format's own.
pub(super) fn is_marked(name: &str, value: &Tree) -> bool {
    match name {
        "ocid" => true,
        "releases" | "records" => {
            value.items().iter().any(|item| item.get("ocid").is_some() || item.get("tag").is_some())
        }
        _ => false,
    }
}

/// Reads every offer of a release, a record or a package of them.
pub(super) fn read(tree: &Tree, found: &mut Collected) -> Result<(), ForeignOfferError> {
    for name in ["releases", "records"] {
        tree.get(name).map(Tree::items).unwrap_or_default().iter().try_for_each(|inner| read(inner, found))?;
    }
    if let Some(compiled) = tree.get("compiledRelease") {
        release(compiled, found)?;
    } else if let Some(versioned) = tree.get("versionedRelease") {
        release(&latest(versioned), found)?;
    }
    tree.items().iter().try_for_each(|inner| read(inner, found))?;
    release(tree, found)
}

/// A versioned release as it was last: each field there is a list of its values.
fn latest(tree: &Tree) -> Tree {
    match tree {
        Tree::List(items) => match items.last() {
            Some(last) if last.get("releaseID").is_some() => last.get("value").cloned().unwrap_or(Tree::Null),
            _ => Tree::List(items.iter().map(latest).collect()),
        },
        Tree::Object(members) => {
            Tree::Object(members.iter().map(|(name, value)| (name.clone(), latest(value))).collect())
        }
        other => other.clone(),
    }
}

fn release(release: &Tree, found: &mut Collected) -> Result<(), ForeignOfferError> {
    let list = |of: &'_ Tree, name: &str| of.get(name).map(|list| list.items().to_vec()).unwrap_or_default();
    let buyer = release.get("buyer");
    if let Some(tender) = release.get("tender") {
        let mut offer = stated(tender, buyer, OfferStage::Sought);
        period(tender.get("tenderPeriod"), &mut offer);
        let price = tender_price(tender);
        offer.price = offer.keep(OfferPart::Price, price).flatten();
        found.add(offer)?;
        for lot in list(tender, "lots") {
            found.add(valued(&lot, buyer, OfferStage::Sought))?;
        }
    }
    if let Some(bids) = release.get("bids") {
        for bid in list(bids, "details") {
            let mut offer = valued(&bid, buyer, OfferStage::Offered);
            sellers(bid.get("tenderers"), &mut offer);
            found.add(offer)?;
        }
    }
    for quote in list(release, "quotes") {
        let mut offer = valued(&quote, buyer, OfferStage::Offered);
        seller(quote.get("issuingSupplier"), &mut offer);
        period(quote.get("period"), &mut offer);
        found.add(offer)?;
    }
    let awards = list(release, "awards");
    for award in &awards {
        let mut offer = valued(award, buyer, OfferStage::Awarded);
        sellers(award.get("suppliers"), &mut offer);
        period(award.get("contractPeriod"), &mut offer);
        found.add(offer)?;
    }
    let by_id: BTreeMap<&str, &Tree> =
        awards.iter().filter_map(|award| Some((name_of(award.get("id")?)?, award))).collect();
    for contract in list(release, "contracts") {
        let mut offer = valued(&contract, buyer, OfferStage::Agreed);
        let award = contract.get("awardID").and_then(name_of).and_then(|id| by_id.get(id));
        let own = contract.get("suppliers");
        sellers(own.or_else(|| award.and_then(|award| award.get("suppliers"))), &mut offer);
        period(contract.get("period").or_else(|| award.and_then(|award| award.get("contractPeriod"))), &mut offer);
        found.add(offer)?;
    }
    Ok(())
}

/// An identifier, which may be a text or a number.
fn name_of(id: &Tree) -> Option<&str> {
    match id {
        Tree::Text(text) | Tree::Number(text) => Some(text),
        _ => None,
    }
}

fn stated(of: &Tree, buyer: Option<&Tree>, stage: OfferStage) -> PublishedOffer {
    let mut offer = PublishedOffer::new(OfferFormat::OpenContracting, stage);
    offer.id = offer.words(OfferPart::Id, of.get("id").and_then(name_of));
    let items = of.get("items").map(Tree::items).unwrap_or_default();
    let item = items.iter().find_map(|item| item.text("description"));
    offer.title = offer.words(OfferPart::Title, of.text("title").or(item).or_else(|| of.text("description")));
    if let Some(buyer) = buyer {
        offer.buyer = offer.party(OfferPart::Buyer, buyer.text("name"), buyer.get("id").and_then(name_of), None);
    }
    offer
}

fn valued(of: &Tree, buyer: Option<&Tree>, stage: OfferStage) -> PublishedOffer {
    let mut offer = stated(of, buyer, stage);
    let value = of.get("value").and_then(value).transpose();
    offer.price = offer.keep(OfferPart::Price, value).flatten().map(PublishedPrice::Exactly);
    offer
}

/// What the tender is worth, from the least to the most.
fn tender_price(tender: &Tree) -> Result<Option<PublishedPrice>, GapCause> {
    let end = |name| tender.get(name).and_then(value).transpose();
    match (end("minValue")?, end("value")?) {
        (None, Some(most)) => Ok(Some(PublishedPrice::UpTo(most))),
        (least, most) => PublishedPrice::of_ends(least, most),
    }
}

/// An amount and its currency; none where the amount is not stated.
fn value(value: &Tree) -> Option<Result<Money, GapCause>> {
    let amount = value.get("amount")?;
    let code = value.text("currency").ok_or(GapCause::NoCurrency);
    Some(code.and_then(currency).and_then(|currency| whole_units(amount, currency)))
}

fn sellers(list: Option<&Tree>, offer: &mut PublishedOffer) {
    list.map(Tree::items).unwrap_or_default().iter().take(SELLERS).for_each(|one| seller(Some(one), offer));
}

fn seller(one: Option<&Tree>, offer: &mut PublishedOffer) {
    let Some(one) = one else { return };
    offer.sold_by(one.text("name"), one.get("id").and_then(name_of), one.text("uri"));
}

fn period(period: Option<&Tree>, offer: &mut PublishedOffer) {
    let Some(period) = period else { return };
    offer.valid_from = offer.moment(OfferPart::ValidFrom, period.text("startDate"));
    offer.valid_through = offer.moment(OfferPart::ValidThrough, period.text("endDate"));
}
