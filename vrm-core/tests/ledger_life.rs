//! What a ledger goes through in a life: orders, single uses, answers, endings; and what it lists.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use support::plain_grant;
use vrm_core::decision::{
    Agreed, AgreementId, Block, DecisionError, Effect, Grant, GrantId, GrantMove, GrantOrder, GrantStatus, Host,
    Ledger, Reason, Request, Selector, WhichGrants,
};
use vrm_core::did::Did;
use vrm_core::error::{Code, Fault};
use vrm_core::terms::{Basis, Conditions, Duty, Keep, Prohibition, Roster, Start, Timing};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{Recipient, Sector};

const SERVICE: AgreementId = AgreementId::from_bytes([1; 32]);
const GIFT: AgreementId = AgreementId::from_bytes([2; 32]);

fn shop() -> Did {
    Did::parse("did:web:shop.example").unwrap()
}

fn noon() -> Instant {
    Instant::parse("2026-03-01T12:00:00Z").unwrap()
}

fn until(text: &str) -> Window {
    Window::new(None, Some(Instant::parse(text).unwrap())).unwrap()
}

fn grant(agreement: AgreementId, process: u32, data: &str) -> Grant {
    plain_grant(agreement, process, data, "dpv:CustomerCare")
}

fn ledger(grants: impl IntoIterator<Item = Grant>) -> Ledger {
    let mut ledger = Ledger::new();
    for agreement in [GIFT, SERVICE] {
        let text = Roster::builtin().entry("SD-BASE").unwrap().terms();
        ledger.agree(&shop(), agreement, text, Window::ALWAYS).unwrap();
    }
    grants.into_iter().for_each(|grant| ledger.grant(&shop(), grant).unwrap());
    ledger
}

fn request(data: &str) -> Request {
    let word = |name: &str| name.parse().unwrap();
    Request::new(word(data), word("dpv:CustomerCare"), word("dpv:Store"), Recipient::Vendor)
}

fn order(n: u64, which: WhichGrants, step: GrantMove) -> GrantOrder {
    GrantOrder { agreement: SERVICE, n, which, step }
}

fn status(ledger: &Ledger, grant: &Grant) -> GrantStatus {
    ledger.find(&shop(), &grant.id).unwrap().status
}

#[test]
fn an_order_over_all_reaches_what_was_given_before_it() {
    let (early, late) = (grant(SERVICE, 0, "pd:Name"), grant(SERVICE, 1, "pd:Age"));
    let other = grant(GIFT, 0, "pd:Name");
    let mut ledger = ledger([early.clone(), other.clone()]);
    ledger.order(&shop(), &order(5, WhichGrants::All, GrantMove::Pause)).unwrap();
    ledger.grant_at(&shop(), late.clone(), 7).unwrap();
    let now = |ledger: &Ledger| [&early, &late, &other].map(|grant| status(ledger, grant));
    assert_eq!(now(&ledger), [GrantStatus::Paused, GrantStatus::Active, GrantStatus::Active]);
    // A later one that arrived before the grant does.
    let later = grant(SERVICE, 2, "pd:Contact");
    ledger.order(&shop(), &order(9, WhichGrants::All, GrantMove::Withdraw)).unwrap();
    ledger.grant_at(&shop(), later.clone(), 8).unwrap();
    assert_eq!(status(&ledger, &later), GrantStatus::Withdrawn);
    assert_eq!(now(&ledger), [GrantStatus::Withdrawn, GrantStatus::Withdrawn, GrantStatus::Active]);
    assert_eq!(ledger.decide(&shop(), &request("pd:Age"), noon()).reasons(), [Reason::Withdrawn]);
}

