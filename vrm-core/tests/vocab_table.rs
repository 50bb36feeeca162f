//! The compiled-in vocabulary is made from `vocab/*.tsv` and checked here against them.
//!
//! `VRM_REGENERATE=1` writes `src/vocab/table.rs` anew instead of comparing.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::disallowed_methods, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const TABLE: &str = "src/vocab/table.rs";

/// One concept, its facts joined over all files that name it.
#[derive(Default)]
struct Concept {
    parents: BTreeSet<String>,
    kind: String,
    module: String,
    status: String,
    marking: &'static str,
    jurisdictions: BTreeSet<String>,
    domain: String,
    range: String,
    family: &'static str,
}

fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), header.len(), "{}: {line}", path.display());
            header.iter().map(|name| (*name).to_owned()).zip(cells.iter().map(|cell| (*cell).to_owned())).collect()
        })
        .collect()
}

fn namespace(prefix: &str) -> String {
    let path = match prefix {
        "dpv" => String::new(),
        "eu-gdpr" => "legal/eu/gdpr".into(),
        "eu-dga" => "legal/eu/dga".into(),
        "eu-ehds" => "legal/eu/ehds".into(),
        "ieee-7012" => "standards/ieee/7012".into(),
        other => match other.split_once('-') {
            Some(("legal", place)) => format!("legal/{place}"),
            Some(("sector", name)) => format!("sector/{name}"),
            Some(_) => panic!("no namespace for prefix {other}"),
            None => other.into(),
        },
    };
    match path.as_str() {
        "" => "https://w3id.org/dpv#".into(),
        path => format!("https://w3id.org/dpv/{path}#"),
    }
}

fn iri(name: &str) -> String {
    let (prefix, local) = name.split_once(':').unwrap();
    namespace(prefix) + local
}

fn concepts() -> BTreeMap<String, Concept> {
    let mut all: BTreeMap<String, Concept> = BTreeMap::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir(package().join("vocab")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "tsv"));
    files.sort();
    for path in files {
        let file = path.file_stem().unwrap().to_str().unwrap().to_owned();
        for row in rows(&path) {
            let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
            let list = |name: &str| {
                cell(name).split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>()
            };
            let concept = all.entry(format!("{}:{}", cell("ns"), cell("name"))).or_default();
            concept.parents.extend(list("parents"));
            for (fact, value) in [
                (&mut concept.kind, cell("kind")),
                (&mut concept.module, cell("module")),
                (&mut concept.status, cell("status")),
            ] {
                if fact.is_empty() {
                    *fact = value;
                }
            }
            concept.family = match file.as_str() {
                "properties" => "Property",
                "laws" => "Law",
                _ => "Concept",
            };
            match file.as_str() {
                "sensitive" if cell("marking") == "special-category" => concept.marking = "Special",
                "sensitive" => concept.marking = "Sensitive",
                "laws" => concept.jurisdictions.extend(list("jurisdictions")),
                "properties" => (concept.domain, concept.range) = (cell("domain"), cell("range")),
                _ => {}
            }
        }
    }
    all
}

fn table() -> String {
    let concepts = concepts();
    let prefixes: BTreeSet<&str> = concepts.keys().map(|name| name.split_once(':').unwrap().0).collect();
    let mut spaces: Vec<(String, &str)> = prefixes.into_iter().map(|prefix| (namespace(prefix), prefix)).collect();
    spaces.sort();
    let mut order: Vec<(String, &String)> = concepts.keys().map(|name| (iri(name), name)).collect();
    order.sort();
    let place: BTreeMap<&str, usize> =
        order.iter().enumerate().map(|(index, (_, name))| (name.as_str(), index)).collect();
    let indices = |names: &BTreeSet<String>| {
        let found: Vec<String> = names
            .iter()
            .map(|name| place.get(name.as_str()).unwrap_or_else(|| panic!("{name} is no row")).to_string())
            .collect();
        found.join(", ")
    };

    let mut out = String::new();
    out.push_str("// Made from vocab/*.tsv by tests/vocab_table.rs; do not edit. Facts of DPV 2.3,\n");
    out.push_str("// copyright World Wide Web Consortium, derived from https://w3id.org/dpv.\n\n");
    out.push_str("use super::row::{Family::*, Marking::*, Row, row};\n\n");
    writeln!(out, "pub(super) static NAMESPACES: [(&str, &str); {}] = [", spaces.len()).unwrap();
    for (iri, prefix) in &spaces {
        writeln!(out, "    ({prefix:?}, {iri:?}),").unwrap();
    }
    out.push_str("];\n\n// namespace, name, parents, family, kind, module, status, marking\n");
    writeln!(out, "pub(super) static WORDS: [Row; {}] = [", order.len()).unwrap();
    for (_, name) in &order {
        let concept = &concepts[*name];
        let (prefix, local) = name.split_once(':').unwrap();
        let space = spaces.iter().position(|(_, known)| *known == prefix).unwrap();
        let marking = if concept.marking.is_empty() { "Ordinary" } else { concept.marking };
        writeln!(
            out,
            "    row({space}, {local:?}, &[{}], {}, {:?}, {:?}, {:?}, {marking}),",
            indices(&concept.parents),
            concept.family,
            concept.kind,
            concept.module,
            concept.status
        )
        .unwrap();
    }
    out.push_str("];\n\n// law, jurisdictions\n");
    let laws: Vec<_> = order.iter().filter(|(_, name)| concepts[*name].family == "Law").collect();
    writeln!(out, "pub(super) static LAWS: [(u16, &[&str]); {}] = [", laws.len()).unwrap();
    for (_, name) in laws {
        // Some laws name a region that has no row of its own, so names and not indices.
        let places: Vec<String> = concepts[*name].jurisdictions.iter().map(|place| format!("{place:?}")).collect();
        writeln!(out, "    ({}, &[{}]),", place[name.as_str()], places.join(", ")).unwrap();
    }
    out.push_str("];\n\n// property, domain, range\n");
    let properties: Vec<_> = order.iter().filter(|(_, name)| concepts[*name].family == "Property").collect();
    writeln!(out, "pub(super) static PROPERTIES: [(u16, &str, &str); {}] = [", properties.len()).unwrap();
    for (_, name) in properties {
        writeln!(out, "    ({}, {:?}, {:?}),", place[name.as_str()], concepts[*name].domain, concepts[*name].range)
            .unwrap();
    }
    out.push_str("];\n");
    out
}

#[test]
fn the_table_is_made_from_the_facts() {
    let made = table();
    let path = package().join(TABLE);
    if std::env::var_os("VRM_REGENERATE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let held = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        held == made,
        "{TABLE} differs from vocab/*.tsv: run VRM_REGENERATE=1 cargo test -p vrm-core --test vocab_table"
    );
}
