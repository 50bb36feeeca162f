//! What both sides do alike.

use std::io::{self, Write};

use vrm_core::agreement::{Document, HalfAgreement};
use vrm_core::keys::{KeyError, PartyKeyPairs, PartyKeys, PublicSealingKey, Sealed, Unverified, Verified};
use vrm_core::message::{Body, Message, MessageError, MessageKind, Never, Signature};
use vrm_core::time::Instant;

use super::{Post, Stop};
use crate::host::{System, now};
use crate::shown::printable;

/// One side at work: who it is, its keys, and all that it sent and received.
pub(super) struct Side {
    pub(super) name: &'static str,
    pub(super) keys: PartyKeyPairs,
    pub(super) post: Post,
    /// Signed messages, as they were received or sent.
    pub(super) messages: Vec<String>,
}

impl Side {
    pub(super) fn new(name: &'static str, post: Post) -> Result<Self, Stop> {
        Ok(Self { name, keys: PartyKeyPairs::generate(&mut System)?, post, messages: Vec::new() })
    }

    pub(super) fn say(&self, line: &str) {
        // Whoever reads may have had enough, as `head` has; the negotiation goes on.
        let _ = writeln!(io::stdout(), "{:>6} | {}", self.name, printable(line));
    }

    /// Signs a message and sends it sealed for one reader.
    pub(super) fn send<B: Body>(
        &mut self,
        file: &str,
        message: Message<B>,
        reader: &PublicSealingKey,
    ) -> Result<Verified<Message<B>>, Stop> {
        let signed = message.sign(self.keys.sign())?;
        self.post.send(file, signed.seal(reader)?.as_str())?;
        self.messages.push(signed.as_str().to_owned());
        Ok(signed)
    }

    /// Sends one's half of the agreement, or the second signature over it.
    pub(super) fn send_half(
        &mut self,
        file: &str,
        half: &HalfAgreement,
        to: &PartyKeys,
        now: Instant,
    ) -> Result<(), Stop> {
        let iss = self.keys.sign().public().to_did();
        let body = Signature::of(half)?;
        let message = Message::new(body, iss, to.sign().thumbprint(), now, Never, &mut System)?;
        self.send(file, message, to.seal())?;
        Ok(())
    }

    /// Waits for a sealed letter and opens it; says of what type the signed text inside is, and when it came. It is
    /// believed by nobody yet.
    pub(super) fn receive(&self, file: &str) -> Result<(MessageKind, Vec<u8>, Instant), Stop> {
        let letter = self.post.receive(file)?;
        let opened = Sealed::parse(&letter)?.open(self.keys.seal())?;
        Ok((MessageKind::of(opened.as_bytes())?, opened.as_bytes().to_vec(), now()?))
    }

    /// The message in a signed text of a type, if it is from the side with these keys and for us.
    pub(super) fn believe<B: Body<Audience = vrm_core::keys::Thumbprint>>(
        &mut self,
        signed: &[u8],
        from: &PartyKeys,
        now: Instant,
    ) -> Result<Verified<Message<B>>, Stop> {
        let message = unverified::<B>(signed)?.verify(from.sign(), self.keys.sign().public().thumbprint(), now)?;
        self.messages.push(message.as_str().to_owned());
        Ok(message)
    }

    /// The half inside a signature message.
    pub(super) fn half(&mut self, signed: &[u8], from: &PartyKeys, now: Instant) -> Result<HalfAgreement, Stop> {
        let message = self.believe::<Signature>(signed, from, now)?;
        Ok(HalfAgreement::verify(&message.value().body().half, now)?)
    }
}

/// A signed text of a type, through the gate.
pub(super) fn unverified<B: Body>(signed: &[u8]) -> Result<Unverified<Message<B>>, MessageError> {
    Ok(Unverified::parse(signed)?)
}

/// That what is to be signed says what was meant.
pub(super) fn expect(right: bool, what: &str) -> Result<(), Stop> {
    if right { Ok(()) } else { Err(Stop::new(format!("the document is not signed: {what}"))) }
}

/// That the other side's document answers what was said and has both sides' own keys.
pub(super) fn expect_parties(document: &Document, person: &PartyKeys, vendor: &PartyKeys) -> Result<(), Stop> {
    expect(document.person() == person, "the person's keys are others")?;
    expect(document.vendor().keys == *vendor, "the vendor's keys are others")
}

/// An unknown type of letter.
pub(super) fn unexpected(kind: MessageKind) -> Stop {
    KeyError::HeaderValue {
        member: "typ",
        found: kind.typ(),
        expected: "what the negotiation is waiting for".to_owned(),
    }
    .into()
}
