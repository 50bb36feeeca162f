//! Law 5, containment: the engine against the oracle, and both against requests drawn from what is declared.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod draw;

use draw::{Dice, Tally, World, decisions, permitting, process, terms, word};
use std::collections::BTreeSet;
use vrm_core::decision::oracle::{Combination, Oracle};
use vrm_core::decision::{CompiledTerms, ConflictReason, Effect, FitVerdict, ProcessFit, Request};
use vrm_core::terms::{
    Basis, Declaration, Draft, Form, Keep, Permission, Process, Prohibition, Scope, Start, Stated, Terms,
};
use vrm_core::vocab::{Cone, Place, Places, Recipient, Word};

const PER_TEXT: usize = 20;

/// Seeded draws of texts, each with several processes.
fn each_process(seed: u64, count: usize, mut check: impl FnMut(&World, &Terms, &Process, &mut Dice)) {
    let mut dice = Dice::new(seed);
    for _ in 0..count.div_ceil(PER_TEXT) {
        let world = World::draw(&mut dice);
        let terms = terms(&world, &mut dice);
        for _ in 0..PER_TEXT {
            let process = process(&world, &terms, &mut dice);
            check(&world, &terms, &process, &mut dice);
        }
    }
}

fn fit(process: &Process, terms: &CompiledTerms) -> ProcessFit {
    let declaration = Declaration::new([process.clone()]).unwrap();
    let mut fit = declaration.fits(terms);
    assert_eq!(fit.processes.len(), 1);
    assert_eq!(fit.processes[0].verdict, fit.verdict);
    fit.processes.remove(0)
}

fn show(terms: &Terms, process: &Process) -> String {
    let declaration = Declaration::new([process.clone()]).unwrap();
    format!("text {}\ndeclaration {}", terms.machine_form(), declaration.to_json())
}

fn has_unknown_term(fit: &ProcessFit) -> bool {
    fit.conflicts.iter().any(|conflict| matches!(conflict.why, ConflictReason::UnknownTerm { .. }))
}

#[test]
fn engine_and_oracle_agree_on_every_process() {
    let mut tally = Tally::default();
    each_process(5, decisions() / 20, |_, terms, process, _| {
        let (answer, right) = (fit(process, &terms.compile()), Oracle::of(terms).fits(process));
        assert_eq!(answer.verdict, right.verdict, "{}", show(terms, process));
        assert_eq!(answer.unknowns, right.unknowns, "{}", show(terms, process));
        let consent: BTreeSet<Word> = answer.consent_needed.iter().cloned().collect();
        assert_eq!(consent, right.consent_needed, "{}", show(terms, process));
        let foreign = has_unknown_term(&answer);
        if !foreign {
            let conflicts = answer.conflicts.iter().map(|conflict| Combination {
                data: conflict.data.clone(),
                purpose: conflict.purpose.clone(),
                operation: conflict.operation.clone(),
                recipient: conflict.recipient.clone(),
            });
            assert_eq!(conflicts.collect::<BTreeSet<_>>(), right.conflicts, "{}", show(terms, process));
        }
        let needs = (!consent.is_empty()).then_some("consent needed");
        tally.count([answer.verdict.name()].into_iter().chain(needs).chain(foreign.then_some("unknown term")));
    });
    tally.end("law 5, fits", &["fits", "conflicts", "open", "consent needed", "unknown term"]);
}

/// What processes leave unknown is worked out once for all of them, so whoever comes first must not change the rest.
#[test]
fn a_process_among_others_is_judged_as_it_is_alone() {
    let (mut dice, mut tally) = (Dice::new(7), Tally::default());
    for _ in 0..decisions() / 400 {
        let world = World::draw(&mut dice);
        let terms = terms(&world, &mut dice);
        let engine = terms.compile();
        let processes: Vec<Process> = (0..PER_TEXT).map(|_| process(&world, &terms, &mut dice)).collect();
        let together = Declaration::new(processes.clone()).unwrap().fits(&engine);
        if together.verdict == FitVerdict::TooWide {
            tally.count(["too wide"]);
            continue;
        }
        for (process, among) in processes.iter().zip(together.processes) {
            let alone = ProcessFit { process: among.process, ..fit(process, &engine) };
            assert_eq!(among, alone, "{}", show(&terms, process));
            tally.count([alone.verdict.name()]);
        }
    }
    tally.end("one process among others", &["fits", "conflicts", "open"]);
}

