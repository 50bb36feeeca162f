//! The offers of other formats against the published examples: what a naive walk finds stated, and what was read.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use serde_json::Value;
use std::path::Path;
use support::{Score, bytes, fixtures};
use vrm_core::intention::foreign::{ForeignOfferError, OfferStage, PublishedOffer, PublishedPrice, read_offers};

fn cases(root: &Path, file: &str) -> Vec<(String, Value)> {
    let text: Value = serde_json::from_slice(&bytes(&root.join("offers").join(file))).unwrap();
    let case = |case: &Value| {
        let json = case.get("json").or_else(|| case.get("jsonld")).unwrap().clone();
        (case["id"].as_str().unwrap().to_owned(), json)
    };
    text["cases"].as_array().unwrap().iter().map(case).collect()
}

fn read(json: &Value) -> Vec<PublishedOffer> {
    match read_offers(json.to_string().as_bytes()) {
        Ok(offers) => offers,
        Err(ForeignOfferError::NoFormat) => Vec::new(),
        Err(error) => panic!("{error}: {json}"),
    }
}

/// Every value of a text, the outer ones first.
fn walk<'a>(value: &'a Value, seen: &mut impl FnMut(&'a Value)) {
    seen(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, seen)),
        Value::Object(members) => members.values().for_each(|member| walk(member, seen)),
        _ => {}
    }
}

fn all(value: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<&Value> {
    let mut found = Vec::new();
    walk(value, &mut |value| {
        if wanted(value) {
            found.push(value);
        }
    });
    found
}

/// A text or a number as it is written.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn shown(price: PublishedPrice) -> String {
    let text = |money: Option<vrm_core::money::Money>| money.map_or("-".to_owned(), |money| money.to_string());
    match price {
        PublishedPrice::Exactly(money) => money.to_string(),
        other => format!("{} to {}", text(other.least()), text(other.most())),
    }
}

/// Counts a fact that the text states as read when an offer has it that nothing else has used up.
struct Facts {
    left: Vec<String>,
}

impl Facts {
    fn new(facts: impl IntoIterator<Item = String>) -> Self {
        Self { left: facts.into_iter().collect() }
    }

    fn take(&mut self, fact: &str) -> bool {
        let found = self.left.iter().position(|known| known == fact);
        found.map(|index| self.left.swap_remove(index)).is_some()
    }
}

/// Two decimals, as every currency of the examples has but the guaraní.
fn amount(text: &str, currency: &str) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if currency == "PYG" { format!("{whole} PYG") } else { format!("{whole}.{fraction:0<2} {currency}") }
}

fn minor(amount: i64, currency: &str) -> String {
    format!("{}.{:02} {}", amount / 100, amount % 100, currency.to_uppercase())
}

fn prices(offers: &[PublishedOffer]) -> Facts {
    Facts::new(offers.iter().filter_map(|offer| offer.price).map(shown))
}

fn sellers(offers: &[PublishedOffer]) -> Facts {
    let name = |text: &vrm_core::text::Text| text.as_str().to_owned();
    Facts::new(
        offers
            .iter()
            .flat_map(|offer| &offer.sellers)
            .filter_map(|party| party.name.as_ref().or(party.id.as_ref()).map(name)),
    )
}

fn is_offer(value: &Value) -> bool {
    let kind = |kind: &Value| matches!(kind.as_str(), Some("Offer" | "AggregateOffer"));
    value.get("@type").is_some_and(|types| kind(types) || types.as_array().is_some_and(|all| all.iter().any(kind)))
}

#[test]
fn schema_org() {
    let Some(root) = fixtures("the offers of schema.org") else { return };
    let mut score = Score::new("offers/schemaorg_examples.json");
    for (id, json) in cases(&root, "schemaorg_examples.json") {
        let offers = read(&json);
        let stated = all(&json, is_offer);
        score.count(offers.len() == stated.len(), format!("{id}: {} offers, {} read", stated.len(), offers.len()));
        let (mut read_prices, mut read_sellers) = (prices(&offers), sellers(&offers));
        let times = |time: fn(&PublishedOffer) -> Option<vrm_core::intention::foreign::PublishedTime>| {
            Facts::new(offers.iter().filter_map(time).map(|time| time.to_string()))
        };
        let (mut from, mut through) = (times(|offer| offer.valid_from), times(|offer| offer.valid_through));
        for offer in stated {
            let specification = offer.get("priceSpecification").unwrap_or(offer);
            let of = |name: &str| offer.get(name).or_else(|| specification.get(name)).and_then(word);
            if let Some(currency) = of("priceCurrency") {
                let expected = match (of("price"), of("lowPrice"), of("highPrice")) {
                    (Some(price), ..) => Some(amount(&price, &currency)),
                    (None, Some(low), Some(high)) => {
                        Some(format!("{} to {}", amount(&low, &currency), amount(&high, &currency)))
                    }
                    (None, Some(low), None) => Some(format!("{} to -", amount(&low, &currency))),
                    _ => None,
                };
                if let Some(expected) = expected {
                    score.count(read_prices.take(&expected), format!("{id}: {expected}"));
                }
            }
            if let Some(seller) = offer.get("seller").or_else(|| offer.get("offeredBy")) {
                let id_only = seller.get("@id").and_then(word).unwrap_or_default();
                let elsewhere = all(&json, |value| {
                    value.get("@id").and_then(word).as_ref() == Some(&id_only) && value.get("name").is_some()
                });
                let name = word(seller).or_else(|| elsewhere[0].get("name").and_then(word)).unwrap();
                score.count(read_sellers.take(&name), format!("{id}: {name}"));
            }
            let dates = [(&mut from, of("validFrom")), (&mut through, of("validThrough").or(of("priceValidUntil")))];
            for (read, stated) in dates {
                let Some(stated) = stated else { continue };
                let seconds = if stated.contains('T') && stated.matches(':').count() == 1 { ":00" } else { "" };
                score.count(read.take(&format!("{stated}{seconds}")), format!("{id}: {stated}"));
            }
        }
        assert!(read_prices.left.is_empty(), "{id}: {:?} is nowhere stated", read_prices.left);
    }
    score.end(101);
}

