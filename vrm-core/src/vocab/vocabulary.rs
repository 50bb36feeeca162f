//! The four cones of DPV, and a text's own words joined to them.

use super::graph::{Graph, ones};
use super::word::Repr;
use super::{VocabError, Word, facts, row};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

/// The version of DPV whose facts are compiled in.
pub const DPV_VERSION: &str = "2.3";

/// One of the graphs in which words stand: everything reached downwards from its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cone {
    /// Below `dpv:PersonalData`.
    Data,
    /// Below `dpv:Purpose`.
    Purpose,
    /// Below `dpv:Processing`.
    Operation,
    /// Below `dpv:TechnicalOrganisationalMeasure`.
    Measure,
}

impl Cone {
    /// The four, in the order of this page.
    pub const ALL: [Self; 4] = [Self::Data, Self::Purpose, Self::Operation, Self::Measure];

    /// The word everything in the cone lies below.
    #[must_use]
    pub fn root(self) -> Word {
        let name = match self {
            Self::Data => "PersonalData",
            Self::Purpose => "Purpose",
            Self::Operation => "Processing",
            Self::Measure => "TechnicalOrganisationalMeasure",
        };
        dpv(name)
    }

    /// The words that are marked with all below them: a general word never speaks for these.
    fn marked(self) -> Vec<Word> {
        match self {
            Self::Data => {
                let special = Word::all().filter(Word::is_special_category);
                let criminal = Word::parse("pd:Criminal").ok();
                special.chain(criminal).chain([general_special().clone()]).collect()
            }
            Self::Operation => vec![dpv("Profiling"), dpv("Tracking")],
            Self::Purpose | Self::Measure => Vec::new(),
        }
    }
}

/// A word of one's own, declared inside the signed text that uses it.
///
/// It stands below known words or other own words and joins each cone that one of them is in.
///
/// ```
/// use vrm_core::decision::{Effect, Request};
/// use vrm_core::terms::{Draft, Permission};
/// use vrm_core::vocab::{OwnWord, Recipient, Word};
/// let chess: Word = "https://club.example/words#ChessRating".parse()?;
/// let mut draft = Draft::own();
/// draft.extend(OwnWord { word: chess.clone(), below: vec!["pd:Interest".parse()?] });
/// draft.permit(Permission::new("club", ["pd:Interest".parse()?], ["dpv:RequestedServiceProvision".parse()?]));
/// let request = Request::new(chess, "dpv:RequestedServiceProvision".parse()?, "dpv:Use".parse()?, Recipient::Vendor);
/// assert_eq!(draft.finish()?.compile().verdict(&request).effect, Effect::Permit);
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWord {
    /// Its IRI.
    pub word: Word,
    /// The words directly above it; at least one.
    pub below: Vec<Word>,
}

/// What words mean to one text: the cones of DPV, with the text's own words in them.
///
/// Cheap to clone. Every answer costs the same whatever the words, and a word outside the cone is below nothing.
///
/// ```
/// use vrm_core::vocab::{Cone, Vocabulary};
/// let dpv = Vocabulary::dpv();
/// let (email, contact) = ("pd:EmailAddress".parse()?, "pd:Contact".parse()?);
/// assert!(dpv.is_within(Cone::Data, &email, &contact));
/// let (advertising, personal) = ("dpv:Advertising".parse()?, "dpv:Personalisation".parse()?);
/// assert!(!dpv.is_within(Cone::Purpose, &advertising, &personal));
/// assert!(dpv.overlaps(Cone::Purpose, &advertising, &personal)); // both hold personalised advertising
/// # Ok::<(), vrm_core::vocab::VocabError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Vocabulary {
    cones: [Arc<Members>; 4],
    own: Arc<[OwnWord]>,
}

/// The members of one cone, in the order of its graph.
#[derive(Debug)]
struct Members {
    words: Vec<Word>,
    known: Arc<[u16]>,
    own: BTreeMap<Word, u16>,
    graph: Graph,
}

const ABSENT: u16 = u16::MAX;

static DPV: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary { cones: Cone::ALL.map(|cone| Arc::new(Members::of_dpv(cone))), own: Arc::from([]) });

impl Vocabulary {
    /// The most own words a text may have.
    pub const MAX_OWN: usize = 1_024;

