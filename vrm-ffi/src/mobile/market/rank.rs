//! Wants, quotes, and how offers rank.

use crate::border::barred;
use crate::border::record::Document;
use crate::mobile::VrmError;
use crate::value::{Candidate, Money, Quote, Ranking, Rate, Want};
use vrm_core::time::Instant;

/// Reads a want from its JSON, the document `Want` of `forms.md`.
///
/// # Errors
/// `intention-*` and `json-*`, with the place.
#[uniffi::export]
pub fn want_parse(json: Vec<u8>) -> Result<Want, VrmError> {
    Ok(barred(|| Want::parse(&json))?)
}

/// The JSON of a want in its one form.
///
/// # Errors
/// As `want_parse`.
#[uniffi::export]
pub fn want_to_json(want: Want) -> Result<String, VrmError> {
    Ok(barred(|| Ok(want.to_core()?.to_json()))?)
}

/// Reads a quote from its JSON, the document `Quote` of `forms.md`.
///
/// # Errors
/// `intention-*` and `json-*`, with the place.
#[uniffi::export]
pub fn quote_parse(json: Vec<u8>) -> Result<Quote, VrmError> {
    Ok(barred(|| Quote::parse(&json))?)
}

/// The JSON of a quote in its one form.
///
/// # Errors
/// As `quote_parse`.
#[uniffi::export]
pub fn quote_to_json(quote: Quote) -> Result<String, VrmError> {
    Ok(barred(|| Ok(quote.to_core()?.to_json()))?)
}

/// What a quote comes to: the price and every phase; one without an end counts for each period that begins within 366 days.
///
/// # Errors
/// As `quote_parse`.
#[uniffi::export]
pub fn quote_total(quote: Quote) -> Result<Money, VrmError> {
    Ok(barred(|| Ok(quote.to_core()?.total().into()))?)
}

/// Ranks offers for a want: the best first, what was left out and why, and what would have admitted more. Each list has at
/// most `limit` items, the numbers beside them count all.
///
/// # Errors
/// As `want_parse` and `quote_parse`; `intention-*` for a rate of a currency in itself, one that is not above zero, and one
/// that is there twice.
#[uniffi::export]
pub fn rank(
    want: Want,
    candidates: Vec<Candidate>,
    rates: Vec<Rate>,
    now: Instant,
    limit: u32,
) -> Result<Ranking, VrmError> {
    Ok(barred(|| Ranking::without_a_life(&want.to_core()?, candidates, rates, now, limit))?)
}
