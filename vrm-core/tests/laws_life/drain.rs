//! When both sides have heard everything they agree, but for what is named here.

use crate::moves::allowed;
use crate::world::World;
use std::collections::{BTreeMap, BTreeSet};
use vrm_core::consent::ConsentStatus;
use vrm_core::decision::{AgreementId, Grant, GrantId, GrantStatus};
use vrm_core::error::Fault as _;
use vrm_core::keys::SignedId;
use vrm_core::life::Reception;
use vrm_core::log::LogId;
use vrm_core::message::Jti;
use vrm_core::relationship::AgreementState;
use vrm_core::rights::RightsState;
use vrm_core::vault::{DisclosureState, Given};
use vrm_core::view::{Agreed, Claimed, Consented, Relationship};

impl World {
    /// Every letter is handed over that was ever said, in the order in which they set out, and everything that follows.
    pub(crate) fn hear_everything(&mut self) {
        self.calm();
        // No letter is from the future any more.
        self.at = self.at.max(self.past.latest.unwrap_or(self.at));
        let mut settled = BTreeSet::new();
        loop {
            self.collect();
            self.under_way.clear();
            let mut any = false;
            for post in self.known.clone() {
                let which = (post.desk, post.letter.id);
                if settled.contains(&which) {
                    continue;
                }
                match self.hand_over(&post).unwrap() {
                    Reception::Rejected { error } => {
                        self.past.refused.insert(post.letter.id, error.code().name());
                        allowed(error);
                        continue;
                    }
                    Reception::Received(_) => any = true,
                    _ => {}
                }
                self.past.refused.remove(&post.letter.id);
                settled.insert(which);
            }
            if !any {
                return;
            }
        }
    }
}

/// What a desk has with every customer that the person is, or was.
#[derive(Default)]
struct There {
    consents: BTreeMap<SignedId, Consented>,
    given: BTreeMap<Jti, (LogId, Given)>,
    claims: BTreeMap<SignedId, Claimed>,
    grants: BTreeMap<GrantId, Grant>,
    incidents: BTreeSet<SignedId>,
    receipts: BTreeSet<SignedId>,
    /// Agreements that were to be replaced by one that came too late.
    given_up: BTreeSet<AgreementId>,
}

/// The agreement that another was to replace, and did too late.
fn given_up(agreed: &Agreed) -> Option<AgreementId> {
    agreed.agreement.document().replaces().filter(|_| agreed.state == AgreementState::Lapsed)
}

impl World {
    fn there_at(&mut self, desk: usize) -> There {
        let mut all = There::default();
        for customer in self.customers(desk) {
            let view = self.desks[desk].customer(customer).unwrap();
            for between in view.relationships() {
                all.consents.extend(between.consents().map(|consent| (consent.id, consent.clone())));
                all.given.extend(between.disclosures().map(|(id, given)| (id, (customer, given.clone()))));
                all.claims.extend(between.rights().map(|(id, claimed)| (id, claimed.clone())));
                all.grants.extend(view.grants(between.id()).unwrap().map(|grant| (grant.id, grant.clone())));
                all.incidents.extend(between.incidents().map(|(id, _)| id));
                all.given_up.extend(between.agreements().filter_map(given_up));
                all.receipts.extend(between.receipts().map(|receipt| receipt.id));
            }
        }
        all
    }

    /// Consents, grants, what was given, claims, incidents and receipts: what is on one side is on the other, and the same,
    /// but for what is named here.
    pub(crate) fn agree_in_the_end(&mut self) {
        self.sign();
        for desk in 0..self.desks.len() {
            let there = self.there_at(desk);
            // A desk has nothing that the person did not say.
            assert!(there.consents.values().all(|consent| self.past.consented.contains(&consent.grant)));
            assert!(there.given.keys().all(|id| self.past.given.contains(id)));
            assert!(there.claims.keys().all(|id| self.past.claims.contains(id)));
            let Some(here) = self.here(desk) else { continue };
            self.agree_on_consents(desk, &here, &there);
            self.agree_on_data(desk, &here, &there);
            for (id, claimed) in here.rights() {
                match there.claims.get(&id) {
                    Some(theirs) => self.same_claim(desk, claimed, theirs),
                    None => self.was_refused("claim", self.past.letters.get(&id), &["state-no-such-agreement"]),
                }
            }
            // What a desk says it has said, unless it erased a customer.
            if !self.past.erased.contains(&desk) {
                assert!(here.incidents().all(|(id, _)| there.incidents.contains(&id)));
                assert!(here.receipts().all(|receipt| there.receipts.contains(&receipt.id)));
            }
        }
    }

