//! Which format a text is of.

use super::collected::Collected;
use super::error::ForeignOfferError;
use super::published::PublishedOffer;
use super::tree::Tree;
use super::{commerce, contracting, linked, payments};
use crate::json::JsonError;

/// The most bytes of a text that offers are read from.
const BYTES: usize = 8 * 1024 * 1024;

/// Finds every offer in a text of schema.org JSON-LD, ACP, UCP, AP2 or OCDS, in the order of the text where it has one.
///
/// What kind of text it is shows in its own words. Amounts are read by their digits: minor units where the format
/// counts those, whole units elsewhere, always with the currency that the text states. An amount without one becomes a
/// [`Gap`](super::Gap), never a price. Signatures are not checked.
///
/// # Errors
/// [`ForeignOfferError`]: `Json` for what is no JSON or has more than 8 MiB, `NoFormat`, `TooManyOffers` past 16,384.
///
/// ```
/// use vrm_core::intention::foreign::{GapCause, read_offers};
/// let page = br#"{"@context":"https://schema.org","@type":"Product","name":"Dishwasher","offers":[
///     {"@type":"Offer","price":499,"priceCurrency":"EUR","validThrough":"2026-03-01","seller":"Acme"},
///     {"@type":"Offer","price":"$750"}]}"#;
/// let offers = read_offers(page)?;
/// assert_eq!(offers[0].price.and_then(|price| price.exactly()).unwrap().to_string(), "499.00 EUR");
/// assert_eq!(offers[0].valid_through.unwrap().to_string(), "2026-03-01");
/// assert_eq!(offers[0].title, offers[1].title);
/// assert_eq!((offers[1].price, offers[1].gaps[0].cause), (None, GapCause::NoCurrency));
/// # Ok::<(), vrm_core::intention::foreign::ForeignOfferError>(())
/// ```
pub fn read_offers(bytes: &[u8]) -> Result<Vec<PublishedOffer>, ForeignOfferError> {
    if bytes.len() > BYTES {
        return Err(JsonError::TooLong { length: bytes.len(), limit: BYTES }.into());
    }
    let tree = Tree::parse(bytes)?;
    let mut found = Collected::default();
    match family(&tree) {
        Some(Family::Linked) => linked::read(&tree, &mut found)?,
        Some(Family::Contracting) => contracting::read(&tree, &mut found)?,
        Some(Family::Payments) => payments::read(&tree, &mut found)?,
        Some(Family::Commerce) => commerce::read(&tree, &mut found)?,
        None => return Err(ForeignOfferError::NoFormat),
    }
    Ok(found.into_offers())
}

/// The surest mark first: one text may quote another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Linked,
    Contracting,
    Payments,
    Commerce,
}

fn family(tree: &Tree) -> Option<Family> {
    let own = tree.members().iter().filter_map(|(name, value)| mark(name, value)).min();
    let inside = tree.inside().filter_map(family).min();
    [own, inside].into_iter().flatten().min()
}

fn mark(name: &str, value: &Tree) -> Option<Family> {
    if linked::is_marked(name, value) {
        Some(Family::Linked)
    } else if contracting::is_marked(name, value) {
        Some(Family::Contracting)
    } else if payments::is_marked(name, value) {
        Some(Family::Payments)
    } else if commerce::is_marked(name) {
        Some(Family::Commerce)
    } else {
        None
    }
}
