//! A5: what two readers of JSON would understand differently is refused, however well it is signed.

use crate::support::hostile::{
    base64url, members, object, part, part_value, resigned, sign_raw, unbase64url, with_member, with_part,
};
use crate::support::two::Two;
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Object, Value};
use vrm_core::keys::Sealed;
use vrm_core::message::MessageKind;

/// The text with every member in turn there twice.
fn doubled(json: &str) -> Vec<String> {
    let twice = |(at, name): (usize, &str)| format!("{}{name}:null,{}", &json[..at], &json[at..]);
    members(json).into_iter().map(twice).collect()
}

#[test]
fn a05_a_member_twice_at_any_depth_of_a_signed_payload_is_refused() {
    let mut two = Two::new(1);
    for (kind, text) in two.texts() {
        let payload = String::from_utf8(unbase64url(part(&text, 1))).unwrap();
        let twice = doubled(&payload);
        assert!(twice.len() >= 5, "{kind:?}");
        for other in twice {
            let signed = resigned(two.shop.sign(), &text, |_| other.clone());
            assert_eq!(two.read(kind, signed).unwrap_err().code(), Code::JsonDuplicateMember, "{kind:?} {other}");
        }
    }
}

#[test]
fn a05_a_member_twice_in_a_header_is_refused() {
    let mut two = Two::new(2);
    let text = two.text(MessageKind::Ended);
    for header in doubled(&part_value(&text, 0).canonical()) {
        let signed = sign_raw(two.shop.sign(), &header, unbase64url(part(&text, 1)));
        assert_eq!(two.read(MessageKind::Ended, signed).unwrap_err().code(), Code::KeysHeader, "{header}");
    }
    let sealed = two.half().signed().seal(two.shop.seal().public()).unwrap();
    for header in doubled(&part_value(sealed.as_str(), 0).canonical()) {
        let text = with_part(sealed.as_str(), 0, &base64url(&header));
        assert_eq!(Sealed::parse(text.as_bytes()).unwrap_err().code(), Code::KeysHeader, "{header}");
    }
}

/// The payload of a `late` with this text as the value of a member of `ext`.
fn with_ext(payload: &str, value: &str) -> String {
    // Between `exp`, which a `late` has not, and `iat` is where `ext` stands.
    payload.replacen(r#","iat""#, &format!(r#","ext":{{"x":{value}}},"iat""#), 1)
}

#[test]
fn a05_only_json_that_every_reader_understands_alike() {
    let mut two = Two::new(3);
    let text = two.text(MessageKind::Late);
    let code = |value: &str| {
        let signed = resigned(two.shop.sign(), &text, |payload| with_ext(&payload, value));
        two.read(MessageKind::Late, signed).err().map(|error| error.code())
    };
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for value in
        ["null", "true", "0", "-1", "9007199254740991", "-9007199254740991", r#""\u0000""#, r#""😀""#, "[]", "{}"]
    {
        assert_eq!(code(value), None, "{value}");
    }
    assert_eq!(code(&nested(14)), None);
    for (value, expected) in [
        (nested(15).as_str(), Code::JsonTooDeep),
        (nested(20_000).as_str(), Code::JsonTooDeep),
        ("9007199254740992", Code::JsonNotWhole),
        ("-9007199254740993", Code::JsonNotWhole),
        ("18446744073709551616", Code::JsonNotWhole),
        ("1.5", Code::JsonNotWhole),
        ("1.0", Code::JsonNotWhole),
        ("1e2", Code::JsonNotWhole),
        ("-0", Code::JsonNotWhole),
        ("1e400", Code::JsonNumberRange),
        (&"9".repeat(400), Code::JsonNumberRange),
        (r#""\ud800""#, Code::JsonSyntax),
        (r#""\udc00\ud800""#, Code::JsonSyntax),
        ("\"\u{0}\"", Code::JsonSyntax),
        ("\"\n\"", Code::JsonSyntax),
        ("01", Code::JsonSyntax),
        ("+1", Code::JsonSyntax),
        ("NaN", Code::JsonSyntax),
        ("'a'", Code::JsonSyntax),
        ("[1,]", Code::JsonSyntax),
        ("/**/1", Code::JsonSyntax),
        (r#"{"e\u0301":1}"#, Code::JsonNameNotNfc),
    ] {
        assert_eq!(code(value), Some(expected), "{}", &value[..value.len().min(40)]);
    }
    let many = (0..257).fold(Object::new(), |all, number| all.with(number.to_string(), number));
    assert_eq!(code(&Value::from(many).canonical()), Some(Code::JsonTooManyMembers));
}

#[test]
fn a05_a_payload_is_one_object_in_utf8_and_nothing_around_it() {
    let mut two = Two::new(4);
    let good = two.text(MessageKind::Late);
    let payload = unbase64url(part(&good, 1));
    let latin = [&payload[..payload.len() - 1], b",\"\xe9\":1}"].concat();
    for (bytes, expected) in [
        (b"".to_vec(), Code::JsonSyntax),
        (b"{}".to_vec(), Code::JsonMissingMember),
        (b"[]".to_vec(), Code::JsonWrongType),
        (b"null".to_vec(), Code::JsonWrongType),
        (b"\"late\"".to_vec(), Code::JsonWrongType),
        ([b"\xef\xbb\xbf", payload.as_slice()].concat(), Code::JsonByteOrderMark),
        (payload.repeat(2), Code::JsonSyntax),
        ([payload.as_slice(), b"\0"].concat(), Code::JsonSyntax),
        ([payload.as_slice(), b"\n"].concat(), Code::KeysNotCanonical),
        (latin, Code::JsonNotUtf8),
        (payload.iter().flat_map(|byte| [*byte, 0]).collect(), Code::JsonSyntax),
        (payload[..payload.len() - 1].to_vec(), Code::JsonSyntax),
    ] {
        let signed = resigned(two.shop.sign(), &good, |_| String::new());
        let header = unbase64url(part(&signed, 0));
        let signed = sign_raw(two.shop.sign(), header, &bytes);
        let error = two.read(MessageKind::Late, signed).unwrap_err();
        assert_eq!(error.code(), expected, "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a05_every_member_is_of_its_type_and_no_other() {
    let mut two = Two::new(5);
    let others = [
        Value::Null,
        true.into(),
        7.into(),
        "seven".into(),
        Value::Array(Vec::new()),
        Object::new().with("q", 1).into(),
    ];
    for (kind, text) in two.texts() {
        let payload = part_value(&text, 1);
        for (name, value) in object(&payload).iter() {
            for other in others.iter().filter(|other| *other != value) {
                // Any whole number is a position, an index or some days, and any word a name, a statement or a word of somebody: nothing more is
                // asked of them.
                if (["n", "process", "returns", "warranty"].contains(&name) && *other == 7.into())
                    || (["data", "name", "proof", "reason", "what"].contains(&name) && *other == "seven".into())
                {
                    continue;
                }
                let signed =
                    resigned(two.shop.sign(), &text, |_| with_member(&payload, &[name], other.clone()).canonical());
                assert!(two.read(kind, signed).is_err(), "{kind:?} {name} {other:?}");
            }
        }
        let signed = resigned(two.shop.sign(), &text, |_| with_member(&payload, &["more"], 1).canonical());
        assert_eq!(two.read(kind, signed).unwrap_err().code(), Code::JsonUnknownMember, "{kind:?}");
    }
}
