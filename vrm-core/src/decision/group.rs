//! The grants of one vendor under one vocabulary, in the form that decides.

use super::Agreed;
use super::gate::Within;
use super::grant::{Grant, GrantStatus};
use super::point::{Area, Point, Reach};
use crate::terms::Conditions;
use crate::time::{Instant, Window};
use crate::vocab::{Cone, Vocabulary};
use std::ops::Range;
use std::sync::Arc;

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
pub(super) struct Entry {
    area: Area,
    within: Within,
    /// Copies share it.
    pub(super) grant: Arc<Grant>,
    /// Whether the agreement was ended before its time.
    pub(super) ended: bool,
    /// The agreement's own window.
    agreed: Window,
    /// What holds back the grants above it, and so this one.
    pub(super) above: Held,
}

/// What holds a grant back, its window apart.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Held {
    withdrawn: bool,
    spent: bool,
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

impl Group {
    pub(super) fn new(vocabulary: Vocabulary) -> Self {
        Self { vocabulary, data: Vec::new(), entries: Vec::new() }
    }

    /// Enters a grant of an agreement, and gives its data word.
    pub(super) fn enter(&mut self, grant: Grant, agreed: &Agreed, above: Held) -> u16 {
        let entry = Entry {
            area: Area::of(&grant.scope, &self.vocabulary),
            within: Within::of(&grant.conditions),
            grant: Arc::new(grant),
            ended: agreed.ended,
            agreed: agreed.window,
            above,
        };
        let [data, ..] = entry.area.words();
        let data = data.first().copied().unwrap_or_default();
        let at = self.data.partition_point(|known| *known <= data);
        self.data.insert(at, data);
        self.entries.insert(at, entry);
        data
    }

    /// The entries of one data word, which stand side by side.
    pub(super) fn of_data(&self, data: u16) -> &[Entry] {
        self.entries.get(self.range(data)).unwrap_or_default()
    }

    pub(super) fn of_data_mut(&mut self, data: u16) -> &mut [Entry] {
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

    /// Grants whose words and conditions cover the request, whatever holds them back.
    pub(super) fn holding<'a, 'r>(
        &'a self,
        point: Point<'r>,
        asked: &'r Conditions,
    ) -> impl Iterator<Item = &'a Grant> + use<'a, 'r> {
        self.covering(point, asked, Reach::Named).map(|entry| &*entry.grant)
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

    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    pub(super) fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut()
    }
}

impl Entry {
    /// What stands between the grant and its use: what is final tells it, else the softest.
    pub(super) fn obstacle(&self, now: Instant) -> Option<Obstacle> {
        let (grant, above) = (&self.grant, self.above);
        let obstacles = [
            (self.ended, Obstacle::Ended),
            (grant.status == GrantStatus::Withdrawn || above.withdrawn, Obstacle::Withdrawn),
            (self.is_over(now) || grant.status == GrantStatus::Spent || above.spent, Obstacle::Expired),
            (grant.status == GrantStatus::Paused || above.paused, Obstacle::Paused),
            (grant.duty_open || above.duty_open, Obstacle::DutyOpen),
            (!grant.window.has_begun(now) || !self.agreed.has_begun(now), Obstacle::NotYet),
        ];
        obstacles.into_iter().find(|(stands, _)| *stands).map(|(_, obstacle)| obstacle)
    }

    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.grant.window.is_over(now) || self.agreed.is_over(now)
    }
}

impl Held {
    /// What holds back both what this holds back and what a grant does that stands above it.
    pub(super) fn or(self, parent: &Grant) -> Self {
        Self {
            withdrawn: self.withdrawn || parent.status == GrantStatus::Withdrawn,
            spent: self.spent || parent.status == GrantStatus::Spent,
            duty_open: self.duty_open || parent.duty_open,
            paused: self.paused || parent.status == GrantStatus::Paused,
        }
    }
}
