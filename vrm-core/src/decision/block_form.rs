//! A block as JSON, its prohibition in the form of a text of terms.

use super::{Block, DecisionError, Host, Selector};
use crate::json::{JsonError, Node, Object, Value, ours};
use crate::terms::{TermsError, check_block, read, write};
use crate::time::Window;

const EVERYONE: &str = "everyone";

impl Block {
    /// Reads a block. The members are listed in [`manual::forms`](crate::manual::forms), with an example.
    ///
    /// # Errors
    /// [`DecisionError`] with the place; words that DPV does not know make no block.
    pub fn parse(bytes: &[u8]) -> Result<Self, DecisionError> {
        let block = Self::read(&Node::root(&ours::parse(bytes)?))?;
        // Short names become IRIs, and what was read must be readable as it is written.
        let (length, limit) = (block.to_json().len(), ours::LIMIT);
        if length > limit { Err(TermsError::TooLong { what: "the block", length, limit }.into()) } else { Ok(block) }
    }

    /// The block as RFC 8785 JSON, words and places as full IRIs, the widest left out.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_value().canonical()
    }

    /// As a member of a larger text.
    pub(crate) fn read(node: &Node<'_>) -> Result<Self, DecisionError> {
        let mut fields = node.object()?;
        let against = selector(&fields.required("against")?)?;
        let rule = fields.required("what")?;
        let what = read::prohibition(&rule)?;
        check_block(&what).map_err(|error| error.within(rule.path()))?;
        let window = fields.optional("window").map(|node| read::window(&node)).transpose()?;
        fields.close()?;
        Ok(Self { against, what, window: window.unwrap_or(Window::ALWAYS) })
    }

    /// As a member of a larger text.
    pub(crate) fn to_value(&self) -> Value {
        let mut form =
            Object::new().with("against", written(&self.against)).with("what", write::prohibition(&self.what));
        if self.window != Window::ALWAYS {
            form.insert("window", write::window(self.window));
        }
        form.into()
    }
}

fn selector(node: &Node<'_>) -> Result<Selector, DecisionError> {
    if node.string().is_ok() {
        return Ok(read::named(node, |name| (name == EVERYONE).then_some(Selector::Everyone), &[EVERYONE])?);
    }
    let mut fields = node.object()?;
    let selector = if let Some(vendor) = fields.optional("vendor") {
        Selector::Vendor(read::did(&vendor)?)
    } else if let Some(name) = fields.optional("host") {
        Selector::Host(host(&name)?)
    } else if let Some(name) = fields.optional("sector") {
        Selector::Sector(read::sector(&name)?)
    } else {
        fields.close()?;
        let expected = "a vendor, a host, a sector or `everyone`";
        return Err(JsonError::WrongType { path: node.path().clone(), found: "an empty object", expected }.into());
    };
    fields.close()?;
    Ok(selector)
}

fn written(selector: &Selector) -> Value {
    match selector {
        Selector::Vendor(vendor) => Object::new().with("vendor", vendor.as_str()).into(),
        Selector::Host(host) => Object::new().with("host", host.as_str()).into(),
        Selector::Sector(sector) => Object::new().with("sector", sector.name()).into(),
        Selector::Everyone => EVERYONE.into(),
    }
}

fn host(node: &Node<'_>) -> Result<Host, DecisionError> {
    Host::parse(node.string()?)
        .map_err(|error| DecisionError::At { path: node.path().to_string(), error: Box::new(error) })
}
