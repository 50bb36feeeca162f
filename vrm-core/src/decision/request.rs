//! One question: may this be done with that?

use crate::json::{Node, Object, Value, ours};
use crate::terms::{Conditions, Form, Keep, TermsError, read, write};
use crate::vocab::{Cone, Places, Recipient, Vocabulary, Word};

/// "May this vendor do this with that, for this purpose, this long, there?"
///
/// One word in each dimension; what is not said is the widest: kept without limit, identified, anywhere, no measures.
/// Several words are several requests, and all must pass.
///
/// ```
/// use vrm_core::decision::Request;
/// use vrm_core::terms::{Keep, Start};
/// use vrm_core::vocab::Recipient;
/// let request = Request::new("pd:EmailAddress".parse()?, "dpv:DeliveryOfGoods".parse()?, "dpv:Store".parse()?, Recipient::Vendor)
///     .keep(Keep::Days { days: 30, from: Start::Collected });
/// assert_eq!(Request::parse(request.to_json().as_bytes())?, request);
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Request {
    /// Which data.
    pub data: Word,
    /// For which purpose.
    pub purpose: Word,
    /// Which operation.
    pub operation: Word,
    /// Who receives it.
    pub recipient: Recipient,
    /// How long, in what form, where, with which measures.
    pub conditions: Conditions,
}

impl Request {
    /// A request under the widest conditions.
    #[must_use]
    pub fn new(data: Word, purpose: Word, operation: Word, recipient: Recipient) -> Self {
        Self { data, purpose, operation, recipient, conditions: Conditions::default() }
    }

    /// Kept no longer than this.
    #[must_use]
    pub fn keep(mut self, keep: Keep) -> Self {
        self.conditions.keep = keep;
        self
    }

    /// In this form.
    #[must_use]
    pub fn form(mut self, form: Form) -> Self {
        self.conditions.form = form;
        self
    }

    /// Within these places.
    #[must_use]
    pub fn places(mut self, places: Places) -> Self {
        self.conditions.places = places;
        self
    }

    /// With these measures in place.
    #[must_use]
    pub fn measures(mut self, words: impl IntoIterator<Item = Word>) -> Self {
        self.conditions.measures.extend(words);
        self
    }

    /// Whether this is the other request or a narrower one: in every dimension it speaks for no more, and its
    /// conditions are within the other's. This is what "narrower" and "broader" mean everywhere.
    #[must_use]
    pub fn is_within(&self, other: &Self, vocabulary: &Vocabulary) -> bool {
        let narrower = |cone, low: &Word, high: &Word| match (vocabulary.index(cone, low), vocabulary.index(cone, high))
        {
            (Some(low), Some(high)) => vocabulary.graph(cone).speaks_for(high, low),
            _ => low == high,
        };
        narrower(Cone::Data, &self.data, &other.data)
            && narrower(Cone::Purpose, &self.purpose, &other.purpose)
            && narrower(Cone::Operation, &self.operation, &other.operation)
            && self.recipient.is_within(&other.recipient)
            && self.conditions.are_within(&other.conditions, vocabulary)
    }

    /// The request as RFC 8785 JSON, words and places as full IRIs, the widest left out.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_value().canonical()
    }

    /// As a member of a larger text.
    pub(crate) fn to_value(&self) -> Value {
        let mut form = Object::new()
            .with("data", self.data.iri())
            .with("purpose", self.purpose.iri())
            .with("operation", self.operation.iri())
            .with("recipient", self.recipient.iri());
        write::conditions(&mut form, &self.conditions);
        form.into()
    }

    /// Reads a request; words nobody knows are kept, for a decision to deny. The members are listed in
    /// [`manual::forms`](crate::manual::forms).
    ///
    /// # Errors
    /// [`TermsError`] with the place.
    pub fn parse(bytes: &[u8]) -> Result<Self, TermsError> {
        let request = Self::read(&Node::root(&ours::parse(bytes)?))?;
        // Short names become IRIs, and what was read must be readable as it is written.
        let (length, limit) = (request.to_json().len(), ours::LIMIT);
        if length > limit { Err(TermsError::TooLong { what: "the request", length, limit }) } else { Ok(request) }
    }

    /// As a member of a larger text.
    pub(crate) fn read(node: &Node<'_>) -> Result<Self, TermsError> {
        let mut fields = node.object()?;
        let request = Self {
            data: read::word(&fields.required("data")?)?,
            purpose: read::word(&fields.required("purpose")?)?,
            operation: read::word(&fields.required("operation")?)?,
            recipient: read::recipient(&fields.required("recipient")?)?,
            conditions: read::conditions(&mut fields)?,
        };
        fields.close()?;
        Ok(request)
    }

    /// The first word that the vocabulary does not know.
    pub(super) fn unknown_term(&self, vocabulary: &Vocabulary) -> Option<String> {
        let word = |cone, word: &Word| (!vocabulary.contains(cone, word)).then(|| word.name());
        let recipient = || matches!(self.recipient, Recipient::Unknown(_)).then(|| self.recipient.name().to_owned());
        word(Cone::Data, &self.data)
            .or_else(|| word(Cone::Purpose, &self.purpose))
            .or_else(|| word(Cone::Operation, &self.operation))
            .or_else(recipient)
            .or_else(|| self.conditions.places.unknown().map(|place| place.iri()))
            .or_else(|| self.conditions.measures.iter().find_map(|measure| word(Cone::Measure, measure)))
    }
}
