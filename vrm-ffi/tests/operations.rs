//! Every operation of the core has one name in four languages: `bindings/names.tsv` says which, and is written from the
//! sources themselves: `VRM_REGENERATE=1 cargo test -p vrm-ffi --test operations`. What does not cross, and what is called
//! otherwise, stands with its reason in `operations/twins.txt`. The Kotlin and Swift tests hold the same table against what
//! was generated for them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The handles: whatever they can do can be done in every language.
const HANDLES: [&str; 3] = ["desk::Desk", "person::Person", "view::View"];

/// The operations of the core, `room::Type::name` or `room::name`.
fn core() -> BTreeSet<String> {
    let root = here().join("../vrm-core/src");
    let mut found = BTreeSet::new();
    for file in files(&root) {
        let inside = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        // A room's own tests, and the evaluator of the handles' insides, are nobody's to call.
        let room = inside.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        for (on, _, name) in functions(&std::fs::read_to_string(&file).unwrap(), |_| true) {
            found.insert(on.map_or_else(|| format!("{room}::{name}"), |on| format!("{room}::{on}::{name}")));
        }
    }
    found
}

/// What Kotlin and Swift have, `Type.name` or `name`, and whether it makes the type.
fn mobile() -> BTreeMap<String, bool> {
    let mut found = BTreeMap::new();
    for file in files(&here().join("src/mobile")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for (on, made, name) in functions(&text, |before| before.contains("#[uniffi::export")) {
            found.insert(on.map_or_else(|| name.clone(), |on| format!("{on}.{name}")), made);
        }
    }
    found
}

/// The functions of the header.
fn header() -> BTreeSet<String> {
    let header = std::fs::read_to_string(here().join("../bindings/c/include/vrm.h")).unwrap();
    let code: Vec<&str> = header.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let ahead = |code: &str| {
        let name = code.rsplit(|of: char| !of.is_alphanumeric() && of != '_').next().unwrap_or_default();
        name.starts_with("vrm_").then(|| name.to_owned())
    };
    code.iter().filter(|line| !line.starts_with(' ')).filter_map(|line| ahead(line.split_once('(')?.0)).collect()
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true if path.ends_with("tests") => {}
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}

/// The public functions of a source that is written as rustfmt writes: the type they are on, whether they are marked as
/// making one, and their name. `wanted` looks at the attributes of what they stand in, or of themselves.
fn functions(text: &str, wanted: impl Fn(&str) -> bool) -> Vec<(Option<String>, bool, String)> {
    let (mut found, mut on, mut before) = (Vec::new(), None, String::new());
    for line in text.lines() {
        let (code, inner) = (line.trim_start(), line.starts_with("    "));
        if code.starts_with("#[") {
            before.push_str(code);
        } else if let Some(implemented) = line.strip_prefix("impl") {
            let of = implemented.trim_end_matches(" {").split(" where ").next().unwrap_or_default();
            let of = of.strip_prefix('<').and_then(|of| of.split_once("> ")).map_or(of, |(_, of)| of).trim();
            let named = of.split('<').next().unwrap_or_default().to_owned();
            on = (!of.contains(" for ") && wanted(&before)).then_some(named);
            before.clear();
        } else if line == "}" {
            on = None;
        } else if !code.is_empty() && !code.starts_with("//") {
            let function = code.strip_prefix("pub const fn ").or(code.strip_prefix("pub fn "));
            let name = function.map(|rest| rest.split(['(', '<']).next().unwrap_or_default().to_owned());
            match (name, inner) {
                (Some(name), true) if on.is_some() && line.starts_with("    pub") => {
                    found.push((on.clone(), before.contains("uniffi::constructor"), name));
                }
                (Some(name), false) if wanted(&before) => found.push((None, false, name)),
                _ => {}
            }
            before.clear();
        }
    }
    found
}

