//! A body with who says it, to whom and when.

use super::audience::private::Member as _;
use super::{Body, Expiry, Jti, MessageError};
use crate::did::Did;
use crate::form::{FormError, read, write};
use crate::json::{Node, Object, Pointer, Value, ours};
use crate::keys::payload::private;
use crate::keys::{Payload, PublicSigningKey, Randomness, SigningKeyPair, Verified, fresh};
use crate::time::{Days, Instant};
use std::fmt;

/// The most days between `iat` and `exp`.
const LONGEST: u32 = 90;

/// A message of one type. It is made here and signed, or read from a text whose signature was checked.
#[derive(Clone, PartialEq)]
pub struct Message<B: Body> {
    jti: Jti,
    iss: Did,
    aud: B::Audience,
    iat: Instant,
    exp: B::Expiry,
    body: B,
    ext: Object,
}

impl<B: Body> Message<B> {
    /// A message of `iss` for a reader, said at `iat` and counting until `exp`, both rounded down to the minute.
    ///
    /// # Errors
    /// [`MessageError::Form`] when `exp` is not after `iat`, or more than 90 days after it, and when the `from` of an
    /// intention is not between the two, or the numbers in a receipt are not one; [`MessageError::Keys`] when there is no
    /// randomness.
    pub fn new(
        body: B,
        iss: Did,
        aud: B::Audience,
        iat: Instant,
        exp: B::Expiry,
        random: &mut dyn Randomness,
    ) -> Result<Self, MessageError> {
        let (iat, exp) = (iat.floor_to_minute(), exp.rounded());
        lifetime(iat, body.begins(), exp.ends())?;
        let jti = match body.numbers().first() {
            Some((path, number)) => number.ok_or(FormError::OtherNumber { path })?,
            None => Jti::from_bytes(fresh(random)?),
        };
        numbered(&body, jti)?;
        Ok(Self { jti, iss, aud, iat, exp, body, ext: Object::new() })
    }

    /// Adds members of a later minor version: signed, and passed over by whoever does not know them. On an error nothing
    /// changes.
    ///
    /// # Errors
    /// [`MessageError::Form`] when they are no JSON of ours.
    pub fn set_ext(&mut self, ext: Object) -> Result<(), MessageError> {
        let ext = ours::parse(Value::Object(ext).canonical().as_bytes())?;
        self.ext = Node::root(&ext).as_object()?.clone();
        Ok(())
    }

    /// Signs it.
    ///
    /// # Errors
    /// [`MessageError::NotOwnKey`] when the type carries the key that signs it and this is another,
    /// [`MessageError::NotOfIssuer`] when `iss` holds another key; [`MessageError::Keys`] when it is too long.
    pub fn sign(&self, pair: &SigningKeyPair) -> Result<Verified<Self>, MessageError> {
        self.is_of(pair.public())?;
        Ok(Verified::sign(self.clone(), pair, self.iat)?)
    }

    /// That it may be signed with a key: it carries no other, where its type carries one, and its `iss` holds no other,
    /// where it holds one. What an identifier of another method stands for is known to who pinned it.
    pub(super) fn is_of(&self, key: &PublicSigningKey) -> Result<(), MessageError> {
        if self.body.key_that_signs().is_some_and(|own| own != key) {
            return Err(MessageError::NotOwnKey);
        }
        if (self.iss.has_key_inside() || B::VOUCHES_FOR_ITSELF) && !self.iss.holds(key.key()) {
            return Err(MessageError::NotOfIssuer);
        }
        Ok(())
    }

    /// What it says.
    #[must_use]
    pub fn body(&self) -> &B {
        &self.body
    }

    /// Its number.
    #[must_use]
    pub fn jti(&self) -> Jti {
        self.jti
    }

    /// Who says it: an identifier only; the key that signed is the proof.
    #[must_use]
    pub fn iss(&self) -> &Did {
        &self.iss
    }

    /// To whom.
    #[must_use]
    pub fn aud(&self) -> B::Audience {
        self.aud
    }

    /// When it was said, to the minute.
    #[must_use]
    pub fn iat(&self) -> Instant {
        self.iat
    }

    /// When it stops counting.
    #[must_use]
    pub fn exp(&self) -> B::Expiry {
        self.exp
    }

    /// What a later minor version adds.
    #[must_use]
    pub fn ext(&self) -> &Object {
        &self.ext
    }
}

fn lifetime(iat: Instant, from: Option<Instant>, exp: Option<Instant>) -> Result<(), FormError> {
    let at = |name: &str| Pointer::root().member(name);
    let stated = [("iat", Some(iat)), ("from", from), ("exp", exp)];
    let mut before: Option<(&str, Instant)> = None;
    for (name, time) in stated.into_iter().filter_map(|(name, time)| Some((name, time?))) {
        if let Some((earlier, _)) = before.filter(|(_, earlier)| time <= *earlier) {
            return Err(FormError::OutOfOrder { earlier: at(earlier), later: at(name) });
        }
        before = Some((name, time));
    }
    match (iat.plus(Days::new(LONGEST)), exp) {
        (Ok(last), Some(exp)) if exp > last => {
            Err(FormError::TooLate { earlier: at("iat"), later: at("exp"), days: LONGEST })
        }
        _ => Ok(()),
    }
}

/// That the numbers inside a body are the message's own.
fn numbered<B: Body>(body: &B, jti: Jti) -> Result<(), FormError> {
    let other = body.numbers().into_iter().find(|(_, number)| *number != Some(jti));
    other.map_or(Ok(()), |(path, _)| Err(FormError::OtherNumber { path }))
}

impl<B: Body> Payload for Message<B> {
    const NAME: &'static str = B::NAME;
}

impl<B: Body> private::Payload for Message<B> {
    type Error = FormError;

    const LIMIT: usize = 48 * 1024;

    fn read(payload: &Value) -> Result<Self, FormError> {
        let message = read::closed(&Node::root(payload), |fields| {
            read::context(fields, B::NAME)?;
            Ok(Self {
                jti: Jti::from_bytes(read::hex(&fields.required("jti")?)?),
                iss: read::did(&fields.required("iss")?)?,
                aud: B::Audience::read(fields)?,
                iat: read::minute(&fields.required("iat")?)?,
                exp: B::Expiry::read(fields)?,
                body: B::read(fields)?,
                ext: match fields.optional("ext") {
                    Some(node) => node.as_object()?.clone(),
                    None => Object::new(),
                },
            })
        })?;
        lifetime(message.iat, message.body.begins(), message.exp.ends())?;
        numbered(&message.body, message.jti)?;
        Ok(message)
    }

    fn write(&self) -> String {
        let form = write::context(B::NAME)
            .with("jti", self.jti.to_string())
            .with("iss", self.iss.as_str())
            .with("iat", self.iat.unix());
        let form = self.body.write(self.exp.write(self.aud.write(form)));
        let ext = Some(&self.ext).filter(|ext| !ext.is_empty()).cloned();
        Value::Object(write::insert(form, "ext", ext)).canonical()
    }
}

impl<B: Body> fmt::Debug for Message<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Message({} {} of {})", B::NAME, self.jti, self.iss)
    }
}
