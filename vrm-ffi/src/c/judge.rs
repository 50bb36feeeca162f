//! What terms say to requests, declarations and proffers.

use super::handle::{Input, give, show};
use super::terms::{compiled, vrm_terms};
use super::vocabulary::extended;
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::border::Failure;
use crate::c::roster::{over, vrm_roster};
use crate::value::{Authority, Decision, Fit, Occasion, PreferenceChoice, ProcessPart, TimeWindow};
use vrm_core::decision::{AgreementId, Block, GrantId, Host, Request};
use vrm_core::keys::SignedId;
use vrm_core::terms::{Declaration, Preferences, Process};
use vrm_core::time;
use vrm_core::vocab::{Sector, Word};

/// What C is told that an occasion is.
const OCCASION: &str = "an occasion in JSON: {vendor, acquaintance, sectors, place, child}";

/// A request, as its JSON.
fn request(input: &Input, argument: &'static str, json: vrm_text) -> Result<Request, Failure> {
    Ok(Request::parse(input.bytes(argument, json)?)?)
}

/// A declaration, as its JSON.
fn declaration(input: &Input, json: vrm_text) -> Result<Declaration, Failure> {
    Ok(Declaration::parse(input.bytes("declaration", json)?)?)
}

/// What: would this text allow a request (JSON)? The answer with everything that made it, and as sentences.
/// Owns: `decision` is the caller's: JSON, a `Decision`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_terms_judge(terms: vrm_terms, asked: vrm_text, decision: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(decision, |input| {
            let terms = compiled(terms)?;
            Ok(Decision::from(&terms.judge(&request(input, "asked", asked)?)))
        })
    }
}

/// What: whether another text permits all that this one permits, 1 or 0.
/// Owns: nothing.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_terms_fits_within(terms: vrm_terms, other: vrm_terms, within: *mut u32) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(within, |_| Ok(u32::from(compiled(terms)?.fits_within(&compiled(other)?)))) }
}

/// What: reads a request and gives it in its one form.
/// Owns: `json` is the caller's: JSON, the same document.
/// Threads: any.
/// Errors: `border-null`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_request_parse(asked: vrm_text, json: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(json, |input| Ok(vrm_bytes::of(request(input, "asked", asked)?.to_json().into_bytes()))) }
}

/// What: whether one request (JSON) is another or a narrower one, 1 or 0. `own` is a JSON list of own words, or none.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-value`; `json-*`, or the error of the member that is wrong, with its place; `vocab-*` for own words that do not go together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_request_is_within(
    asked: vrm_text,
    other: vrm_text,
    own: vrm_text,
    within: *mut u32,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(within, |input| {
            let (asked, other) = (request(input, "asked", asked)?, request(input, "other", other)?);
            extended(input, own, |vocabulary| Ok(u32::from(asked.is_within(&other, vocabulary))))
        })
    }
}

/// What: reads a declaration and gives it in its one form.
/// Owns: `json` is the caller's: JSON, the same document.
/// Threads: any.
/// Errors: `border-null`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_declaration_parse(declared: vrm_text, json: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(json, |input| Ok(vrm_bytes::of(declaration(input, declared)?.to_json().into_bytes()))) }
}

/// What: what is unknown of each process of a declaration (JSON), by name.
/// Owns: `unknowns` is the caller's: JSON, a list of lists.
/// Threads: any.
/// Errors: `border-null`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_declaration_unknowns(declared: vrm_text, unknowns: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(unknowns, |input| {
            let unknown = |process: &Process| process.unknowns().into_iter().map(ProcessPart::from).collect();
            Ok(declaration(input, declared)?.processes().iter().map(unknown).collect::<Vec<Vec<ProcessPart>>>())
        })
    }
}

/// What: whether everything a vendor declares (JSON) would pass a text.
/// Owns: `fit` is the caller's: JSON, a `Fit`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_declaration_fits(declared: vrm_text, terms: vrm_terms, fit: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(fit, |input| Ok(Fit::from(&declaration(input, declared)?.fits(&compiled(terms)?)))) }
}

/// What: what an agreement over a declaration (JSON) authorises in a window (JSON `{from, until}`, none = always), under a roster text and the person's own terms, 0 where there are none.
/// Owns: `authority` is the caller's: JSON, an `Authority`.
/// Threads: any, several at once.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place; `decision-not-authorised`, where `vrm_declaration_fits` says what does not fit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_declaration_authorise(
    declared: vrm_text,
    agreement: vrm_text,
    window: vrm_text,
    roster_terms: vrm_terms,
    own_terms: vrm_terms,
    authority: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(authority, |input| {
            let agreement: AgreementId = input.read("agreement", agreement)?;
            let window = match input.optional_bytes("window", window)? {
                Some(_) => {
                    input.record::<TimeWindow>("window", window, "a window in JSON: {from, until}")?.try_into()?
                }
                None => time::Window::ALWAYS,
            };
            let roster = compiled(roster_terms)?;
            let own = if own_terms == 0 { None } else { Some(compiled(own_terms)?) };
            let authority = declaration(input, declared)?.authorise(agreement, window, &roster, own.as_ref());
            Ok(Authority::from(&authority.map_err(|refusal| *refusal)?))
        })
    }
}

