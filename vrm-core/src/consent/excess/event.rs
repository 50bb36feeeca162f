//! What was said when, held against what a receipt says.

use super::Excess;
use crate::consent::{ConsentEvent, RecordId};
use crate::time::Instant;

pub(super) fn compare(record: RecordId, found: &[ConsentEvent], agreed: &[ConsentEvent]) -> Vec<Excess> {
    let mut all = Vec::new();
    for (at, yes) in yeses(found).enumerate() {
        match meant(yes, at == 0, agreed) {
            Meant::Said(said) => all.extend(held(record, yes, said)),
            Meant::Later(said) => {
                all.push(Excess::Earlier { record, found: yes.at, agreed: said.at });
                all.extend(held(record, yes, said));
            }
            Meant::Nothing => all.push(Excess::Unsaid { record, status: yes.status, at: yes.at }),
        }
    }
    let newest = found.last().zip(agreed.last());
    let revived = newest.filter(|(found, agreed)| found.status.is_valid() && !agreed.status.is_valid());
    if let Some((found, agreed)) = revived {
        all.push(Excess::Status { record, found: found.status, agreed: agreed.status });
    }
    let mut ends: Vec<&ConsentEvent> = agreed
        .iter()
        .zip(agreed.iter().skip(1))
        .filter(|(before, event)| before.status.is_valid() && !event.status.is_valid())
        .map(|(_, event)| event)
        .collect();
    if revived.is_some() {
        ends.pop();
    }
    let left_out = ends.into_iter().filter(|end| standing(found, end.at).is_some_and(|event| event.status.is_valid()));
    all.extend(left_out.map(|end| Excess::Ending { record, status: end.status, at: end.at }));
    all
}

/// What was really said where a receipt has a yes.
enum Meant<'a> {
    Said(&'a ConsentEvent),
    Later(&'a ConsentEvent),
    Nothing,
}

/// The first yes of a receipt may begin later than the consent did; any other is one that was said.
fn meant<'a>(yes: &ConsentEvent, is_first: bool, agreed: &'a [ConsentEvent]) -> Meant<'a> {
    let same = |said: &&ConsentEvent| (said.status, said.at) == (yes.status, yes.at);
    if let Some(said) = yeses(agreed).find(same) {
        return Meant::Said(said);
    }
    match standing(agreed, yes.at).filter(|event| event.status.is_valid()) {
        Some(said) if is_first => Meant::Said(said),
        _ => match yeses(agreed).next() {
            Some(said) if is_first && yes.at < said.at => Meant::Later(said),
            _ => Meant::Nothing,
        },
    }
}

fn held(record: RecordId, yes: &ConsentEvent, said: &ConsentEvent) -> Vec<Excess> {
    let mut all = Vec::new();
    if yes.by != said.by {
        all.push(Excess::SaidBy { record, at: yes.at, found: yes.by.clone() });
    }
    if let Some(agreed) = said.until.filter(|agreed| yes.until.is_none_or(|until| until > *agreed)) {
        all.push(Excess::Until { record, found: yes.until, agreed });
    }
    all
}

fn yeses(events: &[ConsentEvent]) -> impl Iterator<Item = &ConsentEvent> {
    events.iter().filter(|event| event.status.is_valid())
}

/// The event that stands at a time.
fn standing(events: &[ConsentEvent], at: Instant) -> Option<&ConsentEvent> {
    events.iter().rev().find(|event| event.at <= at)
}
