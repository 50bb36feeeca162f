//! A ledger decides as a text would whose permissions are the usable grants and whose prohibitions the standing blocks.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod draw;

use std::collections::BTreeMap;
use vrm_core::decision::{
    AgreementId, Block, Decision, Effect, Grant, GrantId, GrantStatus, Ground, Host, Ledger, Reason, Request, Selector,
};
use vrm_core::did::Did;
use vrm_core::terms::{Basis, Conditions, Draft, Form, Keep, Prohibition, Roster, Scope, Start};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{Cone, Place, Places, Recipient, Sector, Vocabulary, Word};

/// SplitMix64: the same draws everywhere.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn chance(&mut self, in_hundred: usize) -> bool {
        self.below(100) < in_hundred
    }
}

/// Few words that are close to each other, so that rules meet: relatives by two parents, and marked ones.
fn words(cone: Cone, roots: &[&str]) -> Vec<Word> {
    let roots = roots.iter().map(|root| Word::parse(root).unwrap());
    roots.flat_map(|root| Vocabulary::dpv().includes(cone, &root).into_iter().take(9).chain([root])).collect()
}

struct World {
    data: Vec<Word>,
    purpose: Vec<Word>,
    operation: Vec<Word>,
    recipient: Vec<Recipient>,
    places: Vec<Place>,
    measures: Vec<Word>,
}

fn world() -> World {
    let recipient = ["vendor", "vendor", "processor", "third-party", "same-group", "did:web:a.example", "anyone"];
    World {
        data: words(Cone::Data, &["pd:Contact", "pd:MedicalHealth", "pd:External", "pd:Location"]),
        purpose: words(Cone::Purpose, &["dpv:Marketing", "dpv:Personalisation", "dpv:Advertising"]),
        operation: words(Cone::Operation, &["dpv:Use", "dpv:Store", "dpv:Profiling"]),
        recipient: recipient.map(|name| name.parse().unwrap()).to_vec(),
        places: ["FR", "DE", "EU", "US", "US-CA"].map(|code| code.parse().unwrap()).to_vec(),
        measures: words(Cone::Measure, &["dpv:Encryption"]),
    }
}

fn conditions(draws: &mut Draws, world: &World) -> Conditions {
    let from = *draws.one(&[Start::Collected, Start::Collected, Start::PurposeEnd]);
    Conditions {
        keep: if draws.chance(50) { Keep::Unlimited } else { Keep::Days { days: *draws.one(&[30, 90]), from } },
        form: *draws.one(&[Form::Identified, Form::Identified, Form::Pseudonymised, Form::Anonymised]),
        places: if draws.chance(60) {
            Places::Anywhere
        } else {
            Places::within([draws.one(&world.places).clone()]).unwrap()
        },
        measures: if draws.chance(70) { [].into() } else { [draws.one(&world.measures).clone()].into() },
    }
}

fn window(draws: &mut Draws) -> Window {
    let day = |draws: &mut Draws| {
        Instant::from_unix(1_700_000_000 + 86_400 * i64::try_from(draws.below(10)).unwrap()).unwrap()
    };
    let from = draws.chance(20).then(|| day(draws));
    let until = draws.chance(20).then(|| day(draws));
    Window::new(from, until).unwrap_or(Window::ALWAYS)
}

fn grant(draws: &mut Draws, world: &World, agreement: AgreementId, number: u32) -> Grant {
    let data = draws.one(&world.data).clone();
    let mut recipient = std::collections::BTreeSet::from([draws.one(&world.recipient).clone()]);
    if draws.chance(30) {
        recipient.clear();
    }
    let mut operation = std::collections::BTreeSet::from([draws.one(&world.operation).clone()]);
    if draws.chance(40) {
        operation.clear();
    }
    Grant {
        id: GrantId::of(&agreement, number, &data, None),
        agreement,
        process: number,
        scope: Scope { data: [data].into(), purpose: [draws.one(&world.purpose).clone()].into(), operation, recipient },
        conditions: conditions(draws, world),
        basis: Basis::Contract,
        ask: draws.chance(35),
        duties: Vec::new(),
        duty_open: draws.chance(5),
        window: window(draws),
        status: *draws.one(&[
            GrantStatus::Active,
            GrantStatus::Active,
            GrantStatus::Active,
            GrantStatus::Paused,
            GrantStatus::Withdrawn,
        ]),
        parent: None,
    }
}

fn block(draws: &mut Draws, world: &World, vendors: &[Did], number: usize) -> Block {
    let mut what = Prohibition::new(format!("b{number}")).data([draws.one(&world.data).clone()]);
    if draws.chance(85) {
        what = what.purpose([draws.one(&world.purpose).clone()]);
    }
    if draws.chance(85) {
        what = what.operation([draws.one(&world.operation).clone()]);
    }
    if draws.chance(50) {
        what = what.recipient([draws.one(&world.recipient).clone()]);
    }
    if draws.chance(20) {
        what = what.keep_longer_than(60, Start::Collected);
    }
    if draws.chance(20) {
        what = what.places(Places::within([draws.one(&world.places).clone()]).unwrap());
    }
    let against = match draws.below(4) {
        0 => Selector::Everyone,
        1 => Selector::Sector(*draws.one(&[Sector::Ads, Sector::Health])),
        2 => Selector::Host(Host::parse(draws.one::<&str>(&["a.example", "shop.a.example", "example"])).unwrap()),
        _ => Selector::Vendor(draws.one(vendors).clone()),
    };
    Block { against, what, window: window(draws) }
}

