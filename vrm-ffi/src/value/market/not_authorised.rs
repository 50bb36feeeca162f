//! Why an agreement cannot come into force over a declaration.

use crate::border::Failure;
use crate::border::record::unread;
use crate::value::sentence::said;
use crate::value::{Fit, Sentence};
use vrm_core::decision;

/// Why an agreement cannot come into force over a declaration.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct NotAuthorised {
    /// How the declaration stands to the roster text.
    pub roster: Fit,
    /// How it stands to the person's own terms, where there are any.
    #[serde(default)]
    pub own: Option<Fit>,
    /// Processes, by index, that are permitted at no moment of the agreement.
    #[serde(default)]
    pub no_moment: Vec<u32>,
    /// The same in sentences; on the way in they are not read.
    #[serde(default, deserialize_with = "unread")]
    pub sentences: Vec<Sentence>,
}

impl From<&decision::NotAuthorised> for NotAuthorised {
    fn from(refusal: &decision::NotAuthorised) -> Self {
        Self {
            roster: (&refusal.roster).into(),
            own: refusal.own.as_ref().map(Into::into),
            no_moment: refusal.no_moment.clone(),
            sentences: said(&refusal.sentences()),
        }
    }
}

impl TryFrom<NotAuthorised> for decision::NotAuthorised {
    type Error = Failure;

    fn try_from(refusal: NotAuthorised) -> Result<Self, Failure> {
        let own = refusal.own.map(TryInto::try_into).transpose()?;
        Ok(Self { roster: refusal.roster.try_into()?, own, no_moment: refusal.no_moment })
    }
}
