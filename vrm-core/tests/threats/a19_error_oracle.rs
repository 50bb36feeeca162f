//! A19: the peer learns that a message was refused and nothing else; our own log holds no secret and no value.

use crate::support::hostile::{base64url, object, part_value, resigned, secret, with_member};
use crate::support::two::{Seeded, Two, now, soon};
use std::fmt::{Debug, Display};
use vrm_core::Error;
use vrm_core::dispute::Bundle;
use vrm_core::error::Fault;
use vrm_core::json::Object;
use vrm_core::keys::{Sealed, SealingKeyPair, SignedId, SigningKeyPair, Unverified};
use vrm_core::message::{Ask, Message, MessageKind, Refusal, RefusalReason};

/// What no error may hold: a name, an address, a secret, in the clear and in base64url.
const NAME: &str = "Zsófia Kanáris";
const ADDRESS: &str = "12 Canary Wharf, E14";

struct Canaries(Vec<String>);

impl Canaries {
    fn of(two: &Two) -> Self {
        let mut all = vec![NAME.to_owned(), ADDRESS.to_owned(), "Kanár".to_owned(), "Canary".to_owned()];
        let signing = [two.person.sign(), two.shop.sign()].map(|pair| secret(&pair.danger_secret_jwk()));
        let sealing = [two.person.seal(), two.shop.seal()].map(|pair| secret(&pair.danger_secret_jwk()));
        for secret in signing.into_iter().chain(sealing) {
            all.push(base64url(secret));
            all.push(secret.iter().map(|byte| format!("{byte:02x}")).collect());
            all.push(format!("{secret:?}"));
        }
        // However the text is cut into threes before it is encoded.
        for text in [NAME, ADDRESS] {
            all.extend((0..3).map(|skip| base64url(&text.as_bytes()[skip..skip + 9])));
        }
        Self(all)
    }

    fn sings(&self, text: &str) {
        for canary in &self.0 {
            assert!(!text.contains(canary.as_str()), "`{canary}` in {text}");
        }
    }

    /// Nothing in what an error or a value shows.
    fn shown(&self, value: &impl Debug) {
        self.sings(&format!("{value:?}"));
        self.sings(&format!("{value:#?}"));
    }

    fn error(&self, error: &(impl Fault + Debug + Display)) {
        self.shown(error);
        self.sings(&error.to_string());
        self.sings(&error.path().unwrap_or_default());
        let mut source = std::error::Error::source(error);
        while let Some(inner) = source {
            self.shown(&inner);
            self.sings(&inner.to_string());
            source = inner.source();
        }
    }
}

/// A message that holds what is searched for.
fn telling(two: &mut Two, kind: MessageKind) -> String {
    let text = two.text(kind);
    if kind == MessageKind::Agreement {
        let payload = with_member(&part_value(&text, 1), &["vendor", "name"], NAME);
        return resigned(two.shop.sign(), &text, |_| payload.canonical());
    }
    let ext = Object::new().with("address", ADDRESS).with("to", Object::new().with("name", NAME));
    let mut payload = with_member(&part_value(&text, 1), &["ext"], ext);
    if object(&payload).get("name").is_some() {
        payload = with_member(&payload, &["name"], NAME);
    }
    if [MessageKind::Intention, MessageKind::Offer].contains(&kind) {
        payload = with_member(&payload, &["item", "title"], NAME);
        payload = with_member(&payload, &["item", "description"], ADDRESS);
    }
    let text = resigned(two.shop.sign(), &text, |_| payload.canonical());
    two.read(kind, &text).unwrap();
    text
}

#[test]
fn a19_the_peer_is_told_one_word_of_three() {
    // Whatever is wrong with a message is `invalid`; the other two are decisions of a person.
    let words: Vec<&str> = RefusalReason::ALL.iter().map(|why| why.name()).collect();
    assert_eq!(words, ["negotiation", "agreement", "invalid"]);
    let mut two = Two::new(1);
    let text = two.text(MessageKind::Refusal);
    let members = object(&part_value(&text, 1));
    let names: Vec<&str> = members.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["answers", "aud", "ctx", "iat", "iss", "jti", "v", "why"]);
}

#[test]
fn a19_no_error_about_a_broken_signed_text_holds_what_it_says() {
    let mut two = Two::new(2);
    let canaries = Canaries::of(&two);
    for kind in crate::support::kinds::readable() {
        let text = telling(&mut two, kind).into_bytes();
        for at in 0..text.len() {
            let mut broken = text.clone();
            broken[at] ^= [0x01, 0x20, 0x80, 0x02][at % 4];
            canaries.error(&two.read(kind, &broken).unwrap_err());
        }
        for length in (0..text.len()).step_by(7) {
            canaries.error(&two.read(kind, &text[..length]).unwrap_err());
        }
    }
}

