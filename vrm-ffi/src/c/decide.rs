//! The hot path: a decision over plain structs, without JSON, that allocates nothing for words that DPV has.

use super::handle::{Input, give, sized};
use super::terms::{compiled, vrm_terms};
use super::view::{ask, vrm_view};
use super::{vrm_status, vrm_text};
use crate::border::{BorderError, Failure, Read};
use vrm_core::decision::{Effect, Request, Verdict};
use vrm_core::did::Did;
use vrm_core::terms::{Form, Keep, Start};
use vrm_core::time::Instant;
use vrm_core::vocab::{Place, Places, Word};

/// It may be done.
pub const VRM_EFFECT_PERMIT: u32 = 1;
/// It may not.
pub const VRM_EFFECT_DENY: u32 = 2;
/// The person is to be asked; until then it may not.
pub const VRM_EFFECT_ASK: u32 = 3;

/// Kept without limit; `keep_days` is not looked at.
pub const VRM_KEEP_UNLIMITED: u32 = 0;
/// The days count from the day the data was collected.
pub const VRM_KEEP_FROM_COLLECTED: u32 = 1;
/// The days count from the day the purpose ended.
pub const VRM_KEEP_FROM_PURPOSE_END: u32 = 2;

/// About someone known; the widest.
pub const VRM_FORM_IDENTIFIED: u32 = 0;
/// About someone whom only a separate key names.
pub const VRM_FORM_PSEUDONYMISED: u32 = 1;
/// No longer about anyone.
pub const VRM_FORM_ANONYMISED: u32 = 2;

/// "May this vendor do this with that, for this purpose, this long, there?" One word in each dimension. What is zero, but for
/// the size and the four words, is the widest: without days it asks to keep without limit.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct vrm_request {
    /// `sizeof(vrm_request)`.
    pub size: usize,
    /// Which data: a prefixed name (`pd:EmailAddress`) or an IRI. A word that nobody knows is denied and no error: what stands in a program is tried once with `vrm_vocabulary_contains`.
    pub data: vrm_text,
    /// For which purpose.
    pub purpose: vrm_text,
    /// Which operation.
    pub operation: vrm_text,
    /// Who receives it: `vendor`, `processor`, `third-party`, `same-group`, `anyone` or a DID.
    pub recipient: vrm_text,
    /// From when the days count: one of `VRM_KEEP_UNLIMITED`, `VRM_KEEP_FROM_COLLECTED`, `VRM_KEEP_FROM_PURPOSE_END`.
    pub keep_from: u32,
    /// Kept no longer than so many days.
    pub keep_days: u32,
    /// In what form: one of `VRM_FORM_IDENTIFIED`, `VRM_FORM_PSEUDONYMISED`, `VRM_FORM_ANONYMISED`.
    pub form: u32,
    /// How many places are listed; none = anywhere.
    pub places_count: u32,
    /// The first of the places (`FR`, `US-CA`, `EU`).
    pub places: *const vrm_text,
    /// How many measures are listed.
    pub measures_count: u32,
    /// The first of the measures in place, words as above.
    pub measures: *const vrm_text,
}

/// The answer without its reasons.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct vrm_verdict {
    /// `sizeof(vrm_verdict)`, set by the caller.
    pub size: usize,
    /// One of `VRM_EFFECT_PERMIT`, `VRM_EFFECT_DENY`, `VRM_EFFECT_ASK`.
    pub effect: u32,
    /// 1 when a word asked for has marked words below it that a yes or an ask does not speak for, else 0; 0 with a no.
    pub excludes_marked: u32,
}

/// A request of the caller's, as the core has it.
fn asked(input: &Input, request: *const vrm_request) -> Result<Request, Failure> {
    let asked = input.value("request", request)?;
    sized::<vrm_request>(asked.size, "request")?;
    let request = Request::new(
        input.read("data", asked.data)?,
        input.read("purpose", asked.purpose)?,
        input.read("operation", asked.operation)?,
        input.read("recipient", asked.recipient)?,
    );
    let measures: Vec<Word> = listed(input, "measures", asked.measures, asked.measures_count)?;
    Ok(request.keep(keep(&asked)?).form(form(&asked)?).places(places(input, &asked)?).measures(measures))
}

