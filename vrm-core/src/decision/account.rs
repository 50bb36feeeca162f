//! What stands with one vendor: its agreements and grants, in the form that decides.

use super::block::Host;
use super::grant::{AgreementId, Grant, GrantId, GrantMove};
use super::group::{Entry, Group, Held};
use super::order::{Followed, GrantOrder, Highest, Orders};
use super::point::Point;
use super::rows::Ones;
use super::shield::Stand;
use super::{Agreed, DecisionError, Request};
use crate::did::Did;
use crate::terms::Basis;
use crate::time::{Instant, Window};
use crate::vocab::{Sector, Vocabulary};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// One vendor's part of a ledger.
#[derive(Clone, Debug, Default)]
pub(super) struct Account {
    /// The person's blocks against this vendor alone.
    pub(super) blocks: Stand,
    hosts: Vec<Host>,
    /// As bits by their order.
    sectors: u32,
    agreements: BTreeMap<AgreementId, Standing>,
    groups: Vec<Group>,
    places: HashMap<GrantId, Place>,
    /// Whether some grant was made under another.
    has_children: bool,
}

/// An agreement, and what was ordered over its grants.
#[derive(Clone, Debug)]
struct Standing {
    agreed: Agreed,
    group: usize,
    orders: Orders,
}

/// What finds a grant, and how far it has followed the orders.
#[derive(Clone, Copy, Debug)]
struct Place {
    group: usize,
    data: u16,
    followed: Followed,
}

impl Account {
    /// An account of which only the vendor's identifier is known.
    pub(super) fn of(vendor: &Did) -> Self {
        Self { hosts: Host::of(vendor).into_iter().collect(), ..Self::default() }
    }

    /// What is left when the vendor is forgotten: the person's blocks.
    pub(super) fn blocks_alone(self, vendor: &Did) -> Option<Self> {
        let blocks = self.blocks;
        (!blocks.is_empty()).then(|| Self { blocks, ..Self::of(vendor) })
    }

    pub(super) fn describe(&mut self, vendor: &Did, hosts: &[Host], sectors: &[Sector]) {
        self.hosts = hosts.iter().cloned().chain(Host::of(vendor)).collect();
        self.sectors = sectors.iter().fold(0, |bits, sector| bits | 1 << *sector as u32);
    }

    pub(super) fn hosts(&self) -> &[Host] {
        &self.hosts
    }

    pub(super) fn sectors(&self) -> impl Iterator<Item = Sector> + use<> {
        Ones(self.sectors.into()).filter_map(|place| Sector::ALL.get(place).copied())
    }

    pub(super) fn agree(
        &mut self,
        id: AgreementId,
        vocabulary: &Vocabulary,
        window: Window,
    ) -> Result<(), DecisionError> {
        if self.agreements.contains_key(&id) {
            return Err(DecisionError::AlreadyThere { id: id.to_string() });
        }
        let group = match self.groups.iter().position(|group| group.vocabulary.own() == vocabulary.own()) {
            Some(group) => group,
            None => {
                self.groups.push(Group::new(vocabulary.clone()));
                self.groups.len() - 1
            }
        };
        let agreed = Agreed { id, window, ended: false };
        self.agreements.insert(id, Standing { agreed, group, orders: Orders::default() });
        Ok(())
    }

    pub(super) fn end(&mut self, id: &AgreementId) -> Result<(), DecisionError> {
        let missing = || DecisionError::NoSuchAgreement { agreement: id.to_string() };
        self.agreements.get_mut(id).ok_or_else(missing)?.agreed.ended = true;
        for entry in self.entries_mut() {
            entry.ended |= entry.grant.agreement == *id;
        }
        Ok(())
    }

    pub(super) fn end_all(&mut self) {
        self.agreements.values_mut().for_each(|standing| standing.agreed.ended = true);
        self.entries_mut().for_each(|entry| entry.ended = true);
    }

    /// Enters a grant that was given at a position of the person's stream.
    pub(super) fn grant(&mut self, mut grant: Grant, n: u64) -> Result<(), DecisionError> {
        let missing = || DecisionError::NoSuchAgreement { agreement: grant.agreement.to_string() };
        let standing = self.agreements.get(&grant.agreement).ok_or_else(missing)?;
        let (data, purposes) = (grant.scope.data.len(), grant.scope.purpose.len());
        if data != 1 || purposes == 0 {
            return Err(DecisionError::Shape { data, purposes });
        }
        if grant.basis == Basis::LegalDuty {
            return Err(DecisionError::LegalDuty);
        }
        if self.places.contains_key(&grant.id) {
            return Err(DecisionError::AlreadyThere { id: grant.id.to_string() });
        }
        let Some(group) = self.groups.get(standing.group) else { return Err(missing()) };
        crate::terms::check_grant(&grant.scope, &grant.conditions, &grant.duties, &group.vocabulary)?;
        if let Some(parent) = &grant.parent {
            let parent = self.find(parent).ok_or_else(|| DecisionError::NoSuchGrant { grant: parent.to_string() })?;
            if !grant.is_within(parent, &group.vocabulary) {
                return Err(DecisionError::WiderThanParent);
            }
        }
        let above = self.held_above(&grant);
        self.has_children |= grant.parent.is_some();
        if let Some(standing) = self.agreements.get_mut(&grant.agreement)
            && let Some(group) = self.groups.get_mut(standing.group)
        {
            let (id, mut followed) = (grant.id, Followed::since(n));
            grant.status = followed.follow(grant.status, standing.orders.over(&id));
            let data = group.enter(grant, &standing.agreed, above);
            self.places.insert(id, Place { group: standing.group, data, followed });
        }
        Ok(())
    }

