//! The tables: one row a key, `{name}` where an argument stands.

use super::Tongue;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(super) const ENGLISH: &str = include_str!("../../sentences/en.tsv");
pub(super) const FRENCH: &str = include_str!("../../sentences/fr.tsv");

static TABLES: LazyLock<[BTreeMap<&'static str, &'static str>; 2]> = LazyLock::new(|| [rows(ENGLISH), rows(FRENCH)]);

pub(super) fn rows(table: &'static str) -> BTreeMap<&'static str, &'static str> {
    table.lines().skip(1).filter_map(|row| row.split_once('\t')).collect()
}

/// What a key says; the key itself where a table lacks it, which a test excludes.
pub(super) fn template(key: &'static str, tongue: Tongue) -> &'static str {
    let [english, french] = &*TABLES;
    let table = match tongue {
        Tongue::English => english,
        Tongue::French => french,
    };
    table.get(key).copied().unwrap_or(key)
}
