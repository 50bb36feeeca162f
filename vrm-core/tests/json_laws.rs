//! Laws of the readers, the canonical writer and typed reading.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

use proptest::collection::vec;
use proptest::prelude::*;
use vrm_core::error::{Fault, Kind};
use vrm_core::json::{JsonError, Node, Number, Object, Value, foreign, ours};

fn integer() -> impl Strategy<Value = i64> {
    let largest = i64::try_from(ours::LARGEST).unwrap();
    prop_oneof![-largest..=largest, -3..=3_i64, Just(largest), Just(-largest)]
}

fn tree(scalar: impl Strategy<Value = Value> + 'static, name: &'static str) -> impl Strategy<Value = Value> {
    scalar.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((name, inner), 0..6).prop_map(|members| {
                Value::from(members.into_iter().fold(Object::new(), |object, (name, value)| object.with(name, value)))
            }),
        ]
    })
}

/// Values that our own formats may hold: names in normalisation form C, I-JSON integers.
fn own() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        integer().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    tree(scalar, "[a-z~/\"\\\\\u{20ac}\u{1f600}\u{fb33}é]{0,6}")
        .prop_filter("form C", |value| ours::parse(plain(value).as_bytes()).is_ok())
}

/// Any value at all.
fn any_value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(|value| Value::from(Number::from(value))),
        any::<f64>().prop_filter_map("finite", Number::from_f64).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    tree(scalar, "\\PC{0,6}")
}

fn plain(value: &Value) -> String {
    serde_json::to_string(value).unwrap()
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        Value::Object(object) => {
            let mut members: Vec<(&str, &Value)> = object.iter().collect();
            members.sort_by_key(|(name, _)| name.encode_utf16().collect::<Vec<_>>());
            members.into_iter().fold(Object::new(), |object, (name, value)| object.with(name, sorted(value))).into()
        }
        other => other.clone(),
    }
}

proptest! {
    #[test]
    fn parsing_a_plain_text_gives_the_value_in_its_order(value in any_value()) {
        prop_assert_eq!(foreign::parse(plain(&value).as_bytes()), Ok(value));
    }

    #[test]
    fn parsing_a_canonical_text_gives_the_value_sorted(value in own()) {
        prop_assert_eq!(ours::parse(value.canonical().as_bytes()), Ok(sorted(&value)));
    }

    #[test]
    fn canonical_is_canonical_already(value in any_value()) {
        let canonical = value.canonical();
        prop_assert_eq!(foreign::parse(canonical.as_bytes()).unwrap().canonical(), canonical);
    }

    #[test]
    fn two_crates_agree_on_the_canonical_text(value in any_value()) {
        prop_assert_eq!(value.canonical(), serde_jcs::to_string(&value).unwrap());
    }

    #[test]
    fn other_values_have_other_canonical_texts(a in own(), b in own()) {
        prop_assert_eq!(a.canonical() == b.canonical(), sorted(&a) == sorted(&b));
    }

    #[test]
    fn ours_takes_no_more_than_foreign(text in "[\\[\\]{}\",:0-9eE+\\-. a\u{301}tfn\\\\u]{0,24}") {
        if let Ok(value) = ours::parse(text.as_bytes()) {
            prop_assert_eq!(foreign::parse(text.as_bytes()), Ok(value));
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in vec(any::<u8>(), 0..64)) {
        for answer in [foreign::parse(&bytes), ours::parse(&bytes)] {
            if let Err(error) = answer {
                prop_assert!(matches!(error.kind(), Kind::Invalid | Kind::TooLarge));
                prop_assert!(error.to_string().chars().all(|c| !c.is_control()));
            }
        }
    }

    #[test]
    fn a_repeated_member_is_found_wherever_it_is(value in own(), name in "[a-z/~]{1,4}", depth in 0..10_usize) {
        let twice = format!("{{{0}:{1},\"other\":0,{0}:{1}}}", plain(&Value::from(name.as_str())), plain(&value));
        let text = format!("{}{twice}{}", "[".repeat(depth), "]".repeat(depth));
        for answer in [foreign::parse(text.as_bytes()), ours::parse(text.as_bytes())] {
            let error = answer.unwrap_err();
            let path = error.path().unwrap();
            let escaped = name.replace('~', "~0").replace('/', "~1");
            prop_assert_eq!(path, format!("{}/{escaped}", "/0".repeat(depth)));
        }
    }

    #[test]
    fn a_closed_object_is_read_in_any_order(order in Just(vec!["a", "b", "c"]).prop_shuffle(), number in integer()) {
        let object = order.iter().fold(Object::new(), |object, name| object.with(*name, number));
        let value = Value::from(object);
        let mut fields = Node::root(&value).object().unwrap();
        for name in ["a", "b", "c"] {
            prop_assert_eq!(fields.required(name).unwrap().integer(), Ok(number));
        }
        prop_assert_eq!(fields.close(), Ok::<(), JsonError>(()));
    }
}
