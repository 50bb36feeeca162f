//! Ranking at its edges: numbers that are large, fine or nothing, money in other currencies, what is not stated, and
//! lists of nothing.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use vrm_core::error::{Code, Fault as _};
use vrm_core::intention::rank::{Explained, Hard, LeftOut, Limit, Ranked, Ranker, Standing, Why};
use vrm_core::intention::{
    Basis, Budget, BuiltIn, Candidate, Condition, Delivery, Gtin, Item, Kind, Measure, Number, Phase, Price, Property,
    PropertyName, PropertyValue, Quantity, QuantityRange, Quote, Ranking, Rates, Requirement, SignedId, Taste,
    TermsFault, Test, UnitCode, Want, Weight, Wish, rank,
};
use vrm_core::money::{Currency, Decimal, Money};
use vrm_core::terms::{EntryName, Roster};
use vrm_core::text::{Text, Token};
use vrm_core::time::{Days, Instant, Window};

const LARGEST: i64 = Money::LARGEST;

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn unit(code: &str) -> UnitCode {
    UnitCode::parse(code).unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn now() -> Instant {
    at("2026-03-10T12:00:00Z")
}

fn want() -> Want {
    Want::new(Kind::Buy, Item::new("a kettle").unwrap(), currency("EUR")).unwrap()
}

fn quote_of(price: Money) -> Quote {
    Quote::new(Item::new("a kettle").unwrap(), Price::all_in(price).unwrap()).unwrap()
}

fn quote(price: &str) -> Quote {
    quote_of(money(price))
}

fn candidate(id: u8, quote: &Quote) -> Candidate<'_> {
    let (offered, until) = (at("2026-03-10T09:00:00Z"), at("2026-03-20T09:00:00Z"));
    Candidate { id: SignedId::from_bytes([id; 32]), quote, offered, until, terms: &[] }
}

fn named(name: &str) -> Property {
    Property::Named(PropertyName::parse(name).unwrap())
}

fn measure(text: &str) -> Measure {
    Measure { number: number(text), unit: None }
}

fn wish(property: Property, taste: Taste) -> Wish {
    Wish { property, weight: Weight::new(1).unwrap(), taste }
}

fn between(best: &str, worst: &str) -> Taste {
    Taste::Between { best: number(best), worst: number(worst), unit: None }
}

fn near(ideal: &str, tolerance: &str) -> Taste {
    Taste::Near { ideal: measure(ideal), tolerance: number(tolerance) }
}

fn rates(from: &str, rate: &str) -> Rates {
    let source = Text::within("a bank", 16).unwrap();
    Rates::none().with(currency(from), currency("EUR"), Decimal::parse(rate).unwrap(), source).unwrap()
}

fn ranked(want: &Want, quote: &Quote, rates: &Rates) -> Ranked {
    match Ranker::new(want, rates).explain(&candidate(1, quote), now()) {
        Explained::Fits(ranked) => ranked,
        Explained::LeftOut(left_out) => panic!("it fits, and not {:?}", left_out.why),
    }
}

fn left_out(want: &Want, quote: &Quote, rates: &Rates) -> Vec<Why> {
    match Ranker::new(want, rates).explain(&candidate(1, quote), now()) {
        Explained::Fits(_) => panic!("it is left out"),
        Explained::LeftOut(LeftOut { why, .. }) => why,
    }
}

/// What a value of a named property is worth to a taste.
fn utility(value: &str, taste: Taste) -> u32 {
    let want = want().prefer(wish(named("size"), taste)).unwrap();
    let size = PropertyName::parse("size").unwrap();
    let quote = quote("1 EUR").with_property(size, PropertyValue::number(number(value))).unwrap();
    let ranked = ranked(&want, &quote, &Rates::none());
    assert_eq!(ranked.reasons[0].standing, Standing::Counted);
    ranked.reasons[0].utility
}

fn three(limit: usize) -> Ranking {
    let quotes = ["3 EUR", "1 EUR", "2 EUR"].map(quote);
    let candidates = [candidate(3, &quotes[0]), candidate(1, &quotes[1]), candidate(2, &quotes[2])];
    rank(&want(), &candidates, &Rates::none(), now(), limit)
}