    fn agree_on_consents(&mut self, desk: usize, here: &Relationship, there: &There) {
        for consent in here.consents() {
            let Some(theirs) = there.consents.get(&consent.id) else {
                // Its agreement was over there by then; or a newer yes to the same came before, and this one is over.
                let why: &[&str] = match consent.status().is_valid() {
                    true => &["state-no-such-agreement"],
                    false => &["state-no-such-agreement", "state-consented-already"],
                };
                self.was_refused("consent", self.past.letters.get(&consent.id), why);
                continue;
            };
            let fixed = |of: &Consented| (of.agreement, of.process, of.data.clone(), of.grant, of.record.clone());
            assert_eq!(fixed(consent), fixed(theirs));
            // Two ends may have crossed: then each side has its own first.
            let over = !consent.status().is_valid() && !theirs.status().is_valid();
            // The agreement was replaced by one that the other side had given up by then.
            let given_up = here.agreements().filter_map(given_up).chain(there.given_up.iter().copied());
            let late = [consent.status(), theirs.status()].contains(&ConsentStatus::Expired)
                && given_up.collect::<BTreeSet<_>>().contains(&consent.agreement);
            let same = consent.status() == theirs.status() || over || late;
            // Either side may have ended it, and either's letter may be lost.
            let unheard = self.refused(desk).iter().any(|(_, why)| LOST.contains(why));
            assert!(same || unheard, "{:?} and {:?}", consent.status(), theirs.status());
        }
        for grant in self.person.view().grants(here.id()).unwrap() {
            let Some(theirs) = there.grants.get(&grant.id) else { continue };
            // What was given once is used by each side for itself.
            let spent = [grant.status, theirs.status].contains(&GrantStatus::Spent);
            let same = grant.status == theirs.status || spent;
            assert!(same || self.lost(desk, None), "{:?} and {:?}", grant.status, theirs.status);
        }
    }

    fn agree_on_data(&mut self, desk: usize, here: &Relationship, there: &There) {
        for (id, given) in here.disclosures() {
            let Some((customer, theirs)) = there.given.get(&id) else {
                // It never left; or it came when nothing might be given any more.
                if self.known.iter().any(|post| post.letter.id == id) {
                    let agreement = ["state-no-such-agreement", "state-no-such-grant", "message-expired"];
                    let why = [agreement.as_slice(), &["vault-grant-held", "vault-not-permitted"]].concat();
                    self.was_refused("disclosure", Some(&id), &why);
                }
                continue;
            };
            let data = |given: &Given| given.items.iter().map(|item| item.data.clone()).collect::<Vec<_>>();
            let said = |of: &Given| (of.agreement, of.grant, of.until, data(of));
            // The hashes are under keys of each side's own, and the times are by each side's clock.
            assert_eq!(said(given), said(theirs));
            if given.kept && theirs.kept {
                let mine = self.person.disclosed(here.id(), &id).unwrap();
                assert_eq!(mine, self.desks[desk].disclosed(*customer, &id).unwrap());
            }
            use DisclosureState::{Acknowledged, Declined, DeletionAsked, DeletionConfirmed, Left, Prepared};
            match (given.state, theirs.state) {
                // What is called deleted is held no more.
                (DeletionConfirmed, _) => assert!(!theirs.kept, "called deleted, and held"),
                // A claim and what was given passed one another, or the claim was taken back.
                (DeletionAsked, _) | (Acknowledged, Acknowledged | DeletionAsked | DeletionConfirmed) => {}
                // It came when nothing might be given any more.
                (Declined, Declined) => assert!(!theirs.kept, "declined, and held"),
                (Prepared | Left, _) => assert!(self.lost(desk, Some(*customer)), "nobody heard that it came"),
                other => panic!("{other:?}"),
            }
        }
    }

    fn same_claim(&self, desk: usize, here: &Claimed, there: &Claimed) {
        assert_eq!((&here.claim, here.sent), (&there.claim, there.sent));
        let replies = |of: &Claimed| of.replies.iter().map(|reply| reply.id).collect::<BTreeSet<_>>();
        assert!(replies(here).is_subset(&replies(there)));
        let [mine, theirs] = [here, there].map(|of| of.state_at(self.at));
        // It may have been taken back while its answer was on its way.
        let crossed = mine == RightsState::Withdrawn && theirs.is_over();
        let lost = || {
            self.lost(desk, None) || self.known.iter().any(|post| post.desk == desk && self.lost(desk, post.customer))
        };
        assert!(
            replies(here) == replies(there) && mine == theirs || crossed || lost(),
            "{mine:?} and {theirs:?} {here:?} {there:?} {:?}",
            self.refused(desk)
        );
    }

    /// That a letter was refused for one of these reasons, or for one that stands against any letter.
    fn was_refused(&self, what: &str, letter: Option<&Jti>, reasons: &[&str]) {
        // The outcome of a commit that the store would not answer for was given to nobody.
        let Some(letter) = letter else { return };
        let why = self.past.refused.get(letter);
        assert!(why.is_some_and(|why| reasons.contains(why) || LOST.contains(why)), "{what} not there: {why:?}");
    }

    /// Why letters for or of a desk were refused.
    fn refused(&self, desk: usize) -> Vec<(bool, &'static str)> {
        let posts = self.known.iter().filter(|post| post.desk == desk);
        posts.filter_map(|post| Some((post.customer.is_none(), *self.past.refused.get(&post.letter.id)?))).collect()
    }

    /// Whether a letter in a direction could be read by nobody any more.
    fn lost(&self, desk: usize, customer: Option<LogId>) -> bool {
        let mut posts = self.known.iter().filter(|post| post.desk == desk && post.customer == customer);
        posts.any(|post| self.past.refused.get(&post.letter.id).is_some_and(|why| LOST.contains(why)))
    }
}

/// Why a letter counts for nobody: the keys that it is sealed for are older than 90 days, or gone with a history that was
/// erased; or the clock was set back behind a rotation, and what is said with the new keys is from before them; or a proffer
/// overtook two rotations, whose keys are those of a new customer then.
const LOST: [&str; 5] =
    ["state-other-keys", "keys-sealed-for-another", "state-stranger", "message-not-in-use", "state-shared-key"];
