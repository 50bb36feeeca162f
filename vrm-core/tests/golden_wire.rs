//! One signed text of every type as it is on the wire, byte for byte. `VRM_REGENERATE=1` writes what is missing; a file
//! that was released is never changed: later builds read every one of them.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests read and write files")]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use support::two::Two;
use support::{files, name, text};
use vrm_core::message::MessageKind;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/wire-1")
}

fn file(kind: MessageKind) -> PathBuf {
    folder().join(format!("{}.jws", kind.name()))
}

#[test]
fn what_is_written_today_is_what_was_written_and_all_of_it_is_read() {
    written_as_ever();
    read_as_ever();
}

fn written_as_ever() {
    for (kind, today) in Two::new(7012).texts() {
        let path = file(kind);
        if std::env::var_os("VRM_REGENERATE").is_some() && !path.exists() {
            std::fs::create_dir_all(folder()).unwrap();
            std::fs::write(&path, &today).unwrap();
        }
        assert_eq!(today, text(&path), "{}", kind.name());
    }
}

fn read_as_ever() {
    let two = Two::new(7012);
    let mut kinds: BTreeSet<&str> = BTreeSet::new();
    for path in files(&folder()) {
        let name = name(&path);
        let kind = MessageKind::ALL.iter().find(|kind| name == format!("{}.jws", kind.name())).unwrap();
        let believed = two.read(*kind, text(&path)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(believed.text, text(&path));
        kinds.insert(kind.name());
    }
    let readable: BTreeSet<&str> = support::kinds::readable().iter().map(|kind| kind.name()).collect();
    assert_eq!(kinds, readable, "each type that is read has its file");
}