#[test]
fn a_rate_is_above_zero_and_alone() {
    let (usd, eur) = (currency("USD"), currency("EUR"));
    let source = || Text::within("a bank", 16).unwrap();
    let decimal = |text| Decimal::parse(text).unwrap();
    for rate in ["0", "-0.92"] {
        let error = Rates::none().with(usd, eur, decimal(rate), source()).unwrap_err();
        assert_eq!(error.code(), Code::IntentionRateNotPositive);
    }
    let error = Rates::none().with(eur, eur, decimal("1"), source()).unwrap_err();
    assert_eq!(error.code(), Code::IntentionRateOfItself);
    let rates = rates("USD", "0.92");
    let error = rates.clone().with(usd, eur, decimal("0.92"), source()).unwrap_err();
    assert_eq!(error.code(), Code::IntentionRateTwice);
    // The way back is another rate.
    assert_eq!(rates.with(eur, usd, decimal("1.08"), source()).unwrap().rate(usd, eur), Some(decimal("0.92")));
}

#[test]
fn nothing_ranks_as_nothing() {
    let ranking = rank(&want(), &[], &Rates::none(), now(), 20);
    assert_eq!((ranking.offers.len(), ranking.fitting, ranking.left, ranking.relaxed.len()), (0, 0, 0, 0));
}

#[test]
fn no_list_still_counts() {
    let ranking = three(0);
    assert_eq!((ranking.offers.len(), ranking.left_out.len(), ranking.fitting), (0, 0, 3));
}

#[test]
fn without_wishes_the_price_decides() {
    let ids: Vec<u8> = three(2).offers.iter().map(|offer| offer.id.as_bytes()[0]).collect();
    assert_eq!(ids, [1, 2]);
}

#[test]
fn equals_stand_by_price_then_days_then_id_and_what_is_not_stated_is_last() {
    let within = |days| quote("5 EUR").with_delivery(Delivery::Within(Days::new(days))).unwrap();
    let by = quote("5 EUR").with_delivery(Delivery::By(at("2026-03-11T09:01:00Z"))).unwrap();
    let quotes = [quote("5 EUR"), within(3), within(1), by, within(1), quote("5.01 EUR")];
    let candidates: Vec<Candidate<'_>> = (10_u8..).zip(&quotes).map(|(id, quote)| candidate(id, quote)).collect();
    let ranking = rank(&want(), &candidates, &Rates::none(), now(), 20);
    let order: Vec<(u8, Option<u32>)> = ranking.offers.iter().map(|one| (one.id.as_bytes()[0], one.days)).collect();
    // A day and a minute are two begun days.
    assert_eq!(order, [(12, Some(1)), (14, Some(1)), (13, Some(2)), (11, Some(3)), (10, None), (15, None)]);
}

#[test]
fn one_id_twice_stands_twice() {
    let quote = quote("5 EUR");
    let ranking = rank(&want(), &[candidate(1, &quote), candidate(1, &quote)], &Rates::none(), now(), 20);
    assert_eq!((ranking.fitting, ranking.offers.len()), (2, 2));
    assert_eq!(ranking.offers[0], ranking.offers[1]);
}

#[test]
fn a_utility_is_rounded_down() {
    assert_eq!(utility("1", between("3", "0")), 333_333);
    assert_eq!(utility("2", between("3", "0")), 666_666);
    assert_eq!(utility("2.999999", between("3", "0")), 999_999);
    assert_eq!(utility("2.9999999999", between("3", "0")), 999_999);
    assert_eq!(utility("0.0000001", between("3", "0")), 0);
    assert_eq!(utility("1", near("2", "3")), 666_666);
}

#[test]
fn a_utility_stays_within_its_ends() {
    assert_eq!([utility("3", between("3", "0")), utility("99", between("3", "0"))], [1_000_000; 2]);
    assert_eq!([utility("0", between("3", "0")), utility("-99", between("3", "0"))], [0; 2]);
    assert_eq!([utility("-1", near("2", "3")), utility("5", near("2", "3")), utility("6", near("2", "3"))], [0; 3]);
    assert_eq!(utility("2", near("2", "3")), 1_000_000);
}

#[test]
fn numbers_below_zero_count() {
    assert_eq!(utility("-18", between("-20", "-16")), 500_000);
    assert_eq!(utility("-5", between("5", "-15")), 500_000);
    assert_eq!(utility("-1", near("-2", "4")), 750_000);
}

