//! Labels every statement of a bundle, with public keys alone.

use super::bundle::{Bundle, OpenedEvent, ShownStream};
use super::signed::{self, Facts};
use super::{Doubt, Findings, Label, ReadMessage, Statement, Subject};
use crate::agreement::{Agreement, AgreementError, Document, HalfAgreement, Role};
use crate::chain::{Commitment, Stream, StreamHead};
use crate::keys::{KeyError, PublicSigningKey, Thumbprint, Unverified};
use crate::message::{KeyHistory, Message, MessageError, Rotation};
use crate::terms::{Layer, TermsHash};
use crate::text::Language;
use crate::time::Instant;
use std::collections::{BTreeMap, BTreeSet};

impl Bundle {
    /// Labels every statement: signed by both, by the vendor, by the person, or merely asserted, with the reason. The
    /// time is the auditor's own.
    ///
    /// It says who signed what, not who is right. That the person's and the vendor's keys belong to whom they should is
    /// for the auditor to know; the keys of the vendor's identifier are in its profile, counter or document.
    #[must_use]
    pub fn verify(&self, now: Instant) -> Findings {
        let mut statements = Vec::new();
        let mut halves = Vec::new();
        for (index, text) in self.signatures.iter().enumerate() {
            match self.half(text, now) {
                Ok(half) => halves.push(half),
                Err(error) => statements.push(Statement::asserted(Subject::Signature { index }, error)),
            }
        }
        let agreement = whole(&halves);
        let Some(half) = halves.first() else {
            statements.extend(self.without_keys());
            return Findings { agreement: None, statements };
        };
        let label = if agreement.is_some() { Label::Both } else { half.role().into() };
        statements.push(Statement::signed(Subject::Agreement { id: half.id() }, label));
        statements.extend(self.texts(half.document(), label));
        let mut parties = Parties::of(half.document());
        for (index, text) in self.rotations.iter().enumerate() {
            let subject = Subject::Rotation { index };
            statements.push(match parties.rotate(text, now) {
                Ok(role) => Statement::signed(subject, role),
                Err(doubt) => Statement::asserted(subject, doubt),
            });
        }
        let mut heads = Heads::new();
        for (index, text) in self.messages.iter().enumerate() {
            statements.push(parties.message(index, text, &mut heads, now));
        }
        let shown: Vec<Shown> = self.streams.iter().map(|stream| Shown::of(stream, &heads)).collect();
        statements.extend(shown.iter().enumerate().map(|(index, shown)| shown.statement(index)));
        let shown = committed(&shown);
        statements.extend(self.events.iter().enumerate().map(|(index, event)| opened(index, event, &shown)));
        Findings { agreement: agreement.map(|agreement| agreement.id()), statements }
    }

    fn half(&self, text: &str, now: Instant) -> Result<HalfAgreement, AgreementError> {
        let half = HalfAgreement::parse(text.as_bytes(), now)?;
        if half.signed().payload() == self.payload.as_bytes() { Ok(half) } else { Err(AgreementError::OtherText) }
    }

    /// Without a signature over the agreement no key is known, and everything is merely asserted.
    fn without_keys(&self) -> Vec<Statement> {
        let texts = self.texts.subjects().into_iter().map(|(subject, _)| subject);
        let rotations = (0..self.rotations.len()).map(|index| Subject::Rotation { index });
        let messages = (0..self.messages.len()).map(|index| Subject::Message { index, read: None });
        let streams = self.streams.iter().enumerate();
        let streams = streams.map(|(index, stream)| Subject::Stream { index, of: stream.of, covered: 0 });
        let events = self.events.iter().enumerate();
        let events = events.map(|(index, event)| Subject::Event { index, of: event.of, n: event.n });
        let subjects = texts.chain(rotations).chain(messages).chain(streams).chain(events);
        subjects.map(|subject| Statement::asserted(subject, Doubt::NoKeys)).collect()
    }

    fn texts(&self, document: &Document, label: Label) -> Vec<Statement> {
        let pinned = |subject: &Subject, hash: TermsHash| match subject {
            Subject::Machine => document.terms().pin().machine == hash,
            Subject::Text { layer, language } => Language::parse(language)
                .is_ok_and(|language| document.terms().hashes(*layer).get(&language) == Some(&hash)),
            _ => false,
        };
        let texts = self.texts.subjects().into_iter();
        let label = |(subject, text): (Subject, &str)| match pinned(&subject, TermsHash::of(text.as_bytes())) {
            true => Statement::signed(subject, label),
            false => Statement::asserted(subject, Doubt::NotPinned),
        };
        texts.map(label).collect()
    }
}

impl super::bundle::Texts {
    fn subjects(&self) -> Vec<(Subject, &str)> {
        let machine = self.machine.iter().map(|text| (Subject::Machine, text.as_str()));
        let layers = [(Layer::Plain, &self.plain), (Layer::Legal, &self.legal)].into_iter();
        let layers = layers.flat_map(|(layer, texts)| {
            texts.iter().map(move |(lang, text)| (Subject::Text { layer, language: lang.clone() }, text.as_str()))
        });
        machine.chain(layers).collect()
    }
}

/// The agreement of the first two halves of different sides.
fn whole(halves: &[HalfAgreement]) -> Option<Agreement> {
    let first = halves.first()?;
    halves.iter().find_map(|other| Agreement::of(first, other).ok())
}

/// The keys of both sides over time.
struct Parties {
    person: KeyHistory,
    vendor: KeyHistory,
}

