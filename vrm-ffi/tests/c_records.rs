//! `bindings/c/records.md` says what every record is in JSON; it is written from the records themselves:
//! `VRM_REGENERATE=1 cargo test -p vrm-ffi --test c_records`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const HEAD: &str = "# Records

What the functions of `vrm.h` give and take as JSON, but for the documents that `forms.md` describes. A member that has
nothing to say is `null`, or left out where it says so; what is taken may leave out such members. A time is in Unix seconds.
A text of a type in parentheses is written as that type is: ids are hexadecimal digits, words prefixed names or IRIs.
This page is made from the source; `VRM_REGENERATE=1 cargo test -p vrm-ffi --test c_records` makes it anew.
";

/// A record, or what may be one of several.
#[derive(Default)]
struct Item {
    about: String,
    members: Vec<Member>,
    variants: Vec<Variant>,
    /// What tells the variants apart: the member `kind`, or, where there is none, the variant's own name.
    tagged: bool,
}

struct Member {
    name: String,
    kind: String,
    about: String,
    attributes: String,
}

struct Variant {
    name: String,
    about: String,
    members: Vec<Member>,
    untagged: bool,
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn kebab(name: &str) -> String {
    let mut text = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.extend(character.to_lowercase());
    }
    text
}

/// What `key = "..."` says in attributes.
fn said(attributes: &str, key: &str) -> Option<String> {
    let (_, after) = attributes.split_once(&format!("{key} = \""))?;
    after.split_once('"').map(|(value, _)| value.to_owned())
}

/// The records of a file.
fn read(text: &str, items: &mut BTreeMap<String, Item>) {
    let (mut about, mut attributes) = (String::new(), String::new());
    let mut open: Option<(String, Item, usize)> = None;
    let mut variant: Option<Variant> = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let line = line.trim();
        if let Some(words) = line.strip_prefix("///") {
            about = format!("{about} {}", words.trim()).trim().to_owned();
            continue;
        }
        if line.starts_with("#[") {
            attributes.push_str(line);
            continue;
        }
        let (was_about, had) = (std::mem::take(&mut about), std::mem::take(&mut attributes));
        let Some((_, item, depth)) = open.as_mut() else {
            let crosses = had.contains("Serialize") || had.contains("Deserialize");
            let named = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
            let name = match named.filter(|_| crosses) {
                Some(rest) => rest.strip_suffix(" {"),
                // One that mirrors an enum of the core.
                None => line.split_once(" of ").filter(|(_, core)| core.ends_with(" {")).map(|(name, _)| name),
            };
            if let Some(name) = name.filter(|name| name.chars().all(char::is_alphanumeric)) {
                let tagged = had.contains("tag = \"kind\"");
                open = Some((name.to_owned(), Item { about: was_about, tagged, ..Item::default() }, indent));
            }
            continue;
        };
        if line == "}" && indent == *depth {
            if let Some((name, item, _)) = open.take() {
                items.insert(name, item);
            }
        } else if line == "}," {
            item.variants.extend(variant.take());
        } else if let Some((name, kind)) = line.strip_suffix(',').and_then(|line| line.split_once(": ")) {
            let name = said(&had, "rename").unwrap_or_else(|| name.trim_start_matches("pub ").to_owned());
            let member = Member { name, kind: kind.to_owned(), about: was_about, attributes: had };
            match &mut variant {
                Some(variant) => variant.members.push(member),
                None => item.members.push(member),
            }
        } else if let Some(name) = line.strip_suffix(" {").or(line.strip_suffix(',')) {
            let named = said(&had, "rename").unwrap_or_else(|| kebab(name));
            let untagged = had.contains("untagged");
            let made = Variant { name: named, about: was_about, members: Vec::new(), untagged };
            if line.ends_with('{') { variant = Some(made) } else { item.variants.push(made) }
        }
    }
}

/// A type, as JSON has it.
fn shown(kind: &str, attributes: &str, items: &BTreeMap<String, Item>) -> String {
    let inner = |outer: &str| kind.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
    if attributes.contains("as_text") {
        return "text".to_owned();
    }
    if attributes.contains("hexadecimal") {
        return "hexadecimal digits".to_owned();
    }
    if let Some(inner) = inner("Option<") {
        let none = if attributes.contains("skip_serializing_if") { "or left out" } else { "or null" };
        return format!("{} {none}", shown(inner, "", items));
    }
    if let Some(inner) = inner("Vec<") {
        let none = if attributes.contains("skip_serializing_if") { ", left out when empty" } else { "" };
        return format!("list of {}{none}", shown(inner, "", items));
    }
    match kind {
        "String" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "Instant" => "time".to_owned(),
        _ if kind.starts_with(['u', 'i']) && kind.len() < 5 => "number".to_owned(),
        _ if items.contains_key(kind) => format!("[{kind}](#{})", kind.to_lowercase()),
        _ => format!("text ({kind})"),
    }
}

fn rows(members: &[Member], items: &BTreeMap<String, Item>) -> String {
    members.iter().filter(|member| !member.attributes.contains("#[serde(skip)]")).fold(
        String::new(),
        |mut all, member| {
            let Member { name, kind, about, attributes } = member;
            let name = if attributes.contains("flatten") { "(its members)" } else { name.as_str() };
            let _ = writeln!(all, "| `{name}` | {} | {about} |", shown(kind, attributes, items).replace('|', "\\|"));
            all
        },
    )
}

fn page(items: &BTreeMap<String, Item>) -> String {
    let mut page = HEAD.to_owned();
    for (name, item) in items {
        let _ = write!(page, "\n## {name}\n\n{}\n\n", item.about);
        if !item.members.is_empty() {
            let _ =
                write!(page, "| member | what it is | what it says |\n|---|---|---|\n{}", rows(&item.members, items));
        }
        if item.tagged {
            page.push_str("An object whose `kind` is one of these:\n\n");
        }
        for Variant { name, about, members, untagged } in &item.variants {
            let name = match (*untagged, item.tagged) {
                (true, _) => "an object".to_owned(),
                (false, true) => format!("`{name}`"),
                (false, false) => format!("`\"{name}\"`"),
            };
            let _ = writeln!(page, "- {name}: {about}");
            for Member { name, kind, about, attributes } in members {
                let _ = writeln!(page, "  - `{name}`, {}: {about}", shown(kind, attributes, items));
            }
        }
    }
    page
}

#[test]
fn the_page_is_what_the_records_are() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut items = BTreeMap::new();
    let border = source.join("border/failure.rs");
    for path in sources(&source.join("value")).iter().chain([&border]) {
        read(&std::fs::read_to_string(path).unwrap(), &mut items);
    }
    for name in ["Outcome", "Failure", "Reception", "Relationship", "Decision", "RelationshipState"] {
        let item = items.get(name).unwrap_or_else(|| panic!("{name} was not found"));
        assert!(!item.about.is_empty() && item.members.len() + item.variants.len() > 1, "{name}");
    }
    let (made, place) = (page(&items), source.join("../../bindings/c/records.md"));
    if std::env::var_os("VRM_REGENERATE").is_some() {
        std::fs::write(&place, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&place).unwrap_or_default();
    assert!(kept == made, "bindings/c/records.md is not what the records are: VRM_REGENERATE=1 makes it anew");
}
