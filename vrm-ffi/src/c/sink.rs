//! Where a callback puts what it was asked for.

use super::handle::{Table, enter};
use super::{vrm_status, vrm_text};
use std::sync::{Mutex, PoisonError};
use vrm_core::error::Code;
use vrm_core::store::Pair;
use zeroize::Zeroize;

/// Where a callback puts what it was asked for; good until the callback returns.
pub type vrm_sink = u64;

static SINKS: Table<Mutex<Vec<Pair>>> = Table::new(4);

/// What a callback gave into a sink that was open while it ran.
pub(super) fn asked(call: impl FnOnce(vrm_sink) -> vrm_status) -> Result<Vec<Pair>, vrm_status> {
    const BROKEN: vrm_status = Code::BorderHandles as vrm_status;
    let sink = SINKS.insert(Mutex::default()).map_err(|_| BROKEN)?;
    let status = call(sink);
    let given = SINKS.remove(sink).map_err(|_| BROKEN)?;
    let mut given = std::mem::take(&mut *given.lock().unwrap_or_else(PoisonError::into_inner));
    if status == 0 {
        Ok(given)
    } else {
        wipe(&mut given);
        Err(status)
    }
}

/// What was given and is not wanted: it may be a key.
fn wipe(given: &mut [Pair]) {
    given.iter_mut().for_each(|(_, value)| value.zeroize());
}

/// What: gives a callback's one answer: the value of a key, what was wrapped or unwrapped. It is copied; the last one counts.
/// Owns: nothing.
/// Threads: the callback's own.
/// Errors: `border-null`, `border-handle` when the callback has returned.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_sink_value(sink: vrm_sink, value: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let value = input.bytes("value", value)?.to_vec();
            let sink = SINKS.get(sink)?;
            let mut given = sink.lock().unwrap_or_else(PoisonError::into_inner);
            wipe(&mut given);
            *given = vec![(Vec::new(), value)];
            Ok(())
        })
    }
}

/// What: gives one of a callback's answers: a key with its value. Both are copied.
/// Owns: nothing.
/// Threads: the callback's own.
/// Errors: `border-null`, `border-handle` when the callback has returned.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_sink_pair(sink: vrm_sink, key: vrm_text, value: vrm_text) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        enter(|input| {
            let pair = (input.bytes("key", key)?.to_vec(), input.bytes("value", value)?.to_vec());
            SINKS.get(sink)?.lock().unwrap_or_else(PoisonError::into_inner).push(pair);
            Ok(())
        })
    }
}
