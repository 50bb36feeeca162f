//! What the person keeps, and what it says yes to: two members of the intention's file that stay at home.

use std::collections::BTreeSet;

use vrm_core::decision::Grant;
use vrm_core::error::Code;
use vrm_core::json::Node;
use vrm_core::time::{Instant, Window};
use vrm_core::vault::{Content, NewItem};
use vrm_core::vocab::Word;

use super::files::Place;
use crate::host::in_days;
use crate::stop::Stop;

/// The most pieces of data, and the most yeses.
const MOST: usize = 100;

/// The most days that a piece of data may hold: ten years.
const DAYS: i64 = 3_650;

/// A piece of data for the vault. Nothing shows its value, and an error does not repeat it.
#[derive(Debug)]
pub(super) struct Piece {
    item: NewItem,
    /// For how long it holds; none for good.
    days: Option<i64>,
}

/// A yes that the person gives beforehand: to data for purposes, where an agreement leaves that to it.
#[derive(Debug)]
pub(super) struct Yes {
    data: Word,
    purpose: BTreeSet<Word>,
}

impl Piece {
    pub(super) fn list(place: &Place, list: Option<&Node<'_>>) -> Result<Vec<Self>, Stop> {
        listed(place, list, Self::one)
    }

    fn one(place: &Place, node: &Node<'_>) -> Result<Self, Stop> {
        let mut fields = node.object().map_err(|error| place.broken(error))?;
        let data = fields.required("data").map_err(|error| place.broken(error))?;
        let value = fields.required("value").map_err(|error| place.broken(error))?;
        let days = fields.optional("days");
        fields.close().map_err(|error| place.broken(error))?;
        let content = Content::of(value.value()).map_err(|error| place.at(&value).broken(error))?;
        let item = NewItem::new(word(place, &data)?, content).map_err(|error| place.at(&data).broken(error))?;
        Ok(Self { item, days: days.map(|days| place.days(&days, DAYS)).transpose()? })
    }

    /// The piece as it is kept from now on.
    pub(super) fn item(&self, now: Instant) -> Result<NewItem, Stop> {
        let until = self.days.map(|days| in_days(now, days)).transpose()?;
        Ok(self.item.clone().during(Window::new(None, until)?)?)
    }
}

impl Yes {
    pub(super) fn list(place: &Place, list: Option<&Node<'_>>) -> Result<Vec<Self>, Stop> {
        listed(place, list, Self::one)
    }

    fn one(place: &Place, node: &Node<'_>) -> Result<Self, Stop> {
        let mut fields = node.object().map_err(|error| place.broken(error))?;
        let data = fields.required("data").map_err(|error| place.broken(error))?;
        let purpose = fields.required("purpose").map_err(|error| place.broken(error))?;
        fields.close().map_err(|error| place.broken(error))?;
        let purposes = purpose.array().map_err(|error| place.broken(error))?;
        if purposes.is_empty() {
            return Err(place.at(&purpose).wrong("it is empty, expected a purpose, such as `dpv:CustomerCare`"));
        }
        let purpose = purposes.iter().map(|node| word(place, node)).collect::<Result<_, _>>()?;
        Ok(Self { data: word(place, &data)?, purpose })
    }

    /// Whether it says yes to a grant: to this data by its own word, and to every purpose.
    pub(super) fn speaks_for(&self, grant: &Grant) -> bool {
        grant.scope.data.iter().eq([&self.data]) && grant.scope.purpose.is_subset(&self.purpose)
    }
}

fn listed<T>(
    place: &Place,
    list: Option<&Node<'_>>,
    one: impl Fn(&Place, &Node<'_>) -> Result<T, Stop>,
) -> Result<Vec<T>, Stop> {
    let Some(list) = list else { return Ok(Vec::new()) };
    let nodes = list.array().map_err(|error| place.broken(error))?;
    if nodes.len() > MOST {
        return Err(place.at(list).wrong(format!("there are {}, expected at most {MOST}", nodes.len())));
    }
    nodes.iter().map(|node| one(place, node)).collect()
}

/// A word. What stands there instead of one may be a value in the wrong place, and is not repeated.
fn word(place: &Place, node: &Node<'_>) -> Result<Word, Stop> {
    let text = node.string().map_err(|error| place.broken(error))?;
    let known = text.parse().ok().filter(Word::is_known);
    known.ok_or_else(|| {
        let code = Code::VaultNotACategory.name();
        place.at(node).wrong(format!("it is no word of DPV, expected one such as `pd:EmailAddress` ({code})"))
    })
}
