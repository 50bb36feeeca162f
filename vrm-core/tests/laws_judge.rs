//! Laws 1, 3 and 4 of decisions: default deny, explained, and the engine against the oracle on every draw.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod draw;

use draw::{Dice, Tally, World, decisions, narrower, permitting, prohibition, request, terms};
use std::collections::BTreeSet;
use vrm_core::decision::oracle::{Judged, Oracle};
use vrm_core::decision::{Decision, Effect, Ground, Nearest, Reason, Request};
use vrm_core::terms::{Draft, EntryName, Terms};
use vrm_core::vocab::Word;

/// What the oracle also says, read from the engine's decision.
fn told(decision: &Decision) -> Judged {
    let rule = |ground: &Ground| match ground {
        Ground::Rule(id) => Some(id.clone()),
        Ground::Grant(_) => None,
    };
    let forbidding = |reason: &Reason| match reason {
        Reason::Forbidden { rule } => Some(rule.clone()),
        _ => None,
    };
    Judged {
        effect: decision.effect(),
        forbidden: decision.reasons().iter().filter_map(forbidding).collect(),
        covering: decision.grounds().iter().filter_map(rule).collect(),
        why: decision.reasons().iter().map(Reason::name).collect(),
        excludes_marked: decision.verdict().excludes_marked,
    }
}

fn show(terms: &Terms, request: &Request) -> String {
    format!("text {}\nrequest {}", terms.machine_form(), request.to_json())
}

/// From no to yes.
fn ease(effect: Effect) -> u8 {
    match effect {
        Effect::Deny => 0,
        Effect::Ask => 1,
        Effect::Permit => 2,
    }
}

/// A text with these rules of another alone.
fn only(of: &Terms, permissions: &BTreeSet<String>, prohibitions: &BTreeSet<String>) -> Terms {
    rebuilt(of, |draft| {
        for rule in of.permissions().iter().filter(|rule| permissions.contains(rule.id())) {
            draft.permit(rule.clone());
        }
        for rule in of.prohibitions().iter().filter(|rule| prohibitions.contains(rule.id())) {
            draft.forbid(rule.clone());
        }
    })
}

/// A text that speaks as another does, with other rules. A roster's, since only these may be without any.
fn rebuilt(of: &Terms, fill: impl FnOnce(&mut Draft)) -> Terms {
    let name = EntryName { roster: "https://own.example/roster".into(), id: "REBUILT".into(), version: "1".into() };
    let mut draft = Draft::roster(name);
    for own in of.vocabulary().own() {
        draft.extend(own.clone());
    }
    fill(&mut draft);
    draft.finish().unwrap()
}

const ASKED_PER_TEXT: usize = 100;

/// Seeded draws of texts, each with many requests.
fn each_request(seed: u64, count: usize, mut check: impl FnMut(&World, &Terms, &[Request], &mut Dice)) {
    let mut dice = Dice::new(seed);
    for _ in 0..count.div_ceil(ASKED_PER_TEXT) {
        let world = World::draw(&mut dice);
        let terms = terms(&world, &mut dice);
        let requests: Vec<Request> = (0..ASKED_PER_TEXT).map(|_| request(&world, &terms, &mut dice)).collect();
        check(&world, &terms, &requests, &mut dice);
    }
}

#[test]
fn law_4_engine_and_oracle_agree_on_every_request() {
    let mut tally = Tally::default();
    each_request(4, decisions(), |_, terms, requests, _| {
        let (engine, oracle) = (terms.compile(), Oracle::of(terms));
        for request in requests {
            let (decision, right) = (engine.judge(request), oracle.judge(request));
            assert_eq!(told(&decision), right, "{}", show(terms, request));
            assert_eq!(engine.verdict(request), decision.verdict(), "{}", show(terms, request));
            let excludes = right.excludes_marked.then_some("excludes-marked");
            tally.count([right.effect.name()].into_iter().chain(right.why).chain(excludes));
        }
    });
    let outcomes = ["permit", "ask", "deny", "forbidden", "not-permitted", "marked-not-named", "unknown-term"];
    tally.end("law 4, judge", &[outcomes.as_slice(), &["excludes-marked"]].concat());
}

