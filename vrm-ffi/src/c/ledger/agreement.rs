//! Vendors and agreements of a ledger.

use super::{vrm_ledger, with};
use crate::c::handle::enter;
use crate::c::terms::{compiled, vrm_terms};
use crate::c::{vrm_status, vrm_text};
use crate::value::TimeWindow;
use vrm_core::decision::AgreementId;
use vrm_core::did::Did;
use vrm_core::time::Window;

/// What: what is known of a vendor that blocks select by: JSON lists of its hosts and sectors. It replaces what was known; the host of a `did:web` is always known.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`, `decision-bad-host`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_describe(
    ledger: vrm_ledger,
    vendor: vrm_text,
    hosts: vrm_text,
    sectors: vrm_text,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let (hosts, sectors) = (input.list("hosts", hosts)?, input.list("sectors", sectors)?);
            with(ledger, |ledger| {
                ledger.describe(&vendor, &hosts, &sectors);
                Ok(())
            })
        })
    }
}

/// What: an agreement comes into force under a text, in a window (JSON `{from, until}`, none = always).
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `time-*` for a window that is none; `decision-already-there`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_agree(
    ledger: vrm_ledger,
    vendor: vrm_text,
    id: vrm_text,
    terms: vrm_terms,
    window: vrm_text,
) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let id: AgreementId = input.read("id", id)?;
            let window = match input.optional_bytes("window", window)? {
                Some(_) => {
                    input.record::<TimeWindow>("window", window, "a window in JSON: {from, until}")?.try_into()?
                }
                None => Window::ALWAYS,
            };
            let terms = compiled(terms)?;
            with(ledger, |ledger| Ok(ledger.agree(&vendor, id, terms.terms(), window)?))
        })
    }
}

/// What: an agreement ends before its time, and its grants with it.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-no-such-agreement`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_end(ledger: vrm_ledger, vendor: vrm_text, id: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let vendor: Did = input.read("vendor", vendor)?;
            let id: AgreementId = input.read("id", id)?;
            with(ledger, |ledger| Ok(ledger.end(&vendor, &id)?))
        })
    }
}

/// What: all agreements with a vendor end before their time, and their grants with them. They stay listed.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_end_all(ledger: vrm_ledger, vendor: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let vendor: Did = input.read("vendor", vendor)?;
            with(ledger, |ledger| {
                ledger.end_all(&vendor);
                Ok(())
            })
        })
    }
}

/// What: all that is held of a vendor leaves the ledger. Blocks against it stay until they are taken down.
/// Owns: nothing.
/// Threads: any; calls of one handle wait for each other.
/// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_forget(ledger: vrm_ledger, vendor: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let vendor: Did = input.read("vendor", vendor)?;
            with(ledger, |ledger| {
                ledger.forget(&vendor);
                Ok(())
            })
        })
    }
}
