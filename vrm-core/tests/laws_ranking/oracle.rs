//! A ranking by the page, word for word, with fractions and without haste.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;
use vrm_core::intention::rank::Hard;
use vrm_core::intention::{
    Basis, BuiltIn, Candidate, Delivery, Item, Number, Property, PropertyValue, Quote, SignedId, Taste, Test, UnitCode,
    Want,
};
use vrm_core::money::Money;
use vrm_core::time::Instant;

/// What the page says of one offer.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub(crate) id: SignedId,
    pub(crate) fails: BTreeSet<Hard>,
    pub(crate) score: u64,
    pub(crate) total: Option<i64>,
    pub(crate) days: Option<i64>,
}

/// A whole number over one above zero.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fraction(i128, i128);

/// A value to be compared: numbers as fractions with their unit.
enum Found {
    Number(Fraction, Option<UnitCode>),
    Text(String),
    Flag(bool),
}

/// Digits of a rate between two currencies, if there is one.
pub(crate) type RateOf<'a> = &'a dyn Fn(&str, &str) -> Option<String>;

impl Fraction {
    pub(crate) fn of(text: &str) -> Self {
        let (whole, digits) = text.split_once('.').unwrap_or((text, ""));
        let over = digits.bytes().fold(1_i128, |over, _| over.checked_mul(10).unwrap());
        Self(format!("{whole}{digits}").parse().unwrap(), over)
    }

    fn whole(whole: i64) -> Self {
        Self(whole.into(), 1)
    }

    fn minus(self, other: Self) -> Self {
        let both = |a: i128, b: i128| a.checked_mul(b).unwrap();
        Self(both(self.0, other.1).checked_sub(both(other.0, self.1)).unwrap(), both(self.1, other.1))
    }

    fn times(self, other: Self) -> Self {
        Self(self.0.checked_mul(other.0).unwrap(), self.1.checked_mul(other.1).unwrap())
    }

    fn over(self, other: Self) -> Self {
        let sign = other.0.signum();
        self.times(Self(other.1 * sign, other.0 * sign))
    }

    fn compare(self, other: Self) -> Ordering {
        self.minus(other).0.cmp(&0)
    }

    fn floor(self) -> i128 {
        self.0.div_euclid(self.1)
    }

    fn magnitude(self) -> Self {
        Self(self.0.abs(), self.1)
    }

    /// Half away from zero, for what is not below zero.
    fn rounded(self) -> i128 {
        Self(self.0 * 2 + self.1, self.1 * 2).floor()
    }
}

impl From<Number> for Fraction {
    fn from(number: Number) -> Self {
        Self::of(&number.to_string())
    }
}

impl From<&PropertyValue> for Found {
    fn from(value: &PropertyValue) -> Self {
        match value {
            PropertyValue::Measure(measure) => Self::Number(measure.number.into(), measure.unit),
            PropertyValue::Text(text) => Self::Text(text.as_str().to_owned()),
            PropertyValue::Flag(flag) => Self::Flag(*flag),
        }
    }
}

/// What the page says of each offer.
pub(crate) fn judge(want: &Want, offer: &Candidate<'_>, rate: RateOf<'_>, now: Instant) -> Verdict {
    let quote = offer.quote;
    let days = days(quote, offer.offered);
    let converted = |money: Money| convert(want, money, rate);
    let total = converted(quote.total());
    let found = |property: &Property| match property {
        Property::BuiltIn(BuiltIn::Price) => {
            let digits = (0..want.currency().minor_units()).fold(1_i128, |over, _| over * 10);
            total.map(|total| Found::Number(Fraction(total.into(), digits), None))
        }
        Property::BuiltIn(BuiltIn::Delivery) => days.map(|days| Found::Number(Fraction::whole(days), None)),
        Property::BuiltIn(BuiltIn::Warranty) => {
            quote.warranty().map(|days| Found::Number(Fraction::whole(days.count().into()), None))
        }
        Property::BuiltIn(BuiltIn::Returns) => {
            quote.returns().map(|days| Found::Number(Fraction::whole(days.count().into()), None))
        }
        Property::Named(name) => quote.properties().get(name).map(Found::from),
    };

    let mut fails = BTreeSet::new();
    fails.extend(item(want, quote.item()));
    if let Some(range) = want.quantity() {
        let fits = quote.quantity().is_some_and(|quantity| {
            let number = Fraction::from(quantity.number());
            let within = number.compare(range.least().into()) != Ordering::Less
                && number.compare(range.most().into()) != Ordering::Greater;
            quantity.unit() == range.unit() && within
        });
        if !fits {
            fails.insert(Hard::Quantity);
        }
    }
    if total.is_none() {
        fails.insert(Hard::Currency);
    }
    if over_budget(want, quote, &converted) {
        fails.insert(Hard::Budget);
    }
    if !in_time(want, quote, now) {
        fails.insert(Hard::Window);
    }
    for requirement in want.requires() {
        let price_of_no_rate = requirement.property == Property::BuiltIn(BuiltIn::Price) && total.is_none();
        let holds = found(&requirement.property).is_some_and(|found| passes(&found, &requirement.test));
        if !holds && !price_of_no_rate {
            fails.insert(Hard::Requirement(requirement.clone()));
        }
    }
    if !offer.terms.is_empty() {
        fails.insert(Hard::Terms);
    }
    if offer.until <= now {
        fails.insert(Hard::Validity);
    }
    let points = want.prefers().iter().map(|wish| {
        let utility = found(&wish.property).map_or(0, |found| utility(&found, &wish.taste));
        u64::from(wish.weight.get()) * u64::try_from(utility).unwrap()
    });
    Verdict { id: offer.id, fails, score: points.sum(), total, days }
}

