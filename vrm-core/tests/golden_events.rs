//! One event of every kind and version as it was written, byte for byte. `VRM_REGENERATE=1` writes what is missing; a file
//! that was released is never changed: later builds read every one of them.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

mod draw;
#[path = "draw/event.rs"]
mod event;
#[path = "draw/message.rs"]
mod message;
mod support;

use event::{drawn, written};
use message::Source;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use support::{bytes, files, name};
use vrm_core::history::{Entry, Event};

/// The folder of a version of all kinds.
fn folder(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/events-{version}"))
}

fn write_what_is_missing() {
    std::fs::create_dir_all(folder(1)).unwrap();
    for (seed, kind) in Event::kinds().enumerate() {
        let path = folder(1).join(format!("{kind}.json"));
        // Of several drawn the longest says most.
        let texts = (0..16).map(|turn| {
            let mut from = Source::new(7012 + 100 * seed as u64 + turn);
            let (body, _) = drawn(kind, &mut from);
            written(kind, body, &mut from)
        });
        if !path.exists() {
            std::fs::write(&path, texts.max_by_key(String::len).unwrap()).unwrap();
        }
    }
}

#[test]
fn all_that_was_ever_written_is_read_and_written_the_same() {
    if std::env::var_os("VRM_REGENERATE").is_some() {
        write_what_is_missing();
    }
    let mut kinds = BTreeSet::new();
    for path in files(&folder(1)) {
        let (file, text) = (name(&path), bytes(&path));
        let entry = Entry::parse(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(file, format!("{}.json", entry.event().kind()));
        assert_eq!(entry.to_text().as_bytes(), text, "{file}");
        assert_eq!(Entry::parse(entry.to_text().as_bytes()), Ok(entry.clone()), "{file}");
        kinds.insert(entry.event().kind());
    }
    assert_eq!(kinds, Event::kinds().collect(), "each kind that is read has its file");
    assert_eq!(kinds.len(), 45 + 22);
}
