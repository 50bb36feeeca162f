//! Every function of the header with every argument wrong in turn: a program is written from the header, compiled and run.
//! Each call gives a status, writes nothing where it failed, and never crashes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "tests"
)]

#[path = "sweep/good.rs"]
mod good;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

fn c() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings/c")
}

/// A function that gives a status, and the types of what it takes.
struct Prototype {
    name: String,
    takes: Vec<String>,
    /// The names of what it takes.
    named: Vec<String>,
}

impl Prototype {
    fn takes_any(&self, kind: &str) -> bool {
        self.takes.iter().any(|taken| taken == kind)
    }

    /// Handles by value.
    fn has_handle(&self) -> bool {
        self.takes.iter().any(|taken| is_handle(taken))
    }

    /// Where an answer goes.
    fn has_out(&self) -> bool {
        self.takes.iter().any(|taken| is_out(taken))
    }

    /// Whether a round that goes on after it would meet nothing but what it has closed.
    fn ends(&self) -> bool {
        self.name.ends_with("_free") || self.name == "vrm_person_close_life"
    }
}

fn is_handle(taken: &str) -> bool {
    taken.starts_with("vrm_") && taken != "vrm_text" && !taken.contains('*') && !taken.contains('(')
}

fn is_out(taken: &str) -> bool {
    taken.ends_with('*') && !taken.starts_with("const") && taken != "void *"
}

/// The arguments of a prototype, each on its own: a comma within a callback's parentheses parts nothing.
fn split(arguments: &str) -> Vec<String> {
    let (mut depth, mut all, mut one) = (0, Vec::new(), String::new());
    for character in arguments.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if character == ',' && depth == 0 {
            all.push(std::mem::take(&mut one));
        } else {
            one.push(character);
        }
    }
    all.push(one);
    all.iter().map(|one| one.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// A type without the name that stands behind it.
fn kind(argument: &str) -> String {
    if argument.contains('(') {
        return argument.to_owned();
    }
    argument.trim_end_matches(|character: char| character.is_alphanumeric() || character == '_').trim_end().to_owned()
}

fn prototypes(header: &str) -> Vec<Prototype> {
    let code: String =
        header.lines().filter(|line| !line.trim_start().starts_with("//")).fold(String::new(), |mut code, line| {
            code.push_str(line);
            code.push('\n');
            code
        });
    let found = code.split(";\n").filter_map(|declared| {
        let declared = declared.trim().strip_prefix("vrm_status vrm_")?;
        let (name, arguments) = declared.split_once('(')?;
        let arguments = arguments.strip_suffix(')')?;
        let all = if arguments == "void" { Vec::new() } else { split(arguments) };
        let takes: Vec<String> = all.iter().map(|one| kind(one)).collect();
        let named = all.iter().zip(&takes).map(|(one, kind)| one[kind.len()..].trim().to_owned()).collect();
        Some(Prototype { name: format!("vrm_{name}"), takes, named })
    });
    found.filter(|function| !function.takes.is_empty()).collect()
}

/// What stands for a handle.
#[derive(Clone, Copy, PartialEq)]
enum Handles {
    Zero,
    Stale,
    /// Alive, and of another kind.
    Other,
    Live,
}

/// One round of calls: what stands for each argument, and what must come of it.
struct Round {
    name: &'static str,
    text: &'static str,
    number: &'static str,
    handles: Handles,
    out: bool,
    /// Whether a function must fail.
    fails: fn(&Prototype) -> bool,
}

const NO_TEXT: &str = "((vrm_text){NULL, 5})";
const HUGE: &str = "((vrm_text){\"x\", SIZE_MAX})";
const NOT_UTF8: &str = "text(\"\\xff\\xfe\")";

#[rustfmt::skip]
const ROUNDS: [Round; 10] = [
    Round { name: "nothing", text: "NONE", number: "0", handles: Handles::Zero, out: false, fails: |_| true },
    Round { name: "stale", text: "text(\"{}\")", number: "NOW", handles: Handles::Stale, out: true, fails: Prototype::has_handle },
    Round { name: "another kind", text: "text(\"{}\")", number: "NOW", handles: Handles::Other, out: true, fails: Prototype::has_handle },
    Round { name: "no out", text: "text(\"{}\")", number: "NOW", handles: Handles::Live, out: false, fails: Prototype::has_out },
    Round { name: "no text", text: "NONE", number: "NOW", handles: Handles::Live, out: true, fails: |_| false },
    Round { name: "empty", text: "text(\"\")", number: "0", handles: Handles::Live, out: true, fails: |_| false },
    Round { name: "not UTF-8", text: NOT_UTF8, number: "NOW", handles: Handles::Live, out: true, fails: |_| false },
    Round { name: "deep", text: "deep", number: "NOW", handles: Handles::Live, out: true, fails: |_| false },
    Round { name: "null", text: NO_TEXT, number: "INT64_MIN", handles: Handles::Live, out: true, fails: |of| of.takes_any("vrm_text") },
    Round { name: "huge", text: HUGE, number: "INT64_MAX", handles: Handles::Live, out: true, fails: |of| of.takes_any("vrm_text") },
];

/// A handle by value, as C.
fn handle(kind: &str, handles: Handles) -> String {
    match handles {
        Handles::Zero => "0".to_owned(),
        Handles::Stale => "stale".to_owned(),
        Handles::Other if kind == "vrm_person" => "live_vrm_desk".to_owned(),
        Handles::Other => "live_vrm_person".to_owned(),
        Handles::Live => format!("live_{kind}"),
    }
}

/// A pointer that something can be written behind.
fn out(kind: &str) -> &'static str {
    if kind == "vrm_bytes *" { "&out" } else { "(void *)room" }
}

