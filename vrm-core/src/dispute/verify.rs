//! Labels every statement of a bundle, with public keys alone.

use super::bundle::{Bundle, OpenedEvent, ShownStream};
use super::signed::{self, Facts};
use super::{Doubt, Findings, Label, ReadMessage, Statement, Subject};
use crate::agreement::{Agreement, AgreementError, Document, HalfAgreement, Role};
use crate::chain::{Commitment, Stream, StreamHead};
use crate::decision::AgreementId;
use crate::keys::{PublicSigningKey, Thumbprint, Unverified};
use crate::message::{Acceptance, KeyHistory, Message, MessageError, MessageKind, Offer, Rotation};
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
                Err(error) => statements.push(Statement::asserted(Subject::Signature { index: number(index) }, error)),
            }
        }
        let agreement = whole(&halves);
        let Some(half) = halves.first() else {
            statements.extend(self.without_keys());
            return Findings { agreement: None, late: None, statements };
        };
        let label = if agreement.is_some() { Label::Both } else { half.role().into() };
        statements.push(Statement::signed(Subject::Agreement { id: half.id() }, label));
        statements.extend(self.texts(half.document(), label));
        let mut parties = Parties::of(half.document());
        for (index, text) in self.rotations.iter().enumerate() {
            let subject = Subject::Rotation { index: number(index) };
            statements.push(match parties.rotate(text, now) {
                Ok(role) => Statement::signed(subject, role),
                Err(doubt) => Statement::asserted(subject, doubt),
            });
        }
        parties.asked = self.asked(half.document(), &parties, now);
        let mut told = Told::default();
        for (index, text) in self.messages.iter().enumerate() {
            statements.push(parties.message(index, text, &mut told, now));
        }
        let shown: Vec<Shown> = self.streams.iter().map(|stream| Shown::of(stream, &told.heads)).collect();
        statements.extend(shown.iter().enumerate().map(|(index, shown)| shown.statement(index)));
        let shown = committed(&shown);
        statements.extend(self.events.iter().enumerate().map(|(index, event)| opened(index, event, &shown)));
        let late = told.late.iter().find(|(_, agreement)| *agreement == half.id()).map(|(role, _)| *role);
        Findings { agreement: agreement.map(|agreement| agreement.id()), late, statements }
    }

    fn half(&self, text: &str, now: Instant) -> Result<HalfAgreement, AgreementError> {
        let half = HalfAgreement::parse(text.as_bytes(), now)?;
        if half.signed().payload() == self.payload.as_bytes() { Ok(half) } else { Err(AgreementError::OtherText) }
    }

    /// The one-time key for which the offer was made that the agreement answers: the persona has signed which offer it is,
    /// the vendor whom it is for.
    fn asked(&self, document: &Document, parties: &Parties, now: Instant) -> Option<PublicSigningKey> {
        let answered = document.answers()?;
        let offers = self.messages.iter().filter_map(|text| Unverified::<Message<Offer>>::parse(text.as_bytes()).ok());
        let mut offers = offers.filter_map(|offer| offer.signed_by(parties.vendor.key(offer.kid())?, now).ok());
        let reader = offers.find(|offer| offer.id() == answered)?.value().aud();
        let said =
            self.messages.iter().filter_map(|text| Unverified::<Message<Acceptance>>::parse(text.as_bytes()).ok());
        let mut keys = said.filter_map(|yes| PublicSigningKey::new(yes.peek().ok()?.iss().public_key().ok()?).ok());
        keys.find(|key| key.thumbprint() == reader)
    }

    /// Without a signature over the agreement no key is known, and everything is merely asserted.
    fn without_keys(&self) -> Vec<Statement> {
        let texts = self.texts.subjects().into_iter().map(|(subject, _)| subject);
        let rotations = (0..self.rotations.len()).map(|index| Subject::Rotation { index: number(index) });
        let messages = (0..self.messages.len()).map(|index| Subject::Message { index: number(index), read: None });
        let streams = self.streams.iter().enumerate();
        let streams =
            streams.map(|(index, stream)| Subject::Stream { index: number(index), of: stream.of, covered: 0 });
        let events = self.events.iter().enumerate();
        let events = events.map(|(index, event)| Subject::Event { index: number(index), of: event.of, n: event.n });
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

/// A place in a list, which has far fewer items than a `u32` counts.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
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
    /// The person's one-time key, which says what is wanted and yes to an offer, and nothing else.
    asked: Option<PublicSigningKey>,
}

