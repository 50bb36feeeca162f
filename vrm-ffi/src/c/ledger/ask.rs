//! What a ledger holds, and what it makes of a request.

use super::{vrm_ledger, with};
use crate::c::handle::{give, show};
use crate::c::view::steer::listed;
use crate::c::{vrm_bytes, vrm_status, vrm_text};
use crate::value::{AgreedWindow, Decision, Grant, Verdict};
use vrm_core::decision::{AgreementId, GrantId, Request};
use vrm_core::did::Did;
use vrm_core::keys::SignedId;
use vrm_core::time::Instant;

/// What: one grant, if it is there.
/// Owns: `found` is the caller's: JSON, a `Grant` or null.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_find(
    ledger: vrm_ledger,
    vendor: vrm_text,
    id: vrm_text,
    found: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(found, |input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let id: GrantId = input.read("id", id)?;
            with(ledger, |ledger| Ok(ledger.find(&vendor, &id).map(Grant::from)))
        })
    }
}

/// What: every vendor with which there is an agreement, in force or not, sorted.
/// Owns: `vendors` is the caller's: JSON, a list of DIDs.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_vendors(ledger: vrm_ledger, vendors: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { show(vendors, |_| with(ledger, |ledger| Ok(ledger.vendors().cloned().collect::<Vec<_>>()))) }
}

/// What: the agreements with a vendor, in force or not, sorted by id.
/// Owns: `agreements` is the caller's: JSON, a list of `AgreedWindow`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_agreements(
    ledger: vrm_ledger,
    vendor: vrm_text,
    agreements: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(agreements, |input| {
            let vendor: Did = input.read("vendor", vendor)?;
            with(ledger, |ledger| Ok(ledger.agreements(&vendor).map(AgreedWindow::from).collect::<Vec<_>>()))
        })
    }
}

/// What: the grants of a vendor, whatever their status, sorted by agreement, process and data word.
/// Owns: `grants` is the caller's: JSON, a list of `Grant`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_grants(ledger: vrm_ledger, vendor: vrm_text, grants: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(grants, |input| {
            let vendor: Did = input.read("vendor", vendor)?;
            with(ledger, |ledger| Ok(ledger.grants(&vendor).map(Grant::from).collect::<Vec<_>>()))
        })
    }
}

/// What: the blocks, whenever they stand, sorted by id.
/// Owns: `blocks` is the caller's: JSON, a list of blocks as in `forms.md`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-handle`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_blocks(ledger: vrm_ledger, blocks: *mut vrm_bytes) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(blocks, |_| with(ledger, |ledger| Ok(vrm_bytes::of(listed(ledger.blocks().map(|block| block.to_json()))))))
    }
}

/// What: the process on which a yes to a request (JSON) would stand, if something covers it.
/// Owns: `process` is the caller's: JSON, a number or null.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_covering_process(
    ledger: vrm_ledger,
    vendor: vrm_text,
    agreement: vrm_text,
    request: vrm_text,
    process: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(process, |input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let agreement: AgreementId = input.read("agreement", agreement)?;
            let request = Request::parse(input.bytes("request", request)?)?;
            with(ledger, |ledger| Ok(ledger.covering_process(&vendor, &agreement, &request)))
        })
    }
}

/// What: the grant that a yes to a request (JSON) makes, by the id of the answer; none when nothing covers the request.
/// Owns: `made` is the caller's: JSON, a `Grant` or null.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_answering(
    ledger: vrm_ledger,
    vendor: vrm_text,
    agreement: vrm_text,
    request: vrm_text,
    by: vrm_text,
    made: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(made, |input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let agreement: AgreementId = input.read("agreement", agreement)?;
            let request = Request::parse(input.bytes("request", request)?)?;
            let by: SignedId = input.read("by", by)?;
            with(ledger, |ledger| {
                let grant = ledger.answering(&vendor, &agreement, &request, by.as_bytes());
                Ok(grant.as_ref().map(Grant::from))
            })
        })
    }
}

/// What: may this vendor do it (JSON) now? The answer with every grant and block that made it.
/// Owns: `decision` is the caller's: JSON, a `Decision`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_decide(
    ledger: vrm_ledger,
    vendor: vrm_text,
    request: vrm_text,
    now: i64,
    decision: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(decision, |input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let request = Request::parse(input.bytes("request", request)?)?;
            let now = Instant::from_unix(now)?;
            with(ledger, |ledger| Ok(Decision::from(&ledger.decide(&vendor, &request, now))))
        })
    }
}

/// What: as `vrm_ledger_decide`, without the reasons.
/// Owns: `verdict` is the caller's: JSON, a `Verdict`.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `json-*`, or the error of the member that is wrong, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_verdict(
    ledger: vrm_ledger,
    vendor: vrm_text,
    request: vrm_text,
    now: i64,
    verdict: *mut vrm_bytes,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        show(verdict, |input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let request = Request::parse(input.bytes("request", request)?)?;
            let now = Instant::from_unix(now)?;
            with(ledger, |ledger| Ok(Verdict::from(ledger.verdict(&vendor, &request, now))))
        })
    }
}