#[test]
fn fifteen_digits_are_exact_at_both_ends() {
    let (large, small) = ("999999999999999", "0.00000000000001");
    assert_eq!(utility(small, between(large, "-999999999999999")), 500_000);
    assert_eq!(utility("0", between(large, "-999999999999999")), 500_000);
    assert_eq!(utility("-0.0000000000001", between(large, "-999999999999999")), 499_999);
    assert_eq!(utility(large, between(large, small)), 1_000_000);
    assert_eq!(utility("999999999999998", between(large, small)), 999_999);
    // The whole stretch between two neighbours of the finest scale.
    assert_eq!(utility("0.00000000000002", between("0.00000000000003", small)), 500_000);
    assert_eq!(utility("0.00000000000002", near("0.00000000000001", "0.00000000000004")), 750_000);
    assert_eq!(utility("1", near(small, large)), 999_999);
}

#[test]
fn a_narrow_stretch_is_all_or_nothing_around_it() {
    assert_eq!(utility("1", between("1.00000000000001", "1")), 0);
    assert_eq!(utility("1.00000000000001", between("1.00000000000001", "1")), 1_000_000);
    assert_eq!(utility("-999999999999999", between("1.00000000000001", "1")), 0);
    assert_eq!(utility("999999999999999", near("1", "0.00000000000001")), 0);
}

#[test]
fn the_largest_price_is_weighed_and_compared() {
    let most = Money::new(LARGEST, currency("EUR")).unwrap();
    let half = Money::new(LARGEST / 2, currency("EUR")).unwrap();
    // 90071992547409.91 has 16 digits: one more than a number.
    let taste = between("0", "90071992547409.9");
    let want = want()
        .with_budget(Budget::all_in(most))
        .unwrap()
        .prefer(wish(Property::BuiltIn(BuiltIn::Price), taste))
        .unwrap();
    let dear = ranked(&want, &quote_of(most), &Rates::none());
    assert_eq!((dear.score, dear.total, dear.reasons[0].value.clone()), (0, most, None));
    let cheap = ranked(&want, &quote_of(half), &Rates::none());
    assert_eq!((cheap.score, cheap.total), (500_000, half));
    let most_minus =
        Requirement { property: Property::BuiltIn(BuiltIn::Price), test: Test::AtMost(measure("90071992547409.9")) };
    let stricter = want.require(most_minus).unwrap();
    assert!(matches!(left_out(&stricter, &quote_of(most), &Rates::none())[..], [Why::Requirement { .. }]));
    let ranking = rank(&stricter, &[candidate(1, &quote_of(most))], &Rates::none(), now(), 9);
    let bound = Limit::AtMost(Decimal::parse("90071992547409.91").unwrap());
    assert_eq!(ranking.relaxed[0].steps[0].first, bound);
}

#[test]
fn other_currencies_need_a_rate() {
    let why = left_out(&want(), &quote("10 USD"), &Rates::none());
    assert_eq!(why, [Why::NoRate { asked: currency("EUR"), found: currency("USD") }]);
    // A rate of another currency, or the other way round, is none.
    assert_eq!(left_out(&want(), &quote("10 USD"), &rates("GBP", "1.2")).len(), 1);
    let back = Rates::none()
        .with(currency("EUR"), currency("USD"), Decimal::from(1), Text::within("a bank", 16).unwrap())
        .unwrap();
    assert_eq!(left_out(&want(), &quote("10 USD"), &back).len(), 1);
}

#[test]
fn without_a_rate_the_ceiling_is_not_judged() {
    let cheap = Requirement { property: Property::BuiltIn(BuiltIn::Price), test: Test::AtMost(measure("5")) };
    let budgeted = want().with_budget(Budget::all_in(money("5 EUR"))).unwrap().require(cheap).unwrap();
    let usd = quote("10 USD");
    assert!(matches!(left_out(&budgeted, &usd, &Rates::none())[..], [Why::NoRate { .. }]));
    // Whether a rate would admit it is not known, so it is not promised.
    assert!(rank(&budgeted, &[candidate(1, &usd)], &Rates::none(), now(), 9).relaxed.is_empty());
    let relaxed = rank(&want(), &[candidate(1, &usd)], &Rates::none(), now(), 9).relaxed;
    assert_eq!((relaxed[0].what.clone(), relaxed[0].admits), (Hard::Currency, 1));
}