    /// The cones of DPV 2.3, without anybody's own words.
    #[must_use]
    pub fn dpv() -> &'static Self {
        &DPV
    }

    /// This vocabulary with a text's own words.
    ///
    /// # Errors
    /// When an own word is not an absolute IRI, stands in a namespace of DPV or is known already, names nothing above
    /// it, or a word above it is in no cone, when own words stand in a circle, or when there are too many.
    pub fn extend(&self, own: &[OwnWord]) -> Result<Self, VocabError> {
        let count = self.own.len() + own.len();
        if count > Self::MAX_OWN {
            return Err(VocabError::TooManyOwn { count, limit: Self::MAX_OWN });
        }
        let ordered = parents_first(own)?;
        let mut cones: [Vec<&OwnWord>; 4] = Default::default();
        let mut joined: HashMap<&Word, BTreeSet<Cone>> = HashMap::new();
        for word in ordered {
            if !is_absolute(&word.word) {
                return Err(VocabError::NotAnIri { word: word.word.clone() });
            }
            if word.word.is_known() || Cone::ALL.iter().any(|cone| self.contains(*cone, &word.word)) {
                return Err(VocabError::AlreadyKnown { word: word.word.clone() });
            }
            if word.word.is_in_dpv() {
                return Err(VocabError::NotOnesOwn { word: word.word.clone() });
            }
            let mut mine = BTreeSet::new();
            for above in &word.below {
                let found: BTreeSet<Cone> = match joined.get(above) {
                    Some(cones) => cones.clone(),
                    None => Cone::ALL.into_iter().filter(|cone| self.contains(*cone, above)).collect(),
                };
                if found.is_empty() {
                    return Err(VocabError::NoCone { word: above.clone() });
                }
                mine.extend(found);
            }
            for (cone, list) in Cone::ALL.iter().zip(cones.iter_mut()) {
                if mine.contains(cone) {
                    list.push(word);
                }
            }
            joined.insert(&word.word, mine);
        }
        let [data, purpose, operation, measure] = cones;
        Ok(Self {
            cones: [
                self.with(Cone::Data, &data),
                self.with(Cone::Purpose, &purpose),
                self.with(Cone::Operation, &operation),
                self.with(Cone::Measure, &measure),
            ],
            own: self.own.iter().chain(own).cloned().collect(),
        })
    }

    fn with(&self, cone: Cone, own: &[&OwnWord]) -> Arc<Members> {
        let members = self.members(cone);
        if own.is_empty() { Arc::clone(members) } else { Arc::new(members.with(cone, own)) }
    }

    /// The own words, as declared.
    #[must_use]
    pub fn own(&self) -> &[OwnWord] {
        &self.own
    }

    /// Every word of a cone, by IRI, own words last.
    #[must_use]
    pub fn words(&self, cone: Cone) -> Vec<Word> {
        self.members(cone).words.clone()
    }

    /// Whether the word stands in the cone.
    #[must_use]
    pub fn contains(&self, cone: Cone, word: &Word) -> bool {
        self.index(cone, word).is_some()
    }

    /// What the word includes: itself and everything below it; nothing when it is not in the cone.
    #[must_use]
    pub fn includes(&self, cone: Cone, word: &Word) -> Vec<Word> {
        self.list(cone, word, Graph::down)
    }

    /// What the word speaks for in a permission or a request: what it includes, without marked words unless it is
    /// marked itself.
    #[must_use]
    pub fn speaks_for(&self, cone: Cone, word: &Word) -> Vec<Word> {
        self.list(cone, word, Graph::speaks)
    }

    /// Whether `low` is `high` or below it.
    #[must_use]
    pub fn is_within(&self, cone: Cone, low: &Word, high: &Word) -> bool {
        self.pair(cone, low, high, |graph, low, high| graph.is_within(low, high))
    }

    /// Whether some word lies below both, or is one and below the other.
    #[must_use]
    pub fn overlaps(&self, cone: Cone, one: &Word, other: &Word) -> bool {
        self.pair(cone, one, other, |graph, one, other| super::graph::meets(graph.down(one), graph.down(other)))
    }

    /// Whether the word is marked: special category or criminal data, profiling, tracking, and all below these.
    #[must_use]
    pub fn is_marked(&self, cone: Cone, word: &Word) -> bool {
        self.index(cone, word).is_some_and(|member| self.graph(cone).is_marked(member))
    }

    pub(crate) fn index(&self, cone: Cone, word: &Word) -> Option<u16> {
        let members = self.members(cone);
        match &word.0 {
            Repr::Known(index) => members.known.get(usize::from(*index)).copied().filter(|member| *member != ABSENT),
            Repr::Other(_) => members.own.get(word).copied(),
        }
    }

    pub(crate) fn graph(&self, cone: Cone) -> &Graph {
        &self.members(cone).graph
    }

    pub(crate) fn word(&self, cone: Cone, member: u16) -> Word {
        self.members(cone).words.get(usize::from(member)).cloned().unwrap_or_else(|| cone.root())
    }

    /// The root and every marked word, for which the root does not speak: together, all there is.
    pub(crate) fn widest(&self, cone: Cone) -> Vec<Word> {
        let marked = self.graph(cone).members().filter(|member| self.graph(cone).is_marked(*member));
        [cone.root()].into_iter().chain(marked.map(|member| self.word(cone, member))).collect()
    }

    fn members(&self, cone: Cone) -> &Arc<Members> {
        let [data, purpose, operation, measure] = &self.cones;
        match cone {
            Cone::Data => data,
            Cone::Purpose => purpose,
            Cone::Operation => operation,
            Cone::Measure => measure,
        }
    }

    fn list(&self, cone: Cone, word: &Word, row: fn(&Graph, u16) -> &[u64]) -> Vec<Word> {
        match self.index(cone, word) {
            Some(member) => ones(row(self.graph(cone), member)).map(|below| self.word(cone, below)).collect(),
            None => Vec::new(),
        }
    }

    fn pair(&self, cone: Cone, a: &Word, b: &Word, test: fn(&Graph, u16, u16) -> bool) -> bool {
        match (self.index(cone, a), self.index(cone, b)) {
            (Some(a), Some(b)) => test(self.graph(cone), a, b),
            _ => false,
        }
    }
}

