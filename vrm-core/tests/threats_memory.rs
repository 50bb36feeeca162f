//! A4 and A18: what a hostile text costs, counted by the allocator. A text is refused within a megabyte, and twice the
//! bytes cost twice the work. Work is counted in bytes allocated, as no clock is the same twice.
//!
//! A binary of its own, since it counts every allocation of its thread. What OpenSSL allocates is not seen.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod counting;
mod support;

use counting::counted;
use josekit::jwe::{ECDH_ES_A256KW, JweContext, JweHeader};
use support::hostile::{base64url, object, part_value, resigned, secret, sign_raw, with_member, with_part};
use support::kinds::{readable, signed};
use support::two::{Two, now};
use vrm_core::agreement::Role;
use vrm_core::chain::{Commitment, Stream, StreamHead};
use vrm_core::dispute::{Bundle, OpenedEvent};
use vrm_core::json::{Object, Value, foreign};
use vrm_core::keys::{ForeignJws, Sealed, SealingKeyPair};
use vrm_core::message::{Jti, MessageKind, Seen};

const MIB: usize = 1 << 20;

fn sealed_text(two: &mut Two) -> String {
    two.half().signed().seal(two.shop.seal().public()).unwrap().as_str().to_owned()
}

/// A bomb for a reader, by the library beneath: so many zeros, deflated.
fn bomb(reader: &SealingKeyPair, zeros: usize) -> (String, Vec<u8>) {
    let private = secret(&reader.danger_secret_jwk());
    let public =
        [&[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x03, 0x21, 0x00], &reader.public().key().bytes()[..]];
    let private = [
        &[0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20],
        &private[..],
    ];
    let mut header = JweHeader::new();
    header.set_content_type("JWT");
    header.set_content_encryption("A256GCM");
    header.set_key_id(reader.public().thumbprint().to_string());
    header.set_compression("DEF");
    let encrypter = ECDH_ES_A256KW.encrypter_from_der(public.concat()).unwrap();
    let text = JweContext::new().serialize_compact(&vec![0; zeros], &header, &encrypter).unwrap();
    (text, private.concat())
}

#[test]
fn a04_a_bomb_is_refused_before_it_goes_off() {
    let two = Two::new(1);
    let (text, private) = bomb(two.shop.seal(), 8 * MIB);
    assert!(text.len() < Sealed::MAX_BYTES / 4);
    // The library beneath would have set it off: the counter sees what it should.
    let decrypter = ECDH_ES_A256KW.decrypter_from_der(private).unwrap();
    let (beneath, _) = counted(|| JweContext::new().deserialize_compact(&text, &decrypter));
    assert!(beneath >= 8 * MIB, "{beneath}");
    let (peak, _) =
        counted(|| Sealed::parse(text.as_bytes()).and_then(|sealed| sealed.open(two.shop.seal())).unwrap_err());
    assert!(peak < 64 << 10, "{peak}");
}

#[test]
fn a04_a_count_of_iterations_is_not_looked_at() {
    let mut two = Two::new(2);
    let sealed = sealed_text(&mut two);
    for alg in ["PBES2-HS256+A128KW", "ECDH-ES+A256KW"] {
        let header = with_member(&part_value(&sealed, 0), &["p2c"], i64::from(i32::MAX));
        let header = with_member(&with_member(&header, &["p2s"], "AAAA"), &["alg"], alg).canonical();
        let text = with_part(&sealed, 0, &base64url(header));
        let (peak, total) = counted(|| Sealed::parse(text.as_bytes()).unwrap_err());
        assert!(peak < 64 << 10 && total < 256 << 10, "{peak} {total}");
    }
}

