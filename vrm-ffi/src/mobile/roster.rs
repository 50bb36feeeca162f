//! The roster: the built-in one, or another that an authority signed.

use super::VrmError;
use crate::border::{Failure, barred, signing_key};
use crate::value::{EntryPin, Layer, Roster, RosterEntry, SignedRoster, Wishes};
use std::borrow::Cow;
use vrm_core::did::Did;
use vrm_core::message;
use vrm_core::terms;
use vrm_core::time::Instant;

/// A roster, or the built-in one where none is given.
pub(crate) fn over(roster: Option<Roster>) -> Result<Cow<'static, terms::Roster>, Failure> {
    roster.map_or(Ok(Cow::Borrowed(terms::Roster::builtin())), |roster| roster.core().map(Cow::Owned))
}

/// The roster that comes with the library: our own reading of IEEE 7012 and DPV, marked draft.
#[uniffi::export]
pub fn roster_builtin() -> Roster {
    terms::Roster::builtin().into()
}

/// Reads a roster from its document, whose signature the caller has verified.
///
/// # Errors
/// `terms-*`, `vocab-*` and `json-*`, with the place; `roster-layer-hash`: a layer is not the text that its hash pins.
#[uniffi::export]
pub fn roster_load(document: Vec<u8>) -> Result<Roster, VrmError> {
    Ok(barred(|| Ok((&terms::Roster::load(&document)?).into()))?)
}

/// The document that `roster_load` reads: what an authority signs.
///
/// # Errors
/// As `roster_load`.
#[uniffi::export]
pub fn roster_to_document(roster: Roster) -> Result<Vec<u8>, VrmError> {
    Ok(barred(|| Ok(roster.core()?.to_document().into_bytes()))?)
}

/// The roster with one entry alone: what a side keeps with an agreement.
///
/// # Errors
/// `roster-no-entry`; as `roster_load`.
#[uniffi::export(default(roster = None))]
pub fn roster_excerpt(id: String, roster: Option<Roster>) -> Result<Roster, VrmError> {
    Ok(barred(|| Ok((&over(roster)?.excerpt(&id)?).into()))?)
}

/// The entry of an id (`SD-BASE`), a prefixed name or an IRI of DPV's IEEE 7012 vocabulary, old ones included.
///
/// # Errors
/// `roster-no-entry`; as `roster_load`.
#[uniffi::export(default(roster = None))]
pub fn roster_entry(id: String, roster: Option<Roster>) -> Result<RosterEntry, VrmError> {
    Ok(barred(|| Ok(over(roster)?.entry(&id)?.into()))?)
}

/// The entry of an id, if it may be proffered to an organisation.
///
/// # Errors
/// `roster-no-entry`, `roster-not-for-organisations`; as `roster_load`.
#[uniffi::export(default(roster = None))]
pub fn roster_proffered(id: String, roster: Option<Roster>) -> Result<RosterEntry, VrmError> {
    Ok(barred(|| Ok(over(roster)?.proffered(&id)?.into()))?)
}

/// The entry of exactly this name and these rules, if it may be proffered to an organisation.
///
/// # Errors
/// `roster-no-entry`, `roster-layer-hash`, `roster-not-for-organisations`; as `roster_load`.
#[uniffi::export(default(roster = None))]
pub fn roster_pinned(pin: EntryPin, roster: Option<Roster>) -> Result<RosterEntry, VrmError> {
    Ok(barred(|| Ok(over(roster)?.pinned(&pin.into())?.into()))?)
}

/// What pins an entry between two sides.
///
/// # Errors
/// `roster-no-entry`; as `roster_load`.
#[uniffi::export(default(roster = None))]
pub fn entry_pin(id: String, roster: Option<Roster>) -> Result<EntryPin, VrmError> {
    Ok(barred(|| Ok(over(roster)?.entry(&id)?.pin().into()))?)
}

/// A layer for people of an entry in a language (`en`, `fr`), byte for byte; none where it has none.
///
/// # Errors
/// `roster-no-entry`; as `roster_load`.
#[uniffi::export(default(roster = None))]
pub fn entry_text(
    id: String,
    layer: Layer,
    language: String,
    roster: Option<Roster>,
) -> Result<Option<String>, VrmError> {
    Ok(barred(|| Ok(over(roster)?.entry(&id)?.text(layer.into(), &language).map(str::to_owned)))?)
}

/// The id of the agreement that says this.
#[uniffi::export]
pub fn wishes_agreement(wishes: Wishes) -> String {
    terms::Wishes::from(wishes).agreement().to_owned()
}

/// The words of a question (`count`, `follow`, `share`, `take`) or of an answer to it (`count.no`, `follow.track`, ...) in
/// `en` or `fr`; none for any other.
#[uniffi::export]
pub fn wishes_wording(key: String, language: String) -> Option<String> {
    terms::Wishes::wording(&key, &language).map(str::to_owned)
}

/// Takes a roster's document and the statement that releases it, under the authority's key: the `did:key` that holds it.
///
/// # Errors
/// `keys-*` for another key or another statement; `message-not-released` for another document than the one released;
/// `message-from-the-future`; as `roster_load`.
#[uniffi::export]
pub fn signed_roster_verify(
    document: Vec<u8>,
    statement: Vec<u8>,
    authority: Did,
    now: Instant,
) -> Result<SignedRoster, VrmError> {
    Ok(barred(|| {
        let authority = signing_key(&authority)?;
        Ok((&message::SignedRoster::verify(&document, &statement, &authority, now)?).into())
    })?)
}
