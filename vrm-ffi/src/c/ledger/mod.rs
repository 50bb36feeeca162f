//! A ledger of one's own: grants and blocks without a life behind them.

pub mod agreement;
pub mod ask;
pub mod change;

use super::handle::{Table, enter, give};
use super::vrm_status;
use crate::border::{Failure, Gate};
use vrm_core::decision::Ledger;

/// The grants and blocks of one person, or, without blocks, of one desk: what decides, and nothing else. It keeps nothing.
pub type vrm_ledger = u64;

static LEDGERS: Table<Gate<Ledger>> = Table::new(18);

/// Lends the ledger of a handle to a call.
fn with<R>(ledger: vrm_ledger, call: impl FnOnce(&mut Ledger) -> Result<R, Failure>) -> Result<R, Failure> {
    LEDGERS.get(ledger)?.lend(call)
}

/// What: a ledger with no grant and no block: everything is denied.
/// Owns: `ledger` is the caller's, to be freed with `vrm_ledger_free`.
/// Threads: any.
/// Errors: `border-null`, `border-handles`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_ledger_new(ledger: *mut vrm_ledger) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(ledger, |_| LEDGERS.insert(Gate::new(Ledger::new()))) }
}

/// What: frees a ledger.
/// Owns: takes `ledger`.
/// Threads: any; a call of the handle that runs meanwhile goes on to its end.
/// Errors: `border-handle`.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_ledger_free(ledger: vrm_ledger) -> vrm_status {
    // SAFETY: no pointer is handed in.
    unsafe { enter(|_| LEDGERS.remove(ledger).map(drop)) }
}
