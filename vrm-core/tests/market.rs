//! What is announced and offered, as signed texts: what a stranger cannot pass off, and when it counts.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use proptest::prelude::*;
use support::hostile::{
    base64url, object, part_value, resigned, sign_as, sign_raw, unbase64url, with_member, with_part,
};
use support::kinds::{quote, want};
use support::two::{Seeded, Two, declaration, later, now, soon};
use vrm_core::did::{Did, DidDocument, PublicKey};
use vrm_core::error::{Code, Fault, Kind as ErrorKind, Remedy};
use vrm_core::intention::{Item, Kind, PropertyName, PropertyValue, Quote, Reach, Want};
use vrm_core::json::{Object, Value};
use vrm_core::keys::{PartyKeyPairs, PublicSigningKey, SignedId, Thumbprint, Unverified, Verified};
use vrm_core::message::{AnyMessage, Anyone, Intention, Introduction, Message, MessageError, MessageKind, Offer};
use vrm_core::money::Currency;
use vrm_core::terms::{EntryPin, Roster};
use vrm_core::text::Name;
use vrm_core::time::Instant;
use vrm_core::vocab::Sector;

fn pin(id: &str) -> EntryPin {
    Roster::builtin().entry(id).unwrap().pin()
}

fn intention(cast: &PartyKeyPairs) -> Intention {
    let terms = ["SD-BASE", "SD-BASE-A"].map(pin).into();
    Intention { keys: cast.public().cast(), want: want(), terms, audience: Reach::Anyone, from: None }
}

fn announce(intention: Intention, iss: Did, two: &mut Two) -> Result<Message<Intention>, MessageError> {
    Message::new(intention, iss, Anyone, now(), soon(), &mut two.random)
}

/// The person's own, with something changed before it is signed.
fn announced(two: &mut Two, change: impl FnOnce(&mut Intention)) -> Result<Verified<Message<Intention>>, MessageError> {
    let mut said = intention(&two.person);
    change(&mut said);
    announce(said, two.person.sign().public().to_did(), two)?.sign(two.person.sign())
}

fn text(two: &mut Two) -> String {
    announced(two, |_| ()).unwrap().as_str().to_owned()
}

fn code<T>(read: Result<T, MessageError>) -> Option<Code> {
    read.err().map(|error| error.code())
}

/// What becomes of the text when its payload is changed and the cast's own key signs it all the same.
fn read_with(two: &mut Two, path: &[&str], member: impl Into<Value>) -> Result<(), MessageError> {
    let text = text(two);
    let payload = with_member(&part_value(&text, 1), path, member).canonical();
    Intention::parse(resigned(two.person.sign(), &text, |_| payload).as_bytes(), now()).map(drop)
}

fn without(payload: &Value, member: &str) -> Value {
    let rest = object(payload);
    let rest = rest.iter().filter(|(name, _)| *name != member);
    rest.fold(Object::new(), |all, (name, value)| all.with(name, value.clone())).into()
}

fn jwk(key: &PublicKey) -> Value {
    let x = base64url(key.bytes());
    [("crv", key.curve().name()), ("kty", "OKP"), ("x", &x)]
        .into_iter()
        .fold(Object::new(), |all, (name, value)| all.with(name, value))
        .into()
}

