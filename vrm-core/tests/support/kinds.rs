//! One message of every type that has a body, and reading a text as any of them.

#[allow(clippy::duplicate_mod, reason = "the same facts, for the tests of records themselves too")]
#[path = "../records/mod.rs"]
mod records;

use super::two::{Seeded, Two, declaration, later, now, soon};
use vrm_core::Error;
use vrm_core::agreement::HalfAgreement;
use vrm_core::chain::{Commitment, Stream};
use vrm_core::consent::{ConsentRecord, IsoReceipt, KantaraReceipt, ReceiptFacts, RecordId};
use vrm_core::decision::{AgreementId, GrantId, Request};
use vrm_core::intention::{Quote, Reach, Want};
use vrm_core::keys::{PartyKeyPairs, PublicSigningKey, Randomness as _, SignedId, Thumbprint, Unverified, Verified};
use vrm_core::message::{
    Acceptance, Answer, AnyMessage, Ask, Audience, Body, Consent, ConsentReceipt, Counter, Disclosure, Ended, Expiry,
    GrantStep, Incident, Intention, Jti, Late, Message, MessageKind, MessageVisitor, Never, Offer, Pause, Proffer,
    Profile, Refusal, RefusalReason, Reply, Resume, RightsAnswer, RightsRequest, RightsStep, Rotation, Seen, Signature,
    WhichGrants, Withdrawal,
};
use vrm_core::rights::{Claim, Law, Right, RightsOutcome, Scope, Statement};
use vrm_core::terms::Roster;
use vrm_core::text::Name;
use vrm_core::time::Instant;
use vrm_core::vault::{Content, Disclosed};
use vrm_core::vocab::{Recipient, Sector};

/// Until when, whatever the type needs.
pub(crate) trait Until: Expiry {
    fn of(at: Instant) -> Self;
}

impl Until for Instant {
    fn of(at: Instant) -> Self {
        at
    }
}

impl Until for Never {
    fn of(_: Instant) -> Self {
        Self
    }
}

/// What somebody wants, with every member that a want may have.
pub(crate) fn want() -> Want {
    let want = r#"{
        "alternatives": [{"gtin": "4012345678901", "title": "Another kettle"}, {"mpn": "K-3", "title": "Kettle K3"}],
        "area": {"place": "https://w3id.org/dpv/loc#FR", "postal": "75"},
        "budget": {"delivery": true, "most": {"currency": "EUR", "minor": 8000}, "per": "unit", "tax": true},
        "currency": "EUR",
        "item": {"category": {"code": "751", "scheme": "google"}, "condition": "new", "description": "It pours well",
            "gtin": "4006381333931", "mpn": "K-2", "title": "An electric kettle"},
        "kind": "buy",
        "prefers": [{"best": "30", "property": "price", "weight": 60, "worst": "80"},
            {"exactly": "steel", "property": "colour", "weight": 5},
            {"ideal": "1.7", "property": "volume", "tolerance": "0.5", "unit": "LTR", "weight": 10}],
        "quantity": {"max": "2", "min": "1", "unit": "C62"},
        "requires": [{"at-least": {"number": "365"}, "property": "warranty"},
            {"at-most": {"number": "2400", "unit": "WTT"}, "property": "power"},
            {"is": true, "property": "cordless"}, {"is-not": "plastic", "property": "body"},
            {"one-of": ["black", "steel"], "property": "colour"}],
        "window": {"from": 1772438400, "until": 1773000000}
    }"#;
    Want::parse(want.as_bytes()).unwrap()
}

/// What somebody offers, with every member that a quote may have.
pub(crate) fn quote() -> Quote {
    let quote = r#"{
        "delivery": {"within": 3},
        "item": {"condition": "new", "gtin": "4006381333931", "title": "Kettle K2, steel"},
        "phases": [{"amount": {"currency": "EUR", "minor": 199}, "every": 30, "times": 12},
            {"amount": {"currency": "EUR", "minor": 990}, "every": 365}],
        "price": {"delivery": {"currency": "EUR", "minor": 490}, "goods": {"currency": "EUR", "minor": 4190},
            "tax": {"currency": "EUR", "minor": 838}},
        "properties": {"colour": "steel", "cordless": true, "power": {"number": "2200", "unit": "WTT"}},
        "quantity": {"number": "1", "unit": "C62"},
        "returns": 30,
        "warranty": 730
    }"#;
    Quote::parse(quote.as_bytes()).unwrap()
}

/// Every type that is read: those with a body, and the document.
pub(crate) fn readable() -> Vec<MessageKind> {
    let mut kinds: Vec<_> = AnyMessage::KINDS.iter().copied().chain([MessageKind::Agreement]).collect();
    kinds.sort();
    kinds
}

