//! What stands with one vendor: its agreements and grants, in the form that decides.

use super::gate::Within;
use super::grant::{AgreementId, Grant, GrantId, GrantMove, GrantStatus};
use super::point::{Area, Point, Reach};
use super::rows::Ones;
use super::shield::Stand;
use super::{DecisionError, block::Host};
use crate::did::Did;
use crate::terms::{Basis, Conditions};
use crate::time::{Instant, Window};
use crate::vocab::{Cone, Sector, Vocabulary};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

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
    /// The group and the data word of each grant, which find it.
    ids: HashMap<GrantId, (usize, u16)>,
    /// Whether some grant was made under another.
    has_children: bool,
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
    /// The one data word of each grant, ascending, so that a request looks at few of many.
    data: Vec<u16>,
    entries: Vec<Entry>,
}

/// A grant with what a decision looks at first, so that it seldom looks at the grant.
#[derive(Clone, Debug)]
struct Entry {
    area: Area,
    within: Within,
    grant: Box<Grant>,
    /// Whether the agreement was ended before its time.
    ended: bool,
    /// The agreement's own window.
    agreed: Window,
    /// What holds back the grants above it, and so this one.
    above: Held,
}

/// What holds a grant back, its window apart.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    withdrawn: bool,
    duty_open: bool,
    paused: bool,
}

/// What stands between a grant and its use; of several grants the last tells why not.
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
    /// An account of which only the vendor's identifier is known.
    pub(super) fn of(vendor: &Did) -> Self {
        Self { hosts: Host::of(vendor).into_iter().collect(), ..Self::default() }
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
                self.groups.push(Group { vocabulary: vocabulary.clone(), data: Vec::new(), entries: Vec::new() });
                self.groups.len() - 1
            }
        };
        self.agreements.insert(id, Standing { window, ended: false, group });
        Ok(())
    }

    pub(super) fn end(&mut self, id: &AgreementId) -> Result<(), DecisionError> {
        let missing = || DecisionError::NoSuchAgreement { agreement: id.to_string() };
        self.agreements.get_mut(id).ok_or_else(missing)?.ended = true;
        for entry in self.entries_mut() {
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
        if self.ids.contains_key(&grant.id) {
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
        let above = self.held_above(&grant);
        self.has_children |= grant.parent.is_some();
        if let Some(group) = self.groups.get_mut(at) {
            let id = grant.id;
            let area = Area::of(&grant.scope, &group.vocabulary);
            let within = Within::of(&grant.conditions);
            let data = group.enter(Entry { area, within, grant: Box::new(grant), ended, agreed, above });
            self.ids.insert(id, (at, data));
        }
        Ok(())
    }

    /// Moves a grant along its chart.
    pub(super) fn step(&mut self, id: &GrantId, step: GrantMove, now: Instant) -> Result<(), DecisionError> {
        let entry = self.entry_mut(id)?;
        if entry.is_over(now) {
            return Err(DecisionError::WrongState { state: "expired", step: step.name() });
        }
        entry.grant.status = entry.grant.status.after(step)?;
        self.hold_children();
        Ok(())
    }

    pub(super) fn set_duty_open(&mut self, id: &GrantId, open: bool) -> Result<(), DecisionError> {
        self.entry_mut(id)?.grant.duty_open = open;
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
            held.withdrawn |= parent.status == GrantStatus::Withdrawn;
            held.duty_open |= parent.duty_open;
            held.paused |= parent.status == GrantStatus::Paused;
            above = parent.parent.and_then(|parent| self.find(&parent));
        }
        held
    }

    fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.groups.iter_mut().flat_map(Group::entries_mut)
    }

    pub(super) fn find(&self, id: &GrantId) -> Option<&Grant> {
        let (group, data) = self.ids.get(id)?;
        let entries = self.groups.get(*group)?.of_data(*data);
        entries.iter().map(|entry| &*entry.grant).find(|grant| grant.id == *id)
    }

    fn entry_mut(&mut self, id: &GrantId) -> Result<&mut Entry, DecisionError> {
        let found = self.ids.get(id).and_then(|(group, data)| {
            self.groups.get_mut(*group)?.of_data_mut(*data).iter_mut().find(|entry| entry.grant.id == *id)
        });
        found.ok_or_else(|| DecisionError::NoSuchGrant { grant: id.to_string() })
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    pub(super) fn has_agreement(&self, now: Instant) -> bool {
        self.agreements.values().any(|standing| !standing.ended && standing.window.contains(now))
    }
}

