//! Offers in the texts of others: what each format may write, and what is no offer or cannot be read.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

use proptest::prelude::*;
use serde_json::{Value, json};
use vrm_core::error::Fault;
use vrm_core::intention::Condition;
use vrm_core::intention::foreign::{
    ForeignOfferError, GapCause, OfferFormat, OfferPart, OfferStage, PublishedOffer, PublishedPrice, read_offers,
};
use vrm_core::money::Money;

fn read(text: &str) -> Vec<PublishedOffer> {
    read_offers(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn one(text: &str) -> PublishedOffer {
    let mut offers = read(text);
    assert_eq!(offers.len(), 1, "{text}");
    offers.remove(0)
}

/// An offer of schema.org with these members.
fn offer(members: &str) -> PublishedOffer {
    one(&format!(r#"{{"@context":"https://schema.org","@type":"Offer",{members}}}"#))
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn exactly(offer: &PublishedOffer) -> String {
    offer.price.and_then(PublishedPrice::exactly).map_or_else(|| format!("{:?}", offer.gaps), |money| money.to_string())
}

fn seller(offer: &PublishedOffer) -> &str {
    offer.sellers[0].name.as_ref().unwrap().as_str()
}

#[test]
fn what_is_of_no_format_is_refused() {
    for text in ["{}", "[]", "1", r#"{"price":1,"currency":"EUR"}"#, r#"{"type":"invalid_request"}"#] {
        let error = read_offers(text.as_bytes()).unwrap_err();
        assert_eq!(error, ForeignOfferError::NoFormat);
        assert_eq!(error.code().name(), "intention-foreign-format");
    }
    assert!(matches!(read_offers(b"{"), Err(ForeignOfferError::Json(_))));
    assert!(matches!(read_offers(&vec![b' '; 8 * 1024 * 1024 + 1]), Err(ForeignOfferError::Json(_))));
    let many = vec![r#"{"@type":"Offer"}"#; 16_385].join(",");
    let text = format!(r#"{{"@context":"https://schema.org","@graph":[{many}]}}"#);
    assert_eq!(read_offers(text.as_bytes()), Err(ForeignOfferError::TooManyOffers { limit: 16_384 }));
}

#[test]
fn a_price_is_read_by_its_digits() {
    for (members, expected) in [
        (r#""price":"13.00","priceCurrency":"USD""#, "13.00 USD"),
        (r#""price":239.99,"priceCurrency":"USD""#, "239.99 USD"),
        (r#""price":1.5e3,"priceCurrency":"JPY""#, "1500 JPY"),
        (r#""price":90071992547409.91,"priceCurrency":"EUR""#, "90071992547409.91 EUR"),
        (r#""price":"0","priceCurrency":"eur""#, "0.00 EUR"),
        (r#""price":["7","7.0"],"priceCurrency":["EUR"]"#, "7.00 EUR"),
        (r#""price":{"@value":"7","@type":"xsd:decimal"},"priceCurrency":"EUR""#, "7.00 EUR"),
        (r#""price":{"@type":"MonetaryAmount","value":7,"currency":"EUR"}"#, "7.00 EUR"),
        (r#""priceSpecification":{"@type":"PriceSpecification","price":10,"priceCurrency":"GBP"}"#, "10.00 GBP"),
    ] {
        assert_eq!(exactly(&offer(members)), expected, "{members}");
    }
}

#[test]
fn what_is_not_well_stated_is_a_gap_and_nothing_else() {
    for (members, cause) in [
        (r#""price":"13.00""#, GapCause::NoCurrency),
        (r#""price":"$750","priceCurrency":"USD""#, GapCause::NotANumber),
        (r#""price":"1,250.00","priceCurrency":"USD""#, GapCause::NotANumber),
        (r#""price":"free","priceCurrency":"USD""#, GapCause::NotANumber),
        (r#""price":1,"priceCurrency":"$""#, GapCause::UnknownCurrency),
        (r#""price":1.459,"priceCurrency":"EUR""#, GapCause::TooFine),
        (r#""price":0.1000000000000000055,"priceCurrency":"EUR""#, GapCause::TooFine),
        (r#""price":1e15,"priceCurrency":"EUR""#, GapCause::TooLarge),
        (r#""price":{"@type":"PriceSpecification"},"priceCurrency":"EUR""#, GapCause::NotANumber),
    ] {
        let offer = offer(members);
        assert_eq!((offer.price, offer.gaps.len()), (None, 1), "{members}");
        assert_eq!((offer.gaps[0].part, offer.gaps[0].cause), (OfferPart::Price, cause), "{members}");
    }
    let other = offer(r#""validThrough":"soon","gtin":"4006381333932","mpn":"a b","name":"A""#);
    let parts: Vec<OfferPart> = other.gaps.iter().map(|gap| gap.part).collect();
    assert_eq!(parts, [OfferPart::ValidThrough, OfferPart::Gtin, OfferPart::Mpn]);
    assert_eq!(offer(&format!(r#""name":"{}""#, "a".repeat(1025))).gaps[0].cause, GapCause::TooLong);
}

#[test]
fn ranges_stay_ranges() {
    let aggregate = |members: &str| {
        let text = r#"{"@context":"https://schema.org","@type":"AggregateOffer","priceCurrency":"USD",MEMBERS}"#;
        one(&text.replace("MEMBERS", members))
    };
    let (least, most) = (money("1250 USD"), money("1495 USD"));
    let both = aggregate(r#""lowPrice":"1250","highPrice":1495"#);
    assert_eq!(both.price, Some(PublishedPrice::Between { least, most }));
    assert_eq!(aggregate(r#""lowPrice":"1250""#).price, Some(PublishedPrice::From(least)));
    assert_eq!(aggregate(r#""highPrice":"1495""#).price, Some(PublishedPrice::UpTo(most)));
    assert_eq!(aggregate(r#""lowPrice":"2","highPrice":"1""#).gaps[0].cause, GapCause::Reversed);
}

#[test]
fn names_follow_their_contexts() {
    for text in [
        r#"{"@context":{"@vocab":"http://schema.org/"},"@type":"Offer","price":7,"priceCurrency":"EUR"}"#,
        r#"{"@context":{"s":"https://schema.org/"},"@type":["s:Offer","x:Y"],"s:price":7,"s:priceCurrency":"EUR"}"#,
        r#"{"@context":{"schema":"http://schema.org/"},"@type":"schema:Offer","schema:price":7,"schema:priceCurrency":"EUR"}"#,
        r#"{"@context":"https://schema.org","type":"Offer","id":"x","price":7,"priceCurrency":"EUR"}"#,
        r#"[{"@type":["http://schema.org/Offer"],"http://schema.org/price":[{"@value":7}],"http://schema.org/priceCurrency":[{"@value":"EUR"}]}]"#,
        r#"{"@context":["https://schema.org",{"cost":{"@id":"price"}}],"@graph":[{"@type":"OfferForPurchase","cost":7,"priceCurrency":"EUR"}]}"#,
        r#"{"@context":{"@vocab":"https://example.org/"},"@type":"Page","has":{"@context":"https://schema.org","@type":"Offer","price":7,"priceCurrency":"EUR"}}"#,
        r#"{"@context":"https://schema.org","@type":"Product","offers":{"price":7,"priceCurrency":"EUR"}}"#,
    ] {
        assert_eq!(exactly(&one(text)), "7.00 EUR", "{text}");
    }
    let elsewhere = r#"{"@context":{"@vocab":"https://example.org/"},"@type":"Offer","price":7,"priceCurrency":"EUR"}"#;
    assert_eq!(read(elsewhere), []);
    assert_eq!(read(r#"{"@context":"https://schema.org","@type":"Demand","price":7,"priceCurrency":"EUR"}"#), []);
}

#[test]
fn an_offer_is_of_what_holds_it() {
    let offers = read(
        r##"{"@context":"https://schema.org","@graph":[
            {"@id":"#p","@type":"Product","name":"Kettle","gtin13":"4006381333931","mpn":"K-1","sku":"1",
             "itemCondition":"https://schema.org/UsedCondition","offers":[{"@id":"#o"},{"@type":"AggregateOffer","offers":
               {"@type":"Offer","seller":{"@id":"#s"},"availability":"SoldOut"}}]},
            {"@id":"#o","@type":"Offer","price":7,"priceCurrency":"EUR","offeredBy":"Acme"},
            {"@id":"#o","validThrough":"2026-01-01","seller":{"@id":"#s"}},
            {"@id":"#s","@type":"Organization","name":"Shop","url":"https://shop.example","makesOffer":
              {"@type":"Offer","itemOffered":{"@id":"#p"},"price":8,"priceCurrency":"EUR"}}]}"##,
    );
    assert_eq!(offers.len(), 4);
    for offer in &offers {
        assert_eq!(offer.title.as_ref().unwrap().as_str(), "Kettle");
        assert_eq!(offer.gtin.unwrap().to_gtin14(), "04006381333931");
        assert_eq!((offer.mpn.as_ref().unwrap().as_str(), offer.condition), ("K-1", Some(Condition::Used)));
    }
    let priced = |price: &str| offers.iter().find(|offer| exactly(offer) == price).unwrap();
    let joint = priced("7.00 EUR");
    let names: Vec<&str> = joint.sellers.iter().map(|party| party.name.as_ref().unwrap().as_str()).collect();
    assert_eq!((names, joint.valid_through.unwrap().to_string()), (vec!["Shop", "Acme"], "2026-01-01".to_owned()));
    assert_eq!(seller(priced("8.00 EUR")), "Shop");
    assert!(offers.iter().any(|offer| offer.available == Some(false) && seller(offer) == "Shop"));
}

#[test]
fn an_accepted_offer_is_agreed_and_sold_by_the_orders_seller() {
    let order = r#"{"@context":"https://schema.org","@type":"Order","seller":{"name":"Acme"},
        "acceptedOffer":{"@type":"Offer","price":7,"priceCurrency":"EUR"}}"#;
    assert_eq!((one(order).stage, seller(&one(order))), (OfferStage::Agreed, "Acme"));
}

#[test]
fn only_what_is_paid_for_the_thing_is_its_price() {
    let specified = |list: &str| offer(&format!(r#""priceSpecification":[{list}]"#));
    let struck = r#"{"@type":"UnitPriceSpecification","priceType":"https://schema.org/StrikethroughPrice","price":9,"priceCurrency":"EUR"}"#;
    let member =
        r#"{"@type":"UnitPriceSpecification","price":5,"priceCurrency":"EUR","validForMemberTier":{"@id":"x"}}"#;
    let delivery = r#"{"@type":"DeliveryChargeSpecification","price":4,"priceCurrency":"EUR"}"#;
    let sold = r#"{"@type":"UnitPriceSpecification","price":7,"priceCurrency":"EUR","validThrough":"2026-01-01","valueAddedTaxIncluded":true}"#;
    let mixed = specified(&[struck, member, delivery, sold].join(","));
    assert_eq!((exactly(&mixed), mixed.tax_included), ("7.00 EUR".to_owned(), Some(true)));
    assert_eq!(mixed.gaps, []);
    assert_eq!(specified(delivery).price, None);
    let litre = specified(
        r#"{"@type":"UnitPriceSpecification","price":2,"priceCurrency":"EUR","referenceQuantity":{"value":"100","unitCode":"MLT"}}"#,
    );
    let per = litre.per.unwrap();
    assert_eq!((per.number.to_string(), per.unit.unwrap().as_str().to_owned()), ("100".to_owned(), "MLT".to_owned()));
    let monthly = specified(
        r#"{"@type":"UnitPriceSpecification","price":2,"priceCurrency":"EUR","billingDuration":12,"unitCode":"MON"}"#,
    );
    assert!(monthly.recurring);
}

#[test]
fn the_earlier_end_counts() {
    let through = |members| offer(members).valid_through.unwrap().to_string();
    assert_eq!(through(r#""validThrough":"2026-03-01","priceValidUntil":"2026-02-01""#), "2026-02-01");
    assert_eq!(through(r#""validThrough":"2026-01-01T10:00Z","priceValidUntil":"2026-02-01""#), "2026-01-01T10:00:00Z");
}

#[test]
fn feeds_and_catalogues_count_minor_units() {
    let variant = r#"{"id":"v","title":"Tee, red","price":{"amount":1999,"currency":"USD"},"list_price":{"amount":2499,"currency":"USD"},
        "barcodes":[{"type":"EAN","value":"4006381333931"}],"condition":["secondhand"],"availability":{"available":false},
        "seller":{"name":"Acme"}}"#;
    let acp = format!(r#"{{"products":[{{"id":"p","title":"Tee","variants":[{variant}]}}]}}"#);
    let ucp = acp.replacen('{', r#"{"ucp":{"version":"2026-01-01"},"#, 1);
    for (text, format) in [(acp, OfferFormat::AgenticCommerce), (ucp, OfferFormat::UniversalCommerce)] {
        let offer = one(&text);
        assert_eq!((offer.format, exactly(&offer)), (format, "19.99 USD".to_owned()));
        assert_eq!((seller(&offer), offer.available, offer.condition), ("Acme", Some(false), Some(Condition::Used)));
        assert!(offer.gtin.is_some() && offer.gaps.is_empty());
    }
    let range = r#"{"ucp":{},"products":[{"title":"Tee","price_range":{"min":{"amount":500,"currency":"JPY"},"max":{"amount":900,"currency":"JPY"}}}]}"#;
    let (least, most) = (money("500 JPY"), money("900 JPY"));
    assert_eq!(one(range).price, Some(PublishedPrice::Between { least, most }));
    let decimal =
        r#"{"products":[{"title":"Tee","variants":[{"title":"Red","price":{"amount":19.99,"currency":"USD"}}]}]}"#;
    assert_eq!(one(decimal).gaps[0].cause, GapCause::TooFine);
    let flat = r#"{"products":[{"id":"1","title":"Tee","price":"79.99 USD","sale_price":"59.99 USD","seller_name":"Acme","expiration_date":"2026-05-01"}]}"#;
    assert_eq!((exactly(&one(flat)), seller(&one(flat))), ("79.99 USD".to_owned(), "Acme"));
}

#[test]
fn a_checkout_has_lines_and_a_sum() {
    let lines = r#""line_items":[{"id":"l","item":{"id":"i","title":"Tee","price":1000},"quantity":2}],"totals":[{"type":"subtotal","amount":2000},{"type":"total","amount":2300}]"#;
    let open = read(&format!(
        r#"{{"ucp":{{}},"id":"c","currency":"usd","expires_at":"2026-01-01T00:00:00Z","merchant":{{"id":"m","name":"Acme"}},{lines}}}"#
    ));
    assert_eq!(open.iter().map(|offer| offer.stage).collect::<Vec<_>>(), [OfferStage::Offered, OfferStage::Basket]);
    assert_eq!(open.iter().map(exactly).collect::<Vec<_>>(), ["10.00 USD", "23.00 USD"]);
    assert!(open.iter().all(|offer| seller(offer) == "Acme" && offer.valid_through.is_some()));
    assert_eq!(open[0].quantity.as_ref().unwrap().number, 2.into());
    let order = read(&format!(r#"{{"ucp":{{}},"checkout_id":"c",{lines}}}"#));
    assert!(order.iter().all(|offer| offer.stage == OfferStage::Agreed && offer.price.is_none()));
    assert!(order.iter().all(|offer| offer.gaps[0].cause == GapCause::NoCurrency));
    let summed = r#"{"currency":"eur","line_items":[{"item":{"id":"i"},"quantity":3,"totals":[{"type":"items_base_amount","amount":900}]}]}"#;
    assert_eq!((exactly(&one(summed)), one(summed).per.unwrap().number), ("9.00 EUR".to_owned(), 3.into()));
}

#[test]
fn a_budget_is_read_by_its_digits() {
    let budget = |max: &str| one(&format!(r#"{{"type":"payment.budget","max":{max},"currency":"USD"}}"#));
    assert_eq!(budget("1000.0").price, Some(PublishedPrice::UpTo(money("1000 USD"))));
    assert_eq!(budget("0.29").price, Some(PublishedPrice::UpTo(money("0.29 USD"))));
    assert_eq!(budget("0.290000000000000001").gaps[0].cause, GapCause::TooFine);
    let range = one(
        r#"{"vct":"mandate.payment.open.1","exp":1777345957,"constraints":[{"type":"payment.amount_range","currency":"USD","max":20000,"min":0}]}"#,
    );
    assert_eq!(range.price, Some(PublishedPrice::Between { least: money("0 USD"), most: money("200 USD") }));
    assert_eq!(range.valid_through.unwrap().to_string(), "2026-04-28T03:12:37Z");
}

#[test]
fn carts_and_intents_of_the_first_version_are_whole_units() {
    let cart = r#"{"ap2.mandates.CartMandate":{"contents":{"id":"c","merchant_name":"Acme","cart_expiry":"2026-01-01T00:00:00Z",
        "payment_request":{"details":{"display_items":[{"label":"Shoes","amount":{"currency":"USD","value":120.0}}],
        "total":{"label":"Total","amount":{"currency":"USD","value":129.5}}}}}}}"#;
    let offers = read(cart);
    assert_eq!(offers.iter().map(exactly).collect::<Vec<_>>(), ["120.00 USD", "129.50 USD"]);
    assert!(offers.iter().all(|offer| seller(offer) == "Acme" && offer.valid_through.is_some()));
    let intent = r#"{"natural_language_description":"Red shoes","intent_expiry":"2026-01-01T00:00:00Z","budget":{"currency":"USD","value":150}}"#;
    assert_eq!(
        (one(intent).stage, one(intent).price),
        (OfferStage::Sought, Some(PublishedPrice::UpTo(money("150 USD"))))
    );
    let paid = r#"{"payment_mandate_contents":{"payment_mandate_id":"p","merchant_agent":"Acme","payment_details_total":{"amount":{"currency":"USD","value":1}}}}"#;
    assert_eq!((one(paid).stage, seller(&one(paid))), (OfferStage::Agreed, "Acme"));
}

#[test]
fn contracting_goes_from_tender_to_contract() {
    let release = json!({"ocid": "o", "tag": ["contract"], "buyer": {"id": 7, "name": "Town"},
        "tender": {"title": "Paint", "minValue": {"amount": 10, "currency": "EUR"}, "value": {"amount": 20.5, "currency": "EUR"},
            "tenderPeriod": {"startDate": "2026-01-01T00:00:00Z", "endDate": "2026-02-01T00:00:00+01:00"},
            "lots": [{"id": "1", "value": {"amount": 5}}]},
        "bids": {"details": [{"id": "b", "value": {"amount": 15, "currency": "EUR"}, "tenderers": [{"name": "Painter"}]}]},
        "awards": [{"id": "a", "value": {"amount": 15, "currency": "EUR"}, "suppliers": [{"name": "Painter"}, {"name": "Other"}]}],
        "contracts": [{"id": "c", "awardID": "a", "value": {"amount": 16, "currency": "EUR"}, "period": {"endDate": "2026-12-31T00:00:00Z"}}]});
    let versioned = |value: Value| json!([{"releaseID": "1", "value": 1}, {"releaseID": "2", "value": value}]);
    let record = json!({"ocid": "o", "versionedRelease": {"ocid": "o", "awards": [{"id": "a", "suppliers": [{"name": versioned(json!("Painter"))}],
        "value": {"amount": versioned(json!(15)), "currency": versioned(json!("EUR"))}}]}});
    let offers = read(&json!({"releases": [release]}).to_string());
    let stages: Vec<OfferStage> = offers.iter().map(|offer| offer.stage).collect();
    use OfferStage::{Agreed, Awarded, Offered, Sought};
    assert_eq!(stages, [Sought, Sought, Offered, Awarded, Agreed]);
    assert_eq!(offers[0].price, Some(PublishedPrice::Between { least: money("10 EUR"), most: money("20.5 EUR") }));
    assert_eq!(offers[0].valid_through.unwrap().to_string(), "2026-01-31T23:00:00Z");
    assert_eq!(offers[1].gaps[0].cause, GapCause::NoCurrency);
    assert_eq!(offers[4].sellers, offers[3].sellers);
    assert!(offers.iter().all(|offer| offer.buyer.as_ref().unwrap().name.as_ref().unwrap().as_str() == "Town"));
    let awarded = one(&json!({"records": [record]}).to_string());
    assert_eq!((exactly(&awarded), seller(&awarded)), ("15.00 EUR".to_owned(), "Painter"));
}

proptest! {
    /// Whatever amount a page states, as a number or a text, that amount is read.
    #[test]
    fn every_amount_is_read_as_stated(minor in 0..=Money::LARGEST, text: bool) {
        let (whole, rest) = (minor / 100, minor % 100);
        let amount = format!("{whole}.{rest:02}");
        let amount = if text { format!("{amount:?}") } else { amount };
        let offer = offer(&format!(r#""price":{amount},"priceCurrency":"EUR""#));
        prop_assert_eq!(offer.price.unwrap().exactly().unwrap().minor(), minor);
    }
}
