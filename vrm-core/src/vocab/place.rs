//! Places: countries, their regions, and our own two unions.

use super::word::Repr;
use super::{VocabError, Word, facts};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

/// A country (ISO 3166-1), a region of one, or the EU or EEA.
///
/// Unions are this project's own member lists, because DPV's ancestry would let "EU only" mean London (by `EU28`) or
/// Aruba (by the Netherlands): EU is the 27 with AX GF GP MF MQ RE YT; EEA is the EU with IS LI NO. The historical
/// unions `EU27`, `EU28`, `EEA30` and `EEA31` are read as EU and EEA. Every other territory stands alone.
///
/// ```
/// use vrm_core::vocab::{Place, Places};
/// let eu = Places::within(["EU".parse()?])?;
/// assert!(Places::within(["FR".parse()?, "RE".parse()?])?.is_within(&eu));
/// assert!(!Places::within(["GB".parse()?])?.is_within(&eu));
/// assert!(!Places::within(["FR".parse()?, "US".parse()?])?.is_within(&eu));
/// # Ok::<(), vrm_core::vocab::VocabError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(Word);

/// Where data may be: anywhere, or within a non-empty list of places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Places {
    /// No limit; the widest.
    #[default]
    Anywhere,
    /// All that the listed places hold.
    Within(PlaceList),
}

/// A non-empty list of places, sorted, without repeats.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceList {
    named: Vec<Place>,
    territory: Territory,
    all_known: bool,
}

/// The countries and regions of a list, as bits; a union is its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
struct Territory([u64; WORDS]);

const WORDS: usize = 10;
const EU: &str =
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK AX GF GP MF MQ RE YT";
const EEA_ONLY: &str = "IS LI NO";

/// What each known place holds.
static HOLDS: LazyLock<BTreeMap<Word, Territory>> = LazyLock::new(|| {
    let kind = |wanted: &'static str| {
        facts::all().filter(move |(_, row)| row.kind == wanted).map(|(index, row)| (Word::known(index), row))
    };
    let mut holds = BTreeMap::new();
    let mut next = 0;
    for (country, _) in kind("dpv:Country") {
        holds.insert(country, Territory::single(&mut next));
    }
    for (region, row) in kind("dpv:Region") {
        let own = Territory::single(&mut next);
        for country in row.parents {
            if let Some(all) = holds.get_mut(&Word::known(*country)) {
                all.add(&own);
            }
        }
        holds.insert(region, own);
    }
    let members = |names: &str| {
        let mut all = Territory::default();
        for name in names.split(' ') {
            if let Some(one) = loc(name).and_then(|place| holds.get(&place)) {
                all.add(one);
            }
        }
        all
    };
    let eu = members(EU);
    let mut eea = members(EEA_ONLY);
    eea.add(&eu);
    holds.extend(loc("EU").map(|place| (place, eu)));
    holds.extend(loc("EEA").map(|place| (place, eea)));
    holds
});

impl Place {
    /// Reads an ISO 3166 code (`FR`, `US-CA`), `EU`, `EEA`, a prefixed name (`loc:FR`) or a full IRI. A place nobody
    /// knows is kept: a rule refuses it, a request with it is denied.
    ///
    /// # Errors
    /// [`VocabError::Malformed`] as for [`Word::parse`].
    pub fn parse(text: &str) -> Result<Self, VocabError> {
        let word = Word::parse(text)?;
        let word = match word.0 {
            Repr::Other(_) if !text.contains(':') => Word::parse(&format!("loc:{text}"))?,
            _ => word,
        };
        let name = match word.name().as_str() {
            "loc:EU27" | "loc:EU28" => Some("EU"),
            "loc:EEA30" | "loc:EEA31" => Some("EEA"),
            _ => None,
        };
        Ok(Self(name.and_then(loc).unwrap_or(word)))
    }

    /// The full IRI.
    #[must_use]
    pub fn iri(&self) -> String {
        self.0.iri()
    }

    /// The code: `FR`, `US-CA`, `EU`; the IRI of a place nobody knows, unless it stands among those of DPV.
    #[must_use]
    pub fn code(&self) -> &str {
        match &self.0.0 {
            Repr::Known(_) => self.0.local_name(),
            // The end of an IRI may look like the code of another place.
            Repr::Other(iri) => {
                let loc = facts::namespace_by_prefix("loc").map_or("", facts::iri);
                iri.strip_prefix(loc).unwrap_or(iri)
            }
        }
    }

    /// Whether it is a country, a region, the EU or the EEA.
    #[must_use]
    pub fn is_known(&self) -> bool {
        HOLDS.contains_key(&self.0)
    }

    /// Whether it is the EU or the EEA.
    #[must_use]
    pub fn is_union(&self) -> bool {
        self.0.is_known() && matches!(self.code(), "EU" | "EEA")
    }

