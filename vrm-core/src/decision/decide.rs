//! May this vendor do it now?

use super::account::{Account, Group, Obstacle};
use super::answer::{Ask, Decision, Deny, Effect, Ground, Nearest, Permit, Reason, Verdict};
use super::block::Block;
use super::grant::Grant;
use super::nearest::{Forbids, Permits, nearest};
use super::point::{Point, breaks};
use super::shield::Stand;
use super::{Ledger, Request};
use crate::did::Did;
use crate::terms::{Conditions, Duty};
use crate::time::Instant;
use crate::vocab::Vocabulary;
use std::collections::BTreeSet;

/// A vendor's request as a decision sees it.
#[derive(Clone, Copy)]
struct Seen<'a, 'r> {
    ledger: &'a Ledger,
    vendor: &'r Did,
    account: Option<&'a Account>,
    request: &'r Request,
    /// The request in DPV's words alone.
    plain: Option<Point<'r>>,
    now: Instant,
}

impl Ledger {
    /// The answer alone. Allocates nothing.
    #[must_use]
    pub fn verdict(&self, vendor: &Did, request: &Request, now: Instant) -> Verdict {
        let seen = Seen::of(self, vendor, request, now);
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
        let seen = Seen::of(self, vendor, request, now);
        let (mut usable, mut obstacles) = (Vec::new(), Vec::new());
        for (grant, obstacle) in seen.standing() {
            match obstacle {
                None => usable.push(grant),
                Some(obstacle) => obstacles.push(obstacle),
            }
        }
        let mut reasons: BTreeSet<Reason> = seen.blocks().map(|block| Reason::Blocked { block }).collect();
        if usable.is_empty() {
            reasons.insert(seen.why_not(&obstacles));
        }
        let grounds: BTreeSet<Ground> = usable.iter().map(|grant| Ground::Grant(grant.id)).collect();
        let grounds = grounds.into_iter().collect();
        if !reasons.is_empty() {
            let reasons = reasons.into_iter().collect();
            return Decision::Deny(Deny { reasons, grounds, nearest: seen.nearest() });
        }
        let excludes_marked = seen.excludes_marked();
        if usable.iter().all(|grant| grant.ask) {
            return Decision::Ask(Ask { grounds, excludes_marked });
        }
        let duties: BTreeSet<&Duty> = usable.iter().flat_map(|grant| &grant.duties).collect();
        let duties = duties.into_iter().cloned().collect();
        Decision::Permit(Permit { grounds, duties, until: seen.until(), excludes_marked })
    }
}

impl<'a, 'r> Seen<'a, 'r> {
    fn of(ledger: &'a Ledger, vendor: &'r Did, request: &'r Request, now: Instant) -> Self {
        let plain = Point::of(request, Vocabulary::dpv());
        Self { ledger, vendor, account: ledger.account(vendor), request, plain, now }
    }

    fn groups(self) -> &'a [Group] {
        self.account.map_or(&[], Account::groups)
    }

    /// The blocks against this vendor, by what they select.
    fn stands(self) -> impl Iterator<Item = &'a Stand> {
        let mine = self.account.into_iter().flat_map(|account| {
            self.ledger.shield().against(&account.hosts, account.sectors()).chain([&account.blocks])
        });
        [self.ledger.shield().everyone()].into_iter().chain(mine)
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

    fn blocks(self) -> impl Iterator<Item = String> {
        let mut ids = BTreeSet::new();
        for (vocabulary, point) in self.readings() {
            let touching = self.stands().flat_map(|stand| stand.touching(point, vocabulary));
            let hitting = touching.filter(|block| self.is_hit(block, vocabulary));
            ids.extend(hitting.map(|block| block.what.id().to_owned()));
        }
        ids.into_iter()
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
    fn why_not(self, obstacles: &[Obstacle]) -> Reason {
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
        let agreed = || self.account.is_some_and(|account| account.has_agreement(self.now));
        match obstacles.iter().max() {
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
    fn until(self) -> Option<Instant> {
        let blocks = self.readings().flat_map(move |(vocabulary, point)| {
            self.stands().flat_map(move |stand| stand.touching(point, vocabulary)).map(|block| block.window)
        });
        let read = move |group: &'a Group| Some(group.windows(self.point(&group.vocabulary)?));
        let grants = self.groups().iter().filter_map(read).flatten();
        blocks.chain(grants).filter_map(|window| window.next_change(self.now)).min()
    }

    fn nearest(self) -> Nearest {
        let standing = |(block, area): (&'a Block, _)| {
            block.window.contains(self.now).then(|| Forbids { area, limits: block.what.limits() })
        };
        let forbids: Vec<Forbids<'_>> = self.stands().flat_map(Stand::all).filter_map(standing).collect();
        let of_blocks = forbids.iter().flat_map(|forbids| forbids.area.recipients.named());
        let searches = self.groups().iter().filter_map(|group| {
            let point = self.point(&group.vocabulary)?;
            let usable = group.usable(self.now).filter(|(grant, _)| !grant.ask);
            let permits: Vec<Permits<'_>> =
                usable.map(|(grant, area)| Permits { area, conditions: &grant.conditions }).collect();
            let of_grants = permits.iter().flat_map(|permits| permits.area.recipients.named());
            let named = of_grants.chain(of_blocks.clone()).cloned();
            let first_hit = |point: &Point<'_>, conditions: &Conditions| {
                forbids.iter().copied().find(|forbids| forbids.hit(point, conditions, &group.vocabulary))
            };
            Some(nearest(self.request, &point, &group.vocabulary, named, &permits, first_hit))
        });
        // Two texts with different own words are rare; what one of them lists the other may list too.
        let mut all = Nearest { requests: Vec::new(), searched_all: true };
        for found in searches {
            let permitted = |one: &Request| self.ledger.verdict(self.vendor, one, self.now).effect == Effect::Permit;
            all.searched_all &= found.searched_all && all.requests.is_empty() && found.requests.iter().all(permitted);
            let fresh = found.requests.into_iter().filter(|one| permitted(one) && !all.requests.contains(one));
            all.requests.extend(fresh.collect::<Vec<_>>());
        }
        all.requests.truncate(3);
        all
    }
}
