//! Who holds what about the person, on what ground, until when.

use super::relationship::{Agreed, Relationship};
use super::state::State;
use crate::chain::StreamId;
use crate::decision::{AgreementId, Grant, GrantId};
use crate::did::Did;
use crate::relationship::AgreementState;
use crate::terms::{Basis, Due, Keep, Start, Stated, Trigger};
use crate::time::{Days, Instant};
use crate::vocab::Word;
use std::collections::BTreeSet;

/// Who holds what about the person, on what ground, until when: by relationship, data and ground.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exposure {
    /// One line for each vendor, kind of data and ground.
    pub lines: Vec<ExposureLine>,
}

/// One line of the exposure: some data, one vendor, one ground.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExposureLine {
    /// The relationship.
    pub relationship: StreamId,
    /// Its vendor.
    pub vendor: Did,
    /// The data that the ground speaks of.
    pub data: Word,
    /// Which data was given on it through here and is not said to be deleted, by the words of what was given: the same word,
    /// or narrower ones.
    pub given: BTreeSet<Word>,
    /// Under which agreement.
    pub agreement: AgreementId,
    /// On what ground it may be held, or was.
    pub ground: ExposureGround,
    /// For which purposes.
    pub purposes: BTreeSet<Word>,
    /// Whether the vendor holds it.
    pub held: Held,
    /// Until when it may be held.
    pub until: Until,
}

/// On what ground a vendor holds data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ExposureGround {
    /// A grant that may be used, or that is paused.
    Grant {
        /// The grant.
        id: GrantId,
        /// What it stands on.
        basis: Basis,
    },
    /// A legal duty of the vendor's, which no terms decide over; after the agreement's end, until what was declared has it
    /// deleted.
    LegalDuty {
        /// The process of its declaration, by index.
        process: u32,
    },
    /// None any more: the grant under which the data was given was withdrawn, is used up, or went with its agreement.
    Ended {
        /// The grant.
        id: GrantId,
    },
}

/// Whether a vendor holds data, as far as this history tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// It may have it; nothing was given through here.
    Possibly,
    /// It was given through here, last at this time.
    Given(Instant),
}

/// Until when data may be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Until {
    /// Until then.
    At(Instant),
    /// So many days after it was collected, which did not happen through here.
    Collected {
        /// The number of days.
        days: u32,
    },
    /// So many days after its purpose ends: with a withdrawal, or at the latest the agreement.
    PurposeEnd {
        /// The number of days.
        days: u32,
    },
    /// No end was agreed on.
    Unlimited,
}

impl State {
    /// Who holds what, on what ground, until when: by relationship, data and ground.
    pub(super) fn exposure(&self, now: Instant) -> Exposure {
        let mut lines: Vec<ExposureLine> =
            self.relationships().flat_map(|between| self.exposed_to(between, now)).collect();
        lines.sort();
        Exposure { lines }
    }

    fn exposed_to(&self, between: &Relationship, now: Instant) -> Vec<ExposureLine> {
        let (mut lines, mut given_under) = (Vec::new(), between.given_under());
        for grant in self.ledger.grants(&between.vendor) {
            let Some(agreed) = between.agreement(&grant.agreement) else { continue };
            let (given, words) = given_under.remove(&grant.id).unzip();
            let words = words.unwrap_or_default();
            let ground = match self.is_over(between, grant, now) {
                false => ExposureGround::Grant { id: grant.id, basis: grant.basis },
                // What was never given is not held.
                true if given.is_none() => continue,
                true => ExposureGround::Ended { id: grant.id },
            };
            let held = given.map_or(Held::Possibly, Held::Given);
            let until = agreed.until(self, grant.conditions.keep, given, between.purpose_ends(agreed, grant));
            // What had to be deleted by now is held by nobody, as far as was agreed.
            if matches!((ground, until), (ExposureGround::Ended { .. }, Until::At(at)) if at <= now) {
                continue;
            }
            lines.extend(grant.scope.data.iter().map(|data| ExposureLine {
                relationship: between.id(),
                vendor: between.vendor.clone(),
                data: data.clone(),
                given: words.clone(),
                agreement: grant.agreement,
                ground,
                purposes: grant.scope.purpose.clone(),
                held,
                until,
            }));
        }
        // One that lapsed never was.
        let were = between.agreements().filter(|agreed| agreed.state != AgreementState::Lapsed);
        lines.extend(were.flat_map(|agreed| on_duty(between, agreed, now)));
        lines
    }

