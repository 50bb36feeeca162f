//! Blocks, indexed by whom they are against.

use super::DecisionError;
use super::block::{Block, Host, Selector};
use super::index::Index;
use super::point::{Area, Point};
use crate::vocab::{Sector, Vocabulary};
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// The blocks of one person that are not against a single vendor, and the ids of all.
#[derive(Clone, Debug, Default)]
pub(super) struct Shield {
    ids: BTreeMap<String, Selector>,
    everyone: Stand,
    sectors: BTreeMap<Sector, Stand>,
    hosts: HashMap<String, Stand>,
}

/// The blocks against one selector. Its index is made when first asked, so that raising many costs no more than one.
#[derive(Clone, Debug, Default)]
pub(super) struct Stand {
    blocks: Vec<Block>,
    areas: Vec<Area>,
    /// How many recipients the blocks name.
    named: usize,
    index: OnceLock<Box<Index>>,
}

/// Fewer blocks than this are looked through one by one.
const FEW: usize = 8;
/// Blocks that name more recipients than this are too: an index has a row for each.
const MANY_NAMED: usize = 4_096;

impl Shield {
    /// Takes the id of a block that means something, and gives the stand it belongs to; none for a single vendor's.
    pub(super) fn admit(&mut self, block: &Block) -> Result<Option<&mut Stand>, DecisionError> {
        crate::terms::check_block(&block.what)?;
        let id = block.what.id();
        if self.ids.contains_key(id) {
            return Err(DecisionError::AlreadyThere { id: id.to_owned() });
        }
        self.ids.insert(id.to_owned(), block.against.clone());
        Ok(match &block.against {
            Selector::Everyone => Some(&mut self.everyone),
            Selector::Sector(sector) => Some(self.sectors.entry(*sector).or_default()),
            Selector::Host(host) => Some(self.hosts.entry(host.as_str().to_owned()).or_default()),
            Selector::Vendor(_) => None,
        })
    }

    /// Gives an id up, lowers its block, and says against whom it was.
    pub(super) fn lower(&mut self, id: &str) -> Option<Selector> {
        let against = self.ids.remove(id)?;
        let stand = match &against {
            Selector::Everyone => Some(&mut self.everyone),
            Selector::Sector(sector) => self.sectors.get_mut(sector),
            Selector::Host(host) => self.hosts.get_mut(host.as_str()),
            Selector::Vendor(_) => None,
        };
        if let Some(stand) = stand {
            stand.lower(id);
        }
        Some(against)
    }

    /// Every stand but those against a single vendor.
    pub(super) fn stands(&self) -> impl Iterator<Item = &Stand> {
        [&self.everyone].into_iter().chain(self.sectors.values()).chain(self.hosts.values())
    }

    /// The blocks against everyone.
    pub(super) fn everyone(&self) -> &Stand {
        &self.everyone
    }

    /// The blocks against vendors of these hosts and sectors.
    pub(super) fn against<'a>(
        &'a self,
        hosts: &'a [Host],
        sectors: impl Iterator<Item = Sector>,
    ) -> impl Iterator<Item = &'a Stand> {
        let by_host = hosts.iter().flat_map(Host::upwards).filter_map(|host| self.hosts.get(host));
        sectors.filter_map(|sector| self.sectors.get(&sector)).chain(by_host)
    }
}

impl Stand {
    pub(super) fn raise(&mut self, block: Block) {
        let area = Area::of(block.what.scope(), Vocabulary::dpv());
        self.named += area.recipients.named().len();
        self.areas.push(area);
        self.blocks.push(block);
        self.index = OnceLock::new();
    }

    pub(super) fn lower(&mut self, id: &str) {
        if let Some(at) = self.blocks.iter().position(|block| block.what.id() == id) {
            self.blocks.remove(at);
            self.named -= self.areas.remove(at).recipients.named().len();
            self.index = OnceLock::new();
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The blocks with their words.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Block, &Area)> {
        self.blocks.iter().zip(&self.areas)
    }

    /// Whether some block whose words touch the point passes a test.
    pub(super) fn any(&self, point: Point<'_>, vocabulary: &Vocabulary, test: impl Fn(&Block) -> bool) -> bool {
        match self.index(vocabulary) {
            Some(index) => index.at(&point).filter_map(|bit| self.blocks.get(bit)).any(test),
            None => self.all().any(|(block, area)| area.touches(&point, vocabulary) && test(block)),
        }
    }

    /// Blocks whose words touch the point, whatever its conditions and the time.
    pub(super) fn touching<'a, 'r>(
        &'a self,
        point: Point<'r>,
        vocabulary: &'r Vocabulary,
    ) -> impl Iterator<Item = &'a Block> + use<'a, 'r> {
        let index = self.index(vocabulary);
        let looked_up = index.map(|index| index.at(&point).filter_map(|bit| self.blocks.get(bit)));
        let through = index.is_none().then(|| self.all().filter(move |(_, area)| area.touches(&point, vocabulary)));
        looked_up.into_iter().flatten().chain(through.into_iter().flatten().map(|(block, _)| block))
    }

    /// The index, where there is enough to look up. The words of blocks are DPV's, so it knows no others.
    fn index(&self, vocabulary: &Vocabulary) -> Option<&Index> {
        let worth = self.blocks.len() >= FEW && self.named <= MANY_NAMED && vocabulary.own().is_empty();
        worth.then(|| &**self.index.get_or_init(|| Box::new(Index::forbidding(&self.areas, Vocabulary::dpv()))))
    }
}
