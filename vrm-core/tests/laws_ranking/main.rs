//! Laws of ranking: the engine against a naive oracle, and what must hold whatever is wanted and offered.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod draw;
mod oracle;

use draw::{Offer, Spec, all_rates, candidates, now, offers, rates, requirement, spec};
use oracle::{Verdict, judge, order};
use proptest::prelude::*;
use std::collections::BTreeSet;
use vrm_core::intention::rank::{Explained, Hard, LeftOut, Limit, Ranked, Ranker, Relaxed};
use vrm_core::intention::{
    Basis, BuiltIn, Measure, Number, Property, QuantityRange, Ranking, Rates, Requirement, SignedId, Taste, TermsFault,
    Test, rank,
};
use vrm_core::money::Currency;
use vrm_core::time::Window;

const ALL: usize = usize::MAX;

fn ids(offers: &[Ranked]) -> Vec<SignedId> {
    offers.iter().map(|offer| offer.id).collect()
}

fn ranked(spec: &Spec, offers: &[Offer], rates: &Rates) -> Ranking {
    rank(&spec.want(), &candidates(offers), rates, now(), ALL)
}

/// The rates as the oracle looks them up: from what a converted total says would be to ask the engine.
fn digits(rates: &Rates) -> impl Fn(&str, &str) -> Option<String> + use<> {
    let rates = rates.clone();
    move |from, into| {
        let (from, into) = (Currency::parse(from).unwrap(), Currency::parse(into).unwrap());
        rates.rate(from, into).map(|rate| rate.to_string())
    }
}

fn hard(left_out: &LeftOut) -> BTreeSet<Hard> {
    left_out.why.iter().map(vrm_core::intention::rank::Why::hard).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_says_what_the_page_says(spec in spec(), offers in offers(12), rates in rates()) {
        let (want, candidates) = (spec.want(), candidates(&offers));
        let rate = digits(&rates);
        let verdicts: Vec<Verdict> =
            candidates.iter().map(|candidate| judge(&want, candidate, &rate, now())).collect();
        let (fitting, left) = order(verdicts.clone());
        let ranking = rank(&want, &candidates, &rates, now(), ALL);
        prop_assert_eq!(ids(&ranking.offers), fitting.iter().map(|one| one.id).collect::<Vec<_>>());
        prop_assert_eq!((ranking.fitting, ranking.left), (fitting.len(), left.len()));
        for (found, right) in ranking.offers.iter().zip(&fitting) {
            prop_assert_eq!(found.score, right.score);
            prop_assert_eq!(Some(found.total.minor()), right.total);
            prop_assert_eq!(found.days.map(i64::from), right.days);
            prop_assert_eq!(found.reasons.iter().map(|reason| reason.points).sum::<u64>(), found.score);
            prop_assert_eq!(found.reasons.len(), want.prefers().len());
        }
        let found: Vec<_> = ranking.left_out.iter().map(|one| (one.id, hard(one))).collect();
        let right: Vec<_> = left.iter().map(|one| (one.id, one.fails.clone())).collect();
        prop_assert_eq!(found, right);
    }

    #[test]
    fn the_order_of_the_input_means_nothing(spec in spec(), offers in offers(10), rates in rates(), turn in 0..97_usize) {
        let mut turned = offers.clone();
        turned.reverse();
        let places = turned.len().max(1);
        turned.rotate_left(turn % places);
        prop_assert_eq!(ranked(&spec, &offers, &rates), ranked(&spec, &turned, &rates));
    }

    #[test]
    fn a_score_depends_on_its_offer_alone(spec in spec(), offers in offers(10), rates in rates(), hours in 0..60_i64) {
        let ranking = ranked(&spec, &offers, &rates);
        let (want, later) = (spec.want(), now().plus_seconds(hours * 3600).unwrap());
        for offer in &offers {
            let alone = rank(&want, &[offer.candidate()], &rates, later, ALL);
            let among = ranking.offers.iter().find(|ranked| ranked.id == offer.id);
            if let (Some(alone), Some(among)) = (alone.offers.first(), among) {
                prop_assert_eq!(alone, among);
            }
        }
    }

    #[test]
    fn a_requirement_never_adds_an_offer(spec in spec(), offers in offers(10), rates in rates(), more in requirement()) {
        let before: BTreeSet<SignedId> = ids(&ranked(&spec, &offers, &rates).offers).into_iter().collect();
        let mut stricter = spec.clone();
        stricter.requires.push(more);
        let after = ids(&ranked(&stricter, &offers, &rates).offers);
        prop_assert!(after.iter().all(|id| before.contains(id)));
    }

    #[test]
    fn the_first_few_are_the_first_few_of_all(spec in spec(), offers in offers(12), rates in rates(), limit in 0..9_usize) {
        let all = ranked(&spec, &offers, &rates);
        let few = rank(&spec.want(), &candidates(&offers), &rates, now(), limit);
        prop_assert_eq!(&few.offers[..], &all.offers[..limit.min(all.offers.len())]);
        prop_assert_eq!(&few.left_out[..], &all.left_out[..limit.min(all.left_out.len())]);
        prop_assert_eq!(&few.relaxed[..], &all.relaxed[..limit.min(all.relaxed.len())]);
        prop_assert_eq!((few.fitting, few.left), (all.fitting, all.left));
    }

    #[test]
    fn what_is_liked_better_never_ranks_lower(spec in spec(), offers in offers(4), rates in rates(), other in 0..100_u32) {
        let want = spec.want();
        let ranker = Ranker::new(&want, &rates);
        for offer in &offers {
            // Only the warranty differs, which no other order looks at.
            let days = vrm_core::time::Days::new(other);
            let changed = Offer {
                quote: offer.quote.clone().with_warranty(days).unwrap(),
                id: SignedId::from_bytes([255; 32]),
                ..offer.clone()
            };
            let liked = |offer: &Offer| match ranker.explain(&offer.candidate(), now()) {
                Explained::Fits(ranked) => {
                    let about = |reason: &&vrm_core::intention::rank::Reason| {
                        reason.wish.property == Property::BuiltIn(BuiltIn::Warranty)
                    };
                    Some(ranked.reasons.iter().filter(about).map(|reason| reason.utility).collect::<Vec<_>>())
                }
                Explained::LeftOut(_) => None,
            };
            if let (Some(before), Some(after)) = (liked(offer), liked(&changed)) {
                let better = after.iter().zip(&before).all(|(after, before)| after >= before) && after != before;
                if better {
                    let both = [offer.clone(), changed.clone()];
                    prop_assert_eq!(ranked(&spec, &both, &rates).offers[0].id, changed.id);
                }
            }
        }
    }

    #[test]
    fn what_is_promised_holds(spec in spec(), offers in offers(14), rates in rates()) {
        let ranking = ranked(&spec, &offers, &rates);
        for relaxed in &ranking.relaxed {
            promised(&spec, &offers, &rates, &ranking, relaxed)?;
        }
    }
}