#[test]
fn an_intention_is_signed_with_the_key_it_carries() {
    let mut two = Two::named("own key");
    let text = text(&mut two);
    let take = |text: &str| code(Intention::parse(text.as_bytes(), now()));
    assert_eq!(take(&text), None);
    // Someone else's key in what the cast's key signs, and the other way round.
    let stolen = with_member(&part_value(&text, 1), &["keys", "sign"], jwk(two.shop.sign().public().key())).canonical();
    assert_eq!(take(&resigned(two.person.sign(), &text, |_| stolen.clone())), Some(Code::MessageNotOwnKey));
    assert_eq!(take(&sign_as(two.shop.sign(), "intention", stolen)), Some(Code::MessageNotOfIssuer));
    let payload = unbase64url(support::hostile::part(&text, 1));
    assert_eq!(take(&sign_as(two.shop.sign(), "intention", &payload)), Some(Code::MessageNotOwnKey));
    // Under the cast's `kid` it is the signature that fails.
    let forged = sign_as(two.shop.sign(), "intention", &payload);
    let forged = with_part(&forged, 0, support::hostile::part(&text, 0));
    assert_eq!(take(&forged), Some(Code::KeysSignature));
    // A key that somebody pinned for it is no way around.
    let parsed = Unverified::<Message<Intention>>::parse(text.as_bytes()).unwrap();
    assert_eq!(code(parsed.verify(two.shop.sign().public(), Anyone, now())), Some(Code::KeysWrongKey));
    // Nor does a library sign what nobody would believe.
    let iss = two.shop.sign().public().to_did();
    let message = announce(intention(&two.person), iss, &mut two).unwrap();
    assert_eq!(code(message.sign(two.shop.sign())), Some(Code::MessageNotOwnKey));
    assert_eq!(code(message.sign(two.person.sign())), Some(Code::MessageNotOfIssuer));
}

#[test]
fn an_intention_speaks_for_no_identifier_but_its_own_key() {
    let mut two = Two::named("iss");
    let seal = two.person.seal().public().key().to_did_key();
    for iss in ["did:web:shop.example", two.shop.sign().public().to_did().as_str(), seal.as_str()] {
        assert_eq!(code(read_with(&mut two, &["iss"], iss)), Some(Code::MessageNotOfIssuer), "{iss}");
        let message = announce(intention(&two.person), Did::parse(iss).unwrap(), &mut two).unwrap();
        assert_eq!(code(message.sign(two.person.sign())), Some(Code::MessageNotOfIssuer), "{iss}");
    }
}

#[test]
fn an_intention_has_an_end_and_no_reader() {
    let mut two = Two::named("end");
    let text = text(&mut two);
    let endless = without(&part_value(&text, 1), "exp").canonical();
    let endless = Intention::parse(resigned(two.person.sign(), &text, |_| endless).as_bytes(), now()).unwrap_err();
    assert_eq!((endless.code(), endless.path().as_deref()), (Code::JsonMissingMember, Some("/exp")));
    for reader in [two.desk(), two.me()] {
        let named = read_with(&mut two, &["aud"], reader.to_string()).unwrap_err();
        assert_eq!((named.code(), named.path().as_deref()), (Code::JsonUnknownMember, Some("/aud")));
    }
    assert_eq!(code(Intention::parse(text.as_bytes(), later(soon(), -1))), None);
    for at in [soon(), later(soon(), 1), Instant::MAX] {
        assert_eq!(code(Intention::parse(text.as_bytes(), at)), Some(Code::MessageExpired), "{at}");
    }
    assert_eq!(code(Intention::parse(text.as_bytes(), later(now(), -301))), Some(Code::MessageFromTheFuture));
}

#[test]
fn from_is_between_iat_and_exp() {
    let mut two = Two::named("from");
    let (iat, exp) = (now(), soon());
    for (from, expected) in [
        (later(iat, -60), Some("/from")),
        (iat, Some("/from")),
        (later(iat, 60), None),
        (later(exp, -60), None),
        (exp, Some("/exp")),
        (later(exp, 60), Some("/exp")),
    ] {
        // Not made, and not taken from who makes it otherwise.
        let made = announced(&mut two, |intention| intention.from = Some(from)).err();
        let text = text(&mut two);
        let payload = with_member(&part_value(&text, 1), &["from"], from.unix()).canonical();
        let signed = resigned(two.person.sign(), &text, |_| payload);
        let read = Intention::parse(signed.as_bytes(), later(exp, -1)).err();
        for error in [made, read] {
            let path = error.as_ref().and_then(Fault::path);
            assert_eq!(path.as_deref(), expected, "{from}");
            assert!(error.is_none_or(|error| error.code() == Code::FormOutOfOrder), "{from}");
        }
    }
    // To the minute: rounded down when it is written, and then it may be no later than `iat` any more.
    let said = announced(&mut two, |intention| intention.from = Some(later(iat, 119))).unwrap();
    assert_eq!(said.value().body().from, Some(later(iat, 60)));
    assert_eq!(
        code(announced(&mut two, |intention| intention.from = Some(later(iat, 59)))),
        Some(Code::FormOutOfOrder)
    );
    assert_eq!(code(read_with(&mut two, &["from"], iat.unix() + 61)), Some(Code::FormNotAMinute));
    for other in [Value::Null, "soon".into(), true.into()] {
        assert_eq!(code(read_with(&mut two, &["from"], other)), Some(Code::JsonWrongType));
    }
}