#[test]
fn a_converted_total_says_from_what() {
    let converted = ranked(&want(), &quote("10.01 USD"), &rates("USD", "0.925"));
    // 9.25925, rounded once.
    assert_eq!(converted.total, money("9.26 EUR"));
    let said = converted.converted.unwrap();
    assert_eq!(
        (said.from, said.rate, said.source.as_str()),
        (money("10.01 USD"), Decimal::parse("0.925").unwrap(), "a bank")
    );
    assert_eq!(ranked(&want(), &quote("10 EUR"), &rates("USD", "0.925")).converted, None);
}

#[test]
fn currencies_have_their_own_digits() {
    let total = |price: &str, code: &str, rate: &str| ranked(&want(), &quote(price), &rates(code, rate)).total;
    assert_eq!(total("1000 JPY", "JPY", "0.0061"), money("6.10 EUR"));
    assert_eq!(total("1.005 KWD", "KWD", "1"), money("1.01 EUR")); // half away from zero
    assert_eq!(total("1.004 KWD", "KWD", "1"), money("1.00 EUR"));
    assert_eq!(total("0.01 USD", "USD", "0.4"), money("0 EUR"));
}

#[test]
fn a_rate_of_every_digit_is_exact_and_too_much_is_said() {
    let fine = "1.234567890123456789012345678";
    let price = Money::new(5_000_000_000_000_000, currency("USD")).unwrap();
    // 5 x 10^15 times the rate is 6172839450617283.945...
    let total = ranked(&want(), &quote_of(price), &rates("USD", fine)).total;
    assert_eq!(total.minor(), 6_172_839_450_617_284);
    let most = Money::new(LARGEST, currency("USD")).unwrap();
    let tiny = ranked(&want(), &quote_of(most), &rates("USD", "0.000000000000000000000000001")).total;
    assert_eq!(tiny.minor(), 0);
    for rate in [fine, "9999999999999999999999999999"] {
        let why = left_out(&want(), &quote_of(most), &rates("USD", rate));
        assert_eq!(why, [Why::TooLarge { asked: currency("EUR"), found: currency("USD") }]);
    }
}

#[test]
fn what_is_missing_or_of_another_kind_has_no_points_and_says_so() {
    let size = PropertyName::parse("size").unwrap();
    let kilos = Measure { number: number("2"), unit: Some(unit("KGM")) };
    let want = want()
        .prefer(wish(named("size"), between("3", "0")))
        .unwrap()
        .prefer(wish(Property::BuiltIn(BuiltIn::Warranty), between("3", "0")))
        .unwrap();
    let standing = |quote: &Quote| {
        let ranked = ranked(&want, quote, &Rates::none());
        assert_eq!((ranked.score, ranked.best_possible), (0, 2_000_000));
        let about = |reason: &&vrm_core::intention::rank::Reason| reason.wish.property == named("size");
        ranked.reasons.iter().find(about).unwrap().standing
    };
    let with = |value| quote("1 EUR").with_property(size.clone(), value).unwrap();
    assert_eq!(standing(&quote("1 EUR")), Standing::NotStated);
    assert_eq!(standing(&with(PropertyValue::Measure(kilos))), Standing::OtherUnit);
    assert_eq!(standing(&with(PropertyValue::text("2").unwrap())), Standing::OtherType);
    assert_eq!(standing(&with(PropertyValue::Flag(true))), Standing::OtherType);
}

#[test]
fn a_requirement_of_what_is_missing_fails_even_to_be_anything_else() {
    let requirement = Requirement { property: named("colour"), test: Test::IsNot(PropertyValue::text("red").unwrap()) };
    let want = want().require(requirement.clone()).unwrap();
    let colour = PropertyName::parse("colour").unwrap();
    let with = |value| quote("1 EUR").with_property(colour.clone(), value).unwrap();
    let missed = |found| vec![Why::Requirement { requirement: requirement.clone(), found }];
    assert_eq!(left_out(&want, &quote("1 EUR"), &Rates::none()), missed(None));
    let flag = PropertyValue::Flag(false);
    assert_eq!(left_out(&want, &with(flag.clone()), &Rates::none()), missed(Some(flag)));
    ranked(&want, &with(PropertyValue::text("Red").unwrap()), &Rates::none());
}

