//! What two vendors see of one person, and what links one thing in it to another.

use crate::pieces::{WINDOW, pieces, typ, windows};
use crate::support::hex;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use vrm_core::chain::StreamId;

/// Everything that two vendors see: what they are told, with what they find inside, and what they say themselves.
#[derive(Default)]
pub(crate) struct Views {
    entries: Vec<Entry>,
    /// The person's data: it may choose to tell the same to two vendors.
    values: Vec<String>,
}

/// A text that a vendor sees.
struct Entry {
    vendor: usize,
    source: Source,
    label: String,
    pieces: Vec<Vec<u8>>,
}

/// Where it stands. What is said in one relationship, or of one cast, belongs together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// A cast, and the text that is wanted in it: the person's own, which may be announced again.
    Cast(StreamId, String),
    /// The yes to an offer, which joins a cast to a relationship.
    Acceptance(StreamId),
    /// Any other letter of a relationship.
    Letter(StreamId),
    /// What the vendor says to the person.
    Said,
    /// What it says to the world: its keys and names are its own.
    Page,
}

/// Bytes that stand where they must not, in which two texts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) vendors: [usize; 2],
    pub(crate) texts: [String; 2],
    /// Every run of them.
    pub(crate) bytes: BTreeSet<Vec<u8>>,
}

impl Views {
    /// A vendor reads a cast: the bytes, and what they are sealed around.
    pub(crate) fn cast(&mut self, vendor: usize, cast: StreamId, wanted: &str, texts: &[&[u8]]) {
        self.see(vendor, Source::Cast(cast, wanted.to_owned()), texts);
    }

    /// A vendor gets a letter of a relationship: the bytes, and what they are sealed around.
    pub(crate) fn letter(&mut self, vendor: usize, relationship: StreamId, texts: &[&[u8]]) {
        let accepts = texts.iter().any(|text| typ(text).as_deref() == Some("acceptance"));
        let source = if accepts { Source::Acceptance(relationship) } else { Source::Letter(relationship) };
        self.see(vendor, source, texts);
    }

    /// A piece of the person's data.
    pub(crate) fn value(&mut self, value: &str) {
        self.values.push(value.to_owned());
    }

    /// What a vendor keeps of a letter of a relationship.
    pub(crate) fn kept(&mut self, vendor: usize, relationship: StreamId, text: &[u8]) {
        self.see(vendor, Source::Letter(relationship), &[text]);
    }

    /// A vendor says something to the person.
    pub(crate) fn said(&mut self, vendor: usize, texts: &[&[u8]]) {
        self.see(vendor, Source::Said, texts);
    }

    /// A vendor says something to the world.
    pub(crate) fn page(&mut self, vendor: usize, text: &[u8]) {
        self.see(vendor, Source::Page, &[text]);
    }

    fn see(&mut self, vendor: usize, source: Source, texts: &[&[u8]]) {
        let kind = texts.iter().find_map(|text| typ(text).filter(|typ| typ != "JWT")).unwrap_or_default();
        let label = format!("{kind} ({} in the view)", self.entries.len());
        let pieces = texts.iter().flat_map(|text| pieces(text)).collect();
        self.entries.push(Entry { vendor, source, label, pieces });
    }

