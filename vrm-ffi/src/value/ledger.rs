//! What a ledger holds.

use super::TimeWindow;
use vrm_core::decision::{self, AgreementId};

/// An agreement as a ledger holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct AgreedWindow {
    /// The agreement.
    pub id: AgreementId,
    /// When it is in force; none = always.
    pub window: Option<TimeWindow>,
    /// Whether it was ended before its time.
    pub ended: bool,
}

impl From<decision::Agreed> for AgreedWindow {
    fn from(agreed: decision::Agreed) -> Self {
        Self { id: agreed.id, window: TimeWindow::of(agreed.window), ended: agreed.ended }
    }
}
