//! A9: whoever brings in a key must have signed with it, or with the one that committed to it.

use crate::support::hostile::{base64url, part_value, resigned, sign_as, with_member};
use crate::support::parties::pinned;
use crate::support::two::{Seeded, Two, later, now};
use vrm_core::did::PublicKey;
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Object, Value};
use vrm_core::keys::{PartyKeyPairs, PartyKeys, Unverified};
use vrm_core::message::{Anyone, Introduction, Message, MessageError, MessageKind, Never, Proffer, Profile, Rotation};
use vrm_core::time::Instant;

/// The text with the keys of another, signed anew.
fn with_keys(text: &str, signer: &PartyKeyPairs, keys: &PartyKeys) -> String {
    let key = |key: &PublicKey| {
        let x = base64url(key.bytes());
        let members = [("crv", key.curve().name()), ("kty", "OKP"), ("x", &x)];
        Value::from(members.into_iter().fold(Object::new(), |all, (name, value)| all.with(name, value)))
    };
    let payload = part_value(text, 1);
    let payload = with_member(&payload, &["keys", "sign"], key(keys.sign().key()));
    let payload = with_member(&payload, &["keys", "seal"], key(keys.seal().key()));
    let payload = with_member(&payload, &["keys", "next"], keys.next().to_string());
    resigned(signer.sign(), text, |_| payload.canonical())
}

#[test]
fn a09_a_good_signature_does_not_bring_in_a_key_of_someone_else() {
    let mut two = Two::new(1);
    let victim = two.person.public();
    for kind in [MessageKind::Profile, MessageKind::Proffer, MessageKind::Counter, MessageKind::Offer] {
        let text = two.text(kind);
        assert!(two.read(kind, &text).is_ok());
        let stolen = with_keys(&text, &two.shop, &victim);
        assert_eq!(two.read(kind, stolen).unwrap_err().code(), Code::MessageNotOwnKey, "{kind:?}");
    }
}

#[test]
fn a09_a_strangers_first_word_names_its_own_key_and_its_own_identifier() {
    let mut two = Two::new(2);
    let text = two.text(MessageKind::Proffer);
    let parsed = |text: &str| Unverified::<Message<Proffer>>::parse(text.as_bytes()).unwrap();
    assert_eq!(parsed(&text).own_key().as_ref(), Ok(two.shop.sign().public()));
    let stolen = with_keys(&text, &two.shop, &two.person.public());
    assert_eq!(parsed(&stolen).own_key(), Err(MessageError::NotOwnKey));
    let payload = part_value(&text, 1);
    let other = with_member(&payload, &["iss"], two.person.sign().public().to_did().as_str());
    let claimed = sign_as(two.shop.sign(), "proffer", other.canonical());
    assert_eq!(parsed(&claimed).own_key(), Err(MessageError::NotOfIssuer));
}

#[test]
fn a09_a_vendor_introduces_itself_with_a_key_of_its_identifier() {
    let mut two = Two::new(3);
    let text = two.text(MessageKind::Profile);
    let parsed = |text: &str| Unverified::<Message<Profile>>::parse(text.as_bytes()).unwrap();
    let of = |pairs: &PartyKeyPairs| Introduction::resolve(&pairs.sign().public().to_did()).unwrap();
    assert_eq!(parsed(&text).introduced_key(&of(&two.shop)).as_ref(), Ok(two.shop.sign().public()));
    assert_eq!(parsed(&text).introduced_key(&of(&two.person)), Err(MessageError::NotOfIssuer));
    let (name, payload) = ("iss", part_value(&text, 1));
    let other = with_member(&payload, &[name], two.person.sign().public().to_did().as_str()).canonical();
    let claimed = parsed(&sign_as(two.shop.sign(), "profile", other));
    assert_eq!(claimed.introduced_key(&of(&two.person)), Err(MessageError::NotOfIssuer));
    assert_eq!(claimed.introduced_key(&of(&two.shop)), Err(MessageError::NotOfIssuer));
    let stolen = parsed(&with_keys(&text, &two.shop, &two.person.public()));
    assert_eq!(stolen.introduced_key(&of(&two.person)), Err(MessageError::NotOwnKey));
}

