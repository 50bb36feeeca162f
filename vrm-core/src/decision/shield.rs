//! Blocks, indexed by whom they are against.

use super::DecisionError;
use super::block::{Block, Host, Selector};
use super::index::Index;
use super::point::{Area, Point};
use crate::did::Did;
use crate::vocab::{Sector, Vocabulary};
use std::collections::HashMap;
use std::sync::OnceLock;

/// All blocks of one person.
#[derive(Clone, Debug, Default)]
pub(super) struct Shield {
    everyone: Stand,
    sectors: HashMap<Sector, Stand>,
    hosts: HashMap<String, Stand>,
    vendors: HashMap<Did, Stand>,
}

/// The blocks against one selector. Its index is made when first asked, so that raising many costs no more than one.
#[derive(Clone, Debug, Default)]
struct Stand {
    blocks: Vec<Block>,
    areas: Vec<Area>,
    index: OnceLock<Index>,
}

/// Fewer blocks than this are looked through one by one.
const FEW: usize = 8;

impl Shield {
    pub(super) fn raise(&mut self, block: Block) -> Result<(), DecisionError> {
        crate::terms::check_block(&block.what)?;
        if self.stands().any(|stand| stand.blocks.iter().any(|known| known.what.id() == block.what.id())) {
            return Err(DecisionError::AlreadyThere { id: block.what.id().to_owned() });
        }
        let stand = match &block.against {
            Selector::Everyone => &mut self.everyone,
            Selector::Sector(sector) => self.sectors.entry(*sector).or_default(),
            Selector::Host(host) => self.hosts.entry(host.as_str().to_owned()).or_default(),
            Selector::Vendor(did) => self.vendors.entry(did.clone()).or_default(),
        };
        stand.areas.push(Area::of(block.what.scope(), Vocabulary::dpv()));
        stand.blocks.push(block);
        stand.index = OnceLock::new();
        Ok(())
    }

    pub(super) fn lower(&mut self, id: &str) -> bool {
        let others = self.sectors.values_mut().chain(self.hosts.values_mut()).chain(self.vendors.values_mut());
        others.chain([&mut self.everyone]).any(|stand| stand.lower(id))
    }

    /// Blocks against this vendor whose words touch the point, whatever its conditions and the time. Their words are
    /// DPV's, whose indices every vocabulary keeps.
    pub(super) fn touching<'a>(
        &'a self,
        vendor: &Did,
        hosts: &'a [Host],
        sectors: &'a [Sector],
        point: &'a Point<'a>,
        vocabulary: &'a Vocabulary,
    ) -> impl Iterator<Item = &'a Block> + 'a {
        self.against(vendor, hosts, sectors).flat_map(move |stand| stand.touching(point, vocabulary))
    }

    /// Blocks against this vendor, with their words.
    pub(super) fn all_against<'a>(
        &'a self,
        vendor: &Did,
        hosts: &'a [Host],
        sectors: &'a [Sector],
    ) -> impl Iterator<Item = (&'a Block, &'a Area)> + 'a {
        self.against(vendor, hosts, sectors).flat_map(|stand| stand.blocks.iter().zip(&stand.areas))
    }

    fn against<'a>(
        &'a self,
        vendor: &Did,
        hosts: &'a [Host],
        sectors: &'a [Sector],
    ) -> impl Iterator<Item = &'a Stand> + 'a {
        let by_host = hosts.iter().flat_map(Host::upwards).filter_map(|host| self.hosts.get(host));
        let by_sector = sectors.iter().filter_map(|sector| self.sectors.get(sector));
        [&self.everyone].into_iter().chain(self.vendors.get(vendor)).chain(by_sector).chain(by_host)
    }

    fn stands(&self) -> impl Iterator<Item = &Stand> {
        let others = self.sectors.values().chain(self.hosts.values()).chain(self.vendors.values());
        [&self.everyone].into_iter().chain(others)
    }
}

impl Stand {
    fn lower(&mut self, id: &str) -> bool {
        let Some(at) = self.blocks.iter().position(|block| block.what.id() == id) else { return false };
        self.blocks.remove(at);
        self.areas.remove(at);
        self.index = OnceLock::new();
        true
    }

    fn touching<'a>(
        &'a self,
        point: &'a Point<'a>,
        vocabulary: &'a Vocabulary,
    ) -> impl Iterator<Item = &'a Block> + 'a {
        let few = self.blocks.len() < FEW || !vocabulary.own().is_empty();
        let looked_up =
            (!few).then(|| self.index.get_or_init(|| Index::forbidding(&self.areas, Vocabulary::dpv())).at(point));
        let looked_through = few.then(|| {
            let pairs = self.areas.iter().enumerate();
            pairs.filter(move |(_, area)| area.touches(point, vocabulary)).map(|(index, _)| index)
        });
        let indices = looked_up.into_iter().flatten().chain(looked_through.into_iter().flatten());
        indices.filter_map(|index| self.blocks.get(index))
    }
}