impl Group {
    /// Enters a grant, and gives its data word.
    fn enter(&mut self, entry: Entry) -> u16 {
        let [data, ..] = entry.area.words();
        let data = data.first().copied().unwrap_or_default();
        let at = self.data.partition_point(|known| *known <= data);
        self.data.insert(at, data);
        self.entries.insert(at, entry);
        data
    }

    /// The entries of one data word, which stand side by side.
    fn of_data(&self, data: u16) -> &[Entry] {
        self.entries.get(self.range(data)).unwrap_or_default()
    }

    fn of_data_mut(&mut self, data: u16) -> &mut [Entry] {
        let range = self.range(data);
        self.entries.get_mut(range).unwrap_or_default()
    }

    fn range(&self, data: u16) -> Range<usize> {
        self.data.partition_point(|known| *known < data)..self.data.partition_point(|known| *known <= data)
    }

    /// Grants that cover the request, with what stands before the use of each.
    pub(super) fn standing<'a, 'r>(
        &'a self,
        point: Point<'r>,
        asked: &'r Conditions,
        now: Instant,
    ) -> impl Iterator<Item = (&'a Grant, Option<Obstacle>)> + use<'a, 'r> {
        self.covering(point, asked, Reach::Named).map(move |entry| (&*entry.grant, entry.obstacle(now)))
    }

    /// Whether a grant that can be used now would cover the request if marks were not.
    pub(super) fn covers_but_for_marks(&self, point: Point<'_>, asked: &Conditions, now: Instant) -> bool {
        self.covering(point, asked, Reach::ButForMarks).any(|entry| entry.obstacle(now).is_none())
    }

    /// Grants that can be used now, with their words.
    pub(super) fn usable(&self, now: Instant) -> impl Iterator<Item = (&Grant, &Area)> {
        let entries = self.entries().filter(move |entry| entry.obstacle(now).is_none());
        entries.map(|entry| (&*entry.grant, &entry.area))
    }

    /// The windows of grants, and of their agreements, whose words cover the point, whatever its conditions.
    pub(super) fn windows<'a, 'r>(&'a self, point: Point<'r>) -> impl Iterator<Item = Window> + use<'a, 'r> {
        self.matching(point, Reach::Named).flat_map(|entry| [entry.grant.window, entry.agreed])
    }

    fn covering<'a, 'r>(
        &'a self,
        point: Point<'r>,
        asked: &'r Conditions,
        reach: Reach,
    ) -> impl Iterator<Item = &'a Entry> + use<'a, 'r> {
        let full = |entry: &'a Entry| move || Some(&entry.grant.conditions);
        self.matching(point, reach).filter(move |entry| entry.within.holds(asked, full(entry), &self.vocabulary))
    }

    fn matching<'a, 'r>(&'a self, point: Point<'r>, reach: Reach) -> impl Iterator<Item = &'a Entry> + use<'a, 'r> {
        let [asked, ..] = point.words;
        let graph = self.vocabulary.graph(Cone::Data);
        let near = self.data.iter().zip(&self.entries).filter(move |(data, _)| match reach {
            Reach::Named => graph.speaks_for(**data, asked),
            Reach::ButForMarks => graph.is_within(asked, **data),
        });
        near.map(|(_, entry)| entry).filter(move |entry| entry.area.covers(&point, &self.vocabulary, reach))
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut()
    }
}

impl Entry {
    /// What stands between the grant and its use: what is final tells it, else the softest.
    fn obstacle(&self, now: Instant) -> Option<Obstacle> {
        let (grant, above) = (&self.grant, self.above);
        let obstacles = [
            (self.ended, Obstacle::Ended),
            (grant.status == GrantStatus::Withdrawn || above.withdrawn, Obstacle::Withdrawn),
            (self.is_over(now), Obstacle::Expired),
            (grant.status == GrantStatus::Paused || above.paused, Obstacle::Paused),
            (grant.duty_open || above.duty_open, Obstacle::DutyOpen),
            (!grant.window.has_begun(now) || !self.agreed.has_begun(now), Obstacle::NotYet),
        ];
        obstacles.into_iter().find(|(stands, _)| *stands).map(|(_, obstacle)| obstacle)
    }

    fn is_over(&self, now: Instant) -> bool {
        self.grant.window.is_over(now) || self.agreed.is_over(now)
    }
}
