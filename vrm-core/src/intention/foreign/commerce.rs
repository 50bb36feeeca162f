//! Checkouts, orders, carts, catalogues and feeds of the Agentic Commerce Protocol and the Universal Commerce Protocol.
//!
//! Both write amounts in minor units (ISO 4217), the currency once for a checkout and beside each price of a catalogue.
//! A text in which `ucp` stands is of the second.

use super::collected::Collected;
use super::digits::{currency, decimal, minor_units};
use super::error::ForeignOfferError;
use super::gap::{GapCause, OfferPart};
use super::published::{OfferFormat, OfferStage, PublishedOffer, PublishedPrice, PublishedQuantity};
use super::tree::Tree;
use crate::intention::Condition;
use crate::money::Money;

/// What tells these texts from others.
const MARKS: &[&str] = &[
    "ucp",
    "line_items",
    "variants",
    "products",
    "price_range",
    "allowance",
    "checkout_session_id",
    "intent_trace",
    "target_country",
    "payment_data",
    "sale_price",
];
const ORDER_MARKS: &[&str] = &["checkout_id", "checkout_session_id", "permalink_url", "order_number"];

/// Whether a member is one of these formats' own.
pub(super) fn is_marked(name: &str) -> bool {
    MARKS.contains(&name)
}

/// Reads every offer, wherever in the text it stands: a call or a web hook wraps it.
pub(super) fn read(tree: &Tree, found: &mut Collected) -> Result<(), ForeignOfferError> {
    walk(tree, OfferFormat::AgenticCommerce, found)
}

fn walk(tree: &Tree, format: OfferFormat, found: &mut Collected) -> Result<(), ForeignOfferError> {
    let format = if tree.get("ucp").is_some() { OfferFormat::UniversalCommerce } else { format };
    if let Some(Tree::List(lines)) = tree.get("line_items") {
        return checkout(tree, lines, format, found);
    }
    if tree.get("variants").is_some() || tree.get("price_range").is_some() {
        return product(tree, format, found);
    }
    if let Some(offer) = flat_product(tree, format).or_else(|| allowance(tree, format)) {
        return found.add(offer);
    }
    tree.inside().try_for_each(|inner| walk(inner, format, found))
}

/// Each line, then all of it.
pub(super) fn checkout(
    whole: &Tree,
    lines: &[Tree],
    format: OfferFormat,
    found: &mut Collected,
) -> Result<(), ForeignOfferError> {
    let is_order = ORDER_MARKS.iter().any(|name| whole.get(name).is_some());
    let (of_line, of_all) =
        if is_order { (OfferStage::Agreed, OfferStage::Agreed) } else { (OfferStage::Offered, OfferStage::Basket) };
    let code = whole.text("currency");
    for line in lines {
        let mut offer = PublishedOffer::new(format, of_line);
        describe_line(line, &mut offer);
        if let Some((amount, per)) = line_price(line) {
            let price = offer.keep(OfferPart::Price, amount_of(amount, code));
            offer.price = price.map(PublishedPrice::Exactly);
            offer.per = per;
            frame(whole, line, &mut offer);
            found.add(offer)?;
        }
    }
    if let Some(amount) = total(whole, &["total"]).or_else(|| whole.get("total")) {
        let mut offer = PublishedOffer::new(format, of_all);
        offer.id = offer.words(OfferPart::Id, whole.text("id"));
        offer.price = offer.keep(OfferPart::Price, amount_of(amount, code)).map(PublishedPrice::Exactly);
        frame(whole, whole, &mut offer);
        found.add(offer)?;
    }
    Ok(())
}

fn describe_line(line: &Tree, offer: &mut PublishedOffer) {
    let item = line.first(&["item", "product"]);
    let of = |names: &[&str]| {
        let text = |tree: &'_ Tree| names.iter().find_map(|name| tree.text(name).map(str::to_owned));
        text(line).or_else(|| item.and_then(text))
    };
    offer.id = offer.words(OfferPart::Id, line.text("id"));
    offer.title = offer.words(OfferPart::Title, of(&["title", "name"]).as_deref());
    offer.sku = offer.words(OfferPart::Sku, item.and_then(|item| item.text("id")).or_else(|| line.text("product_id")));
    offer.url = offer.words(OfferPart::Url, of(&["url"]).as_deref());
    let quantity = line.get("quantity").map(|stated| match stated {
        Tree::Object(_) => stated.first(&["total", "current", "ordered", "original"]).unwrap_or(stated),
        plain => plain,
    });
    if let Some(Tree::Number(text)) = quantity {
        let number = offer.keep(OfferPart::Quantity, decimal(text).ok_or(GapCause::NotANumber));
        offer.quantity = number.map(|number| PublishedQuantity { number, unit: None });
    }
}

/// What one of a line costs; where only the line's sum is stated, that, and for how many it is.
fn line_price(line: &Tree) -> Option<(&Tree, Option<PublishedQuantity>)> {
    let item = line.first(&["item", "product"]);
    let names: &[&str] = &["unit_amount", "unit_price", "price"];
    if let Some(one) = line.first(names).or_else(|| item.and_then(|item| item.first(names))) {
        return Some((one, None));
    }
    let sums = ["items_base_amount", "base_amount", "subtotal", "total"];
    let sum = sums.iter().find_map(|kind| total(line, &[kind]).or_else(|| line.get(kind)))?;
    let many = match line.get("quantity") {
        Some(Tree::Number(text)) => decimal(text).filter(|number| *number != 1.into()),
        _ => None,
    };
    Some((sum, many.map(|number| PublishedQuantity { number, unit: None })))
}