#[test]
fn a_ceiling_covers_what_it_says() {
    let price = Price::new(money("40 EUR"), money("8 EUR"), money("5 EUR")).unwrap();
    let monthly = Phase { amount: money("1 EUR"), every: Days::new(31), times: None };
    let quote = Quote::new(Item::new("a kettle").unwrap(), price).unwrap().with_phase(monthly).unwrap();
    // Twelve months begin within 366 days, and count under every ceiling.
    for (tax, delivery, cost) in [(false, false, 52), (true, false, 60), (false, true, 57), (true, true, 65)] {
        let ceiling = |most: i64| {
            let most = Money::new(most, currency("EUR")).unwrap();
            want().with_budget(Budget { most, basis: Basis::All, tax, delivery }).unwrap()
        };
        ranked(&ceiling(cost * 100), &quote, &Rates::none());
        match &left_out(&ceiling(cost * 100 - 1), &quote, &Rates::none())[..] {
            [Why::Budget { cost: found, quantity: None, .. }] => assert_eq!(found.minor(), cost * 100),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_ceiling_for_each_is_compared_without_a_division() {
    let range = QuantityRange::new(number("0.00000000000001"), number("999999999999999"), unit("KGM")).unwrap();
    let budget = Budget { basis: Basis::Unit, ..Budget::all_in(money("0.03 EUR")) };
    let want = want().with_quantity(range).unwrap().with_budget(budget).unwrap();
    let of = |price: &str, count: &str| {
        quote(price).with_quantity(Quantity::new(number(count), unit("KGM")).unwrap()).unwrap()
    };
    ranked(&want, &of("0.09 EUR", "3"), &Rates::none());
    ranked(&want, &of("0.09 EUR", "3.0000001"), &Rates::none());
    let ranking = rank(&want, &[candidate(1, &of("0.10 EUR", "3"))], &Rates::none(), now(), 9);
    let step = ranking.relaxed[0].steps[0];
    // A third of ten cents is more than three.
    assert_eq!((step.first, step.at_first), (Limit::Budget(money("0.04 EUR")), 1));
    // For so little, the ceiling for each would be more than an amount is.
    let ranking = rank(&want, &[candidate(1, &of("90 EUR", "0.00000000000001"))], &Rates::none(), now(), 9);
    assert_eq!((ranking.relaxed[0].admits, ranking.relaxed[0].steps.len()), (1, 0));
    let large = Money::new(LARGEST, currency("EUR")).unwrap();
    let quantity = Quantity::new(number("999999999999999"), unit("KGM")).unwrap();
    // Nine cents for each.
    assert!(matches!(
        left_out(&want, &quote_of(large).with_quantity(quantity).unwrap(), &Rates::none())[..],
        [Why::Budget { quantity: Some(_), .. }]
    ));
}

#[test]
fn a_quantity_is_of_its_unit_and_within() {
    let range = QuantityRange::new(number("2"), number("4"), unit("C62")).unwrap();
    let budget = Budget { basis: Basis::Unit, ..Budget::all_in(money("9 EUR")) };
    let want = want().with_quantity(range).unwrap().with_budget(budget).unwrap();
    let of = |count: &str, code: &str| {
        quote("8 EUR").with_quantity(Quantity::new(number(count), unit(code)).unwrap()).unwrap()
    };
    ranked(&want, &of("2", "C62"), &Rates::none());
    for quote in [quote("8 EUR"), of("2", "KGM"), of("1", "C62"), of("4.5", "C62")] {
        match &left_out(&want, &quote, &Rates::none())[..] {
            [Why::Quantity { asked, found }] => assert_eq!((*asked, *found), (range, quote.quantity())),
            other => panic!("{other:?}"),
        }
    }
    let quotes = [of("1", "C62"), of("0.5", "C62"), of("6", "C62"), of("5", "C62"), of("6", "C62"), quote("8 EUR")];
    let candidates: Vec<Candidate<'_>> = (1..).zip(&quotes).map(|(id, quote)| candidate(id, quote)).collect();
    let relaxed = rank(&want, &candidates, &Rates::none(), now(), 9).relaxed;
    // What says no quantity cannot be judged by a ceiling for each. Eight for a half is over it.
    assert_eq!((relaxed.len(), relaxed[0].what.clone(), relaxed[0].admits), (1, Hard::Quantity, 4));
    let limit = |text: &str| Decimal::parse(text).unwrap();
    let [lower, upper] = relaxed[0].steps[..] else { panic!("two bounds") };
    assert_eq!((lower.first, lower.at_first), (Limit::AtLeast(limit("1")), 1));
    assert_eq!((upper.first, upper.at_first), (Limit::AtMost(limit("5")), 1));
    assert_eq!((upper.all, upper.at_all), (Limit::AtMost(limit("6")), 3));
}

#[test]
fn an_item_is_known_by_its_number() {
    let gtin = |text: &str| Gtin::parse(text).unwrap();
    let asked = Item { gtin: Some(gtin("036000291452")), ..Item::new("a kettle").unwrap() };
    let other = Item { mpn: Some(Token::parse("K3").unwrap()), ..Item::new("the other").unwrap() };
    let used = Item { condition: Some(Condition::Used), ..asked.clone() };
    let asked = Item { condition: Some(Condition::New), ..asked };
    let want = Want::new(Kind::Buy, asked, currency("EUR")).unwrap().or(other).unwrap();
    let price = Price::all_in(money("1 EUR")).unwrap();
    let offer = |number: Option<&str>, mpn: Option<&str>, condition: Condition| {
        let item = Item {
            gtin: number.map(gtin),
            mpn: mpn.map(|mpn| Token::parse(mpn).unwrap()),
            condition: Some(condition),
            ..Item::new("something").unwrap()
        };
        Quote::new(item, price).unwrap()
    };
    // The same number with a zero before it.
    ranked(&want, &offer(Some("0036000291452"), None, Condition::New), &Rates::none());
    ranked(&want, &offer(None, Some("K3"), Condition::New), &Rates::none());
    let refused = [(None, None), (Some("4006381333931"), None), (None, Some("K2"))];
    for (number, mpn) in refused {
        let why = left_out(&want, &offer(number, mpn, Condition::New), &Rates::none());
        assert!(matches!(why[..], [Why::Item { .. }]));
    }
    let second_hand = offer(Some("036000291452"), None, Condition::Used);
    let condition = Why::Condition { asked: Condition::New, found: Some(Condition::Used) };
    assert_eq!(left_out(&want, &second_hand, &Rates::none()), std::slice::from_ref(&condition));
    assert_eq!(left_out(&want, &offer(None, Some("K3"), Condition::Used), &Rates::none()), [condition]);
    // An alternative that says so itself would do in another condition.
    ranked(&want.or(used).unwrap(), &second_hand, &Rates::none());
}

#[test]
fn it_is_there_in_time_or_left_out() {
    let (from, until) = (at("2026-03-12T12:00:00Z"), at("2026-03-14T12:00:00Z"));
    let want = want().within(Window::new(Some(from), Some(until)).unwrap()).unwrap();
    let offer = |delivery| quote("1 EUR").with_delivery(delivery).unwrap();
    let within = |days| offer(Delivery::Within(Days::new(days)));
    ranked(&want, &within(2), &Rates::none());
    ranked(&want, &offer(Delivery::By(from)), &Rates::none());
    for (quote, arrival) in [
        (within(1), Some(at("2026-03-11T12:00:00Z"))),
        (within(4), Some(until)),
        (offer(Delivery::By(until)), Some(until)),
        (quote("1 EUR"), None),
    ] {
        assert_eq!(left_out(&want, &quote, &Rates::none()), [Why::Window { asked: want.window(), arrival }]);
    }
    // An offer of days comes later when it is accepted later; its score does not change.
    let quotes = [within(2), within(4), within(1)];
    let ranker = Ranker::new(&want, &Rates::none());
    let rows: Vec<_> = (1..).zip(&quotes).map(|(id, quote)| ranker.assess(&candidate(id, quote))).collect();
    let picked = ranker.pick(&rows, now(), 9);
    assert_eq!((picked.best, picked.left_out), (vec![0], vec![2, 1]));
    let [early, late] = picked.relaxed[0].steps[..] else { panic!("two ends") };
    assert_eq!(early.first, Limit::From(at("2026-03-11T12:00:00Z")));
    assert_eq!(late.first, Limit::Until(at("2026-03-14T12:01:00Z")));
    let picked = ranker.pick(&rows, now().plus(Days::new(1)).unwrap(), 9);
    assert_eq!(picked.best, [2, 0]);
    // With a start alone, an offer that says nothing may still come then.
    let open = Want::new(Kind::Buy, Item::new("a kettle").unwrap(), currency("EUR")).unwrap();
    let open = open.within(Window::new(Some(from), None).unwrap()).unwrap();
    ranked(&open, &quote("1 EUR"), &Rates::none());
}

#[test]
fn terms_and_time_leave_out_and_every_fault_is_listed() {
    let quote = quote("9 EUR");
    let faults = [TermsFault::Blocked { block: "a".to_owned() }, TermsFault::Blocked { block: "b".to_owned() }];
    let offer = Candidate { terms: &faults, ..candidate(1, &quote) };
    let want = want().with_budget(Budget::all_in(money("5 EUR"))).unwrap();
    let ranking = rank(&want, &[offer], &Rates::none(), offer.until, 9);
    match &ranking.left_out[0].why[..] {
        [Why::Budget { .. }, Why::Terms { faults: found }, Why::Expired { until }] => {
            assert_eq!((&found[..], *until), (&faults[..], offer.until));
        }
        other => panic!("{other:?}"),
    }
    assert!(ranking.relaxed.is_empty());
    // Only a counter is done away with by asking for other terms.
    let counter = TermsFault::Countered { entry: Roster::builtin().entry("SD-BASE-AT").unwrap().name().clone() };
    let unknown = TermsFault::Unknown { entry: EntryName { id: "SD-NEW".to_owned(), ..entry_of(&counter) } };
    let both = [counter.clone(), unknown.clone()];
    let offers = [&[counter][..], &[unknown], &both, &faults];
    let candidates = offers.map(|terms| Candidate { terms, ..candidate(1, &quote) });
    let ranking = rank(&self::want(), &candidates, &Rates::none(), now(), 9);
    assert_eq!((ranking.left, &ranking.relaxed[0].what, ranking.relaxed[0].admits), (4, &Hard::Terms, 1));
    // What has expired is nothing that could be asked for less.
    let expired = rank(&self::want(), &[candidate(1, &quote)], &Rates::none(), offer.until, 9);
    assert_eq!((expired.left, expired.relaxed.len()), (1, 0));
}

fn entry_of(fault: &TermsFault) -> EntryName {
    match fault {
        TermsFault::Countered { entry } => entry.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_more_at_twenty_above_the_ceiling() {
    let quotes = ["100 EUR", "100 EUR", "130 EUR", "79 EUR", "200 EUR"].map(quote);
    let slow = Requirement { property: Property::BuiltIn(BuiltIn::Price), test: Test::AtMost(measure("150")) };
    let want = want().with_budget(Budget::all_in(money("80 EUR"))).unwrap().require(slow).unwrap();
    let candidates: Vec<Candidate<'_>> = (1..).zip(&quotes).map(|(id, quote)| candidate(id, quote)).collect();
    let ranking = rank(&want, &candidates, &Rates::none(), now(), 9);
    let [relaxed] = &ranking.relaxed[..] else { panic!("one thing") };
    // The dearest fails two things, and stands last among those left out.
    assert_eq!((relaxed.what.clone(), relaxed.admits), (Hard::Budget, 3));
    assert_eq!(ranking.left_out.iter().map(|one| one.why.len()).collect::<Vec<_>>(), [1, 1, 1, 2]);
    let step = relaxed.steps[0];
    assert_eq!((step.first, step.at_first), (Limit::Budget(money("100 EUR")), 2));
    assert_eq!((step.all, step.at_all), (Limit::Budget(money("130 EUR")), 3));
}

#[test]
fn every_weight_at_its_most_is_counted() {
    let mut want = want();
    for place in 0..60 {
        let weight = Weight::new(100).unwrap();
        let taste = near("1", &(place + 1).to_string());
        want = want.prefer(Wish { property: Property::BuiltIn(BuiltIn::Price), weight, taste }).unwrap();
    }
    let best = ranked(&want, &quote("1 EUR"), &Rates::none());
    assert_eq!((best.score, best.best_possible), (6_000_000_000, 6_000_000_000));
}
