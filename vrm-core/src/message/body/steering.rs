//! How it ends, and what was seen.

use super::{Body, private::Form};
use crate::chain::StreamHead;
use crate::decision::AgreementId;
use crate::form::{FormError, read, write};
use crate::json::{Fields, Object};
use crate::keys::Thumbprint;
use crate::message::{Jti, Never};
use crate::time::Instant;

/// The end of an agreement. The other side acknowledges it with [`Seen`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The agreement.
    pub agreement: AgreementId,
    /// Where the sender's stream stands.
    pub stream: StreamHead,
    /// When, to the minute.
    pub at: Instant,
}

/// A message that was taken, and where the taker's stream stands since: whoever has it can hold the other to its history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The number of the message.
    pub of: Jti,
    /// Where the stream stands.
    pub stream: StreamHead,
}

impl Body for Ended {
    const NAME: &'static str = "ended";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for Ended {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            agreement: read::agreement(&fields.required("agreement")?)?,
            stream: read::stream_head(&fields.required("stream")?)?,
            at: read::minute(&fields.required("at")?)?,
        })
    }

    fn stream(&self) -> Option<StreamHead> {
        Some(self.stream)
    }

    fn write(&self, form: Object) -> Object {
        form.with("agreement", self.agreement.to_string())
            .with("stream", write::stream_head(&self.stream))
            .with("at", self.at.floor_to_minute().unix())
    }
}

impl Body for Seen {
    const NAME: &'static str = "seen";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for Seen {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            of: Jti::from_bytes(read::hex(&fields.required("of")?)?),
            stream: read::stream_head(&fields.required("stream")?)?,
        })
    }

    fn stream(&self) -> Option<StreamHead> {
        Some(self.stream)
    }

    fn write(&self, form: Object) -> Object {
        form.with("of", self.of.to_string()).with("stream", write::stream_head(&self.stream))
    }
}
