//! A message with values of the person's, whose text lies beside the history: that the text is what the event says of it.

use crate::agreement::Role;
use crate::error::Error;
use crate::history::{Entry, Event};
use crate::keys::{PublicSigningKey, Thumbprint, Unverified};
use crate::message::{Body, Disclosure, KeyHistory, Message, MessageError, RightsAnswer, RightsRequest, RightsStep};
use crate::rights::Claim;
use crate::time::Instant;
use crate::vault::{Disclosed, GivenItem};
use crate::view::{Relationship, StateError};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What an event says of such a message, and whose keys it was between when it was noted.
pub(super) struct Told {
    by: By,
    at: Instant,
    event: Event,
    /// The claim that an addition is to.
    claim: Option<Claim>,
}

/// Who spoke, and to whom, with what is needed to verify it: an event alone must not keep a whole relationship.
enum By {
    /// This side: with the key in use, for the reader that the other side was.
    Us { key: PublicSigningKey, reader: Thumbprint },
    /// The other side, with one of its keys, for one of ours.
    Them { author: Arc<KeyHistory>, reader: Arc<KeyHistory> },
}

impl Told {
    /// What an event says that one of two sides spoke, with both as they are.
    pub(super) fn of(between: &Relationship, own: Role, spoken: Role, entry: &Entry) -> Result<Self, Error> {
        let by = if own == spoken {
            let key = *between.own_keys().ok_or(StateError::NoKeys)?.sign();
            By::Us { key, reader: between.reader().ok_or(StateError::NoKeys)?.0 }
        } else {
            let (reader, author) = between.histories().ok_or(StateError::NoKeys)?;
            By::Them { author, reader }
        };
        let claim = match &entry.event {
            Event::ClaimCompleted { answers, .. } => {
                between.claim_that_needs(answers).map(|(_, claimed)| claimed.claim.clone())
            }
            _ => None,
        };
        Ok(Self { by, at: entry.at, event: entry.event.clone(), claim })
    }

    /// Whether a text is this message, signed by its sender for its reader. The hashes of the values are under a key that
    /// did not come along.
    pub(super) fn is(&self, text: &str) -> bool {
        let is_it = match &self.event {
            Event::Disclosed { .. } => self.believed(text).map(|(kid, message)| self.is_disclosure(kid, &message)),
            Event::ClaimCompleted { .. } => self.believed(text).map(|(kid, message)| self.is_addition(kid, &message)),
            Event::CopyGiven { .. } => self.believed(text).map(|(kid, message)| self.is_copy(kid, &message)),
            _ => Ok(false),
        };
        is_it.unwrap_or(false)
    }

    /// A text that its sender signed, with the key that did.
    fn believed<B: Body<Audience = Thumbprint>>(&self, text: &str) -> Result<(Thumbprint, Message<B>), Error> {
        let text = Unverified::<Message<B>>::parse(text.as_bytes())?;
        let message = text.peek()?;
        match &self.by {
            By::Us { key, reader } => drop(text.verify(key, *reader, self.at)?),
            By::Them { author, reader } if reader.has_signed(message.aud()) => {
                author.verify(&text, message.aud(), self.at)?;
            }
            By::Them { .. } => return Err(MessageError::WrongReader.into()),
        }
        Ok((text.kid(), message))
    }

    fn is_disclosure(&self, by: Thumbprint, message: &Message<Disclosure>) -> bool {
        let Event::Disclosed { kid, jti, iat, exp, agreement, grant, items } = &self.event else { return false };
        let body = message.body();
        let said = (by, message.jti(), message.iat(), message.exp(), body.agreement, body.grant);
        said == (*kid, *jti, *iat, *exp, *agreement, *grant) && are(&body.items, items)
    }

    fn is_addition(&self, by: Thumbprint, message: &Message<RightsRequest>) -> bool {
        let Event::ClaimCompleted { kid, jti, iat, answers, .. } = &self.event else { return false };
        let to = match &message.body().step {
            RightsStep::Complete { answers, proof: Some(_) } => Some(*answers),
            _ => None,
        };
        let said = (by, message.jti(), message.iat(), to);
        said == (*kid, *jti, *iat, Some(*answers)) && self.claim.as_ref() == Some(&message.body().claim)
    }

    fn is_copy(&self, by: Thumbprint, message: &Message<RightsAnswer>) -> bool {
        let Event::CopyGiven { kid, jti, iat, answers, outcome, items } = &self.event else { return false };
        let body = message.body();
        let said = (by, message.jti(), message.iat(), body.answers, &body.outcome);
        said == (*kid, *jti, *iat, *answers, outcome) && are(&body.data, items)
    }
}

/// Whether values are of the data that an event names, one by one.
fn are(values: &BTreeSet<Disclosed>, items: &[GivenItem]) -> bool {
    values.len() == items.len() && values.iter().zip(items).all(|(value, item)| value.data == item.data)
}
