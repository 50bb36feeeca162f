//! Places as sets of names: countries with their regions, and the two unions by their lists.

use crate::vocab::{Place, Places, Word};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const MEMBERS: [&str; 27] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT",
    "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];
const WITH_THE_EU: [&str; 8] = ["AX", "GF", "GP", "MF", "MQ", "RE", "YT", "EU"];
const WITH_THE_EEA: [&str; 4] = ["IS", "LI", "NO", "EEA"];

/// Every place with all that it holds, itself included.
static HOLDS: LazyLock<BTreeMap<Word, BTreeSet<Word>>> = LazyLock::new(|| {
    let of_kind = |kind: &'static str| Word::all().filter(move |word| word.kind() == Some(kind));
    let mut holds: BTreeMap<Word, BTreeSet<Word>> = of_kind("dpv:Country")
        .chain(of_kind("dpv:Region"))
        .map(|place| (place.clone(), BTreeSet::from([place])))
        .collect();
    for region in of_kind("dpv:Region") {
        for country in region.parents().into_iter().filter(|above| above.kind() == Some("dpv:Country")) {
            holds.entry(country).or_default().insert(region.clone());
        }
    }
    let union_of = |codes: &mut dyn Iterator<Item = &'static str>| -> BTreeSet<Word> {
        codes.filter_map(code).filter_map(|member| holds.get(&member)).flatten().cloned().collect()
    };
    let eu = union_of(&mut MEMBERS.into_iter().chain(WITH_THE_EU));
    let eea: BTreeSet<Word> = union_of(&mut WITH_THE_EEA.into_iter()).union(&eu).cloned().collect();
    holds.extend(code("EU").map(|union| (union, eu)));
    holds.extend(code("EEA").map(|union| (union, eea)));
    holds
});

/// All that the named places hold, with a place nobody knows as itself; none for anywhere.
pub(super) fn held(places: &Places) -> Option<BTreeSet<Word>> {
    let named = match places {
        Places::Anywhere => return None,
        Places::Within(_) => places.named(),
    };
    Some(named.iter().filter_map(today).flat_map(|place| holds(&place)).collect())
}

/// Whether every named place is in the tables.
pub(super) fn all_known(places: &Places) -> bool {
    places.named().iter().all(|place| today(place).is_some_and(|place| HOLDS.contains_key(&place)))
}

/// Every single place.
pub(super) fn singles() -> impl Iterator<Item = Places> {
    HOLDS.keys().filter_map(|place| Place::parse(&place.iri()).ok()).filter_map(|place| Places::within([place]).ok())
}

fn holds(place: &Word) -> BTreeSet<Word> {
    HOLDS.get(place).cloned().unwrap_or_else(|| BTreeSet::from([place.clone()]))
}

/// The place as a word, the historical unions read as today's.
fn today(place: &Place) -> Option<Word> {
    match place.code() {
        "EU27" | "EU28" => code("EU"),
        "EEA30" | "EEA31" => code("EEA"),
        _ => Word::parse(&place.iri()).ok(),
    }
}

fn code(code: &str) -> Option<Word> {
    Word::parse(&format!("loc:{code}")).ok()
}
