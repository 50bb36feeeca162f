//! Signed and sealed texts of others: what is read, what is verified, and what is refused by design.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::Signer as _;
use sha2::{Digest as _, Sha256};
use std::path::Path;
use support::parties::{Fixed, Two, after, said};
use support::{Score, bytes, files, fixtures, name};
use vrm_core::agreement::Document;
use vrm_core::did::{Curve, Did, DidError, PublicKey};
use vrm_core::json::{Object, Value, foreign};
use vrm_core::keys::{
    ForeignJws, KeyError, PublicSigningKey, Sealed, SealingKeyPair, SignedId, SigningKeyPair, Thumbprint, Unverified,
};
use vrm_core::message::{Introduction, Message, MessageKind, Refusal, RefusalReason};

fn document(path: &Path) -> Value {
    foreign::parse(&bytes(path)).unwrap()
}

/// The member at a path of names, if it is there.
fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, name| match value {
        Value::Object(object) => object.get(name),
        _ => None,
    })
}

fn text<'a>(value: &'a Value, path: &[&str]) -> Option<&'a str> {
    match at(value, path) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn list<'a>(value: &'a Value, path: &[&str]) -> &'a [Value] {
    match at(value, path) {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}

fn key_bytes(jwk: &Value, member: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(text(jwk, &[member])?).unwrap().try_into().ok()
}

/// The cookbook's cases outside of the folder of keys, by name.
fn cookbook(root: &Path) -> Vec<(String, Value)> {
    let book = root.join("jose/cookbook");
    let folders = ["jws", "jwe", "rfc7797", "curve25519"].map(|folder| book.join(folder));
    let mut cases: Vec<_> = folders.iter().flat_map(|folder| files(folder)).collect();
    cases.push(book.join("6.nesting_signatures_and_encryption.json"));
    cases.into_iter().map(|path| (format!("cookbook/{}", name(&path)), document(&path))).collect()
}

fn rfc_cases(root: &Path) -> Vec<(String, Value)> {
    let cases = document(&root.join("jose/rfc_vectors.json"));
    list(&cases, &["cases"]).iter().map(|case| (text(case, &["id"]).unwrap().to_owned(), case.clone())).collect()
}

#[test]
fn thumbprints() {
    let Some(root) = fixtures("the thumbprints") else { return };
    let mut score = Score::new("jose/thumbprints");
    for case in list(&document(&root.join("jose/thumbprints.json")), &["cases"]) {
        let found = Thumbprint::of_jwk(at(case, &["jwk"]).unwrap()).map(|found| found.to_string());
        score.count(found.as_deref() == text(case, &["sha256"]), text(case, &["id"]).unwrap());
    }
    score.end(21);
}

