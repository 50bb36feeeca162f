//! Events, as their texts have them.

use super::told;
use vrm_core::history::{Entry, Event};
use vrm_core::json::ours;

pub fn event(data: &[u8]) {
    let as_it_is = told(Entry::parse(data));
    // Few changes of a form leave it canonical, and what is behind that door is to be reached too.
    let Ok(value) = ours::parse_within(data, Entry::MAX_BYTES) else { return assert_eq!(as_it_is, None) };
    let form = value.canonical();
    let Some(entry) = told(Entry::parse(form.as_bytes())) else { return assert_eq!(as_it_is, None) };
    assert_eq!(as_it_is.is_some(), form.as_bytes() == data);
    assert_eq!(entry.to_text(), form);
    assert!(entry.n() > 0 && Event::kinds().any(|kind| kind == entry.event().kind()));
}
