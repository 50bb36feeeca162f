//! A vendor without a desk in a market: its keys are in its own hands, and it keeps no rules.

use super::life::{keeper, received, rejected, rows};
use super::market::Market;
use super::two::{declaration, later};
use super::vendor::pin;
use std::collections::BTreeSet;
use std::sync::Arc;
use vrm_core::agreement::{HalfAgreement, Role, VendorParty};
use vrm_core::chain::StreamId;
use vrm_core::decision::AgreementId;
use vrm_core::did::Did;
use vrm_core::error::Error;
use vrm_core::intention::Quote;
use vrm_core::keys::{
    CastKeys, PartyKeyPairs, PublicSealingKey, PublicSigningKey, Sealed, SignedId, Thumbprint, Verified,
};
use vrm_core::life::Reception;
use vrm_core::log::LogId;
use vrm_core::message::{AnyMessage, Body, Intention, Message, Never, Offer, Refusal, RefusalReason, Signature};
use vrm_core::person::Person;
use vrm_core::relationship::AgreementState;
use vrm_core::store::Memory;
use vrm_core::text::Name;
use vrm_core::time::Instant;
use vrm_core::view::Relationship;

/// An intention as a vendor reads it.
#[derive(Clone, Copy)]
pub(crate) struct Call {
    pub(crate) id: SignedId,
    pub(crate) keys: CastKeys,
}

impl Call {
    pub(crate) fn read(cast: &[u8], at: Instant) -> Self {
        let read = Intention::parse(cast, at).unwrap();
        Self { id: read.id(), keys: read.value().body().keys }
    }

    pub(crate) fn reader(&self) -> Thumbprint {
        self.keys.sign().thumbprint()
    }
}

/// A vendor with its keys in its own hands.
#[derive(Clone)]
pub(crate) struct Seller {
    pub(crate) pairs: Arc<PartyKeyPairs>,
    pub(crate) did: Did,
    pub(crate) name: Name,
}

/// What somebody signs, sealed for whom it is for.
pub(crate) fn sealed<B: Body>(
    body: B,
    from: (&Did, &PartyKeyPairs),
    to: (B::Audience, &PublicSealingKey),
    exp: B::Expiry,
    market: &mut Market,
) -> Vec<u8> {
    let message = Message::new(body, from.0.clone(), to.0, market.at, exp, &mut market.random).unwrap();
    let signed = message.sign(from.1.sign()).unwrap();
    signed.seal(to.1).unwrap().as_str().as_bytes().to_vec()
}

/// The message inside of sealed bytes.
pub(crate) fn unsealed(bytes: &[u8], pairs: &PartyKeyPairs) -> AnyMessage {
    let sealed = Sealed::parse(bytes).unwrap();
    AnyMessage::parse(sealed.open(pairs.seal()).unwrap().as_bytes()).unwrap()
}

