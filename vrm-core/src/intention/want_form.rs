//! Wants as JSON.

use super::set::Set;
use super::{Area, Budget, IntentionError, Item, Kind, QuantityRange, Requirement, Want, Wish, form};
use crate::json::{Fields, Node, Object, Value, ours};
use crate::time::Window;

impl Want {
    /// Reads a want that is a text of its own, of at most [`MAX_BYTES`](Self::MAX_BYTES). The members are listed in
    /// [`manual::forms`](crate::manual::forms), with an example.
    ///
    /// # Errors
    /// [`IntentionError`] with the place. Sets must be in order, as [`to_json`](Self::to_json) writes them.
    pub fn parse(bytes: &[u8]) -> Result<Self, IntentionError> {
        let value = ours::parse_within(bytes, Self::MAX_BYTES)?;
        let mut fields = Node::root(&value).object()?;
        let want = Self::read(&mut fields)?;
        fields.close()?;
        Ok(want)
    }

    /// The want as RFC 8785 JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        Value::from(self.write(Object::new())).canonical()
    }

    /// Among the members of a larger object, which may have others.
    pub(crate) fn read(fields: &mut Fields<'_>) -> Result<Self, IntentionError> {
        let expected = "`buy`, `rent`, `hire`, `ask`, `sell` or `donate`";
        Self {
            kind: form::word(&fields.required("kind")?, Kind::from_name, expected)?,
            item: Item::read(&fields.required("item")?)?,
            alternatives: form::items(fields, "alternatives", Item::read)?,
            quantity: form::optional(fields, "quantity", QuantityRange::read)?,
            currency: form::currency(&fields.required("currency")?)?,
            budget: form::optional(fields, "budget", Budget::read)?,
            area: form::optional(fields, "area", Area::read)?,
            window: form::optional(fields, "window", window)?.unwrap_or(Window::ALWAYS),
            requires: form::items(fields, "requires", Requirement::read)?,
            prefers: form::items(fields, "prefers", Wish::read)?,
        }
        .checked()
        .map_err(|error| error.at(fields.path()))
    }

    /// Adds the members to those of a larger object.
    pub(crate) fn write(&self, form: Object) -> Object {
        let form = form.with("kind", self.kind.name()).with("item", self.item.to_value());
        let form = form::put_list(form, "alternatives", Item::to_values(&self.alternatives));
        let form = form::put(form, "quantity", self.quantity.map(QuantityRange::to_value));
        let form = form.with("currency", self.currency.code());
        let form = form::put(form, "budget", self.budget.map(Budget::to_value));
        let form = form::put(form, "area", self.area.as_ref().map(Area::to_value));
        let form = form::put(form, "window", written(self.window));
        let form = form::put_list(form, "requires", Requirement::to_values(&self.requires));
        form::put_list(form, "prefers", Wish::to_values(&self.prefers))
    }
}

fn window(node: &Node<'_>) -> Result<Window, IntentionError> {
    let mut fields = node.object()?;
    let from = form::optional(&mut fields, "from", form::minute)?;
    let until = form::optional(&mut fields, "until", form::minute)?;
    fields.close()?;
    let bounds = |_| IntentionError::Bounds { expected: "a time after `from`" }.of("until").at(node.path());
    let window = Window::new(from, until).map_err(bounds)?;
    if window == Window::ALWAYS { Err(form::at(node)(IntentionError::Empty)) } else { Ok(window) }
}

fn written(window: Window) -> Option<Object> {
    let form = form::put(Object::new(), "from", window.from().map(|at| at.unix()));
    let form = form::put(form, "until", window.until().map(|at| at.unix()));
    (!form.is_empty()).then_some(form)
}
