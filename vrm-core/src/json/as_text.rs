//! serde of types that are one text, for hosts that write their own JSON of what they are shown.

/// `Serialize` of types that show themselves as one text: that text.
macro_rules! serialised_as_text {
    ($($type:ty),+) => {$(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )+};
}
pub(crate) use serialised_as_text;
