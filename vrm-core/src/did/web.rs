//! The method `web` (W3C CCG): an https address under a domain.

use super::{Did, DidError};

impl Did {
    /// The https address of the document of a `did:web`, for the host to fetch.
    ///
    /// The identifier is a stranger's, so the address is checked before anybody calls it: a domain of the public
    /// internet in lower case (at least two labels of RFC 1123, no IP address, no `localhost`), a port in `%3A` form,
    /// and path segments that cannot climb (`..`) or hide characters by percent-encoding. Whether the name leads
    /// to a machine inside one's own network only the host can see.
    ///
    /// # Errors
    ///
    /// [`DidError::WrongMethod`], [`DidError::WebHost`], [`DidError::WebPort`], [`DidError::WebPath`].
    ///
    /// ```
    /// use vrm_core::did::Did;
    /// let url = |text: &str| Did::parse(text)?.web_url();
    /// assert_eq!(url("did:web:example.com")?, "https://example.com/.well-known/did.json");
    /// assert_eq!(url("did:web:example.com%3A3000:user:alice")?, "https://example.com:3000/user/alice/did.json");
    /// assert!(url("did:web:127.0.0.1").is_err());
    /// # Ok::<(), vrm_core::did::DidError>(())
    /// ```
    pub fn web_url(&self) -> Result<String, DidError> {
        if self.method() != "web" {
            return Err(DidError::WrongMethod {
                method: self.method().to_owned(),
                wanted: "an address",
                supported: "`web`",
            });
        }
        let (authority, path) = self.id().split_once(':').map_or((self.id(), None), |(host, path)| (host, Some(path)));
        let (host, port) = match authority.split_once("%3A").or_else(|| authority.split_once("%3a")) {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        };
        check_host(host)?;
        let mut url = format!("https://{host}");
        if let Some(port) = port {
            check_port(port)?;
            url.extend([":", port]);
        }
        let Some(path) = path else { return Ok(url + "/.well-known/did.json") };
        for segment in path.split(':') {
            check_segment(segment)?;
            url.extend(["/", segment]);
        }
        Ok(url + "/did.json")
    }
}

fn check_host(host: &str) -> Result<(), DidError> {
    let wrong = |expected| Err(DidError::WebHost { host: host.to_owned(), expected });
    if host.len() > 253 {
        return wrong("a domain of at most 253 characters");
    }
    if !host.split('.').all(is_label) {
        return wrong("a domain of labels of a-z, 0-9 and inner `-`, in lower case and at most 63 characters each");
    }
    // A last label that begins with a digit may be read as a number, and the whole as an IPv4 address.
    match host.rsplit_once('.') {
        Some((_, last)) if last != "localhost" && last.starts_with(|c: char| c.is_ascii_lowercase()) => Ok(()),
        _ => wrong("a domain of the public internet"),
    }
}

/// A label of RFC 1123 section 2.1; of those with `--` in third place, which RFC 5890 section 2.3.1 reserves,
/// only `xn--`.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
        && (label.get(2..4) != Some("--") || label.starts_with("xn--"))
}

fn check_port(port: &str) -> Result<(), DidError> {
    let plain = !port.starts_with('0') && port.bytes().all(|byte| byte.is_ascii_digit());
    match port.parse::<u16>() {
        Ok(_) if plain => Ok(()),
        _ => Err(DidError::WebPort { port: port.to_owned() }),
    }
}

fn check_segment(segment: &str) -> Result<(), DidError> {
    let wrong = |expected| Err(DidError::WebPath { segment: segment.to_owned(), expected });
    if matches!(segment, "" | "." | "..") {
        return wrong("a name");
    }
    let mut parts = segment.split('%');
    let mut text = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).unwrap_or_default();
        match u8::from_str_radix(digits, 16) {
            Ok(byte) if !hides(byte) => text.push(byte),
            _ => return wrong("free of percent-encoded letters, digits, `-._/\\%` and controls"),
        }
        text.extend_from_slice(rest.as_bytes());
    }
    if std::str::from_utf8(&text).is_ok() { Ok(()) } else { wrong("percent-encoded UTF-8") }
}

/// Whether a byte may not be percent-encoded: what reads the same without would give one address two names, and
/// a control, a slash or a second `%` changes what a server sees.
fn hides(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte.is_ascii_control() || b"-._/\\%".contains(&byte)
}