impl Members {
    fn of_dpv(cone: Cone) -> Self {
        let mut children: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
        for (index, row) in facts::all().filter(|(_, row)| row.family == row::Family::Concept) {
            for parent in row.parents {
                children.entry(*parent).or_default().push(index);
            }
        }
        let mut reached = BTreeSet::new();
        let mut open: Vec<u16> = facts_index(&cone.root()).into_iter().collect();
        while let Some(index) = open.pop() {
            if reached.insert(index) {
                open.extend(children.get(&index).into_iter().flatten());
            }
        }
        let mut known = vec![ABSENT; facts::all().count()];
        for (member, index) in (0u16..).zip(&reached) {
            if let Some(slot) = known.get_mut(usize::from(*index)) {
                *slot = member;
            }
        }
        let member = |index: &u16| known.get(usize::from(*index)).copied().filter(|member| *member != ABSENT);
        let parents =
            reached.iter().map(|index| facts::at(*index).parents.iter().filter_map(member).collect()).collect();
        let seeds: Vec<u16> = cone.marked().iter().filter_map(facts_index).filter_map(|index| member(&index)).collect();
        let graph = Graph::build(parents, &seeds);
        Self { words: reached.into_iter().map(Word::known).collect(), known: known.into(), own: BTreeMap::new(), graph }
    }

    fn with(&self, cone: Cone, added: &[&OwnWord]) -> Self {
        let mut words = self.words.clone();
        let mut own = self.own.clone();
        for word in added {
            own.insert(word.word.clone(), u16::try_from(words.len()).unwrap_or(ABSENT));
            words.push(word.word.clone());
        }
        let member = |word: &Word| match &word.0 {
            Repr::Known(index) => self.known.get(usize::from(*index)).copied().filter(|member| *member != ABSENT),
            Repr::Other(_) => own.get(word).copied(),
        };
        let mut parents: Vec<Vec<u16>> =
            self.graph.members().map(|member| self.graph.parents(member).to_vec()).collect();
        parents.extend(added.iter().map(|word| word.below.iter().filter_map(member).collect::<Vec<_>>()));
        let seeds: Vec<u16> = cone.marked().iter().filter_map(member).collect();
        let graph = Graph::build(parents, &seeds);
        Self { words, known: Arc::clone(&self.known), own, graph }
    }
}

/// Own words with every one after those it stands below, or the error that makes that impossible.
fn parents_first(own: &[OwnWord]) -> Result<Vec<&OwnWord>, VocabError> {
    if let Some(word) = own.iter().find(|word| word.below.is_empty()) {
        return Err(VocabError::NothingAbove { word: word.word.clone() });
    }
    let mut names = HashSet::new();
    if let Some(word) = own.iter().find(|word| !names.insert(&word.word)) {
        return Err(VocabError::AlreadyKnown { word: word.word.clone() });
    }
    // A word is placed with the last of its own parents, so a long chain costs no more than its links. The maps are
    // looked up and never walked: the order is that of the declaration.
    let mut waiting: HashMap<&Word, usize> = HashMap::new();
    let mut children: HashMap<&Word, Vec<&OwnWord>> = HashMap::new();
    for word in own {
        for above in word.below.iter().filter(|above| names.contains(above)) {
            *waiting.entry(&word.word).or_default() += 1;
            children.entry(above).or_default().push(word);
        }
    }
    let mut order: Vec<&OwnWord> = own.iter().filter(|word| !waiting.contains_key(&word.word)).collect();
    let mut next = 0;
    while let Some(placed) = order.get(next).copied() {
        next += 1;
        for child in children.get(&placed.word).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(&child.word) {
                *count -= 1;
                if *count == 0 {
                    waiting.remove(&child.word);
                    order.push(child);
                }
            }
        }
    }
    match own.iter().find(|word| waiting.contains_key(&word.word)) {
        Some(word) => Err(VocabError::Circle { word: word.word.clone() }),
        None => Ok(order),
    }
}

fn is_absolute(word: &Word) -> bool {
    let iri = word.iri();
    iri.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// `dpv:SpecialCategoryPersonalData`: the general name that is neither permitted nor consented to.
pub(crate) fn general_special() -> &'static Word {
    static WORD: LazyLock<Word> = LazyLock::new(|| dpv("SpecialCategoryPersonalData"));
    &WORD
}

fn facts_index(word: &Word) -> Option<u16> {
    match word.0 {
        Repr::Known(index) => Some(index),
        Repr::Other(_) => None,
    }
}

/// A word of DPV's own namespace.
pub(crate) fn dpv(name: &str) -> Word {
    let found = facts::find("dpv", name);
    found.map_or_else(|| Word(Repr::Other(Arc::from(name))), Word::known)
}
