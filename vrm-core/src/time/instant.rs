//! One moment, to the second.

use super::{Days, TimeError};
use std::time::{Duration, SystemTime};

const SECONDS_A_MINUTE: i64 = 60;
const SECONDS_A_DAY: i64 = 86_400;

/// How many seconds another clock may be ahead of ours.
#[cfg(feature = "keys")]
const AHEAD: i64 = 300;

/// A moment in whole seconds UTC, in the years 2000 to 9999, as POSIX counts them: leap seconds do not occur.
///
/// On the wire it is an integer of seconds and a multiple of 60; for people it is RFC 3339 in the one form
/// `2026-03-01T09:30:00Z`.
///
/// ```
/// use vrm_core::time::Instant;
/// let instant = Instant::parse("2026-03-01T09:30:59Z")?;
/// assert_eq!(instant.unix(), 1_772_357_459);
/// assert_eq!(instant.floor_to_minute().to_string(), "2026-03-01T09:30:00Z");
/// assert_eq!(instant.plus_seconds(-59)?.plus_minutes(30)?.to_string(), "2026-03-01T10:00:00Z");
/// assert_eq!(Instant::try_from(std::time::SystemTime::from(instant))?, instant); // for hosts that have a clock
/// # Ok::<(), vrm_core::time::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(i64);

impl Instant {
    /// The first: 2000-01-01T00:00:00Z.
    pub const MIN: Self = Self(946_684_800);

    /// The last: 9999-12-31T23:59:59Z.
    pub const MAX: Self = Self(253_402_300_799);

    /// The instant so many seconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`].
    pub fn from_unix(seconds: i64) -> Result<Self, TimeError> {
        let range = Self::MIN.0..=Self::MAX.0;
        range.contains(&seconds).then_some(Self(seconds)).ok_or(TimeError::OutOfRange)
    }

    /// Seconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn unix(self) -> i64 {
        self.0
    }

    /// The instant at which its minute began, as times are written to the wire.
    #[must_use]
    pub fn floor_to_minute(self) -> Self {
        Self(self.0 - self.0.rem_euclid(SECONDS_A_MINUTE))
    }

    /// Whether it is further ahead of `now` than another's clock may be: the one thing about time that is forgiven.
    #[cfg(feature = "keys")]
    pub(crate) fn is_ahead_of(self, now: Self) -> bool {
        self.0 > now.0 + AHEAD
    }

    /// So many seconds later, or earlier when negative.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`].
    pub fn plus_seconds(self, seconds: i64) -> Result<Self, TimeError> {
        self.0.checked_add(seconds).ok_or(TimeError::OutOfRange).and_then(Self::from_unix)
    }

    /// So many minutes later.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`].
    pub fn plus_minutes(self, minutes: u32) -> Result<Self, TimeError> {
        self.plus_seconds(i64::from(minutes) * SECONDS_A_MINUTE)
    }

    /// So many times 86,400 seconds later.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`].
    pub fn plus(self, days: Days) -> Result<Self, TimeError> {
        self.plus_seconds(i64::from(days.count()) * SECONDS_A_DAY)
    }
}

impl TryFrom<SystemTime> for Instant {
    type Error = TimeError;

    /// Fractions of a second are dropped.
    fn try_from(at: SystemTime) -> Result<Self, TimeError> {
        let since = at.duration_since(SystemTime::UNIX_EPOCH).map_err(|_| TimeError::OutOfRange)?;
        i64::try_from(since.as_secs()).map_err(|_| TimeError::OutOfRange).and_then(Self::from_unix)
    }
}

impl From<Instant> for SystemTime {
    /// Every system's time reaches past the year 9999.
    fn from(instant: Instant) -> Self {
        Self::UNIX_EPOCH + Duration::from_secs(instant.0.unsigned_abs())
    }
}

/// Seconds after 1970-01-01T00:00:00Z, as every time is written here.
impl serde::Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}
