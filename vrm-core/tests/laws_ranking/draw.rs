//! Wants and offers out of few values, so that many are equal and many fail in one thing only.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use vrm_core::intention::{
    Basis, Budget, BuiltIn, Candidate, Condition, Delivery, Gtin, Item, Kind, Measure, Number, Phase, Price, Property,
    PropertyName, PropertyValue, Quantity, QuantityRange, Quote, Rates, Requirement, SignedId, Taste, TermsFault, Test,
    UnitCode, Want, Weight, Wish,
};
use vrm_core::money::{Currency, Decimal, Money};
use vrm_core::terms::Roster;
use vrm_core::text::{Text, Token};
use vrm_core::time::{Days, Instant, Window};

/// What a want is built from, so that a law can change one thing of it.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub(crate) currency: &'static str,
    pub(crate) item: Item,
    pub(crate) alternatives: Vec<Item>,
    pub(crate) quantity: Option<QuantityRange>,
    pub(crate) budget: Option<Budget>,
    pub(crate) window: Window,
    pub(crate) requires: Vec<Requirement>,
    pub(crate) prefers: Vec<Wish>,
}

/// An offer of one's own.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    pub(crate) id: SignedId,
    pub(crate) quote: Quote,
    pub(crate) offered: Instant,
    pub(crate) until: Instant,
    pub(crate) terms: Vec<TermsFault>,
}

impl Spec {
    /// What has one thing twice gets it once.
    pub(crate) fn want(&self) -> Want {
        let mut want = Want::new(Kind::Buy, self.item.clone(), currency(self.currency)).unwrap();
        want = self.alternatives.iter().fold(want, |want, item| want.clone().or(item.clone()).unwrap_or(want));
        if let Some(quantity) = self.quantity {
            want = want.with_quantity(quantity).unwrap();
        }
        if let Some(budget) = self.budget {
            want = want.with_budget(budget).unwrap();
        }
        want = want.within(self.window).unwrap();
        want = self.requires.iter().fold(want, |want, one| want.clone().require(one.clone()).unwrap_or(want));
        self.prefers.iter().fold(want, |want, one| want.clone().prefer(one.clone()).unwrap_or(want))
    }
}

impl Offer {
    pub(crate) fn candidate(&self) -> Candidate<'_> {
        Candidate { id: self.id, quote: &self.quote, offered: self.offered, until: self.until, terms: &self.terms }
    }
}

pub(crate) fn candidates(offers: &[Offer]) -> Vec<Candidate<'_>> {
    offers.iter().map(Offer::candidate).collect()
}

pub(crate) fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

pub(crate) fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

pub(crate) fn now() -> Instant {
    Instant::parse("2026-03-10T12:00:00Z").unwrap()
}

pub(crate) fn rates() -> impl Strategy<Value = Rates> {
    let rate = || select(vec!["0.92", "1.0005", "0.0061", "163.333333", "2"]);
    let some = || weighted(0.6, rate());
    (some(), some(), some(), some()).prop_map(|drawn| {
        let pairs = [("USD", "EUR"), ("KWD", "EUR"), ("EUR", "JPY"), ("USD", "JPY")];
        let drawn: [Option<&str>; 4] = drawn.into();
        pairs.into_iter().zip(drawn).fold(Rates::none(), |rates, ((from, into), rate)| match rate {
            Some(rate) => {
                let source = Text::within("a bank", 20).unwrap();
                rates.with(currency(from), currency(into), Decimal::parse(rate).unwrap(), source).unwrap()
            }
            None => rates,
        })
    })
}

/// Every currency into the two that wants have.
pub(crate) fn all_rates() -> Rates {
    let pairs = [("USD", "EUR"), ("KWD", "EUR"), ("JPY", "EUR"), ("EUR", "JPY"), ("USD", "JPY"), ("KWD", "JPY")];
    pairs.into_iter().fold(Rates::none(), |rates, (from, into)| {
        let source = Text::within("a bank", 20).unwrap();
        rates.with(currency(from), currency(into), Decimal::parse("0.000001").unwrap(), source).unwrap()
    })
}

fn item(title: &'static str) -> impl Strategy<Value = Item> {
    let gtin = select(vec!["036000291452", "4006381333931"]);
    let mpn = select(vec!["K2", "K3"]);
    let condition = select(Condition::ALL[..2].to_vec());
    (weighted(0.4, gtin), weighted(0.5, mpn), weighted(0.5, condition)).prop_map(move |(gtin, mpn, condition)| Item {
        gtin: gtin.map(|gtin| Gtin::parse(gtin).unwrap()),
        mpn: mpn.map(|mpn| Token::parse(mpn).unwrap()),
        condition,
        ..Item::new(title).unwrap()
    })
}