    /// Whether a grant permits nothing any more and never will.
    pub(super) fn is_over(&self, between: &Relationship, grant: &Grant, now: Instant) -> bool {
        grant.status.is_final() || !between.is_in_force(&grant.agreement) || grant.window.is_over(now)
    }
}

/// What is processed on a legal duty, as it was declared; after the agreement's end for as long as it may be kept still.
fn on_duty(between: &Relationship, agreed: &Agreed, now: Instant) -> Vec<ExposureLine> {
    let declared = agreed.agreement.document().declaration().processes();
    let outside = (0u32..).zip(declared).filter(|(index, _)| agreed.outside.contains(index));
    let mut lines = Vec::new();
    for (index, process) in outside {
        let purposes = process.purpose.known().cloned().unwrap_or_default();
        let keep = match process.keep {
            Stated::Known(keep) => keep,
            Stated::Unknown => Keep::Unlimited,
        };
        // Nothing is collected under it after its end.
        let until = Agreed::until_of(keep, agreed.over, agreed.ends());
        if agreed.over.is_some() && matches!(until, Until::At(at) if at <= now) {
            continue;
        }
        lines.extend(process.data.known().into_iter().flatten().map(|data| ExposureLine {
            relationship: between.id(),
            vendor: between.vendor.clone(),
            data: data.clone(),
            given: BTreeSet::new(),
            agreement: agreed.agreement.id(),
            ground: ExposureGround::LegalDuty { process: index },
            purposes: purposes.clone(),
            held: Held::Possibly,
            until,
        }));
    }
    lines
}

impl Relationship {
    /// When the purpose of a grant ends, as far as that is known: with its withdrawal or its own time, and with its agreement
    /// at the latest.
    fn purpose_ends(&self, agreed: &Agreed, grant: &Grant) -> Option<Instant> {
        let ends = [self.withdrawn_at(grant), grant.window.until(), agreed.ends()];
        ends.into_iter().flatten().min()
    }
}

impl Agreed {
    /// When it ended, or else will.
    fn ends(&self) -> Option<Instant> {
        self.over.or_else(|| self.agreement.document().window().until())
    }

    /// Until when what is kept so long may be held: the retention, and no longer than the text's own duty to delete.
    fn until(&self, state: &State, keep: Keep, given: Option<Instant>, purpose: Option<Instant>) -> Until {
        let retained = Self::until_of(keep, given, purpose);
        let text = state.terms_of(self);
        let deletion = |due: Due| {
            let from = match due.from {
                Trigger::PurposeEnd => Start::PurposeEnd,
                Trigger::Collected => Start::Collected,
                Trigger::Asking => return None,
            };
            Some(Self::until_of(Keep::Days { days: due.days, from }, given, purpose))
        };
        let duties = text.into_iter().flat_map(|text| text.terms().duties());
        let deletes = duties.filter(|duty| is_deletion(&duty.what)).filter_map(|duty| duty.due);
        deletes.filter_map(deletion).fold(retained, Until::earlier)
    }

    /// Until when what was collected then, for a purpose that ends then, may be held.
    fn until_of(keep: Keep, collected: Option<Instant>, purpose: Option<Instant>) -> Until {
        let (days, start) = match keep {
            Keep::Unlimited => return Until::Unlimited,
            Keep::Days { days, from: Start::Collected } => (days, collected),
            Keep::Days { days, from: Start::PurposeEnd } => (days, purpose),
        };
        let at = start.and_then(|start| start.plus(Days::new(days)).ok());
        match (at, keep) {
            (Some(at), _) => Until::At(at),
            (None, Keep::Days { from: Start::PurposeEnd, .. }) => Until::PurposeEnd { days },
            (None, _) => Until::Collected { days },
        }
    }
}

impl Until {
    /// The one that binds first, as far as that can be told: a time that is known before one that is not.
    fn earlier(self, other: Self) -> Self {
        match (self, other) {
            (Self::At(one), Self::At(two)) => Self::At(one.min(two)),
            (Self::At(at), _) | (_, Self::At(at)) => Self::At(at),
            (Self::Unlimited, bound) | (bound, Self::Unlimited) => bound,
            (Self::PurposeEnd { days: one }, Self::PurposeEnd { days: two }) => Self::PurposeEnd { days: one.min(two) },
            (Self::Collected { days: one }, Self::Collected { days: two }) => Self::Collected { days: one.min(two) },
            // Neither start is known yet: the retention that was declared is said.
            (declared, _) => declared,
        }
    }
}

/// Whether a duty is to delete.
fn is_deletion(what: &Word) -> bool {
    what.name() == "ieee-7012:DataDeletionRequired"
}