    /// Has the grants that are there follow an order, and keeps it for those that are not.
    pub(super) fn order(&mut self, order: &GrantOrder) -> Result<(), DecisionError> {
        let missing = || DecisionError::NoSuchAgreement { agreement: order.agreement.to_string() };
        let standing = self.agreements.get_mut(&order.agreement).ok_or_else(missing)?;
        standing.orders.keep(order, |grant| self.places.contains_key(grant))?;
        let grants = self.groups.iter_mut().flat_map(Group::entries_mut).map(|entry| &mut entry.grant);
        for grant in grants.filter(|grant| grant.agreement == order.agreement && order.which.contains(&grant.id)) {
            let place = self.places.get_mut(&grant.id);
            let status = place.map_or(grant.status, |place| place.followed.follow(grant.status, Highest::of(order)));
            if status != grant.status {
                Arc::make_mut(grant).status = status;
            }
        }
        self.hold_children();
        Ok(())
    }

    /// Moves a grant along its chart.
    pub(super) fn step(&mut self, id: &GrantId, step: GrantMove, now: Instant) -> Result<(), DecisionError> {
        let grant = self.unexpired_mut(id, step.name(), now)?;
        grant.status = grant.status.after(step)?;
        self.hold_children();
        Ok(())
    }

    /// Ends a grant that was given once, at its use.
    pub(super) fn spend(&mut self, id: &GrantId, now: Instant) -> Result<(), DecisionError> {
        let grant = self.unexpired_mut(id, "be spent", now)?;
        grant.status = grant.status.spent()?;
        self.hold_children();
        Ok(())
    }

    fn unexpired_mut(&mut self, id: &GrantId, step: &'static str, now: Instant) -> Result<&mut Grant, DecisionError> {
        let entry = self.entry_mut(id)?;
        if entry.is_over(now) {
            Err(DecisionError::WrongState { state: "expired", step })
        } else {
            Ok(Arc::make_mut(&mut entry.grant))
        }
    }

    pub(super) fn set_duty_open(&mut self, id: &GrantId, open: bool) -> Result<(), DecisionError> {
        Arc::make_mut(&mut self.entry_mut(id)?.grant).duty_open = open;
        self.hold_children();
        Ok(())
    }

    /// What holds a grant's parent back holds the grant back: it is never wider.
    fn hold_children(&mut self) {
        if !self.has_children {
            return;
        }
        let children = self.groups.iter().flat_map(Group::entries).filter(|entry| entry.grant.parent.is_some());
        let held: HashMap<GrantId, Held> =
            children.map(|entry| (entry.grant.id, self.held_above(&entry.grant))).collect();
        for entry in self.entries_mut() {
            if let Some(above) = held.get(&entry.grant.id) {
                entry.above = *above;
            }
        }
    }

    /// What holds back the grants above one, together. A parent was there before its child, so there is no circle.
    fn held_above(&self, grant: &Grant) -> Held {
        let mut held = Held::default();
        let mut above = grant.parent.and_then(|parent| self.find(&parent));
        while let Some(parent) = above {
            held = held.or(parent);
            above = parent.parent.and_then(|parent| self.find(&parent));
        }
        held
    }

    fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.groups.iter_mut().flat_map(Group::entries_mut)
    }

    pub(super) fn find(&self, id: &GrantId) -> Option<&Grant> {
        self.entry(id).map(|entry| &*entry.grant)
    }

    pub(super) fn entry(&self, id: &GrantId) -> Option<&Entry> {
        let place = self.places.get(id)?;
        let entries = self.groups.get(place.group)?.of_data(place.data);
        entries.iter().find(|entry| entry.grant.id == *id)
    }

    /// The words that a grant is in.
    #[cfg(feature = "keys")]
    pub(super) fn vocabulary(&self, id: &GrantId) -> Option<&Vocabulary> {
        self.groups.get(self.places.get(id)?.group).map(|group| &group.vocabulary)
    }

    fn entry_mut(&mut self, id: &GrantId) -> Result<&mut Entry, DecisionError> {
        let found = self.places.get(id).and_then(|place| {
            let mut entries = self.groups.get_mut(place.group)?.of_data_mut(place.data).iter_mut();
            entries.find(|entry| entry.grant.id == *id)
        });
        found.ok_or_else(|| DecisionError::NoSuchGrant { grant: id.to_string() })
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    pub(super) fn has_agreement(&self, now: Instant) -> bool {
        self.agreements().any(|agreed| agreed.is_in_force(now))
    }

    pub(super) fn agreements(&self) -> impl Iterator<Item = Agreed> {
        self.agreements.values().map(|standing| standing.agreed)
    }

    pub(super) fn grants(&self) -> impl Iterator<Item = &Grant> {
        self.groups.iter().flat_map(Group::entries).map(|entry| &*entry.grant)
    }

    /// The grants of an agreement whose words and conditions cover a request, whatever holds them back.
    pub(super) fn covering<'a>(
        &'a self,
        agreement: &AgreementId,
        request: &Request,
    ) -> impl Iterator<Item = &'a Grant> {
        let group = self.agreements.get(agreement).and_then(|standing| self.groups.get(standing.group));
        let read = group.and_then(|group| Some((group, Point::of(request, &group.vocabulary)?)));
        let covering = read.into_iter().flat_map(|(group, point)| group.holding(point, &request.conditions));
        covering.filter(|grant| grant.agreement == *agreement)
    }
}
