//! Replays the corpus of every fuzz target, without a fuzzer.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;
#[path = "../fuzz/targets/mod.rs"]
mod targets;

#[cfg(feature = "keys")]
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use support::{bytes, files, name};
use targets::TARGETS;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(name)
}

#[test]
fn every_corpus_file_keeps_the_laws() {
    for (target, run) in TARGETS {
        let corpus = files(&folder("corpus").join(target));
        assert!(!corpus.is_empty(), "the target {target} has no corpus");
        for file in &corpus {
            println!("{target}: {}", name(file));
            run(&bytes(file));
        }
    }
}

#[cfg(feature = "keys")] // without it some targets are left out
#[test]
fn targets_corpora_and_binaries_belong_together() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let corpora: BTreeSet<String> = files(&folder("corpus")).iter().map(|file| name(file)).collect();
    let binaries: BTreeSet<String> =
        files(&folder("fuzz_targets")).iter().map(|file| name(file).trim_end_matches(".rs").to_owned()).collect();
    assert_eq!(targets, corpora);
    assert_eq!(targets, binaries);
}
