//! A set of moments as windows that do not meet.

use vrm_core::time::{Instant, Window};

/// The windows, the earliest first; a moment lies in one of them at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Times(Vec<Window>);

impl Times {
    pub(crate) fn always() -> Self {
        Self(vec![Window::ALWAYS])
    }

    pub(crate) fn before(end: Instant) -> Self {
        Self(Window::new(None, Some(end)).into_iter().collect())
    }

    /// The one second.
    pub(crate) fn at(second: Instant) -> Self {
        Self(Window::new(Some(second), second.plus_seconds(1).ok()).into_iter().collect())
    }

    pub(crate) fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().flat_map(|mine| other.0.iter().filter_map(|theirs| mine.intersect(theirs))).collect())
    }

    pub(crate) fn or(&self, other: &Self) -> Self {
        self.not().and(&other.not()).not()
    }

    /// The gaps.
    pub(crate) fn not(&self) -> Self {
        let mut gaps = Vec::new();
        // The start of the gap that is open: none once a window never ends.
        let mut open = Some(None);
        for window in &self.0 {
            if let (Some(from), Some(end)) = (open, window.from()) {
                gaps.extend(Window::new(from, Some(end)));
            }
            open = window.until().map(Some);
        }
        if let Some(from) = open {
            gaps.extend(Window::new(from, None));
        }
        Self(gaps)
    }

    pub(crate) fn windows(&self) -> &[Window] {
        &self.0
    }
}
