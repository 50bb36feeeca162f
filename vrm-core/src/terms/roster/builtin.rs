//! The built-in roster, from the files in `roster/`.

use super::{Entry, Parties, Roster};
use crate::terms::{Origin, Terms};
use std::collections::BTreeMap;

/// The files of one entry.
struct Files {
    id: &'static str,
    machine: &'static str,
    plain: [(&'static str, &'static str); 2],
    legal: [(&'static str, &'static str); 2],
}

macro_rules! files {
    ($($id:literal)+) => {
        &[$(Files {
            id: $id,
            machine: include_str!(concat!("../../../roster/", $id, "/machine.json")),
            plain: [
                ("en", include_str!(concat!("../../../roster/", $id, "/plain.en.md"))),
                ("fr", include_str!(concat!("../../../roster/", $id, "/plain.fr.md"))),
            ],
            legal: [
                ("en", include_str!(concat!("../../../roster/", $id, "/legal.en.md"))),
                ("fr", include_str!(concat!("../../../roster/", $id, "/legal.fr.md"))),
            ],
        },)+]
    };
}

const ENTRIES: &[Files] = files! {
    "SD-BASE" "SD-BASE-DP" "SD-BASE-A" "SD-BASE-A-DP" "SD-BASE-AT" "SD-BASE-AT-DP" "SD-BASE-ATP" "SD-BASE-ATP-DP"
    "SD-BASE-ATP-S3P" "SD-BASE-ATP-S3P-DP" "PDC-AI" "PDC-GOOD" "PDC-INTENT" "TPR" "TPR-IDENTITY-REF"
};

/// id, title in English, title in French, cells.
const TITLES: &str = include_str!("../../../roster/entries.tsv");

/// The roster; a test holds that none of its files is left out.
pub(super) fn roster() -> Roster {
    let entries: Vec<Entry> = ENTRIES.iter().filter_map(entry).collect();
    let iri = entries.first().map(|entry| entry.name.roster.clone()).unwrap_or_default();
    Roster { iri, entries }
}

fn entry(files: &Files) -> Option<Entry> {
    let terms = Terms::read(files.machine.as_bytes()).ok()?;
    let Origin::Roster(name) = terms.origin().clone() else { return None };
    let row = TITLES.lines().find(|row| row.split('\t').next() == Some(files.id))?;
    let mut columns = row.split('\t').skip(1);
    let titles = [("en", columns.next()?), ("fr", columns.next()?)];
    let parties = if files.id.starts_with("TPR") { Parties::PersonAndPerson } else { Parties::PersonAndOrganisation };
    let owned = |pairs: [(&str, &str); 2]| -> BTreeMap<String, String> {
        pairs.into_iter().map(|(lang, text)| (lang.to_owned(), text.to_owned())).collect()
    };
    let (titles, plain, legal) = (owned(titles), owned(files.plain), owned(files.legal));
    Some(Entry { titles, parties, name, terms, plain, legal })
}
