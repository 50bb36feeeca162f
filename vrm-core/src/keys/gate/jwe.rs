//! The gate of sealed texts: compact JWE (RFC 7516), ECDH-ES+A256KW over X25519 (RFC 8037), A256GCM.

use super::{ALG, CTY, ENC, HEADER_LIMIT, JWE_LIMIT, SIZES, only, part};
use crate::json::{Fields, Node, ours};
use crate::keys::{KeyError, PublicSealingKey, Thumbprint};

/// The thumbprint of the key that a well-formed sealed text is for.
pub(in crate::keys) struct Jwe {
    pub(in crate::keys) kid: Thumbprint,
}

impl Jwe {
    /// Checks the form of every part.
    pub(in crate::keys) fn parse(bytes: &[u8]) -> Result<Self, KeyError> {
        let [header, key, iv, content, tag] = part::split("JWE", bytes, JWE_LIMIT)?;
        let kid = read_header(&part::bytes("protected header", header)?)?;
        // The library takes tags of any length, and stops the program over some of the others.
        part::exactly::<40>("encrypted key", key, "40")?;
        part::exactly::<12>("initialisation vector", iv, "12")?;
        part::exactly::<16>("authentication tag", tag, "16")?;
        let found = part::bytes("ciphertext", content)?.len();
        if !SIZES.contains(&found) {
            return Err(KeyError::PartLength { part: "ciphertext", found, expected: "1024, 4096, 16384 or 65536" });
        }
        Ok(Self { kid })
    }
}

/// Reads the header, which is closed: no `zip`, `crit`, `apu`, `p2c` or key reference gets past here.
fn read_header(bytes: &[u8]) -> Result<Thumbprint, KeyError> {
    let header = ours::parse_within(bytes, HEADER_LIMIT).map_err(KeyError::Header)?;
    let mut fields = Node::root(&header).object().map_err(KeyError::Header)?;
    let kid = read_members(&mut fields)?;
    fields.close().map_err(KeyError::Header)?;
    Ok(kid)
}

fn read_members(fields: &mut Fields<'_>) -> Result<Thumbprint, KeyError> {
    let mut member = |name| fields.required(name).map_err(KeyError::Header);
    only("alg", &member("alg")?, ALG)?;
    only("cty", &member("cty")?, CTY)?;
    only("enc", &member("enc")?, ENC)?;
    PublicSealingKey::read(&member("epk")?)?;
    Thumbprint::parse(member("kid")?.string().map_err(KeyError::Header)?)
}
