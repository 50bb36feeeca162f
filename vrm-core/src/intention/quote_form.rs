//! Quotes as JSON.

use super::quote::DAYS;
use super::set::Set;
use super::{Delivery, IntentionError, Item, Phase, Price, PropertyName, PropertyValue, Quantity, Quote, form};
use crate::json::{Fields, Node, Object, Value, ours};
use crate::time::Days;
use std::collections::BTreeMap;

impl Quote {
    /// Reads a quote that is a text of its own, of at most [`MAX_BYTES`](Self::MAX_BYTES). The members are listed in
    /// [`manual::forms`](crate::manual::forms), with an example.
    ///
    /// # Errors
    /// [`IntentionError`] with the place.
    pub fn parse(bytes: &[u8]) -> Result<Self, IntentionError> {
        let value = ours::parse_within(bytes, Self::MAX_BYTES)?;
        let mut fields = Node::root(&value).object()?;
        let quote = Self::read(&mut fields)?;
        fields.close()?;
        Ok(quote)
    }

    /// The quote as RFC 8785 JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        Value::from(self.write(Object::new())).canonical()
    }

    /// Among the members of a larger object, which may have others.
    pub(crate) fn read(fields: &mut Fields<'_>) -> Result<Self, IntentionError> {
        let item = Item::read(&fields.required("item")?)?;
        let quantity = form::optional(fields, "quantity", Quantity::read)?;
        let price = Price::read(&fields.required("price")?)?;
        Self {
            item,
            quantity,
            price,
            phases: form::items(fields, "phases", Phase::read)?,
            delivery: form::optional(fields, "delivery", Delivery::read)?,
            warranty: form::optional(fields, "warranty", days)?,
            returns: form::optional(fields, "returns", days)?,
            properties: form::optional(fields, "properties", properties)?.unwrap_or_default(),
            total: price.total(),
        }
        .checked()
        .map_err(|error| error.at(fields.path()))
    }

    /// Adds the members to those of a larger object.
    pub(crate) fn write(&self, form: Object) -> Object {
        let form = form.with("item", self.item.to_value());
        let form = form::put(form, "quantity", self.quantity.map(Quantity::to_value));
        let form = form.with("price", self.price.to_value());
        let form = form::put_list(form, "phases", self.phases.iter().copied().map(Phase::to_value).collect());
        let form = form::put(form, "delivery", self.delivery.map(Delivery::to_value));
        let form = form::put(form, "warranty", self.warranty.map(|days| i64::from(days.count())));
        let form = form::put(form, "returns", self.returns.map(|days| i64::from(days.count())));
        let properties = self.properties.iter();
        let properties =
            properties.fold(Object::new(), |form, (name, value)| form.with(name.as_str(), value.to_value()));
        form::put(form, "properties", (!properties.is_empty()).then_some(properties))
    }
}

impl Delivery {
    fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let delivery = match form::optional(&mut fields, "within", days)? {
            Some(days) => Self::Within(days),
            None => Self::By(form::minute(&fields.required("by")?)?),
        };
        fields.close()?;
        Ok(delivery)
    }

    fn to_value(self) -> Value {
        match self {
            Self::Within(days) => Object::new().with("within", i64::from(days.count())),
            Self::By(at) => Object::new().with("by", at.unix()),
        }
        .into()
    }
}

fn days(node: &Node<'_>) -> Result<Days, IntentionError> {
    form::count(node, DAYS).map(Days::new)
}

fn properties(node: &Node<'_>) -> Result<BTreeMap<PropertyName, PropertyValue>, IntentionError> {
    let members = node.members()?;
    if members.is_empty() {
        return Err(form::at(node)(IntentionError::Empty));
    }
    let read = |(name, node): (&str, Node<'_>)| {
        Ok((PropertyName::parse(name).map_err(form::at(&node))?, PropertyValue::read(&node)?))
    };
    members.into_iter().map(read).collect()
}
