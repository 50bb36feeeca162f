//! Published cases, and everything that must not open.

#![allow(clippy::string_slice, reason = "the cases are in hexadecimal")]

use super::{DataKey, Hmac};
use crate::keys::{KeyError, Randomness, RandomnessFailed};

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().map(|digit| digit.to_digit(16).unwrap() as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

fn key(text: &str) -> DataKey {
    DataKey::from_bytes(&unhex(text).try_into().unwrap())
}

const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
const FEFFE: &str = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
const D9313: &str = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525\
                     b16aedf5aa0de657ba637b391aafd255";
const C522D: &str = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838\
                     c5f61e6393ba7a0abcc9f662898015ad";

/// Key, nonce, additional data, text, its encryption, tag: test cases 13 to 16 of the GCM specification (McGrew and
/// Viega) and the first cases of NIST's CAVP file gcmEncryptExtIV256.rsp without and with a text.
fn published() -> [[&'static str; 6]; 6] {
    let cafe = "cafebabefacedbaddecaf888";
    let feed = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
    [
        [ZEROS, &ZEROS[..24], "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"],
        [ZEROS, &ZEROS[..24], "", &ZEROS[..32], "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"],
        [FEFFE, cafe, "", D9313, C522D, "b094dac5d93471bdec1a502270e3cc6c"],
        [FEFFE, cafe, feed, &D9313[..120], &C522D[..120], "76fc6ece0f4e1768cddf8853bb2d551b"],
        [
            "b52c505a37d78eda5dd34f20c22540ea1b58963cf8e5bf8ffa85f9f2492505b4",
            "516c33929df5a3284ff463d7",
            "",
            "",
            "",
            "bdc1ac884d332457a1d2664f168c76f0",
        ],
        [
            "31bdadd96698c204aa9ce1448ea94ae1fb4a9a0b3c9d773b51bb1822666b8f22",
            "0d18e06c7c725ac9e362e1ce",
            "",
            "2db5168e932556f8089a0622981d017d",
            "fa4362189661d163fcd6a56d8bf0405a",
            "d636ac1bbedd5cc3ee727dc2ab4a9489",
        ],
    ]
}

#[test]
fn published_texts_are_sealed_and_opened() {
    for [secret, nonce, aad, text, hidden, tag] in published() {
        let (nonce, aad, text) = (unhex(nonce).try_into().unwrap(), unhex(aad), unhex(text));
        let sealed = key(secret).seal(&nonce, &aad, &text).unwrap();
        assert_eq!(sealed, unhex(&[hidden, tag].concat()));
        assert_eq!(*key(secret).open(&nonce, &aad, &sealed).unwrap(), text);
    }
}

#[test]
fn one_bit_anywhere_is_refused() {
    let flip = |bytes: &[u8], bit: usize| {
        let mut bytes = bytes.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        bytes
    };
    let (secret, nonce, aad, text) = ([7; 32], [9; 12], b"place".as_slice(), b"what is kept".as_slice());
    let kept = DataKey::from_bytes(&secret);
    let sealed = kept.seal(&nonce, aad, text).unwrap();
    let refused = |key: &DataKey, nonce: &[u8; 12], aad: &[u8], sealed: &[u8]| {
        assert_eq!(key.open(nonce, aad, sealed).unwrap_err(), KeyError::AtRest);
    };
    for bit in 0..8 * sealed.len() {
        refused(&kept, &nonce, aad, &flip(&sealed, bit));
    }
    for bit in 0..8 * secret.len() {
        refused(&DataKey::from_bytes(&flip(&secret, bit).try_into().unwrap()), &nonce, aad, &sealed);
    }
    for bit in 0..8 * nonce.len() {
        refused(&kept, &flip(&nonce, bit).try_into().unwrap(), aad, &sealed);
    }
    for bit in 0..8 * aad.len() {
        refused(&kept, &nonce, &flip(aad, bit), &sealed);
    }
    refused(&kept, &nonce, b"", &sealed);
    refused(&kept, &nonce, b"places", &sealed);
}

/// The tag has 16 bytes: neither a shorter one nor more bytes after it are taken, whatever the text.
#[test]
fn every_other_length_is_refused() {
    let (kept, nonce) = (DataKey::from_bytes(&[7; 32]), [9; 12]);
    for text in 0..=64 {
        let whole = kept.seal(&nonce, b"", &vec![1; text]).unwrap();
        assert_eq!(whole.len(), text + 16);
        let longer = [whole.as_slice(), &[0; 64]].concat();
        for length in 0..=longer.len() {
            let opened = kept.open(&nonce, b"", &longer[..length]);
            if length == whole.len() {
                assert_eq!(*opened.unwrap(), vec![1; text]);
            } else {
                assert_eq!(opened.unwrap_err(), KeyError::AtRest, "{text} {length}");
            }
        }
        for tag in 0..=64 {
            let sealed = [&whole[..text], &vec![0; tag]].concat();
            assert_eq!(kept.open(&nonce, b"", &sealed).unwrap_err(), KeyError::AtRest, "{text} {tag}");
        }
    }
}

/// RFC 4231 section 4, the cases whose key fits in 32 bytes: HMAC fills a shorter key up with zeros.
#[test]
fn published_macs_are_made() {
    let cases: [(&[u8], &[u8], &str); 5] = [
        (&[0x0b; 20], b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (b"Jefe", b"what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        (&[0xaa; 20], &[0xdd; 50], "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        (
            &std::array::from_fn::<u8, 25, _>(|index| index as u8 + 1),
            &[0xcd; 50],
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
        ),
        // Published cut to 128 bits.
        (&[0x0c; 20], b"Test With Truncation", "a3b6167473100ee06e0c796c2955552b"),
    ];
    for (key, text, expected) in cases {
        let mut filled = [0; 32];
        filled[..key.len()].copy_from_slice(key);
        let mut mac = Hmac::under(&filled);
        text.chunks(7).for_each(|chunk| mac.update(chunk));
        assert!(mac.finish().starts_with(&unhex(expected)), "{expected}");
    }
}

#[test]
fn a_mac_is_of_its_key_its_label_and_its_parts() {
    let kept = DataKey::from_bytes(&[7; 32]);
    let mac = kept.mac("name", &[b"ab", b""]);
    // hmac(hmac(key, "vrm:name:v1\0"), 00..02 "ab" 00..00), by another library.
    assert_eq!(mac.to_vec(), unhex("abfe70fdb6ca787c0676dc6cb61286d13858d6a798a3d02d607abed4f92a329e"));
    let others = [
        kept.mac("name", &[b"a", b"b"]),
        kept.mac("name", &[b"ab"]),
        kept.mac("name", &[b"", b"ab"]),
        kept.mac("name", &[]),
        kept.mac("nam", &[b"ab", b""]),
        DataKey::from_bytes(&[8; 32]).mac("name", &[b"ab", b""]),
    ];
    for (index, other) in others.iter().enumerate() {
        assert_ne!(other, &mac, "{index}");
        assert!(!others[..index].contains(other), "{index}");
    }
}

#[test]
fn a_key_is_what_was_drawn() {
    struct Fixed(u8);
    impl Randomness for Fixed {
        fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
            bytes.fill(self.0);
            Ok(())
        }
    }
    assert_eq!(DataKey::generate(&mut Fixed(7)).unwrap().expose(), &[7; 32]);
    assert_eq!(DataKey::generate(&mut Fixed(0)).err(), Some(KeyError::NoRandomness));
}
