//! What is asked.

use super::document::document;
use super::place::listed;
use super::{DataForm, Keep};
use crate::border::Failure;
use vrm_core::decision;
use vrm_core::vocab::{Place, Recipient, Word};

/// "May this vendor do this with that, for this purpose, this long, there?" One word in each dimension; what is left out is
/// the widest.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Request {
    /// Which data.
    pub data: Word,
    /// For which purpose.
    pub purpose: Word,
    /// Which operation.
    pub operation: Word,
    /// Who receives it.
    pub recipient: Recipient,
    /// Kept no longer than this; none = without limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub keep: Option<Keep>,
    /// In what form; none = about someone known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[uniffi(default = None)]
    pub form: Option<DataForm>,
    /// Within these places; none = anywhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub places: Vec<Place>,
    /// With these measures in place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[uniffi(default = [])]
    pub measures: Vec<Word>,
}

impl Request {
    /// The request as the core has it.
    pub(crate) fn core(&self) -> Result<decision::Request, Failure> {
        Ok(decision::Request::parse(&document(self)?)?)
    }
}

impl From<&decision::Request> for Request {
    fn from(request: &decision::Request) -> Self {
        Self {
            data: request.data.clone(),
            purpose: request.purpose.clone(),
            operation: request.operation.clone(),
            recipient: request.recipient.clone(),
            keep: Keep::of(request.conditions.keep),
            form: DataForm::of(request.conditions.form),
            places: listed(&request.conditions.places),
            measures: request.conditions.measures.iter().cloned().collect(),
        }
    }
}