/// The calls of a round, as C.
fn calls(round: &Round, functions: &[Prototype]) -> String {
    let mut program = String::new();
    let live = round.handles == Handles::Live;
    for function in functions.iter().filter(|function| !(live && function.ends())) {
        let arguments: Vec<String> = function
            .takes
            .iter()
            .map(|taken| match taken.as_str() {
                "vrm_text" => round.text.to_owned(),
                taken if is_out(taken) && round.out => out(taken).to_owned(),
                taken if taken.contains('*') => "NULL".to_owned(),
                taken if is_handle(taken) => handle(taken, round.handles),
                taken => format!("({taken}){}", round.number),
            })
            .collect();
        // From within a call of a person's, no other call of it comes to anything.
        let busy = if live && function.takes_any("vrm_person") { "busy" } else { "0" };
        let must = if (round.fails)(function) { "1" } else { busy };
        let name = &function.name;
        let _ =
            writeln!(program, "  any(\"{}\", \"{name}\", {must}, {name}({}), &out);", round.name, arguments.join(", "));
    }
    program
}

/// The calls in which one argument is wrong and all others are such as the function takes, as C.
fn singly(functions: &[Prototype]) -> String {
    let mut program = String::new();
    for function in functions {
        let good: Vec<String> = function
            .takes
            .iter()
            .zip(&function.named)
            .map(|(taken, named)| match taken.as_str() {
                "vrm_text" => good::text(&function.name, named),
                taken if is_out(taken) => out(taken).to_owned(),
                taken if is_handle(taken) => handle(taken, Handles::Live),
                "const vrm_request *" => "&request".to_owned(),
                taken if taken.contains('*') => "NULL".to_owned(),
                taken => format!("({taken}){}", good::number(named)),
            })
            .collect();
        for (at, (taken, named)) in function.takes.iter().zip(&function.named).enumerate() {
            let wrong: Vec<(String, &str)> = match taken.as_str() {
                "vrm_text" => {
                    let mut wrong = vec![
                        (NO_TEXT.to_owned(), "VRM_STATUS_BORDER_NULL"),
                        (HUGE.to_owned(), "VRM_STATUS_BORDER_STRUCT"),
                    ];
                    if !good::may_be_any_bytes(&function.name, named) {
                        wrong.push((NOT_UTF8.to_owned(), "ANY"));
                    }
                    wrong
                }
                taken if is_handle(taken) => {
                    // Zero is the built-in roster, and no terms of one's own.
                    let zero = (taken != "vrm_roster" && named != "own_terms").then_some(Handles::Zero);
                    let others = [Handles::Stale, Handles::Other].into_iter().chain(zero);
                    others.map(|other| (handle(taken, other), "VRM_STATUS_BORDER_HANDLE")).collect()
                }
                taken if is_out(taken) || taken == "const vrm_request *" => {
                    vec![("NULL".to_owned(), "VRM_STATUS_BORDER_NULL")]
                }
                _ => Vec::new(),
            };
            let behind = good::stands_behind(&function.name, named);
            for (wrong, status) in wrong {
                let status = if behind { "ANY" } else { status };
                let mut arguments = good.clone();
                arguments[at] = wrong;
                let name = &function.name;
                let _ = writeln!(
                    program,
                    "  one(\"{named}\", \"{name}\", {status}, {name}({}), &out);",
                    arguments.join(", ")
                );
            }
        }
    }
    program
}

/// The kinds that the program makes one of; a sink is alive in a callback alone.
const MADE: [&str; 9] = [
    "vrm_desk",
    "vrm_keeper",
    "vrm_ledger",
    "vrm_person",
    "vrm_random",
    "vrm_roster",
    "vrm_store",
    "vrm_terms",
    "vrm_view",
];

fn program(header: &str) -> (String, usize) {
    let functions = prototypes(header);
    let mut kinds: Vec<&String> = functions.iter().flat_map(|of| &of.takes).filter(|taken| is_handle(taken)).collect();
    kinds.sort();
    kinds.dedup();
    assert!(
        kinds.iter().all(|kind| MADE.contains(&kind.as_str()) || *kind == "vrm_sink"),
        "{kinds:?}: make one of each"
    );
    let rounds: String = ROUNDS.iter().map(|round| calls(round, &functions)).collect();
    let program =
        include_str!("sweep/sweep.c").replace("/* ROUNDS */", &rounds).replace("/* SINGLY */", &singly(&functions));
    (program, functions.len())
}

#[test]
fn no_argument_of_any_function_crashes() {
    let header = std::fs::read_to_string(c().join("include/vrm.h")).unwrap();
    let declared = header.lines().filter(|line| line.starts_with("vrm_status vrm_")).count();
    let (program, swept) = program(&header);
    // All but `vrm_error_code`, which takes nothing.
    assert_eq!(swept + 1, declared);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, made) = (folder.join("sweep.c"), folder.join("sweep"));
    std::fs::write(&source, program).unwrap();
    let built = std::env::current_exe().unwrap().parent().unwrap().to_owned();
    let compiled = Command::new("cc")
        .args(["-std=c11", "-g", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I"])
        .arg(c().join("include"))
        .arg("-I")
        .arg(c().join("tests"))
        .arg(&source)
        .arg("-o")
        .arg(&made)
        .arg("-L")
        .arg(&built)
        .args(["-lvrm", "-lpthread"])
        .output()
        .unwrap_or_else(|error| panic!("no C compiler: install gcc or clang ({error})"));
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let ran = Command::new(&made).env("LD_LIBRARY_PATH", built).output().unwrap();
    assert!(ran.status.success(), "{:?} {}", ran.status, String::from_utf8_lossy(&ran.stderr));
}
