//! The lines with secrets in them. They are written and read by hand, so that no secret is left behind in a text that
//! nobody wipes.

use crate::chain::StreamId;
use crate::digest::hex;
use zeroize::Zeroizing;

/// The kind of the line with the key of names.
pub(super) const NAMES: &str = "names";
/// The kind of a line with pairs.
pub(super) const KEYS: &str = "keys";

const KIND: &str = "{\"kind\":\"";
const SECRET: &str = "\",\"secret\":\"";
const STREAM: &str = "\",\"stream\":\"";
const END: &str = "\"}";

pub(super) fn write(kind: &str, secret: &[u8], stream: Option<StreamId>) -> Zeroizing<String> {
    let mut line = Zeroizing::new(String::with_capacity(128 + 2 * secret.len()));
    [KIND, kind, SECRET].into_iter().for_each(|part| line.push_str(part));
    hex::push(&mut line, secret);
    if let Some(stream) = stream {
        line.push_str(STREAM);
        line.push_str(&stream.to_string());
    }
    line.push_str(END);
    line
}

/// The secret of a line of the kind, and what follows it up to the end; none where anything is not as it is written.
fn read<'a, const N: usize>(line: &'a str, kind: &str) -> Option<(Zeroizing<[u8; N]>, &'a str)> {
    let (secret, rest) = after(line, kind)?.split_at_checked(2 * N)?;
    Some((Zeroizing::new(hex::read(secret)?), rest.strip_suffix(END)?))
}

fn after<'a>(line: &'a str, kind: &str) -> Option<&'a str> {
    line.strip_prefix(KIND)?.strip_prefix(kind)?.strip_prefix(SECRET)
}

pub(super) fn names(line: &str) -> Option<Zeroizing<[u8; 32]>> {
    let (secret, rest) = read(line, NAMES)?;
    rest.is_empty().then_some(secret)
}

pub(super) fn keys(line: &str) -> Option<(StreamId, Zeroizing<[u8; 96]>)> {
    let (secret, rest) = read(line, KEYS)?;
    Some((StreamId::from_bytes(hex::read(rest.strip_prefix(STREAM)?)?), secret))
}
