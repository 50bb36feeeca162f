//! Words, places, recipients and sectors, and how they lie below each other.

use super::VrmError;
use crate::border::{Failure, barred};
use crate::value::{Cone, OwnWord, PlaceFacts, RecipientFacts, WordFacts};
use vrm_core::vocab::{self, DPV_VERSION, Place, Places, Recipient, Sector, Vocabulary, Word};

/// The version of DPV whose facts are compiled in.
#[uniffi::export]
pub fn dpv_version() -> String {
    DPV_VERSION.to_owned()
}

/// What DPV says of a word; little of one that it does not have.
#[uniffi::export]
pub fn word_facts(word: Word) -> WordFacts {
    (&word).into()
}

/// Every concept, law and property of the tables, by IRI.
#[uniffi::export]
pub fn word_all() -> Vec<Word> {
    Word::all().collect()
}

/// The word everything in the cone lies below.
#[uniffi::export]
pub fn cone_root(cone: Cone) -> Word {
    vocab::Cone::from(cone).root()
}

/// DPV, and the words of one's own that a text adds.
fn extended<R>(own: Vec<OwnWord>, ask: impl FnOnce(&Vocabulary) -> R) -> Result<R, VrmError> {
    let ask = || match own.is_empty() {
        true => Ok(ask(Vocabulary::dpv())),
        false => {
            let own: Vec<vocab::OwnWord> = own.into_iter().map(Into::into).collect();
            Ok::<_, Failure>(ask(&Vocabulary::dpv().extend(&own)?))
        }
    };
    Ok(barred(ask)?)
}

/// The own words that a text may add to DPV, in the order that a text has them.
///
/// # Errors
/// `vocab-*`: one is no absolute IRI, is known already, stands below nothing, outside the cones or below itself.
#[uniffi::export]
pub fn vocabulary_extend(own: Vec<OwnWord>) -> Result<Vec<OwnWord>, VrmError> {
    extended(own, |vocabulary| vocabulary.own().iter().map(OwnWord::from).collect())
}

/// Every word of a cone.
///
/// # Errors
/// As `vocabulary_extend`.
#[uniffi::export(default(own = []))]
pub fn vocabulary_words(cone: Cone, own: Vec<OwnWord>) -> Result<Vec<Word>, VrmError> {
    extended(own, |vocabulary| vocabulary.words(cone.into()))
}

/// Whether the word stands in the cone.
///
/// # Errors
/// As `vocabulary_extend`.
#[uniffi::export(default(own = []))]
pub fn vocabulary_contains(cone: Cone, word: Word, own: Vec<OwnWord>) -> Result<bool, VrmError> {
    extended(own, |vocabulary| vocabulary.contains(cone.into(), &word))
}

/// The word and all below it.
///
/// # Errors
/// As `vocabulary_extend`.
#[uniffi::export(default(own = []))]
pub fn vocabulary_includes(cone: Cone, word: Word, own: Vec<OwnWord>) -> Result<Vec<Word>, VrmError> {
    extended(own, |vocabulary| vocabulary.includes(cone.into(), &word))
}

/// The words that a permission of the word speaks for: those it includes, without marked ones that it does not name.
///
/// # Errors
/// As `vocabulary_extend`.
#[uniffi::export(default(own = []))]
pub fn vocabulary_speaks_for(cone: Cone, word: Word, own: Vec<OwnWord>) -> Result<Vec<Word>, VrmError> {
    extended(own, |vocabulary| vocabulary.speaks_for(cone.into(), &word))
}

/// Whether one word is the other or below it.
///
/// # Errors
/// As `vocabulary_extend`.
#[uniffi::export(default(own = []))]
pub fn vocabulary_is_within(cone: Cone, low: Word, high: Word, own: Vec<OwnWord>) -> Result<bool, VrmError> {
    extended(own, |vocabulary| vocabulary.is_within(cone.into(), &low, &high))
}

/// Whether some word is the same as both, or below both.
///
/// # Errors
/// As `vocabulary_extend`.
#[uniffi::export(default(own = []))]
pub fn vocabulary_overlaps(cone: Cone, one: Word, other: Word, own: Vec<OwnWord>) -> Result<bool, VrmError> {
    extended(own, |vocabulary| vocabulary.overlaps(cone.into(), &one, &other))
}

/// Whether the word is marked: a general word never speaks for it.
///
/// # Errors
/// As `vocabulary_extend`.
#[uniffi::export(default(own = []))]
pub fn vocabulary_is_marked(cone: Cone, word: Word, own: Vec<OwnWord>) -> Result<bool, VrmError> {
    extended(own, |vocabulary| vocabulary.is_marked(cone.into(), &word))
}

/// What is known of a place.
#[uniffi::export]
pub fn place_facts(place: Place) -> PlaceFacts {
    place.into()
}

/// Every country and region, the EU and the EEA.
#[uniffi::export]
pub fn place_all() -> Vec<Place> {
    Place::all().collect()
}

/// The places sorted, without repeats.
///
/// # Errors
/// `vocab-no-places`: there is none, which elsewhere means anywhere.
#[uniffi::export]
pub fn places_within(places: Vec<Place>) -> Result<Vec<Place>, VrmError> {
    Ok(barred(|| Ok(Places::within(places)?.named().to_vec()))?)
}

/// Whether these places lie within the others; none is anywhere.
#[uniffi::export]
pub fn places_is_within(places: Vec<Place>, other: Vec<Place>) -> Result<bool, VrmError> {
    Ok(barred(|| Ok(listed(places)?.is_within(&listed(other)?)))?)
}

/// Whether somewhere lies within both; none is anywhere.
#[uniffi::export]
pub fn places_overlaps(places: Vec<Place>, other: Vec<Place>) -> Result<bool, VrmError> {
    Ok(barred(|| Ok(listed(places)?.overlaps(&listed(other)?)))?)
}

/// What a list of places says; none is anywhere.
fn listed(places: Vec<Place>) -> Result<Places, Failure> {
    if places.is_empty() { Ok(Places::Anywhere) } else { Ok(Places::within(places)?) }
}

/// What is known of a recipient.
#[uniffi::export]
pub fn recipient_facts(recipient: Recipient) -> RecipientFacts {
    recipient.into()
}

/// The words for recipients, most general first.
#[uniffi::export]
pub fn recipient_words() -> Vec<Recipient> {
    Recipient::WORDS.to_vec()
}

/// Whether one recipient is the other or below it.
#[uniffi::export]
pub fn recipient_is_within(recipient: Recipient, other: Recipient) -> bool {
    recipient.is_within(&other)
}

/// Whether somebody is held by both.
#[uniffi::export]
pub fn recipient_overlaps(recipient: Recipient, other: Recipient) -> bool {
    recipient.overlaps(&other)
}

/// Every sector, by name.
#[uniffi::export]
pub fn sector_all() -> Vec<Sector> {
    Sector::ALL.to_vec()
}