fn unit() -> impl Strategy<Value = UnitCode> {
    prop_oneof![4 => Just("C62"), 1 => Just("KGM")].prop_map(|code| UnitCode::parse(code).unwrap())
}

fn any_number() -> impl Strategy<Value = Number> {
    select(vec!["0", "1", "2", "2.5", "3", "7", "-1", "0.001", "40", "55.5", "99.99"]).prop_map(number)
}

fn named() -> impl Strategy<Value = PropertyName> {
    select(vec!["colour", "weight", "quiet"]).prop_map(|name| PropertyName::parse(name).unwrap())
}

fn property() -> impl Strategy<Value = Property> {
    let built_in = select(vec![BuiltIn::Price, BuiltIn::Price, BuiltIn::Delivery, BuiltIn::Warranty, BuiltIn::Returns]);
    prop_oneof![built_in.prop_map(Property::BuiltIn), named().prop_map(Property::Named)]
}

/// Without a unit where the property has none.
fn measure(property: &Property) -> BoxedStrategy<Measure> {
    let unit = match property {
        Property::BuiltIn(_) => Just(None).boxed(),
        Property::Named(_) => weighted(0.3, unit()).boxed(),
    };
    (any_number(), unit).prop_map(|(number, unit)| Measure { number, unit }).boxed()
}

fn word_or_flag() -> impl Strategy<Value = PropertyValue> {
    let word = select(vec!["red", "blue", ""]).prop_map(|word| PropertyValue::text(word).unwrap());
    prop_oneof![word, any::<bool>().prop_map(PropertyValue::Flag)]
}

fn value(property: &Property) -> BoxedStrategy<PropertyValue> {
    let number = measure(property).prop_map(PropertyValue::Measure);
    match property {
        Property::BuiltIn(_) => number.boxed(),
        Property::Named(_) => prop_oneof![number, word_or_flag()].boxed(),
    }
}

pub(crate) fn requirement() -> impl Strategy<Value = Requirement> {
    property().prop_flat_map(|property| {
        let test = prop_oneof![
            1 => value(&property).prop_map(Test::Is),
            1 => value(&property).prop_map(Test::IsNot),
            1 => vec(value(&property), 1..4).prop_map(Test::OneOf),
            3 => measure(&property).prop_map(Test::AtLeast),
            3 => measure(&property).prop_map(Test::AtMost),
        ];
        test.prop_map(move |test| Requirement { property: property.clone(), test })
    })
}

fn wish() -> impl Strategy<Value = Wish> {
    property().prop_flat_map(|property| {
        let unit = measure(&property).prop_map(|measure| measure.unit);
        let between =
            (any_number(), any_number(), unit).prop_map(|(best, worst, unit)| Taste::Between { best, worst, unit });
        let near = (measure(&property), select(vec!["0.001", "1", "3", "50"]).prop_map(number))
            .prop_map(|(ideal, tolerance)| Taste::Near { ideal, tolerance });
        let taste = match property {
            Property::BuiltIn(_) => prop_oneof![between, near].boxed(),
            Property::Named(_) => prop_oneof![between, near, word_or_flag().prop_map(Taste::Exactly)].boxed(),
        };
        (select(vec![1_u8, 2, 99, 100]), taste).prop_map(move |(weight, taste)| Wish {
            property: property.clone(),
            weight: Weight::new(weight).unwrap(),
            taste,
        })
    })
}

fn minute(from: i64, to: i64) -> impl Strategy<Value = Instant> {
    (from..to).prop_map(|hours| now().plus_seconds(hours * 12 * 3600).unwrap())
}

fn window() -> impl Strategy<Value = Window> {
    let end = || weighted(0.3, minute(-4, 12));
    (end(), end()).prop_map(|(from, until)| Window::new(from, until).unwrap_or(Window::ALWAYS))
}

fn budget(currency: Currency, counted: bool) -> impl Strategy<Value = Budget> {
    (select(vec![1_i64, 2_000, 4_000, 5_000, 10_000, 20_000]), any::<[bool; 3]>()).prop_map(
        move |(most, [unit, tax, delivery])| Budget {
            most: Money::new(most, currency).unwrap(),
            basis: if unit && counted { Basis::Unit } else { Basis::All },
            tax,
            delivery,
        },
    )
}

