//! Laws of wants and quotes, over any that can be built: they are read as they were written, and built again from their
//! parts. The laws themselves are those of the fuzz targets.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../fuzz/targets/mod.rs"]
mod targets;

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use vrm_core::error::{Code, Fault};
use vrm_core::intention::{
    Area, Basis, Budget, BuiltIn, Category, Condition, Delivery, Gtin, IntentionError, Item, Kind, Measure, Number,
    Phase, Price, Property, PropertyName, PropertyValue, Quantity, QuantityRange, Quote, Requirement, Scheme, Taste,
    Test, UnitCode, Want, Weight, Wish,
};
use vrm_core::json::ours;
use vrm_core::money::{Currency, Money};
use vrm_core::text::{Text, Token};
use vrm_core::time::{Days, Instant, Window};
use vrm_core::vocab::Place;

fn number() -> impl Strategy<Value = Number> {
    let text = "-?(0|[1-9][0-9]{0,6})(\\.[0-9]{0,7}[1-9])?";
    text.prop_filter_map("one spelling", |text| Number::parse(&text).ok())
}

fn above_zero() -> impl Strategy<Value = Number> {
    number().prop_filter("above zero", |number| *number > Number::from(0))
}

fn unit() -> impl Strategy<Value = UnitCode> {
    "[A-Z0-9]{2,3}".prop_map(|code| UnitCode::parse(&code).unwrap())
}

fn measure() -> impl Strategy<Value = Measure> {
    (number(), option::of(unit())).prop_map(|(number, unit)| Measure { number, unit })
}

/// Any characters, those that JSON escapes among them.
fn text(least: usize, most: usize) -> impl Strategy<Value = Text> {
    let any = prop_oneof!["\\PC{0,80}", "[\\x00-\\x7f]{0,30}", "[ -~]{0,300}"];
    any.prop_filter_map("so long", move |text: String| {
        (text.len() >= least).then(|| Text::within(text, most).ok()).flatten()
    })
}

fn value() -> impl Strategy<Value = PropertyValue> {
    prop_oneof![
        measure().prop_map(PropertyValue::Measure),
        text(0, PropertyValue::TEXT_BYTES).prop_map(PropertyValue::Text),
        any::<bool>().prop_map(PropertyValue::Flag),
    ]
}

fn name() -> impl Strategy<Value = PropertyName> {
    "[a-z][a-z0-9-]{0,9}".prop_filter_map("not built in", |name| PropertyName::parse(&name).ok())
}

/// Each with values that it takes.
fn property_and_values() -> impl Strategy<Value = (Property, Vec<PropertyValue>)> {
    let built_in = (select(&BuiltIn::ALL[..]), vec(number().prop_map(PropertyValue::number), 1..5));
    prop_oneof![
        built_in.prop_map(|(name, values)| (Property::BuiltIn(name), values)),
        (name(), vec(value(), 1..5)).prop_map(|(name, values)| (Property::Named(name), values)),
    ]
}

fn requirement() -> impl Strategy<Value = Requirement> {
    (property_and_values(), measure(), 0..5).prop_map(|((property, values), mut measure, which)| {
        if matches!(property, Property::BuiltIn(_)) {
            measure.unit = None;
        }
        let test = match which {
            0 => Test::Is(values[0].clone()),
            1 => Test::IsNot(values[0].clone()),
            2 => Test::OneOf(values),
            3 => Test::AtLeast(measure),
            _ => Test::AtMost(measure),
        };
        Requirement { property, test }
    })
}

fn wish() -> impl Strategy<Value = Wish> {
    let parts = (property_and_values(), 1..=100_u8, measure(), above_zero(), any::<bool>());
    parts.prop_map(|((property, mut values), weight, mut measure, tolerance, near)| {
        if matches!(property, Property::BuiltIn(_)) {
            measure.unit = None;
        }
        let Measure { number, unit } = measure;
        let taste = match values.pop().unwrap() {
            PropertyValue::Measure(worst) if worst.number != number && !near => {
                Taste::Between { best: number, worst: worst.number, unit }
            }
            PropertyValue::Measure(_) => Taste::Near { ideal: measure, tolerance },
            exactly => Taste::Exactly(exactly),
        };
        Wish { property, weight: Weight::new(weight).unwrap(), taste }
    })
}