#[test]
fn a19_no_error_about_a_signed_payload_of_another_form_holds_what_it_says() {
    let mut two = Two::new(3);
    let canaries = Canaries::of(&two);
    for kind in crate::support::kinds::readable() {
        let text = telling(&mut two, kind);
        let payload = part_value(&text, 1).canonical().into_bytes();
        for at in 0..payload.len() {
            let (byte, gone) = [(Some(b'"'), 1), (Some(b'}'), 0), (Some(b'0'), 1), (None, 1)][at % 4];
            let changed: Vec<u8> =
                payload[..at].iter().chain(byte.as_ref()).chain(&payload[at + gone..]).copied().collect();
            let Ok(changed) = String::from_utf8(changed) else { continue };
            let signed = resigned(two.shop.sign(), &text, |_| changed);
            if let Err(error) = two.read(kind, signed) {
                canaries.error(&error);
            }
        }
    }
}

#[test]
fn a19_no_error_about_a_broken_sealed_text_holds_what_is_inside() {
    let mut two = Two::new(4);
    let canaries = Canaries::of(&two);
    let iss = two.vendor().did;
    let refusal = Refusal { answers: SignedId::from_bytes([1; 32]), why: RefusalReason::Invalid };
    let mut message = Message::new(refusal, iss, two.me(), now(), vrm_core::message::Never, &mut two.random).unwrap();
    message.set_ext(Object::new().with("address", ADDRESS)).unwrap();
    let message = message.sign(two.shop.sign()).unwrap();
    let sealed = message.seal(two.person.seal().public()).unwrap();
    let bytes = sealed.as_str().as_bytes();
    let mut seen = std::collections::BTreeSet::new();
    for at in 0..bytes.len() {
        let mut broken = bytes.to_vec();
        broken[at] ^= [0x01, 0x40, 0x80][at % 3];
        let error = Sealed::parse(&broken).and_then(|sealed| sealed.open(two.person.seal())).unwrap_err();
        canaries.error(&error);
        seen.insert(error.code().name());
    }
    // Whatever fails after the gate fails in one way.
    let after_the_gate = ["keys-sealed", "keys-sealed-for-another"];
    assert!(after_the_gate.iter().all(|name| seen.contains(name)), "{seen:?}");
}

#[test]
fn a19_what_is_right_does_not_print_what_it_holds() {
    let mut two = Two::new(5);
    let canaries = Canaries::of(&two);
    canaries.shown(&(&two.person, &two.shop, two.person.sign(), two.person.seal()));
    canaries.shown(&(two.person.sign().danger_secret_jwk(), two.person.seal().danger_secret_jwk()));
    canaries.shown(&SigningKeyPair::generate(&mut Seeded::new(1)).map(|pair| pair.danger_secret_jwk()));
    canaries.shown(&SealingKeyPair::generate(&mut Seeded::new(1)));
    let text = telling(&mut two, MessageKind::Ask);
    let unverified = Unverified::<Message<Ask>>::parse(text.as_bytes()).unwrap();
    let verified = unverified.verify(two.shop.sign().public(), two.me(), now()).unwrap();
    let sealed = verified.seal(two.person.seal().public()).unwrap();
    let opened = sealed.open(two.person.seal()).unwrap();
    canaries.shown(&(&unverified, &verified, verified.value(), &sealed, &opened));
    let half = two.half();
    let whole = half.countersign(two.shop.sign(), now()).unwrap();
    let bundle = Bundle::of(&whole).with_message(&text);
    canaries.shown(&(half.signed(), &whole, &bundle, bundle.verify(soon())));
    canaries.shown(&vrm_core::keys::ForeignJws::parse(text.as_bytes()));
}

#[test]
fn a19_every_error_is_one_harmless_line() {
    let mut two = Two::new(6);
    let hostile = "\u{202e}\n\u{1b}[31m`".repeat(20);
    for (kind, text) in two.texts() {
        let payload = part_value(&text, 1);
        let names: Vec<String> = object(&payload).iter().map(|(name, _)| name.to_owned()).collect();
        for name in names.iter().map(String::as_str).chain([hostile.as_str()]) {
            let signed =
                resigned(two.shop.sign(), &text, |_| with_member(&payload, &[name], hostile.as_str()).canonical());
            // A statement is any text, and no error shows one.
            if ["proof", "reason", "what"].contains(&name) {
                assert!(two.read(kind, signed).is_ok(), "{kind:?} {name}");
                continue;
            }
            let error: Error = two.read(kind, signed).unwrap_err();
            let shown = error.to_string();
            let turns = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(!shown.contains(turns) && shown.chars().count() < 512, "{shown:?}");
        }
    }
}
