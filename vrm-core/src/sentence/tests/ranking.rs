use super::said;
use crate::decision::AgreementId;
use crate::intention::rank::{Hard, Limit, Relaxed, Step, Why};
use crate::intention::{
    Basis, Budget, BuiltIn, Candidate, Condition, Delivery, Gtin, Item, Kind, Measure, Number, Phase, Price, Property,
    PropertyName, PropertyValue, Quantity, QuantityRange, Quote, Ranking, Rates, Requirement, SignedId, Taste,
    TermsFault, Test, UnitCode, Want, Weight, Wish, rank,
};
use crate::money::{Currency, Decimal, Money};
use crate::terms::{Declaration, EntryName, Process, Roster};
use crate::text::{Text, Token};
use crate::time::{Days, Instant, Window};
use crate::vocab::Recipient;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn now() -> Instant {
    at("2026-03-01T09:00:00Z")
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn measure(text: &str, unit: Option<&str>) -> Measure {
    Measure { number: number(text), unit: unit.map(|unit| UnitCode::parse(unit).unwrap()) }
}

fn named(name: &str) -> Property {
    Property::Named(PropertyName::parse(name).unwrap())
}

fn text(text: &str) -> PropertyValue {
    PropertyValue::text(text).unwrap()
}

fn item() -> Item {
    Item::new("A kettle").unwrap()
}

fn quote(price: &str) -> Quote {
    Quote::new(item(), Price::all_in(money(price)).unwrap()).unwrap()
}

fn with(quote: Quote, name: &str, value: PropertyValue) -> Quote {
    quote.with_property(PropertyName::parse(name).unwrap(), value).unwrap()
}

fn want() -> Want {
    Want::new(Kind::Buy, item(), Currency::parse("EUR").unwrap()).unwrap()
}

fn asks(want: Want, property: Property, test: Test) -> Want {
    want.require(Requirement { property, test }).unwrap()
}

fn likes(want: Want, property: Property, weight: u8, taste: Taste) -> Want {
    want.prefer(Wish { property, weight: Weight::new(weight).unwrap(), taste }).unwrap()
}

fn ranked_with(want: &Want, quotes: &[Quote], rates: &Rates) -> Ranking {
    let candidates: Vec<Candidate<'_>> = (0..)
        .zip(quotes)
        .map(|(id, quote)| Candidate {
            id: SignedId::from_bytes([id; 32]),
            quote,
            offered: now(),
            until: at("2026-03-08T09:00:00Z"),
            terms: &[],
        })
        .collect();
    rank(want, &candidates, rates, now(), 20)
}

fn ranked(want: &Want, quotes: &[Quote]) -> Ranking {
    ranked_with(want, quotes, &Rates::none())
}

/// What keeps the one offer out, but for the first sentence.
fn kept_out(want: &Want, quote: Quote) -> Vec<[String; 2]> {
    let ranking = ranked(want, &[quote]);
    let mut said = said(&ranking.left_out[0].sentences());
    assert_eq!(said.remove(0), ["It does not fit.", "Elle ne convient pas."]);
    said
}

/// What would have admitted more.
fn more(want: &Want, quotes: &[Quote]) -> Vec<[String; 2]> {
    said(&ranked(want, quotes).sentences(want))[1..].to_vec()
}

#[test]
fn an_offer_that_fits_says_its_points_and_each_wish() {
    let want = likes(
        want(),
        Property::BuiltIn(BuiltIn::Price),
        60,
        Taste::Between { best: number("30"), worst: number("80"), unit: None },
    );
    let near = Taste::Near { ideal: measure("1.5", Some("LTR")), tolerance: number("1") };
    let want = likes(want, named("holds"), 9, near.clone());
    let want = likes(want, named("keeps"), 8, near);
    let want = likes(want, named("quiet"), 7, Taste::Exactly(PropertyValue::Flag(true)));
    let want = likes(want, named("colour"), 6, Taste::Exactly(text("steel")));
    let want = likes(
        want,
        Property::BuiltIn(BuiltIn::Warranty),
        10,
        Taste::Between { best: number("730"), worst: number("0"), unit: None },
    );
    let offered = quote("50 USD").with_delivery(Delivery::Within(Days::new(1))).unwrap();
    let offered = with(offered, "holds", PropertyValue::Measure(measure("2", Some("LTR"))));
    let offered = with(offered, "keeps", PropertyValue::Measure(measure("2", Some("GLI"))));
    let offered = with(offered, "quiet", PropertyValue::Flag(false));
    let offered = with(offered, "colour", PropertyValue::Flag(true)).with_warranty(Days::new(365)).unwrap();
    let (usd, eur) = (Currency::parse("USD").unwrap(), Currency::parse("EUR").unwrap());
    let source = Text::within("the bank", 64).unwrap();
    let rates = Rates::none().with(usd, eur, Decimal::parse("0.91").unwrap(), source).unwrap();
    let ranking = ranked_with(&want, &[offered], &rates);
    assert_eq!(
        said(&ranking.offers[0].sentences()),
        [
            ["It fits, with 50.9 of 100 points.", "Elle convient, avec 50,9 points sur 100."],
            ["It costs 45.50 EUR in all.", "Elle coûte 45,50 EUR en tout."],
            [
                "That is 50.00 USD at 0.91, according to “the bank”.",
                "Cela fait 50,00 USD au taux de 0,91, selon « the bank »."
            ],
            ["It arrives within 1 day of your yes.", "Livraison dans un délai de 1 jour après votre oui."],
            ["“price”: 45.50 EUR, 41.4 of 60 points.", "« prix » : 45,50 EUR ; 41,4 points sur 60."],
            ["“warranty”: 365 days, 5 of 10 points.", "« garantie » : 365 jours ; 5 points sur 10."],
            [
                "“colour”: yes, not of the kind that was asked for, 0 of 6 points.",
                "« colour » : oui, pas du type demandé ; 0 point sur 6."
            ],
            ["“quiet”: no, 0 of 7 points.", "« quiet » : non ; 0 point sur 7."],
            ["“holds”: 2 l, 4.5 of 9 points.", "« holds » : 2 l ; 4,5 points sur 9."],
            [
                "“keeps”: 2 GLI, not in the unit that was asked for, 0 of 8 points.",
                "« keeps » : 2 GLI, pas dans l’unité demandée ; 0 point sur 8."
            ],
        ]
    );
}

#[test]
fn what_is_paid_again_and_again_is_said_with_how_long_that_is_counted() {
    let phase = |amount, every, times| Phase { amount: money(amount), every: Days::new(every), times };
    let paid = |once: &str, phases: &[Phase]| {
        let quote = phases.iter().fold(quote(once), |quote, phase| quote.with_phase(*phase).unwrap());
        said(&ranked(&want(), &[quote]).offers[0].sentences())[1].clone()
    };
    assert_eq!(
        paid("0 EUR", &[phase("49 EUR", 30, None)]),
        [
            "0.00 EUR at once, then 49.00 EUR every 30 days without end: 637.00 EUR in the first 366 days.",
            "0,00 EUR tout de suite, puis 49,00 EUR tous les 30 jours, sans fin : 637,00 EUR dans les 366 premiers jours."
        ]
    );
    assert_eq!(
        paid("50 EUR", &[phase("35 EUR", 30, Some(20))]),
        [
            "50.00 EUR at once, then 35.00 EUR every 30 days, 20 times: 750.00 EUR in all.",
            "50,00 EUR tout de suite, puis 35,00 EUR tous les 30 jours, 20 fois : 750,00 EUR en tout."
        ]
    );
    assert_eq!(
        paid("50 EUR", &[phase("5 EUR", 14, Some(1)), phase("1 EUR", 1, None)]),
        [
            "50.00 EUR at once, then 5.00 EUR once, for 14 days, then 1.00 EUR every day without end: 421.00 EUR, with 366 \
             days of what has no end.",
            "50,00 EUR tout de suite, puis 5,00 EUR une fois, pour 14 jours, puis 1,00 EUR chaque jour, sans fin : 421,00 \
             EUR, avec 366 jours de ce qui est sans fin."
        ]
    );
    let wanted = want().with_budget(Budget::all_in(money("600 EUR"))).unwrap();
    assert_eq!(
        kept_out(&wanted, quote("0 EUR").with_phase(phase("49 EUR", 30, None)).unwrap()),
        [[
            "It costs 637.00 EUR in the first 366 days, 37.00 EUR above the ceiling of 600.00 EUR.",
            "Elle coûte 637,00 EUR dans les 366 premiers jours, soit 37,00 EUR de plus que le plafond de 600,00 EUR."
        ]]
    );
}

#[test]
fn an_arrival_by_a_time_is_said_with_it() {
    let by = Delivery::By(at("2026-03-05T10:00:00Z"));
    assert_eq!(
        said(&ranked(&want(), &[quote("50 EUR").with_delivery(by).unwrap()]).offers[0].sentences())[2],
        ["It arrives by 5 March 2026, 10:00 UTC.", "Livraison au plus tard le 5 mars 2026, 10 h 00 UTC."]
    );
}

#[test]
fn one_point_is_no_points() {
    let want = likes(want(), named("quiet"), 1, Taste::Exactly(PropertyValue::Flag(true)));
    let quiet = with(quote("50 EUR"), "quiet", PropertyValue::Flag(true));
    let said = said(&ranked(&want, &[quiet]).offers[0].sentences());
    assert_eq!(said[0], ["It fits, with 1 of 1 point.", "Elle convient, avec 1 point sur 1."]);
    assert_eq!(said[3], ["“quiet”: yes, 1 of 1 point.", "« quiet » : oui ; 1 point sur 1."]);
}

#[test]
fn what_an_offer_does_not_state_is_said() {
    let want = likes(want(), named("colour"), 6, Taste::Exactly(text("steel")));
    let ranking = ranked(&want, &[quote("50 EUR")]);
    assert_eq!(
        said(&ranking.offers[0].sentences())[2..],
        [
            ["It does not say when it arrives.", "Elle ne dit pas quand la livraison a lieu."],
            ["“colour”: not stated, 0 of 6 points.", "« colour » : non indiqué ; 0 point sur 6."],
        ]
    );
    let ranking = ranked(&super::ranking::want(), &[quote("50 EUR")]);
    assert_eq!(
        said(&ranking.offers[0].sentences())[0],
        ["It fits; no wish gives points.", "Elle convient ; aucun souhait ne donne de points."]
    );
}

#[test]
fn what_keeps_an_offer_out_is_said_with_what_was_asked() {
    let numbered = Item { gtin: Some(Gtin::parse("036000291452").unwrap()), ..item() };
    let eur = Currency::parse("EUR").unwrap();
    let wanted = Want::new(Kind::Buy, Item { condition: Some(Condition::New), ..numbered }, eur).unwrap();
    let offered = |gtin: Option<&str>, mpn: Option<&str>, condition| {
        let gtin = gtin.map(|gtin| Gtin::parse(gtin).unwrap());
        let item = Item { gtin, mpn: mpn.map(|mpn| Token::parse(mpn).unwrap()), condition, ..item() };
        Quote::new(item, Price::all_in(money("50 EUR")).unwrap()).unwrap()
    };
    assert_eq!(
        kept_out(&wanted, offered(Some("4006381333931"), None, Some(Condition::Used))),
        [
            [
                "It is none of the items asked for: its product number is 4006381333931.",
                "Ce n’est aucun des articles demandés : son numéro de produit est 4006381333931."
            ],
            ["Its condition is used; asked for was new.", "État : d’occasion ; demandé : neuf."],
        ]
    );
    assert_eq!(
        kept_out(&wanted, offered(None, Some("K-2"), None)),
        [
            [
                "It is none of the items asked for: its maker’s number is K-2.",
                "Ce n’est aucun des articles demandés : la référence du fabricant est K-2."
            ],
            ["It does not say its condition; asked for was new.", "Elle ne dit pas l’état ; demandé : neuf."],
        ]
    );
    assert_eq!(
        kept_out(&wanted, offered(None, None, Some(Condition::New)))[0][0],
        "It does not say which item it is: it has no product number."
    );

    let some = QuantityRange::new(number("2"), number("4"), UnitCode::PIECE).unwrap();
    let one = Quantity::new(number("1"), UnitCode::PIECE).unwrap();
    let wanted = want().with_quantity(some).unwrap();
    assert_eq!(
        kept_out(&wanted, quote("50 EUR").with_quantity(one).unwrap()),
        [["It is for 1; asked for was 2 to 4.", "Quantité : 1 ; demandée : 2 à 4."]]
    );
    let wanted = want().with_quantity(QuantityRange::exactly(one)).unwrap();
    assert_eq!(kept_out(&wanted, quote("50 EUR"))[0][0], "It does not say for how many it is; asked for was 1.");
    assert_eq!(
        kept_out(&want(), quote("50 USD")),
        [[
            "Its price is in USD, and there is no rate into EUR.",
            "Son prix est en USD, et il n’y a pas de taux vers EUR."
        ]]
    );
    let until = |quote: Quote| said(&rank_at(&want(), &quote).left_out[0].sentences())[1].clone();
    assert_eq!(
        until(quote("50 EUR")),
        ["The offer stood until 8 March 2026, 09:00 UTC.", "L’offre valait jusqu’au 8 mars 2026, 09 h 00 UTC."]
    );
    let large = Why::TooLarge { asked: eur, found: Currency::parse("USD").unwrap() };
    assert_eq!(
        said(&large.sentences()),
        [["It costs more than an amount in EUR can be.", "Elle coûte plus qu’un montant en EUR ne peut valoir."]]
    );
}

fn rank_at(want: &Want, quote: &Quote) -> Ranking {
    let until = at("2026-03-08T09:00:00Z");
    let offer = Candidate { id: SignedId::from_bytes([1; 32]), quote, offered: now(), until, terms: &[] };
    rank(want, &[offer], &Rates::none(), until, 20)
}

#[test]
fn a_ceiling_says_by_how_much_and_what_it_covers() {
    let most = money("80 EUR");
    let wanted = want().with_budget(Budget::all_in(most)).unwrap();
    assert_eq!(
        kept_out(&wanted, quote("99.90 EUR")),
        [[
            "It costs 99.90 EUR, 19.90 EUR above the ceiling of 80.00 EUR.",
            "Elle coûte 99,90 EUR, soit 19,90 EUR de plus que le plafond de 80,00 EUR."
        ]]
    );
    let wanted = want().with_budget(Budget { tax: false, ..Budget::all_in(most) }).unwrap();
    assert_eq!(
        kept_out(&wanted, quote("99.90 EUR"))[0][0],
        "What the ceiling covers costs 99.90 EUR, 19.90 EUR above its 80.00 EUR."
    );
    let two = Quantity::new(number("2"), UnitCode::PIECE).unwrap();
    for (tax, english) in [
        (true, "It costs 100.00 EUR for each; the ceiling is 80.00 EUR for each."),
        (false, "Counting what the ceiling covers, it costs 100.00 EUR for each; the ceiling is 80.00 EUR for each."),
    ] {
        let each = Budget { basis: Basis::Unit, tax, ..Budget::all_in(most) };
        let wanted = want().with_quantity(QuantityRange::exactly(two)).unwrap().with_budget(each).unwrap();
        assert_eq!(kept_out(&wanted, quote("200 EUR").with_quantity(two).unwrap())[0][0], english);
    }
    let too_much = Why::Budget {
        budget: Budget { basis: Basis::Unit, ..Budget::all_in(most) },
        cost: money("200 EUR"),
        quantity: Some(two),
        least: None,
        phases: Vec::new(),
    };
    assert_eq!(
        said(&too_much.sentences()),
        [[
            "It costs 200.00 EUR for 2; the ceiling is 80.00 EUR for each.",
            "Elle coûte 200,00 EUR pour 2 ; le plafond est de 80,00 EUR par unité."
        ]]
    );
}

#[test]
fn a_window_says_whether_it_is_missed_before_or_after() {
    let window = Window::new(Some(at("2026-03-03T00:00:00Z")), Some(at("2026-03-05T00:00:00Z"))).unwrap();
    let wanted = want().within(window).unwrap();
    let by = |time| quote("50 EUR").with_delivery(Delivery::By(at(time))).unwrap();
    assert_eq!(
        kept_out(&wanted, by("2026-03-02T10:00:00Z")),
        [[
            "It arrives on 2 March 2026, 10:00 UTC, and is not wanted before 3 March 2026, 00:00 UTC.",
            "Livraison le 2 mars 2026, 10 h 00 UTC, pas souhaitée avant le 3 mars 2026, 00 h 00 UTC."
        ]]
    );
    assert_eq!(
        kept_out(&wanted, by("2026-03-05T00:00:00Z"))[0][0],
        "It arrives on 5 March 2026, 00:00 UTC, and is wanted before 5 March 2026, 00:00 UTC."
    );
    assert_eq!(
        kept_out(&wanted, quote("50 EUR"))[0][0],
        "It does not say when it arrives, and is wanted before 5 March 2026, 00:00 UTC."
    );
    let late = [by("2026-03-05T10:00:00Z"), by("2026-03-09T10:00:00Z"), by("2026-03-02T10:00:00Z"), quote("50 EUR")];
    assert_eq!(
        more(&wanted, &late),
        [
            [
                "One more if it may arrive from 2 March 2026, 10:00 UTC.",
                "Une de plus si la livraison peut avoir lieu dès le 2 mars 2026, 10 h 00 UTC."
            ],
            [
                "One more if it may arrive before 5 March 2026, 10:01 UTC.",
                "Une de plus si la livraison peut avoir lieu avant le 5 mars 2026, 10 h 01 UTC."
            ],
            [
                "Two more if it may arrive before 9 March 2026, 10:01 UTC.",
                "Deux de plus si la livraison peut avoir lieu avant le 9 mars 2026, 10 h 01 UTC."
            ],
            [
                "Four more if it did not matter when it arrives.",
                "Quatre de plus si la date de livraison n’importe pas."
            ],
        ]
    );
}

#[test]
fn a_requirement_says_what_was_found_and_what_is_required() {
    let colours = Test::OneOf(vec![text("black"), text("steel")]);
    for (property, test, offered, english, french) in [
        (
            named("colour"),
            colours,
            Some(text("red")),
            "“colour”: “red”, but one of “black”, “steel” is required.",
            "« colour » : « red » ; doit être parmi « black », « steel ».",
        ),
        (
            named("quiet"),
            Test::Is(PropertyValue::Flag(true)),
            None,
            "“quiet”: not stated, but yes is required.",
            "« quiet » : non indiqué ; doit être : oui.",
        ),
        (
            named("colour"),
            Test::IsNot(text("red")),
            Some(text("red")),
            "“colour”: “red”, but it must not be “red”.",
            "« colour » : « red » ; ne doit pas être : « red ».",
        ),
        (
            named("mass"),
            Test::AtMost(measure("1.5", Some("KGM"))),
            Some(PropertyValue::Measure(measure("3", Some("LBR")))),
            "“mass”: 3 LBR, but at most 1.5 kg is required.",
            "« mass » : 3 LBR ; doit être d’au plus 1,5 kg.",
        ),
        (
            Property::BuiltIn(BuiltIn::Warranty),
            Test::AtLeast(measure("365", None)),
            None,
            "“warranty”: not stated, but at least 365 days is required.",
            "« garantie » : non indiqué ; doit être d’au moins 365 jours.",
        ),
    ] {
        let wanted = asks(want(), property.clone(), test);
        let quote = offered.map_or_else(|| quote("50 EUR"), |value| with(quote("50 EUR"), property.name(), value));
        assert_eq!(kept_out(&wanted, quote), [[english, french]]);
    }
    let price = Requirement { property: Property::BuiltIn(BuiltIn::Price), test: Test::AtMost(measure("9", None)) };
    let unsaid = Why::Requirement { requirement: price, found: None };
    assert_eq!(said(&unsaid.sentences()), [["“price”: at most 9 is required.", "« prix » doit être d’au plus 9."]]);
}

#[test]
fn terms_say_every_fault() {
    let entry =
        |id: &str| EntryName { id: id.to_owned(), ..Roster::builtin().entry("SD-BASE").unwrap().name().clone() };
    let ads = Process::new(
        ["pd:Name".parse().unwrap()],
        ["dpv:Advertising".parse().unwrap()],
        ["dpv:Use".parse().unwrap()],
        [Recipient::Vendor],
    );
    let refusal = Declaration::new([ads])
        .unwrap()
        .authorise(AgreementId::from_bytes([1; 32]), Window::ALWAYS, &super::base(), None)
        .unwrap_err();
    let faults = vec![
        TermsFault::Countered { entry: entry("SD-BASE-AT") },
        TermsFault::Unknown { entry: entry("SD-NEW") },
        TermsFault::Blocked { block: "no-shop".to_owned() },
        TermsFault::Conflict(refusal),
    ];
    let said = said(&Why::Terms { faults }.sentences());
    assert_eq!(
        said[..4],
        [
            [
                "The vendor answers with other terms: SD-BASE-AT.",
                "Le fournisseur propose d’autres conditions : SD-BASE-AT."
            ],
            [
                "The vendor names terms that no known roster has: SD-NEW.",
                "Le fournisseur nomme des conditions qu’aucun répertoire connu ne contient : SD-NEW."
            ],
            ["Your block “no-shop” stands against it.", "Votre blocage « no-shop » s’y oppose."],
            ["The agreement cannot come into force.", "L’accord ne peut pas entrer en vigueur."],
        ]
    );
    assert!(said.last().unwrap()[0].starts_with("No rule permits the operation “use” on the data “name”"));
}

#[test]
fn what_would_admit_more_is_said_by_how_far() {
    let ceiling = want().with_budget(Budget::all_in(money("80 EUR"))).unwrap();
    assert_eq!(
        more(&ceiling, &["100 EUR", "100 EUR", "180 EUR", "70 EUR"].map(quote)),
        [
            ["Two more at 20.00 EUR above the ceiling.", "Deux de plus si le plafond montait de 20,00 EUR."],
            ["Three more at 100.00 EUR above the ceiling.", "Trois de plus si le plafond montait de 100,00 EUR."],
        ]
    );
    let carries = asks(want(), named("carries"), Test::AtLeast(measure("110", Some("KGM"))));
    let holding = |mass| with(quote("50 EUR"), "carries", PropertyValue::Measure(measure(mass, Some("KGM"))));
    assert_eq!(
        more(&carries, &[holding("100"), quote("50 EUR")]),
        [
            [
                "One more if “carries” may go down to 100 kg.",
                "Une de plus si « carries » peut descendre jusqu’à 100 kg."
            ],
            [
                "Two more without the requirement “carries”: at least 110 kg.",
                "Deux de plus sans l’exigence « carries » : au moins 110 kg."
            ],
        ]
    );
    let soon = asks(want(), Property::BuiltIn(BuiltIn::Delivery), Test::AtMost(measure("7", None)));
    let late = quote("50 EUR").with_delivery(Delivery::Within(Days::new(21))).unwrap();
    assert_eq!(
        more(&soon, &[late]),
        [["One more if “delivery” may go up to 21 days.", "Une de plus si « livraison » peut aller jusqu’à 21 jours."]]
    );
    let pieces = |count| Quantity::new(number(count), UnitCode::PIECE).unwrap();
    let three = want().with_quantity(QuantityRange::exactly(pieces("3"))).unwrap();
    let of = |count| quote("50 EUR").with_quantity(pieces(count)).unwrap();
    assert_eq!(
        more(&three, &[of("2"), of("5")]),
        [
            ["One more if the quantity may be 2 and up.", "Une de plus si la quantité peut être de 2 ou plus."],
            ["One more if the quantity may be up to 5.", "Une de plus si la quantité peut aller jusqu’à 5."],
        ]
    );
}

#[test]
fn what_has_no_step_is_said_without() {
    let of = |what, admits, steps| said(&Relaxed { what, admits, steps }.sentences(&want()));
    for (what, english, french) in [
        (Hard::Item, "if another item would do.", "si un autre article convient."),
        (Hard::Condition, "in another condition.", "dans un autre état."),
        (Hard::Quantity, "if the quantity did not matter.", "si la quantité n’importe pas."),
        (Hard::Currency, "with a rate for another currency.", "avec un taux pour une autre monnaie."),
        (Hard::Budget, "without a ceiling.", "sans plafond."),
        (Hard::Window, "if it did not matter when it arrives.", "si la date de livraison n’importe pas."),
        (Hard::Terms, "under other terms.", "sous d’autres conditions."),
        (Hard::Validity, "if it still stood.", "si elle valait encore."),
    ] {
        assert_eq!(of(what, 13, Vec::new()), [[format!("13 more {english}"), format!("13 de plus {french}")]]);
    }
    // Of a want that has no ceiling, nothing is above it.
    let limit = Limit::Budget(money("100 EUR"));
    let step = Step { first: limit, at_first: 1, all: limit, at_all: 1 };
    assert_eq!(
        of(Hard::Budget, 1, vec![step]),
        [["One more with a ceiling of 100.00 EUR.", "Une de plus avec un plafond de 100,00 EUR."]]
    );
}
