//! Rules: what is permitted, forbidden and owed, and under which conditions.

use super::document::is_false;
use super::mirror::mirror;
use super::place::listed;
use crate::border::record::optional_instant;
use crate::border::{Failure, text};
use vrm_core::terms;
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{Place, Recipient, Word};

mirror! {
    /// From when a retention runs.
    Start of terms::Start {
        /// From the day the data was collected.
        Collected,
        /// From the day the purpose ended.
        PurposeEnd,
    }
}

mirror! {
    /// In what form data is processed, narrowest first.
    DataForm of terms::Form {
        /// No longer about anyone.
        Anonymised,
        /// About someone whom only a separate key names.
        Pseudonymised,
        /// About someone known; the widest.
        Identified,
    }
}

mirror! {
    /// When a duty falls, seen from the processing.
    Timing of terms::Timing {
        /// First this, then the processing.
        Before,
        /// Afterwards, or while the agreement runs.
        After,
    }
}

mirror! {
    /// What starts the clock of a duty.
    Trigger of terms::Trigger {
        /// The person asks for it.
        Asking,
        /// The purpose has ended.
        PurposeEnd,
        /// The data was collected.
        Collected,
    }
}

/// How long data is kept; where there is none, without limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Keep {
    /// At most this many days.
    pub days: u32,
    /// From when they count.
    pub from: Start,
}

/// From one instant until just before another, in whole minutes where it is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct TimeWindow {
    /// The first instant in it; none where it has always begun.
    #[serde(default, deserialize_with = "optional_instant", skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub from: Option<Instant>,
    /// The first instant after it; none where it never ends.
    #[serde(default, deserialize_with = "optional_instant", skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub until: Option<Instant>,
}

/// Something a party owes, and by when.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// What is owed, a concept of the vocabulary (`ieee-7012:DataDeletionOnRequest`).
    #[serde(deserialize_with = "text::one")]
    pub what: Word,
    /// Before or after.
    #[serde(rename = "when")]
    pub timing: Timing,
    /// Within how many days, where a day is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub due: Option<Due>,
}

/// So many days after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The number of days.
    pub days: u32,
    /// From when they count.
    pub from: Trigger,
}

/// A permission of a text; what is left out is the widest.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Permission {
    /// The id, unique in its text.
    pub id: String,
    /// Which data; at least one word.
    pub data: Vec<Word>,
    /// For which purposes; at least one word.
    pub purpose: Vec<Word>,
    /// Which operations; none = every ordinary one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub operation: Vec<Word>,
    /// Who receives it; none = the vendor.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub recipient: Vec<Recipient>,
    /// Kept no longer than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub keep: Option<Keep>,
    /// In no fuller form than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub form: Option<DataForm>,
    /// Only within these places; none = anywhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub places: Vec<Place>,
    /// Only with these measures in place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub measures: Vec<Word>,
    /// Ask the person each time.
    #[serde(skip_serializing_if = "is_false")]
    #[uniffi(default = false)]
    pub ask: bool,
    /// The duties it carries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub duties: Vec<Duty>,
    /// When it can be used; none = always.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub window: Option<TimeWindow>,
}

/// A prohibition of a text; each part narrows it, and what is left out is all of it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Prohibition {
    /// The id, unique in its text.
    pub id: String,
    /// Only where this data is touched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub data: Vec<Word>,
    /// Only where these purposes are touched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub purpose: Vec<Word>,
    /// Only where these operations are touched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub operation: Vec<Word>,
    /// Only where these recipients are touched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub recipient: Vec<Recipient>,
    /// Only where data is kept longer than this, or from another start.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub keep: Option<Keep>,
    /// Only in this form or a fuller one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub form: Option<DataForm>,
    /// Only where a place overlaps these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub places: Vec<Place>,
    /// Only where one of these measures is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub measures: Vec<Word>,
}

impl Keep {
    /// The limit as the core has it; none is no limit.
    pub(crate) fn core(keep: Option<Self>) -> terms::Keep {
        keep.map_or(terms::Keep::Unlimited, |Self { days, from }| terms::Keep::Days { days, from: from.into() })
    }

    /// What the core says, where that is a limit.
    pub(crate) fn of(keep: terms::Keep) -> Option<Self> {
        match keep {
            terms::Keep::Days { days, from } => Some(Self { days, from: from.into() }),
            terms::Keep::Unlimited => None,
        }
    }
}

impl DataForm {
    /// What the core says, where that is not the widest.
    pub(crate) fn of(form: terms::Form) -> Option<Self> {
        (form != terms::Form::Identified).then(|| form.into())
    }
}

impl TimeWindow {
    /// What the core says, where that is not always.
    pub(crate) fn of(window: Window) -> Option<Self> {
        (window != Window::ALWAYS).then(|| Self { from: window.from(), until: window.until() })
    }
}

impl From<Window> for TimeWindow {
    fn from(window: Window) -> Self {
        Self { from: window.from(), until: window.until() }
    }
}

impl TryFrom<TimeWindow> for Window {
    type Error = Failure;

    fn try_from(window: TimeWindow) -> Result<Self, Failure> {
        Ok(Self::new(window.from, window.until)?)
    }
}

impl From<&terms::Duty> for Duty {
    fn from(duty: &terms::Duty) -> Self {
        let due = duty.due.map(|due| Due { days: due.days, from: due.from.into() });
        Self { what: duty.what.clone(), timing: duty.timing.into(), due }
    }
}

impl From<Duty> for terms::Duty {
    fn from(duty: Duty) -> Self {
        let due = duty.due.map(|due| terms::Due { days: due.days, from: due.from.into() });
        Self { what: duty.what, timing: duty.timing.into(), due }
    }
}

impl From<&terms::Permission> for Permission {
    fn from(rule: &terms::Permission) -> Self {
        let (scope, conditions) = (rule.scope(), rule.conditions());
        Self {
            id: rule.id().to_owned(),
            data: scope.data.iter().cloned().collect(),
            purpose: scope.purpose.iter().cloned().collect(),
            operation: scope.operation.iter().cloned().collect(),
            recipient: scope.recipient.iter().cloned().collect(),
            keep: Keep::of(conditions.keep),
            form: DataForm::of(conditions.form),
            places: listed(&conditions.places),
            measures: conditions.measures.iter().cloned().collect(),
            ask: rule.asks(),
            duties: rule.duties().iter().map(Duty::from).collect(),
            window: TimeWindow::of(rule.window()),
        }
    }
}

impl From<&terms::Prohibition> for Prohibition {
    fn from(rule: &terms::Prohibition) -> Self {
        let (scope, limits) = (rule.scope(), rule.limits());
        Self {
            id: rule.id().to_owned(),
            data: scope.data.iter().cloned().collect(),
            purpose: scope.purpose.iter().cloned().collect(),
            operation: scope.operation.iter().cloned().collect(),
            recipient: scope.recipient.iter().cloned().collect(),
            keep: Keep::of(limits.keep),
            form: limits.form.map(DataForm::from),
            places: listed(&limits.places),
            measures: limits.measures.iter().cloned().collect(),
        }
    }
}
