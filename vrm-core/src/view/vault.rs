//! The person's data, and what was given of it.

use super::error::StateError;
use super::picture::View;
use super::relationship::Relationship;
use super::state::State;
use crate::agreement::Role;
use crate::chain::StreamId;
use crate::decision::{Ask, Decision, Effect, Grant, GrantId, GrantStatus, Ground, Reason, Request};
use crate::error::Error;
use crate::history::{Entry, Event};
use crate::message::Jti;
use crate::time::Instant;
use crate::vault::{DisclosureMove, DisclosureState, Given, ItemFacts, ItemId, VaultError};
use crate::vocab::Word;
use std::sync::Arc;

/// An item, and the name of the document that holds its value.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub(crate) facts: ItemFacts,
    pub(crate) content: [u8; 32],
}

impl State {
    pub(crate) fn item(&self, id: ItemId) -> Result<&Stored, VaultError> {
        self.items.get(&id).map(AsRef::as_ref).ok_or(VaultError::NoSuchItem { item: id })
    }

    pub(crate) fn items(&self) -> impl Iterator<Item = &ItemFacts> {
        self.items.values().map(|item| &item.facts)
    }

    /// An item is stored, in place of the one of its name if there is one.
    pub(super) fn store(
        &mut self,
        facts: ItemFacts,
        content: [u8; 32],
        replaces: Option<[u8; 32]>,
    ) -> Result<(), Error> {
        if self.items.get(&facts.id).map(|known| known.content) != replaces {
            return Err(StateError::OutOfPlace { kind: "stored" }.into());
        }
        self.items.insert_mut(facts.id, Arc::new(Stored { facts, content }));
        Ok(())
    }

    pub(super) fn remove(&mut self, item: ItemId, content: [u8; 32]) -> Result<(), Error> {
        if self.item(item)?.content != content {
            return Err(StateError::OutOfPlace { kind: "removed" }.into());
        }
        self.items.remove_mut(&item);
        Ok(())
    }

    /// Data was given. At the person's side that uses the grant; at the desk's the desk does.
    pub(super) fn disclosed(&mut self, between: &mut Relationship, entry: &Entry) -> Result<(), Error> {
        let Event::Disclosed { jti, exp, agreement, grant, items, .. } = &entry.event else {
            return Err(StateError::OutOfPlace { kind: entry.event.kind() }.into());
        };
        between.agreed_in_force(agreement)?;
        let known = self.ledger.find(&between.vendor, grant).filter(|grant| grant.agreement == *agreement);
        known.ok_or(StateError::NoSuchGrant { id: *grant })?;
        if let Some(other) = items.iter().find(|item| !self.ledger.is_of(&between.vendor, grant, &item.data)) {
            return Err(VaultError::NotOfGrant { data: other.data.name(), grant: *grant }.into());
        }
        if between.disclosures.contains_key(jti) {
            return Err(StateError::OutOfPlace { kind: "disclosed" }.into());
        }
        let own = self.role() == Role::Person;
        let state = if own { DisclosureState::Prepared } else { DisclosureState::Acknowledged };
        let (at, until) = (entry.at, *exp);
        let given = Given { agreement: *agreement, grant: *grant, items: items.clone(), at, until, state, kept: true };
        between.disclosures.insert_mut(*jti, Arc::new(given));
        if own {
            between.awaits(*jti, at);
            self.used(between, grant, at)?;
        }
        Ok(())
    }

    /// Whether data of a category may be given under a grant now: the grant is in use, is of that data, and every use that
    /// it speaks of is permitted by this side's own decision.
    pub(crate) fn may_give(
        &self,
        between: &Relationship,
        grant: &Grant,
        data: &Word,
        now: Instant,
    ) -> Result<(), Error> {
        let (vendor, id) = (between.vendor(), grant.id);
        if let Some(reason) = self.ledger.held_back(vendor, &id, now) {
            return Err(VaultError::GrantHeld { grant: id, reason }.into());
        }
        if !self.ledger.is_of(vendor, &id, data) {
            return Err(VaultError::NotOfGrant { data: data.name(), grant: id }.into());
        }
        // Another grant's yes is no yes to this one.
        if grant.ask {
            let ask = Ask { grounds: vec![Ground::Grant(id)], excludes_marked: false };
            return Err(VaultError::NotPermitted { decision: Box::new(Decision::Ask(ask)) }.into());
        }
        let permitted = |effect: Effect| effect == Effect::Permit;
        match grant.first_not(data, |request| permitted(self.ledger.verdict(vendor, request, now).effect)) {
            None => Ok(()),
            Some(request) => {
                let decision = Box::new(self.ledger.decide(vendor, &request, now));
                Err(VaultError::NotPermitted { decision }.into())
            }
        }
    }

