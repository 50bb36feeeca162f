//! What other formats say of offers and wants, and how ours are said in them.

use crate::border::Failure;
use crate::c::handle::{Input, give, show};
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{AgentKey, MandateExcess, Merchant, Money, OpenMandates, PublishedOffer, known};
use vrm_core::intention::foreign::{self, ClosedMandate};
use vrm_core::intention::{Quote, Want};
use vrm_core::time::Instant;

fn merchants(input: &Input, merchants: vrm_text) -> Result<Vec<foreign::Merchant>, Failure> {
    let merchants: Vec<Merchant> =
        input.record("merchants", merchants, "a JSON array of merchants: {id, name, website}")?;
    known(merchants)
}

/// A time, or none: a null pointer.
fn moment(input: &Input, argument: &'static str, at: *const i64) -> Result<Option<Instant>, Failure> {
    if at.is_null() { Ok(None) } else { Ok(Some(Instant::from_unix(input.value(argument, at)?)?)) }
}

/// What: reads the offers in a text of schema.org, ACP, UCP, AP2 or OCDS. No signature is checked.
/// Owns: `offers` is the caller's: JSON, a list of `PublishedOffer`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `intention-foreign-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_read_offers(bytes: vrm_text, offers: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(offers, |input| {
            let offers = foreign::read_offers(input.bytes("bytes", bytes)?)?;
            Ok(offers.iter().map(Into::into).collect::<Vec<PublishedOffer>>())
        })
    }
}

/// What: a quote of one of the offers that a text in another format makes, by its place among those that `vrm_read_offers` gives; `tax` and `delivery` are the JSON of `Money`.
/// Owns: `quote` is the caller's: JSON, the document `Quote` of `forms.md`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `intention-foreign-*`, `money-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_quote_from_published(
    bytes: vrm_text,
    place: u32,
    tax: vrm_text,
    delivery: vrm_text,
    quote: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(quote, |input| {
            let text = input.bytes("bytes", bytes)?;
            let tax: Money = input.record("tax", tax, "{minor, currency}")?;
            let delivery: Money = input.record("delivery", delivery, "{minor, currency}")?;
            let quote = crate::value::Quote::from_published(text, place, tax, delivery)?;
            Ok(vrm_bytes::of(quote.to_core()?.to_json().into_bytes()))
        })
    }
}

/// What: a want as schema.org's `Demand`; either time may be NULL.
/// Owns: `json` is the caller's: JSON-LD.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_want_to_demand(
    want: vrm_text,
    valid_from: *const i64,
    valid_through: *const i64,
    json: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(json, |input| {
            let want = Want::parse(input.bytes("want", want)?)?;
            let from = moment(input, "valid_from", valid_from)?;
            let through = moment(input, "valid_through", valid_through)?;
            Ok(vrm_bytes::of(want.to_demand(from, through).into_bytes()))
        })
    }
}

/// What: a quote as schema.org's `Offer`; either time may be NULL.
/// Owns: `json` is the caller's: JSON-LD.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_quote_to_offer(
    quote: vrm_text,
    valid_from: *const i64,
    valid_through: *const i64,
    json: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(json, |input| {
            let quote = Quote::parse(input.bytes("quote", quote)?)?;
            let from = moment(input, "valid_from", valid_from)?;
            let through = moment(input, "valid_through", valid_through)?;
            Ok(vrm_bytes::of(quote.to_offer(from, through).into_bytes()))
        })
    }
}

/// What: the open mandates (AP2) for a want, from one of the `merchants` (a JSON array of `Merchant`, empty for any), until then; `agent` is the JSON of an `AgentKey`.
/// Owns: `mandates` is the caller's: JSON, `OpenMandates`.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place; `intention-mandate-unsuited`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_open_mandates(
    want: vrm_text,
    merchants: vrm_text,
    agent: vrm_text,
    from: i64,
    until: i64,
    mandates: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(mandates, |input| {
            let want = Want::parse(input.bytes("want", want)?)?;
            let merchants = self::merchants(input, merchants)?;
            let agent: AgentKey = input.record("agent", agent, "{x, y}: 64 hexadecimal digits each")?;
            let (from, until) = (Instant::from_unix(from)?, Instant::from_unix(until)?);
            let mandates = foreign::OpenMandates::of(&want, &merchants, &agent.try_into()?, from, until)?;
            Ok(OpenMandates::from(mandates))
        })
    }
}

/// What: every way in which a closed mandate (AP2) goes further than the want, which these merchants (a JSON array of `Merchant`, empty for any) may fill until then.
/// Owns: `excess` is the caller's: JSON, a list of `MandateExcess`, empty when it keeps to it.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place; `intention-mandate-malformed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_closed_mandate_check(
    mandate: vrm_text,
    want: vrm_text,
    merchants: vrm_text,
    until: i64,
    excess: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(excess, |input| {
            let mandate = ClosedMandate::read(input.bytes("mandate", mandate)?)?;
            let want = Want::parse(input.bytes("want", want)?)?;
            let merchants = self::merchants(input, merchants)?;
            let found = mandate.check(&want, &merchants, Instant::from_unix(until)?);
            Ok(found.iter().map(Into::into).collect::<Vec<MandateExcess>>())
        })
    }
}
