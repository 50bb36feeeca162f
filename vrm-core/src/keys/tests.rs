//! Signatures over bare bytes, which the public interface neither makes nor takes, against published cases.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "the cases are read from a file")]

use super::{PublicSigningKey, Randomness, RandomnessFailed, SigningKeyPair, base64url};
use crate::did::{Curve, PublicKey};
use crate::json::{Node, Object, Value, foreign};
use ed25519_dalek::Signer as _;

struct Fixed([u8; 32]);

impl Randomness for Fixed {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        bytes.copy_from_slice(&self.0);
        Ok(())
    }
}

fn vectors(name: &str) -> Option<Value> {
    let Some(root) = std::env::var_os("VRM_FIXTURES") else {
        println!("VRM_FIXTURES is not set: {name} did not run");
        return None;
    };
    let path = std::path::Path::new(&root).join(format!("jose/web5/{name}.json"));
    Some(foreign::parse(&std::fs::read(&path).unwrap()).unwrap())
}

fn cases(vectors: &Value) -> Vec<Object> {
    let cases = Node::root(vectors).object().unwrap().required("vectors").unwrap().array().unwrap();
    let object = |node: Node<'_>| match node.value() {
        Value::Object(case) => case.clone(),
        _ => panic!("no object"),
    };
    cases.into_iter().map(object).collect()
}

fn object<'a>(object: &'a Object, name: &str) -> &'a Object {
    match object.get(name) {
        Some(Value::Object(object)) => object,
        _ => panic!("no {name}"),
    }
}

fn text<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    match object.get(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|index| u8::from_str_radix(&text[2 * index..2 * index + 2], 16).unwrap()).collect()
}

fn public(key: &Object) -> PublicSigningKey {
    let x = base64url::exactly(text(key, "x").unwrap()).unwrap();
    PublicSigningKey::new(PublicKey::new(Curve::Ed25519, x)).unwrap()
}

#[test]
fn web5_signatures_are_made() {
    let Some(vectors) = vectors("crypto_ed25519_sign") else { return };
    let mut right = 0;
    for case in cases(&vectors) {
        let input = object(&case, "input");
        let key = object(input, "key");
        let Some(d) = text(key, "d") else {
            // "error when given a public key": a pair is drawn and nothing else, so there is nothing to give it to.
            assert_eq!(case.get("errors"), Some(&Value::Bool(true)));
            right += 1;
            continue;
        };
        let data = unhex(text(input, "data").unwrap());
        let pair = SigningKeyPair::generate(&mut Fixed(base64url::exactly(d).unwrap())).unwrap();
        let signature: [u8; 64] = unhex(text(&case, "output").unwrap()).try_into().unwrap();
        assert_eq!(pair.public(), &public(key));
        assert_eq!(pair.public().thumbprint().to_string(), text(key, "kid").unwrap());
        assert_eq!(pair.secret().sign(&data).to_bytes(), signature);
        assert!(pair.public().verifies(&data, &signature));
        right += 1;
    }
    println!("jose/web5 sign: {right}/{right}");
    assert_eq!(right, 5);
}

#[test]
fn web5_signatures_are_verified() {
    let Some(vectors) = vectors("crypto_ed25519_verify") else { return };
    let mut right = 0;
    for case in cases(&vectors) {
        let input = object(&case, "input");
        let data = unhex(text(input, "data").unwrap());
        let signature: [u8; 64] = unhex(text(input, "signature").unwrap()).try_into().unwrap();
        let verdict = public(object(input, "key")).verifies(&data, &signature);
        assert_eq!(case.get("output"), Some(&Value::Bool(verdict)), "{:?}", case.get("description"));
        right += 1;
    }
    println!("jose/web5 verify: {right}/{right}");
    assert_eq!(right, 7);
}
