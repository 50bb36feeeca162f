//! What can go wrong at the border itself.

use vrm_core::error::{Code, Fault};

/// A call that did not get as far as the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BorderError {
    /// No such handle.
    #[error(
        "the handle is not one that is open, expected one of the kind that the call names, made and not closed or freed since"
    )]
    Handle,
    /// A callback calls back.
    #[error("the handle is in a call that waits for this callback, expected a call after it has returned")]
    Reentrant,
    /// No pointer.
    #[error("`{argument}` is null, expected a pointer")]
    Null { argument: &'static str },
    /// No text.
    #[error("`{argument}` is not UTF-8, expected UTF-8")]
    NotUtf8 { argument: &'static str },
    /// A struct of an unknown size.
    #[error("`{argument}` states a size that no version of the header has, expected sizeof of its type")]
    Struct { argument: &'static str },
    /// A value that the type does not name.
    #[error("`{argument}` holds no value of its type, expected {expected}")]
    Value { argument: &'static str, expected: &'static str },
    /// The library failed.
    #[error("the library failed in itself; what is stored is whole, open it anew and report this")]
    Internal,
    /// Too many handles.
    #[error("so many handles are open that no other can be, expected some to be freed")]
    Handles,
}

impl Fault for BorderError {
    fn code(&self) -> Code {
        match self {
            Self::Handle => Code::BorderHandle,
            Self::Reentrant => Code::BorderReentrant,
            Self::Null { .. } => Code::BorderNull,
            Self::NotUtf8 { .. } => Code::BorderNotUtf8,
            Self::Struct { .. } => Code::BorderStruct,
            Self::Value { .. } => Code::BorderValue,
            Self::Internal => Code::BorderInternal,
            Self::Handles => Code::BorderHandles,
        }
    }
}
