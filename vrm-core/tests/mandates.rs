//! An intention handed to an agent: the open mandates keep to the protocol's schemas, and a closed one that goes further
//! is found out in every way.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::path::Path;
use support::{bytes, fixtures};
use vrm_core::error::Fault;
use vrm_core::intention::foreign::{
    AgentKey, ClosedMandate, Excess, ForeignOfferError, Merchant, NoMandate, OpenMandates, Unsuited, read_offers,
};
use vrm_core::intention::{Basis, Budget, Gtin, Item, Kind, Number, QuantityRange, UnitCode, Want};
use vrm_core::money::Money;
use vrm_core::text::Token;
use vrm_core::time::Instant;

const KEY: AgentKey = AgentKey { x: [1; 32], y: [2; 32] };

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn from() -> Instant {
    at("2026-03-01T09:00:00Z")
}

fn until() -> Instant {
    at("2026-03-02T09:00:00Z")
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn item() -> Item {
    Item { gtin: Some(Gtin::parse("4006381333931").unwrap()), ..Item::new("Markers").unwrap() }
}

fn pieces(least: &str, most: &str, unit: &str) -> QuantityRange {
    let number = |text| Number::parse(text).unwrap();
    QuantityRange::new(number(least), number(most), UnitCode::parse(unit).unwrap()).unwrap()
}

fn wanted() -> Want {
    let other = Item { mpn: Some(Token::parse("M-4").unwrap()), ..Item::new("Other markers").unwrap() };
    let most = money("20 EUR");
    let want = Want::new(Kind::Buy, item(), most.currency()).unwrap().or(other).unwrap();
    want.with_quantity(pieces("2", "3", "C62")).unwrap().with_budget(Budget::all_in(most)).unwrap()
}

fn shops() -> Vec<Merchant> {
    vec![Merchant::new("shop-1", "A shop", Some("https://shop.example")).unwrap()]
}

fn open(want: &Want) -> Result<OpenMandates, ForeignOfferError> {
    OpenMandates::of(want, &shops(), &KEY, from(), until())
}

/// As much of JSON Schema as the protocol's schemas use.
struct Schemas<'a> {
    folder: &'a Path,
}

impl Schemas<'_> {
    fn file(&self, name: &str) -> Value {
        serde_json::from_slice(&bytes(&self.folder.join(name))).unwrap()
    }

    fn keeps(&self, root: &Value, schema: &Value, value: &Value) -> bool {
        let keyword = |(name, rule): (&String, &Value)| match name.as_str() {
            "$ref" => match rule.as_str().unwrap().strip_prefix('#') {
                Some(pointer) => self.keeps(root, root.pointer(pointer).unwrap(), value),
                None => {
                    let other = self.file(rule.as_str().unwrap());
                    self.keeps(&other, &other, value)
                }
            },
            "type" => match rule.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_i64(),
                "number" => value.is_number(),
                other => panic!("the type {other}"),
            },
            "required" => rule.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some()),
            "properties" => rule
                .as_object()
                .unwrap()
                .iter()
                .all(|(name, rule)| value.get(name).is_none_or(|value| self.keeps(root, rule, value))),
            "const" => rule == value,
            "enum" => rule.as_array().unwrap().contains(value),
            "items" => value.as_array().unwrap().iter().all(|value| self.keeps(root, rule, value)),
            "contains" => value.as_array().unwrap().iter().any(|value| self.keeps(root, rule, value)),
            "minItems" => value.as_array().unwrap().len() as u64 >= rule.as_u64().unwrap(),
            "anyOf" => rule.as_array().unwrap().iter().any(|rule| self.keeps(root, rule, value)),
            "oneOf" => rule.as_array().unwrap().iter().filter(|rule| self.keeps(root, rule, value)).count() == 1,
            "exclusiveMinimum" => value.as_i64().unwrap() > rule.as_i64().unwrap(),
            "$schema" | "$id" | "title" | "description" | "default" | "$defs" => true,
            name if name.starts_with("x-") => true,
            other => panic!("the keyword {other}"),
        };
        // The type goes first, so that the others find what they are for.
        schema.get("type").is_none_or(|rule| keyword((&"type".to_owned(), rule)))
            && schema.as_object().unwrap().iter().all(keyword)
    }
}

