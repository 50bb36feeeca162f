//! May this vendor do it now?

use super::account::Account;
use super::answer::{Ask, Decision, Deny, Effect, Ground, Nearest, Permit, Reason, Verdict};
use super::block::Block;
use super::grant::Grant;
use super::group::{Group, Obstacle};
use super::nearest::{Forbids, Permits, first, search};
use super::point::{Area, Point, breaks};
use super::shield::Stand;
use super::{Ledger, Request};
use crate::did::Did;
use crate::terms::{Conditions, Duty};
use crate::time::Instant;
use crate::vocab::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};

/// A vendor's request as a decision sees it.
#[derive(Clone, Copy)]
struct Seen<'a, 'r> {
    ledger: &'a Ledger,
    vendor: &'r Did,
    account: &'a Account,
    request: &'r Request,
    /// The request in DPV's words alone.
    plain: Option<Point<'r>>,
    now: Instant,
}

impl Ledger {
    /// The answer alone. Allocates nothing, but once for the index of blocks that changed.
    #[must_use]
    pub fn verdict(&self, vendor: &Did, request: &Request, now: Instant) -> Verdict {
        let Some(account) = self.account(vendor) else { return Verdict::DENY };
        let seen = Seen::of(self, vendor, account, request, now);
        if seen.is_blocked() {
            return Verdict::DENY;
        }
        let mut asking = false;
        let permitted = seen.standing().filter(|(_, obstacle)| obstacle.is_none()).any(|(grant, _)| {
            asking = true;
            !grant.ask
        });
        let effect = match (permitted, asking) {
            (true, _) => Effect::Permit,
            (false, true) => Effect::Ask,
            (false, false) => Effect::Deny,
        };
        Verdict { effect, excludes_marked: effect != Effect::Deny && seen.excludes_marked() }
    }

    /// May this vendor do it now? The answer with every grant and block that made it.
    ///
    /// Active grants decide, and nothing else: those of agreements in force, within their window, not paused or
    /// withdrawn, whose duties that come first are done. A block beats them all.
    pub fn decide(&self, vendor: &Did, request: &Request, now: Instant) -> Decision {
        let stranger;
        let account = match self.account(vendor) {
            Some(account) => account,
            None => {
                stranger = Account::of(vendor);
                &stranger
            }
        };
        let seen = Seen::of(self, vendor, account, request, now);
        let (mut usable, mut held) = (Vec::new(), BTreeMap::new());
        seen.standing().for_each(|(grant, obstacle)| match obstacle {
            None => usable.push(grant),
            Some(obstacle) => {
                held.insert(grant.id, obstacle);
            }
        });
        let touching = seen.touching();
        let hitting = touching.iter().filter(|(_, hit)| *hit).map(|(block, _)| block.what.id().to_owned());
        let mut reasons: BTreeSet<Reason> = hitting.map(|block| Reason::Blocked { block }).collect();
        if usable.is_empty() {
            reasons.insert(seen.why_not(held.values().max().copied()));
        } else {
            held.clear();
        }
        let grounds: BTreeSet<Ground> = usable.iter().map(|grant| Ground::Grant(grant.id)).collect();
        let grounds = grounds.into_iter().collect();
        if !reasons.is_empty() {
            let reasons = reasons.into_iter().collect();
            let held = held.into_keys().collect();
            return Decision::Deny(Deny { reasons, grounds, held, nearest: seen.nearest() });
        }
        let excludes_marked = seen.excludes_marked();
        if usable.iter().all(|grant| grant.ask) {
            return Decision::Ask(Ask { grounds, excludes_marked });
        }
        let duties: BTreeSet<&Duty> = usable.iter().flat_map(|grant| &grant.duties).collect();
        let duties = duties.into_iter().cloned().collect();
        Decision::Permit(Permit { grounds, duties, until: seen.until(&touching), excludes_marked })
    }
}

impl<'a, 'r> Seen<'a, 'r> {
    fn of(ledger: &'a Ledger, vendor: &'r Did, account: &'a Account, request: &'r Request, now: Instant) -> Self {
        let plain = Point::of(request, Vocabulary::dpv());
        Self { ledger, vendor, account, request, plain, now }
    }

