//! From one instant until another.

use super::{Instant, TimeError};

/// A half-open stretch of time: `from` belongs to it, `until` does not, and it is never empty.
///
/// ```
/// use vrm_core::time::{Instant, Window};
/// let at = |hour| Instant::parse(&format!("2026-03-01T{hour}:00:00Z"));
/// let morning = Window::new(at("08")?, at("12")?)?;
/// let noon = Window::new(at("11")?, at("14")?)?;
/// assert_eq!(morning.intersect(&noon), Some(Window::new(at("11")?, at("12")?)?));
/// assert!(morning.contains(at("08")?) && !morning.contains(at("12")?));
/// # Ok::<(), vrm_core::time::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    from: Instant,
    until: Instant,
}

impl Window {
    /// From `from`, until just before `until`.
    ///
    /// # Errors
    ///
    /// [`TimeError::EmptyWindow`] unless `until` is later.
    pub fn new(from: Instant, until: Instant) -> Result<Self, TimeError> {
        if from < until { Ok(Self { from, until }) } else { Err(TimeError::EmptyWindow { from, until }) }
    }

    /// The first instant in it.
    #[must_use]
    pub fn from(&self) -> Instant {
        self.from
    }

    /// The first instant after it.
    #[must_use]
    pub fn until(&self) -> Instant {
        self.until
    }

    /// Whether `instant` is in it.
    #[must_use]
    pub fn contains(&self, instant: Instant) -> bool {
        self.from <= instant && instant < self.until
    }

    /// What is in both, if anything.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.until.min(other.until)).ok()
    }
}
