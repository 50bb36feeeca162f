//! Enums of names alone whose core may get more of them.

/// An enum that has the variants of one of the core's by now, and one for what comes later: kebab-case in JSON.
macro_rules! open_mirror {
    ($(#[$about:meta])* $name:ident of $($core:ident)::+ { $($(#[$what:meta])* $variant:ident,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$what])* $variant,)+
            /// One that this version does not tell apart.
            Other,
        }

        impl From<&$($core)::+> for $name {
            fn from(of: &$($core)::+) -> Self {
                use $($core)::+ as Of;
                match of {
                    $(Of::$variant { .. } => Self::$variant,)+
                    _ => Self::Other,
                }
            }
        }
    };
}
pub(crate) use open_mirror;
