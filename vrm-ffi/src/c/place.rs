//! Places, recipients and sectors.

use super::handle::{Input, give, show};
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::border::Failure;
use crate::value::{PlaceFacts, RecipientFacts};
use vrm_core::vocab::{Place, Places, Recipient, Sector};

/// What a JSON list of places says; an empty one, or none, is anywhere.
fn places(input: &Input, argument: &'static str, listed: vrm_text) -> Result<Places, Failure> {
    let listed: Vec<Place> = match input.optional_bytes(argument, listed)? {
        Some(_) => input.list(argument, listed)?,
        None => Vec::new(),
    };
    if listed.is_empty() { Ok(Places::Anywhere) } else { Ok(Places::within(listed)?) }
}

/// What: what is known of a place.
/// Owns: `facts` is the caller's: JSON, a `PlaceFacts`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `vocab-malformed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_place_facts(place: vrm_text, facts: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(facts, |input| Ok(PlaceFacts::from(input.read::<Place>("place", place)?))) }
}

/// What: every country and region, the EU and the EEA.
/// Owns: `all` is the caller's: JSON, a list of places.
/// Threads: any.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_place_all(all: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(all, |_| Ok(Place::all().collect::<Vec<_>>())) }
}

/// What: a JSON list of places, sorted and without repeats.
/// Owns: `within` is the caller's: JSON, a list of places.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `vocab-malformed`; `vocab-no-places` when there is none, which elsewhere means anywhere.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_places_within(listed: vrm_text, within: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(within, |input| Ok(Places::within(input.list::<Place>("listed", listed)?)?.named().to_vec())) }
}

/// What: whether the places of one JSON list lie within those of another, 1 or 0; none is anywhere.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `vocab-malformed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_places_is_within(listed: vrm_text, other: vrm_text, within: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(within, |input| {
            let (one, other) = (places(input, "listed", listed)?, places(input, "other", other)?);
            Ok(u32::from(one.is_within(&other)))
        })
    }
}

/// What: whether somewhere lies within both of two JSON lists of places, 1 or 0; none is anywhere.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `vocab-malformed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_places_overlaps(listed: vrm_text, other: vrm_text, overlaps: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(overlaps, |input| {
            let (one, other) = (places(input, "listed", listed)?, places(input, "other", other)?);
            Ok(u32::from(one.overlaps(&other)))
        })
    }
}

/// What: what is known of a recipient.
/// Owns: `facts` is the caller's: JSON, a `RecipientFacts`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `vocab-malformed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_recipient_facts(recipient: vrm_text, facts: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(facts, |input| Ok(RecipientFacts::from(input.read::<Recipient>("recipient", recipient)?))) }
}

/// What: the words for recipients, most general first.
/// Owns: `words` is the caller's: JSON, a list of recipients.
/// Threads: any.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_recipient_words(words: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(words, |_| Ok(Recipient::WORDS)) }
}

/// What: whether one recipient is the other or below it, 1 or 0.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `vocab-malformed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_recipient_is_within(recipient: vrm_text, other: vrm_text, within: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(within, |input| {
            let (one, other): (Recipient, Recipient) =
                (input.read("recipient", recipient)?, input.read("other", other)?);
            Ok(u32::from(one.is_within(&other)))
        })
    }
}

/// What: whether somebody is held by both of two recipients, 1 or 0.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `vocab-malformed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_recipient_overlaps(
    recipient: vrm_text,
    other: vrm_text,
    overlaps: *mut u32,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(overlaps, |input| {
            let (one, other): (Recipient, Recipient) =
                (input.read("recipient", recipient)?, input.read("other", other)?);
            Ok(u32::from(one.overlaps(&other)))
        })
    }
}

/// What: every sector, by name.
/// Owns: `sectors` is the caller's: JSON, a list of sectors.
/// Threads: any.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_sector_all(sectors: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(sectors, |_| Ok(Sector::ALL)) }
}
