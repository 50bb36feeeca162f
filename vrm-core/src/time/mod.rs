//! Instants, days and windows, without a clock: the time is always an argument.
//!
//! ```
//! use vrm_core::time::{Days, Instant, Window};
//!
//! let agreed = Instant::parse("2026-03-01T09:30:00Z")?;
//! let kept = Window::new(Some(agreed), Some(agreed.plus(Days::parse("P1M")?)?))?;
//! assert!(kept.contains(Instant::parse("2026-03-31T00:00:00Z")?));
//! assert!(kept.is_over(Instant::parse("2026-04-01T09:30:00Z")?));
//! # Ok::<(), vrm_core::time::TimeError>(())
//! ```

mod calendar;
mod civil;
mod days;
mod error;
mod instant;
mod window;

pub use civil::{CivilDate, Weekday};
pub use days::Days;
pub use error::TimeError;
pub use instant::Instant;
pub use window::Window;