/// What: the name of a grant: of a data word of a process of an agreement, by the message that gave it, if one did.
/// Owns: `id` is the caller's: 64 hexadecimal digits.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `vocab-malformed`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_grant_id_of(
    agreement: vrm_text,
    process: u32,
    data: vrm_text,
    by: vrm_text,
    id: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(id, |input| {
            let (agreement, data): (AgreementId, Word) =
                (input.read("agreement", agreement)?, input.read("data", data)?);
            let by: Option<SignedId> = input.optional("by", by)?;
            let id = GrantId::of(&agreement, process, &data, by.as_ref().map(SignedId::as_bytes));
            Ok(vrm_bytes::of(id.to_string().into_bytes()))
        })
    }
}

/// What: reads a block and gives it in its one form.
/// Owns: `json` is the caller's: JSON, the same document.
/// Threads: any.
/// Errors: `border-null`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_block_parse(block: vrm_text, json: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(json, |input| Ok(vrm_bytes::of(Block::parse(input.bytes("block", block)?)?.to_json().into_bytes()))) }
}

/// What: whether a block (JSON) stands against a vendor of whom so much is known: JSON lists of its hosts and sectors; 1 or 0.
/// Owns: nothing.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place; `did-*`, `decision-bad-host`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_selector_selects(
    block: vrm_text,
    vendor: vrm_text,
    hosts: vrm_text,
    sectors: vrm_text,
    selects: *mut u32,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(selects, |input| {
            let (block, vendor) = (Block::parse(input.bytes("block", block)?)?, input.read("vendor", vendor)?);
            let (hosts, sectors): (Vec<Host>, Vec<Sector>) =
                (input.list("hosts", hosts)?, input.list("sectors", sectors)?);
            Ok(u32::from(block.against.selects(&vendor, &hosts, &sectors)))
        })
    }
}

/// What: the host that a `did:web` names; empty for other methods.
/// Owns: `host` is the caller's.
/// Threads: any.
/// Errors: `border-null`, `border-not-utf8`; `did-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_host_of(vendor: vrm_text, host: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(host, |input| {
            let host = Host::of(&input.read("vendor", vendor)?);
            Ok(vrm_bytes::of(host.map(|host| host.to_string()).unwrap_or_default().into_bytes()))
        })
    }
}

/// What: reads preferences over a roster, 0 for the built-in one, and gives them in their one form.
/// Owns: `json` is the caller's: JSON, the same document.
/// Threads: any.
/// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_preferences_parse(
    preferences: vrm_text,
    roster: vrm_roster,
    json: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(json, |input| {
            let read = Preferences::parse(input.bytes("preferences", preferences)?, &*over(roster)?)?;
            Ok(vrm_bytes::of(read.to_json().into_bytes()))
        })
    }
}

/// What: what preferences (JSON), over a roster, 0 for the built-in one, say to the agreements that the other side published, offered or countered with: a JSON list of ids.
/// Owns: `choice` is the caller's: JSON, a `PreferenceChoice`.
/// Threads: any.
/// Errors: `border-null`, `border-value`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_preferences_choose(
    preferences: vrm_text,
    theirs: vrm_text,
    at: vrm_text,
    roster: vrm_roster,
    choice: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(choice, |input| {
            let preferences = Preferences::parse(input.bytes("preferences", preferences)?, &*over(roster)?)?;
            let (theirs, at) = (input.texts("theirs", theirs)?, input.record::<Occasion>("at", at, OCCASION)?);
            let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
            Ok(PreferenceChoice::from(preferences.choose(&theirs, &at.into())))
        })
    }
}

/// What: what a desk with these preferences (JSON), over a roster, 0 for the built-in one, says to a proffer of these agreements: where none of them will do it counters with the first of its own.
/// Owns: `choice` is the caller's: JSON, a `PreferenceChoice`.
/// Threads: any.
/// Errors: `border-null`, `border-value`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_preferences_answer_proffer(
    preferences: vrm_text,
    theirs: vrm_text,
    at: vrm_text,
    roster: vrm_roster,
    choice: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(choice, |input| {
            let preferences = Preferences::parse(input.bytes("preferences", preferences)?, &*over(roster)?)?;
            let (theirs, at) = (input.texts("theirs", theirs)?, input.record::<Occasion>("at", at, OCCASION)?);
            let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
            Ok(PreferenceChoice::from(preferences.answer_proffer(&theirs, &at.into())))
        })
    }
}