fn keep(asked: &vrm_request) -> Result<Keep, Failure> {
    let days = asked.keep_days;
    match asked.keep_from {
        VRM_KEEP_UNLIMITED => Ok(Keep::Unlimited),
        VRM_KEEP_FROM_COLLECTED => Ok(Keep::Days { days, from: Start::Collected }),
        VRM_KEEP_FROM_PURPOSE_END => Ok(Keep::Days { days, from: Start::PurposeEnd }),
        _ => Err(BorderError::Value { argument: "keep_from", expected: "one of VRM_KEEP_..." }.into()),
    }
}

fn form(asked: &vrm_request) -> Result<Form, Failure> {
    match asked.form {
        VRM_FORM_IDENTIFIED => Ok(Form::Identified),
        VRM_FORM_PSEUDONYMISED => Ok(Form::Pseudonymised),
        VRM_FORM_ANONYMISED => Ok(Form::Anonymised),
        _ => Err(BorderError::Value { argument: "form", expected: "one of VRM_FORM_..." }.into()),
    }
}

fn places(input: &Input, asked: &vrm_request) -> Result<Places, Failure> {
    let named: Vec<Place> = listed(input, "places", asked.places, asked.places_count)?;
    if named.is_empty() { Ok(Places::Anywhere) } else { Ok(Places::within(named)?) }
}

/// Values that are one text each.
fn listed<T: Read>(
    input: &Input,
    argument: &'static str,
    first: *const vrm_text,
    count: u32,
) -> Result<Vec<T>, Failure> {
    let count = usize::try_from(count).map_err(|_| BorderError::Struct { argument })?;
    input.values(argument, first, count)?.into_iter().map(|text| input.read(argument, text)).collect()
}

/// The caller's struct, filled.
fn answer(input: &Input, verdict: *const vrm_verdict, said: Verdict) -> Result<vrm_verdict, Failure> {
    let size = input.value("verdict", verdict)?.size;
    sized::<vrm_verdict>(size, "verdict")?;
    let effect = match said.effect {
        Effect::Permit => VRM_EFFECT_PERMIT,
        Effect::Deny => VRM_EFFECT_DENY,
        Effect::Ask => VRM_EFFECT_ASK,
    };
    Ok(vrm_verdict { size, effect, excludes_marked: u32::from(said.excludes_marked) })
}

/// What: may this vendor do it now? As `vrm_view_decide`, over plain structs and without the reasons. A view stands still: after a command or a letter take a new one. A desk asks a view of `vrm_desk_customer` about its own DID.
/// Owns: nothing.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-struct`, `border-value`, `border-handle`; `vocab-*`; `did-*`; `state-clock-went-back`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_decide(
    view: vrm_view,
    vendor: vrm_text,
    request: *const vrm_request,
    now: i64,
    verdict: *mut vrm_verdict,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(verdict, |input| {
            let (vendor, now): (Did, Instant) = (input.read("vendor", vendor)?, Instant::from_unix(now)?);
            let request = asked(input, request)?;
            answer(input, verdict, ask(view, |view| Ok(view.verdict(&vendor, &request, now)?))?)
        })
    }
}

/// What: would this text allow it? As `vrm_terms_judge`, over plain structs and without the reasons.
/// Owns: nothing.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-struct`, `border-value`, `border-handle`; `vocab-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_terms_verdict(
    terms: vrm_terms,
    request: *const vrm_request,
    verdict: *mut vrm_verdict,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(verdict, |input| {
            let request = asked(input, request)?;
            answer(input, verdict, compiled(terms)?.verdict(&request))
        })
    }
}
