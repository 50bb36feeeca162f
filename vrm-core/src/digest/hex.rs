//! Bytes as lower-case hexadecimal, the one form in which ids, nonces and hashes are written.

use std::fmt;

/// Writes bytes.
pub(crate) fn write(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

/// `Display`, `Debug` and `Serialize` of types that are bytes: hexadecimal, in all; and how that is read back.
macro_rules! shown_in_hex {
    ($($type:ty),+) => {$(
        impl $type {
            /// Reads what `Display` shows: lower-case hexadecimal digits, two a byte; none for any other text.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                $crate::digest::hex::read(text).map(Self)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::digest::hex::write(&self.0, f)
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::digest::hex::write(&self.0, f)
            }
        }

        $crate::json::serialised_as_text!($type);
    )+};
}
pub(crate) use shown_in_hex;

/// The text of bytes.
#[cfg(feature = "keys")]
pub(crate) fn text(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Adds bytes to a text, which has room for them: for a secret, that is to be nowhere else.
#[cfg(feature = "keys")]
pub(crate) fn push(text: &mut String, bytes: &[u8]) {
    let digit = |value: u8| char::from(if value < 10 { b'0' + value } else { b'a' + value - 10 });
    bytes.iter().for_each(|byte| text.extend([digit(byte >> 4), digit(byte & 15)]));
}

/// Reads exactly `N` bytes; upper case is another text, and refused.
pub(crate) fn read<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    let mut bytes = [0; N];
    if digits.len() != 2 * N {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let mut value = 0;
        for digit in pair {
            value = value << 4
                | match digit {
                    b'0'..=b'9' => digit - b'0',
                    b'a'..=b'f' => digit - b'a' + 10,
                    _ => return None,
                };
        }
        *byte = value;
    }
    Some(bytes)
}

#[cfg(all(test, feature = "keys"))]
mod tests {
    use super::{push, read, text};

    #[test]
    fn what_is_pushed_is_what_is_written() {
        let bytes: Vec<u8> = (0..=255).collect();
        let mut pushed = String::new();
        push(&mut pushed, &bytes);
        assert_eq!(pushed, text(&bytes));
    }

    #[test]
    fn only_lower_case_and_the_whole_length() {
        assert_eq!(read("00ff7a"), Some([0, 255, 122]));
        for text in ["00FF7a", "00ff7", "00ff7a0", "00ff7g", " 0ff7a", "+0ff7a", ""] {
            assert_eq!(read::<3>(text), None, "{text}");
        }
    }
}
