//! What must be done, before or after the processing.

use crate::vocab::Word;

/// When a duty falls, seen from the processing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timing {
    /// First this, then the processing: an open duty holds the grant back. Days count from the asking.
    Before,
    /// Afterwards, or while the agreement runs.
    After,
}

/// What starts the clock of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// The person asks for it.
    Asking,
    /// The purpose has ended.
    PurposeEnd,
    /// The data was collected.
    Collected,
}

/// Something a party owes: a word that says what (`ieee-7012:DataDeletionOnRequest`), and by when.
///
/// ```
/// use vrm_core::terms::{Draft, Due, Duty, Permission, Timing, Trigger};
/// let delete = Duty {
///     what: "ieee-7012:DataDeletionRequired".parse()?,
///     timing: Timing::After,
///     due: Some(Due { days: 30, from: Trigger::PurposeEnd }),
/// };
/// let mut draft = Draft::own();
/// draft.permit(Permission::new("news", ["pd:EmailAddress".parse()?], ["dpv:DirectMarketing".parse()?]).duty(delete));
/// assert_eq!(draft.finish()?.permissions()[0].duties().len(), 1);
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duty {
    /// What is owed, a concept of the vocabulary.
    pub what: Word,
    /// Before or after.
    pub timing: Timing,
    /// Within how many days, where a day is set.
    pub due: Option<Due>,
}

/// So many days after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// The number of days.
    pub days: u32,
    /// From when they count.
    pub from: Trigger,
}

impl Timing {
    /// The name in the machine form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }

    /// Reads the name in the machine form.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Before, Self::After].into_iter().find(|timing| timing.name() == name)
    }
}

impl Trigger {
    /// The name in the machine form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asking => "asking",
            Self::PurposeEnd => "purpose-end",
            Self::Collected => "collected",
        }
    }

    /// Reads the name in the machine form.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Asking, Self::PurposeEnd, Self::Collected].into_iter().find(|trigger| trigger.name() == name)
    }
}
