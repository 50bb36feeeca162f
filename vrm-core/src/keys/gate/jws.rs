//! The gate of signed texts: compact JWS (RFC 7515), Ed25519 (RFC 9864), one closed header.

use super::{HEADER_LIMIT, JWS_LIMIT, only, part};
use crate::json::{Node, ours};
use crate::keys::{ALGORITHM, KeyError, Thumbprint};

/// How the `typ` of every signed text ends.
pub(in crate::keys) const TYP_END: &str = "+jwt";

/// A signed text whose form is right; nothing is known of its signature.
pub(in crate::keys) struct Jws<'a> {
    text: &'a str,
    typ: String,
    kid: Thumbprint,
}

impl<'a> Jws<'a> {
    /// Checks the form of everything but the payload, which is not touched before its type is known to be right.
    pub(in crate::keys) fn parse(bytes: &'a [u8]) -> Result<Self, KeyError> {
        let [header, _, signature] = part::split("JWS", bytes, JWS_LIMIT)?;
        let text = std::str::from_utf8(bytes).map_err(|_| KeyError::Base64 { part: "JWS" })?;
        let (typ, kid) = read_header(&part::bytes("protected header", header)?)?;
        part::exactly::<64>("signature", signature, "64")?;
        Ok(Self { text, typ, kid })
    }

    /// The whole text.
    pub(in crate::keys) fn text(&self) -> &'a str {
        self.text
    }

    /// What type of text it says it is.
    pub(in crate::keys) fn typ(&self) -> &str {
        &self.typ
    }

    /// Whose signature it says it has.
    pub(in crate::keys) fn kid(&self) -> Thumbprint {
        self.kid
    }
}

/// The payload's bytes of a text that passed.
pub(in crate::keys) fn payload(text: &str) -> Result<Vec<u8>, KeyError> {
    let [_, payload, _] = part::split("JWS", text.as_bytes(), JWS_LIMIT)?;
    part::bytes("payload", payload)
}

/// Reads the header, which is closed: no `crit`, `b64`, `jwk`, `jku`, `x5u` or `x5c` gets past here.
fn read_header(bytes: &[u8]) -> Result<(String, Thumbprint), KeyError> {
    let header = ours::parse_within(bytes, HEADER_LIMIT).map_err(KeyError::Header)?;
    let mut fields = Node::root(&header).object().map_err(KeyError::Header)?;
    let [alg, kid, typ] = ["alg", "kid", "typ"].map(|name| fields.required(name));
    fields.close().map_err(KeyError::Header)?;
    only("alg", &alg.map_err(KeyError::Header)?, ALGORITHM)?;
    let typ = typ.and_then(|node| node.string()).map_err(KeyError::Header)?;
    let kid = kid.and_then(|node| node.string()).map_err(KeyError::Header)?;
    Ok((typ.to_owned(), Thumbprint::parse(kid)?))
}
