//! What waits for the person stands only after a yes of theirs: what is marked by a consent to its own name, once for
//! each consent, and never again after its withdrawal.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod draw;

use draw::{Dice, Tally, World, decisions, narrower, process, terms};
use std::collections::{BTreeMap, BTreeSet};
use vrm_core::decision::{
    AgreementId, Authority, Decision, DecisionError, Effect, Grant, GrantId, GrantMove, GrantOrder, GrantStatus,
    Ground, Ledger, Needs, Pending, Request, WhichGrants,
};
use vrm_core::did::Did;
use vrm_core::terms::{Basis, Declaration, Necessity, Process, Terms};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{Cone, Vocabulary, Word};

const AGREEMENT: AgreementId = AgreementId::from_bytes([4; 32]);

fn shop() -> Did {
    Did::parse("did:web:shop.example").unwrap()
}

fn now() -> Instant {
    Instant::parse("2026-03-01T12:00:00Z").unwrap()
}

/// What the agreement over a drawn declaration authorises; none where its text refuses it.
fn authorised(world: &World, text: &Terms, dice: &mut Dice) -> Option<(Vec<Process>, Authority)> {
    let mut draw = || {
        let mut drawn = process(world, text, dice);
        drawn.necessity = *dice.pick(&[Necessity::Required, Necessity::Optional]);
        drawn.basis = *dice.pick(&[Basis::Contract, Basis::Contract, Basis::Consent, Basis::LegalDuty]);
        drawn
    };
    let mut processes = vec![draw()];
    if dice.percent(30) {
        let mut second = process(world, text, dice);
        second.necessity = Necessity::Optional;
        processes.push(second);
    }
    let declaration = Declaration::new(processes.clone()).unwrap();
    Some((processes, declaration.authorise(AGREEMENT, Window::ALWAYS, &text.compile(), None).ok()?))
}

fn is_marked(word: &Word, vocabulary: &Vocabulary) -> bool {
    vocabulary.is_marked(Cone::Data, word)
}

fn data(grant: &Grant) -> &Word {
    grant.scope.data.first().unwrap()
}

/// Every request that the grant was made for, one word a dimension.
fn combinations(grant: &Grant) -> Vec<Request> {
    let scope = &grant.scope;
    let mut all = Vec::new();
    for purpose in &scope.purpose {
        for operation in &scope.operation {
            for recipient in &scope.recipient {
                let request = Request::new(data(grant).clone(), purpose.clone(), operation.clone(), recipient.clone());
                all.push(Request { conditions: grant.conditions.clone(), ..request });
            }
        }
    }
    all
}

/// The ledger, and what the person did, kept apart from it.
struct Told<'a> {
    vocabulary: &'a Vocabulary,
    ledger: Ledger,
    grants: BTreeMap<GrantId, Grant>,
    /// The grants that an explicit consent made.
    consented: BTreeSet<GrantId>,
    /// The position in the person's stream.
    n: u64,
}

impl<'a> Told<'a> {
    fn new(text: &'a Terms, authority: &Authority) -> Self {
        let mut ledger = Ledger::new();
        ledger.agree(&shop(), AGREEMENT, text, Window::ALWAYS).unwrap();
        for grant in &authority.grants {
            ledger.grant(&shop(), grant.clone()).unwrap();
        }
        let grants = authority.grants.iter().map(|grant| (grant.id, grant.clone())).collect();
        Self { vocabulary: text.vocabulary(), ledger, grants, consented: BTreeSet::new(), n: 0 }
    }

    /// A yes, whose message is named by its position.
    fn give(&mut self, pending: &Pending) -> GrantId {
        self.n += 1;
        let mut message = [0; 32];
        message[..8].copy_from_slice(&self.n.to_be_bytes());
        let given = pending.given(&message);
        assert_eq!(given.id, GrantId::of(&AGREEMENT, given.process, data(&given), Some(&message)));
        assert_eq!(Grant { id: pending.grant().id, ..given.clone() }, *pending.grant());
        self.ledger.grant_at(&shop(), given.clone(), self.n).unwrap();
        let id = given.id;
        if pending.needs == Needs::ExplicitConsent {
            self.consented.insert(id);
        }
        assert!(self.grants.insert(id, given).is_none(), "each yes makes a grant of its own");
        id
    }

