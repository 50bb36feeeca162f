//! What an agreement authorises, against a reading that judges every combination one by one.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod draw;

use draw::{Dice, Tally, World, decisions, permitting, process, terms, word};
use std::collections::BTreeSet;
use vrm_core::decision::{AgreementId, CompiledTerms, Decision, Effect, Grant, Ground, Request};
use vrm_core::terms::{Basis, Conditions, Declaration, Draft, Duty, Process, Stated, Terms, Timing};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{Cone, Recipient, Word};

const AGREEMENT: AgreementId = AgreementId::from_bytes([4; 32]);

/// Own terms like a text, but for asking, windows and duties; none where own terms may not say as much.
fn alike(text: &Terms, dice: &mut Dice) -> Option<Terms> {
    let mut draft = Draft::own();
    text.vocabulary().own().iter().for_each(|own| {
        draft.extend(own.clone());
    });
    for rule in text.permissions() {
        let mut mine = permitting(rule.id(), rule.scope(), rule.conditions());
        if dice.percent(40) {
            mine = mine.ask();
        }
        if dice.percent(40) {
            let end = Instant::from_unix(1_800_000_000 + 60 * i64::try_from(dice.below(3)).unwrap()).unwrap();
            mine = mine.during(Window::new(None, Some(end)).unwrap());
        }
        if dice.percent(30) {
            let what = word(dice.name(&["ieee-7012:DataDeletionOnRequest", "ieee-7012:PurposeTransparencyTerm"]));
            mine = mine.duty(Duty { what, timing: *dice.pick(&[Timing::Before, Timing::After]), due: None });
        }
        draft.permit(mine);
    }
    text.prohibitions().iter().for_each(|rule| {
        draft.forbid(rule.clone());
    });
    if dice.percent(20) {
        draft.duty(Duty { what: word("dpv:Consult"), timing: Timing::Before, due: None });
    }
    draft.finish().ok()
}

/// Ask, duties and window of a grant by judging each of its combinations under each text; none when one of them is
/// carried by a consent alone.
fn naive(grant: &Grant, process: &Process, texts: &[&CompiledTerms]) -> Option<(bool, BTreeSet<Duty>, Window)> {
    let conditions = Conditions {
        keep: process.keep.known().copied().unwrap_or_default(),
        form: process.form.known().copied().unwrap_or_default(),
        places: process.places.known().cloned().unwrap_or_default(),
        measures: process.measures.known().cloned().unwrap_or_default(),
    };
    let (mut ask, mut window) = (false, Window::ALWAYS);
    let first = texts.iter().flat_map(|text| text.terms().duties()).filter(|duty| duty.timing == Timing::Before);
    let mut duties: BTreeSet<Duty> = first.cloned().collect();
    let data = grant.scope.data.first().unwrap();
    for (purpose, operation) in
        grant.scope.purpose.iter().flat_map(|p| grant.scope.operation.iter().map(move |o| (p, o)))
    {
        for recipient in &grant.scope.recipient {
            let words = [data, purpose, operation].map(Word::clone);
            let [data, purpose, operation] = words;
            let mut request = Request::new(data, purpose, operation, recipient.clone());
            request.conditions = conditions.clone();
            for text in texts {
                let decision = text.judge(&request);
                if matches!(decision, Decision::Deny(_)) {
                    return None;
                }
                ask |= decision.effect() == Effect::Ask;
                for ground in decision.grounds() {
                    let Ground::Rule(id) = ground else { panic!() };
                    let rule = text.terms().permissions().iter().find(|rule| rule.id() == id).unwrap();
                    duties.extend(rule.duties().iter().cloned());
                    window = window.intersect(&rule.window()).unwrap();
                }
            }
        }
    }
    Some((ask, duties, window))
}

#[test]
fn a_grant_asks_owes_and_lasts_as_its_combinations_do() {
    let (mut dice, mut tally) = (Dice::new(11), Tally::default());
    for _ in 0..decisions() / 10 {
        let world = World::draw(&mut dice);
        let text = terms(&world, &mut dice);
        let mine = alike(&text, &mut dice).map(|mine| mine.compile());
        let text = text.compile();
        let process = process(&world, text.terms(), &mut dice);
        let declaration = Declaration::new([process.clone()]).unwrap();
        let Ok(authority) = declaration.authorise(AGREEMENT, Window::ALWAYS, &text, mine.as_ref()) else {
            tally.count(["refused"]);
            continue;
        };
        let texts: Vec<&CompiledTerms> = [&text].into_iter().chain(&mine).collect();
        for grant in authority.grants.iter().chain(authority.pending.iter().map(|pending| pending.grant())) {
            let is_marked = text.terms().vocabulary().is_marked(Cone::Data, grant.scope.data.first().unwrap());
            assert_eq!(grant.basis, if is_marked { Basis::Consent } else { process.basis });
            let Some((ask, duties, window)) = naive(grant, &process, &texts) else {
                assert!(is_marked, "{grant:?}");
                tally.count(["by consent alone"]);
                continue;
            };
            let told: BTreeSet<Duty> = grant.duties.iter().cloned().collect();
            assert_eq!((grant.ask, told, grant.window), (ask, duties, window), "{}", text.terms().machine_form());
            assert_eq!(grant.duty_open, grant.duties.iter().any(|duty| duty.timing == Timing::Before));
            tally.count([
                if ask { "asks" } else { "plain" },
                if window == Window::ALWAYS { "always" } else { "limited" },
            ]);
        }
    }
    tally.end("authorised", &["asks", "plain", "always", "limited"]);
}

#[test]
fn a_declaration_that_would_make_too_many_grants_is_refused() {
    let base = vrm_core::terms::Roster::builtin().entry("SD-BASE").unwrap().terms().compile();
    let dpv = vrm_core::vocab::Vocabulary::dpv();
    // Everything below the ceiling, listed: few combinations once what another holds is dropped, a great many as stated.
    let ordinary = |cone: Cone, root: &Word| -> BTreeSet<Word> {
        dpv.speaks_for(cone, root).into_iter().filter(|word| !dpv.is_marked(cone, word)).collect()
    };
    let data = ordinary(Cone::Data, &Cone::Data.root());
    let purposes = ordinary(Cone::Purpose, &word("dpv:RequestedServiceProvision"));
    let operations = ordinary(Cone::Operation, &word("dpv:Obtain"));
    let wide = Process::new(data, purposes, operations, [Recipient::Vendor, Recipient::Processor]);
    let stated = |process: &Process| match (&process.data, &process.purpose, &process.operation) {
        (Stated::Known(data), Stated::Known(purposes), Stated::Known(operations)) => {
            data.len() * purposes.len() * operations.len() * 2
        }
        _ => 0,
    };
    let once = stated(&wide);
    let fits = (1 << 20) / once;
    let declared = |count: usize| Declaration::new(std::iter::repeat_n(wide.clone(), count)).unwrap();
    assert!(declared(fits).authorise(AGREEMENT, Window::ALWAYS, &base, None).is_ok());
    let refused = declared(fits + 1).authorise(AGREEMENT, Window::ALWAYS, &base, None).unwrap_err();
    assert_eq!(refused.roster.verdict.name(), "too-wide");
}