/// JSON that grows most when it is read, in about so many bytes.
fn growing(length: usize) -> Vec<String> {
    let items = |item: &str| format!("[{}{item}]", format!("{item},").repeat(length / (item.len() + 1)));
    let names: String = (0..200).map(|number| format!(r#""{number}":{},"#, items("0").len())).collect();
    vec![
        items("0"),
        items("[]"),
        items("{}"),
        items(r#""""#),
        format!("{{{names}\"x\":{}}}", items("0")),
        "[".repeat(length),
    ]
}

#[test]
fn a18_no_hostile_signed_or_sealed_text_takes_a_megabyte() {
    let mut two = Two::new(3);
    let (sealed, late) = (sealed_text(&mut two), two.text(MessageKind::Late));
    let mut texts = vec![
        ".".repeat(Sealed::MAX_BYTES),
        ".".repeat(65_536),
        "A".repeat(Sealed::MAX_BYTES),
        with_part(&sealed, 3, &"A".repeat(90_000)),
        with_part(&late, 1, &"A".repeat(65_000)),
    ];
    for json in growing(48_000) {
        texts.push(with_part(&sealed, 0, &base64url(&json)));
        texts.push(with_part(&late, 0, &base64url(&json)[..65_000.min(base64url(&json).len())]));
    }
    for text in texts {
        let (peak, _) = counted(|| Sealed::parse(text.as_bytes()).is_err());
        assert!(peak < MIB, "{peak} for {} of {} bytes", &text[..20], text.len());
        for kind in readable() {
            let (peak, _) = counted(|| two.read(kind, &text).is_err());
            assert!(peak < MIB, "{peak} for {} of {} bytes as {kind:?}", &text[..20], text.len());
        }
    }
}

#[test]
fn a18_what_is_signed_or_foreign_grows_no_more_than_its_values_do() {
    let two = Two::new(4);
    let late = Two::new(4).text(MessageKind::Late);
    let payload = part_value(&late, 1);
    for json in growing(46_000) {
        let ext = with_member(&payload, &["ext"], "EXT").canonical().replace("\"EXT\"", &format!(r#"{{"x":{json}}}"#));
        let text = resigned(two.shop.sign(), &late, |_| ext);
        let (peak, _) = counted(|| two.read(MessageKind::Late, &text).is_ok());
        assert!(peak < 8 * MIB, "{peak}: {}", &json[..20]);
        let text = sign_raw(two.shop.sign(), format!(r#"{{"alg":"Ed25519","x":{json}}}"#), "");
        let (peak, _) = counted(|| ForeignJws::parse(text.as_bytes()).is_ok());
        assert!(peak < 8 * MIB, "{peak}: {}", &json[..20]);
    }
}

/// The work at one size and at twice the size.
fn is_linear(what: &str, sizes: [usize; 3], make: impl Fn(usize) -> String, run: impl Fn(&str)) {
    let work = sizes.map(|size| {
        let text = make(size);
        (text.len(), counted(|| run(&text)).1)
    });
    let [(shortest, least), .., (longest, most)] = work;
    let (grown, worked) = (longest.div_ceil(shortest), most.div_ceil(least));
    // A logarithm for what is sorted, and a half for buffers that double.
    assert!(worked <= grown * 3 / 2 + 1, "{what}: {grown} times the bytes, {worked} times the work: {work:?}");
}

#[test]
fn a18_twice_the_bytes_cost_twice_the_work() {
    let two = Two::new(5);
    let sizes = [8_000, 16_000, 40_000];
    for index in 0..6 {
        let signed = |length: usize| sign_raw(two.shop.sign(), r#"{"alg":"Ed25519"}"#, &growing(length)[index]);
        is_linear("foreign", sizes, signed, |text| drop(ForeignJws::parse(text.as_bytes())));
        let late = Two::new(5).text(MessageKind::Late);
        let long = |length: usize| resigned(two.shop.sign(), &late, |_| growing(length)[index].clone());
        is_linear("payload", sizes, long, |text| drop(two.read(MessageKind::Late, text)));
        let header = |length: usize| with_part(&late, 0, &base64url(&growing(length)[index]));
        is_linear("header", sizes, header, |text| drop(two.read(MessageKind::Late, text)));
    }
}

/// A bundle with so many of each thing.
fn bundle(two: &mut Two, count: usize) -> Bundle {
    let salt = [1; 32];
    let commitments: Vec<Commitment> = (0..count).map(|n| Commitment::to(&salt, &n.to_be_bytes())).collect();
    let mut bundle = Bundle::of(&two.agreement());
    let mut stream = Stream::start([1; 16]);
    for (n, commitment) in (1..).zip(&commitments) {
        stream = stream.after(commitment);
        let head = if n % 2 == 0 { stream.head() } else { StreamHead { n: 1, hash: [2; 32] } };
        let seen = Seen { of: Jti::from_bytes([1; 16]), stream: head };
        let me = two.me();
        bundle = bundle.with_message(signed(seen, &two.shop, me, &mut two.random).as_str());
        bundle = bundle.with_stream(Role::Person, [3; 16], vec![*commitment]);
        bundle = bundle.with_event(OpenedEvent { of: Role::Vendor, n, salt, event: "none".to_owned() });
    }
    bundle.with_stream(Role::Vendor, [1; 16], commitments)
}

#[test]
fn a18_twice_the_bundle_costs_twice_the_work() {
    let make = |count: usize| bundle(&mut Two::new(6), count).to_json().unwrap();
    is_linear("bundle", [50, 100, 400], make, |text| {
        assert!(!Bundle::parse(text.as_bytes()).unwrap().verify(now()).statements.is_empty());
    });
    let empty = |count: usize| {
        let file = object(&foreign::parse(make(1).as_bytes()).unwrap());
        let items: Vec<Value> = (0..count).map(|_| "".into()).collect();
        let lists = ["signatures", "rotations", "messages"];
        Value::from(lists.into_iter().fold(file, |file: Object, name| file.with(name, items.clone()))).canonical()
    };
    is_linear("lists", [500, 1_000, 4_000], empty, |text| drop(Bundle::parse(text.as_bytes()).unwrap().verify(now())));
}