    /// A move as a step, or as an order of the person's over this grant or over all.
    fn go(&mut self, id: GrantId, step: GrantMove, dice: &mut Dice) {
        if dice.percent(50) {
            let told = self.grants[&id].status.after(step);
            let done = self.ledger.step(&shop(), &id, step, now());
            assert_eq!(done.is_ok(), told.is_ok());
            if let Ok(status) = told {
                self.grants.get_mut(&id).unwrap().status = status;
            }
            return;
        }
        self.n += 1;
        let which = if dice.percent(20) { WhichGrants::All } else { WhichGrants::These([id].into()) };
        for grant in self.grants.values_mut().filter(|grant| which.contains(&grant.id)) {
            if let Ok(status) = grant.status.after(step) {
                grant.status = status;
            }
        }
        self.ledger.order(&shop(), &GrantOrder { agreement: AGREEMENT, n: self.n, which, step }).unwrap();
    }

    fn usable(&self) -> impl Iterator<Item = &Grant> {
        self.grants.values().filter(|grant| grant.status == GrantStatus::Active)
    }

    /// The answer by the grants that stand, one combination after the other.
    fn told(&self, request: &Request) -> Effect {
        let covers = |grant: &&Grant| combinations(grant).iter().any(|one| request.is_within(one, self.vocabulary));
        let covering: Vec<&Grant> = self.usable().filter(covers).collect();
        match covering.as_slice() {
            [] => Effect::Deny,
            grants if grants.iter().all(|grant| grant.ask) => Effect::Ask,
            _ => Effect::Permit,
        }
    }

    /// The laws over one request.
    fn holds(&self, request: &Request) -> Effect {
        let effect = self.ledger.verdict(&shop(), request, now()).effect;
        assert_eq!(effect, self.told(request), "{request:?}");
        if effect != Effect::Deny && is_marked(&request.data, self.vocabulary) {
            let decision = self.ledger.decide(&shop(), request, now());
            assert!(matches!(decision, Decision::Permit(_) | Decision::Ask(_)));
            assert!(!decision.grounds().is_empty());
            for ground in decision.grounds() {
                let Ground::Grant(id) = ground else { panic!("{ground:?}") };
                let grant = &self.grants[id];
                assert!(self.consented.contains(id) && grant.basis == Basis::Consent, "{grant:?}");
                assert!(is_marked(data(grant), self.vocabulary), "by its own name: {grant:?}");
            }
        }
        effect
    }

    /// Withdrawn is final, for every move and every way to it.
    fn over(&mut self, dice: &mut Dice) {
        let over: Vec<Grant> =
            self.grants.values().filter(|grant| grant.status == GrantStatus::Withdrawn).cloned().collect();
        for grant in dice.maybe(&over).into_iter().cloned().collect::<Vec<_>>() {
            for step in [GrantMove::Pause, GrantMove::Resume, GrantMove::Withdraw] {
                let refused = self.ledger.step(&shop(), &grant.id, step, now());
                assert!(matches!(refused, Err(DecisionError::WrongState { .. })), "{refused:?}");
            }
            self.n += 1;
            let which = WhichGrants::These([grant.id].into());
            let order = GrantOrder { agreement: AGREEMENT, n: self.n, which, step: GrantMove::Resume };
            self.ledger.order(&shop(), &order).unwrap();
            let again = Grant { status: GrantStatus::Active, ..grant.clone() };
            let refused = self.ledger.grant_at(&shop(), again, self.n + 1);
            assert!(matches!(refused, Err(DecisionError::AlreadyThere { .. })), "{refused:?}");
            assert_eq!(self.ledger.find(&shop(), &grant.id).unwrap().status, GrantStatus::Withdrawn);
        }
        for grant in self.grants.values() {
            assert_eq!(self.ledger.find(&shop(), &grant.id), Some(grant));
        }
    }
}