#[test]
fn what_is_not_valid_yet_is_refused_and_may_be_tried_again() {
    let mut two = Two::named("not yet");
    let from = later(now(), 3_600);
    let said = announced(&mut two, |intention| intention.from = Some(from)).unwrap();
    let bytes = said.as_str().as_bytes();
    for at in [now(), later(from, -1)] {
        let error = Intention::parse(bytes, at).unwrap_err();
        assert_eq!(error, MessageError::NotYet { from, now: at });
        assert_eq!((error.code(), error.path().as_deref()), (Code::MessageNotYet, Some("/from")));
        assert_eq!((error.kind(), error.remedy()), (ErrorKind::Expired, Remedy::TryAgain));
        // However it is read.
        let AnyMessage::Intention(parsed) = AnyMessage::parse(bytes).unwrap() else { panic!() };
        let key = parsed.own_key().unwrap();
        assert_eq!(code(parsed.verify(&key, Anyone, at)), Some(Code::MessageNotYet));
    }
    for at in [from, later(soon(), -1)] {
        assert_eq!(Intention::parse(bytes, at).unwrap().id(), said.id());
    }
}

#[test]
fn an_intention_has_its_members_and_no_others() {
    let mut two = Two::named("members");
    let next = two.person.public().next().to_string();
    let entry = |member: &str| Object::new().with(member, "x");
    let sectors = |words: &[&str]| {
        let words: Vec<Value> = words.iter().copied().map(Value::from).collect();
        Value::from(Object::new().with("sectors", words))
    };
    for (path, member, expected) in [
        (&["keys", "next"][..], Value::from(next), Code::JsonUnknownMember),
        (&["keys"], Object::new().with("sign", jwk(two.person.sign().public().key())).into(), Code::KeysJwk),
        (&["keys", "seal"], jwk(two.person.sign().public().key()), Code::KeysJwk),
        (&["more"], 1.into(), Code::JsonUnknownMember),
        // What an offer says, an intention does not.
        (&["price"], Object::new().into(), Code::JsonUnknownMember),
        (&["name"], "Shop".into(), Code::JsonUnknownMember),
        (&["terms"], Value::Array(Vec::new()), Code::FormEmpty),
        (&["terms"], entry("id").into(), Code::JsonWrongType),
        (&["audience"], Object::new().into(), Code::JsonMissingMember),
        (&["audience"], entry("person").into(), Code::JsonMissingMember),
        (&["audience"], "anyone".into(), Code::JsonWrongType),
        (&["audience"], Object::new().with("vendor", "did:nobody").into(), Code::DidSyntax),
        (&["audience"], sectors(&[]), Code::IntentionEmpty),
        (&["audience"], sectors(&["shops"]), Code::IntentionUnknownValue),
        (&["audience"], sectors(&["travel", "commerce"]), Code::IntentionNotSorted),
        (&["audience"], sectors(&["travel", "travel"]), Code::IntentionNotSorted),
    ] {
        assert_eq!(code(read_with(&mut two, path, member.clone())), Some(expected), "{path:?} {member:?}");
    }
    let both = entry("vendor").with("sectors", vec![Value::from("commerce")]);
    assert_eq!(code(read_with(&mut two, &["audience"], both)), Some(Code::JsonUnknownMember));
    for member in ["keys", "kind", "item", "currency", "terms", "jti", "iss", "iat"] {
        let text = text(&mut two);
        let less = without(&part_value(&text, 1), member).canonical();
        let error = Intention::parse(resigned(two.person.sign(), &text, |_| less).as_bytes(), now()).unwrap_err();
        assert_eq!((error.code(), error.path()), (Code::JsonMissingMember, Some(format!("/{member}"))));
    }
    // Nothing that could not be read is signed.
    assert_eq!(code(announced(&mut two, |said| said.terms.clear())), Some(Code::FormEmpty));
    let nobody = code(announced(&mut two, |said| said.audience = Reach::Sectors([].into())));
    assert_eq!(nobody, Some(Code::IntentionEmpty));
}