/// The amount of the first total of some types.
fn total<'a>(of: &'a Tree, types: &[&str]) -> Option<&'a Tree> {
    let totals = of.get("totals")?.items();
    totals.iter().find(|total| total.text("type").is_some_and(|kind| types.contains(&kind)))?.get("amount")
}

/// An amount in minor units, with a currency of its own or of the whole.
fn amount_of(amount: &Tree, outer: Option<&str>) -> Result<Money, GapCause> {
    let code = amount.text("currency").or(outer).ok_or(GapCause::NoCurrency)?;
    minor_units(amount.get("amount").unwrap_or(amount), currency(code)?)
}

/// Who sells, and until when.
fn frame(whole: &Tree, part: &Tree, offer: &mut PublishedOffer) {
    let seller = part.first(&["seller", "merchant"]).or_else(|| whole.first(&["seller", "merchant"]));
    match seller {
        Some(Tree::Text(name)) => offer.sold_by(Some(name), None, None),
        Some(of) => offer.sold_by(of.text("name"), of.text("id"), of.text("website")),
        None => offer.sold_by(whole.text("merchant_name"), whole.text("merchant_id"), None),
    }
    let until = ["expires_at", "quote_expires_at"].iter().find_map(|name| whole.text(name));
    offer.valid_through = offer.moment(OfferPart::ValidThrough, until);
}

/// Each variant of a product; one without variants by its range.
fn product(product: &Tree, format: OfferFormat, found: &mut Collected) -> Result<(), ForeignOfferError> {
    let variants = product.get("variants").map(Tree::items).unwrap_or_default();
    for variant in variants {
        let mut offer = catalogue_offer(variant, product, format);
        if let Some(price) = variant.get("price") {
            offer.price = offer.keep(OfferPart::Price, amount_of(price, None)).map(PublishedPrice::Exactly);
        }
        found.add(offer)?;
    }
    if let (true, Some(range)) = (variants.is_empty(), product.get("price_range")) {
        let mut offer = catalogue_offer(product, product, format);
        let end = |name| range.get(name).map(|amount| amount_of(amount, range.text("currency"))).transpose();
        let price = end("min").and_then(|least| PublishedPrice::of_ends(least, end("max")?));
        offer.price = offer.keep(OfferPart::Price, price).flatten();
        found.add(offer)?;
    }
    Ok(())
}

fn catalogue_offer(variant: &Tree, product: &Tree, format: OfferFormat) -> PublishedOffer {
    let mut offer = PublishedOffer::new(format, OfferStage::Offered);
    offer.id = offer.words(OfferPart::Id, variant.text("id"));
    offer.title = offer.words(OfferPart::Title, variant.text("title").or_else(|| product.text("title")));
    offer.sku = offer.words(OfferPart::Sku, variant.text("sku"));
    offer.url = offer.words(OfferPart::Url, variant.text("url").or_else(|| product.text("url")));
    let codes = variant.get("barcodes").map(Tree::items).unwrap_or_default();
    let gtin = codes.iter().find(|code| code.text("type").is_some_and(is_gtin)).and_then(|code| code.text("value"));
    offer.gtin = offer.product_number(gtin);
    let conditions = variant.get("condition").map(Tree::items).unwrap_or_default();
    offer.condition = conditions.iter().filter_map(Tree::as_text).find_map(condition);
    offer.available = match variant.get("availability").and_then(|state| state.get("available")) {
        Some(Tree::Flag(available)) => Some(*available),
        _ => None,
    };
    frame(product, variant, &mut offer);
    offer
}

fn is_gtin(kind: &str) -> bool {
    let kind = kind.to_ascii_uppercase();
    ["GTIN", "UPC", "EAN", "JAN"].iter().any(|name| kind.starts_with(name))
}

fn condition(label: &str) -> Option<Condition> {
    match label.to_ascii_lowercase().as_str() {
        "new" => Some(Condition::New),
        "refurbished" => Some(Condition::Refurbished),
        "used" | "secondhand" => Some(Condition::Used),
        "damaged" => Some(Condition::Damaged),
        _ => None,
    }
}

/// A row of a flat product feed, whose prices are texts such as `79.99 USD`: whole units, as they say themselves.
fn flat_product(row: &Tree, format: OfferFormat) -> Option<PublishedOffer> {
    row.text("title")?;
    let (amount, code) = row.text("price")?.trim().split_once(' ')?;
    let mut offer = PublishedOffer::new(format, OfferStage::Offered);
    let price = currency(code).and_then(|code| super::digits::whole_units_of(amount, code));
    offer.price = offer.keep(OfferPart::Price, price).map(PublishedPrice::Exactly);
    offer.id = offer.words(OfferPart::Id, row.text("id"));
    offer.title = offer.words(OfferPart::Title, row.text("title"));
    offer.gtin = offer.product_number(row.text("gtin"));
    offer.mpn = offer.maker_number(row.text("mpn"));
    offer.url = offer.words(OfferPart::Url, row.first(&["link", "url"]).and_then(Tree::as_text));
    offer.condition = row.text("condition").and_then(condition);
    offer.available = row.text("availability").map(|state| state != "out_of_stock");
    offer.sold_by(row.text("seller_name"), None, row.text("seller_url"));
    offer.valid_through = offer.moment(OfferPart::ValidThrough, row.text("expiration_date"));
    Some(offer)
}

/// What a buyer lets an agent spend at one merchant.
fn allowance(tree: &Tree, format: OfferFormat) -> Option<PublishedOffer> {
    let amount = tree.get("max_amount")?;
    let mut offer = PublishedOffer::new(format, OfferStage::Sought);
    offer.price = offer.keep(OfferPart::Price, amount_of(amount, tree.text("currency"))).map(PublishedPrice::UpTo);
    frame(tree, tree, &mut offer);
    Some(offer)
}