#[test]
fn agentic_and_universal_commerce() {
    let Some(root) = fixtures("the offers of ACP and UCP") else { return };
    let mut score = Score::new("offers/acp_examples.json and ucp_examples.json");
    let both = cases(&root, "acp_examples.json").into_iter().chain(cases(&root, "ucp_examples.json"));
    for (id, json) in both {
        let offers = read(&json);
        let mut read_prices = prices(&offers);
        for whole in all(&json, |value| value.get("line_items").is_some_and(Value::is_array)) {
            let Some(currency) = whole.get("currency").and_then(Value::as_str) else {
                assert!(!offers.iter().any(|offer| offer.price.is_some()), "{id}: no currency is guessed");
                continue;
            };
            for line in whole["line_items"].as_array().unwrap() {
                let of_line = line.get("unit_amount").or_else(|| line.pointer("/item/price"));
                let base = all(line, |value| value["type"].as_str().is_some_and(|kind| kind.ends_with("base_amount")));
                let stated = of_line.or_else(|| base.first().map(|total| &total["amount"])).and_then(Value::as_i64);
                if let Some(stated) = stated {
                    score.count(read_prices.take(&minor(stated, currency)), format!("{id}: a line of {stated}"));
                }
            }
            let totals = whole.get("totals").and_then(Value::as_array).into_iter().flatten();
            for total in totals.filter(|total| total["type"] == "total") {
                let stated = total["amount"].as_i64().unwrap();
                score.count(read_prices.take(&minor(stated, currency)), format!("{id}: in all {stated}"));
            }
        }
        for variant in all(&json, |value| value.get("variants").is_some()) {
            for variant in variant["variants"].as_array().unwrap() {
                let title = variant["title"].as_str().unwrap();
                let read = offers.iter().any(|offer| offer.title.as_ref().is_some_and(|read| read.as_str() == title));
                score.count(read, format!("{id}: {title}"));
            }
        }
    }
    score.end(30);
}

#[test]
fn agent_payments() {
    let Some(root) = fixtures("the amounts of AP2") else { return };
    let mut score = Score::new("offers/ap2_examples.json");
    for (id, json) in cases(&root, "ap2_examples.json") {
        let offers = read(&json);
        let (mut read_prices, mut read_sellers) = (prices(&offers), sellers(&offers));
        for payment in all(&json, |value| value.get("payment_amount").is_some()) {
            let stated = &payment["payment_amount"];
            let expected = minor(stated["amount"].as_i64().unwrap(), stated["currency"].as_str().unwrap());
            score.count(read_prices.take(&expected), format!("{id}: {expected}"));
            let payee = payment["payee"]["name"].as_str().unwrap();
            score.count(read_sellers.take(payee), format!("{id}: {payee}"));
        }
        for budget in all(&json, |value| value["type"] == "payment.budget") {
            let expected = amount(&budget["max"].to_string(), budget["currency"].as_str().unwrap());
            score.count(read_prices.take(&format!("- to {expected}")), format!("{id}: {expected}"));
        }
    }
    score.end(5);
}

#[test]
fn open_contracting() {
    let Some(root) = fixtures("the tenders, awards and contracts of OCDS") else { return };
    let mut score = Score::new("offers/ocds_examples.json");
    for (id, json) in cases(&root, "ocds_examples.json") {
        let offers = read(&json);
        let of = |stage: OfferStage| offers.iter().filter(|offer| offer.stage == stage).cloned().collect::<Vec<_>>();
        let (sought, awarded, agreed) = (of(OfferStage::Sought), of(OfferStage::Awarded), of(OfferStage::Agreed));
        let mut ends = Facts::new(sought.iter().filter_map(|offer| offer.valid_through).map(|time| time.to_string()));
        let mut most = Facts::new(sought.iter().filter_map(|offer| offer.price?.most()).map(|money| money.to_string()));
        let (mut award_prices, mut contract_prices) = (prices(&awarded), prices(&agreed));
        let mut suppliers = sellers(&awarded);
        // A versioned release says the same once more, each field as a list.
        for release in all(&json, |value| value.get("ocid").is_some() && value.get("tag").is_some()) {
            let money = |value: &Value| {
                Some(amount(&value["value"].get("amount")?.to_string(), value["value"]["currency"].as_str()?))
            };
            if let Some(expected) = release.get("tender").and_then(money) {
                score.count(most.take(&expected), format!("{id}: a tender of {expected}"));
            }
            if let Some(end) = release.pointer("/tender/tenderPeriod/endDate").and_then(Value::as_str) {
                score.count(ends.take(end), format!("{id}: until {end}"));
            }
            for award in release.get("awards").and_then(Value::as_array).into_iter().flatten() {
                if let Some(expected) = money(award) {
                    score.count(award_prices.take(&expected), format!("{id}: an award of {expected}"));
                }
                for supplier in award.get("suppliers").and_then(Value::as_array).into_iter().flatten() {
                    let name = supplier["name"].as_str().unwrap();
                    score.count(suppliers.take(name), format!("{id}: {name}"));
                }
            }
            for contract in release.get("contracts").and_then(Value::as_array).into_iter().flatten() {
                if let Some(expected) = money(contract) {
                    score.count(contract_prices.take(&expected), format!("{id}: a contract of {expected}"));
                }
            }
        }
    }
    score.end(127);
}