    /// The types of the texts, with who sees them.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = (usize, &str)> {
        self.entries.iter().map(|entry| (entry.vendor, entry.label.split(' ').next().unwrap_or_default()))
    }

    /// What links one thing to another: bytes that two relationships, two casts, or a relationship and a cast share, and
    /// what one vendor said and the other is told. What also stands in the control is nobody's own: it is the format, the
    /// settings, the clock.
    pub(crate) fn links(&self, control: &Self) -> Vec<Link> {
        let format = control.all_windows();
        let mut wrong: BTreeMap<[usize; 2], HashSet<u64>> = BTreeMap::new();
        for (window, entries) in self.shared(&format) {
            if let Some(pair) = self.linked(window, &entries) {
                wrong.entry(pair).or_default().insert(window);
            }
        }
        wrong.iter().map(|(pair, windows)| self.link(*pair, windows)).collect()
    }

    fn all_windows(&self) -> Vec<u64> {
        let pieces = self.entries.iter().flat_map(|entry| &entry.pieces);
        let mut all: Vec<u64> = pieces.flat_map(|piece| windows(piece)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Windows that more than one entry has and the control has not, with the entries.
    fn shared(&self, format: &[u64]) -> Vec<(u64, Vec<usize>)> {
        let mut all: Vec<(u64, u32)> = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let index = u32::try_from(index).unwrap();
            all.extend(entry.pieces.iter().flat_map(|piece| windows(piece)).map(|window| (window, index)));
        }
        all.sort_unstable();
        all.dedup();
        let groups = all.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1);
        let groups = groups.filter(|group| format.binary_search(&group[0].0).is_err());
        groups.map(|group| (group[0].0, group.iter().map(|(_, index)| *index as usize).collect())).collect()
    }

    /// The two entries that a window links, where it must not stand in both.
    fn linked(&self, window: u64, entries: &[usize]) -> Option<[usize; 2]> {
        let all = || entries.iter().map(|index| (*index, &self.entries[*index]));
        let told: Vec<(usize, &Entry)> = all().filter(|(_, entry)| entry.source.context().is_some()).collect();
        // What a vendor said and was never told is its own, and no other's.
        let own = all().filter(|(_, said)| {
            said.source.context().is_none() && told.iter().all(|(_, entry)| entry.vendor != said.vendor)
        });
        if let Some((said, _)) = own.into_iter().next()
            && let Some((heard, _)) = told.first()
        {
            return Some([said, *heard]);
        }
        let contexts: BTreeSet<StreamId> = told.iter().filter_map(|(_, entry)| entry.source.context()).collect();
        let excused = self.is_vendors_own(&told, all()) || is_accepted(&told) || is_wanted(window, &told);
        if contexts.len() < 2 || excused || self.is_value(window) {
            return None;
        }
        let [(first, one), rest @ ..] = told.as_slice() else { return None };
        let elsewhere = |(_, entry): &&(usize, &Entry)| entry.source.context() != one.source.context();
        // Rather between the two vendors than at one of them.
        let across = rest.iter().filter(elsewhere).find(|(_, entry)| entry.vendor != one.vendor);
        across.or_else(|| rest.iter().find(elsewhere)).map(|(second, _)| [*first, *second])
    }

    /// Whether one vendor alone is told it, and it is that vendor's name or key.
    fn is_vendors_own<'a>(&self, told: &[(usize, &Entry)], all: impl Iterator<Item = (usize, &'a Entry)>) -> bool {
        let vendors: BTreeSet<usize> = told.iter().map(|(_, entry)| entry.vendor).collect();
        vendors.len() == 1
            && all.into_iter().any(|(_, entry)| entry.source == Source::Page && vendors.contains(&entry.vendor))
    }

    /// Whether it is a piece of the person's data, or a part of one, and of nothing beside.
    fn is_value(&self, window: u64) -> bool {
        self.values.iter().any(|value| windows(value.as_bytes()).any(|part| part == window))
    }

    /// The windows joined to the runs of bytes that they are.
    fn link(&self, pair: [usize; 2], wrong: &HashSet<u64>) -> Link {
        let [first, second] = pair.map(|index| &self.entries[index]);
        let mut bytes = BTreeSet::new();
        for piece in &first.pieces {
            let mut begun = None;
            for (at, is_wrong) in windows(piece).map(|window| wrong.contains(&window)).chain([false]).enumerate() {
                match (begun, is_wrong) {
                    (None, true) => begun = Some(at),
                    (Some(from), false) => {
                        bytes.insert(piece[from..at + WINDOW - 1].to_vec());
                        begun = None;
                    }
                    _ => {}
                }
            }
        }
        let texts = [first, second].map(|entry| format!("{} as {:?}", entry.label, entry.source));
        Link { vendors: [first.vendor, second.vendor], texts, bytes }
    }
}

/// A cast's own bytes may stand in the yes to one offer for it, in one relationship.
fn is_accepted(told: &[(usize, &Entry)]) -> bool {
    let (mut casts, mut relationships) = (BTreeSet::new(), BTreeSet::new());
    for (_, entry) in told {
        match entry.source {
            Source::Cast(cast, _) => casts.insert(cast),
            Source::Acceptance(relationship) => relationships.insert(relationship),
            _ => return false,
        };
    }
    casts.len() == 1 && relationships.len() == 1
}

/// What is wanted may be announced more than once.
fn is_wanted(window: u64, told: &[(usize, &Entry)]) -> bool {
    told.iter().all(|(_, entry)| match &entry.source {
        Source::Cast(_, wanted) => windows(wanted.as_bytes()).any(|part| part == window),
        _ => false,
    })
}

impl Source {
    /// The cast or relationship in which it was told; none of what was said.
    fn context(&self) -> Option<StreamId> {
        match self {
            Self::Cast(stream, _) | Self::Acceptance(stream) | Self::Letter(stream) => Some(*stream),
            Self::Said | Self::Page => None,
        }
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { vendors: [one, other], texts: [first, second], bytes } = self;
        write!(f, "vendors {one} and {other}, in {first} and in {second}:")?;
        bytes.iter().try_for_each(|run| write!(f, " {} ({:?})", hex(run), String::from_utf8_lossy(run)))
    }
}
