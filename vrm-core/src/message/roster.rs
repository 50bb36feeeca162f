//! Another roster, signed by who keeps it.

use super::MessageError;
use crate::form::{FormError, read, write};
use crate::json::{Node, Value};
use crate::keys::payload::private;
use crate::keys::{Payload, PublicSigningKey, SigningKeyPair, Thumbprint, Unverified, Verified};
use crate::terms::{Roster, TermsHash};
use crate::time::Instant;

/// What an authority signs to release a roster: its name and the hash of its document, which is too long to sign itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterStatement {
    /// The roster's name.
    pub roster: String,
    /// The hash of its document, as of a layer of terms.
    pub document: TermsHash,
    /// When it was released, to the minute.
    pub iat: Instant,
}

/// A roster whose document an authority's key has signed. The host pins the key.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedRoster {
    roster: Roster,
    document: TermsHash,
    authority: Thumbprint,
    released: Instant,
}

impl RosterStatement {
    /// The statement that releases a roster.
    #[must_use]
    pub fn of(roster: &Roster, now: Instant) -> Self {
        let document = TermsHash::of(roster.to_document().as_bytes());
        Self { roster: roster.iri().to_owned(), document, iat: now.floor_to_minute() }
    }

    /// Signs it.
    ///
    /// # Errors
    /// [`MessageError::Keys`].
    pub fn sign(self, pair: &SigningKeyPair) -> Result<Verified<Self>, MessageError> {
        let at = self.iat;
        Ok(Verified::sign(self, pair, at)?)
    }
}

impl SignedRoster {
    /// Takes a roster's document and the statement that releases it, under the authority's key.
    ///
    /// ```
    /// use vrm_core::keys::SigningKeyPair;
    /// use vrm_core::message::{RosterStatement, SignedRoster};
    /// use vrm_core::terms::Roster;
    /// # use vrm_core::keys::{Randomness, RandomnessFailed};
    /// # use vrm_core::time::Instant;
    /// # struct Host(u8);
    /// # impl Randomness for Host {
    /// #     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> { bytes.fill(self.0); Ok(()) }
    /// # }
    /// # let now = Instant::parse("2026-03-01T09:30:00Z")?;
    /// let commons = SigningKeyPair::generate(&mut Host(7))?;
    /// let statement = RosterStatement::of(Roster::builtin(), now).sign(&commons)?;
    ///
    /// // At the host's:
    /// let (document, statement) = (Roster::builtin().to_document(), statement.as_str());
    /// let signed = SignedRoster::verify(document.as_bytes(), statement.as_bytes(), commons.public(), now)?;
    /// assert_eq!(signed.roster(), Roster::builtin());
    /// let changed = document.replace("SD-BASE", "SD-BASS");
    /// assert!(SignedRoster::verify(changed.as_bytes(), statement.as_bytes(), commons.public(), now).is_err());
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`MessageError::Keys`] for another key or another statement, [`MessageError::NotReleased`] for another document than
    /// the one released, [`MessageError::FromTheFuture`], and what [`Roster::load`] refuses.
    pub fn verify(
        document: &[u8],
        statement: &[u8],
        authority: &PublicSigningKey,
        now: Instant,
    ) -> Result<Self, crate::Error> {
        let unverified = Unverified::<RosterStatement>::parse(statement)?;
        let statement = unverified.signed_with(authority, now).map_err(MessageError::from)?;
        let RosterStatement { roster: name, document: hash, iat } = statement.value();
        if iat.is_ahead_of(now) {
            return Err(MessageError::FromTheFuture { iat: *iat, now }.into());
        }
        if TermsHash::of(document) != *hash {
            return Err(MessageError::NotReleased.into());
        }
        let roster = Roster::load(document)?;
        if roster.iri() != name {
            return Err(MessageError::NotReleased.into());
        }
        Ok(Self { roster, document: *hash, authority: authority.thumbprint(), released: *iat })
    }

    /// The roster.
    #[must_use]
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The hash of its document.
    #[must_use]
    pub fn hash(&self) -> TermsHash {
        self.document
    }

    /// When it was released.
    #[must_use]
    pub fn released(&self) -> Instant {
        self.released
    }

    /// The key that released it.
    #[must_use]
    pub fn authority(&self) -> Thumbprint {
        self.authority
    }
}

impl Payload for RosterStatement {
    const NAME: &'static str = "roster";
}

impl private::Payload for RosterStatement {
    type Error = FormError;

    const LIMIT: usize = 4 * 1024;

    fn read(payload: &Value) -> Result<Self, FormError> {
        read::closed(&Node::root(payload), |fields| {
            read::context(fields, Self::NAME)?;
            Ok(Self {
                roster: fields.required("roster")?.string()?.to_owned(),
                document: read::terms_hash(&fields.required("document")?)?,
                iat: read::minute(&fields.required("iat")?)?,
            })
        })
    }

    fn write(&self) -> String {
        let form = write::context(Self::NAME)
            .with("roster", self.roster.as_str())
            .with("document", self.document.to_string())
            .with("iat", self.iat.unix());
        Value::Object(form).canonical()
    }
}
