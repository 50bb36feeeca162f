//! What records and receipts have in common that keep the whole object they were read from.

/// The whole of a type, in two forms, and equality by it: whatever the order in which it was written.
macro_rules! keeps_whole {
    ($type:ident) => {
        impl $type {
            /// The whole, with all that was read.
            #[must_use]
            pub fn to_value(&self) -> $crate::json::Value {
                self.whole.clone().into()
            }

            /// The whole in its canonical text (RFC 8785).
            #[must_use]
            pub fn to_json(&self) -> String {
                self.to_value().canonical()
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.to_json() == other.to_json()
            }
        }

        impl Eq for $type {}
    };
}

pub(super) use keeps_whole;
