//! A want and offers for it, the same in every run.

use super::random::SplitMix64;
use vrm_core::intention::{
    Budget, BuiltIn, Candidate, Delivery, Item, Kind, Measure, Number, Price, Property, PropertyName, PropertyValue,
    Quantity, QuantityRange, Quote, Requirement, SignedId, Taste, Test, UnitCode, Want, Weight, Wish,
};
use vrm_core::money::{Currency, Money};
use vrm_core::time::{Days, Instant, Window};

/// A want, and offers of which every id is another. They share quotes, as a million of their own would fill the memory.
pub struct Market {
    /// What is wanted: a ceiling, a quantity, a window, two requirements and five wishes.
    pub want: Want,
    quotes: Vec<Quote>,
    offers: Vec<Offer>,
}

struct Offer {
    id: SignedId,
    quote: usize,
    offered: Instant,
    until: Instant,
}

const QUOTES: usize = 10_000;
const MINUTES_A_DAY: usize = 1_440;

impl Market {
    /// So many offers.
    ///
    /// # Panics
    /// Never: what is drawn is well formed.
    #[must_use]
    pub fn draw(offers: usize) -> Self {
        let mut random = SplitMix64::new(49);
        let quotes = (0..offers.min(QUOTES)).map(|_| quote(&mut random)).collect();
        let start = at("2026-03-01T00:00:00Z");
        let offer = |_| {
            let mut id = [0; 32];
            id.fill_with(|| u8::try_from(random.below(256)).expect("a byte"));
            let quote = random.below(offers.min(QUOTES));
            let mut minutes = |days: usize| u32::try_from(random.below(days * MINUTES_A_DAY)).expect("minutes");
            let offered = start.plus_minutes(minutes(7)).expect("an instant");
            let until = offered.plus_minutes(minutes(60)).expect("an instant");
            Offer { id: SignedId::from_bytes(id), quote, offered, until }
        };
        Self { want: want(), quotes, offers: (0..offers).map(offer).collect() }
    }

    /// The offer of a number.
    #[must_use]
    #[inline]
    pub fn candidate(&self, number: usize) -> Candidate<'_> {
        let Offer { id, quote, offered, until } = self.offers[number];
        Candidate { id, quote: &self.quotes[quote], offered, until, terms: &[] }
    }

    /// All of them.
    #[must_use]
    pub fn candidates(&self) -> Vec<Candidate<'_>> {
        (0..self.offers.len()).map(|number| self.candidate(number)).collect()
    }

    /// When they are ranked.
    #[must_use]
    pub fn now() -> Instant {
        at("2026-03-08T00:00:00Z")
    }
}

fn at(text: &str) -> Instant {
    Instant::parse(text).expect("an instant")
}

fn euros(minor: usize) -> Money {
    let currency = Currency::parse("EUR").expect("a currency");
    Money::new(i64::try_from(minor).expect("an amount"), currency).expect("an amount")
}

fn named(name: &str) -> PropertyName {
    PropertyName::parse(name).expect("a name")
}

fn number(number: usize) -> Number {
    Number::from(u32::try_from(number).expect("a number"))
}

fn decibels() -> Option<UnitCode> {
    Some(UnitCode::parse("2N").expect("a unit"))
}

fn want() -> Want {
    let wish = |property: Property, weight: u8, taste: Taste| Wish {
        property,
        weight: Weight::new(weight).expect("a weight"),
        taste,
    };
    let between = |best: usize, worst: usize| Taste::Between { best: number(best), worst: number(worst), unit: None };
    let built_in = Property::BuiltIn;
    let silence = Taste::Near { ideal: Measure { number: number(40), unit: decibels() }, tolerance: number(30) };
    let steel = PropertyValue::text("steel").expect("a text");
    let requires = [
        Requirement {
            property: built_in(BuiltIn::Warranty),
            test: Test::AtLeast(Measure { number: number(365), unit: None }),
        },
        Requirement {
            property: Property::Named(named("plug")),
            test: Test::Is(PropertyValue::text("F").expect("a text")),
        },
    ];
    let prefers = [
        wish(built_in(BuiltIn::Price), 60, between(20, 90)),
        wish(built_in(BuiltIn::Delivery), 30, between(1, 14)),
        wish(built_in(BuiltIn::Returns), 10, between(60, 14)),
        wish(Property::Named(named("noise")), 20, silence),
        wish(Property::Named(named("material")), 15, Taste::Exactly(steel)),
    ];
    let item = Item::new("An electric kettle").expect("an item");
    let want = Want::new(Kind::Buy, item, euros(0).currency()).expect("a want");
    let range = QuantityRange::new(number(1), number(2), UnitCode::PIECE).expect("a range");
    let window = Window::new(None, Some(at("2026-04-01T00:00:00Z"))).expect("a window");
    let want = want.with_quantity(range).and_then(|want| want.with_budget(Budget::all_in(euros(9_000))));
    let want = want.and_then(|want| want.within(window)).expect("a want");
    let want = requires.into_iter().fold(want, |want, one| want.require(one).expect("a want"));
    prefers.into_iter().fold(want, |want, one| want.prefer(one).expect("a want"))
}

/// Mostly one that fits.
fn quote(random: &mut SplitMix64) -> Quote {
    let goods = 1_500 + random.below(8_000);
    let price = Price::new(euros(goods), euros(goods / 5), euros([0, 390, 490][random.below(3)])).expect("a price");
    let quantity = Quantity::new(number(1 + random.below(2)), UnitCode::PIECE).expect("a quantity");
    let days = |days: usize| Days::new(u32::try_from(days).expect("days"));
    let quote = Quote::new(Item::new(format!("Kettle K{}", random.below(1_000))).expect("an item"), price);
    let quote = quote.and_then(|quote| quote.with_quantity(quantity)).expect("a quote");
    let quote = quote.with_delivery(Delivery::Within(days(random.below(21)))).expect("a quote");
    let quote = quote.with_warranty(days([0, 365, 730, 1_095][random.below(4)])).expect("a quote");
    let quote = quote.with_returns(days(14 + random.below(50))).expect("a quote");
    let text = |text: &str| PropertyValue::text(text).expect("a text");
    let noise = Measure { number: number(30 + random.below(50)), unit: decibels() };
    let properties = [
        ("plug", text(if random.percent(90) { "F" } else { "G" })),
        ("material", text(["steel", "glass", "plastic"][random.below(3)])),
        ("noise", PropertyValue::Measure(noise)),
        ("cordless", PropertyValue::Flag(random.percent(50))),
    ];
    let stated = properties.into_iter().filter(|(name, _)| *name == "plug" || random.percent(80)).collect::<Vec<_>>();
    stated.into_iter().fold(quote, |quote, (name, value)| quote.with_property(named(name), value).expect("a quote"))
}