#[test]
fn the_same_text_and_request_give_the_same_decision_again() {
    each_request(12, decisions() / 20, |_, terms, requests, _| {
        let again = Terms::parse(terms.machine_form().as_bytes());
        let (first, second) = (terms.compile(), again.unwrap_or_else(|_| terms.clone()).compile());
        for request in requests {
            assert_eq!(first.judge(request), second.judge(request), "{}", show(terms, request));
        }
    });
}

#[test]
fn law_1_a_text_without_permissions_permits_nothing() {
    each_request(10, decisions() / 20, |_, terms, requests, _| {
        let silent = rebuilt(terms, |_| ()).compile();
        let forbidding = rebuilt(terms, |draft| {
            for rule in terms.prohibitions() {
                draft.forbid(rule.clone());
            }
        });
        let forbidding = forbidding.compile();
        for request in requests {
            assert_eq!(silent.verdict(request).effect, Effect::Deny, "{}", show(terms, request));
            assert_eq!(forbidding.verdict(request).effect, Effect::Deny, "{}", show(terms, request));
        }
    });
}

#[test]
fn law_1_a_further_prohibition_never_eases_a_request() {
    let mut tally = Tally::default();
    each_request(1, decisions() / 4, |world, terms, requests, dice| {
        let words = |of: fn(&Request) -> &Word| requests.iter().map(of).cloned().collect::<Vec<_>>();
        let known = terms.permissions().iter().flat_map(|rule| rule.scope().data.clone()).collect::<Vec<_>>();
        let purposes = terms.permissions().iter().flat_map(|rule| rule.scope().purpose.clone()).collect::<Vec<_>>();
        assert!(!words(|request| &request.data).is_empty());
        let further = prohibition("further", world, &known, &purposes, dice);
        let stricter = rebuilt(terms, |draft| {
            terms.permissions().iter().for_each(|rule| {
                draft.permit(rule.clone());
            });
            terms.prohibitions().iter().for_each(|rule| {
                draft.forbid(rule.clone());
            });
            draft.forbid(further);
        });
        let (before, after) = (terms.compile(), stricter.compile());
        for request in requests {
            let (before, after) = (before.verdict(request).effect, after.verdict(request).effect);
            // It turns whatever it hits into a no, and leaves the rest as it was.
            assert!(after == before || after == Effect::Deny, "{}", show(&stricter, request));
            tally.count([if after == before { "as it was" } else { "now denied" }]);
        }
    });
    tally.end("law 1, a further prohibition", &["as it was", "now denied"]);
}

#[test]
fn law_1_a_broader_request_is_never_easier() {
    let mut tally = Tally::default();
    each_request(11, decisions() / 4, |world, terms, requests, dice| {
        let (engine, oracle) = (terms.compile(), Oracle::of(terms));
        for broad in requests {
            let narrow = narrower(world, broad, dice);
            let context = || format!("{}\nnarrower {}", show(terms, broad), narrow.to_json());
            assert!(oracle.is_within(&narrow, broad), "{}", context());
            let (narrow_is, broad_is) = (engine.judge(&narrow), engine.judge(broad));
            if broad_is.reasons().iter().any(|reason| reason.name() == "unknown-term") {
                tally.count(["unknown"]);
                continue;
            }
            assert!(ease(narrow_is.effect()) >= ease(broad_is.effect()), "{}", context());
            let (narrow_is, broad_is) = (told(&narrow_is), told(&broad_is));
            assert!(broad_is.covering.is_subset(&narrow_is.covering), "{}", context());
            assert!(narrow_is.forbidden.is_subset(&broad_is.forbidden), "{}", context());
            tally.count([if narrow_is.effect == broad_is.effect { "as easy" } else { "easier" }]);
        }
    });
    tally.end("law 1, broader and narrower", &["as easy", "easier"]);
}

#[test]
fn engine_and_oracle_agree_on_what_is_narrower() {
    let mut tally = Tally::default();
    each_request(13, decisions() / 4, |world, terms, requests, dice| {
        let oracle = Oracle::of(terms);
        for (one, other) in requests.iter().zip(requests.iter().skip(1)) {
            let below = narrower(world, one, dice);
            for (a, b) in [(one, other), (&below, one), (one, &below)] {
                let right = oracle.is_within(a, b);
                let context = || format!("{}\n{}", a.to_json(), b.to_json());
                assert_eq!(a.is_within(b, terms.vocabulary()), right, "{}", context());
                tally.count([if right { "within" } else { "not within" }]);
            }
        }
    });
    tally.end("narrower", &["within", "not within"]);
}