/// A request that the process could make: any of its words and what is below, and any value of what is unknown.
fn any_request(world: &World, process: &Process, dice: &mut Dice) -> Request {
    let mut any = |cone: Cone, stated: &Stated<BTreeSet<Word>>| match stated.known() {
        Some(words) => {
            let listed: Vec<Word> = words.iter().cloned().collect();
            world.below(cone, dice.pick(&listed), dice)
        }
        None => world.any(cone, dice),
    };
    let data = any(Cone::Data, &process.data);
    let purpose = any(Cone::Purpose, &process.purpose);
    let operation = any(Cone::Operation, &process.operation);
    let recipients: Vec<Recipient> = match process.recipient.known() {
        Some(recipients) => recipients.iter().cloned().collect(),
        None => {
            let dids = ["did:web:a.example", "did:web:b.example", "did:web:stranger.example"];
            Recipient::WORDS.into_iter().chain(dids.map(|did| did.parse().unwrap())).collect()
        }
    };
    let mut request = Request::new(data, purpose, operation, dice.pick(&recipients).clone());
    let from = *dice.pick(&[Start::Collected, Start::PurposeEnd]);
    let some_keep = [Keep::Unlimited, Keep::Days { days: *dice.pick(&[0, 30, 365, 9_999]), from }];
    request.conditions.keep = process.keep.known().copied().unwrap_or_else(|| *dice.pick(&some_keep));
    request.conditions.form = process.form.known().copied().unwrap_or_else(|| *dice.pick(&Form::ALL));
    request.conditions.places = match process.places.known() {
        Some(places) => places.clone(),
        None if dice.percent(30) => Places::Anywhere,
        None => {
            let all: Vec<Place> = Place::all().collect();
            Places::within([dice.pick(&all).clone()]).unwrap()
        }
    };
    request.conditions.measures = match process.measures.known() {
        Some(measures) => measures.clone(),
        None => (0..dice.within(0, 4)).map(|_| world.any(Cone::Measure, dice)).collect(),
    };
    request
}

/// Whether a request passes: it is not denied, or denied only until the person consents to its marked data by name.
fn passes(request: &Request, terms: &Terms, engine: &CompiledTerms) -> bool {
    let decision = engine.judge(request);
    if decision.effect() != Effect::Deny {
        return true;
    }
    let vocabulary = terms.vocabulary();
    let names_category =
        vocabulary.is_marked(Cone::Data, &request.data) && request.data != word("dpv:SpecialCategoryPersonalData");
    let forbidden = decision.reasons().iter().any(|reason| reason.name() == "forbidden");
    names_category && !forbidden && permitted_by_consent(request, terms)
}

/// Whether some permission covers the request once it names the request's own data instead of a word above it.
fn permitted_by_consent(request: &Request, terms: &Terms) -> bool {
    let vocabulary = terms.vocabulary();
    terms.permissions().iter().any(|rule| {
        let mut above = rule.scope().data.iter();
        if !above.any(|above| vocabulary.is_within(Cone::Data, &request.data, above)) {
            return false;
        }
        let scope = Scope { data: [request.data.clone()].into(), ..rule.scope().clone() };
        let named = permitting("named", &scope, rule.conditions());
        let mut draft = Draft::own();
        for own in vocabulary.own() {
            draft.extend(own.clone());
        }
        draft.permit(named);
        draft.finish().unwrap().compile().verdict(request).effect == Effect::Permit
    })
}

