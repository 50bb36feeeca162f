//! Wants and quotes in schema.org's words, and quotes out of published offers.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

use proptest::prelude::*;
use serde_json::{Value, json};
use vrm_core::intention::foreign::{ForeignOfferError, OfferPart, PublishedOffer, read_offers};
use vrm_core::intention::{
    Area, Basis, Budget, BuiltIn, Category, Condition, Delivery, Gtin, Item, Kind, Measure, Number, Phase, Price,
    Property, PropertyName, PropertyValue, Quantity, QuantityRange, Quote, Requirement, Scheme, Test, UnitCode, Want,
};
use vrm_core::money::Money;
use vrm_core::text::{Text, Token};
use vrm_core::time::{Days, Instant, Window};
use vrm_core::vocab::Place;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn measure(text: &str, unit: &str) -> Measure {
    Measure { number: number(text), unit: Some(UnitCode::parse(unit).unwrap()) }
}

fn named(name: &str) -> Property {
    Property::parse(name).unwrap()
}

fn item() -> Item {
    Item {
        description: Some(Text::within("Quiet", 16).unwrap()),
        category: Some(Category::new(Scheme::Unspsc, "52141501").unwrap()),
        gtin: Some(Gtin::parse("4006381333931").unwrap()),
        mpn: Some(Token::parse("D-1").unwrap()),
        condition: Some(Condition::New),
        ..Item::new("A dishwasher").unwrap()
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn want() -> Want {
    let most = money("300 EUR");
    let other = Item { mpn: Some(Token::parse("D-2").unwrap()), ..Item::new("Another").unwrap() };
    let require = |want: Want, property, test| want.require(Requirement { property, test }).unwrap();
    let want = Want::new(Kind::Buy, item(), most.currency()).unwrap().or(other).unwrap();
    let want = want
        .with_quantity(QuantityRange::new(number("1"), number("2.5"), UnitCode::PIECE).unwrap())
        .unwrap()
        .with_budget(Budget { most, basis: Basis::Unit, tax: true, delivery: false })
        .unwrap()
        .at(Area { place: Place::parse("DE").unwrap(), postal: Some(Token::parse("10").unwrap()) })
        .unwrap()
        .within(Window::new(Some(at("2026-03-01T09:00:00Z")), Some(at("2026-03-08T09:00:00Z"))).unwrap())
        .unwrap();
    let want = require(want, named("noise"), Test::AtMost(measure("44", "2N")));
    let want = require(want, named("width"), Test::AtLeast(measure("45", "CMT")));
    let texts = ["red", "blue"].map(|text| PropertyValue::text(text).unwrap());
    let want = require(want, named("colour"), Test::OneOf(texts.to_vec()));
    let want = require(want, named("drawer"), Test::Is(PropertyValue::Flag(true)));
    let want = require(want, named("maker"), Test::IsNot(PropertyValue::text("Acme").unwrap()));
    let days = |count| Measure { number: number(count), unit: None };
    let want = require(want, Property::BuiltIn(BuiltIn::Delivery), Test::AtMost(days("5")));
    require(want, Property::BuiltIn(BuiltIn::Warranty), Test::AtLeast(days("730")))
}

#[test]
fn a_want_is_a_demand() {
    let demand = json(&want().to_demand(Some(at("2026-02-01T00:00:00Z")), Some(at("2026-02-08T00:00:00Z"))));
    assert_eq!(demand["@context"], "https://schema.org");
    assert_eq!(demand["@type"], "Demand");
    assert_eq!(demand["businessFunction"], "http://purl.org/goodrelations/v1#Sell");
    let item = &demand["itemOffered"];
    assert_eq!((&item["@type"], &item["name"]), (&json!("Product"), &json!("A dishwasher")));
    assert_eq!((&item["gtin"], &item["mpn"]), (&json!("4006381333931"), &json!("D-1")));
    assert_eq!(item["category"]["codeValue"], "52141501");
    assert_eq!(item["isSimilarTo"][0]["mpn"], "D-2");
    assert_eq!(demand["itemCondition"], "https://schema.org/NewCondition");
    let quantity = json!({"@type": "QuantitativeValue", "minValue": "1", "maxValue": "2.5", "unitCode": "C62"});
    assert_eq!(demand["eligibleQuantity"], quantity);
    let price = &demand["priceSpecification"];
    assert_eq!((&price["@type"], &price["maxPrice"]), (&json!("UnitPriceSpecification"), &json!("300.00")));
    assert_eq!((&price["priceCurrency"], &price["valueAddedTaxIncluded"]), (&json!("EUR"), &json!(true)));
    assert_eq!(price["referenceQuantity"]["unitCode"], "C62");
    assert_eq!(demand["areaServed"]["name"], "DE");
    assert_eq!(demand["areaServed"]["address"]["postalCode"], "10");
    assert_eq!(demand["availabilityStarts"], "2026-03-01T09:00:00Z");
    assert_eq!(demand["availabilityEnds"], "2026-03-08T09:00:00Z");
    assert_eq!(
        (&demand["validFrom"], &demand["validThrough"]),
        (&json!("2026-02-01T00:00:00Z"), &json!("2026-02-08T00:00:00Z"))
    );
    assert_eq!(demand["deliveryLeadTime"]["maxValue"], "5");
    assert_eq!(demand["warranty"]["durationOfWarranty"]["minValue"], "730");
    let property = |name: &str| {
        let all = item["additionalProperty"].as_array().unwrap();
        all.iter().find(|property| property["propertyID"] == name)
    };
    assert_eq!(property("noise").unwrap()["maxValue"], "44");
    assert_eq!(
        (&property("width").unwrap()["minValue"], &property("width").unwrap()["unitCode"]),
        (&json!("45"), &json!("CMT"))
    );
    assert_eq!(property("colour").unwrap()["value"], json!(["blue", "red"]));
    assert_eq!(property("drawer").unwrap()["value"], true);
    assert_eq!(property("maker"), None);
}

#[test]
fn a_want_with_little_says_little_and_is_no_offer() {
    let plain = Want::new(Kind::Hire, Item::new("A plumber").unwrap(), money("1 EUR").currency()).unwrap();
    let demand = plain.to_demand(None, None);
    assert_eq!(
        json(&demand),
        json!({"@context": "https://schema.org", "@type": "Demand", "itemOffered": {"@type": "Service", "name": "A plumber"},
            "businessFunction": "http://purl.org/goodrelations/v1#ProvideService"})
    );
    assert_eq!(read_offers(demand.as_bytes()), Ok(Vec::new()));
    assert_eq!(read_offers(want().to_demand(None, None).as_bytes()), Ok(Vec::new()));
}

fn quote() -> Quote {
    let price = Price::new(money("40 EUR"), money("8.55 EUR"), money("4.90 EUR")).unwrap();
    let quantity = Quantity::new(number("2.5"), UnitCode::parse("KGM").unwrap()).unwrap();
    Quote::new(item(), price).unwrap().with_quantity(quantity).unwrap()
}

fn the_offer(text: &str) -> PublishedOffer {
    let mut offers = read_offers(text.as_bytes()).unwrap();
    assert_eq!(offers.len(), 1, "{text}");
    offers.remove(0)
}

#[test]
fn a_quote_is_an_offer() {
    let phase = |amount, every, times| Phase { amount: money(amount), every: Days::new(every), times };
    let full = quote()
        .with_phase(phase("5 EUR", 30, Some(3)))
        .unwrap()
        .with_phase(phase("9 EUR", 30, None))
        .unwrap()
        .with_delivery(Delivery::Within(Days::new(3)))
        .unwrap()
        .with_warranty(Days::new(730))
        .unwrap()
        .with_returns(Days::new(14))
        .unwrap()
        .with_property(PropertyName::parse("colour").unwrap(), PropertyValue::text("red").unwrap())
        .unwrap();
    let text = full.to_offer(None, Some(at("2026-02-08T00:00:00Z")));
    let offer = json(&text);
    assert_eq!((&offer["price"], &offer["priceCurrency"]), (&json!("53.45"), &json!("EUR")));
    let prices = offer["priceSpecification"].as_array().unwrap();
    let parts: Vec<&Value> =
        prices[0]["priceComponent"].as_array().unwrap().iter().map(|part| &part["price"]).collect();
    assert_eq!(parts, ["40.00", "8.55", "4.90"]);
    assert_eq!((&prices[1]["billingDuration"], &prices[1]["billingIncrement"]), (&json!(90), &json!(30)));
    assert_eq!((&prices[2]["billingDuration"], &prices[2]["price"]), (&Value::Null, &json!("9.00")));
    assert_eq!(offer["deliveryLeadTime"]["maxValue"], "3");
    assert_eq!(offer["warranty"]["durationOfWarranty"]["value"], "730");
    assert_eq!(offer["hasMerchantReturnPolicy"]["merchantReturnDays"], 14);
    assert_eq!(offer["itemOffered"]["additionalProperty"][0]["value"], "red");
    let read = the_offer(&text);
    assert!(read.recurring);
    assert_eq!(read.valid_through.unwrap().to_string(), "2026-02-08T00:00:00Z");
    let nothing = money("0 EUR");
    let incomplete = Err(ForeignOfferError::Incomplete { part: OfferPart::Price });
    assert_eq!(Quote::from_published(&read, nothing, nothing), incomplete);
    let by = quote().with_delivery(Delivery::By(at("2026-03-01T09:00:00Z"))).unwrap().to_offer(None, None);
    assert_eq!(json(&by)["availabilityStarts"], "2026-03-01T09:00:00Z");
}

#[test]
fn what_is_no_single_offer_makes_no_quote() {
    let nothing = money("0 EUR");
    let made = |members: &str| {
        let text = format!(r#"{{"@context":"https://schema.org","@type":"Offer",{members}}}"#);
        Quote::from_published(&the_offer(&text), nothing, nothing)
    };
    let priced = r#""price":7,"priceCurrency":"EUR","name":"Tea""#;
    assert!(made(priced).is_ok());
    let incomplete = |part| Err(ForeignOfferError::Incomplete { part });
    assert_eq!(made(r#""price":7,"priceCurrency":"EUR""#), incomplete(OfferPart::Title));
    assert_eq!(made(r#""price":7,"name":"Tea""#), incomplete(OfferPart::Price));
    assert_eq!(made(r#""lowPrice":7,"priceCurrency":"EUR","name":"Tea""#), incomplete(OfferPart::Price));
    assert_eq!(
        made(&format!(r#"{priced},"availability":"https://schema.org/OutOfStock""#)),
        Err(ForeignOfferError::NotOnOffer)
    );
    assert!(matches!(made(&priced.replace('7', "-7")), Err(ForeignOfferError::Intention(_))));
    assert!(matches!(made(&priced.replace("EUR", "USD")), Err(ForeignOfferError::Intention(_))));
    assert!(matches!(made(&priced.replace("Tea", &"a".repeat(257))), Err(ForeignOfferError::Intention(_))));
    let yearly = r#""name":"Tea","priceSpecification":{"price":7,"priceCurrency":"EUR","eligibleQuantity":{"value":1,"unitCode":"ANN"}}"#;
    assert_eq!(made(yearly), incomplete(OfferPart::Quantity));
    let grams = made(&yearly.replace("ANN", "GRM").replace("\"value\":1", "\"value\":250")).unwrap();
    assert_eq!((grams.total(), grams.quantity().unwrap().number()), (money("7 EUR"), number("250")));
    let awarded = r#"{"ocid":"o","awards":[{"title":"Tea","value":{"amount":7,"currency":"EUR"}}]}"#;
    assert_eq!(Quote::from_published(&the_offer(awarded), nothing, nothing), Err(ForeignOfferError::NotOnOffer));
}

#[test]
fn a_line_of_several_is_quoted_for_all_of_them() {
    let cart =
        r#"{"ucp":{},"currency":"EUR","line_items":[{"item":{"id":"i","title":"Tee","price":1050},"quantity":3}]}"#;
    let quote = Quote::from_published(&the_offer(cart), money("6 EUR"), money("4.90 EUR")).unwrap();
    assert_eq!((quote.price().goods(), quote.total()), (money("31.50 EUR"), money("42.40 EUR")));
    assert_eq!(quote.quantity().unwrap().number(), number("3"));
}

proptest! {
    /// A quote that is paid once comes back from its offer: the same thing for the same sum.
    #[test]
    fn a_quote_comes_back_from_its_offer(goods in 0..1_000_000_i64, tax in 0..1_000_000_i64, count in 1..10_000_i64) {
        let minor = |minor| Money::new(minor, money("0 EUR").currency()).unwrap();
        let price = Price::new(minor(goods), minor(tax), minor(490)).unwrap();
        let many = Quantity::new(number(&count.to_string()), UnitCode::PIECE).unwrap();
        let quote = Quote::new(Item { description: None, category: None, ..item() }, price).unwrap().with_quantity(many).unwrap();
        let read = the_offer(&quote.to_offer(None, None));
        let back = Quote::from_published(&read, minor(0), minor(0)).unwrap();
        prop_assert_eq!(back.item(), quote.item());
        prop_assert_eq!(back.total(), quote.total());
        // One piece is the thing itself.
        prop_assert_eq!(back.quantity(), quote.quantity());
    }
}
