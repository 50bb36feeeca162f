//! What stands with one vendor: its agreements and grants, in the form that decides.

use super::grant::{AgreementId, Grant, GrantId, GrantStatus};
use super::point::{Area, Point, Reach};
use super::{DecisionError, Request, block::Host};
use crate::terms::{Basis, Timing};
use crate::time::{Instant, Window};
use crate::vocab::{Sector, Vocabulary};
use std::collections::BTreeMap;

/// One vendor's part of a ledger.
#[derive(Clone, Debug, Default)]
pub(super) struct Account {
    pub(super) hosts: Vec<Host>,
    pub(super) sectors: Vec<Sector>,
    agreements: BTreeMap<AgreementId, Standing>,
    groups: Vec<Group>,
}

/// An agreement and when it is in force.
#[derive(Clone, Debug)]
struct Standing {
    window: Window,
    ended: bool,
    group: usize,
}

/// The grants under texts that speak one vocabulary.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) vocabulary: Vocabulary,
    grants: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    grant: Grant,
    area: Area,
    /// Whether the agreement was ended before its time.
    ended: bool,
    /// The agreement's own window.
    agreed: Window,
}

/// What stands between a grant and its use, hardest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Obstacle {
    Ended,
    Expired,
    Withdrawn,
    NotYet,
    DutyOpen,
    Paused,
}

impl Account {
    pub(super) fn agree(&mut self, id: AgreementId, vocabulary: &Vocabulary, window: Window) -> Result<(), DecisionError> {
        if self.agreements.contains_key(&id) {
            return Err(DecisionError::AlreadyThere { id: id.to_string() });
        }
        let group = match self.groups.iter().position(|group| group.vocabulary.own() == vocabulary.own()) {
            Some(group) => group,
            None => {
                self.groups.push(Group { vocabulary: vocabulary.clone(), grants: Vec::new() });
                self.groups.len() - 1
            }
        };
        self.agreements.insert(id, Standing { window, ended: false, group });
        Ok(())
    }

    pub(super) fn end(&mut self, id: &AgreementId) -> Result<(), DecisionError> {
        let missing = || DecisionError::NoSuchAgreement { agreement: id.to_string() };
        self.agreements.get_mut(id).ok_or_else(missing)?.ended = true;
        for entry in self.groups.iter_mut().flat_map(|group| &mut group.grants) {
            entry.ended |= entry.grant.agreement == *id;
        }
        Ok(())
    }

    pub(super) fn grant(&mut self, grant: Grant) -> Result<(), DecisionError> {
        let missing = || DecisionError::NoSuchAgreement { agreement: grant.agreement.to_string() };
        let standing = self.agreements.get(&grant.agreement).ok_or_else(missing)?;
        let (data, purposes) = (grant.scope.data.len(), grant.scope.purpose.len());
        if data != 1 || purposes == 0 {
            return Err(DecisionError::Shape { data, purposes });
        }
        if grant.basis == Basis::LegalDuty {
            return Err(DecisionError::LegalDuty);
        }
        if self.find(&grant.id).is_some() {
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
        let (ended, agreed, at) = (standing.ended, standing.window, standing.group);
        if let Some(group) = self.groups.get_mut(at) {
            let area = Area::of(&grant.scope, &group.vocabulary);
            group.grants.push(Entry { grant, area, ended, agreed });
        }
        Ok(())
    }

    pub(super) fn find(&self, id: &GrantId) -> Option<&Grant> {
        self.groups.iter().flat_map(|group| &group.grants).map(|entry| &entry.grant).find(|grant| grant.id == *id)
    }

    pub(super) fn find_mut(&mut self, id: &GrantId) -> Option<&mut Grant> {
        let entries = self.groups.iter_mut().flat_map(|group| &mut group.grants);
        entries.map(|entry| &mut entry.grant).find(|grant| grant.id == *id)
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    pub(super) fn has_agreement(&self, now: Instant) -> bool {
        self.agreements.values().any(|standing| !standing.ended && standing.window.contains(now))
    }
}

impl Group {
    /// Grants whose words and conditions cover the request, with what stands between them and their use.
    pub(super) fn covering<'a>(
        &'a self,
        point: &'a Point<'a>,
        request: &'a Request,
        reach: Reach,
    ) -> impl Iterator<Item = &'a Grant> + 'a {
        self.entries(point, request, reach).map(|entry| &entry.grant)
    }

    /// As `covering`, with the hardest obstacle of each.
    pub(super) fn standing<'a>(
        &'a self,
        point: &'a Point<'a>,
        request: &'a Request,
        now: Instant,
    ) -> impl Iterator<Item = (&'a Grant, Option<Obstacle>)> + 'a {
        self.entries(point, request, Reach::Named).map(move |entry| (&entry.grant, entry.obstacle(now)))
    }

    /// Grants that can be used now, with their words.
    pub(super) fn usable(&self, now: Instant) -> impl Iterator<Item = (&Grant, &Area)> {
        let entries = self.grants.iter().filter(move |entry| entry.obstacle(now).is_none());
        entries.map(|entry| (&entry.grant, &entry.area))
    }

    /// Grants whose words cover the request, whatever its conditions.
    pub(super) fn matching<'a>(&'a self, point: &'a Point<'a>) -> impl Iterator<Item = &'a Grant> + 'a {
        let entries = self.grants.iter().filter(|entry| entry.area.covers(point, &self.vocabulary, Reach::Named));
        entries.map(|entry| &entry.grant)
    }

    fn entries<'a>(
        &'a self,
        point: &'a Point<'a>,
        request: &'a Request,
        reach: Reach,
    ) -> impl Iterator<Item = &'a Entry> + 'a {
        self.grants.iter().filter(move |entry| {
            entry.area.covers(point, &self.vocabulary, reach)
                && request.conditions.are_within(&entry.grant.conditions, &self.vocabulary)
        })
    }
}

impl Entry {
    fn obstacle(&self, now: Instant) -> Option<Obstacle> {
        let over = |window: Window| window.until().is_some_and(|until| until <= now);
        let early = |window: Window| window.from().is_some_and(|from| now < from);
        let grant = &self.grant;
        let open = grant.duty_open && grant.duties.iter().any(|duty| duty.timing == Timing::Before);
        let obstacles = [
            (self.ended, Obstacle::Ended),
            (over(grant.window) || over(self.agreed), Obstacle::Expired),
            (grant.status == GrantStatus::Withdrawn, Obstacle::Withdrawn),
            (early(grant.window) || early(self.agreed), Obstacle::NotYet),
            (open, Obstacle::DutyOpen),
            (grant.status == GrantStatus::Paused, Obstacle::Paused),
        ];
        obstacles.into_iter().find(|(stands, _)| *stands).map(|(_, obstacle)| obstacle)
    }
}
