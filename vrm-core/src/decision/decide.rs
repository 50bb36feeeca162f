//! May this vendor do it now?

use super::account::{Account, Group, Obstacle};
use super::answer::{Ask, Decision, Deny, Effect, Ground, Nearest, Permit, Reason, Verdict};
use super::block::{Block, Host};
use super::grant::Grant;
use super::nearest::{Forbids, Permits, nearest};
use super::point::{Point, breaks};
use super::{Ledger, Request};
use crate::did::Did;
use crate::terms::{Conditions, Duty};
use crate::time::Instant;
use crate::vocab::{Sector, Vocabulary};
use std::collections::BTreeSet;

/// A vendor as a decision sees it.
#[derive(Clone, Copy)]
struct Seen<'a> {
    ledger: &'a Ledger,
    vendor: &'a Did,
    account: Option<&'a Account>,
}

impl Ledger {
    /// The answer alone. Allocates nothing.
    #[must_use]
    pub fn verdict(&self, vendor: &Did, request: &Request, now: Instant) -> Verdict {
        let seen = Seen { ledger: self, vendor, account: self.account(vendor) };
        if seen.is_blocked(request, now) {
            return Verdict::DENY;
        }
        let mut answer = Verdict::DENY;
        for group in seen.groups() {
            let Some(point) = Point::of(request, &group.vocabulary) else { continue };
            for (grant, obstacle) in group.standing(&point, request, now) {
                match (obstacle, grant.ask) {
                    (Some(_), _) => {}
                    (None, true) => answer.effect = Effect::Ask,
                    (None, false) => {
                        return Verdict { effect: Effect::Permit, excludes_marked: seen.excludes_marked(request) };
                    }
                }
            }
        }
        if answer.effect == Effect::Ask {
            answer.excludes_marked = seen.excludes_marked(request);
        }
        answer
    }

    /// May this vendor do it now? The answer with every grant and block that made it.
    ///
    /// Active grants decide, and nothing else: those of agreements in force, within their window, not paused or
    /// withdrawn, whose duties that come first are done. A block beats them all.
    pub fn decide(&self, vendor: &Did, request: &Request, now: Instant) -> Decision {
        let seen = Seen { ledger: self, vendor, account: self.account(vendor) };
        let (usable, obstacles) = seen.grants(request, now);
        let mut reasons: BTreeSet<Reason> = seen.blocks(request, now).map(|id| Reason::Blocked { block: id }).collect();
        if usable.is_empty() {
            reasons.insert(seen.why_not(request, &obstacles, now));
        }
        let grounds: BTreeSet<Ground> = usable.iter().map(|grant| Ground::Grant(grant.id)).collect();
        let grounds = grounds.into_iter().collect();
        if !reasons.is_empty() {
            let reasons = reasons.into_iter().collect();
            return Decision::Deny(Deny { reasons, grounds, nearest: seen.nearest(request, now) });
        }
        let excludes_marked = seen.excludes_marked(request);
        if usable.iter().all(|grant| grant.ask) {
            return Decision::Ask(Ask { grounds, excludes_marked });
        }
        let duties: BTreeSet<&Duty> = usable.iter().flat_map(|grant| &grant.duties).collect();
        let duties = duties.into_iter().cloned().collect();
        Decision::Permit(Permit { grounds, duties, until: seen.until(request, now), excludes_marked })
    }
}

