//! May this vendor do it now: grants, blocks, time.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::plain_grant;
use vrm_core::decision::{
    AgreementId, Block, Decision, DecisionError, Effect, Grant, GrantId, GrantMove, Host, Ledger, Reason, Request,
    Selector,
};
use vrm_core::did::Did;
use vrm_core::error::{Code, Fault};
use vrm_core::terms::{Basis, Conditions, Draft, Form, Keep, Permission, Prohibition, Roster, Scope, Start, Terms};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{OwnWord, Places, Recipient, Sector, Word};

fn word(name: &str) -> Word {
    Word::parse(name).unwrap()
}

fn did(host: &str) -> Did {
    Did::parse(&format!("did:web:{host}")).unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn noon() -> Instant {
    at("2026-03-01T12:00:00Z")
}

fn window(from: Option<&str>, until: Option<&str>) -> Window {
    Window::new(from.map(at), until.map(at)).unwrap()
}

fn base() -> Terms {
    Roster::builtin().entry("SD-BASE").unwrap().terms().clone()
}

const AGREEMENT: AgreementId = AgreementId::from_bytes([1; 32]);

fn grant(data: &str, purpose: &str) -> Grant {
    plain_grant(AGREEMENT, 0, data, purpose)
}

fn ledger(grants: impl IntoIterator<Item = Grant>) -> Ledger {
    let mut ledger = Ledger::new();
    ledger.agree(&did("shop.example"), AGREEMENT, &base(), Window::ALWAYS).unwrap();
    for grant in grants {
        ledger.grant(&did("shop.example"), grant).unwrap();
    }
    ledger
}

fn request(data: &str, purpose: &str) -> Request {
    Request::new(word(data), word(purpose), word("dpv:Store"), Recipient::Vendor)
}

fn block(against: Selector, what: Prohibition) -> Block {
    Block { against, what, window: Window::ALWAYS }
}

fn reasons(ledger: &Ledger, request: &Request) -> Vec<Reason> {
    ledger.decide(&did("shop.example"), request, noon()).reasons().to_vec()
}

#[test]
fn grants_that_make_no_sense_are_refused_and_change_nothing() {
    let mut ledger = ledger([grant("pd:Contact", "dpv:CustomerCare")]);
    let shop = did("shop.example");
    let mut code = |grant: Grant| ledger.grant(&shop, grant).unwrap_err().code();
    let good = grant("pd:Name", "dpv:CustomerCare");
    assert_eq!(code(grant("pd:Contact", "dpv:CustomerCare")), Code::DecisionAlreadyThere);
    assert_eq!(
        code(Grant { agreement: AgreementId::from_bytes([2; 32]), ..good.clone() }),
        Code::DecisionNoSuchAgreement
    );
    assert_eq!(code(Grant { basis: Basis::LegalDuty, ..good.clone() }), Code::DecisionLegalDuty);
    let mut two = good.clone();
    two.scope.data.insert(word("pd:Age"));
    assert_eq!(code(two), Code::DecisionShape);
    let mut aimless = good.clone();
    aimless.scope.purpose.clear();
    assert_eq!(code(aimless), Code::DecisionShape);
    assert_eq!(code(grant("pd:NoSuchWord", "dpv:CustomerCare")), Code::TermsUnknownWord);
    assert_eq!(code(grant("dpv:SpecialCategoryPersonalData", "dpv:CustomerCare")), Code::TermsGeneralSpecial);
    let orphan = Grant { parent: Some(GrantId::of(&AGREEMENT, 7, &word("pd:Age"), None)), ..good };
    assert_eq!(code(orphan), Code::DecisionNoSuchGrant);
    assert_eq!(reasons(&ledger, &request("pd:Name", "dpv:CustomerCare")), [Reason::NotGranted]);
}

#[test]
fn a_child_grant_is_never_wider_than_its_parent() {
    let parent = Grant {
        conditions: Conditions { keep: Keep::Days { days: 90, from: Start::Collected }, ..Conditions::default() },
        window: window(None, Some("2026-06-01T00:00:00Z")),
        ..grant("pd:Contact", "dpv:CustomerCare")
    };
    let mut ledger = ledger([parent.clone()]);
    let child = Grant {
        parent: Some(parent.id),
        conditions: parent.conditions.clone(),
        window: parent.window,
        ..grant("pd:EmailAddress", "dpv:CustomerCare")
    };
    let wider = [
        Grant { conditions: Conditions::default(), ..child.clone() },
        Grant { window: Window::ALWAYS, ..child.clone() },
        Grant { scope: Scope { data: [word("pd:Tracking")].into(), ..child.scope.clone() }, ..child.clone() },
        Grant { scope: Scope { recipient: [Recipient::Anyone].into(), ..child.scope.clone() }, ..child.clone() },
        Grant { scope: Scope { operation: [word("dpv:Profiling")].into(), ..child.scope.clone() }, ..child.clone() },
    ];
    for wide in wider {
        assert_eq!(ledger.grant(&did("shop.example"), wide).unwrap_err(), DecisionError::WiderThanParent);
    }
    ledger.grant(&did("shop.example"), child).unwrap();
}

#[test]
fn without_agreement_or_grant_everything_is_denied() {
    let asked = request("pd:Contact", "dpv:CustomerCare");
    assert_eq!(reasons(&Ledger::new(), &asked), [Reason::NoAgreement]);
    assert_eq!(reasons(&ledger([]), &asked), [Reason::NotGranted]);
    let unknown = Request { data: word("pd:NoSuchWord"), ..asked.clone() };
    assert_eq!(reasons(&ledger([]), &unknown), [Reason::UnknownTerm { term: "pd:NoSuchWord".into() }]);
    let general = ledger([grant("pd:External", "dpv:CustomerCare")]);
    assert_eq!(reasons(&general, &request("pd:MedicalHealth", "dpv:CustomerCare")), [Reason::MarkedNotNamed]);
    let mut ended = ledger([grant("pd:Contact", "dpv:CustomerCare")]);
    ended.end(&did("shop.example"), &AGREEMENT).unwrap();
    assert_eq!(reasons(&ended, &asked), [Reason::NoAgreement]);
}

/// The grant that is nearest to a yes tells why not.
#[test]
fn the_softest_reason_is_told() {
    let shop = did("shop.example");
    let mut second = grant("pd:EmailAddress", "dpv:CustomerCare");
    second.window = window(Some("2027-01-01T00:00:00Z"), None);
    let first = grant("pd:Contact", "dpv:CustomerCare");
    let mut ledger = ledger([first.clone(), second.clone()]);
    let asked = request("pd:EmailAddress", "dpv:CustomerCare");
    assert_eq!(ledger.decide(&shop, &asked, noon()).effect(), Effect::Permit);
    ledger.step(&shop, &first.id, GrantMove::Pause, noon()).unwrap();
    assert_eq!(reasons(&ledger, &asked), [Reason::Paused]);
    ledger.step(&shop, &first.id, GrantMove::Withdraw, noon()).unwrap();
    assert_eq!(reasons(&ledger, &asked), [Reason::NotYet]);
    ledger.step(&shop, &second.id, GrantMove::Withdraw, noon()).unwrap();
    assert_eq!(reasons(&ledger, &asked), [Reason::Withdrawn]);
    for step in [GrantMove::Pause, GrantMove::Resume, GrantMove::Withdraw] {
        assert_eq!(ledger.step(&shop, &first.id, step, noon()).unwrap_err().code(), Code::DecisionWrongState);
    }
}

#[test]
fn a_window_is_half_open_and_tells_until_when_the_answer_stands() {
    let shop = did("shop.example");
    let granted =
        Grant { window: window(None, Some("2026-03-01T12:00:00Z")), ..grant("pd:Contact", "dpv:CustomerCare") };
    let mut ledger = ledger([granted]);
    let asked = request("pd:Contact", "dpv:CustomerCare");
    let Decision::Permit(permit) = ledger.decide(&shop, &asked, at("2026-03-01T11:59:59Z")) else { panic!() };
    assert_eq!(permit.until, Some(noon()));
    assert_eq!(ledger.decide(&shop, &asked, noon()).reasons(), [Reason::Expired]);

    // A block that will begin before that comes first.
    let what = Prohibition::new("evening").data([word("pd:Contact")]);
    let evening = window(Some("2026-03-01T11:30:00Z"), Some("2026-03-01T11:45:00Z"));
    ledger.block(Block { against: Selector::Vendor(shop.clone()), what, window: evening }).unwrap();
    let until = |now: &str| match ledger.decide(&shop, &asked, at(now)) {
        Decision::Permit(permit) => permit.until,
        _ => None,
    };
    assert_eq!(until("2026-03-01T11:00:00Z"), Some(at("2026-03-01T11:30:00Z")));
    assert_eq!(until("2026-03-01T11:30:00Z"), None);
    assert_eq!(until("2026-03-01T11:45:00Z"), Some(noon()));
}

#[test]
fn a_block_beats_every_grant_of_those_it_is_against() {
    let asked = request("pd:Contact", "dpv:CustomerCare");
    let all = || Prohibition::new("no");
    let blocked = |against: Selector, what: Prohibition| {
        let mut ledger = ledger([grant("pd:Contact", "dpv:CustomerCare")]);
        let hosts = ["ads.shop.example", "pay.example"].map(|host| Host::parse(host).unwrap());
        ledger.describe(&did("shop.example"), &hosts, &[Sector::Commerce, Sector::Ads]);
        ledger.block(block(against, what)).unwrap();
        let decision = ledger.decide(&did("shop.example"), &asked, noon());
        assert_eq!(decision.verdict(), ledger.verdict(&did("shop.example"), &asked, noon()));
        decision.reasons() == [Reason::Blocked { block: "no".into() }]
    };
    let host = |host: &str| Selector::Host(Host::parse(host).unwrap());
    assert!(blocked(Selector::Everyone, all()));
    assert!(blocked(Selector::Vendor(did("shop.example")), all()));
    assert!(!blocked(Selector::Vendor(did("other.example")), all()));
    assert!(blocked(Selector::Sector(Sector::Ads), all()) && !blocked(Selector::Sector(Sector::Health), all()));
    assert!(blocked(host("ads.shop.example"), all()) && blocked(host("SHOP.example"), all()));
    assert!(!blocked(host("op.example"), all()) && !blocked(host("more.pay.example"), all()));
    assert!(blocked(Selector::Everyone, all().data([word("pd:TelephoneNumber")])));
    assert!(!blocked(Selector::Everyone, all().purpose([word("dpv:Marketing")])));
    assert!(blocked(Selector::Everyone, all().form(Form::Pseudonymised)));
    assert!(blocked(Selector::Everyone, all().places(Places::within(["US".parse().unwrap()]).unwrap())));
}

#[test]
fn blocks_come_and_go_by_id() {
    let mut ledger = ledger([grant("pd:Contact", "dpv:CustomerCare")]);
    let asked = request("pd:Contact", "dpv:CustomerCare");
    let unknown = block(Selector::Everyone, Prohibition::new("x").data([word("pd:NoSuchWord")]));
    assert_eq!(ledger.block(unknown).unwrap_err().code(), Code::TermsUnknownWord);
    // Enough of them that they are looked up and not looked through.
    for number in 0..40 {
        let what = Prohibition::new(format!("ads-{number}")).purpose([word("dpv:Advertising")]);
        ledger.block(block(Selector::Everyone, what)).unwrap();
    }
    assert_eq!(ledger.verdict(&did("shop.example"), &asked, noon()).effect, Effect::Permit);
    ledger.block(block(Selector::Everyone, Prohibition::new("all"))).unwrap();
    let again = block(Selector::Sector(Sector::Ads), Prohibition::new("all"));
    assert_eq!(ledger.block(again).unwrap_err(), DecisionError::AlreadyThere { id: "all".into() });
    assert_eq!(reasons(&ledger, &asked), [Reason::Blocked { block: "all".into() }]);
    assert_eq!(reasons(&ledger, &request("pd:Contact", "dpv:Advertising")).len(), 42);
    assert!(ledger.unblock("all") && !ledger.unblock("all"));
    assert_eq!(ledger.verdict(&did("shop.example"), &asked, noon()).effect, Effect::Permit);
}

/// A block speaks DPV; a text's own word below a blocked one is blocked all the same.
#[test]
fn a_block_reaches_own_words() {
    let training = OwnWord { word: word("vrm:ModelTraining"), below: vec![word("dpv:ResearchAndDevelopment")] };
    let mut draft = Draft::own();
    draft.extend(training.clone());
    draft.permit(Permission::new("train", [word("pd:Contact")], [training.word.clone()]));
    let terms = draft.finish().unwrap();
    let shop = did("shop.example");
    let mut ledger = Ledger::new();
    ledger.agree(&shop, AGREEMENT, &terms, Window::ALWAYS).unwrap();
    ledger.grant(&shop, grant("pd:Contact", "vrm:ModelTraining")).unwrap();
    let asked = request("pd:EmailAddress", "vrm:ModelTraining");
    assert_eq!(ledger.verdict(&shop, &asked, noon()).effect, Effect::Permit);
    let what = Prohibition::new("no-research").purpose([word("dpv:ResearchAndDevelopment")]);
    ledger.block(block(Selector::Everyone, what)).unwrap();
    assert_eq!(reasons(&ledger, &asked), [Reason::Blocked { block: "no-research".into() }]);
}

#[test]
fn the_nearest_permitted_request_is_permitted() {
    let mut ledger = ledger([
        Grant {
            conditions: Conditions { keep: Keep::Days { days: 90, from: Start::Collected }, ..Conditions::default() },
            ..grant("pd:Contact", "dpv:Marketing")
        },
        grant("pd:Name", "dpv:CustomerCare"),
    ]);
    let what = Prohibition::new("no-calls").data([word("pd:TelephoneNumber")]);
    ledger.block(block(Selector::Everyone, what)).unwrap();
    let shop = did("shop.example");
    let Decision::Deny(deny) = ledger.decide(&shop, &request("pd:Contact", "dpv:Marketing"), noon()) else { panic!() };
    assert!(!deny.nearest.requests.is_empty() && deny.nearest.searched_all);
    for near in &deny.nearest.requests {
        assert_eq!(ledger.verdict(&shop, near, noon()).effect, Effect::Permit, "{near:?}");
        assert_eq!(near.conditions.keep, Keep::Days { days: 90, from: Start::Collected });
    }
}

#[test]
fn hosts_are_host_names() {
    for bad in [
        "",
        ".",
        "a..b",
        "-a.example",
        "a-.example",
        "a_b.example",
        "ä.example",
        "a.example.",
        &"a".repeat(64),
        &"a.".repeat(130),
    ] {
        assert_eq!(Host::parse(bad).unwrap_err().code(), Code::DecisionBadHost, "{bad:?}");
    }
    assert_eq!(Host::parse("WWW.Shop.Example").unwrap().as_str(), "www.shop.example");
}