fn gtin() -> impl Strategy<Value = Gtin> {
    let digits = prop_oneof!["[0-9]{7}", "[0-9]{11}", "[0-9]{12}", "[0-9]{13}"];
    digits.prop_map(|digits| {
        let all = (0..10).map(|last| format!("{digits}{last}"));
        let right: Vec<Gtin> = all.filter_map(|text| Gtin::parse(&text).ok()).collect();
        assert_eq!(right.len(), 1, "one last digit checks {digits}");
        right[0]
    })
}

fn token(most: usize) -> impl Strategy<Value = Token> {
    vec(33..127_u8, 1..=most).prop_map(|bytes| Token::parse(std::str::from_utf8(&bytes).unwrap()).unwrap())
}

fn category() -> impl Strategy<Value = Category> {
    prop_oneof![
        "[1-9][0-9]{0,7}".prop_map(|code| Category::new(Scheme::Google, code).unwrap()),
        "[0-9]{8}".prop_map(|code| Category::new(Scheme::Unspsc, code).unwrap()),
        "[0-9]{8}(-[0-9])?".prop_map(|code| Category::new(Scheme::Cpv, code).unwrap()),
        "[0-9]{8}".prop_map(|code| Category::new(Scheme::Gs1, code).unwrap()),
    ]
}

fn item() -> impl Strategy<Value = Item> {
    (
        text(1, Item::TITLE_BYTES),
        option::of(text(1, Item::DESCRIPTION_BYTES)),
        option::of(category()),
        option::of(gtin()),
        option::of(token(Token::LONGEST)),
        option::of(select(&Condition::ALL[..])),
    )
        .prop_map(|(title, description, category, gtin, mpn, condition)| Item {
            title,
            description,
            category,
            gtin,
            mpn,
            condition,
        })
}

fn currency() -> impl Strategy<Value = Currency> {
    select(Currency::all().collect::<Vec<_>>())
}

fn minute() -> impl Strategy<Value = Instant> {
    (Instant::MIN.unix() / 60..=Instant::MAX.unix() / 60).prop_map(|minute| Instant::from_unix(minute * 60).unwrap())
}

fn window() -> impl Strategy<Value = Window> {
    (option::of(minute()), option::of(minute()))
        .prop_filter_map("ends after", |(from, until)| Window::new(from, until).ok())
}

fn area() -> impl Strategy<Value = Area> {
    let place = select(vec!["FR", "US-CA", "EU", "https://places.example/here"]);
    (place, option::of(token(Area::POSTAL)))
        .prop_map(|(place, postal)| Area { place: Place::parse(place).unwrap(), postal })
}

fn range() -> impl Strategy<Value = QuantityRange> {
    (above_zero(), above_zero(), unit()).prop_map(|(a, b, unit)| QuantityRange::new(a.min(b), a.max(b), unit).unwrap())
}

fn budget(currency: Currency) -> impl Strategy<Value = Budget> {
    (1..=Money::LARGEST, any::<bool>(), any::<bool>()).prop_map(move |(minor, tax, delivery)| Budget {
        most: Money::new(minor, currency).unwrap(),
        basis: Basis::All,
        tax,
        delivery,
    })
}

/// Any want; none where the parts are too long together.
fn want() -> impl Strategy<Value = Want> {
    let money = currency().prop_flat_map(|currency| (Just(currency), option::of(budget(currency))));
    let plain = (select(&Kind::ALL[..]), item(), money, option::of(range()), option::of(area()), window());
    let lists = (vec(item(), 0..5), vec(requirement(), 0..9), vec(wish(), 0..9));
    (plain, lists, any::<bool>()).prop_filter_map("short enough", |(plain, lists, each)| {
        let (kind, item, (currency, budget), quantity, area, window) = plain;
        let built = || -> Result<Want, IntentionError> {
            let mut want = Want::new(kind, item, currency)?.within(window)?;
            for other in lists.0.into_iter().filter(|item| item.gtin.is_some() || item.mpn.is_some()) {
                want = want.or(other)?;
            }
            for requirement in lists.1 {
                want = want.require(requirement)?;
            }
            for wish in lists.2 {
                want = want.prefer(wish)?;
            }
            if let Some(quantity) = quantity {
                want = want.with_quantity(quantity)?;
            }
            if let Some(mut budget) = budget {
                budget.basis = if each && quantity.is_some() { Basis::Unit } else { Basis::All };
                want = want.with_budget(budget)?;
            }
            area.map_or(Ok(want.clone()), |area| want.at(area))
        };
        short_enough(built())
    })
}

fn days() -> impl Strategy<Value = Days> {
    (0..=Quote::LONGEST).prop_map(Days::new)
}

