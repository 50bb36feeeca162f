//! In whatever order the person's moves and the grants arrive, the grants end where the person's own stream leads.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod draw;
mod support;

use draw::Dice;
use std::collections::BTreeSet;
use support::plain_grant;
use vrm_core::decision::{AgreementId, Grant, GrantId, GrantMove, GrantOrder, GrantStatus, Ledger, WhichGrants};
use vrm_core::did::Did;
use vrm_core::terms::Roster;
use vrm_core::time::Window;

const AGREEMENTS: [AgreementId; 2] = [AgreementId::from_bytes([1; 32]), AgreementId::from_bytes([2; 32])];

/// What arrives.
#[derive(Clone, Debug)]
enum Arrival {
    Grant(u64, Box<Grant>),
    Order(GrantOrder),
}

impl Arrival {
    /// Where it stands in the person's stream; of two at one position a grant follows, and a pause prevails.
    fn position(&self) -> (u64, u8) {
        match self {
            Self::Order(order) => (order.n, u8::from(order.step == GrantMove::Pause)),
            Self::Grant(n, _) => (*n, 2),
        }
    }
}

fn arrivals(dice: &mut Dice) -> Vec<Arrival> {
    let statuses = [GrantStatus::Active, GrantStatus::Active, GrantStatus::Paused, GrantStatus::Withdrawn];
    let words = ["pd:Name", "pd:Age", "pd:Contact"];
    let mut arrivals = Vec::new();
    let mut ids = vec![GrantId::from_bytes([9; 32])]; // one that never comes
    for process in 0..4 {
        let grant = plain_grant(*dice.pick(&AGREEMENTS), process, dice.name(&words), "dpv:CustomerCare");
        let grant = Grant { status: *dice.pick(&statuses), ..grant };
        ids.push(grant.id);
        arrivals.push(Arrival::Grant(*dice.pick(&[0, 0, 2, 4, 6]), Box::new(grant)));
    }
    for _ in 0..dice.below(9) {
        let which = match dice.below(3) {
            0 => WhichGrants::All,
            _ => WhichGrants::These((0..2).map(|_| *dice.pick(&ids)).collect::<BTreeSet<_>>()),
        };
        let steps = [GrantMove::Pause, GrantMove::Pause, GrantMove::Resume, GrantMove::Resume, GrantMove::Withdraw];
        let n = u64::try_from(dice.below(9)).unwrap();
        let order = GrantOrder { agreement: *dice.pick(&AGREEMENTS), n, which, step: *dice.pick(&steps) };
        arrivals.extend((0..=dice.below(2)).map(|_| Arrival::Order(order.clone())));
    }
    arrivals
}

/// The statuses after the person's own stream, one move after the other.
fn told(arrivals: &[Arrival]) -> Vec<(GrantId, GrantStatus)> {
    let mut stream: Vec<&Arrival> = arrivals.iter().collect();
    stream.sort_by_key(|arrival| arrival.position());
    let mut grants: Vec<Grant> = Vec::new();
    for arrival in stream {
        match arrival {
            Arrival::Grant(_, grant) => grants.push(Grant::clone(grant)),
            Arrival::Order(order) => {
                for grant in &mut grants {
                    if grant.agreement == order.agreement && order.which.contains(&grant.id) {
                        grant.status = grant.status.after(order.step).unwrap_or(grant.status);
                    }
                }
            }
        }
    }
    let mut told: Vec<_> = grants.iter().map(|grant| (grant.id, grant.status)).collect();
    told.sort();
    told
}

fn entered(arrivals: &[Arrival]) -> Vec<(GrantId, GrantStatus)> {
    let shop = Did::parse("did:web:shop.example").unwrap();
    let text = Roster::builtin().entry("SD-BASE").unwrap().terms();
    let mut ledger = Ledger::new();
    for agreement in AGREEMENTS {
        ledger.agree(&shop, agreement, text, Window::ALWAYS).unwrap();
    }
    for arrival in arrivals {
        match arrival {
            Arrival::Grant(n, grant) => ledger.grant_at(&shop, Grant::clone(grant), *n).unwrap(),
            Arrival::Order(order) => ledger.order(&shop, order).unwrap(),
        }
    }
    let mut entered: Vec<_> = ledger.grants(&shop).map(|grant| (grant.id, grant.status)).collect();
    entered.sort();
    entered
}

#[test]
fn the_order_of_arrival_is_nothing() {
    let mut seen: BTreeSet<GrantStatus> = BTreeSet::new();
    for seed in 0..2_000 {
        let mut dice = Dice::new(seed);
        let mut arrivals = arrivals(&mut dice);
        let told = told(&arrivals);
        seen.extend(told.iter().map(|(_, status)| *status));
        for _ in 0..6 {
            for last in (1..arrivals.len()).rev() {
                arrivals.swap(last, dice.below(last + 1));
            }
            assert_eq!(entered(&arrivals), told, "{seed}: {arrivals:#?}");
        }
    }
    assert_eq!(seen.len(), 3, "{seen:?}");
}
