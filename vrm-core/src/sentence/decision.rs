//! A decision in sentences.

use super::{Argument, Sentence, phrase};
use crate::decision::{Ask, Decision, Deny, Ground, Permit, Reason};
use crate::terms::{Duty, Timing, Trigger};

impl Decision {
    /// What was decided and why, the answer itself first.
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        match self {
            Self::Permit(permit) => of_permit(permit),
            Self::Ask(ask) => of_ask(ask),
            Self::Deny(deny) => of_deny(deny),
        }
    }
}

impl Reason {
    /// Why not, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::UnknownTerm { term } => {
                Sentence::new("deny.unknown-term").with("term", Argument::Unknown(term.clone()))
            }
            Self::Forbidden { rule } => Sentence::new("deny.forbidden").with("rule", Argument::Id(rule.clone())),
            Self::Blocked { block } => Sentence::new("deny.blocked").with("block", Argument::Id(block.clone())),
            Self::NotPermitted => Sentence::new("deny.not-permitted"),
            Self::NoAgreement => Sentence::new("deny.no-agreement"),
            Self::NotGranted => Sentence::new("deny.not-granted"),
            Self::MarkedNotNamed => Sentence::new("deny.marked-not-named"),
            Self::Expired => Sentence::new("deny.expired"),
            Self::Withdrawn => Sentence::new("deny.withdrawn"),
            Self::NotYet => Sentence::new("deny.not-yet"),
            Self::DutyOpen => Sentence::new("deny.duty-open"),
            Self::Paused => Sentence::new("deny.paused"),
        }
    }
}

fn of_permit(permit: &Permit) -> Vec<Sentence> {
    let mut said = vec![Sentence::new("permit")];
    said.extend(permit.grounds.iter().map(|ground| by(ground, "permit.rule", "permit.grant")));
    if permit.excludes_marked {
        said.push(Sentence::new("permit.excludes-marked"));
    }
    said.extend(permit.until.map(|until| Sentence::new("permit.until").with("until", Argument::Instant(until))));
    said.extend(permit.duties.iter().map(of_duty));
    said
}

fn of_ask(ask: &Ask) -> Vec<Sentence> {
    let mut said = vec![Sentence::new("ask")];
    said.extend(ask.grounds.iter().map(|ground| by(ground, "ask.rule", "ask.grant")));
    if ask.excludes_marked {
        said.push(Sentence::new("ask.excludes-marked"));
    }
    said
}

fn of_deny(deny: &Deny) -> Vec<Sentence> {
    let mut said = vec![Sentence::new("deny")];
    said.extend(deny.reasons.iter().map(Reason::sentence));
    let nearest = deny.nearest.requests.iter();
    said.extend(nearest.map(|near| Sentence::new("deny.nearest").with("request", phrase::request(near))));
    if deny.nearest.requests.is_empty() {
        said.push(Sentence::new(if deny.nearest.searched_all { "deny.nearest.none" } else { "deny.nearest.maybe" }));
    }
    said
}

fn by(ground: &Ground, rule_key: &'static str, grant_key: &'static str) -> Sentence {
    match ground {
        Ground::Rule(id) => Sentence::new(rule_key).with("rule", Argument::Id(id.clone())),
        Ground::Grant(id) => Sentence::new(grant_key).with("grant", Argument::Id(id.to_string())),
    }
}

pub(super) fn of_duty(duty: &Duty) -> Sentence {
    let key = match (duty.timing, duty.due.map(|due| due.from)) {
        (Timing::Before, Some(Trigger::Asking)) => "permit.duty.before.asking",
        // No text and no grant has one that comes first and counts from what comes after it.
        (Timing::Before, _) => "permit.duty.before",
        (Timing::After, None) => "permit.duty.after",
        (Timing::After, Some(Trigger::Asking)) => "permit.duty.after.asking",
        (Timing::After, Some(Trigger::PurposeEnd)) => "permit.duty.after.purpose-end",
        (Timing::After, Some(Trigger::Collected)) => "permit.duty.after.collected",
    };
    let sentence = Sentence::new(key).with("what", Argument::Word(duty.what.clone()));
    match duty.due {
        Some(due) => sentence.with("days", Argument::Days(due.days)),
        None => sentence,
    }
}