/// RFC 7638 by hand, over the members that section 3.2 requires.
fn thumbprint_by_hand(jwk: &Value) -> String {
    let required: &[&str] = match text(jwk, &["kty"]).unwrap() {
        "EC" => &["crv", "kty", "x", "y"],
        "RSA" => &["e", "kty", "n"],
        "oct" => &["k", "kty"],
        _ => &["crv", "kty", "x"],
    };
    let members: Vec<String> = required.iter().map(|m| format!(r#""{m}":"{}""#, text(jwk, &[m]).unwrap())).collect();
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{{{}}}", members.join(","))))
}

/// Keys of other types can be named, and are never taken to verify or to seal with.
#[test]
fn keys_of_other_types_have_names_and_no_use() {
    let Some(root) = fixtures("the JSON web keys") else { return };
    let mut score = Score::new("jose, keys of other types named and not used");
    let mut cases: Vec<_> = files(&root.join("jose/cookbook/jwk")).iter().map(|f| (name(f), document(f))).collect();
    let is_key = |case: &Value| serialisations(case).is_empty();
    let rfc = rfc_cases(&root).into_iter().filter(|(_, case)| is_key(case));
    for (id, case) in rfc {
        if let Some(published) = text(&case, &["thumbprint_sha256"]) {
            let found = Thumbprint::of_jwk(at(&case, &["jwk"]).unwrap()).unwrap();
            assert_eq!(found.to_string(), published, "{id}");
        }
        cases.push((id, case));
    }
    for (id, case) in cases {
        let keys = match (at(&case, &["jwk"]), list(&case, &["jwk_set", "keys"])) {
            (Some(key), _) => vec![key],
            (None, []) => vec![&case],
            (None, keys) => keys.iter().collect(),
        };
        let right = |key: &&Value| {
            let named = Thumbprint::of_jwk(key).is_some_and(|found| found.to_string() == thumbprint_by_hand(key));
            let did = format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(key.canonical()));
            let used = Did::parse(&did).and_then(|did| did.public_key());
            // A private key or a set is longer than any identifier that is read.
            named && matches!(used, Err(DidError::KeyUnsupported { .. } | DidError::TooLong { .. }))
        };
        score.count(!keys.is_empty() && keys.iter().all(right), id);
    }
    score.end(25);
}

/// Every compact and JSON serialisation in a case.
fn serialisations(case: &Value) -> Vec<String> {
    let Value::Object(members) = case else { return Vec::new() };
    let mut found = Vec::new();
    for (name, value) in members.iter() {
        match (name, value) {
            ("compact" | "jws_compact" | "jwe_compact", Value::String(text)) => found.push(text.clone()),
            (
                "json" | "json_flat" | "jws_general" | "jws_flattened" | "jwe_general" | "jwe_flattened" | "jwe",
                Value::Object(_),
            ) => found.push(value.canonical()),
            _ => found.extend(serialisations(value)),
        }
    }
    found
}

/// No gate of our own takes it, as any type of text.
fn our_gates_refuse(text: &str) -> bool {
    let bytes = text.as_bytes();
    Unverified::<Message<Refusal>>::parse(bytes).is_err()
        && Unverified::<Document>::parse(bytes).is_err()
        && MessageKind::of(bytes).is_err()
        && Sealed::parse(bytes).is_err()
}

fn some_key() -> PublicSigningKey {
    *SigningKeyPair::generate(&mut Fixed(&[7; 32])).unwrap().public()
}

/// A compact JWS is read as somebody else's, unless a member changes how it is to be read; nobody vouches for it.
fn is_read_and_not_believed(compact: &str, stated: Option<&str>) -> bool {
    let part = |index| URL_SAFE_NO_PAD.decode(compact.split('.').nth(index).unwrap());
    let header = foreign::parse(&part(0).unwrap()).unwrap();
    if at(&header, &["crit"]).is_some() {
        let refused = ForeignJws::parse(compact.as_bytes());
        return matches!(refused, Err(KeyError::HeaderValue { member: "crit", .. }));
    }
    let jws = ForeignJws::parse(compact.as_bytes()).unwrap();
    let payload = part(1).unwrap();
    let alg = text(&header, &["alg"]).unwrap();
    let same =
        jws.payload() == payload && stated.is_none_or(|stated| payload.is_empty() || stated.as_bytes() == payload);
    let not_checked =
        matches!(jws.verify(&some_key()), Err(KeyError::HeaderValue { member: "alg", found, .. }) if found == alg);
    same && not_checked
}

fn is_refused(case: &Value) -> bool {
    let texts = serialisations(case);
    let stated = text(case, &["input", "payload"]).or(text(case, &["sign", "input", "payload"]));
    !texts.is_empty()
        && texts.iter().all(|text| {
            our_gates_refuse(text)
                && match text.matches('.').count() {
                    2 if !text.starts_with('{') => is_read_and_not_believed(text, stated),
                    _ => ForeignJws::parse(text.as_bytes()).is_err(),
                }
        })
}

/// RSA, HMAC, EC, key wrapping by password or shared secret, `none`, compression, JSON serialisation, several
/// signatures, detached and unencoded payloads: `design/formats.md` has none of them, and the page is followed.
#[test]
fn other_algorithms_and_forms_are_refused() {
    let Some(root) = fixtures("the refusals by design") else { return };
    let mut score = Score::new("jose, refused by design");
    let cases = cookbook(&root).into_iter().filter(|(id, _)| id != "cookbook/jws.json").chain(rfc_cases(&root));
    for (id, case) in cases.filter(|(_, case)| !serialisations(case).is_empty()) {
        score.count(is_refused(&case), id);
    }
    let bomb = document(&root.join("jose/negative_pbes2_count.json"));
    score.count(is_refused(&bomb) && is_refused(&compact_bomb(&bomb)), "negative_pbes2_count");
    score.end(54);
}

/// The same bomb as a compact text, its count in the protected header: refused by its algorithm, before anything else.
fn compact_bomb(bomb: &Value) -> Value {
    let part = |name: &str| text(bomb, &["jwe", name]).unwrap().to_owned();
    let Some(Value::Object(header)) = at(bomb, &["jwe", "header"]).cloned() else { panic!("no header") };
    let header = URL_SAFE_NO_PAD.encode(Value::Object(header.with("enc", "A128CBC-HS256")).canonical());
    let parts = [header, part("encrypted_key"), part("iv"), part("ciphertext"), part("tag")].join(".");
    let error = Sealed::parse(parts.as_bytes()).unwrap_err();
    assert!(matches!(error, KeyError::HeaderValue { member: "alg", .. }), "{error:?}");
    Object::new().with("compact", parts).into()
}

/// RFC 8037 appendix A.4: read as somebody else's under `EdDSA`, and no text of ours.
#[test]
fn a_foreign_ed25519_signature_is_verified() {
    let Some(root) = fixtures("RFC 8037") else { return };
    let mut score = Score::new("jose, foreign JWS verified");
    let case = document(&root.join("jose/cookbook/curve25519/jws.json"));
    let x = key_bytes(at(&case, &["input", "key"]).unwrap(), "x").unwrap();
    let key = PublicSigningKey::new(PublicKey::new(Curve::Ed25519, x)).unwrap();
    let compact = text(&case, &["output", "compact"]).unwrap();
    let jws = ForeignJws::parse(compact.as_bytes()).unwrap();
    let read = Some(jws.payload()) == text(&case, &["input", "payload"]).map(str::as_bytes);
    let refused = serialisations(&case).iter().all(|text| our_gates_refuse(text));
    let json = serialisations(&case).iter().filter(|text| ForeignJws::parse(text.as_bytes()).is_err()).count();
    let verified = jws.verify(&key) == Ok(()) && jws.verify(&some_key()) == Err(KeyError::Signature);
    score.count(read && refused && json == 2 && verified, "RFC 8037 A.4");
    score.end(1);
}

/// The stated secrets give the stated public keys, and a pair made from one signs as the reference does.
#[test]
fn pairs_from_stated_secrets() {
    let Some(root) = fixtures("the stated key pairs") else { return };
    let mut score = Score::new("jose, key pairs");
    let vectors = document(&root.join("jose/web5/crypto_ed25519_sign.json"));
    let mut keys: Vec<Value> =
        list(&vectors, &["vectors"]).iter().map(|case| at(case, &["input", "key"]).unwrap().clone()).collect();
    for file in files(&root.join("jose/cookbook/curve25519")) {
        keys.push(at(&document(&file), &["input", "key"]).unwrap().clone());
    }
    for jwk in keys {
        let Some(d) = key_bytes(&jwk, "d") else { continue };
        let x = key_bytes(&jwk, "x").unwrap();
        let right = match text(&jwk, &["crv"]).unwrap() {
            "Ed25519" => signs_as_the_reference(d, x),
            _ => SealingKeyPair::generate(&mut Fixed(&d)).unwrap().public().key().bytes() == &x,
        };
        score.count(right, text(&jwk, &["x"]).unwrap());
    }
    score.end(6);
}

fn signs_as_the_reference(d: [u8; 32], x: [u8; 32]) -> bool {
    let pair = SigningKeyPair::generate(&mut Fixed(&d)).unwrap();
    let secret = foreign::parse(pair.danger_secret_jwk().danger_expose().as_bytes()).unwrap();
    let mut two = Two::named("reference");
    let refusal = Refusal { answers: SignedId::from_bytes([3; 32]), why: RefusalReason::Invalid };
    let said = said(refusal, &pair, some_key().thumbprint(), after(0), &mut two.random);
    let (input, signature) = said.as_str().rsplit_once('.').unwrap();
    let reference = ed25519_dalek::SigningKey::from_bytes(&d).sign(input.as_bytes()).to_bytes();
    pair.public().key().bytes() == &x
        && key_bytes(&secret, "d") == Some(d)
        && key_bytes(&secret, "x") == Some(x)
        && URL_SAFE_NO_PAD.decode(signature).unwrap() == reference
}

/// Credentials of others as signed texts, with the key inside of their `kid`. What a credential must say beside its
/// signature is not read in this version: of the 15 only the one that is no JWS fails here.
#[test]
fn foreign_credentials_as_signed_texts() {
    let Some(root) = fixtures("the web5 credentials") else { return };
    let mut score = Score::new("jose/web5 credentials, as signed texts");
    for file in ["vc_jwt_decode", "vc_jwt_verify"] {
        for case in list(&document(&root.join(format!("jose/web5/{file}.json"))), &["vectors"]) {
            let input = text(case, &["input"]).unwrap();
            let right = match ForeignJws::parse(input.as_bytes()) {
                Err(error) => input == "doodoo" && matches!(error, KeyError::Parts { .. }),
                Ok(jws) => our_gates_refuse(input) && is_signed_by_its_kid(&jws),
            };
            score.count(right, text(case, &["description"]).unwrap());
        }
    }
    score.end(15);
}

fn is_signed_by_its_kid(jws: &ForeignJws) -> bool {
    let Some(Value::String(kid)) = jws.header().get("kid") else { return false };
    let did = Did::parse(kid.split('#').next().unwrap()).unwrap();
    let introduction = Introduction::resolve(&did).unwrap();
    let [key] = introduction.signing() else { return false };
    jws.verify(key) == Ok(()) && jws.verify(&some_key()) == Err(KeyError::Signature)
}
