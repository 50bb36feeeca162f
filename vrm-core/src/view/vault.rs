//! The person's data, and what was given of it.

use super::error::StateError;
use super::picture::View;
use super::relationship::{Agreed, Relationship};
use super::state::State;
use crate::agreement::Role;
use crate::chain::StreamId;
use crate::decision::{AgreementId, Ask, Decision, Effect, Grant, GrantId, GrantStatus, Ground, Reason, Request};
use crate::did::Did;
use crate::error::Error;
use crate::history::{Entry, Event};
use crate::message::Jti;
use crate::relationship::AgreementState;
use crate::time::Instant;
use crate::vault::{
    DisclosureMove, DisclosureState, Given, GivenItem, GivenValue, ItemFacts, ItemId, Source, VaultError,
};
use crate::vocab::Word;
use std::collections::{BTreeMap, BTreeSet};
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

    /// The vendor vouches for an item as it is.
    pub(super) fn vouched_for(
        &mut self,
        between: &Relationship,
        item: ItemId,
        content: &[u8; 32],
    ) -> Result<(), Error> {
        let stored = self.item(item)?.clone();
        if stored.content != *content || stored.facts.source != Source::ThirdParty {
            return Err(StateError::OutOfPlace { kind: "sourced" }.into());
        }
        self.name_source(stored, Source::Issuer(between.vendor().clone()));
        Ok(())
    }

    /// Nothing of the person's own names a vendor that was erased.
    pub(super) fn unname(&mut self, vendor: &Did) {
        let of = |item: &&Arc<Stored>| matches!(&item.facts.source, Source::Issuer(did) if did == vendor);
        let items: Vec<Stored> = self.items.values().filter(of).map(|item| item.as_ref().clone()).collect();
        items.into_iter().for_each(|item| self.name_source(item, Source::ThirdParty));
    }

    fn name_source(&mut self, Stored { facts, content }: Stored, source: Source) {
        self.items.insert_mut(facts.id, Arc::new(Stored { facts: ItemFacts { source, ..facts }, content }));
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
        let Event::Disclosed { jti, iat, exp, agreement, grant, items, .. } = &entry.event else {
            return Err(StateError::OutOfPlace { kind: entry.event.kind() }.into());
        };
        let own = self.role() == Role::Person;
        self.grant_of(between, *agreement, *grant)?;
        if own {
            between.agreed_in_force(agreement)?;
        }
        if between.disclosures.contains_key(jti) {
            return Err(StateError::OutOfPlace { kind: "disclosed" }.into());
        }
        // At the desk its own answer, which follows, says whether it keeps it.
        let state = DisclosureState::Prepared;
        let value = |item: &GivenItem| {
            let GivenItem { data, hash } = item.clone();
            GivenValue { data, hash, state, kept: true }
        };
        let (items, n, at) = (items.iter().map(value).collect(), entry.n, entry.at);
        let (agreement, until, said) = (*agreement, *exp, *iat);
        let mut given = Given { agreement, grant: *grant, items, n, said, at, until, state, kept: true };
        // A letter may come after the claim that asks for its deletion.
        for place in between.erasures().flat_map(|claimed| claimed.reached(&given, own)).collect::<BTreeSet<_>>() {
            given.step(place, DisclosureMove::AskDeletion);
        }
        given.sum_up();
        between.disclosures.insert_mut(*jti, Arc::new(given));
        if own {
            between.awaits(*jti, at);
            between.counts(*jti, until);
            self.used(between, grant, at)?;
        }
        Ok(())
    }

    /// Whether data of these categories may be given under a grant of an agreement now. Asked before a disclosure is noted
    /// by whoever gives, and of each that an export tells; not when one's own history is read, whose words a later vocabulary
    /// may lack.
    pub(crate) fn may_disclose<'a>(
        &self,
        between: &Relationship,
        agreement: &AgreementId,
        grant: GrantId,
        data: impl IntoIterator<Item = &'a Word>,
        now: Instant,
    ) -> Result<(), Error> {
        let grant = self.grant_in_force(between, grant)?;
        if grant.agreement != *agreement {
            return Err(StateError::NoSuchAgreement { id: *agreement }.into());
        }
        data.into_iter().try_for_each(|data| self.may_give(between, grant, data, now))
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

    /// The grant and the agreement under which something is given, whatever became of them since.
    pub(crate) fn grant_of<'a>(
        &'a self,
        between: &'a Relationship,
        agreement: AgreementId,
        grant: GrantId,
    ) -> Result<(&'a Grant, &'a Agreed), StateError> {
        let found = self.ledger.find(&between.vendor, &grant).ok_or(StateError::NoSuchGrant { id: grant })?;
        let was = |agreed: &&Agreed| !matches!(agreed.state, AgreementState::Half | AgreementState::Lapsed);
        let agreed = between.agreement(&agreement).filter(|_| found.agreement == agreement).filter(was);
        Ok((found, agreed.ok_or(StateError::NoSuchAgreement { id: agreement })?))
    }

    /// Whether a grant is of some data at all, in use or not.
    pub(crate) fn is_of_grant(&self, between: &Relationship, grant: &Grant, data: &Word) -> bool {
        self.ledger.is_of(between.vendor(), &grant.id, data)
    }

    /// Whether a desk may keep data that was said then and comes now: it may use it still, and was not told to erase it.
    pub(crate) fn may_take(
        &self,
        between: &Relationship,
        grant: &Grant,
        agreed: &Agreed,
        data: &Word,
        said: Instant,
        now: Instant,
    ) -> bool {
        agreed.state == AgreementState::InForce
            && !between.is_erased_since(said, &grant.agreement, data)
            && self.may_give(between, grant, data, now).is_ok()
    }

    /// Whether a letter may leave still: data does not, once the person has said no to what it was given for, or the vendor
    /// that it was erased.
    pub(crate) fn may_leave(&self, stream: StreamId, letter: &Jti, now: Instant) -> bool {
        let Ok(between) = self.relationship(stream) else { return true };
        let Some(given) = between.disclosure(letter).filter(|_| self.role() == Role::Person) else { return true };
        if between.is_erased(given) {
            return false;
        }
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

    /// By the grant, when something was given last that the vendor has not said to have deleted, and what data all that is.
    pub(super) fn given_under(&self) -> BTreeMap<GrantId, (Instant, BTreeSet<Word>)> {
        let gone = [DisclosureState::DeletionConfirmed, DisclosureState::Declined];
        let held = |value: &&GivenValue| !gone.contains(&value.state);
        let mut under: BTreeMap<GrantId, (Instant, BTreeSet<Word>)> = BTreeMap::new();
        for given in self.disclosures.values() {
            for value in given.items.iter().filter(held) {
                let (last, words) = under.entry(given.grant).or_insert_with(|| (given.at, BTreeSet::new()));
                *last = given.at.max(*last);
                words.insert(value.data.clone());
            }
        }
        under
    }

    /// One of them, where it is asked for by its number.
    pub(crate) fn given(&self, id: &Jti) -> Result<&Given, VaultError> {
        self.disclosure(id).ok_or(VaultError::NoSuchDisclosure)
    }

    /// Moves some values of a disclosure, where the move leads on.
    pub(super) fn step_values(&mut self, id: &Jti, places: &BTreeSet<u32>, step: DisclosureMove) {
        let Some(mut given) = self.disclosure(id).cloned() else { return };
        places.iter().for_each(|place| given.step(*place, step));
        given.sum_up();
        self.disclosures.insert_mut(*id, Arc::new(given));
    }

    /// The vendor has seen a message, and keeps what came with it or not. Where it was asked for a deletion by then, that
    /// stands.
    pub(super) fn disclosure_seen(&mut self, id: &Jti, step: DisclosureMove) {
        let places = self.disclosure(id).map(|given| given.values().map(|(place, _)| place).collect());
        if let Some(places) = places {
            self.step_values(id, &places, step);
        }
    }

    /// The document of what is left of a disclosure, where some of its values were deleted.
    pub(crate) fn rest(&self, id: &Jti) -> Option<&[u8; 32]> {
        self.rests.get(id)
    }

    /// Values of a disclosure are kept no longer: all that there are, or those at some places, with a new document of what is
    /// left.
    pub(super) fn values_deleted(
        &mut self,
        id: &Jti,
        places: Option<&BTreeSet<u32>>,
        before: Option<[u8; 32]>,
        rest: Option<[u8; 32]>,
    ) -> Result<(), Error> {
        let mut given = self.given(id)?.clone();
        if !given.kept {
            return Err(VaultError::Deleted.into());
        }
        let are_kept = |places: &BTreeSet<u32>| places.iter().all(|place| given.value(*place).is_some_and(|v| v.kept));
        if self.rest(id) != before.as_ref() || !places.is_none_or(are_kept) {
            return Err(StateError::OutOfPlace { kind: "deleted" }.into());
        }
        for (place, value) in (0u32..).zip(&mut given.items) {
            value.kept &= places.is_some_and(|places| !places.contains(&place));
        }
        given.sum_up();
        // What leaves nothing leaves no document.
        if given.kept != rest.is_some() {
            return Err(StateError::OutOfPlace { kind: "partly-deleted" }.into());
        }
        self.rests.remove_mut(id);
        if let Some(rest) = rest {
            self.rests.insert_mut(*id, rest);
        }
        self.disclosures.insert_mut(*id, Arc::new(given));
        Ok(())
    }
}

impl Given {
    /// The values, each with its place.
    pub(crate) fn values(&self) -> impl Iterator<Item = (u32, &GivenValue)> {
        (0u32..).zip(&self.items)
    }

    /// The value at a place.
    pub(crate) fn value(&self, place: u32) -> Option<&GivenValue> {
        self.items.get(usize::try_from(place).ok()?)
    }

    /// After a value was moved, or is kept no longer: the whole says what its values come to.
    fn sum_up(&mut self) {
        self.state = self.items.iter().map(|value| value.state).min().unwrap_or(self.state);
        self.kept = self.items.iter().any(|value| value.kept);
    }

    /// Moves one value, where the move leads on.
    fn step(&mut self, place: u32, step: DisclosureMove) {
        let value = usize::try_from(place).ok().and_then(|place| self.items.get_mut(place));
        if let Some(value) = value {
            value.state = value.state.after(step).unwrap_or(value.state);
        }
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