/// Those that fit and those that do not, each in its order.
pub(crate) fn order(verdicts: Vec<Verdict>) -> (Vec<Verdict>, Vec<Verdict>) {
    let last = |one: Option<i64>| (one.is_none(), one);
    let tie = |one: &Verdict| (last(one.total), last(one.days), *one.id.as_bytes());
    let (mut fitting, mut left): (Vec<Verdict>, Vec<Verdict>) =
        verdicts.into_iter().partition(|verdict| verdict.fails.is_empty());
    fitting.sort_by_key(|one| (Reverse(one.score), tie(one)));
    left.sort_by_key(|one| (one.fails.len(), tie(one)));
    (fitting, left)
}

fn convert(want: &Want, money: Money, rate: RateOf<'_>) -> Option<i64> {
    if money.currency() == want.currency() {
        return Some(money.minor());
    }
    let rate = Fraction::of(&rate(money.currency().code(), want.currency().code())?);
    let ten = |digits: u8| (0..digits).fold(1_i128, |over, _| over * 10);
    let minor = Fraction(money.minor().into(), ten(money.currency().minor_units()));
    let minor = minor.times(rate).times(Fraction(ten(want.currency().minor_units()), 1));
    i64::try_from(minor.rounded()).ok().filter(|minor| *minor <= Money::LARGEST)
}

fn days(quote: &Quote, offered: Instant) -> Option<i64> {
    quote.delivery().map(|delivery| match delivery {
        Delivery::Within(days) => days.count().into(),
        Delivery::By(time) => {
            let mut days = 0;
            while offered.unix() + days * 86_400 < time.unix() {
                days += 1;
            }
            days
        }
    })
}

fn item(want: &Want, offered: &Item) -> Vec<Hard> {
    let asked = want.item();
    let matches: Vec<&Item> = std::iter::once(asked)
        .chain(want.alternatives())
        .filter(|item| match (item.gtin, &item.mpn) {
            (Some(gtin), _) => offered.gtin == Some(gtin),
            (None, Some(mpn)) => offered.mpn.as_ref() == Some(mpn),
            (None, None) => true,
        })
        .collect();
    let right = |item: &&Item| {
        let condition = item.condition.or(asked.condition);
        condition.is_none() || condition == offered.condition
    };
    match matches.as_slice() {
        [] if right(&asked) => vec![Hard::Item],
        [] => vec![Hard::Item, Hard::Condition],
        found if found.iter().any(right) => Vec::new(),
        _ => vec![Hard::Condition],
    }
}

fn over_budget(want: &Want, quote: &Quote, converted: &dyn Fn(Money) -> Option<i64>) -> bool {
    let Some(budget) = want.budget() else { return false };
    let mut cost = quote.price().goods();
    if budget.tax {
        cost = cost.plus(quote.price().tax()).unwrap();
    }
    if budget.delivery {
        cost = cost.plus(quote.price().delivery()).unwrap();
    }
    for phase in quote.phases() {
        cost = cost.plus(phase.total().unwrap()).unwrap();
    }
    let Some(cost) = converted(cost) else { return false };
    let most = Fraction::whole(budget.most.minor());
    let ceiling = match budget.basis {
        Basis::All => most,
        Basis::Unit => {
            let quantity = quote.quantity().filter(|quantity| quantity.unit() == want.quantity().unwrap().unit());
            let Some(quantity) = quantity else { return false };
            most.times(quantity.number().into())
        }
    };
    Fraction::whole(cost).compare(ceiling) == Ordering::Greater
}

fn in_time(want: &Want, quote: &Quote, now: Instant) -> bool {
    let arrival = match quote.delivery() {
        None => return want.window().until().is_none(),
        Some(Delivery::Within(days)) => now.plus(days).unwrap(),
        Some(Delivery::By(time)) => time,
    };
    want.window().contains(arrival)
}

fn same(found: &Found, value: &PropertyValue) -> Option<bool> {
    match (found, Found::from(value)) {
        (Found::Number(found, unit), Found::Number(value, other)) if *unit == other => {
            Some(found.compare(value) == Ordering::Equal)
        }
        (Found::Text(found), Found::Text(value)) => Some(*found == value),
        (Found::Flag(found), Found::Flag(value)) => Some(*found == value),
        _ => None,
    }
}

fn passes(found: &Found, test: &Test) -> bool {
    let number = |unit: Option<UnitCode>| match found {
        Found::Number(number, found) if *found == unit => Some(*number),
        _ => None,
    };
    match test {
        Test::Is(value) => same(found, value) == Some(true),
        Test::IsNot(value) => same(found, value) == Some(false),
        Test::OneOf(values) => values.iter().any(|value| same(found, value) == Some(true)),
        Test::AtLeast(bound) => {
            number(bound.unit).is_some_and(|number| number.compare(bound.number.into()) != Ordering::Less)
        }
        Test::AtMost(bound) => {
            number(bound.unit).is_some_and(|number| number.compare(bound.number.into()) != Ordering::Greater)
        }
    }
}

/// Whole millionths.
fn utility(found: &Found, taste: &Taste) -> i128 {
    let share = match (taste, found) {
        (Taste::Exactly(value), found) => return if same(found, value) == Some(true) { 1_000_000 } else { 0 },
        (Taste::Between { best, worst, unit }, Found::Number(number, found)) if found == unit => {
            number.minus((*worst).into()).over(Fraction::from(*best).minus((*worst).into()))
        }
        (Taste::Near { ideal, tolerance }, Found::Number(number, found)) if *found == ideal.unit => {
            let off = number.minus(ideal.number.into()).magnitude();
            Fraction::whole(1).minus(off.over((*tolerance).into()))
        }
        _ => return 0,
    };
    share.times(Fraction::whole(1_000_000)).floor().clamp(0, 1_000_000)
}
