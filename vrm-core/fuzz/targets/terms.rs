//! Texts of terms, declarations and rosters.

use super::decision::{BASE, judged};
use super::{questions, said, told};
use vrm_core::decision::oracle::Oracle;
use vrm_core::decision::{Effect, FitVerdict, Request};
use vrm_core::did::Did;
use vrm_core::json::ours;
use vrm_core::negotiation::{NegotiationMove, NegotiationState};
use vrm_core::terms::{
    Acquaintance, Choice, Declaration, Draft, Layer, Occasion, Origin, Parties, Permission, Preferences, Roster, Terms,
    TermsHash, When,
};
use vrm_core::vocab::{Cone, Recipient};

pub fn terms(data: &[u8]) {
    let as_it_is = told(Terms::parse(data));
    let written = Draft::parse(data).and_then(|draft| draft.finish());
    assert!(as_it_is.is_none() || written.as_ref().ok() == as_it_is.as_ref());
    // Few changes of a form leave it canonical, and what is behind that door is to be reached too.
    let Ok(value) = ours::parse_within(data, Terms::MAX_BYTES) else { return };
    let form = value.canonical();
    let Some(terms) = told(Terms::parse(form.as_bytes())) else { return assert_eq!(as_it_is, None) };
    assert_eq!(as_it_is.is_some(), form.as_bytes() == data);
    assert_eq!(terms.machine_form(), form);
    assert_eq!(terms.hash(), TermsHash::of(form.as_bytes()));
    made_again(&terms);
    let compiled = terms.compile();
    let oracle = (terms.vocabulary().own().len() < 8).then(|| Oracle::of(&terms));
    let wider = BASE.fits_within(&compiled);
    let near = terms.permissions().iter().take(2).map(asked_for);
    for request in questions().into_iter().chain(near) {
        judged(&compiled, &request);
        let effect = compiled.verdict(&request).effect;
        assert!(!wider || effect != Effect::Deny || BASE.verdict(&request).effect == Effect::Deny);
        if let Some(oracle) = &oracle {
            assert_eq!(oracle.judge(&request).effect, effect, "{}", request.to_json());
        }
    }
}

/// The parts of a text make the same text, part by part.
fn made_again(terms: &Terms) {
    let mut draft = match terms.origin() {
        Origin::Own => Draft::own(),
        Origin::Roster(name) => Draft::roster(name.clone()),
    };
    for own in terms.vocabulary().own().iter().rev() {
        draft.extend(own.clone());
    }
    for rule in terms.permissions() {
        let duties = rule.duties().iter().rev().cloned();
        draft.permit(duties.fold(rule.clone(), Permission::duty));
    }
    for rule in terms.prohibitions() {
        draft.forbid(rule.clone());
    }
    for duty in terms.duties().iter().rev() {
        draft.duty(duty.clone());
    }
    let again = draft.finish().unwrap();
    assert_eq!(again.machine_form(), terms.machine_form());
    assert_eq!(again.permissions(), terms.permissions());
    assert_eq!((again.prohibitions(), again.duties()), (terms.prohibitions(), terms.duties()));
    assert_eq!(again.vocabulary().own(), terms.vocabulary().own());
}

/// The first request that a permission holds.
fn asked_for(rule: &Permission) -> Request {
    let scope = rule.scope();
    let operation = scope.operation.first().cloned().unwrap_or_else(|| Cone::Operation.root());
    let recipient = scope.recipient.first().cloned().unwrap_or(Recipient::Vendor);
    let (data, purpose) = (scope.data.first().unwrap().clone(), scope.purpose.first().unwrap().clone());
    Request { conditions: rule.conditions().clone(), ..Request::new(data, purpose, operation, recipient) }
}

pub fn declaration(data: &[u8]) {
    let Some(declaration) = told(Declaration::parse(data)) else { return };
    let written = declaration.to_json();
    assert_eq!(Declaration::parse(written.as_bytes()).as_ref(), Ok(&declaration));
    assert_eq!(ours::parse(written.as_bytes()).unwrap().canonical(), written);
    let fit = declaration.fits(&BASE);
    assert!(fit.processes.len() <= declaration.processes().len());
    for process in &fit.processes {
        assert!(process.verdict <= fit.verdict && (process.process as usize) < declaration.processes().len());
        assert_eq!(process.conflicts.is_empty(), process.verdict != FitVerdict::Conflicts);
    }
    said(&fit.sentences().into_iter().take(64).collect::<Vec<_>>());
}

pub fn preferences(data: &[u8]) {
    let roster = Roster::builtin();
    let Some(preferences) = told(Preferences::parse(data, roster)) else { return };
    let written = preferences.to_json();
    assert_eq!(Preferences::parse(written.as_bytes(), roster).as_ref(), Ok(&preferences));
    assert_eq!(ours::parse_within(written.as_bytes(), Preferences::MAX_BYTES).unwrap().canonical(), written);
    let theirs: Vec<&str> = roster.entries().iter().map(|entry| entry.name().id.as_str()).collect();
    for line in preferences.list() {
        let mut at = occasion();
        match &line.when {
            When::Vendor(vendor) => at.vendor = vendor.clone(),
            When::Sector(sector) => at.sectors = vec![*sector],
            When::Place(place) => at.place = Some(place.clone()),
            When::Child => at.child = true,
            When::Always => {}
        }
        for choice in [preferences.choose(&theirs, &at), preferences.answer_proffer(&[], &at)] {
            let step = NegotiationMove::of(&choice);
            assert!(NegotiationState::Pending.after(step).is_ok());
            if let Choice::Accept(id) | Choice::Counter(id) = choice {
                assert!(preferences.list().iter().any(|line| line.accept.contains(&id)) || at.child, "{id}");
                assert!(roster.proffered(&id).is_ok());
            }
        }
    }
}

fn occasion() -> Occasion {
    Occasion {
        vendor: Did::parse("did:web:shop.example").unwrap(),
        acquaintance: Acquaintance::PriorAgreement,
        sectors: Vec::new(),
        place: None,
        child: false,
    }
}

pub fn roster(data: &[u8]) {
    let Some(roster) = told(Roster::load(data)) else { return };
    let document = roster.to_document();
    assert_eq!(Roster::load(document.as_bytes()).as_ref(), Ok(&roster));
    assert_eq!(ours::parse_within(document.as_bytes(), Roster::MAX_BYTES).unwrap().canonical(), document);
    for entry in roster.entries() {
        let id = &entry.name().id;
        assert_eq!(roster.entry(id), Ok(entry));
        assert_eq!(told(roster.proffered(id)).is_some(), entry.parties() == Parties::PersonAndOrganisation);
        assert_eq!(entry.name().roster, roster.iri());
        assert_eq!(entry.terms().origin(), &Origin::Roster(entry.name().clone()));
        for layer in [Layer::Plain, Layer::Legal] {
            for lang in entry.languages(layer) {
                assert_eq!(entry.hash(layer, lang), entry.text(layer, lang).map(|text| TermsHash::of(text.as_bytes())));
            }
        }
        made_again(entry.terms());
        judged(&entry.terms().compile(), &questions()[0]);
    }
}
