//! A standing no, stronger than any agreement.

use super::DecisionError;
use crate::did::Did;
use crate::terms::Prohibition;
use crate::time::Window;
use crate::vocab::Sector;
use std::fmt;

/// A prohibition that the person holds against somebody, whatever was agreed.
///
/// ```
/// use vrm_core::decision::{Block, Selector};
/// use vrm_core::terms::Prohibition;
/// use vrm_core::time::Window;
/// use vrm_core::vocab::Sector;
/// let block = Block {
///     against: Selector::Sector(Sector::Ads),
///     what: Prohibition::new("no-ads").purpose(["dpv:Marketing".parse()?]),
///     window: Window::ALWAYS,
/// };
/// assert_eq!(Block::parse(block.to_json().as_bytes())?, block);
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Against whom.
    pub against: Selector,
    /// What they may not do: a prohibition in DPV's words, whose id names the block.
    pub what: Prohibition,
    /// When it stands.
    pub window: Window,
}

/// Whom a block is against.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selector {
    /// One vendor.
    Vendor(Did),
    /// Every vendor at a web host or below it.
    Host(Host),
    /// Every vendor of a sector.
    Sector(Sector),
    /// Everyone.
    Everyone,
}

/// A web host's name in lower-case ASCII (RFC 1123 section 2.1; international names as A-labels).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Host(String);

impl Host {
    /// Reads a host's name; capital letters are lowered.
    ///
    /// # Errors
    /// [`DecisionError::BadHost`] when a label is empty, longer than 63 bytes, or not letters, digits and inner hyphens,
    /// or the whole is longer than 253 bytes.
    pub fn parse(text: &str) -> Result<Self, DecisionError> {
        let lower = text.to_ascii_lowercase();
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        if lower.len() <= 253 && lower.split('.').all(label) {
            Ok(Self(lower))
        } else {
            Err(DecisionError::BadHost { host: text.to_owned() })
        }
    }

    /// The host that a `did:web` names; none for other methods.
    #[must_use]
    pub fn of(vendor: &Did) -> Option<Self> {
        let id = if vendor.method() == "web" { vendor.id() } else { return None };
        let authority = id.split_once(':').map_or(id, |(authority, _)| authority);
        let host = authority.split_once('%').map_or(authority, |(host, _)| host);
        Self::parse(host).ok()
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host itself and every one above it.
    pub(super) fn upwards(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(Some(self.as_str()), |host| host.split_once('.').map(|(_, above)| above))
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::json::serialised_as_text!(Host);
