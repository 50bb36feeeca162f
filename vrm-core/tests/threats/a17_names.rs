//! A17: a name that is not what it looks like is refused in what is signed; one that merely looks like another is read,
//! and warns.

use crate::support::hostile::{part_value, resigned, with_member};
use crate::support::two::Two;
use vrm_core::error::{Code, Fault};
use vrm_core::message::MessageKind;
use vrm_core::text::Name;

const PLACES: [(MessageKind, &[&str]); 3] = [
    (MessageKind::Profile, &["name"]),
    (MessageKind::Counter, &["name"]),
    (MessageKind::Agreement, &["vendor", "name"]),
];

fn code(two: &mut Two, kind: MessageKind, path: &[&str], name: &str) -> Option<(Code, Option<String>, String)> {
    let text = two.text(kind);
    let payload = part_value(&text, 1);
    let signed = resigned(two.shop.sign(), &text, |_| with_member(&payload, path, name).canonical());
    two.read(kind, signed).err().map(|error| (error.code(), error.path(), error.to_string()))
}

#[test]
fn a17_a_name_that_hides_or_turns_something_is_refused_where_it_stands() {
    let mut two = Two::new(1);
    for (kind, path) in PLACES {
        for (name, expected) in [
            ("Sh\u{202e}po", Code::NameForbidden),
            ("\u{2066}Shop\u{2069}", Code::NameForbidden),
            ("Shop\u{200b}", Code::NameForbidden),
            ("Sh\u{ad}op", Code::NameForbidden),
            ("Shop\u{0}", Code::NameForbidden),
            ("Shop\nPaid", Code::NameForbidden),
            ("Shop\u{2028}", Code::NameForbidden),
            ("Shop\u{e0041}", Code::NameForbidden),
            ("Shop\u{e000}", Code::NameForbidden),
            ("Shop\u{a0}GmbH", Code::NameForbidden),
            ("Bu\u{308}ro", Code::NameNotNfc),
            (" Shop", Code::NameSpaces),
            ("Shop  GmbH", Code::NameSpaces),
            ("\u{301}Shop", Code::NameMarks),
            ("", Code::TextEmpty),
            (&"x".repeat(65), Code::NameTooLong),
            (&"é".repeat(400), Code::TextTooLong),
        ] {
            let (code, at, text) = code(&mut two, kind, path, name).unwrap();
            assert_eq!((code, at), (expected, Some(format!("/{}", path.join("/")))), "{kind:?} {name:?}");
            assert!(!text.contains("Shop") && !text.contains(char::is_control), "{text}");
        }
    }
}

#[test]
fn a17_a_name_that_looks_like_another_is_read_and_warns() {
    let mut two = Two::new(2);
    for name in ["P\u{430}yPal", "\u{430}\u{440}\u{440}\u{4cf}\u{435}", "G\u{43e}\u{43e}gle"] {
        for (kind, path) in PLACES {
            assert_eq!(code(&mut two, kind, path, name), None, "{kind:?} {name}");
        }
        assert!(!Name::parse(name).unwrap().warnings().is_empty(), "{name}");
    }
    assert!(Name::parse("P\u{430}yPal").unwrap().resembles(&Name::parse("PayPal").unwrap()));
}