    fn groups(self) -> &'a [Group] {
        self.account.groups()
    }

    /// The blocks against this vendor, by what they select.
    fn stands(self) -> impl Iterator<Item = &'a Stand> {
        let shield = self.ledger.shield();
        let selected = shield.against(self.account.hosts(), self.account.sectors());
        [shield.everyone(), &self.account.blocks].into_iter().chain(selected)
    }

    /// The request in the words of a vocabulary; none when it knows one of them not.
    fn point(self, vocabulary: &Vocabulary) -> Option<Point<'r>> {
        if vocabulary.own().is_empty() { self.plain } else { Point::of(self.request, vocabulary) }
    }

    /// The request in DPV's words, and in those of every vocabulary with own words under which this vendor has an
    /// agreement: a no counts in each.
    fn readings(self) -> impl Iterator<Item = (&'a Vocabulary, Point<'r>)> {
        let own = self.groups().iter().map(|group| &group.vocabulary).filter(|vocabulary| !vocabulary.own().is_empty());
        let vocabularies = [Vocabulary::dpv()].into_iter().chain(own);
        vocabularies.filter_map(move |vocabulary| Some((vocabulary, self.point(vocabulary)?)))
    }

    fn is_blocked(self) -> bool {
        self.readings().any(|(vocabulary, point)| {
            self.stands().any(|stand| stand.any(point, vocabulary, |block| self.is_hit(block, vocabulary)))
        })
    }

    /// The blocks whose words touch the request, and whether they hit it.
    fn touching(self) -> Vec<(&'a Block, bool)> {
        let mut touching = Vec::new();
        for (vocabulary, point) in self.readings() {
            let blocks = self.stands().flat_map(|stand| stand.touching(point, vocabulary));
            blocks.for_each(|block| touching.push((block, self.is_hit(block, vocabulary))));
        }
        touching
    }

    fn is_hit(self, block: &Block, vocabulary: &Vocabulary) -> bool {
        block.window.contains(self.now) && breaks(block.what.limits(), &self.request.conditions, vocabulary)
    }

    /// Grants that cover the request, with what stands before the use of each.
    fn standing(self) -> impl Iterator<Item = (&'a Grant, Option<Obstacle>)> {
        let read = move |group: &'a Group| Some((group, self.point(&group.vocabulary)?));
        let groups = self.groups().iter().filter_map(read);
        groups.flat_map(move |(group, point)| group.standing(point, &self.request.conditions, self.now))
    }

    /// The softest reason: the grant that is nearest to a yes tells it.
    fn why_not(self, softest: Option<Obstacle>) -> Reason {
        if self.readings().next().is_none() {
            let term = self.request.unknown_term(Vocabulary::dpv()).unwrap_or_default();
            return Reason::UnknownTerm { term };
        }
        let marked = || {
            self.groups().iter().any(|group| {
                let point = self.point(&group.vocabulary);
                point.is_some_and(|point| group.covers_but_for_marks(point, &self.request.conditions, self.now))
            })
        };
        let agreed = || self.account.has_agreement(self.now);
        match softest {
            Some(Obstacle::Paused) => Reason::Paused,
            Some(Obstacle::DutyOpen) => Reason::DutyOpen,
            Some(Obstacle::NotYet) => Reason::NotYet,
            Some(Obstacle::Withdrawn) => Reason::Withdrawn,
            Some(Obstacle::Expired) => Reason::Expired,
            Some(Obstacle::Ended) | None if marked() => Reason::MarkedNotNamed,
            Some(Obstacle::Ended) | None if agreed() => Reason::NotGranted,
            Some(Obstacle::Ended) | None => Reason::NoAgreement,
        }
    }

    fn excludes_marked(self) -> bool {
        self.readings().any(|(vocabulary, point)| point.excludes_marked(vocabulary))
    }

    /// The earliest later start or end among the grants and blocks whose words match.
    fn until(self, touching: &[(&Block, bool)]) -> Option<Instant> {
        let blocks = touching.iter().map(|(block, _)| block.window);
        let read = move |group: &'a Group| Some(group.windows(self.point(&group.vocabulary)?));
        let grants = self.groups().iter().filter_map(read).flatten();
        blocks.chain(grants).filter_map(|window| window.next_change(self.now)).min()
    }

    fn nearest(self) -> Nearest {
        let standing = |(block, _): &(&Block, &Area)| block.window.contains(self.now);
        let blocks: Vec<(&Block, &Area)> = self.stands().flat_map(Stand::all).filter(standing).collect();
        let searches = self.groups().iter().filter_map(|group| {
            let (point, vocabulary) = (self.point(&group.vocabulary)?, &group.vocabulary);
            // What does not touch the question touches nothing below it.
            let forbids: Vec<Forbids<'_>> = blocks
                .iter()
                .filter(|(_, area)| area.touches(&point, vocabulary))
                .map(|(block, area)| Forbids { area, limits: block.what.limits() })
                .collect();
            let usable = group.usable(self.now).filter(|(grant, _)| !grant.ask);
            let permits: Vec<Permits<'_>> =
                usable.map(|(grant, area)| Permits { area, conditions: &grant.conditions }).collect();
            let areas = permits.iter().map(|permits| permits.area).chain(blocks.iter().map(|(_, area)| *area));
            let dids = areas.flat_map(|area| area.recipients.dids()).cloned();
            let first_hit = |point: &Point<'_>, conditions: &Conditions| {
                forbids.iter().copied().find(|forbids| forbids.hit(point, conditions, vocabulary))
            };
            Some(search(self.request, &point, vocabulary, dids, &permits, first_hit))
        });
        // With one reading of the words nothing can be told anew.
        let several = self.readings().nth(1).is_some();
        let permitted = |one: &Request| self.ledger.verdict(self.vendor, one, self.now).effect == Effect::Permit;
        let (mut greatest, mut searched_all) = (BTreeMap::new(), true);
        for found in searches {
            searched_all &= found.all;
            for (distance, one) in found.greatest {
                // What one text's words allow, a block may hit in those of another.
                if !several || permitted(&one) {
                    let nearest = greatest.entry(one).or_insert(distance);
                    *nearest = distance.min(*nearest);
                } else {
                    searched_all = false;
                }
            }
        }
        let is_below = |one: &Request, other: &Request| {
            self.groups().iter().any(|group| one != other && one.is_within(other, &group.vocabulary))
        };
        // Those that lie below no other, in the words of some text.
        let greatest =
            greatest.iter().filter(|(one, _)| !several || !greatest.keys().any(|other| is_below(one, other)));
        Nearest { requests: first(greatest.map(|(one, distance)| (*distance, one.clone())).collect()), searched_all }
    }
}