/// Ranks again with the one thing not asked, and with each bound moved.
fn promised(
    spec: &Spec,
    offers: &[Offer],
    rates: &Rates,
    ranking: &Ranking,
    relaxed: &Relaxed,
) -> Result<(), TestCaseError> {
    let now_fits = |spec: &Spec| rank(&spec.want(), &candidates(offers), rates, now(), 0).fitting - ranking.fitting;
    let without = |requirement: &Requirement| {
        spec.requires.iter().filter(|one| spec_has(one, requirement)).cloned().collect::<Vec<_>>()
    };
    let mut open = spec.clone();
    match &relaxed.what {
        Hard::Item => (open.item.gtin, open.item.mpn) = (None, None),
        Hard::Condition => {
            open.item.condition = None;
            open.alternatives.iter_mut().for_each(|item| item.condition = None);
        }
        Hard::Quantity => {
            open.quantity = None;
            open.budget = open.budget.filter(|budget| budget.basis == Basis::All);
        }
        Hard::Budget => open.budget = None,
        Hard::Window => open.window = Window::ALWAYS,
        Hard::Requirement(requirement) => open.requires = without(requirement),
        Hard::Currency => {
            let more = rank(&spec.want(), &candidates(offers), &all_rates(), now(), ALL);
            let admitted = |offer: &&Ranked| !ids(&ranking.offers).contains(&offer.id);
            prop_assert!(more.offers.iter().filter(admitted).count() >= relaxed.admits);
            return Ok(());
        }
        Hard::Terms => {
            // Other terms do away with a counter, and with nothing else.
            let counters = |one: &Offer| one.terms.iter().all(|fault| matches!(fault, TermsFault::Countered { .. }));
            let agreed: Vec<Offer> = offers
                .iter()
                .map(|one| if counters(one) { Offer { terms: Vec::new(), ..one.clone() } } else { one.clone() })
                .collect();
            prop_assert_eq!(ranked(spec, &agreed, rates).fitting - ranking.fitting, relaxed.admits);
            return Ok(());
        }
        Hard::Validity => panic!("nothing brings back what has expired"),
    }
    // What could not be judged before may fit as well: a ceiling for each of a quantity that is not asked for any more,
    // an alternative in a condition that the item itself need not have.
    let unjudged = match relaxed.what {
        Hard::Quantity => spec.budget.is_some_and(|budget| budget.basis == Basis::Unit),
        Hard::Item => spec.alternatives.iter().any(|item| item.condition.is_some()),
        _ => false,
    };
    if unjudged {
        prop_assert!(now_fits(&open) >= relaxed.admits, "{:?}", relaxed);
    } else {
        prop_assert_eq!(now_fits(&open), relaxed.admits, "{:?}", relaxed);
    }
    for step in &relaxed.steps {
        prop_assert!(step.at_first <= step.at_all && step.at_all <= relaxed.admits);
        let moved = |limit: Limit| {
            let mut moved = spec.clone();
            move_bound(&mut moved, &relaxed.what, limit);
            now_fits(&moved)
        };
        prop_assert_eq!(moved(step.first), step.at_first, "{:?}", relaxed);
        prop_assert_eq!(moved(step.all), step.at_all, "{:?}", relaxed);
        if let Limit::Budget(most) = step.first {
            let less = vrm_core::money::Money::new(most.minor() - 1, most.currency()).unwrap();
            prop_assert_eq!(moved(Limit::Budget(less)), 0, "a smaller step admits none");
        }
    }
    Ok(())
}

