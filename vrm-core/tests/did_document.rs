//! DID documents by example, unhappy paths first, and their laws.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use proptest::prelude::*;
use support::shop::{
    SHOP, base58, document, ed25519, jwk, method, multibase, multikey, parse, shop, signing, wrong, x25519,
};
use vrm_core::did::{Curve, DidDocument, DidError};
use vrm_core::error::{Code, Fault, Kind};

#[test]
fn what_is_no_document() {
    for (text, code, path) in [
        ("", Code::JsonSyntax, ""),
        ("[]", Code::JsonWrongType, ""),
        ("{}", Code::JsonMissingMember, "/id"),
        (r#"{"id":null}"#, Code::JsonWrongType, "/id"),
        (r#"{"id":"did:web:shop.example","id":"did:web:shop.example"}"#, Code::JsonDuplicateMember, "/id"),
        (&document(r#""assertionMethod":[],"assertionMethod":[]"#), Code::JsonDuplicateMember, "/assertionMethod"),
        (&document(r#""verificationMethod":{}"#), Code::JsonWrongType, "/verificationMethod"),
        (&document(r##""verificationMethod":["#k"]"##), Code::JsonWrongType, "/verificationMethod/0"),
        (&document(r##""assertionMethod":"#k""##), Code::JsonWrongType, "/assertionMethod"),
        (&document(r#""authentication":null"#), Code::JsonWrongType, "/authentication"),
        (&document(r#""keyAgreement":[1]"#), Code::JsonWrongType, "/keyAgreement/0"),
        (&document(r#""capabilityInvocation":[{}]"#), Code::JsonMissingMember, "/capabilityInvocation/0/id"),
        (&document(r#""verificationMethod":[{"id":7}]"#), Code::JsonWrongType, "/verificationMethod/0/id"),
        (&signing(r##"{"id":"#k"}"##), Code::JsonMissingMember, "/assertionMethod/0/controller"),
        (
            &signing(&format!(r##"{{"id":"#k","controller":"{SHOP}"}}"##)),
            Code::JsonMissingMember,
            "/assertionMethod/0/type",
        ),
    ] {
        assert_eq!(wrong(text), (code, path.to_owned()), "{text}");
    }
    assert_eq!(parse("{").unwrap_err().code(), Code::JsonSyntax);
    assert!(parse("[]").unwrap_err().to_string().starts_with("the DID document: the whole text is an array"));
}

#[test]
fn the_document_of_another() {
    for id in
        ["did:web:other.example", "did:web:shop.example#k", "did:web:shop.example:a", "did:web:Shop.example", "", "x"]
    {
        let error = parse(&format!(r#"{{"id":"{id}"}}"#)).unwrap_err();
        assert_eq!(error, DidError::DocumentSubject { found: id.to_owned(), asked: shop() });
        assert_eq!((error.code(), error.kind()), (Code::DidDocumentSubject, Kind::Untrusted));
        assert_eq!(error.path().as_deref(), Some("/id"));
    }
}

#[test]
fn ids_and_references_that_are_of_no_method_here() {
    for id in [
        "",
        "#",
        "k",
        "##k",
        "#k#k",
        "# k",
        "#é",
        "did:web:shop.example",
        "did:web:shop.example#",
        "did:web:shop.example/path#k",
        "did:web:shop.example?versionId=1#k",
        "did:web:shop.example:a#k",
        "did:web:shop.exampl#k",
        "did:web:other.example#k",
        "DID:web:shop.example#k",
        "https://shop.example/#k",
    ] {
        let code = Code::DidDocumentMethodId;
        let listed = document(&format!(r#""verificationMethod":[{}]"#, multikey(id, ed25519(1))));
        assert_eq!(wrong(&listed), (code, "/verificationMethod/0/id".into()), "{id}");
        assert_eq!(wrong(&signing(&multikey(id, ed25519(1)))), (code, "/assertionMethod/0/id".into()), "{id}");
        let reference = document(&format!(r#""keyAgreement":["{id}"]"#));
        assert_eq!(wrong(&reference), (code, "/keyAgreement/0".into()), "{id}");
    }
    assert_eq!(
        parse(&document(r#""keyAgreement":["k"]"#)).unwrap_err().to_string(),
        "`/keyAgreement/0` is not `#` and a fragment, alone or after the DID of the document"
    );
}

#[test]
fn references_that_point_nowhere() {
    let key = multikey("#k", ed25519(1));
    for (members, path) in [
        (r##""assertionMethod":["#k"]"##.to_owned(), "/assertionMethod/0"),
        (format!(r##""verificationMethod":[{key}],"assertionMethod":["#k","#K"]"##), "/assertionMethod/1"),
        (format!(r##""verificationMethod":[{key}],"keyAgreement":["#%6B"]"##), "/keyAgreement/0"),
        // A method that one relationship embeds serves no other (DID Core 1.0 section 5.2.2).
        (format!(r##""authentication":[{key}],"assertionMethod":["#k"]"##), "/assertionMethod/0"),
        (format!(r##""keyAgreement":[{key}],"assertionMethod":["{SHOP}#k"]"##), "/assertionMethod/0"),
        (format!(r##""assertionMethod":[{key},"#k"]"##), "/assertionMethod/1"),
    ] {
        assert_eq!(wrong(&document(&members)), (Code::DidDocumentNoSuchMethod, path.to_owned()), "{members}");
    }
}

#[test]
fn ids_of_two_methods() {
    let (short, long) = (multikey("#k", ed25519(1)), multikey(&format!("{SHOP}#k"), ed25519(2)));
    for (members, path) in [
        (format!(r#""verificationMethod":[{short},{long}]"#), "/verificationMethod/1/id"),
        (format!(r#""verificationMethod":[{short},{short}]"#), "/verificationMethod/1/id"),
        (format!(r#""verificationMethod":[{short}],"assertionMethod":[{long}]"#), "/assertionMethod/0/id"),
        (format!(r#""assertionMethod":[{short}],"authentication":[{short}]"#), "/authentication/0/id"),
        (format!(r#""keyAgreement":[{long}],"capabilityDelegation":[{short}]"#), "/keyAgreement/0/id"),
    ] {
        assert_eq!(wrong(&document(&members)), (Code::DidDocumentRepeatedMethod, path.to_owned()), "{members}");
    }
}

#[test]
fn more_than_is_read() {
    let keys = |count: u8| (0..count).map(|n| multikey(&format!("#{n}"), ed25519(n))).collect::<Vec<_>>().join(",");
    assert_eq!(parse(&signing(&keys(64))).unwrap().signing_keys().len(), 64);
    let too_many = Code::DidDocumentTooManyMethods;
    assert_eq!(wrong(&signing(&keys(65))), (too_many, "/assertionMethod/64".into()));
    let listed = document(&format!(r#""verificationMethod":[{}]"#, keys(65)));
    assert_eq!(wrong(&listed), (too_many, "/verificationMethod/64".into()));
    let one_more = multikey("#more", ed25519(99));
    let spread = document(&format!(r#""verificationMethod":[{}],"authentication":[{one_more}]"#, keys(64)));
    assert_eq!(wrong(&spread), (too_many, "/authentication/0".into()));
    let references = vec![r##""#0""##; 65].join(",");
    let repeated = document(&format!(r#""verificationMethod":[{}],"keyAgreement":[{references}]"#, keys(1)));
    assert_eq!(wrong(&repeated), (too_many, "/keyAgreement/64".into()));

    let padded = |length: usize| format!("{}{}", document(r#""x":0"#), " ".repeat(length - document(r#""x":0"#).len()));
    assert!(parse(&padded(DidDocument::MAX_BYTES)).is_ok());
    assert_eq!(wrong(&padded(DidDocument::MAX_BYTES + 1)).0, Code::JsonTooLong);
}

#[test]
fn a_key_serves_only_what_it_is_named_for() {
    let (sign, seal) = (multikey("#sign", ed25519(1)), multikey("#seal", x25519(2)));
    let listed = format!(r#""verificationMethod":[{sign},{seal}]"#);
    let none = |members: &str| {
        let read = parse(&document(&format!("{listed}{members}"))).unwrap();
        assert!(read.signing_keys().is_empty() && read.sealing_keys().is_empty(), "{members}");
    };
    none("");
    none(r#","assertionMethod":[],"keyAgreement":[]"#);
    for relationship in ["authentication", "capabilityInvocation", "capabilityDelegation", "assertion", "publicKey"] {
        none(&format!(r##","{relationship}":["#sign","#seal"]"##));
    }
    // Never derived: an Ed25519 key seals nothing, and an X25519 key signs nothing.
    none(r##","assertionMethod":["#seal"],"keyAgreement":["#sign"]"##);
}

#[test]
fn what_is_not_read() {
    let key = multikey("#k", ed25519(1));
    let read = parse(&document(&format!(
        r##""@context":{{"assertionMethod":"x"}},"controller":["did:web:other.example"],"alsoKnownAs":7,"service":[[]],
        "publicKey":[{{"id":"#k"}}],"verificationMethod":[{key},{{"id":"#broken"}}],
        "authentication":["#nowhere","did:web:other.example#k","not a reference"],"assertionMethod":["#k"]"##
    )));
    assert_eq!(read.unwrap().signing_keys(), [ed25519(1)]);
    let jwk = jwk(ed25519(3)).replace("}", r#","kid":7,"use":"enc","alg":"none","x5u":"https://a.example"}"#);
    assert_eq!(parse(&signing(&method("#k", "JsonWebKey", &jwk))).unwrap().signing_keys(), [ed25519(3)]);
}

#[test]
fn keys_stand_in_the_order_of_their_relationship() {
    let listed: Vec<String> = (1..=3).map(|n| multikey(&format!("#{n}"), ed25519(n))).collect();
    let again = method("#again", "JsonWebKey", &jwk(ed25519(2)));
    let read = parse(&document(&format!(
        r##""assertionMethod":["#3","#1",{again},"#2","#3",{}],"verificationMethod":[{}]"##,
        multikey("#4", ed25519(4)),
        listed.join(",")
    )));
    assert_eq!(read.unwrap().signing_keys(), [ed25519(3), ed25519(1), ed25519(2), ed25519(4)]);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in r#"\PC{0,60}|\{"id":"did:web:shop\.example",("(assertionMethod|keyAgreement|verificationMethod)":\[\PC{0,20}\],?){0,2}\}"#) {
        let _ = parse(&text);
    }

    /// A document with a byte of its own changed gives no key that it did not hold, unless the key itself changed.
    #[test]
    fn a_changed_document_is_read_or_refused(place: prop::sample::Index, byte: u8) {
        let whole = document(&format!(
            r##""verificationMethod":[{},{}],"assertionMethod":["#a"],"keyAgreement":["#b"]"##,
            multikey("#a", ed25519(1)),
            method("#b", "JsonWebKey2020", &jwk(x25519(2)))
        ));
        let mut bytes = whole.into_bytes();
        let index = place.index(bytes.len());
        bytes[index] = byte;
        if let Ok(read) = DidDocument::parse(&shop(), &bytes) {
            prop_assert_eq!(read.id().as_str(), SHOP);
            prop_assert!(read.signing_keys().len() <= 1 && read.sealing_keys().len() <= 1);
            prop_assert!(read.signing_keys().iter().all(|key| key.curve() == Curve::Ed25519));
            prop_assert!(read.sealing_keys().iter().all(|key| key.curve() == Curve::X25519));
        }
    }

    #[test]
    fn keys_that_were_written_are_read(drawn in prop::collection::vec((0..8_u8, any::<bool>(), any::<bool>(), 0..3_usize), 0..12)) {
        let mut lists = [String::new(), String::new(), String::new()];
        let mut expected = (Vec::new(), Vec::new());
        let mut push = |list: usize, text: &str| {
            let comma = if lists[list].is_empty() { "" } else { "," };
            lists[list] += &format!("{comma}{text}");
        };
        for (n, (byte, seals, embedded, form)) in drawn.into_iter().enumerate() {
            let key = if seals { x25519(byte) } else { ed25519(byte) };
            let (kind, member) = match (form, seals) {
                (0, _) => ("Multikey", multibase(key)),
                (1, _) => ("JsonWebKey", jwk(key)),
                (_, true) => ("X25519KeyAgreementKey2019", base58(key)),
                (_, false) => ("Ed25519VerificationKey2018", base58(key)),
            };
            let method = method(&format!("#{n}"), kind, &member);
            let list = usize::from(seals);
            if embedded {
                push(list, &method);
            } else {
                push(2, &method);
                push(list, &format!(r##""#{n}""##));
            }
            let keys = if seals { &mut expected.1 } else { &mut expected.0 };
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let [sign, seal, listed] = lists;
        let read = parse(&document(&format!(
            r#""assertionMethod":[{sign}],"keyAgreement":[{seal}],"verificationMethod":[{listed}]"#
        ))).unwrap();
        prop_assert_eq!((read.signing_keys(), read.sealing_keys()), (&expected.0[..], &expected.1[..]));
    }
}