#[test]
fn a_move_of_ones_own_stands_until_a_newer_order() {
    let one = grant(SERVICE, 0, "pd:Name");
    let mut ledger = ledger([one.clone()]);
    let these = || WhichGrants::These([one.id].into());
    ledger.order(&shop(), &order(3, these(), GrantMove::Pause)).unwrap();
    ledger.step(&shop(), &one.id, GrantMove::Resume, noon()).unwrap();
    ledger.order(&shop(), &order(3, these(), GrantMove::Pause)).unwrap();
    ledger.order(&shop(), &order(2, these(), GrantMove::Pause)).unwrap();
    assert_eq!(status(&ledger, &one), GrantStatus::Active);
    ledger.order(&shop(), &order(4, these(), GrantMove::Pause)).unwrap();
    assert_eq!(status(&ledger, &one), GrantStatus::Paused);
    ledger.order(&shop(), &order(1, these(), GrantMove::Withdraw)).unwrap();
    assert_eq!(status(&ledger, &one), GrantStatus::Withdrawn);
    assert_eq!(ledger.step(&shop(), &one.id, GrantMove::Resume, noon()).unwrap_err().code(), Code::DecisionWrongState);
}

#[test]
fn an_order_reaches_what_was_granted_under_a_grant() {
    let parent = grant(SERVICE, 0, "pd:Contact");
    let child = Grant { parent: Some(parent.id), ..grant(SERVICE, 1, "pd:EmailAddress") };
    let mut ledger = ledger([parent.clone(), child]);
    let (these, asked) = (WhichGrants::These([parent.id].into()), request("pd:EmailAddress"));
    ledger.order(&shop(), &order(1, these, GrantMove::Pause)).unwrap();
    assert_eq!(ledger.decide(&shop(), &asked, noon()).reasons(), [Reason::Paused]);
    ledger.spend(&shop(), &parent.id, noon()).unwrap();
    assert_eq!(ledger.decide(&shop(), &asked, noon()).reasons(), [Reason::Expired]);
}

#[test]
fn orders_that_are_refused_change_nothing() {
    let one = grant(SERVICE, 0, "pd:Name");
    let mut ledger = ledger([one.clone()]);
    let unknown = |of: u8, count: u16| {
        (0..count).map(move |number| {
            let mut id = [of; 32];
            id[..2].copy_from_slice(&number.to_be_bytes());
            GrantId::from_bytes(id)
        })
    };
    let these = |ids: &mut dyn Iterator<Item = GrantId>| WhichGrants::These(ids.collect());
    let pause = |which| order(5, which, GrantMove::Pause);
    let nobody = GrantOrder { agreement: AgreementId::from_bytes([3; 32]), ..pause(WhichGrants::All) };
    assert_eq!(ledger.order(&shop(), &nobody).unwrap_err().code(), Code::DecisionNoSuchAgreement);
    assert_eq!(Ledger::new().order(&shop(), &nobody).unwrap_err().code(), Code::DecisionNoSuchAgreement);
    ledger.order(&shop(), &pause(these(&mut unknown(7, 1_000)))).unwrap();
    ledger.order(&shop(), &pause(these(&mut unknown(7, 1_000)))).unwrap(); // the same ones
    let many = pause(these(&mut unknown(8, 25).chain([one.id])));
    assert_eq!(ledger.order(&shop(), &many), Err(DecisionError::TooManyAwaited { limit: 1_024 }));
    assert_eq!(status(&ledger, &one), GrantStatus::Active);
    ledger.order(&shop(), &pause(these(&mut unknown(8, 24).chain([one.id])))).unwrap();
    assert_eq!(status(&ledger, &one), GrantStatus::Paused);
    // Once one has come, another may be awaited.
    let came = Grant { id: unknown(8, 1).next().unwrap(), ..grant(SERVICE, 1, "pd:Age") };
    ledger.grant(&shop(), came.clone()).unwrap();
    assert_eq!(status(&ledger, &came), GrantStatus::Paused);
    ledger.order(&shop(), &pause(these(&mut unknown(9, 1)))).unwrap();
    // An order names grants of its own agreement only.
    let gift = GrantOrder { agreement: GIFT, ..order(9, WhichGrants::These([one.id].into()), GrantMove::Withdraw) };
    ledger.order(&shop(), &gift).unwrap();
    assert_eq!(status(&ledger, &one), GrantStatus::Paused);
}

