//! Wants, quotes, and how offers rank.

use crate::border::Failure;
use crate::c::handle::{Input, give, show};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{Candidate, Money, Ranking, Rate};
use vrm_core::intention::{Quote, Want};
use vrm_core::time::Instant;

/// Rates between currencies: none is an empty list.
pub(super) fn rates(input: &Input, rates: vrm_text) -> Result<Vec<Rate>, Failure> {
    input.record("rates", rates, "a JSON array of rates: {from, into, rate, source}")
}

/// What: reads a want and gives it in its one form: the document `Want` of `forms.md`.
/// Owns: `json` is the caller's: JSON, the same document.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_want_parse(want: vrm_text, json: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(json, |input| {
            let want = Want::parse(input.bytes("want", want)?)?;
            Ok(vrm_bytes::of(want.to_json().into_bytes()))
        })
    }
}

/// What: reads a quote and gives it in its one form: the document `Quote` of `forms.md`.
/// Owns: `json` is the caller's: JSON, the same document.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_quote_parse(quote: vrm_text, json: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(json, |input| {
            let quote = Quote::parse(input.bytes("quote", quote)?)?;
            Ok(vrm_bytes::of(quote.to_json().into_bytes()))
        })
    }
}

/// What: what a quote comes to: the price and every phase; one without an end counts for each period that begins within 366 days.
/// Owns: `total` is the caller's: JSON, a `Money`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_quote_total(quote: vrm_text, total: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(total, |input| Ok(Money::from(Quote::parse(input.bytes("quote", quote)?)?.total()))) }
}

/// What: ranks offers for a want: `candidates` is a JSON array of `Candidate`, `rates` one of `Rate`; each list of the ranking has at most `limit` items, the numbers beside them count all.
/// Owns: `ranking` is the caller's: JSON, a `Ranking`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place; `intention-rate-*`, `currency-unknown`, `decimal-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_rank(
    want: vrm_text,
    candidates: vrm_text,
    rates: vrm_text,
    now: i64,
    limit: u32,
    ranking: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(ranking, |input| {
            let want = Want::parse(input.bytes("want", want)?)?;
            let expected = "a JSON array of candidates: {id, quote, offered, until, terms}";
            let candidates: Vec<Candidate> = input.record("candidates", candidates, expected)?;
            let (rates, now) = (self::rates(input, rates)?, Instant::from_unix(now)?);
            Ranking::without_a_life(&want, candidates, rates, now, limit)
        })
    }
}