/// What does not follow from the name alone.
#[derive(Default)]
struct Said {
    /// The function of C and that of Kotlin and Swift.
    called: BTreeMap<String, (String, String)>,
    not_crossing: BTreeSet<String>,
    own_of_both: BTreeSet<(String, String)>,
    own_of_c: BTreeSet<String>,
    own_of_mobile: BTreeSet<String>,
}

fn said() -> Said {
    let (mut said, mut reason) = (Said::default(), false);
    for line in include_str!("operations/twins.txt").lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let names = |of: &[&str]| of.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        match words.as_slice() {
            [] => reason = false,
            ["#", ..] => reason = true,
            _ if !reason => panic!("`{line}` stands without a reason"),
            ["=", rust, c, mobile] => {
                said.called.insert((*rust).to_owned(), ((*c).to_owned(), (*mobile).to_owned()));
            }
            ["-", of, names @ ..] => said.not_crossing.extend(names.iter().map(|name| format!("{of}::{name}"))),
            ["+", "both", c, mobile] => {
                said.own_of_both.insert(((*c).to_owned(), (*mobile).to_owned()));
            }
            ["+", "c", own @ ..] => said.own_of_c.extend(names(own)),
            ["+", "mobile", own @ ..] => said.own_of_mobile.extend(names(own)),
            _ => panic!("`{line}` says nothing that this test understands"),
        }
    }
    said
}

fn snake(name: &str) -> String {
    let mut text = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(character.to_lowercase());
    }
    text
}

fn camel(name: &str) -> String {
    let words = name.split('_').enumerate();
    words.fold(String::new(), |mut all, (at, word)| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if at > 0 => all.extend(first.to_uppercase()),
            Some(first) => all.push(first),
            None => {}
        }
        all.push_str(letters.as_str());
        all
    })
}

/// What follows from a name: the function of C, and that of Kotlin and Swift, on a handle or on none.
fn twins(rust: &str, mobile: &BTreeMap<String, bool>) -> (String, String) {
    let mut parts = rust.split("::").skip(1);
    match (parts.next().unwrap(), parts.next()) {
        (on, Some(name)) => {
            let stem = snake(on);
            let method = format!("{on}.{name}");
            let mobile = if mobile.contains_key(&method) { method } else { format!("{stem}_{name}") };
            (format!("vrm_{stem}_{name}"), mobile)
        }
        (name, None) => (format!("vrm_{name}"), name.to_owned()),
    }
}

/// As Kotlin and Swift write it.
fn written(name: &str, mobile: &BTreeMap<String, bool>) -> (String, String) {
    match name.split_once('.') {
        Some((on, "new")) if mobile[name] => (format!("{on}.<init>"), format!("{on}.init")),
        Some((on, name)) => (format!("{on}.{}", camel(name)), format!("{on}.{}", camel(name))),
        None if name == "-" => ("-".to_owned(), "-".to_owned()),
        None => (camel(name), camel(name)),
    }
}