#[test]
fn what_was_given_once_is_over_at_its_use() {
    let mut ledger =
        ledger([grant(SERVICE, 0, "pd:Name"), grant(SERVICE, 1, "pd:Age"), grant(SERVICE, 2, "pd:Contact")]);
    let ids: Vec<GrantId> = ledger.grants(&shop()).map(|grant| grant.id).collect();
    ledger.spend(&shop(), &ids[0], noon()).unwrap();
    assert_eq!(ledger.decide(&shop(), &request("pd:Name"), noon()).reasons(), [Reason::Expired]);
    assert_eq!(ledger.find(&shop(), &ids[0]).unwrap().status.name(), "spent");
    let spent = |step| DecisionError::WrongState { state: "spent", step };
    assert_eq!(ledger.spend(&shop(), &ids[0], noon()), Err(spent("be spent")));
    assert_eq!(ledger.step(&shop(), &ids[0], GrantMove::Withdraw, noon()), Err(spent("withdraw")));
    // The use of one that was paused meanwhile is a use; of one that was withdrawn it is none.
    ledger.step(&shop(), &ids[1], GrantMove::Pause, noon()).unwrap();
    ledger.spend(&shop(), &ids[1], noon()).unwrap();
    ledger.step(&shop(), &ids[2], GrantMove::Withdraw, noon()).unwrap();
    let withdrawn = DecisionError::WrongState { state: "withdrawn", step: "be spent" };
    assert_eq!(ledger.spend(&shop(), &ids[2], noon()), Err(withdrawn));
    // Orders pass it by.
    for step in [GrantMove::Resume, GrantMove::Withdraw] {
        ledger.order(&shop(), &order(5, WhichGrants::All, step)).unwrap();
    }
    let last: Vec<GrantStatus> = ledger.grants(&shop()).map(|grant| grant.status).collect();
    assert_eq!(last, [GrantStatus::Spent, GrantStatus::Spent, GrantStatus::Withdrawn]);
}

#[test]
fn the_lists_are_the_same_in_whatever_order_things_were_entered() {
    let grants = [
        grant(SERVICE, 0, "pd:Name"),
        grant(SERVICE, 0, "pd:Age"),
        grant(SERVICE, 1, "pd:Age"),
        grant(GIFT, 0, "pd:Name"),
    ];
    let blocks = ["c", "a", "d", "b"].map(Prohibition::new).into_iter().zip([
        Selector::Everyone,
        Selector::Sector(Sector::Ads),
        Selector::Host(Host::parse("shop.example").unwrap()),
        Selector::Vendor(shop()),
    ]);
    let blocks: Vec<Block> = blocks.map(|(what, against)| Block { against, what, window: Window::ALWAYS }).collect();
    let filled = |backwards: bool| {
        let order = |all: Vec<usize>| if backwards { all.into_iter().rev().collect() } else { all };
        let mut ledger = ledger(order((0..4).collect()).into_iter().map(|at| grants[at].clone()));
        order((0..4).collect()).into_iter().for_each(|at| ledger.block(blocks[at].clone()).unwrap());
        ledger
    };
    let (one, other) = (filled(false), filled(true));
    let shop = shop();
    assert!(one.grants(&shop).eq(other.grants(&shop)) && one.blocks().eq(other.blocks()));
    assert_eq!(one.blocks().map(|block| block.what.id()).collect::<String>(), "abcd");
    let data: Vec<(u32, String)> =
        one.grants(&shop).map(|grant| (grant.process, grant.scope.data.first().unwrap().name())).collect();
    let named = [(0, "pd:Age"), (0, "pd:Name"), (1, "pd:Age"), (0, "pd:Name")];
    assert_eq!(data, named.map(|(process, name)| (process, name.to_owned())));
    let agreed = |id| Agreed { id, window: Window::ALWAYS, ended: false };
    assert_eq!(one.agreements(&shop).collect::<Vec<_>>(), [agreed(SERVICE), agreed(GIFT)]);
    let nobody = Did::parse("did:web:other.example").unwrap();
    assert_eq!((one.agreements(&nobody).count(), one.grants(&nobody).count()), (0, 0));
}

