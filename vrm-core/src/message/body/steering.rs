//! How it ends, and what was seen.

use super::{Body, private::Form};
use crate::chain::StreamHead;
use crate::decision::AgreementId;
use crate::form::{FormError, read, write};
use crate::json::{Fields, Object, Value};
use crate::keys::Thumbprint;
use crate::message::{Jti, Message, MessageError, Never};
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

/// The member of `ext` in which an acknowledgement says that nothing of what came is kept.
const DECLINED: &str = "declined";

impl Message<Seen> {
    /// Whether the data that came with the message is not kept: when it came, it might not be used any more.
    #[must_use]
    pub fn is_declined(&self) -> bool {
        self.ext().get(DECLINED) == Some(&Value::Bool(true))
    }

    /// Says that the data that came with the message is not kept.
    ///
    /// # Errors
    /// As [`set_ext`](Self::set_ext).
    pub fn set_declined(&mut self) -> Result<(), MessageError> {
        self.set_ext(self.ext().clone().with(DECLINED, true))
    }
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