/// What is wrong with a want is told as what is wrong with the message, with its place.
#[test]
fn a_fault_of_the_want_is_the_messages_own() {
    let mut two = Two::named("want");
    for (path, member, expected, place) in [
        (&["kind"][..], Value::from("steal"), Code::IntentionUnknownValue, "/kind"),
        (&["currency"], "EURO".into(), Code::CurrencyUnknown, "/currency"),
        (&["item", "gtin"], "4006381333932".into(), Code::IntentionGtinCheckDigit, "/item/gtin"),
        (&["item", "colour"], "red".into(), Code::JsonUnknownMember, "/item/colour"),
        (&["item", "title"], 7.into(), Code::JsonWrongType, "/item/title"),
    ] {
        let error = read_with(&mut two, path, member).unwrap_err();
        assert_eq!((error.code(), error.path().as_deref()), (expected, Some(place)), "{error}");
        assert!(error.to_string().contains(place), "{error}");
    }
}

#[test]
fn an_audience_is_read_as_it_was_meant() {
    let mut two = Two::named("audience");
    let vendor = two.shop.sign().public().to_did();
    let sectors = [Sector::Commerce, Sector::CollectionAgency, Sector::Travel].into();
    for (audience, written) in [
        (Reach::Anyone, None),
        (Reach::Sectors(sectors), Some(r#"{"sectors":["collection agency","commerce","travel"]}"#.to_owned())),
        (Reach::Vendor(vendor.clone()), Some(format!(r#"{{"vendor":"{vendor}"}}"#))),
    ] {
        let said = announced(&mut two, |intention| intention.audience = audience.clone()).unwrap();
        let read = Intention::parse(said.as_str().as_bytes(), now()).unwrap();
        assert_eq!(read.value().body().audience, audience);
        let member = object(&part_value(said.as_str(), 1)).get("audience").map(Value::canonical);
        assert_eq!(member, written);
    }
}

fn offer(shop: &PartyKeyPairs) -> Offer {
    let (intention, name) = (SignedId::from_bytes([7; 32]), Name::parse("Shop").unwrap());
    Offer { intention, name, keys: shop.public(), quote: quote(), terms: pin("SD-BASE"), declaration: declaration() }
}

fn offered(two: &mut Two, iss: Did, cast: Thumbprint) -> Result<Verified<Message<Offer>>, MessageError> {
    let message = Message::new(offer(&two.shop), iss, cast, now(), soon(), &mut two.random)?;
    message.sign(two.shop.sign())
}

fn offer_of(text: &str) -> Unverified<Message<Offer>> {
    Unverified::parse(text.as_bytes()).unwrap()
}

#[test]
fn an_offer_is_for_the_key_of_one_cast() {
    let (mut two, other) = (Two::named("cast"), Two::named("another cast"));
    let (did, cast) = (two.shop.sign().public().to_did(), two.me());
    let said = offered(&mut two, did.clone(), cast).unwrap();
    // Sealed for the cast's other key, and opened by no other.
    let sealed = said.seal(intention(&two.person).keys.seal()).unwrap();
    assert_eq!(sealed.open(other.person.seal()).unwrap_err().code(), Code::KeysSealedForAnother);
    let opened = sealed.open(two.person.seal()).unwrap();
    let offer = Unverified::<Message<Offer>>::parse(opened.as_bytes()).unwrap();
    let key = offer.introduced_key(&Introduction::resolve(&did).unwrap()).unwrap();
    assert_eq!(offer.verify(&key, cast, now()).unwrap().id(), said.id());
    for reader in [other.me(), two.desk(), two.person.seal().public().thumbprint()] {
        assert_eq!(code(offer.verify(&key, reader, now())), Some(Code::MessageWrongReader));
    }
    assert_eq!(code(offer.verify(&key, cast, soon())), Some(Code::MessageExpired));
    assert_eq!(code(offer.verify(other.shop.sign().public(), cast, now())), Some(Code::KeysWrongKey));
}

fn document(of: &Did, signing: &PublicSigningKey) -> DidDocument {
    let text = format!(
        r##"{{"id":"{of}","verificationMethod":[{{"id":"#s","type":"Multikey","controller":"{of}",
            "publicKeyMultibase":"{}"}}],"assertionMethod":["#s"]}}"##,
        signing.to_did().id()
    );
    DidDocument::parse(of, text.as_bytes()).unwrap()
}