#[test]
fn who_is_forgotten_leaves_and_blocks_stay() {
    let mut ledger = ledger([grant(SERVICE, 0, "pd:Name")]);
    let against = Selector::Vendor(shop());
    ledger.block(Block { against, what: Prohibition::new("never"), window: Window::ALWAYS }).unwrap();
    ledger.end_all(&shop());
    assert!(ledger.agreements(&shop()).all(|agreed| agreed.ended && !agreed.is_in_force(noon())));
    assert_eq!(ledger.grants(&shop()).count(), 1);
    ledger.forget(&shop());
    assert_eq!((ledger.vendors().count(), ledger.grants(&shop()).count(), ledger.blocks().count()), (0, 0, 1));
    let reasons = ledger.decide(&shop(), &request("pd:Name"), noon()).reasons().to_vec();
    assert_eq!(reasons, [Reason::Blocked { block: "never".into() }, Reason::NoAgreement]);
    assert!(ledger.unblock("never"));
    ledger.forget(&shop());
    assert_eq!(ledger.blocks().count(), 0);
    // As if it had never been.
    let text = Roster::builtin().entry("SD-BASE").unwrap().terms();
    ledger.agree(&shop(), SERVICE, text, Window::ALWAYS).unwrap();
    ledger.grant(&shop(), grant(SERVICE, 0, "pd:Name")).unwrap();
    assert_eq!(ledger.verdict(&shop(), &request("pd:Name"), noon()).effect, Effect::Permit);
}

#[test]
fn an_answer_stands_on_the_first_process_that_covers_the_request() {
    let keep = Conditions { keep: Keep::Days { days: 90, from: Start::Collected }, ..Conditions::default() };
    let duty = Duty { what: "ieee-7012:PurposeTransparencyTerm".parse().unwrap(), timing: Timing::Before, due: None };
    let short = Grant {
        ask: true,
        conditions: keep.clone(),
        duties: vec![duty.clone()],
        duty_open: true,
        window: until("2026-04-01T00:00:00Z"),
        status: GrantStatus::Withdrawn,
        ..grant(SERVICE, 1, "pd:EmailAddress")
    };
    let long = Grant { window: until("2026-05-01T00:00:00Z"), ask: true, ..grant(SERVICE, 1, "pd:Contact") };
    let later = grant(SERVICE, 2, "pd:Contact");
    let elsewhere = grant(GIFT, 0, "pd:Contact");
    let ledger = ledger([later, long, short, elsewhere]);
    let asked = request("pd:EmailAddress").keep(Keep::Days { days: 30, from: Start::Collected });
    let process = |request: &Request| ledger.covering_process(&shop(), &SERVICE, request);
    assert_eq!((process(&asked), process(&request("pd:Name"))), (Some(1), None));
    assert_eq!(ledger.covering_process(&shop(), &GIFT, &asked), Some(0));
    assert_eq!(ledger.answering(&shop(), &SERVICE, &request("pd:Name"), &[9; 32]), None);
    assert_eq!(ledger.answering(&shop(), &AgreementId::from_bytes([3; 32]), &asked, &[9; 32]), None);
    let made = ledger.answering(&shop(), &SERVICE, &asked, &[9; 32]).unwrap();
    assert_eq!(made.id, GrantId::of(&SERVICE, 1, &asked.data, Some(&[9; 32])));
    assert_eq!((made.ask, made.duty_open, made.basis), (false, false, Basis::Contract));
    assert_eq!((made.duties.as_slice(), made.window), ([duty].as_slice(), until("2026-05-01T00:00:00Z")));
    assert_eq!(made.conditions, asked.conditions);
    let mut after = ledger.clone();
    after.grant_at(&shop(), made, 3).unwrap();
    assert_eq!(after.covering_process(&shop(), &SERVICE, &asked), Some(1));
}