    /// Every place there is.
    pub fn all() -> impl Iterator<Item = Self> {
        HOLDS.keys().cloned().map(Self)
    }
}

impl Places {
    /// All that the listed places hold.
    ///
    /// # Errors
    /// [`VocabError::NoPlaces`] when the list is empty: an empty list would allow nothing or everything, and nobody
    /// could tell which.
    pub fn within(places: impl IntoIterator<Item = Place>) -> Result<Self, VocabError> {
        let named: BTreeSet<Place> = places.into_iter().collect();
        if named.is_empty() {
            return Err(VocabError::NoPlaces);
        }
        let mut territory = Territory::default();
        for one in named.iter().filter_map(|place| HOLDS.get(&place.0)) {
            territory.add(one);
        }
        let all_known = named.iter().all(Place::is_known);
        Ok(Self::Within(PlaceList { named: named.into_iter().collect(), territory, all_known }))
    }

    /// The listed places; none for anywhere.
    #[must_use]
    pub fn named(&self) -> &[Place] {
        match self {
            Self::Anywhere => &[],
            Self::Within(list) => &list.named,
        }
    }

    /// The first listed place that nobody knows.
    #[must_use]
    pub fn unknown(&self) -> Option<&Place> {
        match self {
            Self::Within(list) if !list.all_known => list.strangers().next(),
            _ => None,
        }
    }

    /// Whether all of this lies within the other. A place nobody knows lies within anywhere, and within lists that name
    /// it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::Anywhere) => true,
            (Self::Anywhere, Self::Within(_)) => false,
            (Self::Within(a), Self::Within(b)) => {
                super::graph::is_subset(&a.territory.0, &b.territory.0)
                    && (a.all_known || a.strangers().all(|place| b.named.contains(place)))
            }
        }
    }

    /// Whether the two share a territory.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Within(a), Self::Within(b)) => {
                super::graph::meets(&a.territory.0, &b.territory.0)
                    || (!a.all_known && a.strangers().any(|place| b.named.contains(place)))
            }
            _ => true,
        }
    }
}

impl PlaceList {
    /// The places nobody knows, which hold themselves alone.
    fn strangers(&self) -> impl Iterator<Item = &Place> {
        self.named.iter().filter(|place| !place.is_known())
    }
}

/// What lies within the one and within (or outside) the other, in as few places as say it; none where nothing does.
impl Places {
    /// The greatest places within both: these where they are, else spelt anew, so that equal territories are equal.
    pub(crate) fn meet(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Anywhere, Self::Within(list)) => Self::spelt(list.territory),
            (Self::Within(a), Self::Within(b)) if !self.is_within(other) => Self::spelt(a.territory.keep(&b.territory)),
            _ => Some(self.clone()),
        }
    }

    /// The greatest places within this and outside the other.
    pub(crate) fn without(&self, other: &Self) -> Option<Self> {
        let Self::Within(taken) = other else { return None };
        match self {
            Self::Anywhere => Self::spelt(Territory([u64::MAX; WORDS]).without(&taken.territory)),
            Self::Within(mine) => Self::spelt(mine.territory.without(&taken.territory)),
        }
    }

    fn spelt(territory: Territory) -> Option<Self> {
        let mut inside: Vec<(&Word, &Territory)> =
            HOLDS.iter().filter(|(_, holds)| super::graph::is_subset(&holds.0, &territory.0)).collect();
        inside.sort_by_key(|(_, holds)| std::cmp::Reverse(holds.size()));
        let mut told = Territory::default();
        let mut named = Vec::new();
        for (place, holds) in inside {
            if !super::graph::is_subset(&holds.0, &told.0) {
                told.add(holds);
                named.push(Place(place.clone()));
            }
        }
        Self::within(named).ok()
    }
}

impl Territory {
    fn keep(&self, other: &Self) -> Self {
        let mut both = *self;
        for (slot, word) in both.0.iter_mut().zip(other.0) {
            *slot &= word;
        }
        both
    }

    fn without(&self, other: &Self) -> Self {
        let mut rest = *self;
        for (slot, word) in rest.0.iter_mut().zip(other.0) {
            *slot &= !word;
        }
        rest
    }

    fn size(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    fn single(next: &mut usize) -> Self {
        let mut bits = [0; WORDS];
        if let Some(word) = bits.get_mut(*next / 64) {
            *word |= 1 << (*next % 64);
        }
        *next += 1;
        Self(bits)
    }

    fn add(&mut self, other: &Self) {
        for (slot, word) in self.0.iter_mut().zip(other.0) {
            *slot |= word;
        }
    }
}

impl FromStr for Place {
    type Err = VocabError;

    fn from_str(text: &str) -> Result<Self, VocabError> {
        Self::parse(text)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

fn loc(code: &str) -> Option<Word> {
    facts::find("loc", code).map(Word::known)
}

crate::json::serialised_as_text!(Place);
