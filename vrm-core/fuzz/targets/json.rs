//! The two readers of JSON.

use super::told;
use serde::de::IgnoredAny;
use vrm_core::json::{JsonError, Value, foreign, ours};

/// What every value that was read obeys.
fn value_laws(data: &[u8], value: &Value, parse: fn(&[u8]) -> Result<Value, JsonError>) {
    assert!(serde_json::from_slice::<IgnoredAny>(data).is_ok());
    let plain = serde_json::to_string(value).unwrap();
    assert_eq!(foreign::parse(plain.as_bytes()).as_ref(), Ok(value));
    let canonical = value.canonical();
    assert_eq!(parse(canonical.as_bytes()).unwrap().canonical(), canonical);
}

pub fn foreign_json(data: &[u8]) {
    if let Some(value) = told(foreign::parse(data)) {
        value_laws(data, &value, foreign::parse);
    }
}

pub fn ours_json(data: &[u8]) {
    if let Some(value) = told(ours::parse(data)) {
        assert_eq!(foreign::parse(data).as_ref(), Ok(&value));
        value_laws(data, &value, |bytes| ours::parse_within(bytes, usize::MAX));
    }
}
