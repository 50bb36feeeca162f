//! To whom, and until when: what a type of message has instead of a choice.

use crate::form::{FormError, read};
use crate::json::{Fields, Object};
use crate::keys::Thumbprint;
use crate::time::Instant;

/// Who a type of message is for: one reader, by the thumbprint of its signing key, or [`Anyone`].
pub trait Audience: Copy + PartialEq + private::Member {
    /// The one reader, where there is one.
    fn reader(self) -> Option<Thumbprint>;

    /// How the type addresses who has this key.
    #[must_use]
    fn of(reader: Thumbprint) -> Self;
}

/// Whether a type of message stops counting: at an [`Instant`], or [`Never`]. An expired countersignature could never be
/// answered with `late`, and a delayed withdrawal would be void, so these count whenever they come.
pub trait Expiry: Copy + PartialEq + private::Member {
    /// The instant from which it no longer counts.
    fn ends(self) -> Option<Instant>;

    /// As it is written: rounded down to the minute.
    #[must_use]
    fn rounded(self) -> Self;
}

/// The message names no reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Anyone;

/// The message counts whenever it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Never;

impl Audience for Thumbprint {
    fn reader(self) -> Option<Thumbprint> {
        Some(self)
    }

    fn of(reader: Thumbprint) -> Self {
        reader
    }
}

impl Audience for Anyone {
    fn reader(self) -> Option<Thumbprint> {
        None
    }

    fn of(_: Thumbprint) -> Self {
        Self
    }
}

impl Expiry for Instant {
    fn ends(self) -> Option<Instant> {
        Some(self)
    }

    fn rounded(self) -> Self {
        self.floor_to_minute()
    }
}

impl Expiry for Never {
    fn ends(self) -> Option<Instant> {
        None
    }

    fn rounded(self) -> Self {
        self
    }
}

pub(super) mod private {
    use super::{Fields, FormError, Object};

    /// A member that a type of message has or has not.
    pub trait Member: Sized {
        fn read(fields: &mut Fields<'_>) -> Result<Self, FormError>;
        fn write(self, form: Object) -> Object;
    }
}

impl private::Member for Thumbprint {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        let node = fields.required("aud")?;
        Ok(Self::parse(node.string()?).map_err(|error| error.at(node.path()))?)
    }

    fn write(self, form: Object) -> Object {
        form.with("aud", self.to_string())
    }
}

impl private::Member for Instant {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        read::minute(&fields.required("exp")?)
    }

    fn write(self, form: Object) -> Object {
        form.with("exp", self.unix())
    }
}

impl private::Member for Anyone {
    fn read(_: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self)
    }

    fn write(self, form: Object) -> Object {
        form
    }
}

impl private::Member for Never {
    fn read(_: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self)
    }

    fn write(self, form: Object) -> Object {
        form
    }
}
