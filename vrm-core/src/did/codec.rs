//! Key types as multicodec numbers them, and the variable-length integers they are written in.

/// The types met in identifiers beside our own (multiformats, table.csv, tag `key`).
const NAMES: &[(u64, &str)] = &[
    (0xe7, "secp256k1-pub"),
    (0xea, "bls12_381-g1-pub"),
    (0xeb, "bls12_381-g2-pub"),
    (0xec, "x25519-pub"),
    (0xed, "ed25519-pub"),
    (0xee, "bls12_381-g1g2-pub"),
    (0xef, "sr25519-pub"),
    (0x1200, "p256-pub"),
    (0x1201, "p384-pub"),
    (0x1202, "p521-pub"),
    (0x1203, "ed448-pub"),
    (0x1204, "x448-pub"),
    (0x1205, "rsa-pub"),
    (0x1206, "sm2-pub"),
    (0x120b, "mlkem-512-pub"),
    (0x120c, "mlkem-768-pub"),
    (0x120d, "mlkem-1024-pub"),
    (0x1210, "mldsa-44-pub"),
    (0x1211, "mldsa-65-pub"),
    (0x1212, "mldsa-87-pub"),
    (0x1340, "bip340-pub"),
    (0xeb51, "jwk_jcs-pub"),
];

/// The name of a type, or its number.
pub(super) fn name(code: u64) -> String {
    let known = NAMES.iter().find(|(number, _)| *number == code);
    known.map_or_else(|| format!("0x{code:x}"), |(_, name)| (*name).to_owned())
}

/// A type and what follows it; `None` unless it is written in its shortest form, of at most nine bytes
/// (multiformats, unsigned-varint).
pub(super) fn read(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut code = 0_u64;
    for (index, byte) in bytes.iter().enumerate().take(9) {
        code |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            let shortest = *byte != 0 || index == 0;
            return bytes.get(index + 1..).filter(|_| shortest).map(|rest| (code, rest));
        }
    }
    None
}

/// The bytes of a type.
pub(super) fn write(code: u64) -> impl Iterator<Item = u8> {
    let mut rest = Some(code);
    std::iter::from_fn(move || {
        let code = rest?;
        let [low, ..] = code.to_le_bytes();
        rest = (code >= 0x80).then_some(code >> 7);
        Some(if rest.is_some() { low | 0x80 } else { low })
    })
}

#[cfg(test)]
mod tests {
    use super::{name, read, write};
    use proptest::prelude::*;

    #[test]
    fn only_the_shortest_form_is_read() {
        assert_eq!(read(&[0xed, 0x01, 7]), Some((0xed, &[7_u8][..])));
        assert_eq!(read(&[0]), Some((0, &[][..])));
        for bytes in [&[][..], &[0x80], &[0xed], &[0x80, 0x00], &[0xed, 0x81, 0x00], &[0xff; 10]] {
            assert_eq!(read(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn types_are_named_or_numbered() {
        assert_eq!(name(0x1205), "rsa-pub");
        assert_eq!(name(0x9999), "0x9999");
    }

    proptest! {
        #[test]
        fn reading_what_was_written(code in 0..1_u64 << 63, rest: Vec<u8>) {
            let bytes: Vec<u8> = write(code).chain(rest.iter().copied()).collect();
            prop_assert_eq!(read(&bytes), Some((code, rest.as_slice())));
        }
    }
}
