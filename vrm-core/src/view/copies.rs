//! What follows from proofs that were added to claims, and from copies of data that answer them.

use super::error::StateError;
use super::relationship::Relationship;
use super::rights::{Addition, Claimed, RightsReply};
use crate::agreement::Role;
use crate::decision::AgreementId;
use crate::error::Error;
use crate::history::{Entry, Event};
use crate::message::Jti;
use crate::rights::{Right, Scope};
use crate::vault::VaultError;

impl Claimed {
    /// That an answer may bring a copy of data.
    pub(crate) fn may_be_copied(&self) -> Result<(), StateError> {
        match self.claim.right() {
            Right::Access | Right::Portability => Ok(()),
            _ => Err(StateError::NoCopy),
        }
    }

    /// Whether a letter with values is about this claim.
    fn has_letter(&self, letter: &Jti) -> bool {
        let copies = self.replies.iter().filter(|reply| !reply.copy.is_empty()).map(|reply| reply.letter);
        copies.chain(self.additions.iter().map(|addition| addition.letter)).any(|id| id == *letter)
    }

    /// The letters with values about this claim that are kept on this side.
    fn letters(&mut self) -> impl Iterator<Item = (Jti, &mut bool)> {
        let copies = self.replies.iter_mut().filter(|reply| !reply.copy.is_empty());
        let copies = copies.map(|reply| (reply.letter, &mut reply.kept));
        copies.chain(self.additions.iter_mut().map(|addition| (addition.letter, &mut addition.kept)))
    }
}

impl Relationship {
    /// What the person added with a proof.
    pub(super) fn completed(&mut self, entry: &Entry, role: Role) -> Result<(), Error> {
        let Event::ClaimCompleted { jti, iat, answers, .. } = &entry.event else {
            return Err(StateError::OutOfPlace { kind: entry.event.kind() }.into());
        };
        let (letter, at, own) = (*jti, *iat, role == Role::Person);
        let (claim, _) = self.claim_that_needs(answers).ok_or(StateError::NoSuchClaim { id: *answers })?;
        self.complete(claim, *answers, letter, own, entry.at)?;
        if let Some(claimed) = self.rights.get_mut(&claim) {
            claimed.additions.push(Addition { letter, answers: *answers, at, kept: true });
        }
        if own {
            self.awaits(letter, at);
        }
        Ok(())
    }

    /// An answer with a copy of data.
    pub(super) fn copied(&mut self, entry: &Entry, role: Role) -> Result<(), Error> {
        let Event::CopyGiven { jti, iat, answers, outcome, items, .. } = &entry.event else {
            return Err(StateError::OutOfPlace { kind: entry.event.kind() }.into());
        };
        self.right(answers).ok_or(StateError::NoSuchClaim { id: *answers })?.may_be_copied()?;
        let (letter, at, noted) = (*jti, *iat, entry.at);
        let (outcome, copy) = (outcome.clone(), items.clone());
        let reply = RightsReply { id: None, letter, outcome, copy, kept: true, at, noted };
        self.answer(*answers, reply, role == Role::Vendor)
    }

    /// Whether the values of a letter about a claim are kept on this side; none where it is no such letter.
    pub(crate) fn keeps_letter(&self, letter: &Jti) -> Option<bool> {
        let copies = self.rights.values().flat_map(|claimed| &claimed.replies).filter(|reply| !reply.copy.is_empty());
        let additions = self.rights.values().flat_map(|claimed| &claimed.additions);
        let copies = copies.map(|reply| (reply.letter, reply.kept));
        let mut letters = copies.chain(additions.map(|addition| (addition.letter, addition.kept)));
        letters.find(|(id, _)| id == letter).map(|(_, kept)| kept)
    }

    /// The values of such a letter are kept no longer.
    pub(super) fn letter_deleted(&mut self, letter: &Jti) -> Result<(), VaultError> {
        let about = self.rights.iter().find(|(_, claimed)| claimed.has_letter(letter)).map(|(id, _)| *id);
        let claimed = about.and_then(|id| self.rights.get_mut(&id)).ok_or(VaultError::NoSuchDisclosure)?;
        let (_, kept) = claimed.letters().find(|(id, _)| id == letter).ok_or(VaultError::NoSuchDisclosure)?;
        if std::mem::replace(kept, false) { Ok(()) } else { Err(VaultError::Deleted) }
    }

    /// The letters about claims that an erasure takes at a desk: copies of data that it is over, and with everything the
    /// proofs too.
    pub(crate) fn letters_within(&self, erasure: &Claimed) -> Vec<Jti> {
        let nowhere = AgreementId::from_bytes([0; 32]);
        let is_all = *erasure.claim.scope() == Scope::All;
        let replies = self.rights.values().flat_map(|claimed| &claimed.replies);
        let copies = replies.filter(|reply| reply.copy.iter().any(|item| erasure.covers(&nowhere, &item.data)));
        let copies = copies.filter(|reply| reply.kept).map(|reply| reply.letter);
        let additions = self.rights.values().flat_map(|claimed| &claimed.additions).filter(|_| is_all);
        copies.chain(additions.filter(|addition| addition.kept).map(|addition| addition.letter)).collect()
    }
}
