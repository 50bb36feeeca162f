//! Edges of the decision page, where a plausible reading gives another answer.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::plain_grant;
use vrm_core::decision::{
    AgreementId, Authority, Block, CompiledTerms, ConflictReason, Decision, DecisionError, Effect, Grant, GrantMove,
    GrantStatus, Host, Ledger, Nearest, Needs, NotAuthorised, Reason, Request, Selector,
};
use vrm_core::did::Did;
use vrm_core::error::{Code, Fault};
use vrm_core::terms::{
    Acquaintance, Basis, Choice, Declaration, Draft, Due, Duty, Occasion, Permission, Preference, Preferences, Process,
    Prohibition, Roster, Talk, Terms, TermsError, Timing, Trigger, When, Who,
};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{Cone, OwnWord, Recipient, VocabError, Vocabulary, Word};

const SERVICE: AgreementId = AgreementId::from_bytes([1; 32]);
const CONTRIBUTION: AgreementId = AgreementId::from_bytes([2; 32]);

fn word(name: &str) -> Word {
    Word::parse(name).unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn noon() -> Instant {
    at("2026-03-01T12:00:00Z")
}

fn until(text: &str) -> Window {
    Window::new(None, Some(at(text))).unwrap()
}

fn shop() -> Did {
    Did::parse("did:web:shop.example").unwrap()
}

fn roster(id: &str) -> Terms {
    Roster::builtin().entry(id).unwrap().terms().clone()
}

fn own(write: impl FnOnce(&mut Draft)) -> CompiledTerms {
    let mut draft = Draft::own();
    write(&mut draft);
    draft.finish().unwrap().compile()
}

fn refused(write: impl FnOnce(&mut Draft)) -> TermsError {
    let mut draft = Draft::own();
    write(&mut draft);
    draft.finish().unwrap_err()
}

fn permission(data: &str, purpose: &str) -> Permission {
    Permission::new("p", [word(data)], [word(purpose)])
}

fn request(data: &str, purpose: &str) -> Request {
    Request::new(word(data), word(purpose), word("dpv:Store"), Recipient::Vendor)
}

/// Two agreements with one vendor, one under a text with a word of its own.
fn ledger(grants: impl IntoIterator<Item = Grant>) -> Ledger {
    let mut ledger = Ledger::new();
    ledger.agree(&shop(), SERVICE, &roster("SD-BASE"), Window::ALWAYS).unwrap();
    ledger.agree(&shop(), CONTRIBUTION, &roster("PDC-AI"), Window::ALWAYS).unwrap();
    grants.into_iter().for_each(|grant| ledger.grant(&shop(), grant).unwrap());
    ledger
}

fn reasons(ledger: &Ledger, asked: &Request, now: Instant) -> Vec<Reason> {
    ledger.decide(&shop(), asked, now).reasons().to_vec()
}

fn nearest(decision: Decision) -> Nearest {
    let Decision::Deny(deny) = decision else { panic!("{decision:?}") };
    deny.nearest
}

fn data_of(nearest: &Nearest) -> Vec<String> {
    nearest.requests.iter().map(|request| request.data.name()).collect()
}

fn declared(data: &str, purpose: &str) -> Declaration {
    let process = Process::new([word(data)], [word(purpose)], [word("dpv:Store")], [Recipient::Vendor]);
    Declaration::new([process]).unwrap()
}

fn authorised(
    declaration: &Declaration,
    text: &str,
    mine: Option<&CompiledTerms>,
) -> Result<Authority, Box<NotAuthorised>> {
    declaration.authorise(SERVICE, Window::ALWAYS, &roster(text).compile(), mine)
}

fn first(timing: Timing, due: Option<Due>) -> Duty {
    Duty { what: word("ieee-7012:PurposeTransparencyTerm"), timing, due }
}

#[test]
fn a_child_is_never_wider_than_a_parent_whose_words_it_does_not_know() {
    let parent = plain_grant(CONTRIBUTION, 0, "pd:Contact", "vrm:ModelTraining");
    let mut ledger = ledger([parent.clone()]);
    let child = Grant { parent: Some(parent.id), ..plain_grant(SERVICE, 0, "pd:EmailAddress", "dpv:Marketing") };
    assert!(!child.is_within(&parent, Vocabulary::dpv()));
    assert_eq!(ledger.grant(&shop(), child), Err(DecisionError::WiderThanParent));
}

#[test]
fn what_holds_a_parent_back_holds_its_child_back() {
    let parent = Grant { duty_open: true, ..plain_grant(SERVICE, 0, "pd:Contact", "dpv:CustomerCare") };
    let child = Grant { parent: Some(parent.id), ..plain_grant(SERVICE, 1, "pd:EmailAddress", "dpv:CustomerCare") };
    let grandchild = Grant { parent: Some(child.id), ..plain_grant(SERVICE, 2, "pd:EmailAddress", "dpv:CustomerCare") };
    let mut ledger = ledger([parent.clone(), child.clone(), grandchild]);
    let asked = request("pd:EmailAddress", "dpv:CustomerCare");
    assert_eq!(reasons(&ledger, &asked, noon()), [Reason::DutyOpen]);
    ledger.set_duty_open(&shop(), &parent.id, false).unwrap();
    assert_eq!(ledger.verdict(&shop(), &asked, noon()).effect, Effect::Permit);
    ledger.step(&shop(), &parent.id, GrantMove::Pause, noon()).unwrap();
    assert_eq!(reasons(&ledger, &asked, noon()), [Reason::Paused]);
    ledger.step(&shop(), &parent.id, GrantMove::Resume, noon()).unwrap();
    assert_eq!(ledger.verdict(&shop(), &asked, noon()).effect, Effect::Permit);
    ledger.step(&shop(), &parent.id, GrantMove::Withdraw, noon()).unwrap();
    assert_eq!(reasons(&ledger, &asked, noon()), [Reason::Withdrawn]);
    assert_eq!(ledger.find(&shop(), &child.id).unwrap().status, GrantStatus::Active);
}

#[test]
fn what_is_final_tells_why_not_and_else_the_softest() {
    let asked = request("pd:Contact", "dpv:CustomerCare");
    let (over, later) = (until("2026-01-01T00:00:00Z"), Window::new(Some(at("2027-01-01T00:00:00Z")), None).unwrap());
    let cases = [
        (over, false, GrantStatus::Paused, Reason::Expired),
        (over, true, GrantStatus::Active, Reason::Expired),
        (over, false, GrantStatus::Withdrawn, Reason::Withdrawn),
        (later, false, GrantStatus::Withdrawn, Reason::Withdrawn),
        (Window::ALWAYS, true, GrantStatus::Withdrawn, Reason::Withdrawn),
        (later, false, GrantStatus::Paused, Reason::Paused),
        (later, true, GrantStatus::Active, Reason::DutyOpen),
        (Window::ALWAYS, true, GrantStatus::Paused, Reason::Paused),
        (later, false, GrantStatus::Active, Reason::NotYet),
    ];
    for (window, duty_open, status, reason) in cases {
        let one = Grant { window, duty_open, status, ..plain_grant(SERVICE, 0, "pd:Contact", "dpv:CustomerCare") };
        let ledger = ledger([one.clone()]);
        let Decision::Deny(deny) = ledger.decide(&shop(), &asked, noon()) else { panic!() };
        assert_eq!((deny.reasons, deny.held), (vec![reason], vec![one.id]));
    }
}

#[test]
fn a_withdrawn_grant_stays_withdrawn_and_an_expired_one_does_not_move() {
    let one =
        Grant { window: until("2026-03-01T12:00:00Z"), ..plain_grant(SERVICE, 0, "pd:Contact", "dpv:CustomerCare") };
    let mut ledger = ledger([one.clone()]);
    let expired = ledger.step(&shop(), &one.id, GrantMove::Pause, noon());
    assert_eq!(expired, Err(DecisionError::WrongState { state: "expired", step: "pause" }));
    ledger.step(&shop(), &one.id, GrantMove::Withdraw, at("2026-03-01T11:59:59Z")).unwrap();
    for now in ["2026-03-01T11:59:59Z", "2026-03-01T12:00:00Z"] {
        assert_eq!(reasons(&ledger, &request("pd:Contact", "dpv:CustomerCare"), at(now)), [Reason::Withdrawn]);
    }
}

#[test]
fn the_nearest_of_several_agreements_are_the_greatest_of_all() {
    let narrow = plain_grant(SERVICE, 0, "pd:EmailAddress", "dpv:CustomerCare");
    let ledger = ledger([narrow, plain_grant(CONTRIBUTION, 0, "pd:Contact", "dpv:CustomerCare")]);
    let found = nearest(ledger.decide(&shop(), &request("pd:Tracking", "dpv:CustomerCare"), noon()));
    assert_eq!((data_of(&found), found.searched_all), (vec!["pd:Contact".to_owned()], true));
}

#[test]
fn the_nearest_is_found_behind_more_than_eight_siblings() {
    let children: Vec<String> = (10..21).map(|number| format!("https://own.example/k{number}")).collect();
    let terms = own(|draft| {
        for child in &children {
            draft.extend(OwnWord { word: word(child), below: vec![word("pd:EmailAddressWork")] });
        }
        draft.permit(permission("pd:EmailAddressWork", "dpv:DirectMarketing"));
        for child in &children[..9] {
            draft.forbid(Prohibition::new(child.replace("https://own.example/", "no-")).data([word(child)]));
        }
    });
    let found = nearest(terms.judge(&request("pd:EmailAddressWork", "dpv:DirectMarketing")));
    assert_eq!((data_of(&found), found.searched_all), (children[9..].to_vec(), true));

    // DPV's own: fifteen children of a marked word, all but one forbidden.
    let dpv = Vocabulary::dpv();
    let parent = word("pd:MedicalHealth");
    let children: Vec<Word> =
        dpv.words(Cone::Data).into_iter().filter(|child| child.parents().contains(&parent)).collect();
    let (last, others) = children.split_last().unwrap();
    assert!(others.len() > 8);
    let terms = own(|draft| {
        draft.permit(permission("pd:MedicalHealth", "dpv:DirectMarketing"));
        for (number, child) in others.iter().enumerate() {
            draft.forbid(Prohibition::new(format!("f{number}")).data([child.clone()]));
        }
    });
    let found = nearest(terms.judge(&request("pd:MedicalHealth", "dpv:DirectMarketing")));
    assert!(data_of(&found).contains(&last.name()), "{found:?}");
}

#[test]
fn a_block_on_a_host_hits_the_did_web_of_that_host() {
    let block = |host: &str| {
        let mut ledger = ledger([plain_grant(SERVICE, 0, "pd:Contact", "dpv:CustomerCare")]);
        let (against, what) = (Selector::Host(Host::parse(host).unwrap()), Prohibition::new("b"));
        assert_eq!(against.selects(&shop(), &[], &[]), host != "other.example");
        ledger.block(Block { against, what, window: Window::ALWAYS }).unwrap();
        ledger
    };
    let asked = request("pd:Contact", "dpv:CustomerCare");
    for host in ["shop.example", "example"] {
        let mut ledger = block(host);
        assert_eq!(reasons(&ledger, &asked, noon()), [Reason::Blocked { block: "b".into() }]);
        ledger.describe(&shop(), &[Host::parse("elsewhere.example2").unwrap()], &[]);
        assert_eq!(ledger.verdict(&shop(), &asked, noon()).effect, Effect::Deny);
        let stranger = Did::parse("did:web:shop.example%3A8443:branch").unwrap();
        let told = ledger.decide(&stranger, &asked, noon()).reasons().to_vec();
        assert_eq!(told, [Reason::Blocked { block: "b".into() }, Reason::NoAgreement]);
    }
    assert_eq!(block("other.example").verdict(&shop(), &asked, noon()).effect, Effect::Permit);
}

#[test]
fn marked_data_takes_ask_duties_and_window_from_the_rules_that_name_it() {
    let mine = own(|draft| {
        let care = || [word("dpv:CustomerCare")];
        draft.permit(Permission::new("health", [word("pd:MedicalHealth")], care()).ask());
        draft.permit(
            Permission::new("rest", [word("pd:External")], care())
                .duty(first(Timing::Before, None))
                .during(until("2026-01-01T00:00:00Z")),
        );
    });
    assert_eq!(mine.verdict(&request("pd:Prescription", "dpv:CustomerCare")).effect, Effect::Ask);
    let authority = authorised(&declared("pd:Prescription", "dpv:CustomerCare"), "SD-BASE", Some(&mine)).unwrap();
    let pending = &authority.pending[0];
    let grant = pending.grant();
    assert_eq!((grant.ask, grant.duties.len(), grant.window), (true, 0, Window::ALWAYS));
    // Contract for the service, consent for the record.
    assert_eq!((pending.needs, grant.basis), (Needs::ExplicitConsent, Basis::Consent));
    assert_eq!(pending.given(&[3; 32]).basis, Basis::Consent);
}

#[test]
fn what_a_whole_text_wants_first_holds_every_grant_back() {
    let duty = first(Timing::Before, None);
    let mine = own(|draft| {
        draft.duty(duty.clone()).forbid(Prohibition::new("no-calls").data([word("pd:TelephoneNumber")]));
    });
    let authority = authorised(&declared("pd:Name", "dpv:CustomerCare"), "SD-BASE", Some(&mine)).unwrap();
    assert_eq!((&authority.grants[0].duties, authority.grants[0].duty_open), (&vec![duty], true));
}

#[test]
fn own_terms_know_the_words_of_the_text_they_stand_beside() {
    let training = declared("pd:EmailAddress", "vrm:ModelTraining");
    let no_phone = own(|draft| {
        draft.forbid(Prohibition::new("no-phone").data([word("pd:TelephoneNumber")]));
    });
    let research = own(|draft| {
        draft.permit(permission("pd:Contact", "dpv:ResearchAndDevelopment"));
    });
    for mine in [&no_phone, &research] {
        assert!(authorised(&training, "PDC-AI", Some(mine)).is_ok());
    }
    let no_research = own(|draft| {
        draft.forbid(Prohibition::new("no-research").purpose([word("dpv:ResearchAndDevelopment")]));
    });
    let refused = authorised(&training, "PDC-AI", Some(&no_research)).unwrap_err();
    assert_eq!((refused.code(), refused.path().as_deref()), (Code::DecisionNotAuthorised, Some("/processes/0")));
    let why = "the declaration is not authorised: it conflicts with the person's own terms; `fits` says where";
    assert_eq!(refused.to_string(), why);
    let own = refused.own.unwrap();
    assert_eq!(own.processes[0].conflicts[0].why, ConflictReason::Forbidden { rules: vec!["no-research".into()] });
}

#[test]
fn a_draft_makes_nothing_that_cannot_be_read_back() {
    let seconds = refused(|draft| {
        draft.permit(permission("pd:Contact", "dpv:Marketing").during(until("2026-03-01T12:00:30Z")));
    });
    assert_eq!(seconds, TermsError::BadWindow { path: "/permissions/0/window".into() });
    let long = refused(|draft| {
        for number in 0..40_000 {
            draft.forbid(Prohibition::new(format!("{number:0>100}")));
        }
    });
    assert_eq!(long.code(), Code::TermsTooLong);
    let name = |number| Recipient::parse(&format!("did:x:{number}")).unwrap();
    let crowd = |count| {
        move |draft: &mut Draft| {
            draft.permit(permission("pd:Contact", "dpv:Marketing").recipient((0..count).map(name)));
        }
    };
    assert_eq!(refused(crowd(4_097)), TermsError::TooManyRecipients { count: 4_097, limit: 4_096 });
    let most = own(crowd(4_096));
    for (number, effect) in [(0, Effect::Permit), (4_095, Effect::Permit), (4_096, Effect::Deny)] {
        let asked = Request { recipient: name(number), ..request("pd:Contact", "dpv:Marketing") };
        assert_eq!(most.verdict(&asked).effect, effect);
    }
    let words = |count| {
        move |draft: &mut Draft| {
            for number in 0..count {
                draft.extend(OwnWord { word: word(&format!("u:{number}")), below: vec![word("dpv:Purpose")] });
            }
            draft.forbid(Prohibition::new("f"));
        }
    };
    let error = VocabError::TooManyOwn { count: 1_025, limit: 1_024 };
    assert_eq!(refused(words(1_025)), TermsError::Vocab { path: "/extends".into(), error });
    assert_eq!(own(words(1_024)).terms().vocabulary().own().len(), 1_024);
    assert!(Word::parse(&format!("vrm:{}", "x".repeat(491))).is_ok());
    assert!(Word::parse(&format!("vrm:{}", "x".repeat(492))).is_err());
}

#[test]
fn a_duty_is_something_owed_and_one_that_comes_first_counts_from_the_asking() {
    let with = |duty: Duty| {
        let mut draft = Draft::own();
        draft.permit(permission("pd:Contact", "dpv:Marketing").duty(duty));
        draft.finish().map_err(|error| (error.code(), error.path().unwrap()))
    };
    let due = |from| Some(Due { days: 1, from });
    assert!(with(first(Timing::Before, due(Trigger::Asking))).is_ok());
    assert!(with(first(Timing::After, due(Trigger::PurposeEnd))).is_ok());
    let at_due = "/permissions/0/duties/0/due".to_owned();
    for from in [Trigger::PurposeEnd, Trigger::Collected] {
        assert_eq!(with(first(Timing::Before, due(from))), Err((Code::TermsDutyBefore, at_due.clone())));
    }
    let name = Duty { what: word("pd:Name"), timing: Timing::After, due: None };
    assert_eq!(with(name), Err((Code::TermsUnknownWord, "/permissions/0/duties/0/what".into())));
}

#[test]
fn own_words_stand_outside_the_namespaces_of_dpv() {
    for name in ["dpv:Zzz", "https://w3id.org/dpv/pd#Zzz"] {
        let error = refused(|draft| {
            draft.extend(OwnWord { word: word(name), below: vec![word("dpv:Purpose")] });
            draft.forbid(Prohibition::new("f"));
        });
        assert_eq!(error.code(), Code::VocabNotOnesOwn, "{name}");
    }
}

#[test]
fn preferences_read_old_ids_and_ask_where_they_accept_nothing() {
    let prefer = |accept: &[&str]| {
        let accept = accept.iter().map(|id| (*id).to_owned()).collect();
        let preference = Preference { when: When::Always, talk: Talk::Anyone, accept, by: Who::Agent };
        Preferences::new(Roster::builtin(), [preference]).unwrap()
    };
    let mut occasion = Occasion {
        vendor: shop(),
        acquaintance: Acquaintance::Stranger,
        sectors: Vec::new(),
        place: None,
        child: false,
    };
    for theirs in ["SD-BASE-A", "SD-BY-A", "ieee-7012:SD-BY-A"] {
        assert_eq!(prefer(&["SD-BY-A"]).choose(&[theirs], &occasion), Choice::Accept("SD-BASE-A".into()));
    }
    occasion.child = true;
    let nothing = prefer(&[]);
    assert_eq!(nothing.choose(&["SD-BASE-A"], &occasion), Choice::NeedsHuman(None));
    assert_eq!(nothing.answer_proffer(&["SD-BASE-A"], &occasion), Choice::NeedsHuman(None));
    assert_eq!(nothing.choose(&["SD-BASE"], &occasion), Choice::NeedsHuman(Some("SD-BASE".into())));
}
