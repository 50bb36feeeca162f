//! Enums of names alone, with their way to the core's and back.

/// An enum that has the variants of one of the core's: kebab-case in JSON, as the core names them.
macro_rules! mirror {
    ($(#[$about:meta])* $name:ident of $core:ty { $($(#[$what:meta])* $variant:ident,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Enum)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$what])* $variant,)+
        }

        impl From<$core> for $name {
            fn from(of: $core) -> Self {
                match of {
                    $(<$core>::$variant => Self::$variant,)+
                }
            }
        }

        impl From<$name> for $core {
            fn from(name: $name) -> Self {
                match name {
                    $($name::$variant => Self::$variant,)+
                }
            }
        }
    };
}
pub(crate) use mirror;
