//! How a vendor is reached, which its receipts say.

use std::collections::BTreeSet;

use vrm_core::Error;
use vrm_core::consent::{ConsentError, Contact, PostalAddress};
use vrm_core::desk::Issuer;
use vrm_core::json::{Fields, Node};
use vrm_core::vocab::Place as Country;

use super::files::Place;
use crate::stop::Stop;

/// The most bytes of a text, as in a receipt.
const LONGEST: usize = 2_048;

const LINK: &str = "a link, as in `https://shop.example/privacy`";
const EMAIL: &str = "an email address, as in `privacy@shop.example`";
const PHONE: &str = "a telephone number of RFC 3966, as in `+33-4-65-71-20-01`";
const COUNTRY: &str = "a country by its code of two capitals, as in `FR`";
const PLACE: &str = "a place that is known, as in `FR`, `US-CA` or `EU`";
const LINE: &str = "one line of text, without control characters";

/// The four members of a vendor that are there together or not at all.
pub(super) struct Members<'a>([(&'static str, Option<Node<'a>>); 4]);

impl<'a> Members<'a> {
    pub(super) fn take(fields: &mut Fields<'a>) -> Self {
        Self(["contact", "jurisdiction", "rights", "policy"].map(|name| (name, fields.optional(name))))
    }

    /// The vendor as it issues receipts; none where nothing is said of how it is reached.
    pub(super) fn read(self, vendor: &Place, file: &Place) -> Result<Option<Issuer>, Stop> {
        let lacks = self.0.iter().find(|(_, node)| node.is_none()).map(|(name, _)| *name);
        let has = self.0.iter().find(|(_, node)| node.is_some()).map(|(name, _)| *name);
        match (self.0.map(|(_, node)| node), has, lacks) {
            ([Some(contact), Some(jurisdiction), Some(rights), Some(policy)], ..) => Ok(Some(Issuer {
                contact: reached(file, &contact)?,
                jurisdiction: under(file, &jurisdiction)?,
                exercised_at: text(file, &rights, LINK, is_link)?,
                policy: text(file, &policy, LINK, is_link)?,
            })),
            (_, Some(has), Some(lacks)) => {
                Err(vendor.wrong(format!("there is `{has}` without `{lacks}`, expected all four or none")))
            }
            _ => Ok(None),
        }
    }
}

fn reached(file: &Place, node: &Node<'_>) -> Result<Contact, Stop> {
    let broken = |error| file.broken(error);
    let mut fields = node.object().map_err(broken)?;
    let office = fields.required("office").map_err(broken)?;
    let address = fields.required("address").map_err(broken)?;
    let email = fields.required("email").map_err(broken)?;
    let phone = fields.required("phone").map_err(broken)?;
    let url = fields.optional("url");
    fields.close().map_err(broken)?;
    Ok(Contact {
        office: text(file, &office, LINE, |_| true)?,
        address: stands(file, &address)?,
        email: text(file, &email, EMAIL, is_email)?,
        phone: text(file, &phone, PHONE, is_phone)?,
        url: url.map(|url| text(file, &url, LINK, is_link)).transpose()?,
    })
}

fn stands(file: &Place, node: &Node<'_>) -> Result<PostalAddress, Stop> {
    let mut fields = node.object().map_err(|error| file.broken(error))?;
    let mut line = |name| fields.optional(name).map(|node| text(file, &node, LINE, |_| true)).transpose();
    let address = PostalAddress {
        street: line("street")?,
        locality: line("locality")?,
        region: line("region")?,
        postal_code: line("postal-code")?,
        box_number: line("box-number")?,
        country: None,
    };
    let country = fields.optional("country").map(|node| text(file, &node, COUNTRY, is_country)).transpose()?;
    fields.close().map_err(|error| file.broken(error))?;
    Ok(PostalAddress { country, ..address })
}

fn under(file: &Place, node: &Node<'_>) -> Result<BTreeSet<Country>, Stop> {
    let places = node.array().map_err(|error| file.broken(error))?;
    if places.is_empty() {
        return Err(file.broken(ConsentError::Empty { path: node.path().clone() }));
    }
    let place = |node: &Node<'_>| {
        let known = Country::parse(node.string().map_err(|error| file.broken(error))?).ok().filter(Country::is_known);
        let unknown = || ConsentError::Characters { path: node.path().clone(), expected: PLACE };
        known.ok_or_else(|| file.broken(unknown()))
    };
    places.iter().map(place).collect()
}

/// A text of one line that a receipt can say.
fn text(file: &Place, node: &Node<'_>, expected: &'static str, fits: impl Fn(&str) -> bool) -> Result<String, Stop> {
    let text = node.string().map_err(|error| file.broken(error))?;
    let (path, length) = (node.path().clone(), text.len());
    let wrong: Error = match text {
        "" => ConsentError::Empty { path }.into(),
        _ if length > LONGEST => ConsentError::TooLong { path, length, limit: LONGEST }.into(),
        _ if text.chars().any(char::is_control) => ConsentError::Characters { path, expected: LINE }.into(),
        _ if !fits(text) => ConsentError::Characters { path, expected }.into(),
        _ => return Ok(text.to_owned()),
    };
    Err(file.broken(wrong))
}

fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !text.contains(char::is_whitespace))
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let fits = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '@');
    parts.is_some_and(|(name, domain)| fits(name) && fits(domain))
}

fn is_phone(text: &str) -> bool {
    let digits = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    text.strip_prefix('+').is_some_and(|rest| {
        digits(rest) && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '(' | ')'))
    })
}

fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
