//! The two sides of `agree`, each in a thread of its own, over a folder.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use vrm_core::dispute::{Bundle, Label};
use vrm_core::time::Instant;
use vrm_examples::agree::person::Wanted;
use vrm_examples::agree::{Outcome, Post, Stop, declared, person, vendor};

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("vrm-agree-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Post::open(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn run(folder: &Path, proffer: &[&str], also: &[&str], accepts: &[&str]) -> [Result<Outcome, Stop>; 2] {
    let wanted = Wanted { proffer: ids(proffer), also: ids(also) };
    let declaration = declared::builtin().unwrap();
    thread::scope(|both| {
        let vendor = both.spawn(|| vendor::run(folder, &ids(accepts), declaration, false));
        let person = both.spawn(|| person::run(folder, &wanted, false));
        [person.join().unwrap(), vendor.join().unwrap()]
    })
}

fn kept(folder: &Path, side: &str, file: &str) -> Vec<u8> {
    fs::read(folder.join(side).join(file)).unwrap()
}

#[test]
fn both_keep_the_same_signed_texts_whoever_signs_first() {
    for (name, proffer) in [("counter", "SD-BASE-DP"), ("taken", "SD-BASE")] {
        let folder = Folder::new(name);
        let outcomes = run(&folder.0, &[proffer], &["SD-BASE"], &["SD-BASE"]);
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(Outcome::Agreed))), "{name}: {outcomes:?}");
        for file in ["agreement.person.jws", "agreement.vendor.jws"] {
            assert_eq!(kept(&folder.0, "person", file), kept(&folder.0, "vendor", file), "{name}: {file}");
        }
        let now = Instant::parse("2026-03-01T09:30:00Z").unwrap();
        let found = ["person", "vendor"].map(|side| {
            let findings = Bundle::parse(&kept(&folder.0, side, "bundle.json")).unwrap().verify(now);
            assert!(findings.statements.iter().all(|statement| statement.label != Label::Asserted), "{findings:?}");
            findings.agreement.unwrap()
        });
        assert_eq!(found[0], found[1]);
        assert!(!folder.0.join("person/keys.json").exists(), "private keys are written only when asked for");
    }
}

#[test]
fn a_counter_that_nobody_wants_is_refused_on_both_sides() {
    let folder = Folder::new("refused");
    let outcomes = run(&folder.0, &["SD-BASE-DP"], &[], &["SD-BASE-ATP"]);
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(Outcome::Refused))), "{outcomes:?}");
    assert!(!folder.0.join("person").exists() && !folder.0.join("vendor").exists());
}

#[test]
fn a_spoiled_letter_stops_the_reader_in_one_line() {
    let folder = Folder::new("spoiled");
    let post = folder.0.join("post");
    for (letter, code) in [("not a letter", "keys-parts"), ("e30.e30.", "keys-header")] {
        fs::write(post.join("1-profile.jws"), letter).unwrap();
        let wanted = Wanted { proffer: ids(&["SD-BASE"]), also: Vec::new() };
        let line = person::run(&folder.0, &wanted, false).unwrap_err().to_string();
        assert!(line.contains(code) && !line.contains('\n'), "{line}");
    }
}

#[test]
fn letters_of_an_earlier_run_are_not_taken_for_answers() {
    let folder = Folder::new("earlier");
    fs::write(folder.0.join("post/1-profile.jws"), "old").unwrap();
    assert!(Post::open(&folder.0).unwrap_err().to_string().contains("name an empty folder"));
}