#[test]
fn open_mandates_keep_to_the_schemas() {
    let Some(root) = fixtures("the schemas of open mandates") else { return };
    let folder = root.join("offers/ap2_schemas");
    let schemas = Schemas { folder: &folder };
    let anyone = OpenMandates::of(&wanted(), &[], &KEY, from(), until()).unwrap();
    for mandates in [open(&wanted()).unwrap(), anyone] {
        for (text, file) in
            [(&mandates.checkout, "open_checkout_mandate.json"), (&mandates.payment, "open_payment_mandate.json")]
        {
            let (schema, value): (Value, Value) = (schemas.file(file), serde_json::from_str(text).unwrap());
            assert!(schemas.keeps(&schema, &schema, &value), "{file}: {text}");
            let mut worse = value.clone();
            worse["constraints"][0]["type"] = json!("payment.unheard-of");
            assert!(!schemas.keeps(&schema, &schema, &worse), "{file}");
        }
        let (jwk, key) =
            (schemas.file("types/jwk.json"), &serde_json::from_str::<Value>(&mandates.payment).unwrap()["cnf"]["jwk"]);
        for name in ["kty", "crv"] {
            assert_eq!(key[name], jwk["properties"][name]["const"]);
        }
        assert!(["x", "y"].iter().all(|name| key[name].as_str().unwrap().len() == 43));
    }
}

#[test]
fn open_mandates_say_what_the_want_says() {
    let mandates = open(&wanted()).unwrap();
    let (checkout, payment): (Value, Value) =
        (serde_json::from_str(&mandates.checkout).unwrap(), serde_json::from_str(&mandates.payment).unwrap());
    let line = &checkout["constraints"][0]["items"][0];
    assert_eq!(line["quantity"], 2);
    assert_eq!(line["acceptable_items"][0], json!({"id": "4006381333931", "title": "Markers"}));
    assert_eq!(line["acceptable_items"][1]["id"], "M-4");
    assert_eq!(checkout["constraints"][1]["allowed"][0]["id"], "shop-1");
    assert_eq!((&checkout["iat"], &checkout["exp"]), (&json!(from().unix()), &json!(until().unix())));
    let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(mandates.checkout.as_bytes()));
    assert_eq!(payment["constraints"][0]["conditional_transaction_id"], digest);
    assert_eq!(payment["constraints"][2]["type"], "payment.allowed_payees");
    // The reader of offers sees the ceiling in it, and when it ends.
    let sought = &read_offers(mandates.payment.as_bytes()).unwrap()[0];
    assert_eq!(sought.price.unwrap().most(), Some(money("20 EUR")));
    assert_eq!(sought.valid_through.unwrap().to_string(), "2026-03-02T09:00:00Z");
}