#[test]
fn an_offer_carries_a_key_of_its_issuer() {
    let (mut two, other) = (Two::named("issuer"), Two::named("another issuer"));
    let (own, web, cast) = (two.shop.sign().public().to_did(), Did::parse("did:web:shop.example").unwrap(), two.me());
    let someone = other.shop.sign().public().to_did();
    // An identifier that holds another key is not even signed for, and not believed from who signs it otherwise.
    assert_eq!(code(offered(&mut two, someone.clone(), cast)), Some(Code::MessageNotOfIssuer));
    let said = offered(&mut two, own.clone(), cast).unwrap();
    let claimed = with_member(&part_value(said.as_str(), 1), &["iss"], someone.as_str()).canonical();
    let claimed = offer_of(&resigned(two.shop.sign(), said.as_str(), |_| claimed));
    for introduction in [Introduction::resolve(&someone).unwrap(), Introduction::resolve(&own).unwrap()] {
        assert_eq!(code(claimed.introduced_key(&introduction)), Some(Code::MessageNotOfIssuer));
    }
    assert_eq!(code(claimed.verify(two.shop.sign().public(), cast, now())), Some(Code::MessageNotOfIssuer));
    // A `did:web` stands for the keys of its document and for no other.
    let said = offer_of(offered(&mut two, web.clone(), cast).unwrap().as_str());
    assert_eq!(said.issuer().unwrap(), web);
    let right = Introduction::from_document(&document(&web, two.shop.sign().public())).unwrap();
    let key = said.introduced_key(&right).unwrap();
    assert_eq!(code(said.verify(&key, cast, now())), None);
    let elsewhere = Did::parse("did:web:other.example").unwrap();
    for wrong in [document(&web, other.shop.sign().public()), document(&elsewhere, two.shop.sign().public())] {
        let wrong = Introduction::from_document(&wrong).unwrap();
        assert_eq!(code(said.introduced_key(&wrong)), Some(Code::MessageNotOfIssuer));
    }
    // Someone else's key inside of what one's own signs.
    let stolen = with_member(&part_value(said.as_str(), 1), &["keys", "sign"], jwk(other.shop.sign().public().key()));
    let stolen = offer_of(&resigned(two.shop.sign(), said.as_str(), |_| stolen.canonical()));
    assert_eq!(code(stolen.introduced_key(&right)), Some(Code::MessageNotOwnKey));
    assert_eq!(code(stolen.verify(two.shop.sign().public(), cast, now())), Some(Code::MessageNotOwnKey));
}

