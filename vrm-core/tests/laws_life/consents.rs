//! What holds of consents, of the data that is given under them, and of receipts.

use crate::data::VALUE;
use crate::support::hex;
use crate::support::hostile::{base64url, part_value};
use crate::world::{Past, World};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use vrm_core::agreement::Role;
use vrm_core::decision::{GrantId, GrantStatus};
use vrm_core::history::Event;
use vrm_core::life::Outcome;
use vrm_core::log::Letter;
use vrm_core::message::{AnyMessage, Jti, MessageKind};
use vrm_core::store::Store as _;
use vrm_core::view::Receipted;

/// How a value may be written: as it is, in hexadecimal, and in base64 wherever in a text it begins.
static FORMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let base64 = (0..3).map(|before| {
        let text = base64url([&b"xx"[..before], VALUE.as_bytes()].concat());
        // The first and the last character depend on what stands beside.
        text[before + before.min(1)..text.len() - 2].to_owned()
    });
    base64.chain([VALUE.to_owned(), hex(VALUE.as_bytes())]).collect()
});

/// That a text holds no value of the person's.
pub(crate) fn is_silent(text: &str) {
    assert!(!FORMS.iter().any(|form| text.contains(form)), "it holds a value: {text}");
}

impl Past {
    /// Whether a grant is there by a yes of the person's alone: a consent, or the answer to a question.
    pub(crate) fn is_yes(&self, grant: GrantId) -> bool {
        self.consented.contains(&grant) || self.answered.contains(&grant)
    }
}

impl World {
    /// Takes note of every yes of the person's.
    pub(crate) fn sign(&mut self) {
        let view = self.person.view();
        for between in view.relationships() {
            for consent in between.consents() {
                self.past.consented.insert(consent.grant);
            }
            self.past.given.extend(between.disclosures().map(|(id, _)| id));
            self.past.claims.extend(between.rights().map(|(id, _)| id));
            self.past.answered.extend(between.questions().filter_map(|(_, question)| question.grant));
        }
    }

    /// Takes note of what was said, and of what it took back.
    pub(crate) fn told(&mut self, done: Option<Outcome>) {
        let Some(outcome) = done else { return };
        is_silent(&format!("{outcome:?}"));
        for entry in self.person.events_since(outcome.first - 1, u32::MAX).unwrap_or_default() {
            let Event::Said { by: Role::Person, message } = entry.event() else { continue };
            let AnyMessage::Withdrawal(_) = message.as_ref() else { continue };
            let Some(sent) = outcome.said.iter().find(|sent| sent.kind == MessageKind::Withdrawal) else { continue };
            let order = part_value(message.as_str(), 1).canonical();
            let view = self.person.view();
            let grants = view.grants(entry.stream()).unwrap().filter(|grant| grant.status == GrantStatus::Withdrawn);
            // All of an agreement, or those that it names.
            let is_named = |id: String| order.contains(&id);
            let all = order.contains(r#""all":true"#);
            let gone =
                grants.filter(|grant| is_named(grant.agreement.to_string()) && (all || is_named(grant.id.to_string())));
            let gone: BTreeSet<GrantId> = gone.map(|grant| grant.id).collect();
            self.past.withdrawn.extend(&gone);
            self.past.taken_back.insert(sent.letter, gone);
        }
        for sent in outcome.said {
            self.past.letters.extend(sent.id.map(|id| (id, sent.letter)));
        }
    }

    /// A desk took a letter: what was taken back in it binds from then on.
    pub(crate) fn bind(&mut self, desk: usize, letter: Jti) {
        let gone = self.past.taken_back.get(&letter);
        self.past.bound.extend(gone.into_iter().flatten().map(|grant| (desk, *grant)));
    }

    /// Values leave only while a grant for them stands, in an agreement that is in force, and nothing blocks them.
    pub(crate) fn may_leave(&self, letter: &Letter) {
        let view = self.person.view();
        for between in view.relationships() {
            let Some(given) = between.disclosure(&letter.id) else { continue };
            let grant = view.grant(between.id(), given.grant).unwrap();
            let stands = matches!(grant.status, GrantStatus::Active | GrantStatus::Spent);
            let in_force = between.in_force().any(|agreed| agreed.agreement.id() == given.agreement);
            let taken_back = self.past.withdrawn.contains(&grant.id);
            assert!(stands && in_force && !taken_back, "values leave: {:?}, {in_force}", grant.status);
            assert!(view.blocks().next().is_none() && self.at < given.until, "values leave, blocked or too late");
        }
    }

    /// An honest desk's receipt claims nothing in excess, and is never refused; but for one that was made before its desk
    /// heard of an end, and was overtaken by it: what it says was true.
    pub(crate) fn believe_receipts(&mut self) {
        let view = self.person.view();
        for desk in 0..self.desks.len() {
            let Ok(between) = view.relationship(self.relationships[desk]) else { continue };
            for receipt in between.receipts() {
                let believed = receipt.excess.is_empty() && !receipt.refused;
                assert!(believed || self.is_overtaken(desk, receipt), "{:?}", receipt.excess);
            }
        }
    }

    /// Whether something ended in the desk's history after a receipt was made, or nobody knows any more.
    fn is_overtaken(&mut self, desk: usize, receipt: &Receipted) -> bool {
        let ends = ["withdrawn", "ended", "agreed", "called-late", "lapsed", "terminated"];
        for customer in self.customers(desk) {
            let view = self.desks[desk].customer(customer).unwrap();
            let Some(of) = view.relationships().find(|of| of.receipt(&receipt.id).is_some()) else { continue };
            let events = self.desks[desk].events_since(customer, 0, u32::MAX).unwrap();
            let stream = events.iter().filter(|entry| entry.stream() == of.id());
            let after = stream.skip(usize::try_from(receipt.receipt.stream.n).unwrap());
            return after.into_iter().any(|entry| ends.contains(&entry.event().kind()));
        }
        self.past.erased.contains(&desk)
    }

    /// No value stands in an event, in a row, or in what anything is shown as.
    pub(crate) fn keep_silent(&mut self) {
        let from = |read: Option<u64>| read.unwrap_or_default();
        let mut events = self.person.events_since(from(self.past.read.get(&None).copied()), u32::MAX).unwrap();
        self.past.read.insert(None, self.person.head().p());
        for (desk, customer) in self.histories() {
            let (of, theirs) = (Some((desk, customer)), &mut self.desks[desk]);
            events.extend(theirs.events_since(customer, from(self.past.read.get(&of).copied()), u32::MAX).unwrap());
            self.past.read.insert(of, theirs.head(customer).unwrap().p());
        }
        for entry in events {
            is_silent(&entry.to_text());
            is_silent(&format!("{entry:?}"));
        }
        for store in &self.stores {
            for (key, value) in store.scan(&[], &[0xff; 64], u32::MAX).unwrap() {
                [key, value].iter().for_each(|bytes| is_silent(&String::from_utf8_lossy(bytes)));
            }
        }
        is_silent(&format!("{:?} {:?}", self.person, self.desks));
    }
}
