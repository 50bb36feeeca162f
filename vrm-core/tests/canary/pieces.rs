//! What a reader takes out of bytes: each part decoded, down to the raw bytes of ids, keys and signatures; and what it can
//! work out from them, the name of a message and the thumbprints of its keys.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use vrm_core::json::{Value, foreign};

/// What is shorter says nothing by itself, and stays where it stands.
pub(crate) const WINDOW: usize = 8;

/// The pieces of a compact text, of JSON, or of any other.
pub(crate) fn pieces(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let text = std::str::from_utf8(bytes).ok();
    match text.and_then(decoded) {
        Some(parts) => {
            parts.iter().for_each(|part| take_part(part, &mut found));
            if let (Some(typ), [_, payload, _]) = (typ(bytes), parts.as_slice()) {
                found.push(hash(&[format!("vrm:{typ}:v1\0").as_bytes(), payload]));
            }
        }
        None => take_part(bytes, &mut found),
    }
    found.retain(|piece| piece.len() >= WINDOW);
    found
}

/// What the `typ` of a compact text says.
pub(crate) fn typ(text: &[u8]) -> Option<String> {
    let header = decoded(std::str::from_utf8(text).ok()?)?.into_iter().next()?;
    let Value::Object(header) = foreign::parse(&header).ok()? else { return None };
    let Value::String(typ) = header.get("typ")? else { return None };
    Some(typ.trim_start_matches("vrm-").trim_end_matches("+jwt").to_owned())
}

/// The three parts of a JWS or the five of a JWE.
fn decoded(text: &str) -> Option<Vec<Vec<u8>>> {
    let parts: Vec<&str> = text.trim_end().split('.').collect();
    let parts: Vec<Vec<u8>> = parts.iter().map(|part| URL_SAFE_NO_PAD.decode(part).ok()).collect::<Option<_>>()?;
    (matches!(parts.len(), 3 | 5) && foreign::parse(&parts[0]).is_ok()).then_some(parts)
}

fn take_part(part: &[u8], found: &mut Vec<Vec<u8>>) {
    match foreign::parse(part) {
        Ok(value) => {
            let mut frame = Vec::new();
            take(&value, &mut frame, found);
            found.push(frame);
        }
        Err(_) => found.push(part.to_vec()),
    }
}

/// The texts of a value one by one, and between them what stands around them: names, numbers, short texts.
fn take(value: &Value, frame: &mut Vec<u8>, found: &mut Vec<Vec<u8>>) {
    match value {
        Value::Object(members) => {
            if members.len() == 3 && members.get("crv").is_some() {
                found.push(hash(&[value.canonical().as_bytes()]));
            }
            frame.push(b'{');
            for (name, value) in members.iter() {
                frame.extend_from_slice(format!("\"{name}\":").as_bytes());
                take(value, frame, found);
                frame.push(b',');
            }
            frame.push(b'}');
        }
        Value::Array(values) => {
            frame.push(b'[');
            for value in values {
                take(value, frame, found);
                frame.push(b',');
            }
            frame.push(b']');
        }
        Value::String(text) if text.len() >= WINDOW => {
            found.push(std::mem::take(frame));
            found.extend(text_pieces(text));
        }
        short => frame.extend_from_slice(short.canonical().as_bytes()),
    }
}

fn text_pieces(text: &str) -> Vec<Vec<u8>> {
    if decoded(text).is_some() {
        return pieces(text.as_bytes());
    }
    if let Some(id) = text.strip_prefix("urn:uuid:") {
        return unhex(&id.replace('-', "")).into_iter().collect();
    }
    let key = text.strip_prefix("did:key:z").and_then(|key| bs58::decode(key).into_vec().ok());
    vec![key.or_else(|| unhex(text)).or_else(|| thumbprint(text)).unwrap_or_else(|| text.as_bytes().to_vec())]
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let hex = text.len() >= 2 * WINDOW && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    if hex { text.as_bytes().chunks(2).map(pair).collect() } else { None }
}

/// A thumbprint, or the bytes of a key.
fn thumbprint(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() == 32)
}

fn hash(parts: &[&[u8]]) -> Vec<u8> {
    parts.iter().fold(Sha256::new(), |hash, part| hash.chain_update(part)).finalize().to_vec()
}

/// Every eight bytes that follow one another.
pub(crate) fn windows(piece: &[u8]) -> impl Iterator<Item = u64> {
    let mut rolling = 0_u64;
    piece.iter().enumerate().filter_map(move |(at, byte)| {
        rolling = rolling << 8 | u64::from(*byte);
        (at + 1 >= WINDOW).then_some(rolling)
    })
}
