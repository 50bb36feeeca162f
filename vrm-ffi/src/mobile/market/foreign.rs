//! What other formats say of offers and wants, and how ours are said in them.

use crate::border::barred;
use crate::mobile::VrmError;
use crate::value::{AgentKey, MandateExcess, Merchant, Money, OpenMandates, PublishedOffer, Quote, Want, known};
use vrm_core::intention::foreign;
use vrm_core::time::Instant;

/// Reads the offers in a text of schema.org, ACP, UCP, AP2 or OCDS. No signature is checked.
///
/// # Errors
/// `intention-foreign-*` and `json-*` for a text that is in none of them.
#[uniffi::export]
pub fn read_offers(bytes: Vec<u8>) -> Result<Vec<PublishedOffer>, VrmError> {
    Ok(barred(|| Ok(foreign::read_offers(&bytes)?.iter().map(Into::into).collect()))?)
}

/// A want as schema.org's `Demand`, in JSON-LD.
///
/// # Errors
/// As `want_parse`.
#[uniffi::export(default(valid_from = None, valid_through = None))]
pub fn want_to_demand(
    want: Want,
    valid_from: Option<Instant>,
    valid_through: Option<Instant>,
) -> Result<String, VrmError> {
    Ok(barred(|| Ok(want.to_core()?.to_demand(valid_from, valid_through)))?)
}

/// A quote as schema.org's `Offer`, in JSON-LD.
///
/// # Errors
/// As `quote_parse`.
#[uniffi::export(default(valid_from = None, valid_through = None))]
pub fn quote_to_offer(
    quote: Quote,
    valid_from: Option<Instant>,
    valid_through: Option<Instant>,
) -> Result<String, VrmError> {
    Ok(barred(|| Ok(quote.to_core()?.to_offer(valid_from, valid_through)))?)
}

/// The open mandates (AP2) for a want: its item or an alternative, from one of the merchants (any where there are none), for
/// at most its budget, until then.
///
/// # Errors
/// `intention-mandate-*` for a want that is not paid for, has no budget, an item without a number, or no whole number of pieces, and
/// unless `until` is after `from`.
#[uniffi::export]
pub fn open_mandates(
    want: Want,
    merchants: Vec<Merchant>,
    agent: AgentKey,
    from: Instant,
    until: Instant,
) -> Result<OpenMandates, VrmError> {
    Ok(barred(|| {
        let merchants = known(merchants)?;
        Ok(foreign::OpenMandates::of(&want.to_core()?, &merchants, &agent.try_into()?, from, until)?.into())
    })?)
}

/// Every way in which a closed mandate (AP2) goes further than the want, which these merchants (any where there are none) may
/// fill until then; none when it keeps to it.
///
/// # Errors
/// `intention-mandate-*` and `json-*` for bytes that are no closed mandate.
#[uniffi::export]
pub fn closed_mandate_check(
    mandate: Vec<u8>,
    want: Want,
    merchants: Vec<Merchant>,
    until: Instant,
) -> Result<Vec<MandateExcess>, VrmError> {
    Ok(barred(|| {
        let found = foreign::ClosedMandate::read(&mandate)?.check(&want.to_core()?, &known(merchants)?, until);
        Ok(found.iter().map(Into::into).collect())
    })?)
}

/// A quote of one of the offers that a text in another format makes, by its place among those that `read_offers` gives; the
/// text says nothing of taxes and delivery that a quote could take.
///
/// # Errors
/// As `read_offers`; `border-value` for a place where there is none; `intention-*` for what is not on offer, or says too little.
#[uniffi::export]
pub fn quote_from_published(bytes: Vec<u8>, place: u32, tax: Money, delivery: Money) -> Result<Quote, VrmError> {
    Ok(barred(|| Quote::from_published(&bytes, place, tax, delivery))?)
}
