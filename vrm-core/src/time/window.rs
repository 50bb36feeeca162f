//! From one instant until another.

use super::{Instant, TimeError};

/// A half-open stretch of time: its start belongs to it, its end does not, and it is never empty. An end may be open.
///
/// ```
/// use vrm_core::time::{Instant, Window};
/// let at = |hour| Instant::parse(&format!("2026-03-01T{hour}:00:00Z"));
/// let morning = Window::new(Some(at("08")?), Some(at("12")?))?;
/// let from_eleven = Window::new(Some(at("11")?), None)?;
/// assert_eq!(morning.intersect(&from_eleven), Some(Window::new(Some(at("11")?), Some(at("12")?))?));
/// assert!(morning.contains(at("08")?) && !morning.contains(at("12")?));
/// # Ok::<(), vrm_core::time::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Window {
    from: Option<Instant>,
    until: Option<Instant>,
}

impl Window {
    /// Without start or end.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// From `from`, until just before `until`; `None` leaves that end open.
    ///
    /// # Errors
    ///
    /// [`TimeError::EmptyWindow`] unless `until` is later than `from`.
    pub fn new(from: Option<Instant>, until: Option<Instant>) -> Result<Self, TimeError> {
        match (from, until) {
            (Some(from), Some(until)) if from >= until => Err(TimeError::EmptyWindow { from, until }),
            _ => Ok(Self { from, until }),
        }
    }

    /// The first instant in it; none where it has always begun.
    #[must_use]
    pub fn from(&self) -> Option<Instant> {
        self.from
    }

    /// The first instant after it; none where it never ends.
    #[must_use]
    pub fn until(&self) -> Option<Instant> {
        self.until
    }

    /// Whether `instant` is in it.
    #[must_use]
    pub fn contains(&self, instant: Instant) -> bool {
        self.has_begun(instant) && !self.is_over(instant)
    }

    /// Whether its ends fall on whole minutes, as what is written down must.
    #[must_use]
    pub fn has_whole_minutes(&self) -> bool {
        [self.from, self.until].into_iter().flatten().all(|end| end.floor_to_minute() == end)
    }

    /// Whether it has begun by then.
    #[must_use]
    pub fn has_begun(&self, instant: Instant) -> bool {
        self.from.is_none_or(|from| from <= instant)
    }

    /// Whether it is over by then.
    #[must_use]
    pub fn is_over(&self, instant: Instant) -> bool {
        self.until.is_some_and(|until| until <= instant)
    }

    /// What is in both, if anything.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let until = [self.until, other.until].into_iter().flatten().min();
        Self::new(self.from.max(other.from), until).ok()
    }

    /// The earliest of its start and end that is later than `instant`.
    #[must_use]
    pub fn next_change(&self, instant: Instant) -> Option<Instant> {
        [self.from, self.until].into_iter().flatten().find(|at| *at > instant)
    }
}
