//! What an app asks without a life: a ledger of its own, grants and how they lie within each other, names, settings, and what
//! stands between an offer's terms and its own.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod host;

use host::{at, care, now, settings};
use vrm::core::decision::{AgreementId, GrantId};
use vrm::core::did::Did;
use vrm::core::keys::SignedId;
use vrm::core::text::Name;
use vrm::mobile::grant::{
    grant_is_within, grant_status_after, grant_status_is_final, keep_is_within, pending_given,
    scope_permitted_recipients,
};
use vrm::mobile::judge::{declaration_authorise, declaration_fits, preferences_followed_by};
use vrm::mobile::name::{did_web_url, name_resembles, name_warnings};
use vrm::mobile::roster::roster_entry;
use vrm::mobile::settings::{settings_asking, settings_parse, settings_to_json};
use vrm::mobile::terms::terms_compile;
use vrm::mobile::{
    Ledger, VrmError, consent_status_is_valid, issuer_check, quote_parse, rank, rights_state_is_open, want_parse,
};
use vrm::value::{
    Authority, Block, BlockSelector, Candidate, ConsentStatus, Contact, Decision, Declaration, DenyReason, Effect,
    Grant, GrantMove, GrantOrder, GrantStatus, Issuer, Keep, NameWarning, Necessity, NotAuthorised, PostalAddress,
    Prohibition, Request, RightsState, Start, TermsFault, TimeWindow, WhichGrants, Why,
};

fn shop() -> Did {
    Did::parse("did:web:shop.example").unwrap()
}

fn agreement() -> AgreementId {
    AgreementId::from_bytes([7; 32])
}

/// What the care that the other tests declare is authorised to, under the base agreement; what is optional waits.
fn authority(optional: bool) -> Authority {
    let mut declared: Declaration = care();
    if optional {
        declared.processes.iter_mut().for_each(|process| process.necessity = Necessity::Optional);
    }
    let base = terms_compile(roster_entry("SD-BASE".into(), None).unwrap().terms).unwrap();
    declaration_authorise(declared, agreement(), None, base, None).unwrap()
}

/// A ledger with that agreement and its first grant.
fn ledger() -> (Ledger, Grant) {
    let (ledger, grant) = (Ledger::new(), authority(false).grants.remove(0));
    let terms = roster_entry("SD-BASE".into(), None).unwrap().terms;
    ledger.agree(shop(), agreement(), terms, None).unwrap();
    ledger.grant(shop(), grant.clone()).unwrap();
    (ledger, grant)
}

/// What the grant allows.
fn allowed(grant: &Grant) -> Request {
    Request {
        data: grant.scope.data[0].clone(),
        purpose: grant.scope.purpose[0].clone(),
        operation: grant.scope.operation[0].clone(),
        recipient: grant.scope.recipient[0].clone(),
        keep: grant.conditions.keep,
        form: Some(grant.conditions.form),
        places: grant.conditions.places.clone(),
        measures: grant.conditions.measures.clone(),
    }
}

