//! Laws of what other formats say of offers.

use super::told;
use std::cmp::Ordering;
use vrm_core::intention::foreign::{ClosedMandate, Merchant, PublishedOffer, PublishedTime, read_offers};
use vrm_core::intention::{Budget, Gtin, Item, Kind, Quote, Want};
use vrm_core::money::Money;
use vrm_core::time::Instant;

pub fn published_offer(data: &[u8]) {
    if let Some(offers) = told(read_offers(data)) {
        offers.iter().for_each(stated);
    }
    if let Some(mandate) = told(ClosedMandate::read(data)) {
        checked(&mandate);
    }
}

/// What is read is in one currency and in order, and its times are written as they are read.
fn stated(offer: &PublishedOffer) {
    if let Some(price) = offer.price {
        for end in [price.least(), price.most()].into_iter().flatten() {
            assert_eq!(end.currency(), price.currency());
        }
        if let (Some(least), Some(most)) = (price.least(), price.most()) {
            assert_ne!(least.compare(&most), Ok(Ordering::Greater));
        }
        quoted(offer, Money::new(0, price.currency()).unwrap());
    }
    for time in [offer.valid_from, offer.valid_through].into_iter().flatten() {
        assert_eq!(PublishedTime::parse(&time.to_string()), Ok(time));
        assert!(time.earliest() <= time.latest());
    }
}

/// A quote that is made of one comes back from its own offer for the same sum.
fn quoted(offer: &PublishedOffer, nothing: Money) {
    let Some(quote) = told(Quote::from_published(offer, nothing, nothing)) else { return };
    let again = read_offers(quote.to_offer(None, None).as_bytes()).unwrap();
    assert_eq!(again.len(), 1);
    let again = Quote::from_published(&again[0], nothing, nothing).unwrap();
    assert_eq!((again.total(), &again.item().title), (quote.total(), &quote.item().title));
}

/// A mandate is held to the intention whatever it says, and never excused by a merchant's leaving the list.
fn checked(mandate: &ClosedMandate) {
    let most = Money::parse("20 EUR").unwrap();
    let item = Item { gtin: Some(Gtin::parse("4006381333931").unwrap()), ..Item::new("Markers").unwrap() };
    let want = Want::new(Kind::Buy, item, most.currency()).unwrap().with_budget(Budget::all_in(most)).unwrap();
    let until = Instant::parse("2026-03-02T09:00:00Z").unwrap();
    let shop = [Merchant::new("shop-1", "A shop", None).unwrap()];
    let anyone = mandate.check(&want, &[], until);
    let one = mandate.check(&want, &shop, until);
    assert!(anyone.iter().all(|excess| one.contains(excess)));
}