/// The table, a row an operation, and what is wrong with it.
fn table() -> (String, Vec<String>) {
    let (core, mobile, header, said) = (core(), mobile(), header(), said());
    let (mut rows, mut wrong) = (BTreeSet::new(), Vec::new());
    let (mut c_met, mut mobile_met) = (said.own_of_c.clone(), said.own_of_mobile.clone());
    for rust in &core {
        let (c, other) = said.called.get(rust).cloned().unwrap_or_else(|| twins(rust, &mobile));
        let there = (c == "-" || header.contains(&c), other == "-" || mobile.contains_key(&other));
        let crosses = !said.not_crossing.contains(rust);
        match (there, crosses) {
            ((true, true), true) => {
                let (kotlin, swift) = written(&other, &mobile);
                rows.insert([rust.clone(), c.clone(), kotlin, swift]);
                c_met.insert(c);
                mobile_met.insert(other);
            }
            ((false, _), true) => wrong.push(format!("`{rust}` has no `{c}` in C, and no reason in twins.txt")),
            ((_, false), true) => {
                wrong.push(format!("`{rust}` has no `{other}` for Kotlin, and no reason in twins.txt"))
            }
            ((true, _) | (_, true), false) if !said.called.contains_key(rust) => {
                wrong.push(format!("`{rust}` crosses, and twins.txt says that it does not"));
            }
            _ => {}
        }
        if !crosses && HANDLES.iter().any(|handle| rust.starts_with(&format!("{handle}::"))) {
            wrong.push(format!("`{rust}` is what a handle can do: it crosses"));
        }
    }
    for (c, own) in &said.own_of_both {
        let (kotlin, swift) = written(own, &mobile);
        rows.insert(["-".to_owned(), c.clone(), kotlin, swift]);
        c_met.insert(c.clone());
        mobile_met.insert(own.clone());
    }
    for own in &said.own_of_c {
        rows.insert(["-".to_owned(), own.clone(), "-".to_owned(), "-".to_owned()]);
    }
    for own in said.own_of_mobile.iter().filter(|own| mobile.contains_key(*own)) {
        let (kotlin, swift) = written(own, &mobile);
        rows.insert(["-".to_owned(), "-".to_owned(), kotlin, swift]);
    }
    let named = said.called.keys().chain(&said.not_crossing);
    wrong.extend(named.filter(|rust| !core.contains(*rust)).map(|rust| format!("`{rust}` is nothing of the core's")));
    wrong.extend(
        header.symmetric_difference(&c_met).filter(|c| *c != "-").map(|c| format!("`{c}` of C is nobody's twin")),
    );
    let has: BTreeSet<String> = mobile.keys().cloned().collect();
    let odd = has.symmetric_difference(&mobile_met).filter(|other| *other != "-");
    wrong.extend(odd.map(|other| format!("`{other}` of Kotlin and Swift is nobody's twin")));
    let table = rows.iter().fold("rust\tc\tkotlin\tswift\n".to_owned(), |mut all, row| {
        all.push_str(&row.join("\t"));
        all.push('\n');
        all
    });
    (table, wrong)
}

#[test]
fn every_operation_has_its_twins() {
    let (made, wrong) = table();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(made.lines().count() > 250, "{}", made.lines().count());
    for handle in HANDLES {
        assert!(made.contains(&format!("\n{handle}::decide\t")) || handle == HANDLES[1], "{handle}");
    }
    let place = here().join("../bindings/names.tsv");
    if std::env::var_os("VRM_REGENERATE").is_some() {
        std::fs::write(&place, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&place).unwrap_or_default();
    assert!(kept == made, "bindings/names.tsv is not what the sources say: VRM_REGENERATE=1 makes it anew");
}

#[test]
fn a_source_is_read_as_it_is() {
    let text = "#[uniffi::export]\nimpl Person {\n    /// What.\n    #[uniffi::constructor]\n    pub fn create() {\n        \
                pub fn not_this() {}\n    }\n\n    pub(crate) fn nor_this() {}\n    pub const fn id(&self) {}\n}\n\nimpl \
                fmt::Debug for Person {\n    fn fmt() {}\n}\n\nimpl<T: Of<U>> Verified<T> {\n    pub fn at() {}\n}\n\npub fn \
                rank<T>() {}\n";
    let all = |found: Vec<(Option<String>, bool, String)>| {
        let said =
            |(on, made, name): (Option<String>, bool, String)| format!("{}.{name}.{made}", on.unwrap_or_default());
        found.into_iter().map(said).collect::<Vec<_>>()
    };
    let read = all(functions(text, |_| true));
    assert_eq!(read, ["Person.create.true", "Person.id.false", "Verified.at.false", ".rank.false"]);
    assert_eq!(all(functions(text, |before| before.contains("export"))), ["Person.create.true", "Person.id.false"]);
    assert_eq!((camel("set_duty_open"), snake("GrantStatus")), ("setDutyOpen".to_owned(), "grant_status".to_owned()));
}
