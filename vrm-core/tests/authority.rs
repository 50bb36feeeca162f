//! From a declaration to grants to decisions.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use vrm_core::decision::{
    AgreementId, CompiledTerms, Decision, DecisionError, Effect, FitVerdict, Grant, GrantMove, Ground, Ledger, Needs,
    Reason, Request,
};
use vrm_core::did::Did;
use vrm_core::terms::{
    Basis, Declaration, Draft, Due, Duty, Keep, Necessity, Permission, Process, Prohibition, Roster, Start, Stated,
    Timing, Trigger,
};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{Recipient, Word};

fn word(name: &str) -> Word {
    Word::parse(name).unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn base() -> CompiledTerms {
    Roster::builtin().entry("SD-BASE").unwrap().terms().compile()
}

fn own(write: impl FnOnce(&mut Draft)) -> CompiledTerms {
    let mut draft = Draft::own();
    write(&mut draft);
    draft.finish().unwrap().compile()
}

fn process(data: &[&str], purpose: &str) -> Process {
    let data: Vec<Word> = data.iter().map(|name| word(name)).collect();
    Process::new(data, [word(purpose)], [word("dpv:Store"), word("dpv:Use")], [Recipient::Vendor])
}

fn request(data: &str, purpose: &str) -> Request {
    Request::new(word(data), word(purpose), word("dpv:Store"), Recipient::Vendor)
}

const AGREEMENT: AgreementId = AgreementId::from_bytes([9; 32]);

fn shop() -> Did {
    Did::parse("did:web:shop.example").unwrap()
}

fn ledger(grants: &[Grant]) -> Ledger {
    let mut ledger = Ledger::new();
    let terms = Roster::builtin().entry("SD-BASE").unwrap().terms().clone();
    ledger.agree(&shop(), AGREEMENT, &terms, Window::ALWAYS).unwrap();
    for grant in grants {
        ledger.grant(&shop(), grant.clone()).unwrap();
    }
    ledger
}

#[test]
fn a_declaration_that_does_not_fit_authorises_nothing() {
    let declaration = Declaration::new([process(&["pd:EmailAddress"], "dpv:Advertising")]).unwrap();
    let refusal = declaration.authorise(AGREEMENT, Window::ALWAYS, &base(), None).unwrap_err();
    assert_eq!((refusal.roster.verdict, refusal.own), (FitVerdict::Conflicts, None));

    let service = Declaration::new([process(&["pd:EmailAddress"], "dpv:CustomerCare")]).unwrap();
    let mine = own(|draft| {
        draft.forbid(Prohibition::new("short").keep_longer_than(30, Start::Collected));
    });
    let refusal = service.authorise(AGREEMENT, Window::ALWAYS, &base(), Some(&mine)).unwrap_err();
    assert_eq!(refusal.roster.verdict, FitVerdict::Fits);
    assert_eq!(refusal.own.map(|fit| fit.verdict), Some(FitVerdict::Conflicts));
}

#[test]
fn own_terms_with_prohibitions_only_forbid_and_need_not_permit() {
    let declaration = Declaration::new([process(&["pd:EmailAddress", "pd:Prescription"], "dpv:CustomerCare")]).unwrap();
    let no_phone = own(|draft| {
        draft.forbid(Prohibition::new("no-phone").data([word("pd:TelephoneNumber")]));
    });
    assert!(declaration.authorise(AGREEMENT, Window::ALWAYS, &base(), Some(&no_phone)).is_ok());
    let some = own(|draft| {
        draft.permit(Permission::new("name", [word("pd:Name")], [word("dpv:CustomerCare")]));
    });
    assert!(declaration.authorise(AGREEMENT, Window::ALWAYS, &base(), Some(&some)).is_err());
}

#[test]
fn one_grant_a_data_word_and_the_rest_waits_or_stays_outside() {
    let optional = Process { necessity: Necessity::Optional, ..process(&["pd:Age"], "dpv:CustomerCare") };
    let duty = Process { basis: Basis::LegalDuty, ..process(&["pd:BankAccount"], "dpv:LegalCompliance") };
    let care = process(&["pd:EmailAddress", "pd:Name", "pd:Prescription"], "dpv:CustomerCare");
    let declaration = Declaration::new([care, optional, duty]).unwrap();
    let authority = declaration.authorise(AGREEMENT, Window::ALWAYS, &base(), None).unwrap();
    let named: Vec<String> = authority.grants.iter().flat_map(|grant| &grant.scope.data).map(Word::name).collect();
    assert_eq!(named, ["pd:EmailAddress", "pd:Name"]);
    let waiting: Vec<(Needs, u32)> = authority.pending.iter().map(|one| (one.needs, one.grant().process)).collect();
    assert_eq!(waiting, [(Needs::ExplicitConsent, 0), (Needs::Yes, 1)]);
    assert_eq!(authority.outside, [2]);

    let now = at("2026-03-01T12:00:00Z");
    let mut ledger = ledger(&authority.grants);
    assert_eq!(ledger.verdict(&shop(), &request("pd:Name", "dpv:CustomerCare"), now).effect, Effect::Permit);
    let health = request("pd:Prescription", "dpv:CustomerCare");
    assert_eq!(ledger.decide(&shop(), &health, now).reasons(), [Reason::NotGranted]);
    assert_eq!(
        ledger.decide(&shop(), &request("pd:BankAccount", "dpv:LegalCompliance"), now).reasons(),
        [Reason::NotGranted]
    );

    let consented = authority.pending[0].given(&[5; 32]);
    assert_ne!(consented.id, authority.pending[0].grant().id);
    ledger.grant(&shop(), consented.clone()).unwrap();
    let Decision::Permit(permit) = ledger.decide(&shop(), &health, now) else { panic!() };
    assert_eq!(permit.grounds, [Ground::Grant(consented.id)]);
    ledger.step(&shop(), &consented.id, GrantMove::Withdraw, now).unwrap();
    assert_eq!(ledger.decide(&shop(), &health, now).reasons(), [Reason::Withdrawn]);
}

#[test]
fn grants_ask_carry_duties_and_keep_to_windows_as_their_permissions_do() {
    let inform = Duty {
        what: word("ieee-7012:PurposeTransparencyTerm"),
        timing: Timing::Before,
        due: Some(Due { days: 1, from: Trigger::Asking }),
    };
    let (from, until) = (at("2026-03-01T00:00:00Z"), at("2026-06-01T00:00:00Z"));
    let spring = Window::new(Some(from), Some(until)).unwrap();
    let mine = own(|draft| {
        let purpose = [word("dpv:CustomerCare")];
        draft
            .permit(Permission::new("spring", [word("pd:Contact")], purpose).ask().duty(inform.clone()).during(spring));
    });
    let declaration = Declaration::new([process(&["pd:EmailAddress"], "dpv:CustomerCare")]).unwrap();
    let agreed = Window::new(Some(at("2026-05-01T00:00:00Z")), None).unwrap();
    let authority = declaration.authorise(AGREEMENT, agreed, &base(), Some(&mine)).unwrap();
    let grant = &authority.grants[0];
    assert!(grant.ask && grant.duty_open);
    assert_eq!(grant.duties, [inform]);
    assert_eq!(grant.window, Window::new(agreed.from(), Some(until)).unwrap());

    let late = Window::new(Some(until), None).unwrap();
    let refusal = declaration.authorise(AGREEMENT, late, &base(), Some(&mine)).unwrap_err();
    assert_eq!(refusal.no_moment, [0]);

    let mut ledger = ledger(&authority.grants);
    let asked = request("pd:EmailAddress", "dpv:CustomerCare");
    let why = |ledger: &Ledger, now: &str| ledger.decide(&shop(), &asked, at(now)).reasons().to_vec();
    assert_eq!(why(&ledger, "2026-04-01T00:00:00Z"), [Reason::DutyOpen]);
    assert_eq!(why(&ledger, "2026-05-15T00:00:00Z"), [Reason::DutyOpen]);
    assert_eq!(why(&ledger, "2026-06-01T00:00:00Z"), [Reason::Expired]);
    ledger.set_duty_open(&shop(), &grant.id, false).unwrap();
    assert_eq!(ledger.decide(&shop(), &asked, at("2026-05-15T00:00:00Z")).effect(), Effect::Ask);
    ledger.step(&shop(), &grant.id, GrantMove::Pause, at("2026-05-15T00:00:00Z")).unwrap();
    assert_eq!(why(&ledger, "2026-05-15T00:00:00Z"), [Reason::Paused]);
    assert_eq!(
        ledger.step(&shop(), &grant.id, GrantMove::Pause, at("2026-05-15T00:00:00Z")).unwrap_err(),
        DecisionError::WrongState { state: "paused", step: "pause" }
    );
}

/// By the theorem of the decision page no prohibition can hit a grant later: what a grant covers, its text allows.
#[test]
fn what_a_grant_covers_its_text_allows() {
    let mut permitted = 0;
    for entry in Roster::builtin().entries().iter().take(13) {
        let terms = entry.terms().compile();
        let mut wide = process(&["pd:Contact", "pd:Tracking", "pd:Financial"], "dpv:RequestedServiceProvision");
        wide.keep = Stated::Known(Keep::Unlimited);
        let authority = Declaration::new([wide]).unwrap().authorise(AGREEMENT, Window::ALWAYS, &terms, None).unwrap();
        let vocabulary = terms.terms().vocabulary();
        let now = at("2026-03-01T12:00:00Z");
        let ledger = ledger(&authority.grants);
        for data in vocabulary.words(vrm_core::vocab::Cone::Data) {
            for operation in ["dpv:Store", "dpv:Use", "dpv:Profiling"] {
                let asked = Request {
                    data: data.clone(),
                    operation: word(operation),
                    ..request("pd:Name", "dpv:DeliveryOfGoods")
                };
                if ledger.verdict(&shop(), &asked, now).effect == Effect::Permit {
                    permitted += 1;
                    assert_eq!(terms.verdict(&asked).effect, Effect::Permit, "{asked:?}");
                }
            }
        }
    }
    assert!(permitted > 500, "{permitted}");
}
