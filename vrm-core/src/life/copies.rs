//! Proofs that a person adds to a claim, and copies of data that answer one: letters with values, kept beside the history.

use super::inbox::beside;
use super::{Act, Life};
use crate::chain::StreamId;
use crate::error::Error;
use crate::history::{Event, letter_name};
use crate::keys::Unverified;
use crate::log::LogError;
use crate::message::{Jti, Message, RightsAnswer, RightsRequest, RightsStep};
use crate::rights::Statement;
use crate::vault::{Disclosed, VaultError};

impl Act<'_> {
    /// Notes what was added to a claim: of the proof a keyed hash, and its text in a document beside the history.
    pub(super) fn note_completion(
        &mut self,
        stream: StreamId,
        text: &Unverified<Message<RightsRequest>>,
    ) -> Result<(), Error> {
        let message = text.peek()?;
        let (kid, jti, iat) = (text.kid(), message.jti(), message.iat());
        let RightsStep::Complete { answers, proof: Some(proof) } = &message.body().step else { return Ok(()) };
        // What follows on a claim repeats it; the event names the answer alone.
        self.state.relationship(stream)?.claim_of(message.body())?;
        let proof = self.hash(stream, "proof", &[proof.as_str().as_bytes()])?;
        self.push(stream, Event::ClaimCompleted { kid, jti, iat, answers: *answers, proof })?;
        self.keep_document(stream, &letter_name(jti), text.as_str().as_bytes())
    }

    /// Notes an answer with a copy of data.
    pub(super) fn note_copy(
        &mut self,
        stream: StreamId,
        text: &Unverified<Message<RightsAnswer>>,
    ) -> Result<(), Error> {
        let message = text.peek()?;
        let (kid, jti, iat) = (text.kid(), message.jti(), message.iat());
        let RightsAnswer { answers, outcome, data } = message.body().clone();
        let items = self.hashes(stream, &data)?;
        self.push(stream, Event::CopyGiven { kid, jti, iat, answers, outcome, items })?;
        self.keep_document(stream, &letter_name(jti), text.as_str().as_bytes())
    }
}

impl Life {
    /// What was added to a claim in a letter.
    pub(crate) fn proof(&mut self, stream: StreamId, letter: &Jti) -> Result<Statement, Error> {
        self.settle()?;
        self.reading(|life| {
            let text = life.letter(stream, letter)?;
            let message = Unverified::<Message<RightsRequest>>::parse(&text)?.peek()?;
            Ok(message.body().proof().cloned().ok_or(LogError::Damaged { what: "document" })?)
        })
    }

    /// The copy of data that a letter has.
    pub(crate) fn copy(&mut self, stream: StreamId, letter: &Jti) -> Result<Vec<Disclosed>, Error> {
        self.settle()?;
        self.reading(|life| {
            let text = life.letter(stream, letter)?;
            let message = Unverified::<Message<RightsAnswer>>::parse(&text)?.peek()?;
            Ok(message.body().data.iter().cloned().collect())
        })
    }

    fn letter(&self, stream: StreamId, letter: &Jti) -> Result<Vec<u8>, Error> {
        let between = self.state.relationship(stream)?;
        match between.keeps_letter(letter) {
            None => Err(VaultError::NoSuchDisclosure.into()),
            Some(false) => Err(VaultError::Deleted.into()),
            Some(true) => beside(&self.log, stream, &letter_name(*letter)),
        }
    }
}
