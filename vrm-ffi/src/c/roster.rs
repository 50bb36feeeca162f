//! The roster: the built-in one, or another that an authority signed.

use super::handle::{Table, enter, give, show};
use super::terms::{held, vrm_terms};
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::border::{BorderError, Failure, signing_key};
use crate::value::{EntryPin, RosterEntry, SignedRoster, Wishes};
use std::ops::Deref;
use std::sync::Arc;
use vrm_core::message;
use vrm_core::terms::{self, Layer, Roster};
use vrm_core::time::Instant;

/// A roster. It never changes; 0 stands for the built-in one.
pub type vrm_roster = u64;

static ROSTERS: Table<Roster> = Table::new(17);

/// A roster that a call looks into.
pub(super) enum Over {
    Builtin,
    Loaded(Arc<Roster>),
}

impl Deref for Over {
    type Target = Roster;

    fn deref(&self) -> &Roster {
        match self {
            Self::Builtin => Roster::builtin(),
            Self::Loaded(roster) => roster,
        }
    }
}

/// The roster of a handle.
pub(super) fn over(roster: vrm_roster) -> Result<Over, Failure> {
    if roster == 0 { Ok(Over::Builtin) } else { ROSTERS.get(roster).map(Over::Loaded) }
}

/// What: reads a roster from its document, whose signature the caller has verified.
/// Owns: `roster` is the caller's, to be freed with `vrm_roster_free`.
/// Threads: any.
/// Errors: `border-null`, `border-handles`; `json-*`, `roster-*`, `terms-*`, `vocab-*`, with the place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_roster_load(document: vrm_text, roster: *mut vrm_roster) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(roster, |input| ROSTERS.insert(Roster::load(input.bytes("document", document)?)?)) }
}

/// What: frees a roster.
/// Owns: takes `roster`.
/// Threads: any; a call of it that runs meanwhile goes on to its end.
/// Errors: `border-handle`.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_roster_free(roster: vrm_roster) -> vrm_status {
    // SAFETY: no pointer is handed in.
    unsafe { enter(|_| ROSTERS.remove(roster).map(drop)) }
}

/// What: the document of a roster, 0 for the built-in one: what an authority signs.
/// Owns: `document` is the caller's: JSON.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_roster_to_document(roster: vrm_roster, document: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(document, |_| Ok(vrm_bytes::of(over(roster)?.to_document().into_bytes()))) }
}

/// What: what names a roster, 0 for the built-in one, in an agreement.
/// Owns: `iri` is the caller's.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_roster_iri(roster: vrm_roster, iri: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(iri, |_| Ok(vrm_bytes::of(over(roster)?.iri().as_bytes().to_vec()))) }
}

/// What: every entry of a roster, 0 for the built-in one, in its order.
/// Owns: `entries` is the caller's: JSON, a list of `RosterEntry`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_roster_entries(roster: vrm_roster, entries: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(entries, |_| Ok(over(roster)?.entries().iter().map(RosterEntry::from).collect::<Vec<_>>())) }
}

/// What: a roster, 0 for the built-in one, with one entry alone: what a side keeps with an agreement.
/// Owns: `excerpt` is the caller's, to be freed with `vrm_roster_free`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`, `border-handles`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_roster_excerpt(roster: vrm_roster, id: vrm_text, excerpt: *mut vrm_roster) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(excerpt, |input| ROSTERS.insert(over(roster)?.excerpt(input.text("id", id)?)?)) }
}

/// What: the entry of an id (`SD-BASE`), a prefixed name or an IRI of DPV's IEEE 7012 vocabulary, old ones included, in a roster, 0 for the built-in one.
/// Owns: `entry` is the caller's: JSON, a `RosterEntry`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_roster_entry(roster: vrm_roster, id: vrm_text, entry: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(entry, |input| Ok(RosterEntry::from(over(roster)?.entry(input.text("id", id)?)?))) }
}

/// What: the entry of an id, if it may be proffered to an organisation, in a roster, 0 for the built-in one.
/// Owns: `entry` is the caller's: JSON, a `RosterEntry`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`, `roster-not-for-organisations`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_roster_proffered(roster: vrm_roster, id: vrm_text, entry: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(entry, |input| Ok(RosterEntry::from(over(roster)?.proffered(input.text("id", id)?)?))) }
}

