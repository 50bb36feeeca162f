//! Words, places, recipients and sectors, and how they lie below each other.

use super::handle::{Input, give, show};
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::border::{BorderError, Failure};
use crate::value::{Cone, OwnWord, WordFacts};
use vrm_core::vocab::{self, DPV_VERSION, Vocabulary, Word};

/// A cone, by its name.
fn cone(input: &Input, cone: vrm_text) -> Result<vocab::Cone, Failure> {
    let expected = "`data`, `purpose`, `operation` or `measure`";
    let named = match input.text("cone", cone)? {
        "data" => Cone::Data,
        "purpose" => Cone::Purpose,
        "operation" => Cone::Operation,
        "measure" => Cone::Measure,
        _ => return Err(BorderError::Value { argument: "cone", expected }.into()),
    };
    Ok(named.into())
}

/// DPV, and the words of one's own that a text adds: a JSON list, or none.
pub(super) fn extended<R>(
    input: &Input,
    own: vrm_text,
    ask: impl FnOnce(&Vocabulary) -> Result<R, Failure>,
) -> Result<R, Failure> {
    if input.optional_bytes("own", own)?.is_none() {
        return ask(Vocabulary::dpv());
    }
    let own: Vec<OwnWord> = input.record("own", own, "a JSON array of own words: {iri, below}")?;
    let own: Vec<vocab::OwnWord> = own.into_iter().map(Into::into).collect();
    ask(&Vocabulary::dpv().extend(&own)?)
}

/// What: the version of DPV whose facts are compiled in.
/// Owns: `version` is the caller's.
/// Threads: any.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_dpv_version(version: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(version, |_| Ok(vrm_bytes::of(DPV_VERSION.as_bytes().to_vec()))) }
}

/// What: what DPV says of a word: its parents, kind, marking; little of one that it does not have.
/// Owns: `facts` is the caller's: JSON, a `WordFacts`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `vocab-malformed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_word_facts(word: vrm_text, facts: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(facts, |input| Ok(WordFacts::from(&input.read::<Word>("word", word)?))) }
}

/// What: every concept, law and property of the tables, by IRI.
/// Owns: `words` is the caller's: JSON, a list of words.
/// Threads: any.
/// Errors: `border-null`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_word_all(words: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(words, |_| Ok(Word::all().collect::<Vec<_>>())) }
}

/// What: the word everything in a cone (`data`, `purpose`, `operation`, `measure`) lies below.
/// Owns: `word` is the caller's: JSON, a word.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_cone_root(cone_name: vrm_text, word: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(word, |input| Ok(cone(input, cone_name)?.root())) }
}

/// What: the own words that a text may add to DPV (a JSON list of `OwnWord`), in the order that a text has them.
/// Owns: `words` is the caller's: JSON, a list of `OwnWord`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_vocabulary_extend(own: vrm_text, words: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(words, |input| {
            extended(input, own, |vocabulary| Ok(vocabulary.own().iter().map(OwnWord::from).collect::<Vec<_>>()))
        })
    }
}

/// What: every word of a cone. `own` is a JSON list of own words, or none.
/// Owns: `words` is the caller's: JSON, a list of words.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_vocabulary_words(cone_name: vrm_text, own: vrm_text, words: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(words, |input| {
            let cone = cone(input, cone_name)?;
            extended(input, own, |vocabulary| Ok(vocabulary.words(cone)))
        })
    }
}

/// What: whether a word stands in a cone, 1 or 0. `own` is a JSON list of own words, or none.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_vocabulary_contains(
    cone_name: vrm_text,
    word: vrm_text,
    own: vrm_text,
    contains: *mut u32,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(contains, |input| {
            let cone = cone(input, cone_name)?;
            let word = input.read("word", word)?;
            extended(input, own, |vocabulary| Ok(u32::from(vocabulary.contains(cone, &word))))
        })
    }
}

/// What: a word and all below it. `own` is a JSON list of own words, or none.
/// Owns: `words` is the caller's: JSON, a list of words.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_vocabulary_includes(
    cone_name: vrm_text,
    word: vrm_text,
    own: vrm_text,
    words: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(words, |input| {
            let cone = cone(input, cone_name)?;
            let word = input.read("word", word)?;
            extended(input, own, |vocabulary| Ok(vocabulary.includes(cone, &word)))
        })
    }
}

/// What: the words that a permission of a word speaks for: those it includes, without marked ones that it does not name. `own` is a JSON list of own words, or none.
/// Owns: `words` is the caller's: JSON, a list of words.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_vocabulary_speaks_for(
    cone_name: vrm_text,
    word: vrm_text,
    own: vrm_text,
    words: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(words, |input| {
            let cone = cone(input, cone_name)?;
            let word = input.read("word", word)?;
            extended(input, own, |vocabulary| Ok(vocabulary.speaks_for(cone, &word)))
        })
    }
}

/// What: whether one word is the other or below it, 1 or 0. `own` is a JSON list of own words, or none.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_vocabulary_is_within(
    cone_name: vrm_text,
    low: vrm_text,
    high: vrm_text,
    own: vrm_text,
    within: *mut u32,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(within, |input| {
            let cone = cone(input, cone_name)?;
            let low = input.read("low", low)?;
            let high = input.read("high", high)?;
            extended(input, own, |vocabulary| Ok(u32::from(vocabulary.is_within(cone, &low, &high))))
        })
    }
}

/// What: whether some word is the same as both, or below both, 1 or 0. `own` is a JSON list of own words, or none.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_vocabulary_overlaps(
    cone_name: vrm_text,
    one: vrm_text,
    other: vrm_text,
    own: vrm_text,
    overlaps: *mut u32,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(overlaps, |input| {
            let cone = cone(input, cone_name)?;
            let one = input.read("one", one)?;
            let other = input.read("other", other)?;
            extended(input, own, |vocabulary| Ok(u32::from(vocabulary.overlaps(cone, &one, &other))))
        })
    }
}

/// What: whether a word is marked, so that a general word never speaks for it, 1 or 0. `own` is a JSON list of own words, or none.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_vocabulary_is_marked(
    cone_name: vrm_text,
    word: vrm_text,
    own: vrm_text,
    marked: *mut u32,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(marked, |input| {
            let cone = cone(input, cone_name)?;
            let word = input.read("word", word)?;
            extended(input, own, |vocabulary| Ok(u32::from(vocabulary.is_marked(cone, &word))))
        })
    }
}