#[test]
fn what_fits_makes_no_request_that_fails_and_what_conflicts_makes_none_that_passes() {
    let mut tally = Tally::default();
    each_process(55, decisions() / 20, |world, terms, process, dice| {
        let engine = terms.compile();
        let fit = fit(process, &engine);
        match fit.verdict {
            FitVerdict::Fits => {
                for _ in 0..10 {
                    let request = any_request(world, process, dice);
                    let context = || format!("{}\nrequest {}", show(terms, process), request.to_json());
                    assert!(passes(&request, terms, &engine), "{}", context());
                    let marked = terms.vocabulary().is_marked(Cone::Data, &request.data);
                    let by_consent = engine.verdict(&request).effect == Effect::Deny;
                    assert!(!by_consent || marked, "{}", context());
                    tally.count([if by_consent { "fits by consent" } else { "fits as it is" }]);
                }
            }
            FitVerdict::Conflicts if !has_unknown_term(&fit) => {
                let conflict = dice.pick(&fit.conflicts);
                for _ in 0..10 {
                    let mut request = any_request(world, process, dice);
                    request.data = conflict.data.clone().unwrap_or(request.data);
                    request.purpose = conflict.purpose.clone().unwrap_or(request.purpose);
                    request.operation = conflict.operation.clone().unwrap_or(request.operation);
                    request.recipient = conflict.recipient.clone().unwrap_or(request.recipient);
                    let context = || format!("{}\nrequest {}", show(terms, process), request.to_json());
                    assert!(!passes(&request, terms, &engine), "{}", context());
                    tally.count(["conflicts"]);
                    why_it_conflicts(&conflict.why, &engine, &request, &context);
                }
            }
            FitVerdict::Open => tally.count(["open"]),
            FitVerdict::Conflicts | FitVerdict::TooWide => tally.count(["not drawn from"]),
        }
    });
    tally.end("law 5, drawn requests", &["fits as it is", "conflicts", "open"]);
}

/// Drawn texts name marked data too seldom for the other way to fit, so here it is by hand.
#[test]
fn what_fits_by_consent_is_denied_for_its_mark_alone() {
    let mut draft = Draft::own();
    draft.permit(Permission::new("p", [word("pd:External")], [word("dpv:ServiceProvision")]));
    let terms = draft.finish().unwrap();
    let engine = terms.compile();
    let [medical, service, store] = ["pd:MedicalHealth", "dpv:ServiceProvision", "dpv:Store"].map(word);
    let process = Process::new([medical.clone()], [service.clone()], [store.clone()], [Recipient::Vendor]);
    let fit = fit(&process, &engine);
    assert_eq!((fit.verdict, fit.consent_needed.as_slice()), (FitVerdict::Fits, [medical.clone()].as_slice()));
    let request = Request::new(medical, service, store, Recipient::Vendor);
    assert_eq!(engine.verdict(&request).effect, Effect::Deny);
    assert!(permitted_by_consent(&request, &terms) && passes(&request, &terms, &engine));
}

/// The stated reason is one that holds: nothing covers, or one of the named rules hits.
fn why_it_conflicts(why: &ConflictReason, engine: &CompiledTerms, request: &Request, context: &dyn Fn() -> String) {
    let decision = engine.judge(request);
    match why {
        ConflictReason::Forbidden { rules } => {
            let known: BTreeSet<&str> = engine.terms().prohibitions().iter().map(Prohibition::id).collect();
            assert!(!rules.is_empty() && rules.iter().all(|rule| known.contains(rule.as_str())), "{}", context());
        }
        ConflictReason::NotPermitted => assert!(decision.effect() == Effect::Deny, "{}", context()),
        other => panic!("{other:?}: {}", context()),
    }
}

fn service() -> Terms {
    let mut draft = Draft::own();
    draft.permit(Permission::new("p", [word("pd:Contact")], [word("dpv:ServiceProvision")]));
    draft.finish().unwrap()
}

/// Words of a cone of which none speaks for another: those with nothing below.
fn apart(cone: Cone, count: usize) -> Vec<Word> {
    let dpv = vrm_core::vocab::Vocabulary::dpv();
    let leaves = dpv.words(cone).into_iter().filter(|word| dpv.includes(cone, word).len() == 1);
    let leaves: Vec<Word> = leaves.filter(|word| !dpv.is_marked(cone, word)).take(count).collect();
    assert_eq!(leaves.len(), count);
    leaves
}

