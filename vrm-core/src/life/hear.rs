//! From bytes that came to a message that is believed, and what both sides do with it.

use super::{Act, Life, Outcome};
use crate::agreement::{HalfAgreement, Role};
use crate::chain::StreamId;
use crate::did::Did;
use crate::error::{Code, Error, Fault as _};
use crate::history::Event;
use crate::keys::{KeyError, Sealed, SignedId, Unverified};
use crate::log::{LogId, Taken};
use crate::message::{
    AnyMessage, Audience as _, Body, Intention, Jti, Message, MessageError, MessageFacts, MessageVisitor, Never,
    Refusal, RefusalReason, Seen,
};
use crate::time::Instant;
use crate::view::{Relationship, StateError};

/// What became of bytes that were received.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[must_use = "bytes may be refused, or wait for keys"]
pub enum Reception {
    /// Taken.
    Received(Outcome),
    /// Taken before: nothing changed, but that the letters which answered it are listed once more.
    Replay {
        /// In whose history.
        log: LogId,
        /// Those letters.
        letters: Vec<Jti>,
    },
    /// The sender's identifier stands for keys that are not known yet: the host fetches its document, introduces it, and
    /// hands the bytes in again.
    NeedsKeys {
        /// The identifier.
        did: Did,
        /// The relationship that it is introduced to, by `introduce`; or the cast, by `introduce_offerer`, where it made an
        /// offer: one of the two is there under this id.
        about: StreamId,
    },
    /// Refused; nothing changed. The error is for this side alone: the sender is told nothing of it.
    Rejected {
        /// Why.
        error: Error,
    },
}

/// A message that was opened and read, and not believed yet.
#[derive(Clone)]
pub(crate) struct Heard {
    pub(crate) stream: StreamId,
    pub(crate) message: AnyMessage,
    pub(crate) facts: MessageFacts,
}

impl Heard {
    pub(crate) fn new(stream: StreamId, message: AnyMessage) -> Result<Self, Error> {
        let facts = message.facts()?;
        Ok(Self { stream, message, facts })
    }

    pub(crate) fn taken(&self) -> Taken {
        Taken { kid: self.message.kid(), jti: self.facts.jti, expires: self.facts.expires }
    }
}

impl Reception {
    /// What came of a message that was taken; none of one that was taken before.
    ///
    /// # Errors
    /// Why it was refused; [`StateError::NeedsKeys`] where it was not taken yet, and is to be handed in again.
    pub fn accepted(self) -> Result<Option<Outcome>, Error> {
        match self {
            Self::Received(outcome) => Ok(Some(outcome)),
            Self::Replay { .. } => Ok(None),
            Self::NeedsKeys { did, .. } => Err(StateError::NeedsKeys { did }.into()),
            Self::Rejected { error } => Err(error),
        }
    }
}

impl Life {
    /// Opens what is sealed for a key of ours, and finds whose stream the key belongs to.
    pub(crate) fn open_letter(&self, bytes: &[u8], now: Instant) -> Result<(StreamId, AnyMessage), Error> {
        let sealed = Sealed::parse(bytes)?;
        let unknown = KeyError::SealedForAnother { found: sealed.kid(), expected: sealed.kid() };
        let (stream, pairs) = self.log().keyring().opens(sealed.kid()).ok_or(unknown)?;
        let receives = match stream {
            StreamId::OWN => self.state().desk_receives(sealed.kid(), now),
            _ if self.state().cast(stream).is_ok() => true,
            _ => self.state().relationship(stream)?.own().is_some_and(|own| own.receives(sealed.kid(), now)),
        };
        if !receives {
            return Err(StateError::OtherKeys.into());
        }
        Ok((stream, AnyMessage::parse(sealed.open(pairs.seal())?.as_bytes())?))
    }