/// Any quote; none where the parts are too long together, or the amounts too large.
fn quote() -> impl Strategy<Value = Quote> {
    let amount = || prop_oneof![0..100_000_i64, 0..=Money::LARGEST / 3];
    let phase = (0..1_000_000_i64, 1..=Phase::LONGEST, 1..=Phase::MOST);
    let delivery = prop_oneof![days().prop_map(Delivery::Within), minute().prop_map(Delivery::By)];
    let once = (item(), currency(), amount(), amount(), amount());
    let again = (vec(phase, 0..=Quote::PHASES), any::<bool>());
    let quantity = (above_zero(), unit()).prop_map(|(number, unit)| Quantity::new(number, unit).unwrap());
    let rest = (option::of(quantity), option::of(delivery), option::of(days()), option::of(days()));
    (once, again, rest, btree_map(name(), value(), 0..12)).prop_filter_map("short enough", |drawn| {
        let ((item, currency, goods, tax, post), (phases, endless), (quantity, delivery, warranty, returns), named) =
            drawn;
        let money = |minor| Money::new(minor, currency).unwrap();
        let built = || -> Result<Quote, IntentionError> {
            let mut quote = Quote::new(item, Price::new(money(goods), money(tax), money(post))?)?;
            let last = phases.len();
            for (n, (minor, every, times)) in phases.into_iter().enumerate() {
                let times = (!endless || n + 1 < last).then_some(times);
                quote = quote.with_phase(Phase { amount: money(minor), every: Days::new(every), times })?;
            }
            for (name, value) in named {
                quote = quote.with_property(name, value)?;
            }
            if let Some(quantity) = quantity {
                quote = quote.with_quantity(quantity)?;
            }
            if let Some(delivery) = delivery {
                quote = quote.with_delivery(delivery)?;
            }
            if let Some(days) = warranty {
                quote = quote.with_warranty(days)?;
            }
            returns.map_or(Ok(quote.clone()), |days| quote.with_returns(days))
        };
        short_enough(built())
    })
}

/// What was drawn keeps every bound but that on the whole.
fn short_enough<T>(built: Result<T, IntentionError>) -> Option<T> {
    built.map_err(|error| assert_eq!(error.code(), Code::IntentionTooLong, "{error}")).ok()
}

/// The text with one character of it changed.
fn changed(text: &str, at: prop::sample::Index, to: char) -> String {
    let place = at.index(text.chars().count());
    text.chars().enumerate().map(|(n, old)| if n == place { to } else { old }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_want_is_read_as_it_was_written(want in want()) {
        let written = want.to_json();
        prop_assert_eq!(Want::parse(written.as_bytes()), Ok(want));
        prop_assert_eq!(ours::parse(written.as_bytes()).unwrap().canonical(), written.clone());
        targets::want(written.as_bytes());
    }

    #[test]
    fn a_quote_is_read_as_it_was_written(quote in quote()) {
        let written = quote.to_json();
        prop_assert_eq!(Quote::parse(written.as_bytes()), Ok(quote));
        prop_assert_eq!(ours::parse(written.as_bytes()).unwrap().canonical(), written.clone());
        targets::quote(written.as_bytes());
    }

    #[test]
    fn a_want_with_one_character_changed_is_another_or_none(
        want in want(), at: prop::sample::Index, to in "[\"0-9a-zA-Z.,:{}\\[\\]-]",
    ) {
        let spoilt = changed(&want.to_json(), at, to.chars().next().unwrap());
        targets::want(spoilt.as_bytes());
        prop_assert_eq!(Want::parse(spoilt.as_bytes()) == Ok(want.clone()), spoilt == want.to_json());
    }

    #[test]
    fn a_quote_with_one_character_changed_is_another_or_none(
        quote in quote(), at: prop::sample::Index, to in "[\"0-9a-zA-Z.,:{}\\[\\]-]",
    ) {
        let spoilt = changed(&quote.to_json(), at, to.chars().next().unwrap());
        targets::quote(spoilt.as_bytes());
        prop_assert_eq!(Quote::parse(spoilt.as_bytes()) == Ok(quote.clone()), spoilt == quote.to_json());
    }

    #[test]
    fn one_gtin_stands_for_all_its_spellings(gtin in gtin()) {
        let long = Gtin::parse(&gtin.to_gtin14()).unwrap();
        prop_assert_eq!(long, gtin);
        prop_assert_eq!(Gtin::parse(&gtin.to_string()).map(|again| again.to_string()), Ok(gtin.to_string()));
    }
}