/// A rotation of the shop's, said at a time.
fn rotation(from: &PartyKeyPairs, to: PartyKeys, two: &Two, at: Instant) -> Unverified<Message<Rotation>> {
    let did = from.sign().public().to_did();
    let message =
        Message::new(Rotation { keys: to }, did, two.me(), at, Never, &mut Seeded::new(at.unix().unsigned_abs()))
            .unwrap();
    Unverified::parse(message.sign(from.sign()).unwrap().as_str().as_bytes()).unwrap()
}

#[test]
fn a09_only_the_key_that_was_committed_to_follows() {
    let mut two = Two::new(4);
    let attacker = PartyKeyPairs::generate(&mut two.random).unwrap();
    let old = two.shop.public();
    let me = pinned(two.person.public());
    let mut history = pinned(old);
    let mut take = |rotation: &Unverified<Message<Rotation>>| history.rotate(rotation, &me, now()).map(drop);
    // Whoever steals the key of today cannot choose the one of tomorrow.
    assert_eq!(take(&rotation(&two.shop, attacker.public(), &two, now())), Err(MessageError::NotTheNextKey));
    assert_eq!(take(&rotation(&two.shop, old, &two, now())), Err(MessageError::NotTheNextKey));
    let unknown = take(&rotation(&attacker, attacker.public(), &two, now()));
    assert_eq!(unknown.unwrap_err().code(), Code::MessageNotInUse);
    assert_eq!(history, pinned(old));
}

#[test]
fn a09_a_rotation_said_before_the_last_one_is_refused() {
    let two = Two::new(5);
    let (me, day) = (pinned(two.person.public()), 24 * 60 * 60);
    let first = two.shop.public();
    let at = |days: i64| later(now(), days * day);
    // The shop's own pairs, rotated twice.
    let shop = || Two::new(5).shop;
    let next = |times: u64| (0..times).fold(shop(), |pairs, seed| pairs.rotate(&mut Seeded::new(100 + seed)).unwrap());
    let mut history = pinned(first);
    history.rotate(&rotation(&shop(), next(1).public(), &two, at(10)), &me, at(20)).unwrap();
    let backdated = rotation(&next(1), next(2).public(), &two, at(9));
    let before = history.clone();
    assert_eq!(history.rotate(&backdated, &me, at(20)), Err(MessageError::NotInUse));
    assert_eq!(history, before);
    history.rotate(&rotation(&next(1), next(2).public(), &two, at(15)), &me, at(20)).unwrap();
    // Each key in its time, both at the minute of the change.
    for (times, from, until) in [(0, 0, 10), (1, 10, 15), (2, 15, 1000)] {
        let kid = next(times).sign().public().thumbprint();
        for day in [0, 9, 10, 11, 14, 15, 16, 1000] {
            let signs = history.signing_key(kid, at(day)).is_ok();
            assert_eq!(signs, (from..=until).contains(&day), "key {times}, day {day}");
        }
        let seal = next(times).public().seal().thumbprint();
        assert!(history.receives(seal, at(until + 89)), "key {times}");
        assert_eq!(history.receives(seal, at(until + 90)), times == 2, "key {times}");
    }
    assert!(history.signing_key(two.me(), now()).is_err());
}

#[test]
fn a09_a_key_that_was_rotated_out_does_not_come_back() {
    let two = Two::new(6);
    let (me, shop) = (pinned(two.person.public()), || Two::new(6).shop);
    let second = shop().rotate(&mut Seeded::new(1)).unwrap();
    let mut history = pinned(two.shop.public());
    // The second keys commit to the first ones as their successors.
    let keys = second.public();
    let back = PartyKeys::new(*keys.sign(), *keys.seal(), two.shop.sign().public().thumbprint()).unwrap();
    assert_eq!(history.rotate(&rotation(&two.shop, back, &two, now()), &me, now()), Err(MessageError::NotTheNextKey));
}

#[test]
fn a09_a_type_that_carries_its_key_is_signed_with_no_other() {
    let mut two = Two::new(7);
    let text = two.text(MessageKind::Profile);
    let message = Unverified::<Message<Profile>>::parse(text.as_bytes()).unwrap();
    let profile = message.verify(two.shop.sign().public(), Anyone, now()).unwrap().value().clone();
    assert_eq!(profile.sign(two.person.sign()), Err(MessageError::NotOwnKey));
}