#[test]
fn an_offer_has_its_members_and_no_others() {
    let mut two = Two::named("offer members");
    let (did, cast) = (two.shop.sign().public().to_did(), two.me());
    let said = offered(&mut two, did, cast).unwrap();
    let read = |payload: String| {
        offer_of(&resigned(two.shop.sign(), said.as_str(), |_| payload)).verify(two.shop.sign().public(), cast, now())
    };
    let payload = part_value(said.as_str(), 1);
    let pins = Value::Array(vec![object(&payload).get("terms").unwrap().clone()]);
    for (path, member, expected) in [
        (&["more"][..], Value::from(1), Code::JsonUnknownMember),
        // What an intention says, an offer does not.
        (&["budget"], Object::new().into(), Code::JsonUnknownMember),
        (&["kind"], "buy".into(), Code::JsonUnknownMember),
        (&["from"], (now().unix() + 60).into(), Code::JsonUnknownMember),
        (&["terms"], pins, Code::JsonWrongType),
        (&["intention"], "7".into(), Code::FormHex),
        (&["name"], "Sh\u{202e}op".into(), Code::NameForbidden),
        (&["price", "goods", "minor"], (-1).into(), Code::IntentionBounds),
        (&["price", "goods", "currency"], "USD".into(), Code::IntentionOtherCurrency),
        (&["declaration"], Object::new().into(), Code::TermsNoProcess),
    ] {
        let changed = with_member(&payload, path, member.clone()).canonical();
        assert_eq!(code(read(changed)), Some(expected), "{path:?} {member:?}");
    }
    for member in ["aud", "exp", "intention", "name", "keys", "item", "price", "terms", "declaration"] {
        let error = read(without(&payload, member).canonical()).unwrap_err();
        assert_eq!((error.code(), error.path()), (Code::JsonMissingMember, Some(format!("/{member}"))));
    }
}