/// The tag of a type's hash: `vrm:NAME:v1\0`.
pub(crate) fn id_of(kind: MessageKind, payload: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    let hash = Sha256::new().chain_update(format!("vrm:{}:v1\0", kind.name())).chain_update(payload).finalize();
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What was believed.
#[derive(Debug, PartialEq)]
pub(crate) struct Believed {
    pub(crate) id: String,
    pub(crate) payload: Vec<u8>,
    pub(crate) text: String,
}

fn believed<T: vrm_core::keys::Payload>(verified: &Verified<T>) -> Believed {
    let (payload, text) = (verified.payload().to_vec(), verified.as_str().to_owned());
    Believed { id: verified.id().to_string(), payload, text }
}

/// Reads a text as a type, signed with a key, for a reader; the document is for whoever it names.
pub(crate) fn read_at(
    kind: MessageKind,
    text: &[u8],
    key: &PublicSigningKey,
    reader: Thumbprint,
    now: Instant,
) -> Result<Believed, Error> {
    if kind == MessageKind::Agreement {
        return Ok(believed(HalfAgreement::parse(text, now)?.signed()));
    }
    AnyMessage::parse_as(kind, text)?.visit(Reading { key, reader, now })
}

struct Reading<'a> {
    key: &'a PublicSigningKey,
    reader: Thumbprint,
    now: Instant,
}

impl MessageVisitor for Reading<'_> {
    type Output = Result<Believed, Error>;

    fn visit<B: Body>(self, message: Unverified<Message<B>>) -> Result<Believed, Error> {
        Ok(believed(&message.verify(self.key, Audience::of(self.reader), self.now)?))
    }
}

/// The body signed by its sender for the reader.
pub(crate) fn signed<B: Body<Expiry: Until>>(
    body: B,
    from: &PartyKeyPairs,
    to: Thumbprint,
    random: &mut Seeded,
) -> Verified<Message<B>> {
    let iss = from.sign().public().to_did();
    let message = Message::new(body, iss, Audience::of(to), now(), Until::of(soon()), random).unwrap();
    message.sign(from.sign()).unwrap()
}

/// The types that came later.
const LATER: [MessageKind; 3] = [MessageKind::Intention, MessageKind::Offer, MessageKind::Disclosure];

/// Sixteen bytes that were not drawn before.
fn fresh(random: &mut Seeded) -> [u8; 16] {
    let mut bytes = [0; 16];
    random.fill(&mut bytes).unwrap();
    bytes
}