/// What: the entry of exactly this name and these rules (JSON, an `EntryPin`), if it may be proffered to an organisation, in a roster, 0 for the built-in one.
/// Owns: `entry` is the caller's: JSON, a `RosterEntry`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`, `roster-layer-hash`, `roster-not-for-organisations`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_roster_pinned(roster: vrm_roster, pin: vrm_text, entry: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(entry, |input| {
            let pin: EntryPin = input.record("pin", pin, "a pin in JSON: {name: {roster, id, version}, machine}")?;
            Ok(RosterEntry::from(over(roster)?.pinned(&pin.into())?))
        })
    }
}

/// What: what pins the entry of an id between two sides, in a roster, 0 for the built-in one.
/// Owns: `pin` is the caller's: JSON, an `EntryPin`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_entry_pin(roster: vrm_roster, id: vrm_text, pin: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(pin, |input| Ok(EntryPin::from(over(roster)?.entry(input.text("id", id)?)?.pin()))) }
}

/// What: a layer for people, `plain` or `legal`, of the entry of an id in a language (`en`, `fr`), in a roster, 0 for the built-in one; empty where it has none.
/// Owns: `text` is the caller's: byte for byte.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_entry_text(
    roster: vrm_roster,
    id: vrm_text,
    layer: vrm_text,
    language: vrm_text,
    text: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(text, |input| {
            let layer = match input.text("layer", layer)? {
                "plain" => Layer::Plain,
                "legal" => Layer::Legal,
                _ => return Err(BorderError::Value { argument: "layer", expected: "`plain` or `legal`" }.into()),
            };
            let (roster, language) = (over(roster)?, input.text("language", language)?);
            let text = roster.entry(input.text("id", id)?)?.text(layer, language).unwrap_or_default();
            Ok(vrm_bytes::of(text.as_bytes().to_vec()))
        })
    }
}

/// What: the rules of the entry of an id, ready to judge, in a roster, 0 for the built-in one.
/// Owns: `terms` is the caller's, to be freed with `vrm_terms_free`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`, `border-handles`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_entry_terms(roster: vrm_roster, id: vrm_text, terms: *mut vrm_terms) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(terms, |input| held(over(roster)?.entry(input.text("id", id)?)?.terms())) }
}

/// What: the id of the agreement that says what is wished (JSON, a `Wishes`).
/// Owns: `id` is the caller's.
/// Threads: any.
/// Errors: `border-null`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_wishes_agreement(wishes: vrm_text, id: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(id, |input| {
            let wishes: Wishes = input.record("wishes", wishes, "wishes in JSON: {measuring: {kind}, portability}")?;
            Ok(vrm_bytes::of(terms::Wishes::from(wishes).agreement().as_bytes().to_vec()))
        })
    }
}

/// What: the words of a question (`count`, `follow`, `share`, `take`) or of an answer to it (`count.no`, `follow.track`, ...) in `en` or `fr`; empty for any other.
/// Owns: `text` is the caller's.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_wishes_wording(key: vrm_text, language: vrm_text, text: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(text, |input| {
            let words = terms::Wishes::wording(input.text("key", key)?, input.text("language", language)?);
            Ok(vrm_bytes::of(words.unwrap_or_default().as_bytes().to_vec()))
        })
    }
}

/// What: takes a roster's document and the statement that releases it, under the authority's key: the `did:key` that holds it.
/// Owns: `signed` is the caller's: JSON, a `SignedRoster`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`; `keys-*` for another key or another statement, `message-*` for another document than the one released, `json-*`, `roster-*`, `terms-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_signed_roster_verify(
    document: vrm_text,
    statement: vrm_text,
    authority: vrm_text,
    now: i64,
    signed: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(signed, |input| {
            let (document, statement) = (input.bytes("document", document)?, input.bytes("statement", statement)?);
            let (authority, now) = (signing_key(&input.read("authority", authority)?)?, Instant::from_unix(now)?);
            Ok(SignedRoster::from(&message::SignedRoster::verify(document, statement, &authority, now)?))
        })
    }
}