/// The text that a ledger amounts to at a moment; none when it would have no rule.
fn text(grants: &[Grant], blocks: &[&Block], ended: bool, now: Instant) -> Option<Draft> {
    let mut draft = Draft::own();
    let usable = |grant: &&Grant| {
        !ended && !grant.duty_open && grant.status == GrantStatus::Active && grant.window.contains(now)
    };
    for grant in grants.iter().filter(usable) {
        let rule = draw::permitting(grant.id.to_string(), &grant.scope, &grant.conditions);
        draft.permit(if grant.ask { rule.ask() } else { rule });
    }
    for block in blocks.iter().filter(|block| block.window.contains(now)) {
        draft.forbid(block.what.clone());
    }
    draft.finish().ok().map(|_| draft)
}

#[test]
fn a_ledger_decides_as_the_text_it_amounts_to() {
    let world = world();
    let base = Roster::builtin().entry("SD-BASE").unwrap().terms().clone();
    let vendors = ["a", "b"].map(|name| Did::parse(&format!("did:web:{name}.example")).unwrap());
    let mut draws = Draws(7);
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    for round in 0..60 {
        let mut ledger = Ledger::new();
        let mut grants: BTreeMap<&Did, Vec<Grant>> = BTreeMap::new();
        let ended = draws.chance(5);
        let host = Host::parse("shop.a.example").unwrap();
        for (vendor, sector) in vendors.iter().zip([Sector::Ads, Sector::Commerce]) {
            let agreement = AgreementId::from_bytes([u8::try_from(round).unwrap(); 32]);
            ledger.agree(vendor, agreement, &base, Window::ALWAYS).unwrap();
            let hosts: Vec<Host> = (sector == Sector::Ads).then(|| host.clone()).into_iter().collect();
            ledger.describe(vendor, &hosts, &[sector]);
            for number in 0..12 {
                let one = grant(&mut draws, &world, agreement, number);
                ledger.grant(vendor, one.clone()).unwrap();
                grants.entry(vendor).or_default().push(one);
            }
            if ended {
                ledger.end(vendor, &agreement).unwrap();
            }
        }
        let most = *draws.one(&[2, 4, 4, 30]);
        let blocks: Vec<Block> = (0..most).map(|number| block(&mut draws, &world, &vendors, number)).collect();
        for block in &blocks {
            ledger.block(block.clone()).unwrap();
        }
        for _ in 0..40 {
            let (at, vendor) = (draws.below(2), draws.below(2));
            let (vendor, sector) = (&vendors[vendor], [Sector::Ads, Sector::Commerce][vendor]);
            let now = Instant::from_unix(1_700_000_000 + 86_400 * 5 * i64::try_from(at).unwrap()).unwrap();
            let hosts = if sector == Sector::Ads { vec![host.clone()] } else { Vec::new() };
            let against: Vec<&Block> =
                blocks.iter().filter(|block| block.against.selects(vendor, &hosts, &[sector])).collect();
            let granted = draws.one(&grants[vendor]);
            let (granted, agreed) = (granted.scope.clone(), granted.conditions.clone());
            let mut request = Request::new(
                granted.data.first().unwrap().clone(),
                granted.purpose.first().unwrap().clone(),
                granted.operation.first().unwrap_or(draws.one(&world.operation)).clone(),
                granted.recipient.first().unwrap_or(&Recipient::Vendor).clone(),
            );
            request.conditions = if draws.chance(75) { agreed } else { conditions(&mut draws, &world) };
            if draws.chance(60) {
                request.data = draws.one(&Vocabulary::dpv().includes(Cone::Data, &request.data)).clone();
            }

            let decision = ledger.decide(vendor, &request, now);
            assert_eq!(decision.verdict(), ledger.verdict(vendor, &request, now));
            *outcomes.entry(decision.effect().name()).or_default() += 1;
            let Some(draft) = text(&grants[vendor], &against, ended, now) else {
                assert_eq!(decision.effect(), Effect::Deny);
                continue;
            };
            let judged = draft.finish().unwrap().compile().judge(&request);
            assert_eq!(decision.verdict(), judged.verdict(), "{request:?}");
            let ids = |decision: &Decision| -> Vec<String> {
                let ground = |ground: &Ground| match ground {
                    Ground::Rule(id) => id.clone(),
                    Ground::Grant(id) => id.to_string(),
                };
                decision.grounds().iter().map(ground).collect()
            };
            assert_eq!(ids(&decision), ids(&judged), "{request:?}");
            let no = |decision: &Decision| -> Vec<String> {
                let named = |reason: &Reason| match reason {
                    Reason::Blocked { block } => Some(block.clone()),
                    Reason::Forbidden { rule } => Some(rule.clone()),
                    _ => None,
                };
                decision.reasons().iter().filter_map(named).collect()
            };
            assert_eq!(no(&decision), no(&judged), "{request:?}");
            if let Decision::Deny(deny) = &decision {
                for near in &deny.nearest.requests {
                    assert_eq!(ledger.verdict(vendor, near, now).effect, Effect::Permit, "{near:?}");
                    assert!(near.is_within(&request, Vocabulary::dpv()));
                }
            }
        }
    }
    println!("decisions: {outcomes:?}");
    assert!(
        ["permit", "deny", "ask"].iter().all(|effect| outcomes.get(effect).is_some_and(|count| *count > 50)),
        "{outcomes:?}"
    );
}