    /// Takes a message once. What `answer` does with it is written together with it, or not at all.
    pub(crate) fn take(
        &mut self,
        heard: Heard,
        now: Instant,
        random: &mut dyn crate::keys::Randomness,
        answer: impl FnOnce(&mut Act<'_>, Heard) -> Result<(), Error>,
    ) -> Result<Reception, Error> {
        let taken = heard.taken();
        if let Some(replay) = self.log().replay(&taken)? {
            let letters: Vec<_> = replay.answers.iter().map(|jti| (replay.stream, *jti)).collect();
            self.mark(&letters, false, true)?;
            return Ok(Reception::Replay { log: self.log().id(), letters: replay.answers });
        }
        let outlived = self.log().outlived(now.plus_seconds(-GRACE).unwrap_or(Instant::MIN))?;
        let stream = heard.stream;
        let result = self.act(None, now, random, |act| {
            answer(act, heard)?;
            act.let_go(outlived)?;
            act.took(stream, &taken)
        });
        match result {
            Ok(outcome) => Ok(Reception::Received(outcome)),
            Err(error) => refused(error),
        }
    }
}

/// How long what was answered is kept after it has stopped counting, in seconds: whoever signed first waits a day longer,
/// and may have to be sent the second signature once more.
const GRACE: i64 = 24 * 60 * 60;

/// Whether bytes are a signed text for anyone, and no letter sealed for one reader: that has more parts.
pub(crate) fn is_for_anyone(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| **byte == b'.').count() == 2
}

/// A refusal for a reason of the message's; one's own trouble is the caller's.
pub(crate) fn refused(error: Error) -> Result<Reception, Error> {
    if is_own_trouble(&error) { Err(error) } else { Ok(Reception::Rejected { error }) }
}

/// Whether an error is the store's, the clock's or the randomness's, in whatever it comes wrapped: it says nothing of what
/// was received.
pub(crate) fn is_own_trouble(error: &Error) -> bool {
    let own = [Code::StateClockWentBack, Code::StateClosed, Code::KeysRandomnessFailed, Code::KeysNoRandomness];
    matches!(error, Error::Log(_) | Error::Store(_)) || own.contains(&error.code())
}

/// Checks a message of the other side: with the keys in use, or before there are any with those that were pinned.
pub(crate) struct Believe<'a> {
    pub(crate) between: &'a Relationship,
    pub(crate) now: Instant,
}

impl MessageVisitor for Believe<'_> {
    type Output = Result<(), Error>;

    fn visit<B: Body>(self, text: Unverified<Message<B>>) -> Self::Output {
        let message = text.peek()?;
        let own = self.between.own().ok_or(StateError::NoKeys)?;
        // The key of a cast says what is wanted, and yes; all else is the persona's.
        let said = self.between.announced().filter(|_| B::NAME == Intention::NAME);
        let one_time = said.map(|said| *said.keys.sign());
        // A letter may cross one's own rotation.
        if message.aud().reader().is_some_and(|reader| !own.has_signed(reader)) {
            return Err(MessageError::WrongReader.into());
        }
        match (one_time.filter(|key| key.thumbprint() == text.kid()), self.between.other()) {
            (Some(key), _) => drop(text.verify(&key, message.aud(), self.now)?),
            (None, Some(other)) => other.verify(&text, message.aud(), self.now).map(|_| ())?,
            (None, None) => {
                let pinned = self.between.introduced().iter().find(|key| key.thumbprint() == text.kid());
                let key = pinned.ok_or(MessageError::NotOfIssuer)?;
                if message.iss() != self.between.vendor() {
                    return Err(MessageError::NotOfIssuer.into());
                }
                text.verify(key, message.aud(), self.now)?;
            }
        }
        Ok(())
    }
}