pub(crate) fn spec() -> impl Strategy<Value = Spec> {
    let range = (1..4_u32, 0..3_u32, unit())
        .prop_map(|(least, more, unit)| QuantityRange::new(least.into(), (least + more).into(), unit).unwrap());
    let head = (select(vec!["EUR", "EUR", "JPY"]), weighted(0.5, range));
    head.prop_flat_map(|(code, quantity)| {
        let numbered = item("another").prop_filter("numbered", |item| item.gtin.is_some() || item.mpn.is_some());
        let plain = prop_oneof![Just(Item::new("a kettle").unwrap()), item("a kettle")];
        let budget = weighted(0.6, budget(currency(code), quantity.is_some()));
        let lists = (vec(numbered, 0..3), vec(requirement(), 0..3), vec(wish(), 0..4));
        (plain, budget, window(), lists).prop_map(move |(item, budget, window, (alternatives, requires, prefers))| {
            Spec { currency: code, item, alternatives, quantity, budget, window, requires, prefers }
        })
    })
}

fn quote() -> impl Strategy<Value = Quote> {
    let code = prop_oneof![8 => Just("EUR"), 3 => Just("JPY"), 1 => Just("USD"), 1 => Just("KWD")];
    let parts = (
        select(vec![0_i64, 1_999, 2_000, 4_000, 4_001, 9_999]),
        select(vec![0_i64, 0, 760]),
        select(vec![0_i64, 0, 490]),
    );
    let phase =
        weighted(0.2, (select(vec![1_i64, 499]), select(vec![30_u32, 31, 366, 367]), proptest::option::of(1..4_u32)));
    let quantity = (select(vec!["1", "2", "2.5", "3", "0.5", "7"]), unit())
        .prop_map(|(count, unit)| Quantity::new(number(count), unit).unwrap());
    let delivery = prop_oneof![
        (0..6_u32).prop_map(|days| Delivery::Within(Days::new(days))),
        minute(-4, 14).prop_map(Delivery::By),
    ];
    let days = || weighted(0.7, select(vec![0_u32, 1, 2, 40, 99]));
    let properties = vec(
        named().prop_flat_map(|name| {
            let value = value(&Property::Named(name.clone()));
            value.prop_map(move |value| (name.clone(), value))
        }),
        0..4,
    );
    (code, parts, phase, weighted(0.8, quantity), weighted(0.8, delivery), days(), days(), properties, item("a kettle"))
        .prop_map(|(code, (goods, tax, delivery), phase, quantity, arrival, warranty, returns, properties, item)| {
            let money = |minor| Money::new(minor, currency(code)).unwrap();
            let price = Price::new(money(goods), money(tax), money(delivery)).unwrap();
            let mut quote = Quote::new(item, price).unwrap();
            if let Some((amount, every, times)) = phase {
                quote = quote.with_phase(Phase { amount: money(amount), every: Days::new(every), times }).unwrap();
            }
            if let Some(quantity) = quantity {
                quote = quote.with_quantity(quantity).unwrap();
            }
            if let Some(arrival) = arrival {
                quote = quote.with_delivery(arrival).unwrap();
            }
            if let Some(warranty) = warranty {
                quote = quote.with_warranty(Days::new(warranty)).unwrap();
            }
            if let Some(returns) = returns {
                quote = quote.with_returns(Days::new(returns)).unwrap();
            }
            properties.into_iter().fold(quote, |quote, (name, value)| quote.with_property(name, value).unwrap())
        })
}

fn blocked() -> TermsFault {
    TermsFault::Blocked { block: "b".to_owned() }
}

fn countered() -> TermsFault {
    TermsFault::Countered { entry: Roster::builtin().entry("SD-BASE-AT").unwrap().name().clone() }
}

/// Offers with ids of their own; some say the same as another.
pub(crate) fn offers(most: usize) -> impl Strategy<Value = Vec<Offer>> {
    let fault = prop_oneof![
        9 => Just(Vec::new()),
        1 => Just(vec![blocked()]),
        1 => Just(vec![countered()]),
        1 => Just(vec![countered(), blocked()]),
    ];
    let until = prop_oneof![9 => minute(1, 5), 1 => minute(-1, 1)];
    let offer = (quote(), minute(-6, 1), until, fault, 1..4_usize);
    vec(offer, 0..most).prop_map(|drawn| {
        let mut offers = Vec::new();
        for (quote, offered, until, terms, times) in drawn {
            for _ in 0..times {
                // Spread, so that the order of ids is not the order of the input.
                let mut id = [0; 32];
                id[0] = u8::try_from(offers.len() * 149 % 251).unwrap();
                let (quote, terms) = (quote.clone(), terms.clone());
                offers.push(Offer { id: SignedId::from_bytes(id), quote, offered, until, terms });
            }
        }
        offers
    })
}