fn spec_has(one: &Requirement, requirement: &Requirement) -> bool {
    // The want has the values of a `one-of` sorted.
    let same = match (&one.test, &requirement.test) {
        (Test::OneOf(mine), Test::OneOf(other)) => {
            mine.iter().collect::<BTreeSet<_>>() == other.iter().collect::<BTreeSet<_>>()
        }
        (mine, other) => mine == other,
    };
    !(one.property == requirement.property && same)
}

fn move_bound(spec: &mut Spec, what: &Hard, limit: Limit) {
    let number = |limit: Limit| match limit {
        Limit::AtLeast(bound) | Limit::AtMost(bound) => Number::try_from(bound).unwrap(),
        _ => panic!("a number"),
    };
    match (what, limit) {
        (Hard::Budget, Limit::Budget(most)) => spec.budget.as_mut().unwrap().most = most,
        (Hard::Window, Limit::From(from)) => {
            spec.window = Window::new(Some(from), spec.window.until()).unwrap();
        }
        (Hard::Window, Limit::Until(until)) => {
            spec.window = Window::new(spec.window.from(), Some(until)).unwrap();
        }
        (Hard::Quantity, Limit::AtLeast(_)) => {
            let range = spec.quantity.unwrap();
            spec.quantity = Some(QuantityRange::new(number(limit), range.most(), range.unit()).unwrap());
        }
        (Hard::Quantity, Limit::AtMost(_)) => {
            let range = spec.quantity.unwrap();
            spec.quantity = Some(QuantityRange::new(range.least(), number(limit), range.unit()).unwrap());
        }
        (Hard::Requirement(requirement), _) => {
            for one in spec.requires.iter_mut().filter(|one| *one == requirement) {
                if let Test::AtLeast(Measure { number: bound, .. }) | Test::AtMost(Measure { number: bound, .. }) =
                    &mut one.test
                {
                    *bound = number(limit);
                }
            }
        }
        other => panic!("no such bound: {other:?}"),
    }
}

/// The draws reach what the laws speak of: else they would hold of nothing.
#[test]
fn the_draws_reach_every_reason() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut seen, mut relaxed, mut ties, mut steps) = (BTreeSet::new(), BTreeSet::new(), 0, 0);
    let kind = |hard: &Hard| format!("{hard:?}").split('(').next().unwrap().to_owned();
    for _ in 0..400 {
        let drawn = (spec(), offers(14), rates()).new_tree(&mut runner).unwrap().current();
        let ranking = ranked(&drawn.0, &drawn.1, &drawn.2);
        ties += ranking.offers.windows(2).filter(|two| two[0].score == two[1].score).count();
        seen.extend(ranking.left_out.iter().flat_map(hard).map(|hard| kind(&hard)));
        relaxed.extend(ranking.relaxed.iter().map(|relaxed| kind(&relaxed.what)));
        steps += ranking.relaxed.iter().map(|relaxed| relaxed.steps.len()).sum::<usize>();
        if drawn.0.prefers.iter().any(|wish| matches!(wish.taste, Taste::Near { .. })) && ranking.fitting > 1 {
            seen.insert("near".to_owned());
        }
    }
    assert_eq!(seen.len(), 10, "{seen:?}");
    assert_eq!(relaxed.len(), 8, "{relaxed:?}");
    assert!(ties > 50 && steps > 50, "{ties} {steps}");
}