impl Act<'_> {
    /// A message is noted, and acknowledged with where the stream stands since.
    pub(crate) fn acknowledge(&mut self, heard: Heard) -> Result<(), Error> {
        let (stream, of) = (heard.stream, heard.facts.jti);
        self.note(stream, heard.message)?;
        self.say_seen(stream, of)
    }

    /// Says that a message was taken, with where the stream stands since.
    pub(crate) fn say_seen(&mut self, stream: StreamId, of: Jti) -> Result<(), Error> {
        let stands = self.stands(stream);
        self.say(stream, Seen { of, stream: stands }, Never)?;
        Ok(())
    }

    /// Says that data came, and that nothing of it is kept.
    pub(crate) fn say_declined(&mut self, stream: StreamId, of: Jti) -> Result<(), Error> {
        let stands = self.stands(stream);
        let mut message = self.message(stream, Seen { of, stream: stands }, Never)?;
        message.set_declined()?;
        self.post(stream, message)?;
        Ok(())
    }

    /// A no to what was said or is found in a message.
    pub(crate) fn refuse(&mut self, stream: StreamId, answers: SignedId, why: RefusalReason) -> Result<(), Error> {
        self.say(stream, Refusal { answers, why }, Never)?;
        Ok(())
    }

    /// What both sides do alike with a message; the rest is each side's own.
    pub(crate) fn hear_alike(&mut self, heard: Heard) -> Result<Option<Heard>, Error> {
        let stream = heard.stream;
        match &heard.message {
            AnyMessage::Refusal(text) => {
                let answers = text.peek()?.body().answers;
                let between = self.state.relationship(stream)?;
                if let Some(receipt) = between.receipt(&answers) {
                    // Only who issued it is told no.
                    let letter = Some(receipt.letter()).filter(|_| self.state.role() == Role::Vendor);
                    let letter = letter.ok_or(StateError::NothingToAnswer)?;
                    self.note(stream, heard.message)?;
                    self.answered(stream, Some(letter));
                    return Ok(None);
                }
                let negotiation = between.negotiation().ok_or(StateError::NoNegotiation)?;
                if !negotiation.can_be_refused_by(answers) {
                    return Err(StateError::NothingToAnswer.into());
                }
                let waiting = negotiation.waiting();
                self.note(stream, heard.message)?;
                self.answered(stream, waiting);
            }
            AnyMessage::Late(text) => {
                let agreement = text.peek()?.body().agreement;
                let between = self.state.relationship(stream)?;
                // It may be said at the lapse, and again to a signature that comes after it.
                let known = between.has_lapsed(&agreement);
                if !known && !between.was_signed_second_by(self.state.role(), &agreement) {
                    return Err(StateError::NoSuchAgreement { id: agreement }.into());
                }
                self.note(stream, heard.message)?;
            }
            AnyMessage::Ended(_) | AnyMessage::Rotation(_) => self.acknowledge(heard)?,
            AnyMessage::Seen(text) => {
                let of = text.peek()?.body().of;
                if !self.state.relationship(stream)?.is_unacknowledged(&of) {
                    return Err(StateError::NothingToAnswer.into());
                }
                self.note(stream, heard.message)?;
                self.answered(stream, Some(of));
            }
            _ => return Ok(Some(heard)),
        }
        Ok(None)
    }

    /// The other side's signature, where it follows one of this side's, or comes after the document was given up. One that
    /// comes first is given back: what it must say is each side's own.
    pub(crate) fn hear_second(&mut self, heard: Heard, half: &HalfAgreement) -> Result<Option<Heard>, Error> {
        let (stream, own) = (heard.stream, self.state.role());
        if half.role() == own {
            return Err(StateError::OtherKeys.into());
        }
        if self.state.relationship(stream)?.has_lapsed(&half.id()) {
            self.note(stream, heard.message)?;
            self.late(stream, half.id())?;
            return Ok(None);
        }
        let negotiation = self.negotiation(stream)?;
        let waiting = negotiation.waiting();
        let Some(first) = negotiation.half_of(own).cloned() else { return Ok(Some(heard)) };
        self.note(stream, heard.message)?;
        self.answered(stream, waiting);
        self.complete(stream, &first, half)?;
        Ok(None)
    }

    /// A message out of the rules is noted as such, and refused.
    pub(crate) fn invalid(&mut self, stream: StreamId, message: SignedId) -> Result<(), Error> {
        self.push(stream, Event::Invalid { message })?;
        self.refuse(stream, message, RefusalReason::Invalid)
    }
}
