//! What follows from a receipt.

use super::ending::KnownTo;
use super::error::StateError;
use super::recorded::first_other;
use super::relationship::{Agreed, Relationship};
use super::said::read;
use super::state::State;
use crate::agreement::Role;
use crate::consent::{Excess, claims};
use crate::error::Error;
use crate::keys::{SignedId, Unverified};
use crate::message::{ConsentReceipt, Jti, Message};
use crate::time::Instant;
use std::sync::Arc;

/// How many things that a receipt claims too much are kept with it: whoever claims more is refused all the same.
const MOST_NAMED: usize = 256;

/// A receipt of the vendor's, and what the person's own history has against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipted {
    /// Its id.
    pub id: SignedId,
    /// What it says.
    pub receipt: ConsentReceipt,
    /// When it was made.
    pub at: Instant,
    /// What it claims beyond what was agreed and consented to, by the person's own history when it came, the first 256; at a
    /// desk nothing. Whether that is anything was decided when it came, and stays.
    pub excess: Vec<Excess>,
    /// Whether the person refused it.
    pub refused: bool,
    pub(super) letter: Jti,
    /// Whether it came from the other side.
    is_heard: bool,
}

impl Receipted {
    /// The letter that it came in.
    pub(crate) fn letter(&self) -> Jti {
        self.letter
    }
}

impl State {
    /// A receipt is held against the records that follow from one's own history.
    pub(super) fn receipted(
        &mut self,
        between: &mut Relationship,
        text: &Unverified<Message<ConsentReceipt>>,
        own: bool,
    ) -> Result<(), Error> {
        let (message, id) = (read(text)?, text.claimed_id()?);
        let receipt = message.body().clone();
        let excess = if own { Vec::new() } else { self.excess_of(between, &receipt, message.iat())? };
        if own {
            between.awaits(message.jti(), message.iat());
        }
        let receipted =
            Receipted { id, receipt, at: message.iat(), excess, refused: false, letter: message.jti(), is_heard: !own };
        between.receipts.insert_mut(id, Arc::new(receipted));
        Ok(())
    }

    fn excess_of(&self, between: &Relationship, receipt: &ConsentReceipt, at: Instant) -> Result<Vec<Excess>, Error> {
        let agreed = between.agreed(&receipt.agreement)?;
        if let Some(member) = agreed.differs_from(receipt) {
            return Err(StateError::OtherRecord { member }.into());
        }
        // It says what the vendor knew when it was issued, however long it was on its way.
        let known = KnownTo::Issuer { n: receipt.stream.n, at };
        let expected = self.records(between, agreed, known);
        let terms = self.terms_of(agreed).ok_or(StateError::NotSigned)?;
        let vocabulary = terms.terms().vocabulary();
        let claims = claims(&receipt.record, receipt.kantara.as_ref(), &expected, vocabulary);
        Ok(claims.take(MOST_NAMED).collect())
    }
}

impl Agreed {
    /// The member of a receipt that is not of this agreement.
    fn differs_from(&self, receipt: &ConsentReceipt) -> Option<&'static str> {
        let document = self.agreement.document();
        let person = document.keys(Role::Person).sign();
        let members = [
            ("sub", receipt.sub == person.to_did()),
            ("terms", receipt.terms == *document.terms().pin()),
            ("person", receipt.person == person.thumbprint()),
            ("vendor", receipt.vendor == document.vendor().did && receipt.name == document.vendor().name),
        ];
        first_other(members)
    }
}

impl Relationship {
    /// The person acknowledged a receipt: it claimed nothing too much when it came. So it stays, whatever the tables of a
    /// later version would make of it.
    pub(super) fn keep_receipt(&mut self, letter: &Jti) {
        let kept = self.receipts.values().find(|receipt| receipt.letter == *letter && !receipt.excess.is_empty());
        if let Some(kept) = kept.map(|receipt| receipt.id).and_then(|id| self.receipts.get_mut(&id)) {
            Arc::make_mut(kept).excess.clear();
        }
    }

    /// Notes that the person refused a receipt; whether it is one. It claimed too much when it came, and that stays too.
    pub(super) fn refuse_receipt(&mut self, id: &SignedId) -> bool {
        let receipt = self.receipts.get_mut(id);
        let Some(receipt) = receipt else { return false };
        let (letter, refused) = (receipt.letter, Arc::make_mut(receipt));
        refused.refused = true;
        // At the desk nothing is known but that it was refused.
        if refused.is_heard && refused.excess.is_empty() {
            refused.excess.push(Excess::Formerly);
        }
        self.acknowledged(&letter);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::StreamId;
    use crate::did::Did;
    use crate::history::{About, Entry, Event};
    use crate::message::AnyMessage;

    /// A relationship with a receipt that was found to claim so much.
    fn with_receipt(excess: Vec<Excess>) -> (Relationship, SignedId, Jti) {
        let entry = Entry::parse(include_bytes!("../../tests/golden/events-1/receipted.json")).unwrap();
        let Event::Said { message, .. } = entry.event() else { panic!("not said") };
        let AnyMessage::ConsentReceipt(text) = message.as_ref() else { panic!("no receipt") };
        let (message, id) = (text.peek().unwrap(), text.claimed_id().unwrap());
        let (receipt, at, letter) = (message.body().clone(), message.iat(), message.jti());
        let receipted = Receipted { id, receipt, at, excess, refused: false, letter, is_heard: true };
        let vendor = Did::parse("did:web:shop.example").unwrap();
        let mut between = Relationship::new(StreamId::from_bytes([7; 16]), vendor, About::default());
        between.receipts.insert_mut(id, Arc::new(receipted));
        (between, id, letter)
    }

    #[test]
    fn what_was_decided_over_a_receipt_stays_whatever_later_tables_make_of_it() {
        let (mut between, id, letter) = with_receipt(vec![Excess::GivenTo]);
        between.keep_receipt(&Jti::from_bytes([1; 16]));
        assert_eq!(between.receipt(&id).unwrap().excess, [Excess::GivenTo]);
        between.keep_receipt(&letter);
        assert_eq!(between.receipt(&id).unwrap().excess, []);
        for (found, kept) in [(vec![], vec![Excess::Formerly]), (vec![Excess::GivenTo], vec![Excess::GivenTo])] {
            let (mut between, id, _) = with_receipt(found);
            assert!(between.refuse_receipt(&id));
            assert_eq!(between.receipt(&id).unwrap().excess, kept);
        }
    }
}