/// A request for the word itself, for a part of it, or for a relative of its data.
fn probe(world: &World, grant: &Grant, dice: &mut Dice) -> Request {
    let request = dice.pick(&combinations(grant)).clone();
    match dice.below(3) {
        0 => request,
        1 => narrower(world, &request, dice),
        _ => Request { data: world.near(Cone::Data, &request.data, dice), ..request },
    }
}

/// Nothing that is marked or optional stands at once, and the rest does.
fn waits(processes: &[Process], authority: &Authority, vocabulary: &Vocabulary) {
    for grant in &authority.grants {
        let process = &processes[usize::try_from(grant.process).unwrap()];
        assert!(process.necessity == Necessity::Required && !is_marked(data(grant), vocabulary), "{grant:?}");
    }
    for pending in &authority.pending {
        let process = &processes[usize::try_from(pending.grant().process).unwrap()];
        match pending.needs {
            Needs::ExplicitConsent => {
                assert!(is_marked(data(pending.grant()), vocabulary));
                assert_eq!(pending.grant().basis, Basis::Consent);
            }
            Needs::Yes => {
                assert!(!is_marked(data(pending.grant()), vocabulary));
                assert_eq!(process.necessity, Necessity::Optional);
            }
        }
    }
}

#[test]
fn what_waits_stands_by_a_yes_of_its_own_until_it_is_withdrawn() {
    let (mut dice, mut tally) = (Dice::new(23), Tally::default());
    for _ in 0..decisions() / 10 {
        let world = World::draw(&mut dice);
        let text = terms(&world, &mut dice);
        let Some((processes, authority)) = authorised(&world, &text, &mut dice) else {
            tally.count(["refused"]);
            continue;
        };
        waits(&processes, &authority, text.vocabulary());
        let Some(pending) = dice.maybe(&authority.pending) else {
            tally.count(["nothing waits"]);
            continue;
        };
        let mut told = Told::new(&text, &authority);
        let own = dice.pick(&combinations(pending.grant())).clone();
        let marked = pending.needs == Needs::ExplicitConsent;

        let before = told.holds(&own);
        assert!(!marked || before == Effect::Deny, "what is marked waits for its consent");
        let first = told.give(pending);
        assert_ne!(told.holds(&own), Effect::Deny, "a yes is a yes to all that it names");
        told.go(first, GrantMove::Withdraw, &mut dice);
        told.over(&mut dice);
        let after = told.holds(&own);
        assert!(!marked || after == Effect::Deny, "what is withdrawn is over");
        let second = told.give(pending);
        assert_ne!(first, second);
        assert_ne!(told.holds(&own), Effect::Deny, "a new consent is a new grant");
        assert_eq!(told.ledger.find(&shop(), &first).unwrap().status, told.grants[&first].status);

        for _ in 0..8 {
            let pending = dice.pick(&authority.pending);
            let ids: Vec<GrantId> = told.grants.keys().copied().collect();
            match dice.below(5) {
                0 | 1 => {
                    told.give(pending);
                }
                2 => told.go(*dice.pick(&ids), GrantMove::Withdraw, &mut dice),
                3 => told.go(*dice.pick(&ids), GrantMove::Pause, &mut dice),
                _ => told.go(*dice.pick(&ids), GrantMove::Resume, &mut dice),
            }
            for _ in 0..4 {
                let effect = told.holds(&probe(&world, pending.grant(), &mut dice));
                tally.count([effect.name()]);
            }
            told.over(&mut dice);
        }
        tally.count([if marked { "marked" } else { "optional" }]);
    }
    tally.end("consents", &["marked", "optional", "permit", "deny", "ask"]);
}
