//! Wants and quotes as JSON: what is refused, with which code and where; and that nobody builds what no one reads.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use vrm_core::error::{Code, Fault};
use vrm_core::intention::{
    Area, Basis, Budget, BuiltIn, Category, Condition, Delivery, Gtin, IntentionError, Item, Kind, Measure, Number,
    Phase, Price, Property, PropertyName, PropertyValue, Quantity, QuantityRange, Quote, Requirement, Scheme, Taste,
    Test, UnitCode, Want, Weight, Wish,
};
use vrm_core::money::{Currency, Money};
use vrm_core::text::{Text, Token};
use vrm_core::time::{Days, Instant, Window};
use vrm_core::vocab::Place;

/// A want with every member.
const WANT: &str = concat!(
    r#"{"alternatives":[{"gtin":"4006381333931","title":"Kettle K1"},{"mpn":"K-3","title":"Kettle K3"}],"#,
    r#""area":{"place":"https://w3id.org/dpv/loc#FR","postal":"75"},"#,
    r#""budget":{"delivery":true,"most":{"currency":"EUR","minor":8000},"per":"unit","tax":false},"#,
    r#""currency":"EUR","#,
    r#""item":{"category":{"code":"751","scheme":"google"},"condition":"new","description":"To boil water","#,
    r#""gtin":"036000291452","mpn":"K-2","title":"Kettle K2"},"#,
    r#""kind":"buy","#,
    r#""prefers":[{"best":"30","property":"price","weight":60,"worst":"80.5"},"#,
    r#"{"exactly":"steel","property":"colour","weight":5},"#,
    r#"{"ideal":"1.7","property":"volume","tolerance":"0.5","unit":"LTR","weight":100}],"#,
    r#""quantity":{"max":"2.5","min":"1","unit":"C62"},"#,
    r#""requires":[{"at-least":{"number":"365"},"property":"warranty"},"#,
    r#"{"at-most":{"number":"45.5","unit":"2N"},"property":"noise"},{"is":true,"property":"cordless"},"#,
    r#"{"is-not":"red","property":"colour"},{"one-of":["black",false,{"number":"1"}],"property":"lid"}],"#,
    r#""window":{"from":1772323200,"until":1775001600}}"#
);

/// A quote with every member but a delivery by a time.
const QUOTE: &str = concat!(
    r#"{"delivery":{"within":3},"item":{"gtin":"96385074","title":"Kettle K2, steel"},"#,
    r#""phases":[{"amount":{"currency":"EUR","minor":100},"every":7,"times":4},"#,
    r#"{"amount":{"currency":"EUR","minor":1000},"every":30}],"#,
    r#""price":{"delivery":{"currency":"EUR","minor":490},"goods":{"currency":"EUR","minor":4000},"#,
    r#""tax":{"currency":"EUR","minor":800}},"#,
    r#""properties":{"colour":"steel","cordless":true,"noise":{"number":"41","unit":"2N"}},"#,
    r#""quantity":{"number":"2","unit":"C62"},"returns":14,"warranty":730}"#
);

fn want(text: &str) -> Result<Want, IntentionError> {
    Want::parse(text.as_bytes())
}

fn quote(text: &str) -> Result<Quote, IntentionError> {
    Quote::parse(text.as_bytes())
}

/// The text with its one `from` replaced.
fn with(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from}");
    text.replace(from, to)
}

#[track_caller]
fn fails<T: std::fmt::Debug>(outcome: Result<T, IntentionError>, code: Code, path: &str) {
    let error = outcome.unwrap_err();
    let found = (error.code(), error.path().unwrap_or_default());
    assert_eq!(found, (code, path.to_owned()), "{error}");
    let text = error.to_string();
    assert!(!text.ends_with('.') && (path.is_empty() || text.contains(path)), "{text}");
}

#[track_caller]
fn want_fails(from: &str, to: &str, code: Code, path: &str) {
    fails(want(&with(WANT, from, to)), code, path);
}

#[track_caller]
fn quote_fails(from: &str, to: &str, code: Code, path: &str) {
    fails(quote(&with(QUOTE, from, to)), code, path);
}