#[test]
fn law_3_the_listed_rules_alone_give_the_same_decision() {
    each_request(3, decisions() / 40, |_, terms, requests, _| {
        let engine = terms.compile();
        for request in requests {
            let right = told(&engine.judge(request));
            let listed = only(terms, &right.covering, &right.forbidden);
            let again = told(&listed.compile().judge(request));
            assert_eq!(again.effect, right.effect, "{}", show(terms, request));
            assert_eq!(again.covering, right.covering, "{}", show(terms, request));
            assert_eq!(again.forbidden, right.forbidden, "{}", show(terms, request));
            assert_eq!(again.excludes_marked, right.excludes_marked, "{}", show(terms, request));
        }
    });
}

#[test]
fn law_3_forbidden_and_not_permitted_stay_apart() {
    each_request(33, decisions() / 4, |_, terms, requests, _| {
        let engine = terms.compile();
        for request in requests {
            let told = told(&engine.judge(request));
            if told.why.contains("unknown-term") {
                assert_eq!(told.why.len(), 1, "{}", show(terms, request));
                continue;
            }
            assert_eq!(told.why.contains("forbidden"), !told.forbidden.is_empty(), "{}", show(terms, request));
            let uncovered = told.why.contains("not-permitted") || told.why.contains("marked-not-named");
            assert_eq!(uncovered, told.covering.is_empty(), "{}", show(terms, request));
        }
    });
}

#[test]
fn law_3_what_is_listed_as_nearest_is_narrower_permitted_and_as_broad_as_can_be() {
    let mut tally = Tally::default();
    each_request(333, decisions() / 4, |_, terms, requests, _| {
        let (engine, oracle) = (terms.compile(), Oracle::of(terms));
        for request in requests {
            let Decision::Deny(deny) = engine.judge(request) else { continue };
            let Nearest { requests: nearest, searched_all } = deny.nearest;
            assert!(nearest.len() <= 3, "{}", show(terms, request));
            for near in &nearest {
                let context = || format!("{}\nnearest {}", show(terms, request), near.to_json());
                assert!(oracle.is_within(near, request) && !oracle.is_within(request, near), "{}", context());
                assert_eq!(oracle.judge(near).effect, Effect::Permit, "{}", context());
                let others = nearest.iter().filter(|other| *other != near);
                assert!(others.into_iter().all(|other| !oracle.is_within(near, other)), "{}", context());
            }
            let found = ["none", "one", "two", "three"][nearest.len()];
            tally.count([found, if searched_all { "searched all" } else { "cut short" }]);
        }
    });
    tally.end("law 3, nearest", &["none", "one", "two", "three", "searched all"]);
}

#[test]
fn a_text_of_thousands_of_rules_is_judged_like_a_small_one() {
    let mut dice = Dice::new(5_000);
    let world = World::dpv();
    let mut tally = Tally::default();
    for rules in [63, 64, 65, 128, 4_095, 4_097, 5_000] {
        let parts: Vec<Terms> = std::iter::repeat_with(|| terms(world, &mut dice)).take(rules).collect();
        let whole = rebuilt(&parts[0], |draft| {
            let permissions = parts.iter().flat_map(|part| part.permissions()).take(rules);
            for (number, rule) in permissions.enumerate() {
                draft.permit(renamed(rule, number));
            }
            // Few prohibitions, or nothing is ever permitted.
            parts.iter().flat_map(|part| part.prohibitions()).take(1).for_each(|rule| {
                draft.forbid(rule.clone());
            });
        });
        let (engine, oracle) = (whole.compile(), Oracle::of(&whole));
        for part in parts.iter().take(20) {
            let request = request(world, part, &mut dice);
            let right = oracle.judge(&request);
            assert_eq!(engine.verdict(&request).effect, right.effect, "{rules} rules, {}", request.to_json());
            assert_eq!(told(&engine.judge(&request)), right, "{rules} rules, {}", request.to_json());
            tally.count([right.effect.name()]);
        }
    }
    tally.end("thousands of rules", &["permit", "deny"]);
}

fn renamed(rule: &vrm_core::terms::Permission, number: usize) -> vrm_core::terms::Permission {
    let renamed = permitting(format!("p{number}"), rule.scope(), rule.conditions());
    if rule.asks() { renamed.ask() } else { renamed }
}
