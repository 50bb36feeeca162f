//! What a mandate counts: numbered items, whole pieces, minor units.

use crate::intention::foreign::error::{ForeignOfferError, Unsuited};
use crate::intention::{Basis, Gtin, Item, Kind, QuantityRange, Want};
use crate::money::{Decimal, Money};

/// Units of which a whole number is a number of items.
const PIECES: &[&str] = &["C62", "H87", "EA"];

/// The number by which a merchant knows an item: the GTIN, else the maker's.
pub(super) fn number(item: &Item) -> Option<String> {
    let gtin = item.gtin.map(|gtin| gtin.to_string());
    gtin.or_else(|| item.mpn.as_ref().map(|mpn| mpn.as_str().to_owned()))
}

/// The item and its alternatives.
pub(super) fn all(want: &Want) -> impl Iterator<Item = &Item> {
    std::iter::once(want.item()).chain(want.alternatives())
}

/// Whether an item of a mandate is one of those wanted. GTINs of different lengths are one number.
pub(super) fn is_wanted(want: &Want, id: &str) -> bool {
    let gtin = Gtin::parse(id).ok();
    all(want).any(|item| match item.gtin {
        Some(wanted) => gtin == Some(wanted),
        None => item.mpn.as_ref().is_some_and(|mpn| mpn.as_str() == id),
    })
}

/// Whether a mandate can be about it.
pub(super) fn is_paid_for(kind: Kind) -> bool {
    matches!(kind, Kind::Buy | Kind::Rent | Kind::Hire)
}

/// Whether so many pieces are as many as wanted. One is, where nothing is said.
pub(super) fn is_enough(quantity: Option<QuantityRange>, pieces: u64) -> bool {
    let number = i64::try_from(pieces).map(Decimal::from);
    match (quantity, number) {
        (None, _) => pieces == 1,
        (Some(range), Ok(number)) => {
            PIECES.contains(&range.unit().as_str())
                && range.least().to_decimal() <= number
                && number <= range.most().to_decimal()
        }
        (Some(_), Err(_)) => false,
    }
}

/// The fewest whole pieces of a quantity.
pub(super) fn fewest(quantity: Option<QuantityRange>) -> Result<u64, ForeignOfferError> {
    let Some(range) = quantity else { return Ok(1) };
    let least = range.least().to_decimal().to_string();
    let (whole, is_whole) = least.split_once('.').map_or((least.as_str(), true), |(whole, _)| (whole, false));
    let fewest = whole.parse::<u64>().ok().and_then(|whole| whole.checked_add(u64::from(!is_whole)));
    let unsuited = ForeignOfferError::Unsuited { what: Unsuited::Quantity };
    fewest.filter(|pieces| is_enough(quantity, *pieces)).ok_or(unsuited)
}

/// The most that may be paid for so many pieces, whatever the ceiling covers: what it leaves out (taxes, delivery) is
/// in the payment too, so that an agent is held to less rather than to more.
pub(super) fn ceiling(want: &Want, pieces: u64) -> Result<Money, ForeignOfferError> {
    let budget = want.budget().ok_or(ForeignOfferError::Unsuited { what: Unsuited::Budget })?;
    match budget.basis {
        Basis::All => Ok(budget.most),
        Basis::Unit => {
            let pieces = i64::try_from(pieces).map_err(|_| ForeignOfferError::Unsuited { what: Unsuited::Quantity })?;
            Ok(budget.most.times(pieces.into())?)
        }
    }
}
