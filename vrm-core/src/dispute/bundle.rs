//! The file.

use crate::agreement::{Agreement, HalfAgreement, Role};
use crate::chain::Commitment;
use crate::terms::{Entry, Layer};
use std::collections::BTreeMap;

/// What one side shows. Everything in it is as it was received or kept, and nothing is believed before it is verified.
///
/// ```
/// # use vrm_core::agreement::{AgreedTerms, AgreementDraft, VendorParty};
/// use vrm_core::dispute::{Bundle, Label};
/// # use vrm_core::keys::{PartyKeyPairs, Randomness, RandomnessFailed};
/// # use vrm_core::terms::{Declaration, Process, Roster};
/// # use vrm_core::text::{Language, Name};
/// # use vrm_core::time::Instant;
/// # use vrm_core::vocab::Recipient;
/// # struct Host(u8);
/// # impl Randomness for Host {
/// #     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
/// #         for byte in bytes { self.0 = self.0.wrapping_mul(5).wrapping_add(3); *byte = self.0; }
/// #         Ok(())
/// #     }
/// # }
/// # let random = &mut Host(1);
/// # let now = Instant::parse("2026-03-01T09:30:00Z")?;
/// # let (person, shop) = (PartyKeyPairs::generate(random)?, PartyKeyPairs::generate(random)?);
/// # let entry = Roster::builtin().entry("SD-BASE")?;
/// # let care = Process::new(["pd:EmailAddress".parse()?], ["dpv:CustomerCare".parse()?], ["dpv:Use".parse()?], [Recipient::Vendor]);
/// # let vendor = VendorParty { did: shop.sign().public().to_did(), name: Name::parse("Shop")?, keys: shop.public() };
/// # let terms = AgreedTerms::of(entry, &Language::parse("en")?)?;
/// # let soon = Instant::parse("2026-03-01T12:00:00Z")?;
/// # let document = AgreementDraft::new(person.public(), vendor, terms, Declaration::new([care])?, now, soon).finish(random)?;
/// # let agreement = document.sign(person.sign(), now)?.countersign(shop.sign(), now)?;
/// let file = Bundle::of(&agreement).with_texts(entry).to_json()?;
///
/// // At the auditor's:
/// let findings = Bundle::parse(file.as_bytes())?.verify(now);
/// assert_eq!(findings.agreement, Some(agreement.id()));
/// assert!(findings.statements.iter().all(|statement| statement.label == Label::Both));
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Bundle {
    pub(super) payload: String,
    pub(super) signatures: Vec<String>,
    pub(super) texts: Texts,
    pub(super) rotations: Vec<String>,
    pub(super) messages: Vec<String>,
    pub(super) streams: Vec<ShownStream>,
    pub(super) events: Vec<OpenedEvent>,
}

/// The layers of the terms, byte for byte.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Texts {
    pub(super) machine: Option<String>,
    pub(super) plain: BTreeMap<String, String>,
    pub(super) legal: BTreeMap<String, String>,
}

/// The commitments of one side's stream, from its first event.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct ShownStream {
    pub(super) of: Role,
    pub(super) id: [u8; 16],
    pub(super) commitments: Vec<Commitment>,
}

/// One event of a stream, opened: its text and the salt that lets anyone check it against its commitment.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedEvent {
    /// Whose stream it is in.
    pub of: Role,
    /// Its position there, from 1.
    pub n: u64,
    /// The salt of its commitment.
    pub salt: [u8; 32],
    /// Its canonical text.
    pub event: String,
}

impl Bundle {
    /// The most bytes of a bundle. What does not fit goes into a second one.
    pub const MAX_BYTES: usize = 8 << 20;

    /// The most items of a list, such as messages or opened events.
    pub const MAX_ITEMS: usize = 4_096;

    /// The most commitments of a stream.
    pub const MAX_COMMITMENTS: usize = 65_536;

    /// A bundle about an agreement.
    #[must_use]
    pub fn of(agreement: &Agreement) -> Self {
        let signed = |role| agreement.half(role).signed().as_str().to_owned();
        let payload = agreement.half(Role::Person).signed().payload();
        Self::about(payload, vec![signed(Role::Person), signed(Role::Vendor)])
    }

    /// A bundle about a document that one side signed.
    #[must_use]
    pub fn of_half(half: &HalfAgreement) -> Self {
        Self::about(half.signed().payload(), vec![half.signed().as_str().to_owned()])
    }

    fn about(payload: &[u8], signatures: Vec<String>) -> Self {
        Self {
            payload: String::from_utf8_lossy(payload).into_owned(),
            signatures,
            texts: Texts::default(),
            rotations: Vec::new(),
            messages: Vec::new(),
            streams: Vec::new(),
            events: Vec::new(),
        }
    }

    /// With the texts of the entry that was agreed.
    #[must_use]
    pub fn with_texts(mut self, entry: &Entry) -> Self {
        let texts = |layer| {
            let languages = entry.languages(layer).into_iter();
            languages.filter_map(|lang| Some((lang.to_owned(), entry.text(layer, lang)?.to_owned()))).collect()
        };
        self.texts = Texts {
            machine: Some(entry.terms().machine_form().to_owned()),
            plain: texts(Layer::Plain),
            legal: texts(Layer::Legal),
        };
        self
    }

    /// With a rotation of keys, as it was received or sent; in the order in which they took effect.
    #[must_use]
    pub fn with_rotation(mut self, signed: &str) -> Self {
        self.rotations.push(signed.to_owned());
        self
    }

    /// With a message, as it was received or sent.
    #[must_use]
    pub fn with_message(mut self, signed: &str) -> Self {
        self.messages.push(signed.to_owned());
        self
    }

    /// With the commitments of one side's stream, from its first event; they show nothing of the events.
    #[must_use]
    pub fn with_stream(mut self, of: Role, id: [u8; 16], commitments: Vec<Commitment>) -> Self {
        self.streams.push(ShownStream { of, id, commitments });
        self
    }

    /// With one event, opened.
    #[must_use]
    pub fn with_event(mut self, event: OpenedEvent) -> Self {
        self.events.push(event);
        self
    }
}

impl std::fmt::Debug for Bundle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (messages, events) = (self.messages.len(), self.events.len());
        write!(f, "Bundle({messages} messages, {events} events)")
    }
}

impl std::fmt::Debug for OpenedEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenedEvent({} of the {})", self.n, self.of.name())
    }
}
