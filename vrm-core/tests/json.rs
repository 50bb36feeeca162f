//! The readers by example, unhappy paths first.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

use vrm_core::error::{Code, Fault};
use vrm_core::json::{JsonError, Node, Number, Object, Value, foreign, ours};

fn foreign_error(text: &str) -> JsonError {
    foreign::parse(text.as_bytes()).unwrap_err()
}

fn ours_error(text: &str) -> JsonError {
    ours::parse(text.as_bytes()).unwrap_err()
}

#[test]
fn syntax_errors_know_line_and_column() {
    let JsonError::Syntax { line, column, reason } = foreign_error("{\n \"a\": trx}") else { panic!() };
    assert_eq!((line, column), (2, 9));
    assert_eq!(reason, "expected ident");
    assert_eq!(foreign_error("[1").to_string(), "not JSON at line 1 column 2: end of text while parsing a list");
    assert_eq!(foreign_error("").to_string(), "not JSON at line 1 column 0: end of text while parsing a value");
    assert_eq!(foreign_error("[] x").code(), Code::JsonSyntax);
    assert_eq!(foreign_error("[] x").path(), None);
}

#[test]
fn bytes_that_are_no_utf8_and_byte_order_marks_are_refused() {
    assert_eq!(foreign::parse(b"[\"a\xff\"]"), Err(JsonError::NotUtf8 { offset: 3 }));
    assert_eq!(foreign::parse(b"\xef\xbb\xbf{}"), Err(JsonError::ByteOrderMark));
    assert_eq!(foreign::parse(b"\xff\xfe[\0]\0"), Err(JsonError::NotUtf8 { offset: 0 }));
    assert!(foreign::parse("[\"\u{feff}\"]".as_bytes()).is_ok());
}

