//! What a vendor says it will process.

use super::document::document;
use super::mirror::mirror;
use super::place::listed;
use super::{DataForm, Keep};
use crate::border::Failure;
use serde::ser::{Serialize, Serializer};
use vrm_core::terms::{self, Stated};
use vrm_core::vocab::{Place, Recipient, Word};

/// A vendor's declaration: its processes, at least one.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Declaration {
    /// The processes; their indices name them in grants.
    pub processes: Vec<DeclaredProcess>,
}

/// One process of a declaration: several words stand for every combination of one word a dimension. Any part but the last
/// two may be left unknown.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct DeclaredProcess {
    /// Which data.
    pub data: StatedWords,
    /// For which purposes.
    pub purpose: StatedWords,
    /// Which operations.
    pub operation: StatedWords,
    /// Who receives it.
    pub recipient: StatedRecipients,
    /// How long it is kept.
    #[serde(skip_serializing_if = "StatedKeep::is_widest")]
    pub keep: StatedKeep,
    /// In what form.
    pub form: StatedForm,
    /// Where; none = anywhere.
    #[serde(skip_serializing_if = "StatedPlaces::is_widest")]
    pub places: StatedPlaces,
    /// With which measures.
    #[serde(skip_serializing_if = "StatedWords::is_widest")]
    pub measures: StatedWords,
    /// On which ground.
    pub basis: Basis,
    /// Whether the service needs it.
    pub necessity: Necessity,
}

mirror! {
    /// The ground a process stands on.
    Basis of terms::Basis {
        /// The person's consent.
        Consent,
        /// The agreement itself.
        Contract,
        /// A law the vendor is under: shown and recorded, outside what terms decide.
        LegalDuty,
    }
}

mirror! {
    /// Whether the service needs a process.
    Necessity of terms::Necessity {
        /// It comes with the agreement.
        Required,
        /// It becomes a grant only by the person's yes.
        Optional,
    }
}

mirror! {
    /// A part of a process that may be unknown.
    ProcessPart of terms::Part {
        /// Which data.
        Data,
        /// In what form.
        Form,
        /// How long it is kept.
        Keep,
        /// With which measures.
        Measures,
        /// Which operations.
        Operation,
        /// Where.
        Places,
        /// For which purposes.
        Purpose,
        /// Who receives it.
        Recipient,
    }
}

/// A part of a declaration that may be left unknown: any value is possible then. In JSON the value, or `unknown`.
macro_rules! stated {
    ($(#[$about:meta])* $name:ident { $(#[$what:meta])* $member:ident: $type:ty }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
        pub enum $name {
            /// What it says.
            Known {
                $(#[$what])*
                $member: $type,
            },
            /// It does not say; any value is possible.
            Unknown,
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    Self::Known { $member } => $member.serialize(to),
                    Self::Unknown => to.serialize_str("unknown"),
                }
            }
        }
    };
}

stated! {
    /// Words, where they are stated.
    StatedWords {
        /// The words.
        words: Vec<Word>
    }
}

stated! {
    /// Recipients, where they are stated.
    StatedRecipients {
        /// The recipients.
        recipients: Vec<Recipient>
    }
}

stated! {
    /// How long data is kept, where it is stated.
    StatedKeep {
        /// How long; none = without limit.
        keep: Option<Keep>
    }
}

stated! {
    /// In what form, where it is stated.
    StatedForm {
        /// The form.
        form: DataForm
    }
}

stated! {
    /// Where, where it is stated.
    StatedPlaces {
        /// The places; none = anywhere.
        places: Vec<Place>
    }
}

impl StatedKeep {
    fn is_widest(&self) -> bool {
        matches!(self, Self::Known { keep: None })
    }
}

impl StatedPlaces {
    fn is_widest(&self) -> bool {
        matches!(self, Self::Known { places } if places.is_empty())
    }
}

impl StatedWords {
    fn is_widest(&self) -> bool {
        matches!(self, Self::Known { words } if words.is_empty())
    }
}

impl Declaration {
    /// The declaration as the core has it.
    pub(crate) fn core(&self) -> Result<terms::Declaration, Failure> {
        Ok(terms::Declaration::parse(&document(self)?)?)
    }
}

impl From<&terms::Declaration> for Declaration {
    fn from(declaration: &terms::Declaration) -> Self {
        Self { processes: declaration.processes().iter().map(DeclaredProcess::from).collect() }
    }
}

impl From<&terms::Process> for DeclaredProcess {
    fn from(process: &terms::Process) -> Self {
        let words = |stated: &Stated<std::collections::BTreeSet<Word>>| match stated {
            Stated::Known(words) => StatedWords::Known { words: words.iter().cloned().collect() },
            Stated::Unknown => StatedWords::Unknown,
        };
        Self {
            data: words(&process.data),
            purpose: words(&process.purpose),
            operation: words(&process.operation),
            recipient: process.recipient.known().map_or(StatedRecipients::Unknown, |recipients| {
                StatedRecipients::Known { recipients: recipients.iter().cloned().collect() }
            }),
            keep: process.keep.known().map_or(StatedKeep::Unknown, |keep| StatedKeep::Known { keep: Keep::of(*keep) }),
            form: process.form.known().map_or(StatedForm::Unknown, |form| StatedForm::Known { form: (*form).into() }),
            places: process
                .places
                .known()
                .map_or(StatedPlaces::Unknown, |places| StatedPlaces::Known { places: listed(places) }),
            measures: words(&process.measures),
            basis: process.basis.into(),
            necessity: process.necessity.into(),
        }
    }
}
