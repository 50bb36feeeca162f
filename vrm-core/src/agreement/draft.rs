//! An agreement as it is proposed.

use super::{AgreedTerms, AgreementError, Document, VendorParty};
use crate::decision::AgreementId;
use crate::keys::{PartyKeys, Randomness, SignedId};
use crate::terms::Declaration;
use crate::time::{Instant, Window};
use crate::vocab::Place;

/// What two sides are about to agree; [`finish`](Self::finish) checks it and fixes it.
///
/// Times are rounded down to the minute, as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementDraft {
    pub(super) person: PartyKeys,
    pub(super) vendor: VendorParty,
    pub(super) terms: AgreedTerms,
    pub(super) declaration: Declaration,
    pub(super) answers: Option<SignedId>,
    pub(super) made: Instant,
    pub(super) accept_by: Instant,
    pub(super) window: Window,
    pub(super) place: Option<Place>,
    pub(super) replaces: Option<AgreementId>,
}

impl AgreementDraft {
    /// An agreement between these two sides over these terms, written down at `made`, to be signed by both before
    /// `accept_by`. It holds from `made`, without an end.
    #[must_use]
    pub fn new(
        person: PartyKeys,
        vendor: VendorParty,
        terms: AgreedTerms,
        declaration: Declaration,
        made: Instant,
        accept_by: Instant,
    ) -> Self {
        let window = Window::new(Some(made), None).unwrap_or(Window::ALWAYS);
        Self { person, vendor, terms, declaration, answers: None, made, accept_by, window, place: None, replaces: None }
    }

    /// It answers this offer, counter or proffer.
    #[must_use]
    pub fn answering(mut self, id: SignedId) -> Self {
        self.answers = Some(id);
        self
    }

    /// It holds in a window that begins no earlier than when it was written down.
    #[must_use]
    pub fn holding(mut self, window: Window) -> Self {
        self.window = window;
        self
    }

    /// It was made at this place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// It takes the place of another agreement.
    #[must_use]
    pub fn replacing(mut self, agreement: AgreementId) -> Self {
        self.replaces = Some(agreement);
        self
    }

    /// Checks it and fixes it, with a nonce of its own.
    ///
    /// # Errors
    /// [`AgreementError::SharedKey`], [`AgreementError::OtherVendor`], [`AgreementError::OutOfOrder`], and
    /// [`AgreementError::Keys`] when there is no randomness.
    pub fn finish(&self, random: &mut dyn Randomness) -> Result<Document, AgreementError> {
        Document::new(self.rounded(), random)
    }

    /// The rules that no single member shows.
    pub(super) fn check(&self) -> Result<(), AgreementError> {
        if self.person.shares_a_key_with(&self.vendor.keys) {
            return Err(AgreementError::SharedKey);
        }
        // An identifier that holds a key holds this one; of another method the introduced document says so.
        let did = &self.vendor.did;
        if did.has_key_inside() && !did.holds(self.vendor.keys.sign().key()) {
            return Err(AgreementError::OtherVendor);
        }
        if self.accept_by <= self.made {
            return Err(AgreementError::OutOfOrder { earlier: "made", later: "accept_by" });
        }
        if self.window.from().is_none_or(|from| from < self.made) {
            return Err(AgreementError::OutOfOrder { earlier: "made", later: "from" });
        }
        if !self.terms.plain.contains_key(&self.terms.shown) {
            return Err(AgreementError::not_shown(&self.terms.shown));
        }
        Ok(())
    }

    /// Times as they are written. A window of seconds within one minute is left as it is, and refused when it is read.
    fn rounded(&self) -> Self {
        let [from, until] = [self.window.from(), self.window.until()].map(|end| end.map(Instant::floor_to_minute));
        Self {
            made: self.made.floor_to_minute(),
            accept_by: self.accept_by.floor_to_minute(),
            window: Window::new(from, until).unwrap_or(self.window),
            ..self.clone()
        }
    }
}