#[test]
fn lone_surrogates_are_refused_in_names_and_strings() {
    for text in [r#"["\ud800"]"#, r#"["\udc00\ud800"]"#, r#"{"\ud800":1}"#, r#"["\ud800\u0041"]"#] {
        assert_eq!(foreign_error(text).code(), Code::JsonSyntax, "{text}");
    }
    assert_eq!(foreign::parse(br#"["\ud83d\ude00\u0000"]"#).unwrap(), vec!["\u{1f600}\0".into()].into());
}

#[test]
fn depth_is_counted_in_arrays_and_objects() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert!(foreign::parse(nested(64).as_bytes()).is_ok());
    assert_eq!(foreign_error(&nested(65)).path().unwrap(), "/0".repeat(64));
    assert_eq!(foreign_error(&nested(65)).code(), Code::JsonTooDeep);
    assert_eq!(foreign_error(&"[".repeat(1_000_000)).code(), Code::JsonTooDeep);
    assert_eq!(foreign_error(&"{\"\":".repeat(100_000)).code(), Code::JsonTooDeep);
    assert!(ours::parse(nested(16).as_bytes()).is_ok());
    assert_eq!(ours_error(&nested(17)).code(), Code::JsonTooDeep);
    let wide = format!("[{}]", vec![nested(15); 40].join(","));
    assert!(ours::parse(wide.as_bytes()).is_ok());
}

#[test]
fn numbers_past_a_double_are_refused_by_name() {
    for text in ["1e309", "-1e309", "1e999999999999", &"9".repeat(400)] {
        let error = foreign_error(&format!("{{\"a\":[0,{text}]}}"));
        assert_eq!(error.code(), Code::JsonNumberRange);
        assert_eq!(error, ours_error(&format!("{{\"a\":[0,{text}]}}")));
        assert_eq!(error.path().unwrap(), "/a/1");
    }
}

#[test]
fn integers_are_exact_and_the_rest_is_the_nearest_double() {
    let number = |text: &str| match foreign::parse(text.as_bytes()).unwrap() {
        Value::Number(number) => number,
        other => panic!("{other:?}"),
    };
    assert_eq!(number("9007199254740993").as_i64(), Some(9_007_199_254_740_993));
    assert_eq!(number("-9223372036854775808").as_i64(), Some(i64::MIN));
    assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
    assert_eq!(number("18446744073709551616"), Number::from_f64(18_446_744_073_709_551_616.0).unwrap());
    assert_eq!(number("0.1").as_f64().to_bits(), 0.1_f64.to_bits());
    assert_eq!(number("122.416294033786585").as_f64().to_bits(), 0x405e_9aa4_8fbb_2888);
    assert!(number("-0").as_f64().is_sign_negative());
    assert_eq!(number("1.0").as_i64(), None);
}

#[test]
fn our_numbers_are_i_json_integers() {
    for text in ["0", "-1", "9007199254740991", "-9007199254740991"] {
        assert!(ours::parse(text.as_bytes()).is_ok(), "{text}");
    }
    for text in
        ["9007199254740992", "-9007199254740992", "18446744073709551616", "1.0", "1e2", "-0", "-0.0", "1E0", "0.5"]
    {
        assert_eq!(ours_error(text).code(), Code::JsonNotWhole, "{text}");
        assert!(foreign::parse(text.as_bytes()).is_ok(), "{text}");
    }
    assert_eq!(ours_error("{\"a\":[1,{\"b\":1.5}]}").path().unwrap(), "/a/1/b");
}

#[test]
fn our_names_are_in_form_c_and_our_strings_need_not_be() {
    let error = ours_error("{\"a\":{\"e\u{301}\":1}}");
    assert_eq!(error.to_string(), "the name of the member `/a/e\\u{301}` is not in normalisation form C");
    assert_eq!(error.path().unwrap(), "/a/e\u{301}");
    assert!(ours::parse("{\"é\":\"e\u{301}\"}".as_bytes()).is_ok());
    assert_eq!(ours_error("{\"\u{e9}\":1,\"e\\u0301\":2}").code(), Code::JsonNameNotNfc);
    assert_eq!(foreign::parse("{\"\u{e9}\":1,\"e\u{301}\":2}".as_bytes()).unwrap().canonical().len(), 16);
}

#[test]
fn our_objects_and_texts_are_bounded() {
    let object = |members: usize| {
        let members: Vec<String> = (0..members).map(|n| format!("\"{n}\":0")).collect();
        format!("[{{{}}}]", members.join(","))
    };
    assert!(ours::parse(object(256).as_bytes()).is_ok());
    let error = ours_error(&object(257));
    assert_eq!(error.to_string(), "`/0` has more than 256 members");
    assert!(foreign::parse(object(5_000).as_bytes()).is_ok());
    let long = format!("\"{}\"", "x".repeat(ours::LIMIT));
    assert_eq!(ours_error(&long), JsonError::TooLong { length: ours::LIMIT + 2, limit: ours::LIMIT });
    assert!(ours::parse_within(long.as_bytes(), ours::LIMIT + 2).is_ok());
}

#[test]
fn repeated_names_are_found_under_any_spelling() {
    let error = foreign_error(r#"[{"ab":1,"x":2,"\u0061b":3}]"#);
    assert_eq!(error.path().unwrap(), "/0/ab");
    assert_eq!(foreign_error(r#"{"":1,"":1}"#).path().unwrap(), "/");
    assert!(foreign::parse(br#"{"a":{"a":{"a":1}},"A":1}"#).is_ok());
}

/// The key under which serde_json disguises numbers in some builds is a name like any other.
#[test]
fn a_member_cannot_pass_for_a_number() {
    let text = r#"{"$serde_json::private::Number":"1"}"#;
    assert_eq!(foreign::parse(text.as_bytes()).unwrap().canonical(), text);
    assert_eq!(ours::parse(text.as_bytes()).unwrap().canonical(), text);
    let raw = r#"{"$serde_json::private::RawValue":"1"}"#;
    assert_eq!(foreign::parse(raw.as_bytes()).unwrap().canonical(), raw);
}

#[test]
fn typed_reading_names_place_find_and_cure() {
    let value = foreign::parse(br#"{"a":{"b":[1,"x",null,1.5,18446744073709551615]},"c":true,"d":1}"#).unwrap();
    let root = Node::root(&value);
    assert_eq!(root.string().unwrap_err().to_string(), "the whole text is an object, expected a string");
    let mut fields = root.object().unwrap();
    let mut a = fields.required("a").unwrap().object().unwrap();
    let items = a.required("b").unwrap().array().unwrap();
    let errors: Vec<String> =
        items.iter().filter_map(|item| item.integer().err()).map(|error| error.to_string()).collect();
    assert_eq!(
        errors,
        [
            "`/a/b/1` is a string, expected an integer",
            "`/a/b/2` is null, expected an integer",
            "`/a/b/3` is a number with fraction or exponent, or past 64 bits, expected an integer",
            "`/a/b/4` is an integer past 64 signed bits, expected an integer",
        ]
    );
    assert_eq!(fields.required("c").unwrap().boolean(), Ok(true));
    assert_eq!(fields.required("c").unwrap().array().unwrap_err().code(), Code::JsonWrongType);
    let missing = fields.required("x~/y").unwrap_err();
    assert_eq!(missing.path().unwrap(), "/x~0~1y");
    assert_eq!(missing.code(), Code::JsonMissingMember);
    assert!(fields.optional("e").is_none());
    let unknown = fields.close().unwrap_err();
    assert_eq!(unknown.path().unwrap(), "/d");
    assert_eq!(unknown.to_string(), "the member `/d` is not known here, expected `a` or `c` or `x~/y` or `e`");
}

#[test]
fn members_whose_names_are_data() {
    let value = Value::from(Object::new().with("en", "a").with("fr/CA", "b"));
    let members = Node::root(&value).members().unwrap();
    let places: Vec<&str> = members.iter().map(|(_, node)| node.path().as_str()).collect();
    assert_eq!(places, ["/en", "/fr~1CA"]);
    assert_eq!(members[1].0, "fr/CA");
    assert!(members[0].1.members().is_err());
}

#[test]
fn objects_keep_their_order_and_replace_in_place() {
    let mut object = Object::new().with("b", 1).with("a", 2).with("b", 3);
    assert_eq!(serde_json::to_string(&Value::from(object.clone())).unwrap(), r#"{"b":3,"a":2}"#);
    assert_eq!(object.insert("a", "x"), Some(2.into()));
    assert_eq!((object.len(), object.is_empty()), (2, false));
    assert_eq!(Value::from(object).canonical(), r#"{"a":"x","b":3}"#);
}