impl Two {
    /// A message of the shop's to the person of a type that is read.
    pub(crate) fn text(&mut self, kind: MessageKind) -> String {
        let half = self.document().sign(self.shop.sign(), now()).unwrap();
        let pins = ["SD-BASE", "SD-BASE-A"].map(|id| Roster::builtin().entry(id).unwrap().pin());
        let (keys, name) = (self.shop.public(), Name::parse("Bäckerei Süd").unwrap());
        let (answers, agreement) = (SignedId::from_bytes([7; 32]), AgreementId::from_bytes([8; 32]));
        let grants = [[1; 32], [2; 32]].map(GrantId::from_bytes).into();
        let step = GrantStep { agreement, n: 3, which: WhichGrants::These(grants), at: now() };
        let stream = Stream::start([4; 16]).after(&Commitment::from_bytes([5; 32])).head();
        let word = |name: &str| name.parse().unwrap();
        let request = Request::new(word("pd:Name"), word("dpv:Marketing"), word("dpv:Use"), Recipient::Vendor);
        let (from, to) = (&self.shop, self.person.sign().public().thumbprint());
        let random = &mut self.random;
        macro_rules! text {
            ($body:expr) => {
                signed($body, from, to, random).as_str().to_owned()
            };
        }
        match kind {
            MessageKind::Agreement => half.signed().as_str().to_owned(),
            MessageKind::Profile => text!(Profile { name, keys, accepts: pins.into() }),
            MessageKind::Proffer => text!(Proffer { keys, terms: pins.into(), replaces: Some(agreement) }),
            MessageKind::Intention => {
                let sectors = [Sector::Commerce, Sector::Nonprofit].into();
                text!(Intention {
                    keys: keys.cast(),
                    want: want(),
                    terms: pins.into(),
                    audience: Reach::Sectors(sectors),
                    from: None,
                })
            }
            MessageKind::Offer => {
                let (terms, declaration) = (pins[0].clone(), declaration());
                text!(Offer { intention: answers, name, keys, quote: quote(), terms, declaration })
            }
            MessageKind::Counter => {
                text!(Counter { answers, name, keys, terms: pins[0].clone(), declaration: declaration() })
            }
            MessageKind::Signature => text!(Signature::of(&half).unwrap()),
            MessageKind::Acceptance => text!(Acceptance::of(answers, &half).unwrap()),
            MessageKind::Refusal => text!(Refusal { answers, why: RefusalReason::Agreement }),
            MessageKind::Late => text!(Late { agreement }),
            MessageKind::Ask => text!(Ask { agreement, request }),
            MessageKind::Answer => text!(Answer { answers, n: 9, yes: Reply::Once }),
            MessageKind::Withdrawal => text!(Withdrawal(step)),
            MessageKind::Pause => text!(Pause(step)),
            MessageKind::Resume => text!(Resume(GrantStep { which: WhichGrants::All, ..step })),
            MessageKind::Consent => {
                let record = ConsentRecord::new(records::record()).unwrap();
                text!(Consent { agreement, n: 4, process: 1, data: word("pd:Prescription"), record: Some(record) })
            }
            MessageKind::ConsentReceipt => {
                let id = RecordId::of_random(fresh(random));
                let record = IsoReceipt::new(ReceiptFacts { id, ..records::with_contact() }).unwrap();
                let kantara = KantaraReceipt::of(&record, "https://shop.example/policy/1").unwrap();
                let (vendor, person) = (from.sign().public().to_did(), self.person.sign().public());
                let (sub, terms) = (person.to_did(), pins[0].clone());
                let person = person.thumbprint();
                text!(ConsentReceipt { sub, agreement, terms, person, vendor, name, stream, record, kantara })
            }
            MessageKind::Disclosure => {
                let item = |data: &str, value: &str| {
                    let value = Content::parse(value.as_bytes()).unwrap();
                    Disclosed { data: data.parse().unwrap(), value }
                };
                let address = item("pd:PhysicalAddress", r#"{"street": "Lindenweg 4", "town": ["Bern", 3011]}"#);
                let items = [address, item("pd:EmailAddress", "\"mara@example.org\"")].into();
                text!(Disclosure { agreement, grant: GrantId::from_bytes([1; 32]), items })
            }
            MessageKind::RightsRequest => {
                let scope = Scope::Data([word("pd:EmailAddress"), word("pd:Name")].into());
                let claim = Claim::new(Right::Erasure, Law::Gdpr, scope).unwrap();
                let proof = Some(Statement::parse("Order 7012, c’est moi").unwrap());
                text!(RightsRequest { claim, step: RightsStep::Complete { answers, proof } })
            }
            MessageKind::RightsAnswer => {
                let outcome = RightsOutcome::Part(Statement::parse("Two invoices stay, for the tax office").unwrap());
                text!(RightsAnswer { answers, outcome, data: [].into() })
            }
            MessageKind::Incident => {
                let what = Statement::parse("A list of addresses was sent to the wrong place").unwrap();
                text!(Incident { agreement, at: now(), what, data: [word("pd:EmailAddress")].into() })
            }
            MessageKind::Rotation => {
                text!(Rotation { keys: PartyKeyPairs::generate(&mut Seeded::new(99)).unwrap().public() })
            }
            MessageKind::Ended => text!(Ended { agreement, stream, at: now() }),
            MessageKind::Seen => text!(Seen { of: Jti::from_bytes([6; 16]), stream }),
            kind => panic!("{kind:?} has no body"),
        }
    }

    /// The same as an event keeps it: without values of the person's.
    pub(crate) fn kept_text(&mut self, kind: MessageKind) -> String {
        if kind != MessageKind::RightsRequest {
            return self.text(kind);
        }
        let scope = Scope::Data(["pd:EmailAddress".parse().unwrap(), "pd:Name".parse().unwrap()].into());
        let claim = Claim::new(Right::Erasure, Law::Gdpr, scope).unwrap();
        let step = RightsStep::Complete { answers: SignedId::from_bytes([7; 32]), proof: None };
        let to = self.person.sign().public().thumbprint();
        signed(RightsRequest { claim, step }, &self.shop, to, &mut self.random).as_str().to_owned()
    }

    /// One message of the shop's to the person of each type that is read.
    pub(crate) fn texts(&mut self) -> Vec<(MessageKind, String)> {
        // What was written down before is not drawn anew: those that came later are drawn last, and those after them each
        // from chance of its own.
        let alone = [
            MessageKind::RightsRequest,
            MessageKind::RightsAnswer,
            MessageKind::Incident,
            MessageKind::Consent,
            MessageKind::ConsentReceipt,
        ];
        let (alone, rest): (Vec<_>, Vec<_>) = readable().into_iter().partition(|kind| alone.contains(kind));
        let (market, first): (Vec<_>, Vec<_>) = rest.into_iter().partition(|kind| LATER.contains(kind));
        let mut texts: Vec<_> = first.into_iter().chain(market).map(|kind| (kind, self.text(kind))).collect();
        for kind in alone {
            self.random = Seeded::new(kind.name().bytes().map(u64::from).sum());
            texts.push((kind, self.text(kind)));
        }
        texts
    }

    /// Reads a text of the shop's to the person.
    pub(crate) fn read(&self, kind: MessageKind, text: impl AsRef<[u8]>) -> Result<Believed, Error> {
        read_at(kind, text.as_ref(), self.shop.sign().public(), self.me(), later(now(), 60))
    }
}
