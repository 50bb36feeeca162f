//! Wants and quotes, whatever their contents.

use super::Source;
use crate::draw::places;
use vrm_core::intention::{
    Area, Basis, Budget, Category, Condition, Delivery, Gtin, Item, Kind, Measure, Number, Phase, Price, Property,
    PropertyName, PropertyValue, Quantity, QuantityRange, Quote, Requirement, Scheme, Taste, Test, UnitCode, Want,
    Weight, Wish,
};
use vrm_core::money::{Currency, Money};
use vrm_core::text::{Text, Token};
use vrm_core::time::{Days, Window};

const TITLES: [&str; 5] = ["A kettle", "Bäckerei \u{202e}Süd", "株式会社", "\"'/\\\0", "Crédit \u{1f600}"];
const NUMBERS: [&str; 6] = ["0", "-1.5", "365", "0.00000000000001", "999999999999999", "2"];

impl Source {
    fn number(&mut self) -> Number {
        Number::parse(self.dice.name(&NUMBERS)).unwrap()
    }

    fn unit(&mut self) -> UnitCode {
        UnitCode::parse(self.dice.name(&["C62", "KGM", "DAY", "L2"])).unwrap()
    }

    fn measure(&mut self) -> Measure {
        Measure { number: self.number(), unit: self.dice.percent(50).then(|| self.unit()) }
    }

    fn some_days(&mut self) -> Days {
        Days::new(*self.dice.pick(&[1, 3, 30, 366, 3_660]))
    }

    fn money(&mut self, currency: Currency) -> Money {
        Money::new(*self.dice.pick(&[1, 499, 8_000, 1 << 40]), currency).unwrap()
    }

    fn currency(&mut self) -> Currency {
        Currency::parse(self.dice.name(&["EUR", "JPY", "USD"])).unwrap()
    }

    fn item(&mut self, numbered: bool) -> Item {
        let mut item = Item::new(self.dice.name(&TITLES)).unwrap();
        item.description = self.dice.percent(30).then(|| Text::within(self.dice.name(&TITLES), 256).unwrap());
        item.category = self.dice.percent(30).then(|| Category::new(Scheme::Cpv, "39711310-5").unwrap());
        item.gtin = (numbered || self.dice.percent(30)).then(|| Gtin::parse("4006381333931").unwrap());
        item.mpn = self.dice.percent(30).then(|| Token::parse("K-2").unwrap());
        item.condition = self.dice.percent(30).then(|| *self.dice.pick(&Condition::ALL));
        item
    }

    fn property(&mut self) -> Property {
        Property::parse(self.dice.name(&["price", "delivery", "colour", "power", "warranty", "x-1"])).unwrap()
    }

    /// A value that the property takes.
    fn value(&mut self, of: &Property) -> PropertyValue {
        match (of, self.dice.below(3)) {
            (Property::BuiltIn(_), _) => PropertyValue::Measure(self.bare()),
            (_, 0) => PropertyValue::text(self.dice.name(&TITLES)).unwrap(),
            (_, 1) => PropertyValue::Flag(self.dice.percent(50)),
            _ => PropertyValue::Measure(self.measure()),
        }
    }

    fn bare(&mut self) -> Measure {
        Measure { number: self.number(), unit: None }
    }

    fn requirement(&mut self) -> Requirement {
        let property = self.property();
        let measure = if matches!(property, Property::BuiltIn(_)) { self.bare() } else { self.measure() };
        let test = match self.dice.below(5) {
            0 => Test::Is(self.value(&property)),
            1 => Test::IsNot(self.value(&property)),
            2 => Test::OneOf((0..self.dice.within(1, 3)).map(|_| self.value(&property)).collect()),
            3 => Test::AtLeast(measure),
            _ => Test::AtMost(measure),
        };
        Requirement { property, test }
    }

    fn wish(&mut self) -> Wish {
        let (property, unit) = (self.property(), self.unit());
        let named = matches!(property, Property::Named(_));
        let unit = Some(unit).filter(|_| named && self.dice.percent(50));
        let [zero, two] = ["0", "2"].map(|number| Number::parse(number).unwrap());
        let taste = match self.dice.below(if named { 3 } else { 2 }) {
            0 => Taste::Between { best: zero, worst: two, unit },
            1 => Taste::Near { ideal: Measure { number: self.number(), unit }, tolerance: two },
            _ => Taste::Exactly(PropertyValue::Flag(true)),
        };
        let weight = Weight::new(u8::try_from(self.dice.within(1, 100)).unwrap()).unwrap();
        Wish { property, weight, taste }
    }

    pub(crate) fn want(&mut self) -> Want {
        let currency = self.currency();
        let mut want = Want::new(*self.dice.pick(&Kind::ALL), self.item(false), currency).unwrap();
        for _ in 0..self.dice.below(3) {
            want = want.or(self.item(true)).unwrap();
        }
        let counted = self.dice.percent(50);
        if counted {
            let [least, most] = ["0.5", "12"].map(|number| Number::parse(number).unwrap());
            want = want.with_quantity(QuantityRange::new(least, most, self.unit()).unwrap()).unwrap();
        }
        if self.dice.percent(50) {
            let basis = if counted { *self.dice.pick(&Basis::ALL) } else { Basis::All };
            let (most, tax, delivery) = (self.money(currency), self.dice.percent(50), self.dice.percent(50));
            want = want.with_budget(Budget { most, basis, tax, delivery }).unwrap();
        }
        if self.dice.percent(50) {
            let place = places(&mut self.dice).named()[0].clone();
            let postal = self.dice.percent(50).then(|| Token::parse("75").unwrap());
            want = want.at(Area { place, postal }).unwrap();
        }
        if self.dice.percent(50) {
            let from = self.instant().floor_to_minute();
            want = want.within(Window::new(Some(from), None).unwrap()).unwrap();
        }
        for _ in 0..self.dice.below(4) {
            want = want.require(self.requirement()).unwrap();
        }
        for _ in 0..self.dice.below(4) {
            want = want.prefer(self.wish()).unwrap();
        }
        want
    }

    pub(crate) fn quote(&mut self) -> Quote {
        let currency = self.currency();
        let price = Price::new(self.money(currency), self.money(currency), self.money(currency)).unwrap();
        let mut quote = Quote::new(self.item(false), price).unwrap();
        if self.dice.percent(50) {
            let number = Number::parse("1.5").unwrap();
            quote = quote.with_quantity(Quantity::new(number, self.unit()).unwrap()).unwrap();
        }
        for _ in 0..self.dice.below(3) {
            let phase = Phase { amount: self.money(currency), every: self.some_days(), times: Some(12) };
            quote = quote.with_phase(phase).unwrap();
        }
        if self.dice.percent(50) {
            let phase = Phase { amount: self.money(currency), every: self.some_days(), times: None };
            quote = quote.with_phase(phase).unwrap();
        }
        quote = match self.dice.below(3) {
            0 => quote,
            1 => quote.with_delivery(Delivery::Within(self.some_days())).unwrap(),
            _ => quote.with_delivery(Delivery::By(self.instant().floor_to_minute())).unwrap(),
        };
        if self.dice.percent(50) {
            quote = quote.with_warranty(self.some_days()).unwrap().with_returns(self.some_days()).unwrap();
        }
        for _ in 0..self.dice.below(4) {
            let name = PropertyName::parse(self.dice.name(&["colour", "power", "x-1"])).unwrap();
            let value = self.value(&Property::Named(name.clone()));
            quote = quote.with_property(name, value).unwrap();
        }
        quote
    }
}