#[test]
fn what_is_no_want_is_refused() {
    fails(want("[]"), Code::JsonWrongType, "");
    fails(want("{}"), Code::JsonMissingMember, "/kind");
    fails(want("{"), Code::JsonSyntax, "");
    want_fails(r#""kind":"buy","#, r#""kind":"buy","colour":"red","#, Code::JsonUnknownMember, "/colour");
    want_fails(r#""kind":"buy","#, r#""kind":"buy","kind":"buy","#, Code::JsonDuplicateMember, "/kind");
    want_fails(r#""kind":"buy","#, "", Code::JsonMissingMember, "/kind");
    want_fails(r#""kind":"buy","#, r#""kind":"Buy","#, Code::IntentionUnknownValue, "/kind");
    want_fails(r#""kind":"buy","#, r#""kind":null,"#, Code::JsonWrongType, "/kind");
    want_fails(r#""currency":"EUR","item""#, r#""item""#, Code::JsonMissingMember, "/currency");
    want_fails(r#""currency":"EUR","item""#, r#""currency":"eur","item""#, Code::CurrencyUnknown, "/currency");
    want_fails(
        r#""currency":"EUR","item""#,
        r#""currency":"USD","item""#,
        Code::IntentionOtherCurrency,
        "/budget/most",
    );
}

#[test]
fn what_is_no_item_is_refused() {
    want_fails(r#","title":"Kettle K2""#, "", Code::JsonMissingMember, "/item/title");
    want_fails(r#""title":"Kettle K2""#, r#""title":"""#, Code::TextEmpty, "/item/title");
    let long = format!(r#""title":"{}""#, "é".repeat(129));
    want_fails(r#""title":"Kettle K2""#, &long, Code::TextTooLong, "/item/title");
    want_fails("To boil water", "", Code::TextEmpty, "/item/description");
    want_fails("To boil water", &"x".repeat(4097), Code::TextTooLong, "/item/description");
    want_fails(r#""condition":"new""#, r#""condition":"old""#, Code::IntentionUnknownValue, "/item/condition");
    want_fails("036000291452", "036000291453", Code::IntentionGtinCheckDigit, "/item/gtin");
    want_fails("036000291452", "03600029145", Code::IntentionGtinLength, "/item/gtin");
    want_fails(r#""036000291452""#, "36000291452", Code::JsonWrongType, "/item/gtin");
    want_fails(r#""mpn":"K-2""#, r#""mpn":"K 2""#, Code::TokenNotGraphic, "/item/mpn");
    want_fails(r#""scheme":"google""#, r#""scheme":"ebay""#, Code::IntentionUnknownValue, "/item/category/scheme");
    want_fails(r#""code":"751""#, r#""code":"0751""#, Code::IntentionCategoryCode, "/item/category/code");
    want_fails(r#""code":"751","#, "", Code::JsonMissingMember, "/item/category/code");
    want_fails(r#""condition":"new""#, r#""brand":"new""#, Code::JsonUnknownMember, "/item/brand");
}

#[test]
fn a_category_has_a_code_as_its_taxonomy_writes_them() {
    let written: [(Scheme, &[&str], &[&str]); 4] = [
        (Scheme::Google, &["1", "751", "54370300"], &["", "0", "0751", "1 ", "-1", "x", "123456789", "７５１"]),
        (Scheme::Unspsc, &["52141501", "00000000"], &["", "5214150", "521415011", "5214150x", "52141501-1"]),
        (Scheme::Cpv, &["39711310", "39711310-9"], &["", "3971131", "39711310-", "39711310-99", "39711310-x", "-9"]),
        (Scheme::Gs1, &["10000045"], &["", "1000004", "100000455", "1000004a"]),
    ];
    for (scheme, right, wrong) in written {
        assert_eq!(Scheme::from_name(scheme.name()), Some(scheme));
        for code in right {
            assert_eq!(Category::new(scheme, *code).map(|category| category.code().to_owned()), Ok((*code).to_owned()));
        }
        for code in wrong {
            assert_eq!(Category::new(scheme, *code), Err(IntentionError::CategoryCode { scheme }), "{code}");
        }
    }
}

#[test]
fn what_is_no_alternative_is_refused() {
    let two = r#"[{"gtin":"4006381333931","title":"Kettle K1"},{"mpn":"K-3","title":"Kettle K3"}]"#;
    let of = |items: &str| with(WANT, two, items);
    fails(want(&of("[]")), Code::IntentionEmpty, "/alternatives");
    fails(want(&of("{}")), Code::JsonWrongType, "/alternatives");
    fails(want(&of(r#"[{"title":"Kettle"}]"#)), Code::IntentionUnnumbered, "/alternatives/0");
    fails(
        want(&of(r#"[{"mpn":"a","title":"b"},{"mpn":"a","title":"a"}]"#)),
        Code::IntentionNotSorted,
        "/alternatives/1",
    );
    fails(
        want(&of(r#"[{"mpn":"a","title":"a"},{"mpn":"a","title":"a"}]"#)),
        Code::IntentionNotSorted,
        "/alternatives/1",
    );
    fails(want(&of(r#"[{"mpn":"a","title":""}]"#)), Code::TextEmpty, "/alternatives/0/title");
    let many: Vec<String> = (10..27).map(|n| format!(r#"{{"mpn":"{n}","title":"Kettle"}}"#)).collect();
    fails(want(&of(&format!("[{}]", many.join(",")))), Code::IntentionTooMany, "/alternatives");
    assert_eq!(want(&of(&format!("[{}]", many[1..].join(",")))).unwrap().alternatives().len(), Want::ALTERNATIVES);
}

#[test]
fn what_is_no_quantity_budget_area_or_window_is_refused() {
    want_fails(r#""min":"1""#, r#""min":"0""#, Code::IntentionBounds, "/quantity/min");
    want_fails(r#""min":"1""#, r#""min":"-1""#, Code::IntentionBounds, "/quantity/min");
    want_fails(r#""min":"1""#, r#""min":"3""#, Code::IntentionBounds, "/quantity/max");
    want_fails(r#""min":"1""#, r#""min":"1.0""#, Code::DecimalSyntax, "/quantity/min");
    want_fails(r#""min":"1""#, r#""min":1"#, Code::JsonWrongType, "/quantity/min");
    want_fails(r#""min":"1""#, r#""min":1.5"#, Code::JsonNotWhole, "/quantity/min");
    want_fails(r#""max":"2.5""#, r#""max":"1234567890.123456""#, Code::IntentionTooPrecise, "/quantity/max");
    want_fails(r#""unit":"C62""#, r#""unit":"c62""#, Code::IntentionUnitCode, "/quantity/unit");
    want_fails(r#""unit":"C62""#, r#""unit":"PIECE""#, Code::IntentionUnitCode, "/quantity/unit");
    want_fails(r#","unit":"C62""#, "", Code::JsonMissingMember, "/quantity/unit");
    want_fails(r#""quantity":{"max":"2.5","min":"1","unit":"C62"},"#, "", Code::IntentionUnitBudget, "/budget/per");

    want_fails(r#""minor":8000"#, r#""minor":0"#, Code::IntentionBounds, "/budget/most");
    want_fails(r#""minor":8000"#, r#""minor":-8000"#, Code::IntentionBounds, "/budget/most");
    want_fails(r#""minor":8000"#, r#""minor":80.5"#, Code::JsonNotWhole, "/budget/most/minor");
    want_fails(
        r#"{"currency":"EUR","minor":8000}"#,
        r#"{"currency":"EURO","minor":8000}"#,
        Code::CurrencyUnknown,
        "/budget/most/currency",
    );
    want_fails(r#""per":"unit""#, r#""per":"piece""#, Code::IntentionUnknownValue, "/budget/per");
    want_fails(r#","tax":false"#, "", Code::JsonMissingMember, "/budget/tax");
    want_fails(r#""tax":false"#, r#""tax":"no""#, Code::JsonWrongType, "/budget/tax");

    want_fails("https://w3id.org/dpv/loc#FR", "FR", Code::IntentionUnknownValue, "/area/place");
    want_fails(
        "https://w3id.org/dpv/loc#FR",
        "https://w3id.org/dpv/loc#EU28",
        Code::IntentionUnknownValue,
        "/area/place",
    );
    want_fails("https://w3id.org/dpv/loc#FR", "", Code::IntentionUnknownValue, "/area/place");
    want_fails(r#""postal":"75""#, r#""postal":"""#, Code::TextEmpty, "/area/postal");
    want_fails(r#""postal":"75""#, r#""postal":"123456789""#, Code::TextTooLong, "/area/postal");

    want_fails(r#"{"from":1772323200,"until":1775001600}"#, "{}", Code::IntentionEmpty, "/window");
    want_fails("1772323200", "1772323201", Code::IntentionNotAMinute, "/window/from");
    want_fails("1775001600", "60", Code::IntentionNotAMinute, "/window/until");
    want_fails("1775001600", "1772323200", Code::IntentionBounds, "/window/until");
}

#[test]
fn what_is_no_requirement_is_refused() {
    let five = WANT.split_once(r#""requires":"#).unwrap().1.split_once(r#","window""#).unwrap().0;
    let of = |items: &str| want(&with(WANT, five, items));
    let refused =
        |item: &str, code: Code, path: &str| fails(of(&format!("[{item}]")), code, &format!("/requires/0{path}"));
    fails(of("[]"), Code::IntentionEmpty, "/requires");
    refused(r#"{"is":true}"#, Code::JsonMissingMember, "/property");
    refused(r#"{"property":"lid"}"#, Code::JsonMissingMember, "/is");
    refused(r#"{"equals":1,"property":"lid"}"#, Code::JsonUnknownMember, "/equals");
    refused(r#"{"is":true,"is-not":false,"property":"lid"}"#, Code::JsonUnknownMember, "/is-not");
    refused(r#"{"is":true,"property":"Lid"}"#, Code::IntentionPropertyName, "/property");
    refused(r#"{"is":1,"property":"lid"}"#, Code::JsonWrongType, "/is");
    refused(r#"{"is":{"number":"1","of":"x"},"property":"lid"}"#, Code::JsonUnknownMember, "/is/of");
    refused(r#"{"is":{"number":"1","unit":"kg"},"property":"lid"}"#, Code::IntentionUnitCode, "/is/unit");
    refused(r#"{"is":{"number":"01"},"property":"lid"}"#, Code::DecimalSyntax, "/is/number");
    refused(&format!(r#"{{"is-not":"{}","property":"lid"}}"#, "x".repeat(257)), Code::TextTooLong, "/is-not");
    refused(r#"{"at-least":"much","property":"lid"}"#, Code::JsonWrongType, "/at-least");
    refused(r#"{"is":"cheap","property":"price"}"#, Code::IntentionValueType, "/is");
    refused(r#"{"is-not":true,"property":"returns"}"#, Code::IntentionValueType, "/is-not");
    refused(r#"{"at-most":{"number":"3","unit":"DAY"},"property":"delivery"}"#, Code::IntentionValueType, "/at-most");
    refused(
        r#"{"one-of":[{"number":"1"},{"number":"3","unit":"DAY"}],"property":"delivery"}"#,
        Code::IntentionValueType,
        "/one-of/1",
    );
    refused(r#"{"one-of":[],"property":"lid"}"#, Code::IntentionEmpty, "/one-of");
    refused(r#"{"one-of":["b","a"],"property":"lid"}"#, Code::IntentionNotSorted, "/one-of/1");
    refused(r#"{"one-of":["a","a"],"property":"lid"}"#, Code::IntentionNotSorted, "/one-of/1");
    let many = |count: usize| {
        let values: Vec<String> = (100..100 + count).map(|n| format!(r#""{n}""#)).collect();
        format!(r#"{{"one-of":[{}],"property":"lid"}}"#, values.join(","))
    };
    refused(&many(65), Code::IntentionTooMany, "/one-of");
    assert!(of(&format!("[{}]", many(64))).is_ok());
    let requirements = |count: usize| {
        let items: Vec<String> = (100..100 + count).map(|n| format!(r#"{{"is":"{n}","property":"lid"}}"#)).collect();
        of(&format!("[{}]", items.join(",")))
    };
    fails(requirements(65), Code::IntentionTooMany, "/requires");
    assert_eq!(requirements(64).unwrap().requires().len(), Want::REQUIREMENTS);
    fails(of(r#"[{"is":true,"property":"b"},{"is":true,"property":"a"}]"#), Code::IntentionNotSorted, "/requires/1");
    fails(of(r#"[{"is":true,"property":"a"},{"is":true,"property":"a"}]"#), Code::IntentionNotSorted, "/requires/1");
}

#[test]
fn what_is_no_wish_is_refused() {
    let three = WANT.split_once(r#""prefers":"#).unwrap().1.split_once(r#","quantity""#).unwrap().0;
    let of = |items: &str| want(&with(WANT, three, items));
    let refused =
        |item: &str, code: Code, path: &str| fails(of(&format!("[{item}]")), code, &format!("/prefers/0{path}"));
    fails(of("[]"), Code::IntentionEmpty, "/prefers");
    refused(r#"{"exactly":true,"property":"lid"}"#, Code::JsonMissingMember, "/weight");
    for weight in ["0", "101", "-1", "300"] {
        refused(&format!(r#"{{"exactly":true,"property":"lid","weight":{weight}}}"#), Code::IntentionWeight, "/weight");
    }
    refused(r#"{"exactly":true,"property":"lid","weight":0.5}"#, Code::JsonNotWhole, "/weight");
    refused(r#"{"property":"lid","weight":1}"#, Code::JsonMissingMember, "/best");
    refused(r#"{"best":"1","property":"lid","weight":1}"#, Code::JsonMissingMember, "/worst");
    refused(r#"{"best":"1","property":"lid","weight":1,"worst":"1"}"#, Code::IntentionBounds, "/worst");
    refused(
        r#"{"best":"1","ideal":"2","property":"lid","tolerance":"1","weight":1,"worst":"3"}"#,
        Code::JsonUnknownMember,
        "/best",
    );
    refused(r#"{"ideal":"2","property":"lid","weight":1}"#, Code::JsonMissingMember, "/tolerance");
    refused(r#"{"ideal":"2","property":"lid","tolerance":"0","weight":1}"#, Code::IntentionBounds, "/tolerance");
    refused(r#"{"ideal":"2","property":"lid","tolerance":"-1","weight":1}"#, Code::IntentionBounds, "/tolerance");
    refused(r#"{"exactly":{"number":"2"},"property":"lid","weight":1}"#, Code::IntentionValueType, "/exactly");
    refused(r#"{"exactly":"cheap","property":"price","weight":1}"#, Code::IntentionValueType, "/exactly");
    refused(r#"{"exactly":"x","property":"lid","unit":"KGM","weight":1}"#, Code::JsonUnknownMember, "/unit");
    refused(
        r#"{"best":"1","property":"price","unit":"DAY","weight":1,"worst":"2"}"#,
        Code::IntentionValueType,
        "/unit",
    );
    refused(
        r#"{"ideal":"1","property":"returns","tolerance":"1","unit":"DAY","weight":1}"#,
        Code::IntentionValueType,
        "/unit",
    );
    let wishes = |count: usize| {
        let items: Vec<String> =
            (100..100 + count).map(|n| format!(r#"{{"exactly":"{n}","property":"lid","weight":1}}"#)).collect();
        of(&format!("[{}]", items.join(",")))
    };
    fails(wishes(65), Code::IntentionTooMany, "/prefers");
    assert_eq!(wishes(64).unwrap().prefers().len(), Want::WISHES);
    let turned = r#"[{"exactly":"b","property":"lid","weight":1},{"exactly":"a","property":"lid","weight":1}]"#;
    fails(of(turned), Code::IntentionNotSorted, "/prefers/1");
}

#[test]
fn what_is_no_quote_is_refused() {
    fails(quote("null"), Code::JsonWrongType, "");
    fails(quote("{}"), Code::JsonMissingMember, "/item");
    quote_fails(r#""returns":14"#, r#""rebate":14"#, Code::JsonUnknownMember, "/rebate");
    quote_fails("96385074", "96385075", Code::IntentionGtinCheckDigit, "/item/gtin");
    quote_fails("Kettle K2, steel", "", Code::TextEmpty, "/item/title");
    quote_fails(r#""number":"2""#, r#""number":"0""#, Code::IntentionBounds, "/quantity/number");
    quote_fails(r#","unit":"C62""#, r#","units":"C62""#, Code::JsonMissingMember, "/quantity/unit");

    quote_fails(r#","tax":{"currency":"EUR","minor":800}"#, "", Code::JsonMissingMember, "/price/tax");
    quote_fails(
        r#"{"currency":"EUR","minor":800}"#,
        r#"{"currency":"USD","minor":800}"#,
        Code::IntentionOtherCurrency,
        "/price/tax",
    );
    quote_fails(r#""minor":490"#, r#""minor":-1"#, Code::IntentionBounds, "/price/delivery");
    quote_fails(r#""minor":4000"#, r#""minor":4e3"#, Code::JsonNotWhole, "/price/goods/minor");
    quote_fails(r#""minor":4000"#, r#""minor":"4000""#, Code::JsonWrongType, "/price/goods/minor");
    quote_fails(r#""minor":4000"#, r#""minor":9007199254740991"#, Code::MoneyRange, "/price");

    quote_fails(r#"{"within":3}"#, "{}", Code::JsonMissingMember, "/delivery/by");
    quote_fails(r#"{"within":3}"#, r#"{"by":1772323200,"within":3}"#, Code::JsonUnknownMember, "/delivery/by");
    quote_fails(r#"{"within":3}"#, r#"{"by":1772323230}"#, Code::IntentionNotAMinute, "/delivery/by");
    quote_fails(r#"{"within":3}"#, r#"{"within":-1}"#, Code::IntentionOutOfRange, "/delivery/within");
    quote_fails(r#"{"within":3}"#, r#"{"within":36601}"#, Code::IntentionOutOfRange, "/delivery/within");
    quote_fails(r#""returns":14"#, r#""returns":"P14D""#, Code::JsonWrongType, "/returns");
    quote_fails(r#""returns":14"#, r#""returns":4294967296"#, Code::IntentionOutOfRange, "/returns");
    quote_fails(r#""warranty":730"#, r#""warranty":36601"#, Code::IntentionOutOfRange, "/warranty");
}

#[test]
fn what_is_no_phase_is_refused() {
    quote_fails(r#""every":7"#, r#""every":0"#, Code::IntentionOutOfRange, "/phases/0/every");
    quote_fails(r#""every":7"#, r#""every":3661"#, Code::IntentionOutOfRange, "/phases/0/every");
    quote_fails(r#""times":4"#, r#""times":0"#, Code::IntentionOutOfRange, "/phases/0/times");
    quote_fails(r#""times":4"#, r#""times":1001"#, Code::IntentionOutOfRange, "/phases/0/times");
    quote_fails(r#","times":4"#, "", Code::IntentionEndlessPhase, "/phases/0");
    quote_fails(r#""minor":1000}"#, r#""minor":-1}"#, Code::IntentionBounds, "/phases/1/amount");
    quote_fails(r#""minor":1000}"#, r#""minor":9007199254740991}"#, Code::MoneyRange, "/phases/1");
    quote_fails(
        r#"{"currency":"EUR","minor":100}"#,
        r#"{"currency":"GBP","minor":100}"#,
        Code::IntentionOtherCurrency,
        "/phases/0/amount",
    );
    let two = QUOTE.split_once(r#""phases":"#).unwrap().1.split_once(r#","price""#).unwrap().0;
    fails(quote(&with(QUOTE, two, "[]")), Code::IntentionEmpty, "/phases");
    let phase = r#"{"amount":{"currency":"EUR","minor":1},"every":1,"times":1}"#;
    let many = |count: usize| quote(&with(QUOTE, two, &format!("[{}]", vec![phase; count].join(","))));
    fails(many(13), Code::IntentionTooMany, "/phases");
    assert_eq!(many(12).unwrap().phases().len(), Quote::PHASES);
}

#[test]
fn what_is_no_property_is_refused() {
    let three = QUOTE.split_once(r#""properties":"#).unwrap().1.split_once(r#","quantity""#).unwrap().0;
    let of = |members: &str| quote(&with(QUOTE, three, &format!("{{{members}}}")));
    fails(of(""), Code::IntentionEmpty, "/properties");
    for name in ["price", "delivery", "warranty", "returns", "", "Colour", "9lives", "-x", "a_b", "a b", "é"] {
        fails(of(&format!(r#""{name}":true"#)), Code::IntentionPropertyName, &format!("/properties/{name}"));
    }
    let long = "a".repeat(65);
    let error = of(&format!(r#""{long}":true"#)).unwrap_err();
    assert_eq!((error.code(), error.path()), (Code::IntentionPropertyName, Some(format!("/properties/{long}"))));
    fails(of(r#""colour":null"#), Code::JsonWrongType, "/properties/colour");
    fails(of(&format!(r#""colour":"{}""#, "x".repeat(257))), Code::TextTooLong, "/properties/colour");
    fails(of(r#""noise":{"unit":"2N"}"#), Code::JsonMissingMember, "/properties/noise/number");
    let many = |count: usize| of(&(100..100 + count).map(|n| format!(r#""p{n}":true"#)).collect::<Vec<_>>().join(","));
    fails(many(65), Code::IntentionTooMany, "/properties");
    assert_eq!(many(64).unwrap().properties().len(), Quote::PROPERTIES);
    assert!(of(&format!(r#""{}":"""#, "a".repeat(64))).is_ok());
}

#[test]
fn sixteen_kibibytes_are_read_and_no_more() {
    let spaces = |text: &str, length: usize| format!("{text}{}", " ".repeat(length - text.len()));
    assert!(want(&spaces(WANT, Want::MAX_BYTES)).is_ok() && quote(&spaces(QUOTE, Quote::MAX_BYTES)).is_ok());
    fails(want(&spaces(WANT, Want::MAX_BYTES + 1)), Code::JsonTooLong, "");
    fails(quote(&spaces(QUOTE, Quote::MAX_BYTES + 1)), Code::JsonTooLong, "");
    // Each character that JSON escapes takes six bytes, so every member may be short enough and the whole too long.
    let bell = Text::within("\u{7}".repeat(Item::DESCRIPTION_BYTES), Item::DESCRIPTION_BYTES).unwrap();
    let item = Item { description: Some(bell), ..title("Kettle") };
    let error = Want::new(Kind::Buy, item.clone(), euro()).unwrap_err();
    assert_eq!(error, IntentionError::TooLong { what: "want", length: 74 + 6 * 4096, limit: Want::MAX_BYTES });
    fails(Quote::new(item, price()), Code::IntentionTooLong, "");
}

fn title(text: &str) -> Item {
    Item::new(text).unwrap()
}

fn euro() -> Currency {
    Currency::parse("EUR").unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn price() -> Price {
    Price::all_in(money("50 EUR")).unwrap()
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn measure(text: &str, unit: &str) -> Measure {
    Measure { number: number(text), unit: Some(UnitCode::parse(unit).unwrap()) }
}

fn bare(text: &str) -> Measure {
    Measure { number: number(text), unit: None }
}

fn words(text: &str) -> PropertyValue {
    PropertyValue::text(text).unwrap()
}

/// A text that is too long for every place but a description.
fn long() -> Text {
    Text::within("x".repeat(4097), 4097).unwrap()
}

fn named(name: &str) -> Property {
    Property::parse(name).unwrap()
}

fn requirement(name: &str, test: Test) -> Requirement {
    Requirement { property: named(name), test }
}

fn wish(name: &str, weight: u8, taste: Taste) -> Wish {
    Wish { property: named(name), weight: Weight::new(weight).unwrap(), taste }
}

fn some() -> Want {
    Want::new(Kind::Buy, title("Kettle"), euro()).unwrap()
}

fn offered() -> Quote {
    Quote::new(title("Kettle"), price()).unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[test]
fn a_want_that_is_built_is_the_one_that_is_read() {
    let item = Item {
        description: Some(Text::within("To boil water", 64).unwrap()),
        category: Some(Category::new(Scheme::Google, "751").unwrap()),
        gtin: Some(Gtin::parse("036000291452").unwrap()),
        mpn: Some(Token::parse("K-2").unwrap()),
        condition: Some(Condition::New),
        ..title("Kettle K2")
    };
    let first = Item { gtin: Some(Gtin::parse("4006381333931").unwrap()), ..title("Kettle K1") };
    let third = Item { mpn: Some(Token::parse("K-3").unwrap()), ..title("Kettle K3") };
    let lid = vec![PropertyValue::number(number("1")), PropertyValue::Flag(false), words("black"), words("black")];
    let window = Window::new(Some(at("2026-03-01T00:00:00Z")), Some(at("2026-04-01T00:00:00Z"))).unwrap();
    let unit = Some(UnitCode::parse("LTR").unwrap());
    let built = Want::new(Kind::Buy, item, euro())
        .and_then(|want| want.or(third.clone())?.or(first)?.or(third))
        .and_then(|want| want.with_quantity(QuantityRange::new(number("1"), number("2.5"), UnitCode::PIECE)?))
        .and_then(|want| {
            want.with_budget(Budget { most: money("80 EUR"), basis: Basis::Unit, tax: false, delivery: true })
        })
        .and_then(|want| {
            let place = Place::parse("FR").unwrap();
            want.at(Area { place, postal: Some(Token::parse("75")?) })?.within(window)
        })
        .and_then(|want| {
            want.require(requirement("lid", Test::OneOf(lid)))?
                .require(requirement("colour", Test::IsNot(words("red"))))?
                .require(requirement("cordless", Test::Is(PropertyValue::Flag(true))))?
                .require(requirement("noise", Test::AtMost(measure("45.5", "2N"))))?
                .require(requirement("warranty", Test::AtLeast(bare("365"))))?
                .require(requirement("warranty", Test::AtLeast(bare("365"))))
        })
        .and_then(|want| {
            let near = Taste::Near { ideal: Measure { number: number("1.7"), unit }, tolerance: number("0.5") };
            let cheap = Taste::Between { best: number("30"), worst: number("80.5"), unit: None };
            want.prefer(wish("volume", 100, near))?.prefer(wish("price", 60, cheap))?.prefer(wish(
                "colour",
                5,
                Taste::Exactly(words("steel")),
            ))
        })
        .unwrap();
    assert_eq!(built.to_json(), WANT);
    assert_eq!(want(WANT).as_ref(), Ok(&built));
    assert_eq!((built.kind(), built.currency(), built.window()), (Kind::Buy, euro(), window));
    assert_eq!((built.item().title.as_str(), built.alternatives()[1].title.as_str()), ("Kettle K2", "Kettle K3"));
    let quantity = built.quantity().unwrap();
    assert_eq!((quantity.least(), quantity.most(), quantity.unit()), (number("1"), number("2.5"), UnitCode::PIECE));
    assert_eq!(built.budget().map(|budget| (budget.most, budget.basis)), Some((money("80 EUR"), Basis::Unit)));
    assert_eq!(built.area().map(|area| area.place.code()), Some("FR"));
    assert_eq!((built.requires().len(), built.prefers().len()), (5, 3));
    assert_eq!(built.prefers()[0].property, Property::BuiltIn(BuiltIn::Price));
}

#[test]
fn a_quote_that_is_built_is_the_one_that_is_read() {
    let item = Item { gtin: Some(Gtin::parse("96385074").unwrap()), ..title("Kettle K2, steel") };
    let price = Price::new(money("40 EUR"), money("8 EUR"), money("4.90 EUR")).unwrap();
    let monthly = Phase { amount: money("10 EUR"), every: Days::new(30), times: None };
    let property = |name: &str| PropertyName::parse(name).unwrap();
    let built = Quote::new(item, price)
        .and_then(|quote| quote.with_quantity(Quantity::new(number("2"), UnitCode::PIECE)?))
        .and_then(|quote| quote.with_phase(Phase { amount: money("1 EUR"), every: Days::new(7), times: Some(4) }))
        .and_then(|quote| quote.with_phase(monthly)?.with_delivery(Delivery::Within(Days::new(3))))
        .and_then(|quote| quote.with_warranty(Days::new(730))?.with_returns(Days::new(14)))
        .and_then(|quote| quote.with_property(property("noise"), PropertyValue::Measure(measure("41", "2N"))))
        .and_then(|quote| quote.with_property(property("cordless"), PropertyValue::Flag(true)))
        .and_then(|quote| quote.with_property(property("colour"), words("red")))
        .and_then(|quote| quote.with_property(property("colour"), words("steel")))
        .unwrap();
    assert_eq!(built.to_json(), QUOTE);
    assert_eq!(quote(QUOTE).as_ref(), Ok(&built));
    // 52.90 once, four times 1, and 13 times 10 within the 366 days.
    assert_eq!(built.total(), money("186.90 EUR"));
    assert_eq!((built.price().total(), built.currency()), (money("52.90 EUR"), euro()));
    assert_eq!((built.warranty(), built.returns()), (Some(Days::new(730)), Some(Days::new(14))));
    assert_eq!((built.phases()[1], built.delivery()), (monthly, Some(Delivery::Within(Days::new(3)))));
    assert_eq!(built.quantity().map(Quantity::number), Some(number("2")));

    let by = Delivery::By(at("2026-03-01T00:00:00Z"));
    let built = offered().with_delivery(by).unwrap();
    assert_eq!(quote(&built.to_json()).unwrap().delivery(), Some(by));
    assert!(built.to_json().contains(r#""delivery":{"by":1772323200}"#));
}

#[test]
fn what_nobody_reads_nobody_builds() {
    fails(Item::new("x".repeat(257)), Code::TextTooLong, "");
    fails(Want::new(Kind::Ask, Item { title: long(), ..title("x") }, euro()), Code::TextTooLong, "/item/title");
    fails(some().or(title("x")), Code::IntentionUnnumbered, "/alternatives/0");
    let other = Item { mpn: Some(Token::parse("a").unwrap()), description: Some(long()), ..title("x") };
    fails(some().or(other), Code::TextTooLong, "/alternatives/0/description");
    let ceiling = |text: &str, basis| Budget { basis, ..Budget::all_in(money(text)) };
    fails(some().with_budget(ceiling("80 USD", Basis::All)), Code::IntentionOtherCurrency, "/budget/most");
    fails(some().with_budget(ceiling("0 EUR", Basis::All)), Code::IntentionBounds, "/budget/most");
    fails(some().with_budget(ceiling("80 EUR", Basis::Unit)), Code::IntentionUnitBudget, "/budget/per");
    let area = Area { place: Place::parse("FR").unwrap(), postal: Some(Token::parse("123456789").unwrap()) };
    fails(some().at(area), Code::TextTooLong, "/area/postal");
    let uneven = at("2026-03-01T00:00:01Z");
    fails(some().within(Window::new(Some(uneven), None).unwrap()), Code::IntentionNotAMinute, "/window/from");
    fails(some().within(Window::new(None, Some(uneven)).unwrap()), Code::IntentionNotAMinute, "/window/until");
    assert_eq!(some().within(Window::ALWAYS), Ok(some()));

    let require = |name: &str, test| some().require(requirement(name, test));
    fails(require("lid", Test::OneOf(Vec::new())), Code::IntentionEmpty, "/requires/0/one-of");
    fails(require("lid", Test::Is(PropertyValue::Text(long()))), Code::TextTooLong, "/requires/0/is");
    fails(require("price", Test::Is(words("low"))), Code::IntentionValueType, "/requires/0/is");
    fails(require("price", Test::AtMost(measure("3", "C62"))), Code::IntentionValueType, "/requires/0/at-most");
    let prefer = |name: &str, taste| some().prefer(wish(name, 1, taste));
    let same = Taste::Between { best: number("1"), worst: number("1"), unit: None };
    fails(prefer("lid", same), Code::IntentionBounds, "/prefers/0/worst");
    let none = Taste::Near { ideal: bare("1"), tolerance: number("0") };
    fails(prefer("lid", none), Code::IntentionBounds, "/prefers/0/tolerance");
    let days = Taste::Near { ideal: measure("1", "DAY"), tolerance: number("1") };
    fails(prefer("delivery", days), Code::IntentionValueType, "/prefers/0/unit");
    let one = Taste::Exactly(PropertyValue::number(number("1")));
    fails(prefer("lid", one), Code::IntentionValueType, "/prefers/0/exactly");
    for weight in [0, 101, 255] {
        assert_eq!(Weight::new(weight), Err(IntentionError::Weight { found: weight.into() }));
    }

    fails(Price::all_in(money("-0.01 EUR")), Code::IntentionBounds, "/goods");
    let most = Money::new(Money::LARGEST, euro()).unwrap();
    fails(Price::new(most, money("0.01 EUR"), money("0 EUR")), Code::MoneyRange, "");
    fails(Quote::new(Item { title: long(), ..title("x") }, price()), Code::TextTooLong, "/item/title");
    let phase = |amount: &str, every, times| Phase { amount: money(amount), every: Days::new(every), times };
    fails(offered().with_phase(phase("1 USD", 30, None)), Code::IntentionOtherCurrency, "/phases/0/amount");
    fails(offered().with_phase(phase("1 EUR", 0, None)), Code::IntentionOutOfRange, "/phases/0/every");
    fails(offered().with_phase(phase("1 EUR", 30, Some(1001))), Code::IntentionOutOfRange, "/phases/0/times");
    let endless = offered().with_phase(phase("1 EUR", 30, None)).unwrap();
    fails(endless.with_phase(phase("1 EUR", 30, None)), Code::IntentionEndlessPhase, "/phases/0");
    let forever = Phase { amount: most, ..phase("1 EUR", 366, None) };
    fails(offered().with_phase(forever), Code::MoneyRange, "/phases/0");
    fails(offered().with_delivery(Delivery::Within(Days::new(36_601))), Code::IntentionOutOfRange, "/delivery/within");
    fails(offered().with_delivery(Delivery::By(uneven)), Code::IntentionNotAMinute, "/delivery/by");
    fails(offered().with_warranty(Days::new(u32::MAX)), Code::IntentionOutOfRange, "/warranty");
    fails(offered().with_returns(Days::new(36_601)), Code::IntentionOutOfRange, "/returns");
    let lid = PropertyName::parse("lid").unwrap();
    fails(offered().with_property(lid, PropertyValue::Text(long())), Code::TextTooLong, "/properties/lid");
}

#[test]
fn no_error_repeats_an_amount_a_number_or_a_text() {
    let spoilt = [
        want(&with(WANT, r#""minor":8000"#, r#""minor":-8765"#)).unwrap_err(),
        want(&with(WANT, r#""max":"2.5""#, r#""max":"0.8765""#)).unwrap_err(),
        want(&with(WANT, r#""max":"2.5""#, r#""max":"8765.0""#)).unwrap_err(),
        want(&with(WANT, "036000291452", "087650000001")).unwrap_err(),
        want(&with(WANT, r#""code":"751""#, r#""code":"x8765""#)).unwrap_err(),
        want(&with(WANT, r#""mpn":"K-2""#, r#""mpn":"é8765""#)).unwrap_err(),
        want(&with(WANT, r#""postal":"75""#, r#""postal":"876587658765""#)).unwrap_err(),
        want(&with(WANT, "https://w3id.org/dpv/loc#FR", "8765")).unwrap_err(),
        want(&with(WANT, "1772323200", "8765")).unwrap_err(),
        quote(&with(QUOTE, "Kettle K2, steel", &"8765".repeat(100))).unwrap_err(),
        quote(&with(QUOTE, r#""minor":490"#, r#""minor":-8765"#)).unwrap_err(),
        quote(&with(QUOTE, r#""colour":"steel""#, &format!(r#""colour":"{}""#, "8765".repeat(100)))).unwrap_err(),
    ];
    for error in spoilt {
        assert!(!error.to_string().contains("8765"), "{error}");
    }
}

#[test]
fn closed_words_have_one_name() {
    macro_rules! one_name {
        ($($type:ident $count:literal),+) => {$(
            let names: std::collections::BTreeSet<_> = $type::ALL.iter().map(|value| value.name()).collect();
            assert_eq!(names.len(), $count);
            assert!($type::ALL.iter().all(|value| $type::from_name(value.name()) == Some(*value)));
            assert_eq!($type::from_name(""), None);
        )+};
    }
    one_name!(Kind 6, Condition 4, Scheme 4, Basis 2, BuiltIn 4);
}