impl<'a> Seen<'a> {
    fn groups(self) -> &'a [Group] {
        self.account.map_or(&[], Account::groups)
    }

    fn hosts(self) -> &'a [Host] {
        self.account.map_or(&[], |account| &account.hosts)
    }

    fn sectors(self) -> &'a [Sector] {
        self.account.map_or(&[], |account| &account.sectors)
    }

    /// DPV, and every vocabulary with own words under which this vendor has an agreement: a no counts in each.
    fn vocabularies(self) -> impl Iterator<Item = &'a Vocabulary> {
        let own = self.groups().iter().map(|group| &group.vocabulary).filter(|vocabulary| !vocabulary.own().is_empty());
        [Vocabulary::dpv()].into_iter().chain(own)
    }

    fn is_blocked(self, request: &Request, now: Instant) -> bool {
        self.vocabularies().any(|vocabulary| {
            Point::of(request, vocabulary).is_some_and(|point| {
                let mut touching =
                    self.ledger.shield().touching(self.vendor, self.hosts(), self.sectors(), &point, vocabulary);
                touching.any(|block| hits(block, request, vocabulary, now))
            })
        })
    }

    fn blocks(self, request: &Request, now: Instant) -> impl Iterator<Item = String> {
        let mut ids = BTreeSet::new();
        for vocabulary in self.vocabularies() {
            let Some(point) = Point::of(request, vocabulary) else { continue };
            let touching = self.ledger.shield().touching(self.vendor, self.hosts(), self.sectors(), &point, vocabulary);
            let hitting = touching.filter(|block| hits(block, request, vocabulary, now));
            ids.extend(hitting.map(|block| block.what.id().to_owned()));
        }
        ids.into_iter()
    }

    /// Grants that cover the request: those usable now, and what stands before the rest.
    fn grants(self, request: &Request, now: Instant) -> (Vec<&'a Grant>, Vec<Obstacle>) {
        let (mut usable, mut obstacles) = (Vec::new(), Vec::new());
        for group in self.groups() {
            let Some(point) = Point::of(request, &group.vocabulary) else { continue };
            for (grant, obstacle) in group.standing(&point, request, now) {
                match obstacle {
                    None => usable.push(grant.id),
                    Some(obstacle) => obstacles.push(obstacle),
                }
            }
        }
        (usable.iter().filter_map(|id| self.account?.find(id)).collect(), obstacles)
    }

    /// The softest reason: the grant that is nearest to a yes tells it.
    fn why_not(self, request: &Request, obstacles: &[Obstacle], now: Instant) -> Reason {
        if self.vocabularies().all(|vocabulary| Point::of(request, vocabulary).is_none()) {
            let term = request.unknown_term(Vocabulary::dpv()).unwrap_or_default();
            return Reason::UnknownTerm { term };
        }
        let marked = self.groups().iter().any(|group| {
            Point::of(request, &group.vocabulary).is_some_and(|point| group.covers_but_for_marks(&point, request, now))
        });
        match obstacles.iter().max() {
            Some(Obstacle::Paused) => Reason::Paused,
            Some(Obstacle::DutyOpen) => Reason::DutyOpen,
            Some(Obstacle::NotYet) => Reason::NotYet,
            Some(Obstacle::Withdrawn) => Reason::Withdrawn,
            Some(Obstacle::Expired) => Reason::Expired,
            Some(Obstacle::Ended) | None if marked => Reason::MarkedNotNamed,
            Some(Obstacle::Ended) | None if self.account.is_some_and(|account| account.has_agreement(now)) => {
                Reason::NotGranted
            }
            Some(Obstacle::Ended) | None => Reason::NoAgreement,
        }
    }

    fn excludes_marked(self, request: &Request) -> bool {
        self.vocabularies()
            .any(|vocabulary| Point::of(request, vocabulary).is_some_and(|point| point.excludes_marked(vocabulary)))
    }

    /// The earliest later start or end among the grants and blocks whose words match.
    fn until(self, request: &Request, now: Instant) -> Option<Instant> {
        let mut changes = BTreeSet::new();
        for vocabulary in self.vocabularies() {
            let Some(point) = Point::of(request, vocabulary) else { continue };
            let touching = self.ledger.shield().touching(self.vendor, self.hosts(), self.sectors(), &point, vocabulary);
            changes.extend(touching.filter_map(|block| block.window.next_change(now)));
        }
        for group in self.groups() {
            let Some(point) = Point::of(request, &group.vocabulary) else { continue };
            changes.extend(group.windows(&point).filter_map(|window| window.next_change(now)));
        }
        changes.into_iter().next()
    }

    fn nearest(self, request: &Request, now: Instant) -> Nearest {
        let standing = |(block, area): (&'a Block, _)| {
            block.window.contains(now).then(|| Forbids { area, limits: block.what.limits() })
        };
        let blocks = self.ledger.shield().all_against(self.vendor, self.hosts(), self.sectors());
        let forbids: Vec<Forbids<'_>> = blocks.filter_map(standing).collect();
        let of_blocks = forbids.iter().flat_map(|forbids| forbids.area.recipients.iter());
        let searches = self.groups().iter().filter_map(|group| {
            let point = Point::of(request, &group.vocabulary)?;
            let usable = group.usable(now).filter(|(grant, _)| !grant.ask);
            let permits: Vec<Permits<'_>> =
                usable.map(|(grant, area)| Permits { area, conditions: &grant.conditions }).collect();
            let of_grants = permits.iter().flat_map(|permits| permits.area.recipients.iter());
            let named = of_grants.chain(of_blocks.clone()).cloned();
            let first_hit = |point: &Point<'_>, conditions: &Conditions| {
                forbids.iter().copied().find(|forbids| forbids.hit(point, conditions, &group.vocabulary))
            };
            Some(nearest(request, &point, &group.vocabulary, named, &permits, first_hit))
        });
        // Two texts with different own words are rare; what one of them lists the other may list too.
        let mut all = Nearest { requests: Vec::new(), searched_all: true };
        for found in searches {
            let permitted = |one: &Request| self.ledger.verdict(self.vendor, one, now).effect == Effect::Permit;
            all.searched_all &= found.searched_all && all.requests.is_empty() && found.requests.iter().all(permitted);
            let fresh = found.requests.into_iter().filter(|one| permitted(one) && !all.requests.contains(one));
            all.requests.extend(fresh.collect::<Vec<_>>());
        }
        all.requests.truncate(3);
        all
    }
}

fn hits(block: &Block, request: &Request, vocabulary: &Vocabulary, now: Instant) -> bool {
    block.window.contains(now) && breaks(block.what.limits(), &request.conditions, vocabulary)
}
