//! A whole life between two sides as one bundle, and what an auditor finds in it.

use super::parties::{Two, after, base_entry};
use vrm_core::agreement::{Agreement, Role};
use vrm_core::chain::{Commitment, Stream, StreamHead};
use vrm_core::dispute::{Bundle, Doubt, Findings, Label, OpenedEvent, Statement, Subject};
use vrm_core::message::{Ended, GrantStep, Jti, Seen, WhichGrants, Withdrawal};

/// A stream of one side: its events, opened.
pub(crate) struct History {
    pub(crate) of: Role,
    pub(crate) id: [u8; 16],
    pub(crate) events: Vec<OpenedEvent>,
}

impl History {
    pub(crate) fn new(of: Role, events: u64) -> Self {
        let id = [of as u8 + 1; 16];
        let event = |n| OpenedEvent { of, n, salt: [n as u8; 32], event: format!(r#"{{"kind":"noted","n":{n}}}"#) };
        Self { of, id, events: (1..=events).map(event).collect() }
    }

    pub(crate) fn commitments(&self) -> Vec<Commitment> {
        self.events.iter().map(|event| Commitment::to(&event.salt, event.event.as_bytes())).collect()
    }

    /// Where it stood after `n` events.
    pub(crate) fn head(&self, n: usize) -> StreamHead {
        self.commitments().iter().take(n).fold(Stream::start(self.id), |stream, event| stream.after(event)).head()
    }
}

pub(crate) fn withdrawal(agreement: &Agreement, n: u64) -> Withdrawal {
    Withdrawal(GrantStep { agreement: agreement.id(), n, which: WhichGrants::All, at: after(0) })
}

pub(crate) fn seen(stream: StreamHead) -> Seen {
    Seen { of: Jti::from_bytes([9; 16]), stream }
}

/// Everything there can be in a bundle, all of it signed: texts, a rotation of each side, messages before and after,
/// streams that are covered to their ends, opened events.
pub(crate) fn whole_life(two: &mut Two) -> Bundle {
    let agreement = two.agreement();
    let streams = [History::new(Role::Person, 3), History::new(Role::Vendor, 2)];
    let mut bundle = Bundle::of(&agreement).with_texts(base_entry());
    let first = two.say(Role::Person, withdrawal(&agreement, 1), after(600));
    let answer = two.say(Role::Vendor, seen(streams[1].head(1)), after(660));
    let (by_person, _) = two.rotate(Role::Person, after(1200));
    let (by_shop, _) = two.rotate(Role::Vendor, after(1260));
    let last = Ended { agreement: agreement.id(), stream: streams[0].head(3), at: after(1800) };
    let last = two.say(Role::Person, last, after(1800));
    let end = two.say(Role::Vendor, seen(streams[1].head(2)), after(1860));
    bundle = bundle.with_rotation(by_person.as_str()).with_rotation(by_shop.as_str());
    for text in [first.as_str(), answer.as_str(), last.as_str(), end.as_str()] {
        bundle = bundle.with_message(text);
    }
    for stream in streams {
        bundle = bundle.with_stream(stream.of, stream.id, stream.commitments());
        bundle = stream.events.into_iter().fold(bundle, Bundle::with_event);
    }
    bundle
}

pub(crate) fn audit(bundle: &Bundle) -> Findings {
    bundle.verify(after(86_400))
}

pub(crate) fn labels(findings: &Findings) -> Vec<Label> {
    findings.statements.iter().map(|statement| statement.label).collect()
}

pub(crate) fn find(findings: &Findings, is: impl Fn(&Subject) -> bool) -> &Statement {
    let mut found = findings.statements.iter().filter(|statement| is(&statement.subject));
    let statement = found.next().unwrap_or_else(|| panic!("no such statement: {findings:#?}"));
    assert!(found.next().is_none(), "two of them: {findings:#?}");
    assert!(statement.label != Label::Asserted || statement.doubt.is_some(), "a reason where it is due");
    statement
}

pub(crate) fn agreement_label(findings: &Findings) -> Label {
    find(findings, |subject| matches!(subject, Subject::Agreement { .. })).label
}

pub(crate) fn signature(findings: &Findings, at: u32) -> Doubt {
    let statement = find(findings, |subject| matches!(subject, Subject::Signature { index } if *index == at));
    statement.doubt.clone().unwrap()
}

pub(crate) fn rotation(findings: &Findings, at: u32) -> Result<Label, Doubt> {
    outcome(find(findings, |subject| matches!(subject, Subject::Rotation { index } if *index == at)))
}

pub(crate) fn message(findings: &Findings, at: u32) -> Result<Label, Doubt> {
    outcome(find(findings, |subject| matches!(subject, Subject::Message { index, .. } if *index == at)))
}

/// What was found of a stream, and how much of it a signed head covers.
pub(crate) fn stream(findings: &Findings, at: u32) -> (Result<Label, Doubt>, u64) {
    let statement = find(findings, |subject| matches!(subject, Subject::Stream { index, .. } if *index == at));
    let Subject::Stream { covered, .. } = statement.subject else { panic!("no stream") };
    (outcome(statement), covered)
}

pub(crate) fn event(findings: &Findings, at: u32) -> Result<Label, Doubt> {
    outcome(find(findings, |subject| matches!(subject, Subject::Event { index, .. } if *index == at)))
}

fn outcome(statement: &Statement) -> Result<Label, Doubt> {
    statement.doubt.clone().map_or(Ok(statement.label), Err)
}
