//! Wants and quotes.

use super::told;
use vrm_core::intention::{Gtin, Item, Quote, Test, Want};
use vrm_core::json::ours;
use vrm_core::money::Money;

pub fn want(data: &[u8]) {
    let Some(want) = told(Want::parse(data)) else { return };
    let written = want.to_json();
    // Nothing is made another on reading: messages depend on it.
    assert_eq!(written, ours::parse(data).unwrap().canonical());
    assert!(written.len() <= Want::MAX_BYTES);
    assert_eq!(Want::parse(written.as_bytes()).as_ref(), Ok(&want));
    assert_eq!(built_again(&want), want);
    [want.item()].into_iter().chain(want.alternatives()).for_each(numbered);
    assert!(want.quantity().is_none_or(|range| range.contains(range.least()) && range.contains(range.most())));
}

/// The parts of a want, handed over in any order, make the same want.
fn built_again(want: &Want) -> Want {
    let mut again = Want::new(want.kind(), want.item().clone(), want.currency()).unwrap();
    for wish in want.prefers().iter().rev() {
        again = again.prefer(wish.clone()).unwrap();
    }
    for requirement in want.requires().iter().rev() {
        let mut requirement = requirement.clone();
        if let Test::OneOf(values) = &mut requirement.test {
            values.reverse();
            values.extend_from_within(..1);
        }
        again = again.require(requirement).unwrap();
    }
    for item in want.alternatives().iter().rev() {
        again = again.or(item.clone()).unwrap();
    }
    if let Some(quantity) = want.quantity() {
        again = again.with_quantity(quantity).unwrap();
    }
    if let Some(budget) = want.budget() {
        again = again.with_budget(budget).unwrap();
    }
    if let Some(area) = want.area() {
        again = again.at(area.clone()).unwrap();
    }
    again.within(want.window()).unwrap()
}

pub fn quote(data: &[u8]) {
    let Some(quote) = told(Quote::parse(data)) else { return };
    let written = quote.to_json();
    assert_eq!(written, ours::parse(data).unwrap().canonical());
    assert!(written.len() <= Quote::MAX_BYTES);
    assert_eq!(Quote::parse(written.as_bytes()).as_ref(), Ok(&quote));
    let mut again = Quote::new(quote.item().clone(), quote.price()).unwrap();
    for phase in quote.phases() {
        again = again.with_phase(*phase).unwrap();
    }
    for (name, value) in quote.properties().iter().rev() {
        again = again.with_property(name.clone(), value.clone()).unwrap();
    }
    if let Some(quantity) = quote.quantity() {
        again = again.with_quantity(quantity).unwrap();
    }
    if let Some(delivery) = quote.delivery() {
        again = again.with_delivery(delivery).unwrap();
    }
    if let Some(warranty) = quote.warranty() {
        again = again.with_warranty(warranty).unwrap();
    }
    if let Some(returns) = quote.returns() {
        again = again.with_returns(returns).unwrap();
    }
    assert_eq!(again, quote);
    numbered(quote.item());
    added_up(&quote);
}

/// Every part is within the total, and the parts are the total.
fn added_up(quote: &Quote) {
    let total = quote.total().minor();
    let phases: i64 = quote.phases().iter().map(|phase| phase.total().unwrap().minor()).sum();
    let price = quote.price();
    assert_eq!(price.goods().minor() + price.tax().minor() + price.delivery().minor() + phases, total);
    assert!((0..=Money::LARGEST).contains(&total) && quote.total().currency() == quote.currency());
}

fn numbered(item: &Item) {
    let Some(gtin) = item.gtin else { return };
    assert_eq!(Gtin::parse(&gtin.to_gtin14()), Ok(gtin));
    assert!(gtin.to_gtin14().ends_with(&gtin.to_string()));
}
