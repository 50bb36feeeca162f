//! What an agreement authorises.

use super::mirror::mirror;
use super::place::listed;
use super::sentence::said;
use super::{Basis, DataForm, Duty, GrantStatus, Keep, Sentence, TimeWindow};
use crate::border::record::unread;
use crate::border::{Failure, text};
use vrm_core::decision::{self, AgreementId, GrantId};
use vrm_core::terms;
use vrm_core::time::Window;
use vrm_core::vocab::{Place, Places, Recipient, Word};

/// What an agreement authorises over a declaration.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Authority {
    /// Grants that stand at once: one for each ordinary data word of each required process.
    pub grants: Vec<Grant>,
    /// Grants that wait for the person.
    pub pending: Vec<PendingGrant>,
    /// Processes on a legal duty, by index: shown and recorded, permitting nothing.
    pub outside: Vec<u32>,
    /// It as sentences.
    pub sentences: Vec<Sentence>,
}

/// A grant that waits for the person.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct PendingGrant {
    /// What it waits for.
    pub needs: Needs,
    /// The grant as it would stand, under the id of nobody's yes.
    pub grant: Grant,
    /// It as a sentence; on the way in it is not read.
    #[serde(default, deserialize_with = "unread")]
    pub sentence: Sentence,
}

mirror! {
    /// What a pending grant waits for.
    Needs of decision::Needs {
        /// A yes: the process is optional.
        Yes,
        /// An explicitly expressed consent, with its record and receipt: the data is marked.
        ExplicitConsent,
    }
}

/// One permission in force, the only thing that authorises.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// Its name.
    #[serde(deserialize_with = "text::one")]
    pub id: GrantId,
    /// The agreement it lives under.
    #[serde(deserialize_with = "text::one")]
    pub agreement: AgreementId,
    /// The index of the process it was made from.
    pub process: u32,
    /// One data word, and the purposes, operations and recipients of its process.
    pub scope: Scope,
    /// The conditions of its process.
    pub conditions: Conditions,
    /// What it stands on.
    pub basis: Basis,
    /// Whether the person wants to be asked each time.
    pub ask: bool,
    /// The duties it carries.
    #[serde(default)]
    pub duties: Vec<Duty>,
    /// Whether a duty that must come first is still open, as our own history knows.
    #[serde(default)]
    pub duty_open: bool,
    /// When it can be used; none = always.
    pub window: Option<TimeWindow>,
    /// Where it is on its chart; expiry is the window's.
    pub status: GrantStatus,
    /// The grant it was made under.
    #[serde(default, deserialize_with = "text::optional")]
    pub parent: Option<GrantId>,
}

/// The four dimensions.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Which data.
    #[serde(deserialize_with = "text::list")]
    pub data: Vec<Word>,
    /// For which purposes.
    #[serde(deserialize_with = "text::list")]
    pub purpose: Vec<Word>,
    /// Which operations.
    #[serde(default, deserialize_with = "text::list")]
    pub operation: Vec<Word>,
    /// Who receives it.
    #[serde(default, deserialize_with = "text::list")]
    pub recipient: Vec<Recipient>,
}

/// How long, in what form, where, with which measures.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Conditions {
    /// How long; none = without limit.
    pub keep: Option<Keep>,
    /// In what form.
    pub form: DataForm,
    /// Where; none = anywhere.
    #[serde(default, deserialize_with = "text::list")]
    pub places: Vec<Place>,
    /// Which technical and organisational measures are in place.
    #[serde(default, deserialize_with = "text::list")]
    pub measures: Vec<Word>,
}

impl From<&decision::Authority> for Authority {
    fn from(authority: &decision::Authority) -> Self {
        Self {
            grants: authority.grants.iter().map(Grant::from).collect(),
            pending: authority.pending.iter().map(PendingGrant::from).collect(),
            outside: authority.outside.clone(),
            sentences: said(&authority.sentences()),
        }
    }
}

impl From<&decision::Pending> for PendingGrant {
    fn from(pending: &decision::Pending) -> Self {
        Self { needs: pending.needs.into(), grant: pending.grant().into(), sentence: (&pending.sentence()).into() }
    }
}

impl From<&decision::Grant> for Grant {
    fn from(grant: &decision::Grant) -> Self {
        Self {
            id: grant.id,
            agreement: grant.agreement,
            process: grant.process,
            scope: (&grant.scope).into(),
            conditions: (&grant.conditions).into(),
            basis: grant.basis.into(),
            ask: grant.ask,
            duties: grant.duties.iter().map(Duty::from).collect(),
            duty_open: grant.duty_open,
            window: TimeWindow::of(grant.window),
            status: grant.status.into(),
            parent: grant.parent,
        }
    }
}

impl From<&terms::Scope> for Scope {
    fn from(scope: &terms::Scope) -> Self {
        Self {
            data: scope.data.iter().cloned().collect(),
            purpose: scope.purpose.iter().cloned().collect(),
            operation: scope.operation.iter().cloned().collect(),
            recipient: scope.recipient.iter().cloned().collect(),
        }
    }
}

impl From<&terms::Conditions> for Conditions {
    fn from(conditions: &terms::Conditions) -> Self {
        Self {
            keep: Keep::of(conditions.keep),
            form: conditions.form.into(),
            places: listed(&conditions.places),
            measures: conditions.measures.iter().cloned().collect(),
        }
    }
}

impl TryFrom<PendingGrant> for decision::Pending {
    type Error = Failure;

    fn try_from(pending: PendingGrant) -> Result<Self, Failure> {
        Ok(Self::new(pending.needs.into(), pending.grant.try_into()?))
    }
}

impl TryFrom<Grant> for decision::Grant {
    type Error = Failure;

    fn try_from(grant: Grant) -> Result<Self, Failure> {
        Ok(Self {
            id: grant.id,
            agreement: grant.agreement,
            process: grant.process,
            scope: grant.scope.into(),
            conditions: grant.conditions.try_into()?,
            basis: grant.basis.into(),
            ask: grant.ask,
            duties: grant.duties.into_iter().map(Into::into).collect(),
            duty_open: grant.duty_open,
            window: grant.window.map_or(Ok(Window::ALWAYS), Window::try_from)?,
            status: grant.status.into(),
            parent: grant.parent,
        })
    }
}

impl From<Scope> for terms::Scope {
    fn from(scope: Scope) -> Self {
        Self {
            data: scope.data.into_iter().collect(),
            purpose: scope.purpose.into_iter().collect(),
            operation: scope.operation.into_iter().collect(),
            recipient: scope.recipient.into_iter().collect(),
        }
    }
}

impl TryFrom<Conditions> for terms::Conditions {
    type Error = Failure;

    fn try_from(conditions: Conditions) -> Result<Self, Failure> {
        let places = conditions.places;
        Ok(Self {
            keep: Keep::core(conditions.keep),
            form: conditions.form.into(),
            places: if places.is_empty() { Places::Anywhere } else { Places::within(places)? },
            measures: conditions.measures.into_iter().collect(),
        })
    }
}