/// An intention, an offer and an acceptance: a signature over one is none over another, whatever else is renamed.
#[test]
fn the_three_of_the_market_are_not_taken_for_one_another() {
    let mut two = Two::named("three");
    let kinds = [MessageKind::Intention, MessageKind::Offer, MessageKind::Acceptance];
    for kind in kinds {
        let text = two.text(kind);
        for other in kinds.into_iter().filter(|other| *other != kind) {
            assert_eq!(two.read(other, &text).unwrap_err().code(), Code::KeysHeaderValue, "{kind:?} as {other:?}");
            let payload = part_value(&text, 1);
            let signed = sign_as(two.shop.sign(), other.name(), payload.canonical());
            assert_eq!(two.read(other, signed).unwrap_err().code(), Code::FormContext, "{kind:?} as {other:?}");
            let renamed = with_member(&payload, &["ctx"], format!("vrm-{}", other.name())).canonical();
            let renamed = two.read(other, sign_as(two.shop.sign(), other.name(), renamed));
            let expected = [Code::JsonMissingMember, Code::JsonUnknownMember, Code::KeysJwk];
            let code = renamed.unwrap_err().code();
            assert!(expected.contains(&code), "{kind:?} as {other:?}: {code:?}");
        }
        let kid = two.shop.sign().public().thumbprint();
        for alg in ["none", "HS256", "EdDSA", "ES256", "ed25519"] {
            let header = format!(r#"{{"alg":"{alg}","kid":"{kid}","typ":"{}"}}"#, kind.typ());
            let signed = sign_raw(two.shop.sign(), header, unbase64url(support::hostile::part(&text, 1)));
            assert_eq!(two.read(kind, &signed).unwrap_err().code(), Code::KeysHeaderValue, "{kind:?} {alg}");
        }
    }
}

/// As much as a want may hold.
fn largest_want() -> Want {
    let mut want = Want::new(Kind::Ask, Item::new("x").unwrap(), Currency::parse("EUR").unwrap()).unwrap();
    let alternative = |number: usize, padding: usize| {
        let mut item = Item::new("y").unwrap();
        item.mpn = Some(vrm_core::text::Token::parse(&format!("part-{number}")).unwrap());
        item.description = Some(vrm_core::text::Text::within("z".repeat(padding), 4_096).unwrap());
        item
    };
    for number in 0..3 {
        want = want.or(alternative(number, 4_096)).unwrap();
    }
    // What is left, to the byte.
    let left = |want: &Want| Want::MAX_BYTES - want.to_json().len();
    let small = want.clone().or(alternative(3, 1)).unwrap();
    let padding = left(&small) + 1;
    assert!(want.clone().or(alternative(3, padding + 1)).is_err());
    let want = want.or(alternative(3, padding)).unwrap();
    assert_eq!(want.to_json().len(), Want::MAX_BYTES);
    want
}

/// As much as a quote may hold.
fn largest_quote() -> Quote {
    let mut fullest = quote();
    for number in 0.. {
        let (name, value) = (format!("p{number}"), PropertyValue::text("v".repeat(256)).unwrap());
        match fullest.clone().with_property(PropertyName::parse(&name).unwrap(), value) {
            Ok(more) => fullest = more,
            Err(_) => break,
        }
    }
    assert!(fullest.to_json().len() > Quote::MAX_BYTES - 512);
    fullest
}

#[test]
fn the_largest_want_and_quote_are_carried() {
    let mut two = Two::named("size");
    let every = || Roster::builtin().entries().iter().map(vrm_core::terms::Entry::pin).collect();
    let said = announced(&mut two, |intention| {
        (intention.want, intention.terms) = (largest_want(), every());
    });
    let said = said.unwrap();
    let read = Intention::parse(said.as_str().as_bytes(), now()).unwrap();
    assert_eq!(read.value().body().want, largest_want());
    let (did, cast) = (two.shop.sign().public().to_did(), two.me());
    let body = Offer { quote: largest_quote(), ..offer(&two.shop) };
    let said = Message::new(body, did, cast, now(), soon(), &mut two.random).unwrap().sign(two.shop.sign()).unwrap();
    let opened = said.seal(two.person.seal().public()).unwrap().open(two.person.seal()).unwrap();
    let read = Unverified::<Message<Offer>>::parse(opened.as_bytes()).unwrap();
    let read = read.verify(two.shop.sign().public(), cast, now()).unwrap();
    assert_eq!(read.value().body().quote, largest_quote());
}

#[test]
fn what_does_not_fit_says_so() {
    let mut two = Two::named("too large");
    // Entries of rosters without number, beside the largest want.
    let entry = |number: u32| EntryPin {
        name: vrm_core::terms::EntryName {
            roster: format!("https://rosters.example/{number}"),
            id: "A".to_owned(),
            version: "1".to_owned(),
        },
        machine: pin("SD-BASE").machine,
    };
    for (entries, fits) in [(150, true), (400, false)] {
        let said = announced(&mut two, |intention| {
            (intention.want, intention.terms) = (largest_want(), (0..entries).map(entry).collect());
        });
        let error = said.err();
        assert_eq!(error.as_ref().map(|error| (error.code(), error.kind())), {
            (!fits).then_some((Code::KeysTooLong, ErrorKind::TooLarge))
        });
    }
    // A want that is too large is refused as one, however well it is signed.
    let padding = "z".repeat(4_096);
    let item = |number: usize| {
        let numbered = Object::new().with("description", padding.as_str()).with("mpn", format!("part-{number}"));
        Value::from(numbered.with("title", "y"))
    };
    let items: Vec<Value> = (0..5).map(item).collect();
    let error = read_with(&mut two, &["alternatives"], items).unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::IntentionTooLong, ErrorKind::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// An intention is made only if `iat`, `from` and `exp` follow one another, and counts from `from` to `exp`, each to
    /// the second of the reader's clock.
    #[test]
    fn an_intention_counts_in_its_own_time_only(from in -7_200..14_400_i64, exp in -600..14_400_i64, at in -900..15_000_i64) {
        let two = Two::named("law of times");
        let cast = &two.person;
        let (said, until, begins) = (now(), later(now(), exp), later(now(), from));
        let body = Intention { from: Some(begins), ..intention(cast) };
        let iss = cast.sign().public().to_did();
        let made = Message::new(body, iss, Anyone, said, until, &mut Seeded::new(1)).and_then(|made| made.sign(cast.sign()));
        let (begins, until) = (begins.floor_to_minute(), until.floor_to_minute());
        prop_assert_eq!(made.is_ok(), said < begins && begins < until);
        let Ok(made) = made else { return Ok(()) };
        let at = later(now(), at);
        let read = Intention::parse(made.as_str().as_bytes(), at);
        prop_assert_eq!(read.is_ok(), begins <= at && at < until);
        match read {
            Ok(read) => prop_assert!(read == made && read.value() == made.value()),
            Err(error) if at < begins => prop_assert_eq!(error, MessageError::NotYet { from: begins, now: at }),
            Err(error) => prop_assert_eq!(error, MessageError::Expired { exp: until, now: at }),
        }
    }
}