impl Parties {
    fn of(document: &Document) -> Self {
        let keys = |role| KeyHistory::start(*document.keys(role));
        Self { person: keys(Role::Person), vendor: keys(Role::Vendor) }
    }

    fn side(&self, role: Role) -> &KeyHistory {
        match role {
            Role::Person => &self.person,
            Role::Vendor => &self.vendor,
        }
    }

    /// Whose key it was at that time.
    fn key(&self, kid: Thumbprint, at: Instant) -> Result<(Role, PublicSigningKey), Doubt> {
        let role = |role| self.side(role).signing_key(kid, at).ok().map(|key| (role, *key));
        role(Role::Person).or_else(|| role(Role::Vendor)).ok_or_else(|| MessageError::NotInUse.into())
    }

    /// The side that a message is for.
    fn reader(&self, reader: Thumbprint) -> Option<Role> {
        [Role::Person, Role::Vendor].into_iter().find(|role| self.side(*role).has_signed(reader))
    }

    fn rotate(&mut self, text: &str, now: Instant) -> Result<Role, Doubt> {
        let rotation = Unverified::<Message<Rotation>>::parse(text.as_bytes()).map_err(MessageError::from)?;
        let message = rotation.peek().map_err(MessageError::from)?;
        let (role, _) = self.key(rotation.kid(), message.iat())?;
        // It must have been meant for the other side of this agreement, whose own rotation it may have crossed.
        let other = self.side(role.other());
        if !other.has_signed(message.aud()) {
            return Err(MessageError::WrongReader.into());
        }
        // With a key of the other side it would take over the other side's words.
        if other.shares_a_key_with(&message.body().keys) {
            return Err(MessageError::from(KeyError::SameKey).into());
        }
        let side = match role {
            Role::Person => &mut self.person,
            Role::Vendor => &mut self.vendor,
        };
        side.rotate(&rotation, message.aud(), now)?;
        Ok(role)
    }

    fn message(&self, index: usize, text: &str, heads: &mut Heads, now: Instant) -> Statement {
        let key = |kid, at| self.key(kid, at).map(|(_, key)| key);
        let signed = signed::read(text, key, now);
        let signed = signed.and_then(|facts| Ok((self.key(facts.kid, facts.iat)?.0, facts)));
        match signed {
            Ok((role, Facts { kind, iat, id, reader, head, .. })) => {
                let to = reader.and_then(|reader| self.reader(reader));
                // What a desk told another customer is the head of another stream.
                if let Some(StreamHead { n, hash }) = head
                    && to == Some(role.other())
                {
                    heads.entry((role, n)).or_default().insert(hash);
                }
                let read = Some(ReadMessage { kind, id, iat, to });
                Statement::signed(Subject::Message { index, read }, role)
            }
            Err(doubt) => Statement::asserted(Subject::Message { index, read: None }, doubt),
        }
    }
}

/// The heads that each side has signed, by position. More than one at a position is two histories.
type Heads = BTreeMap<(Role, u64), BTreeSet<[u8; 32]>>;

/// A stream as far as a signed head covers it.
struct Shown<'a> {
    stream: &'a ShownStream,
    covered: u64,
    doubt: Option<Doubt>,
}

impl<'a> Shown<'a> {
    fn of(stream: &'a ShownStream, heads: &Heads) -> Self {
        let mut at = Stream::start(stream.id);
        let mut covered = 0;
        let mut doubt = None;
        for commitment in &stream.commitments {
            at = at.after(commitment);
            let Some(signed) = heads.get(&(stream.of, at.n())) else { continue };
            // A side that signs two heads at one position casts doubt on its history, and takes nothing back.
            if signed.contains(at.hash()) {
                covered = at.n();
            }
            if signed.len() > 1 || covered < at.n() {
                doubt = doubt.or(Some(Doubt::OtherHead { n: at.n() }));
            }
        }
        Self { stream, covered, doubt: doubt.or((covered == 0).then_some(Doubt::NoSignedHead)) }
    }

    fn statement(&self, index: usize) -> Statement {
        let subject = Subject::Stream { index, of: self.stream.of, covered: self.covered };
        match &self.doubt {
            Some(doubt) => Statement::asserted(subject, doubt.clone()),
            None => Statement::signed(subject, self.stream.of),
        }
    }
}

/// What each side committed to at each position, and in which stream: the one that is covered furthest.
type Committed<'a> = BTreeMap<(Role, u64, [u8; 32]), &'a Shown<'a>>;

fn committed<'a>(all: &'a [Shown<'a>]) -> Committed<'a> {
    let mut committed = Committed::new();
    for shown in all {
        for (n, commitment) in (1..).zip(&shown.stream.commitments) {
            let best = committed.entry((shown.stream.of, n, *commitment.as_bytes())).or_insert(shown);
            if best.covered < shown.covered {
                *best = shown;
            }
        }
    }
    committed
}

/// An event is its side's word when it opens a commitment that a signed head covers.
fn opened(index: usize, event: &OpenedEvent, committed: &Committed<'_>) -> Statement {
    let subject = Subject::Event { index, of: event.of, n: event.n };
    let commitment = Commitment::to(&event.salt, event.event.as_bytes());
    match committed.get(&(event.of, event.n, *commitment.as_bytes())) {
        None => Statement::asserted(subject, Doubt::NotCommitted),
        Some(shown) if shown.covered >= event.n => Statement::signed(subject, event.of),
        Some(shown) => Statement::asserted(subject, shown.doubt.clone().unwrap_or(Doubt::NoSignedHead)),
    }
}
