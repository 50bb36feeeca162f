//! The C programs in `bindings/c/tests`, compiled with `cc` and run, against the shared library and the static one.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where cargo has put the library that this test was built with.
fn built() -> PathBuf {
    std::env::current_exe().unwrap().parent().unwrap().to_owned()
}

fn c() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings/c")
}

/// Every program, in the order of their names.
fn programs() -> Vec<PathBuf> {
    let all = std::fs::read_dir(c().join("tests")).unwrap().map(|entry| entry.unwrap().path());
    let mut programs: Vec<_> = all.filter(|path| path.extension().is_some_and(|end| end == "c")).collect();
    programs.sort();
    assert!(!programs.is_empty());
    programs
}

/// Compiles a program with these arguments behind it, and runs it.
fn run(program: &Path, kind: &str, link: &[&str]) {
    let name = program.file_stem().unwrap().to_str().unwrap();
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{kind}"));
    let compiled = Command::new("cc")
        .args(["-std=c11", "-g", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I"])
        .arg(c().join("include"))
        .arg(program)
        .arg("-o")
        .arg(&made)
        .args(link)
        .output()
        .unwrap_or_else(|error| panic!("no C compiler: install gcc or clang ({error})"));
    assert!(compiled.status.success(), "{name}: {}", String::from_utf8_lossy(&compiled.stderr));
    // The scenario's player takes it; the others take nothing, and do not look.
    let life = c().join("../scenario/life.json");
    let ran = Command::new(&made).arg(life).env("LD_LIBRARY_PATH", built()).output().unwrap();
    assert!(ran.status.success(), "{name}, {kind}: {:?} {}", ran.status, String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn every_program_runs_against_the_shared_library() {
    let folder = built();
    let folder = folder.to_str().unwrap();
    programs().iter().for_each(|program| run(program, "shared", &["-L", folder, "-lvrm", "-lpthread"]));
}

#[test]
fn every_program_runs_against_the_static_library() {
    let library = built().join("libvrm.a");
    let library = library.to_str().unwrap();
    let link = [library, "-lpthread", "-ldl", "-lm"];
    programs().iter().for_each(|program| run(program, "static", &link));
}
