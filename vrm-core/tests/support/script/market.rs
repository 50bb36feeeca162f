//! Intentions and offers in a script, and what is seen of them.

use super::acts::strings;
use super::{Notes, PERSON, Player, Turn, form, text};
use serde_json::Value;
use std::collections::BTreeSet;
use vrm_core::chain::StreamId;
use vrm_core::error::Error;
use vrm_core::intention::{Quote, Rates, Reach, Want};
use vrm_core::keys::SignedId;
use vrm_core::life::Outcome;
use vrm_core::person::{Announcement, Market};
use vrm_core::time::Instant;
use vrm_core::view::View;

/// What a step announces.
pub(super) fn announcement(step: &Value, notes: &Notes) -> Announcement {
    let market = match &step["market"] {
        Value::String(name) if name == "anyone" => Market::Anyone,
        Value::String(name) if name == "agreed" => Market::Agreed,
        vendors => {
            let names = vendors.as_array().unwrap().iter().map(|name| name.as_str().unwrap());
            Market::Vendors(names.map(|name| notes.relationships[name]).collect::<BTreeSet<_>>())
        }
    };
    Announcement {
        want: Want::parse(&form(step, "want")).unwrap(),
        terms: strings(step, "terms").into_iter().map(str::to_owned).collect(),
        market,
        from: step.get("from").map(|_| Instant::parse(text(step, "from")).unwrap()),
        until: Instant::parse(text(step, "until")).unwrap(),
    }
}

pub(super) fn quote(step: &Value) -> Quote {
    Quote::parse(&form(step, "quote")).unwrap()
}

impl Notes {
    /// The intention that a step names.
    pub(super) fn intention(&self, step: &Value) -> StreamId {
        self.intentions[text(step, "intention")]
    }

    /// The cast that a step names: for its vendor, where the intention has one for it.
    pub(super) fn cast(&self, step: &Value) -> StreamId {
        let vendor = step.get("vendor").and_then(Value::as_str);
        let by_name = vendor.map(|vendor| format!("{}/{vendor}", text(step, "intention")));
        by_name.and_then(|name| self.casts.get(&name).copied()).unwrap_or_else(|| self.intention(step))
    }

    fn offer_named(&self, id: SignedId) -> &str {
        self.offers.iter().find(|(_, offer)| **offer == id).map_or("?", |(name, _)| name)
    }
}

impl Player {
    /// Notes what a command in the market made.
    pub(super) fn market(&mut self, outcome: &Outcome, turn: &Turn<'_>) -> Result<(), Error> {
        let step = turn.step;
        let name = |member: &str| step.pointer(member).and_then(Value::as_str).map(str::to_owned);
        if let (Some(sent), Some(name)) = (outcome.said.last(), name("/names/offer")) {
            self.notes.offers.insert(name, sent.id.unwrap());
        }
        match (turn.who, text(step, "do")) {
            (PERSON, "choose" | "danger_choose") => {
                self.notes.relationships.insert(text(step, "vendor").to_owned(), outcome.relationship);
            }
            (PERSON, "announce") => {
                let name = name("/names/intention").unwrap();
                let view = self.person()?.view();
                for cast in view.intention(outcome.relationship).into_iter().flatten() {
                    let Some(Reach::Vendor(did)) = cast.announced().map(|said| &said.audience) else { continue };
                    let vendor = self.notes.vendors.iter().find(|(_, known)| *known == did).unwrap().0.clone();
                    self.notes.casts.insert(format!("{name}/{vendor}"), cast.id());
                }
                self.notes.intentions.insert(name, outcome.relationship);
            }
            _ => {}
        }
        Ok(())
    }

    /// The offers in order, and those that are left out.
    pub(super) fn rank(&mut self, turn: &mut Turn<'_>) -> Result<(), Error> {
        let id = self.notes.intention(turn.step);
        let ranking = self.person()?.inbox(id)?.rank(&Rates::default(), turn.at, 100);
        let named = |id| self.notes.offer_named(id).to_owned();
        turn.see("ranking", ranking.offers.iter().map(|ranked| named(ranked.id)).collect::<Vec<_>>());
        turn.see("left_out", ranking.left_out.iter().map(|out| named(out.id)).collect::<Vec<_>>());
        Ok(())
    }

    /// Where an intention stands, and how many offers are held for it.
    pub(super) fn see_intention(&self, view: &View, turn: &mut Turn<'_>) {
        let Some(name) = turn.step.get("intention").and_then(Value::as_str).filter(|_| turn.who == PERSON) else {
            return;
        };
        let Some(casts) = self.notes.intentions.get(name).and_then(|id| view.intention(*id).ok()) else { return };
        turn.see("offers", casts.iter().map(|cast| cast.offers().count()).sum::<usize>());
        let cast = self.notes.cast(turn.step);
        if let Some(cast) = casts.iter().find(|known| known.id() == cast) {
            turn.see("intention", cast.state().name());
        }
    }
}