/// The document of an identifier that holds no key, with these keys to sign.
pub(crate) fn document(of: &Did, signing: &[&PublicSigningKey]) -> String {
    let methods: Vec<String> = (0..)
        .zip(signing)
        .map(|(n, key)| {
            format!(
                r##"{{"id":"#s{n}","type":"Multikey","controller":"{of}","publicKeyMultibase":"{}"}}"##,
                key.to_did().id()
            )
        })
        .collect();
    let names: Vec<String> = (0..signing.len()).map(|n| format!(r##""#s{n}""##)).collect();
    format!(r#"{{"id":"{of}","verificationMethod":[{}],"assertionMethod":[{}]}}"#, methods.join(","), names.join(","))
}

impl Seller {
    /// One that is called by its key.
    pub(crate) fn new(name: &str, market: &mut Market) -> Self {
        let pairs = PartyKeyPairs::generate(&mut market.random).unwrap();
        let did = pairs.sign().public().to_did();
        Self { pairs: pairs.into(), did, name: Name::parse(name).unwrap() }
    }

    /// One that is called by its host.
    pub(crate) fn web(host: &str, market: &mut Market) -> Self {
        Self { did: Did::parse(&format!("did:web:{host}")).unwrap(), ..Self::new("Web shop", market) }
    }

    /// The same vendor with keys that nothing vouches for.
    pub(crate) fn with_new_keys(&self, market: &mut Market) -> Self {
        Self { pairs: Self::new("x", market).pairs, ..self.clone() }
    }

    pub(crate) fn key(&self) -> PublicSigningKey {
        *self.pairs.sign().public()
    }

    pub(crate) fn document(&self) -> String {
        document(&self.did, &[&self.key()])
    }

    pub(crate) fn party(&self) -> VendorParty {
        VendorParty { did: self.did.clone(), name: self.name.clone(), keys: self.pairs.public() }
    }

    pub(crate) fn body(&self, call: &Call, quote: &Quote) -> Offer {
        Offer {
            intention: call.id,
            name: self.name.clone(),
            keys: self.pairs.public(),
            quote: quote.clone(),
            terms: pin("SD-BASE"),
            declaration: declaration(),
        }
    }

    /// An offer that stands for three days: its bytes and its id.
    pub(crate) fn offer(&self, call: &Call, body: Offer, market: &mut Market) -> (Vec<u8>, SignedId) {
        let until = later(market.at, 3 * 86_400);
        self.offer_until(call, body, until, market)
    }

    pub(crate) fn offer_until(
        &self,
        call: &Call,
        body: Offer,
        until: Instant,
        market: &mut Market,
    ) -> (Vec<u8>, SignedId) {
        let signed = self.signed(call, body, until, market);
        (self.seal(signed.as_str(), call), signed.id())
    }

    fn signed(&self, call: &Call, body: Offer, until: Instant, market: &mut Market) -> Verified<Message<Offer>> {
        let message =
            Message::new(body, self.did.clone(), call.reader(), market.at, until, &mut market.random).unwrap();
        message.sign(self.pairs.sign()).unwrap()
    }

    /// The signed text of an offer.
    pub(crate) fn text(&self, call: &Call, body: Offer, until: Instant, market: &mut Market) -> String {
        self.signed(call, body, until, market).as_str().to_owned()
    }

    /// Any text, sealed for the key of a cast.
    pub(crate) fn seal(&self, text: &str, call: &Call) -> Vec<u8> {
        sealed_text(text, call.keys.seal())
    }

    /// The yes that came, and the document in it.
    pub(crate) fn accepted(&self, call: &Call, letter: &[u8], at: Instant) -> (SignedId, HalfAgreement) {
        let AnyMessage::Acceptance(text) = unsealed(letter, &self.pairs) else { panic!("no acceptance") };
        let yes = text.verify(call.keys.sign(), self.key().thumbprint(), at).unwrap();
        let half = HalfAgreement::verify(&yes.value().body().half, at).unwrap();
        (yes.id(), half)
    }

    /// Its signature under a document, for the persona that signed first.
    pub(crate) fn countersigned(&self, half: &HalfAgreement, market: &mut Market) -> Vec<u8> {
        self.countersigned_at(half, market.at, market)
    }

    /// The same, as if it had been signed at another time.
    pub(crate) fn countersigned_at(&self, half: &HalfAgreement, at: Instant, market: &mut Market) -> Vec<u8> {
        let agreement = half.countersign(self.pairs.sign(), at).unwrap();
        let own = agreement.half(Role::Vendor);
        let person = *half.document().person();
        let to = (person.sign().thumbprint(), person.seal());
        sealed(Signature::of(own).unwrap(), (&self.did, &self.pairs), to, Never, market)
    }

    /// Its no to what came.
    pub(crate) fn refused(&self, answers: SignedId, half: &HalfAgreement, market: &mut Market) -> Vec<u8> {
        let person = *half.document().person();
        let to = (person.sign().thumbprint(), person.seal());
        let no = Refusal { answers, why: RefusalReason::Agreement };
        sealed(no, (&self.did, &self.pairs), to, Never, market)
    }
}

/// Any text, sealed for a key: the library seals only what it has signed or verified.
pub(crate) fn sealed_text(text: &str, to: &PublicSealingKey) -> Vec<u8> {
    use josekit::jwe::{ECDH_ES_A256KW, JweHeader};
    let spki = [b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x6e\x03\x21\x00".as_slice(), to.key().bytes()].concat();
    let mut header = JweHeader::new();
    header.set_algorithm("ECDH-ES+A256KW");
    header.set_content_type("JWT");
    header.set_content_encryption("A256GCM");
    header.set_key_id(to.thumbprint().to_string());
    let length = [1024, 4096, 16_384, 65_536].into_iter().find(|length| text.len() <= *length).unwrap();
    let padded = [text, &" ".repeat(length - text.len())].concat();
    let encrypter = ECDH_ES_A256KW.encrypter_from_der(spki).unwrap();
    josekit::jwe::serialize_compact(padded.as_bytes(), &header, &encrypter).unwrap().into_bytes()
}

impl Market {
    /// One that nobody else is in, and what was announced there.
    pub(crate) fn quiet() -> (Self, StreamId, Call) {
        let mut market = Self::of(0);
        let (intention, call) = market.calls();
        (market, intention, call)
    }

    /// The person announces once more.
    pub(crate) fn calls(&mut self) -> (StreamId, Call) {
        let (intention, cast) = self.announce();
        (intention, Call::read(&cast, self.at))
    }

    /// Time passes.
    pub(crate) fn wait(&mut self, seconds: i64) -> Instant {
        self.at = later(self.at, seconds);
        self.at
    }

    /// Hands bytes to the person, who refuses them, and nothing has changed.
    pub(crate) fn person_refuses(&mut self, bytes: &[u8]) -> Error {
        let (before, head) = (rows(&self.store), self.person.head());
        let error = rejected(self.at_person(bytes));
        assert_eq!((rows(&self.store), self.person.head()), (before, head), "{error}");
        error
    }

    /// Chooses an offer, which is refused, and nothing has happened.
    pub(crate) fn choice_refused(&mut self, intention: StreamId, offer: SignedId) -> Error {
        let head = self.person.head();
        let error = self.person.choose(intention, offer, None, self.at, &mut self.random).unwrap_err();
        assert_eq!(self.person.head(), head, "{error}");
        error
    }

    /// Hands bytes to a shop, which refuses them, and nothing has changed.
    pub(crate) fn shop_refuses(&mut self, shop: usize, bytes: &[u8]) -> Error {
        let before = rows(&self.shelves[shop]);
        let error = rejected(self.at_shop(shop, bytes));
        assert_eq!(rows(&self.shelves[shop]), before, "{error}");
        error
    }

    /// The person has taken these bytes before: nothing changes.
    pub(crate) fn person_knows(&mut self, bytes: &[u8]) {
        let (before, head) = (rows(&self.store), self.person.head());
        let reception = self.at_person(bytes);
        assert!(matches!(reception, Reception::Replay { .. }), "{reception:?}");
        assert_eq!((rows(&self.store), self.person.head()), (before, head));
    }

    /// A seller makes an offer that the person takes.
    pub(crate) fn offered(&mut self, seller: &Seller, call: &Call, quote: &Quote) -> SignedId {
        let (bytes, offer) = seller.offer(call, seller.body(call, quote), self);
        received(self.at_person(&bytes));
        offer
    }

    /// The offers that are held.
    pub(crate) fn held(&mut self, intention: StreamId) -> BTreeSet<SignedId> {
        self.person.inbox(intention).unwrap().offers().map(|offer| offer.id).collect()
    }

    /// Carries every letter between the person and one shop until none is left.
    pub(crate) fn carry(&mut self, shop: usize) {
        loop {
            let (mine, theirs) = (self.letters(), self.answers(shop));
            if mine.is_empty() && theirs.is_empty() {
                break;
            }
            mine.iter().for_each(|letter| drop(received(self.at_shop(shop, letter))));
            theirs.iter().for_each(|letter| drop(received(self.at_person(letter))));
        }
    }

    /// What the person has in a relationship.
    pub(crate) fn with(&self, relationship: StreamId) -> Relationship {
        self.person.view().relationship(relationship).unwrap().clone()
    }

    /// What a shop has with a customer.
    pub(crate) fn there(&mut self, shop: usize, customer: LogId) -> Relationship {
        self.desks[shop].customer(customer).unwrap().relationships().next().unwrap().clone()
    }

    /// The same life elsewhere, verified as if it happened again.
    pub(crate) fn imported(&mut self) -> Person {
        let export = self.person.danger_export().unwrap();
        let store = Arc::new(Memory::new());
        Person::import(export.danger_expose().as_bytes(), store, keeper(), &mut self.random).unwrap()
    }
}

/// The agreements that are in force.
pub(crate) fn in_force(between: &Relationship) -> Vec<AgreementId> {
    let in_force = between.agreements().filter(|agreed| agreed.state == AgreementState::InForce);
    in_force.map(|agreed| agreed.agreement.id()).collect()
}
