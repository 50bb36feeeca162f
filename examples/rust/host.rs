//! What the library asks of its host: the time, and randomness.

use std::time::{SystemTime, UNIX_EPOCH};

use vrm_core::keys::{Randomness, RandomnessFailed};
use vrm_core::time::Instant;

use crate::stop::Stop;

/// The operating system's randomness.
pub(crate) struct System;

impl Randomness for System {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        getrandom::fill(bytes).map_err(|_| RandomnessFailed)
    }
}

/// The operating system's time.
#[allow(clippy::disallowed_methods, reason = "the library has no clock; its host has")]
pub(crate) fn now() -> Result<Instant, Stop> {
    let seconds =
        SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_secs()).ok());
    Ok(Instant::from_unix(seconds.unwrap_or_default())?)
}

/// So many minutes later.
pub(crate) fn in_minutes(now: Instant, minutes: i64) -> Result<Instant, Stop> {
    Ok(Instant::from_unix(now.floor_to_minute().unix() + minutes * 60)?)
}

/// So many days later.
pub(crate) fn in_days(now: Instant, days: i64) -> Result<Instant, Stop> {
    in_minutes(now, days * 24 * 60)
}
