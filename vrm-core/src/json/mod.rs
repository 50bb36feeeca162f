//! Two strict JSON readers, and RFC 8785 out.

/// What is wrong with a JSON text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonError {
    /// placeholder for the skeleton
    #[error("not JSON")]
    Syntax,
}

impl crate::error::Fault for JsonError {
    fn code(&self) -> crate::error::Code {
        crate::error::Code::JsonSyntax
    }
}