#[test]
fn a_ceiling_for_each_piece_is_multiplied() {
    let budget = Budget { basis: Basis::Unit, ..Budget::all_in(money("7.50 EUR")) };
    let payment = open(&wanted().with_budget(budget).unwrap()).unwrap().payment;
    assert!(payment.contains(r#""max":1500"#), "{payment}");
}

#[test]
fn what_no_mandate_can_say_is_refused() {
    let plain = Want::new(Kind::Buy, item(), money("1 EUR").currency()).unwrap();
    let unnumbered = Want::new(Kind::Buy, Item::new("Markers").unwrap(), money("1 EUR").currency()).unwrap();
    let sold = Want::new(Kind::Sell, item(), money("1 EUR").currency()).unwrap();
    let budget = Budget::all_in(money("20 EUR"));
    for (want, expected) in [
        (plain, Unsuited::Budget),
        (unnumbered.with_budget(budget).unwrap(), Unsuited::Item),
        (sold.with_budget(budget).unwrap(), Unsuited::Kind),
        (wanted().with_quantity(pieces("1", "2", "KGM")).unwrap(), Unsuited::Quantity),
        (wanted().with_quantity(pieces("1.2", "1.8", "C62")).unwrap(), Unsuited::Quantity),
    ] {
        let error = open(&want).unwrap_err();
        assert_eq!(error, ForeignOfferError::Unsuited { what: expected });
        assert_eq!(error.code().name(), "intention-mandate-unsuited");
    }
    let ended = OpenMandates::of(&wanted(), &shops(), &KEY, until(), until());
    assert_eq!(ended, Err(ForeignOfferError::Unsuited { what: Unsuited::Expiry }));
    let rounded_up = wanted().with_quantity(pieces("1.2", "2", "C62")).unwrap();
    assert!(open(&rounded_up).unwrap().checkout.contains(r#""quantity":2"#));
}

/// The merchant's checkout, an agent's two mandates over it, and what both say.
struct Bought {
    checkout: Value,
    checkout_mandate: Value,
    payment: Value,
}

impl Bought {
    fn well() -> Self {
        Self {
            checkout: json!({
                "currency": "EUR", "merchant": {"id": "shop-1", "name": "A shop"},
                "line_items": [
                    {"id": "1", "item": {"id": "04006381333931", "title": "Markers", "price": 900}, "quantity": 1},
                    {"id": "2", "item": {"id": "M-4", "title": "Others", "price": 900}, "quantity": 1},
                ],
                "totals": [{"type": "subtotal", "amount": 1800}, {"type": "total", "amount": 2000}],
            }),
            checkout_mandate: json!({"vct": "mandate.checkout.1", "exp": until().unix()}),
            payment: json!({
                "vct": "mandate.payment.1", "payee": {"id": "shop-1", "name": "A shop"}, "exp": until().unix(),
                "payment_amount": {"amount": 2000, "currency": "EUR"}, "payment_instrument": {"id": "1", "type": "card"},
            }),
        }
    }

    fn jwt(payload: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.c2ln", part(&json!({"alg": "ES256"})), part(payload))
    }

    fn mandates(&self) -> (Value, Value) {
        let jwt = Self::jwt(&self.checkout);
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(jwt.as_bytes()));
        let (mut checkout, mut payment) = (self.checkout_mandate.clone(), self.payment.clone());
        checkout["checkout_jwt"] = json!(jwt);
        for (mandate, name) in [(&mut checkout, "checkout_hash"), (&mut payment, "transaction_id")] {
            if mandate.get(name).is_none() {
                mandate[name] = json!(hash);
            }
        }
        (checkout, payment)
    }

    fn check(&self) -> Vec<Excess> {
        let (checkout, payment) = self.mandates();
        let text = json!({"iat": from().unix(), "delegate_payload": [checkout, payment]}).to_string();
        ClosedMandate::read(text.as_bytes()).unwrap().check(&wanted(), &shops(), until())
    }
}

#[test]
fn a_mandate_that_keeps_to_the_want_has_no_excess() {
    assert_eq!(Bought::well().check(), []);
}

/// A name, what is spoilt, and the excesses that it must show.
type Spoilt = (&'static str, fn(&mut Bought), Vec<Excess>);

#[test]
fn every_excess_is_found() {
    let (most, euros) = (money("20 EUR"), money("20 EUR").currency());
    let dollars = money("20 USD").currency();
    let late = until().plus_seconds(1).unwrap();
    let cases: Vec<Spoilt> = vec![
        ("item", |b| b.checkout["line_items"][1]["item"]["id"] = json!("M-5"), vec![Excess::Item { line: 2 }]),
        ("many", |b| b.checkout["line_items"][1]["quantity"] = json!(3), vec![Excess::Quantity { found: 4 }]),
        ("few", |b| drop(b.checkout["line_items"].as_array_mut().unwrap().pop()), vec![Excess::Quantity { found: 1 }]),
        ("half", |b| b.checkout["line_items"][0]["quantity"] = json!(1.5), vec![Excess::QuantityUnclear { line: 1 }]),
        (
            "merchant",
            |b| b.checkout["merchant"]["id"] = json!("shop-2"),
            vec![Excess::Merchant, Excess::PayeeNotMerchant],
        ),
        ("payee", |b| b.payment["payee"]["id"] = json!("shop-2"), vec![Excess::Payee, Excess::PayeeNotMerchant]),
        ("nameless", |b| b.payment["payee"] = json!({"name": "A shop"}), vec![Excess::Payee]),
        (
            "amount",
            |b| b.payment["payment_amount"]["amount"] = json!(2001),
            vec![
                Excess::Amount { most, found: money("20.01 EUR") },
                Excess::AmountNotTotal { total: most, found: money("20.01 EUR") },
            ],
        ),
        (
            "total",
            |b| b.checkout["totals"][1]["amount"] = json!(2001),
            vec![
                Excess::Total { most, found: money("20.01 EUR") },
                Excess::AmountNotTotal { total: money("20.01 EUR"), found: most },
            ],
        ),
        (
            "currency",
            |b| b.payment["payment_amount"]["currency"] = json!("USD"),
            vec![
                Excess::Currency { expected: euros, found: dollars },
                Excess::AmountNotTotal { total: most, found: money("20 USD") },
            ],
        ),
        ("no currency", |b| b.payment["payment_amount"] = json!({"amount": 1}), vec![Excess::AmountUnclear]),
        (
            "expiry",
            |b| b.payment["exp"] = json!(until().unix() + 1),
            vec![Excess::Expiry { until: until(), found: late }],
        ),
        ("no expiry", |b| b.payment["exp"] = json!("later"), vec![Excess::NoExpiry]),
        ("late", |b| b.payment["iat"] = json!(until().unix() + 1), vec![Excess::Late { until: until(), at: late }]),
        (
            "paid later",
            |b| b.payment["execution_date"] = json!("2026-03-02"),
            vec![Excess::Execution { until: until() }],
        ),
        (
            "hash",
            |b| b.checkout_mandate["checkout_hash"] = json!("abc"),
            vec![Excess::CheckoutHash, Excess::OtherCheckout],
        ),
        ("other checkout", |b| b.payment["transaction_id"] = json!("abc"), vec![Excess::OtherCheckout]),
    ];
    for (name, spoil, expected) in cases {
        let mut bought = Bought::well();
        spoil(&mut bought);
        assert_eq!(bought.check(), expected, "{name}");
    }
}

#[test]
fn what_is_hidden_counts_as_an_excess() {
    let (checkout, payment) = Bought::well().mandates();
    let check = |value: &Value, want: &Want| {
        ClosedMandate::read(value.to_string().as_bytes()).unwrap().check(want, &shops(), until())
    };
    assert_eq!(check(&payment, &wanted()), [Excess::NoCheckout]);
    assert_eq!(check(&checkout, &wanted()), [Excess::NoPayment]);
    let hidden = json!({"vct": "mandate.checkout.1", "exp": 1, "_sd": ["abc"], "checkout_hash": "abc"});
    assert!(check(&hidden, &wanted()).contains(&Excess::NoCheckout));
    let asked = Want::new(Kind::Ask, item(), money("1 EUR").currency()).unwrap();
    assert!(check(&payment, &asked).contains(&Excess::NotPaidFor));
}

#[test]
fn compact_presentations_are_opened() {
    let (checkout, payment) = Bought::well().mandates();
    let disclosed = |decoded: Value| {
        let text = URL_SAFE_NO_PAD.encode(decoded.to_string());
        let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()));
        (text, digest)
    };
    let mut hiding = checkout.clone();
    let jwt = hiding.as_object_mut().unwrap().remove("checkout_jwt").unwrap();
    let (jwt_text, jwt_digest) = disclosed(json!(["salt", "checkout_jwt", jwt]));
    hiding["_sd"] = json!([jwt_digest]);
    let (checkout_text, checkout_digest) = disclosed(json!(["salt", hiding]));
    let (payment_text, payment_digest) = disclosed(json!(["salt", payment]));
    let carrier = Bought::jwt(&json!({"delegate_payload": [{"...": checkout_digest}, {"...": payment_digest}]}));
    let check = |text: String| ClosedMandate::read(text.as_bytes()).unwrap().check(&wanted(), &shops(), until());
    assert_eq!(check(format!("{carrier}~{jwt_text}~{checkout_text}~{payment_text}~")), []);
    assert_eq!(check(format!("{carrier}~{checkout_text}~{payment_text}~")), [Excess::NoCheckout]);
    assert_eq!(check(format!("{carrier}~{jwt_text}~{checkout_text}~")), [Excess::NoPayment]);
}

#[test]
fn the_protocols_own_presentation_is_read() {
    let Some(root) = fixtures("a presentation laid open") else { return };
    let text: Value = serde_json::from_slice(&bytes(&root.join("offers/ap2_examples.json"))).unwrap();
    let case = text["cases"].as_array().unwrap().iter().find(|case| case["id"] == "payment_mandate-09").unwrap();
    let mandate = ClosedMandate::read(case["json"].to_string().as_bytes()).unwrap();
    let dear = Budget::all_in(money("198.99 USD"));
    let want = Want::new(Kind::Buy, item(), money("1 USD").currency()).unwrap().with_budget(dear).unwrap();
    let shop = [Merchant::new("merchant_1", "Demo Merchant", None).unwrap()];
    let end = at("2026-04-28T03:00:00Z");
    let found = money("199 USD");
    assert_eq!(mandate.check(&want, &shop, end), [Excess::NoCheckout, Excess::Amount { most: dear.most, found }]);
}

#[test]
fn what_is_no_closed_mandate_is_refused() {
    let open = open(&wanted()).unwrap();
    let twice = json!([Bought::well().mandates().0, Bought::well().mandates().0]).to_string();
    for (text, why) in [
        (open.checkout.as_str(), NoMandate::Type),
        ("{}", NoMandate::Type),
        (&twice, NoMandate::Twice),
        ("eyJ.!!.c2ln~", NoMandate::Encoding),
        ("eyJ.e30.c2ln~!!~", NoMandate::Encoding),
    ] {
        assert_eq!(ClosedMandate::read(text.as_bytes()), Err(ForeignOfferError::NoMandate { why }), "{text}");
    }
    assert!(matches!(ClosedMandate::read(b"{"), Err(ForeignOfferError::Json(_))));
    assert!(Merchant::new("", "A shop", None).is_err());
}