fn name(outcome: Result<impl std::fmt::Debug, VrmError>) -> String {
    match outcome.unwrap_err() {
        VrmError::Invalid { failure }
        | VrmError::WrongState { failure }
        | VrmError::Conflict { failure }
        | VrmError::Denied { failure }
        | VrmError::NotFound { failure } => failure.name,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_ledger_refuses_what_has_no_ground_and_stays_as_it_was() {
    let (ledger, grant) = ledger();
    let (other, by) = (AgreementId::from_bytes([8; 32]), SignedId::from_bytes([1; 32]));
    let nothing = GrantId::from_bytes([9; 32]);
    assert_eq!(name(ledger.end(shop(), other)), "decision-no-such-agreement");
    assert_eq!(name(ledger.grant(shop(), Grant { agreement: other, ..grant.clone() })), "decision-no-such-agreement");
    assert_eq!(name(ledger.grant(shop(), grant.clone())), "decision-already-there");
    assert_eq!(name(ledger.step(shop(), nothing, GrantMove::Pause, now())), "decision-no-such-grant");
    assert_eq!(name(ledger.step(shop(), grant.id, GrantMove::Resume, now())), "decision-wrong-state");
    assert_eq!(name(ledger.spend(shop(), nothing, now())), "decision-no-such-grant");
    assert_eq!(name(ledger.set_duty_open(shop(), nothing, true)), "decision-no-such-grant");
    let order = GrantOrder { agreement: other, n: 1, which: WhichGrants::All, step: GrantMove::Pause };
    assert_eq!(name(ledger.order(shop(), order)), "decision-no-such-agreement");
    let backwards = TimeWindow { from: Some(at("2026-03-02T00:00:00Z")), until: Some(at("2026-03-01T00:00:00Z")) };
    let wrong = Grant { window: Some(backwards), ..grant.clone() };
    assert!(name(ledger.grant_at(shop(), wrong, 3)).starts_with("time-"));
    assert!(!ledger.unblock("nothing".into()).unwrap());
    assert_eq!(ledger.find(shop(), nothing).unwrap(), None);
    assert_eq!(ledger.grants(shop()).unwrap(), std::slice::from_ref(&grant));
    let request = Request { purpose: "dpv:Advertising".parse().unwrap(), ..allowed(&grant) };
    assert_eq!(ledger.covering_process(shop(), agreement(), request.clone()).unwrap(), None);
    assert_eq!(ledger.answering(shop(), agreement(), request.clone(), by).unwrap(), None);
    assert_eq!(ledger.verdict(shop(), request, now()).unwrap().effect, Effect::Deny);
    assert_eq!(Ledger::new().vendors().unwrap(), []);
}

#[test]
fn a_ledger_decides_as_a_life_does() {
    let (ledger, grant) = ledger();
    let request = allowed(&grant);
    let effect = || ledger.verdict(shop(), request.clone(), now()).unwrap().effect;
    assert_eq!(effect(), Effect::Permit);
    assert_eq!(ledger.vendors().unwrap(), [shop()]);
    assert_eq!(
        ledger.agreements(shop()).unwrap().iter().map(|of| (of.id, of.ended)).collect::<Vec<_>>(),
        [(agreement(), false)]
    );
    assert_eq!(ledger.covering_process(shop(), agreement(), request.clone()).unwrap(), Some(grant.process));

    // A block beats every agreement; whom it is against follows from what is known of the vendor.
    let what = Prohibition {
        id: "no-shops".into(),
        data: vec![],
        purpose: vec![],
        operation: vec![],
        recipient: vec![],
        keep: None,
        form: None,
        places: vec![],
        measures: vec![],
    };
    let block = Block {
        against: BlockSelector::Sector { sector: vrm::core::vocab::Sector::from_name("commerce").unwrap() },
        what,
        window: None,
    };
    ledger.block(block.clone()).unwrap();
    assert_eq!(name(ledger.block(block.clone())), "decision-already-there");
    assert_eq!((ledger.blocks().unwrap(), effect()), (vec![block], Effect::Permit));
    let sector = vrm::core::vocab::Sector::from_name("commerce").unwrap();
    ledger.describe(shop(), vec![], vec![sector]).unwrap();
    assert_eq!(effect(), Effect::Deny);
    assert!(ledger.unblock("no-shops".into()).unwrap());

    // Orders prevail by their position, whatever the order in which they come; a withdrawal is final.
    let order =
        |n, step| GrantOrder { agreement: agreement(), n, which: WhichGrants::These { grants: vec![grant.id] }, step };
    ledger.order(shop(), order(5, GrantMove::Resume)).unwrap();
    ledger.order(shop(), order(4, GrantMove::Pause)).unwrap();
    assert_eq!(effect(), Effect::Permit);
    ledger.step(shop(), grant.id, GrantMove::Pause, now()).unwrap();
    assert_eq!(effect(), Effect::Deny);
    ledger.step(shop(), grant.id, GrantMove::Resume, now()).unwrap();
    ledger.set_duty_open(shop(), grant.id, true).unwrap();
    assert_eq!(effect(), Effect::Deny);
    ledger.set_duty_open(shop(), grant.id, false).unwrap();

    // A yes for once makes a grant of its own, which its first use ends.
    let once = ledger.answering(shop(), agreement(), request.clone(), SignedId::from_bytes([1; 32])).unwrap().unwrap();
    ledger.grant_at(shop(), once.clone(), 6).unwrap();
    ledger.spend(shop(), once.id, now()).unwrap();
    assert_eq!(ledger.find(shop(), once.id).unwrap().unwrap().status, GrantStatus::Spent);
    ledger.step(shop(), grant.id, GrantMove::Withdraw, now()).unwrap();
    let said = ledger.decide(shop(), request.clone(), now()).unwrap();
    assert!(matches!(&said, Decision::Deny { reasons, .. } if reasons.contains(&DenyReason::Withdrawn)), "{said:?}");
    ledger.end_all(shop()).unwrap();
    assert!(ledger.agreements(shop()).unwrap().iter().all(|of| of.ended));
    ledger.forget(shop()).unwrap();
    assert_eq!((ledger.vendors().unwrap(), ledger.grants(shop()).unwrap()), (vec![], vec![]));
}

#[test]
fn grants_lie_within_each_other_and_move_along_their_chart() {
    let grant = authority(false).grants.remove(0);
    let shorter =
        Grant { window: Some(TimeWindow { from: None, until: Some(at("2027-01-01T00:00:00Z")) }), ..grant.clone() };
    assert!(grant_is_within(shorter.clone(), grant.clone(), vec![]).unwrap());
    assert!(!grant_is_within(grant.clone(), shorter, vec![]).unwrap());
    let mut wrong = grant.clone();
    wrong.conditions.places = vec!["EU".parse().unwrap()];
    assert!(grant_is_within(wrong, Grant { ask: true, ..grant.clone() }, vec![]).is_ok());

    let waiting = authority(true).pending.remove(0);
    let by = SignedId::from_bytes([3; 32]);
    let given = pending_given(waiting.clone(), by).unwrap();
    let expected = GrantId::of(&agreement(), given.process, &given.scope.data[0], Some(by.as_bytes()));
    assert_eq!((given.id, Grant { id: waiting.grant.id, ..given }), (expected, waiting.grant));

    assert_eq!(grant_status_after(GrantStatus::Paused, GrantMove::Resume).unwrap(), GrantStatus::Active);
    assert_eq!(name(grant_status_after(GrantStatus::Withdrawn, GrantMove::Resume)), "decision-wrong-state");
    let all = [GrantStatus::Active, GrantStatus::Paused, GrantStatus::Withdrawn, GrantStatus::Spent];
    assert_eq!(all.map(grant_status_is_final), [false, false, true, true]);
    assert_eq!(scope_permitted_recipients(grant.scope.clone()), grant.scope.recipient);
    let nobody = vrm::value::Scope { recipient: vec![], ..grant.scope };
    assert_eq!(scope_permitted_recipients(nobody), ["vendor".parse().unwrap()]);

    let month = |from| Some(Keep { days: 30, from });
    assert!(keep_is_within(month(Start::Collected), None) && !keep_is_within(None, month(Start::Collected)));
    assert!(!keep_is_within(month(Start::Collected), month(Start::PurposeEnd)));
    assert!(consent_status_is_valid(ConsentStatus::Given) && !consent_status_is_valid(ConsentStatus::Withdrawn));
    assert!(rights_state_is_open(RightsState::Sent) && !rights_state_is_open(RightsState::Fulfilled));
}

#[test]
fn names_are_looked_at_twice_and_documents_are_found() {
    let read = |text: &str| Name::parse(text).unwrap();
    assert_eq!(name_warnings(read("Crédit Agricole")), []);
    assert_eq!(name_warnings(read("\u{430}\u{440}\u{440}\u{4cf}\u{435}")), [NameWarning::LooksLikeAscii]);
    assert!(name_resembles(read("PAYPAI"), read("PayPal")) && !name_resembles(read("PayPlan"), read("PayPal")));
    assert_eq!(did_web_url(shop()).unwrap(), "https://shop.example/.well-known/did.json");
    assert!(did_web_url(Did::parse("did:web:127.0.0.1").unwrap()).is_err());
}

#[test]
fn settings_and_preferences_are_documents() {
    let asking = settings_asking(vrm::core::text::Language::parse("fr").unwrap());
    assert_eq!((asking.answer_within, asking.preferences.preferences.len()), (10_080, 0));
    let json = settings_to_json(settings(&["SD-BASE"])).unwrap();
    assert_eq!(settings_parse(json.clone().into_bytes()).unwrap(), settings(&["SD-BASE"]));
    assert!(name(settings_parse(json.replace("10080", "7").into_bytes())).starts_with("form-"));
    let (first, then) = (settings(&["SD-BASE"]).preferences, settings(&["SD-BASE-A"]).preferences);
    let both = preferences_followed_by(first.clone(), then.clone(), None, None).unwrap();
    assert_eq!(both.preferences, [first.preferences.clone(), then.preferences].concat());
    assert_eq!(name(preferences_followed_by(first, settings(&["NO-SUCH"]).preferences, None, None)), "roster-no-entry");

    let mut issuer = Issuer {
        contact: Contact {
            office: "o".into(),
            address: PostalAddress::default(),
            email: "e@x.example".into(),
            phone: "1".into(),
            url: None,
        },
        jurisdiction: vec!["FR".parse().unwrap()],
        exercised_at: "https://shop.example/rights".into(),
        policy: "https://shop.example/policy/1".into(),
    };
    issuer_check(issuer.clone()).unwrap();
    issuer.exercised_at = "at the counter".into();
    assert_eq!(name(issuer_check(issuer)), "consent-not-a-link");
}

/// What an app knows of an offer's terms without a life, it says to the ranking, which tells it again with its reasons.
#[test]
fn an_offer_whose_terms_conflict_is_left_out_with_every_conflict() {
    let mut declared = care();
    declared.processes[0].purpose = vrm::value::StatedWords::Known { words: vec!["dpv:Advertising".parse().unwrap()] };
    let base = terms_compile(roster_entry("SD-BASE".into(), None).unwrap().terms).unwrap();
    let roster = declaration_fits(declared, base).unwrap();
    assert!(!roster.processes[0].conflicts.is_empty());
    let conflict = NotAuthorised { roster, own: None, no_moment: vec![], sentences: vec![] };
    let want = want_parse(br#"{"currency":"EUR","item":{"title":"A chair"},"kind":"ask"}"#.to_vec()).unwrap();
    let quote = quote_parse(br#"{"item":{"title":"A chair"},"price":{"delivery":{"currency":"EUR","minor":0},"goods":{"currency":"EUR","minor":1},"tax":{"currency":"EUR","minor":0}}}"#.to_vec()).unwrap();
    let (id, until) = (SignedId::from_bytes([1; 32]), at("2026-03-08T09:00:00Z"));
    let terms = vec![TermsFault::Conflict { conflict: conflict.clone() }];
    // In C the same record comes as JSON, the sentences with it or without.
    let json = serde_json::to_value(&terms[0]).unwrap();
    let mut unsaid = conflict.clone();
    unsaid.roster.sentences.clear();
    let conflicts = unsaid.roster.processes.iter_mut().flat_map(|of| &mut of.conflicts);
    conflicts.for_each(|of| of.sentence = vrm::value::Sentence::default());
    let read: TermsFault = serde_json::from_value(json).unwrap();
    assert_eq!(read, TermsFault::Conflict { conflict: unsaid });
    let candidate = Candidate { id, quote, offered: at("2026-03-01T09:00:00Z"), until, terms };
    let ranking = rank(want, vec![candidate], vec![], now(), 9).unwrap();
    let [Why::Terms { faults }] = &ranking.left_out[0].why[..] else { panic!("{:?}", ranking.left_out) };
    let [TermsFault::Conflict { conflict: told }] = &faults[..] else { panic!("{faults:?}") };
    assert_eq!((&told.roster, told.sentences.is_empty()), (&conflict.roster, false));
}