impl Parties {
    fn of(document: &Document) -> Self {
        let (person, vendor) = (*document.person(), document.vendor());
        Self {
            person: KeyHistory::start(person.sign().to_did(), person),
            vendor: KeyHistory::start(vendor.did.clone(), vendor.keys),
            asked: None,
        }
    }

    fn side(&self, role: Role) -> &KeyHistory {
        match role {
            Role::Person => &self.person,
            Role::Vendor => &self.vendor,
        }
    }

    /// The side that has, or had, a signing key.
    fn role(&self, kid: Thumbprint) -> Option<Role> {
        [Role::Person, Role::Vendor].into_iter().find(|role| self.side(*role).has_signed(kid))
    }

    fn rotate(&mut self, text: &str, now: Instant) -> Result<Role, Doubt> {
        let rotation = Unverified::<Message<Rotation>>::parse(text.as_bytes()).map_err(MessageError::from)?;
        let role = self.role(rotation.kid()).ok_or(MessageError::NotInUse)?;
        match role {
            Role::Person => self.person.rotate(&rotation, &self.vendor, now)?,
            Role::Vendor => self.vendor.rotate(&rotation, &self.person, now)?,
        };
        Ok(role)
    }

    fn message(&self, index: usize, text: &str, told: &mut Told, now: Instant) -> Statement {
        if let Some(facts) = self.said_once(text, now) {
            let Facts { kind, id, iat, .. } = facts;
            let to = facts.reader.and_then(|reader| self.role(reader));
            let read = Some(ReadMessage { kind, id, iat, to });
            return Statement::signed(Subject::Message { index: number(index), read }, Role::Person);
        }
        let key = |kid| {
            let key = self.role(kid).and_then(|role| self.side(role).key(kid)).copied();
            key.ok_or_else(|| MessageError::NotInUse.into())
        };
        let signed = signed::read(text, key, now);
        let signed = signed.and_then(|facts| Ok((self.role(facts.kid).ok_or(MessageError::NotInUse)?, facts)));
        match signed {
            Ok((role, facts)) => {
                let asked = |reader| self.asked.is_some_and(|key| key.thumbprint() == reader).then_some(Role::Person);
                let to = facts.reader.and_then(|reader| self.role(reader).or(asked(reader)));
                told.take(role, to, &facts);
                let Facts { kind, id, iat, .. } = facts;
                let read = Some(ReadMessage { kind, id, iat, to });
                // Its signer cannot take it back by a rotation that is dated before it; a stolen old key can say anything.
                let in_use = self.side(role).signing_key(facts.kid, iat);
                let doubt = in_use.err().map(Doubt::from);
                Statement { doubt, ..Statement::signed(Subject::Message { index: number(index), read }, role) }
            }
            Err(doubt) => Statement::asserted(Subject::Message { index: number(index), read: None }, doubt),
        }
    }
}

impl Parties {
    /// What was said with the person's one-time key.
    fn said_once(&self, text: &str, now: Instant) -> Option<Facts> {
        let asked = self.asked?;
        let key = |kid| if asked.thumbprint() == kid { Ok(asked) } else { Err(MessageError::NotInUse.into()) };
        let facts = signed::read(text, key, now).ok()?;
        matches!(facts.kind, MessageKind::Intention | MessageKind::Acceptance).then_some(facts)
    }
}

/// What the messages to the other side of this agreement tell.
#[derive(Default)]
struct Told {
    heads: Heads,
    late: Vec<(Role, AgreementId)>,
}

impl Told {
    fn take(&mut self, role: Role, to: Option<Role>, facts: &Facts) {
        // What a desk told another customer is the head of another stream.
        if to != Some(role.other()) {
            return;
        }
        if let Some(StreamHead { n, hash }) = facts.head {
            self.heads.entry((role, n)).or_default().insert(hash);
        }
        self.late.extend(facts.late.map(|agreement| (role, agreement)));
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
        let subject = Subject::Stream { index: number(index), of: self.stream.of, covered: self.covered };
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
    let subject = Subject::Event { index: number(index), of: event.of, n: event.n };
    let commitment = Commitment::to(&event.salt, event.event.as_bytes());
    match committed.get(&(event.of, event.n, *commitment.as_bytes())) {
        None => Statement::asserted(subject, Doubt::NotCommitted),
        Some(shown) if shown.covered >= event.n => Statement::signed(subject, event.of),
        Some(shown) => Statement::asserted(subject, shown.doubt.clone().unwrap_or(Doubt::NoSignedHead)),
    }
}