    /// Whether a letter may leave still: data does not, once the person has said no to what it was given for.
    pub(crate) fn may_leave(&self, stream: StreamId, letter: &Jti, now: Instant) -> bool {
        let Ok(between) = self.relationship(stream) else { return true };
        let Some(given) = between.disclosure(letter).filter(|_| self.role() == Role::Person) else { return true };
        let Ok(grant) = self.grant_in_force(between, given.grant) else { return false };
        if grant.status != GrantStatus::Spent {
            return given.items.iter().all(|item| self.may_give(between, grant, &item.data, now).is_ok());
        }
        // Given once, and used by this letter itself: what is left to ask are the blocks.
        let is_blocked = |request: &Request| {
            let decision = self.ledger.decide(between.vendor(), request, now);
            decision.reasons().iter().any(|reason| matches!(reason, Reason::Blocked { .. }))
        };
        given.items.iter().all(|item| grant.first_not(&item.data, |request| !is_blocked(request)).is_none())
    }

    /// The grant under which something is to be given: of an agreement that is in force with this vendor.
    pub(crate) fn grant_in_force(&self, between: &Relationship, grant: GrantId) -> Result<&Grant, StateError> {
        let found = self.ledger.find(between.vendor(), &grant).ok_or(StateError::NoSuchGrant { id: grant })?;
        between.agreed_in_force(&found.agreement).map(|_| found)
    }
}

impl Relationship {
    /// What was given to the vendor, each with the number of its message, and in no order of time.
    pub fn disclosures(&self) -> impl Iterator<Item = (Jti, &Given)> {
        self.disclosures.iter().map(|(jti, given)| (*jti, given.as_ref()))
    }

    /// One of them.
    #[must_use]
    pub fn disclosure(&self, id: &Jti) -> Option<&Given> {
        self.disclosures.get(id).map(AsRef::as_ref)
    }

    /// When something was given last under a grant that the vendor has not said to have deleted.
    pub(super) fn given_under(&self, grant: &GrantId) -> Option<Instant> {
        let held = |given: &&Arc<Given>| given.grant == *grant && given.state != DisclosureState::DeletionConfirmed;
        self.disclosures.values().filter(held).map(|given| given.at).max()
    }

    fn given(&self, id: &Jti) -> Result<Given, VaultError> {
        self.disclosure(id).cloned().ok_or(VaultError::NoSuchDisclosure)
    }

    /// A move of a disclosure on its chart.
    pub(super) fn step_disclosure(&mut self, id: &Jti, step: DisclosureMove) -> Result<(), Error> {
        let given = self.given(id)?;
        let state = given.state.after(step)?;
        self.disclosures.insert_mut(*id, Arc::new(Given { state, ..given }));
        Ok(())
    }

    /// The vendor has seen a message. Where it was asked for a deletion by then, that stands.
    pub(super) fn disclosure_seen(&mut self, id: &Jti) -> Result<(), Error> {
        let waits = |given: &Given| given.state.after(DisclosureMove::Acknowledge).is_ok();
        if self.disclosure(id).is_some_and(waits) {
            self.step_disclosure(id, DisclosureMove::Acknowledge)
        } else {
            Ok(())
        }
    }

    /// The values of a disclosure are kept no longer.
    pub(super) fn values_deleted(&mut self, id: &Jti) -> Result<(), Error> {
        let given = self.given(id)?;
        if !given.kept {
            return Err(VaultError::Deleted.into());
        }
        self.disclosures.insert_mut(*id, Arc::new(Given { kept: false, ..given }));
        Ok(())
    }
}

impl View {
    /// The items of the person's data, by their ids and without their values.
    pub fn items(&self) -> impl Iterator<Item = &ItemFacts> {
        self.state().items()
    }

    /// What is known of one item without its value.
    ///
    /// # Errors
    /// [`VaultError::NoSuchItem`].
    pub fn item_facts(&self, id: ItemId) -> Result<&ItemFacts, VaultError> {
        Ok(&self.state().item(id)?.facts)
    }

    /// What [`Person::give`](crate::person::Person::give) would give to a vendor now: each grant with each item that is of
    /// its data.
    ///
    /// # Errors
    /// [`StateError::NoSuchRelationship`]; [`StateError::ClockWentBack`].
    pub fn givable(&self, relationship: StreamId, now: Instant) -> Result<Vec<(GrantId, ItemId)>, StateError> {
        let (state, now) = (self.state(), self.state().effective(now)?);
        let between = state.relationship(relationship)?;
        let grants = state.ledger().grants(between.vendor()).filter(|grant| between.is_in_force(&grant.agreement));
        let grants: Vec<&Grant> = grants.collect();
        let mut givable = Vec::new();
        for item in state.items().filter(|item| item.is_valid(now)) {
            let may = |grant: &&&Grant| state.may_give(between, grant, &item.data, now).is_ok();
            givable.extend(grants.iter().filter(may).map(|grant| (grant.id, item.id)));
        }
        givable.sort_unstable();
        Ok(givable)
    }
}