fn wide(data: usize, purpose: usize, operation: usize, recipients: usize) -> Process {
    let recipients = (0..recipients).map(|number| format!("did:web:r{number}.example").parse().unwrap());
    let words = (apart(Cone::Data, data), apart(Cone::Purpose, purpose), apart(Cone::Operation, operation));
    Process::new(words.0, words.1, words.2, recipients)
}

#[test]
fn the_limit_of_combinations_is_exact() {
    let engine = service().compile();
    let verdict = |process: &Process| fit(process, &engine).verdict;
    // 65,536 and 65,536 + 1 = 65,537 (a prime), in one dimension and in all.
    assert_eq!(verdict(&wide(64, 64, 16, 1)), FitVerdict::Conflicts);
    assert_eq!(verdict(&wide(1, 1, 1, 65_536)), FitVerdict::Conflicts);
    assert_eq!(verdict(&wide(1, 1, 1, 65_537)), FitVerdict::TooWide);
    assert_eq!(verdict(&wide(65, 64, 16, 1)), FitVerdict::TooWide);

    // Words that another holds are dropped before counting.
    let mut held = wide(64, 64, 16, 1);
    held.data = Stated::Known(apart(Cone::Data, 64).into_iter().chain([word("dpv:PersonalData")]).collect());
    assert_eq!(verdict(&held), FitVerdict::Conflicts);

    // Words nobody knows count, and too wide comes before what they would conflict with.
    let mut foreign = wide(64, 64, 16, 1);
    foreign.data = Stated::Known(apart(Cone::Data, 64).into_iter().chain([word("pd:NoSuchWord")]).collect());
    assert_eq!(verdict(&foreign), FitVerdict::TooWide);
}

#[test]
fn unknown_words_are_counted_at_their_widest() {
    // The root, profiling and tracking: three words of which none speaks for another.
    let mut process = wide(1, 1, 1, 21_845);
    process.operation = Stated::Unknown;
    assert_eq!(fit(&process, &service().compile()).verdict, FitVerdict::Conflicts);
    let mut process = wide(1, 1, 1, 21_846);
    process.operation = Stated::Unknown;
    assert_eq!(fit(&process, &service().compile()).verdict, FitVerdict::TooWide);
}

#[test]
fn a_declaration_is_as_good_as_its_worst_process_and_duties_of_law_stand_outside() {
    let engine = service().compile();
    let process = |data: &str| {
        Process::new([word(data)], [word("dpv:ServiceProvision")], [word("dpv:Store")], [Recipient::Vendor])
    };
    let fits = process("pd:EmailAddress");
    let mut open = fits.clone();
    open.operation = Stated::Unknown;
    let conflicts = process("pd:Location");
    let too_wide = wide(65, 64, 16, 1);
    let mut by_law = too_wide.clone();
    by_law.basis = Basis::LegalDuty;
    let verdict = |processes: &[&Process]| {
        Declaration::new(processes.iter().map(|process| (*process).clone())).unwrap().fits(&engine).verdict
    };
    assert_eq!(verdict(&[&fits]), FitVerdict::Fits);
    assert_eq!(verdict(&[&fits, &by_law]), FitVerdict::Fits);
    assert_eq!(verdict(&[&by_law]), FitVerdict::Fits);
    assert_eq!(verdict(&[&fits, &open]), FitVerdict::Open);
    assert_eq!(verdict(&[&open, &conflicts, &fits]), FitVerdict::Conflicts);
    assert_eq!(verdict(&[&conflicts, &too_wide, &by_law]), FitVerdict::TooWide);
    // All processes together: 65,536, and one more.
    let half = wide(64, 64, 8, 1);
    assert_eq!(verdict(&[&half, &half]), FitVerdict::Conflicts);
    assert_eq!(verdict(&[&half, &half, &fits]), FitVerdict::TooWide);

    let both = Declaration::new([by_law, conflicts, fits]).unwrap().fits(&engine);
    assert_eq!(both.processes.iter().map(|process| process.process).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(both.outside, [0]);
}
