//! The document of a DID, and the keys it gives.

use super::methods::Methods;
use super::{Curve, Did, DidError, PublicKey};
use crate::json::{JsonError, Node, foreign};

/// The keys of a DID document (DID Core 1.0; Controlled Identifiers 1.0): what a host fetched from the
/// [`web_url`](Did::web_url) of a `did:web`.
///
/// The document is a stranger's, and is worth as much as the way on which it came. What could be understood in two
/// ways is refused, with the place:
///
/// | in the document | here |
/// |---|---|
/// | `id` is another DID than was asked for | refused |
/// | a method, or a reference to one, that is not `#fragment`, alone or after the DID itself | refused: it belongs to another document |
/// | two methods of one id, listed or embedded in any relationship | refused |
/// | a reference to no method of `verificationMethod` (one embedded elsewhere serves there only) | refused |
/// | a method of another `controller` | refused: another party holds the key |
/// | a private key in a method or its JWK (`d`, `privateKeyBase58` and their like) | refused: it is a secret no more |
/// | a method of a type we know without exactly one of `publicKeyBase58`, `publicKeyJwk` and `publicKeyMultibase` | refused |
/// | a key that is malformed, or of another curve than its type names | refused |
/// | a key or a type that we do not use, such as P-256 | skipped |
/// | a method with `expires` or `revoked` | skipped: there is no clock here to tell whether it still counts |
/// | `@context`, what other relationships refer to, any other member | ignored |
///
/// From `controller` on, these are asked only of the methods that `assertionMethod` and `keyAgreement` name: no
/// other gives a key. The types are `Multikey`, `JsonWebKey`, `JsonWebKey2020`, `Ed25519VerificationKey2018` and
/// `2020`, `X25519KeyAgreementKey2019` and `2020`. Whether a key is weak is not checked here.
///
/// ```
/// use vrm_core::did::{Did, DidDocument};
/// use vrm_core::error::Fault;
///
/// let shop = Did::parse("did:web:shop.example")?;
/// let document = r##"{
///   "id": "did:web:shop.example",
///   "verificationMethod": [{
///     "id": "#sign",
///     "type": "Multikey",
///     "controller": "did:web:shop.example",
///     "publicKeyMultibase": "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"
///   }],
///   "assertionMethod": ["#sign"]
/// }"##;
/// let keys = DidDocument::parse(&shop, document.as_bytes())?;
/// assert_eq!(keys.signing_keys()[0].to_did_key().id(), "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp");
/// assert!(keys.sealing_keys().is_empty());
///
/// let dangling = document.replace(r##"["#sign"]"##, r##"["#sing"]"##);
/// let error = DidDocument::parse(&shop, dangling.as_bytes()).unwrap_err();
/// assert_eq!(error.path().as_deref(), Some("/assertionMethod/0"));
/// # Ok::<(), vrm_core::did::DidError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DidDocument {
    id: Did,
    signing_keys: Vec<PublicKey>,
    sealing_keys: Vec<PublicKey>,
}

impl DidDocument {
    /// The longest document in bytes. The host bounds what it fetches by the same number.
    pub const MAX_BYTES: usize = 64 * 1024;

    /// How many methods a document may have, and how many entries a list of it.
    pub const MAX_METHODS: usize = 64;

    /// Reads the document of `did`.
    ///
    /// # Errors
    ///
    /// [`DidError::Document`] when it is no JSON, is too long, or has a member that is missing or of the wrong type;
    /// [`DidError::DocumentSubject`] when it is another's; else what the table above refuses.
    ///
    /// ```
    /// use vrm_core::did::{Did, DidDocument};
    /// let asked = Did::parse("did:web:shop.example")?;
    /// let error = DidDocument::parse(&asked, br#"{"id":"did:web:other.example"}"#).unwrap_err();
    /// assert_eq!(error.to_string(), "the document is of `did:web:other.example`, expected that of `did:web:shop.example`");
    /// # Ok::<(), vrm_core::did::DidError>(())
    /// ```
    pub fn parse(did: &Did, bytes: &[u8]) -> Result<Self, DidError> {
        if bytes.len() > Self::MAX_BYTES {
            return Err(JsonError::TooLong { length: bytes.len(), limit: Self::MAX_BYTES }.into());
        }
        let value = foreign::parse(bytes)?;
        let mut fields = Node::root(&value).object()?;
        let id = fields.required("id")?.string()?;
        if id != did.as_str() {
            return Err(DidError::DocumentSubject { found: id.to_owned(), asked: did.clone() });
        }
        let methods = Methods::read(did, &mut fields)?;
        Ok(Self {
            id: did.clone(),
            signing_keys: methods.keys("assertionMethod", Curve::Ed25519)?,
            sealing_keys: methods.keys("keyAgreement", Curve::X25519)?,
        })
    }

    /// Whose document it is.
    ///
    /// ```
    /// use vrm_core::did::{Did, DidDocument};
    /// let did = Did::parse("did:web:shop.example")?;
    /// assert_eq!(DidDocument::parse(&did, br#"{"id":"did:web:shop.example"}"#)?.id(), &did);
    /// # Ok::<(), vrm_core::did::DidError>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> &Did {
        &self.id
    }

    /// The Ed25519 keys of `assertionMethod`, in its order and without repeats: those that speak for the DID.
    ///
    /// A document without that relationship gives none. Its other keys log in (`authentication`) or act on its
    /// behalf (`capabilityInvocation`); that a statement signed by one of them binds the DID, the document does not
    /// say, and nobody else can (DID Core 1.0 section 5.3.2).
    ///
    /// ```
    /// use vrm_core::did::{Did, DidDocument};
    /// let did = Did::parse("did:web:shop.example")?;
    /// let log_in = br##"{"id":"did:web:shop.example","authentication":[{"id":"#k","type":"Multikey",
    ///     "controller":"did:web:shop.example","publicKeyMultibase":"z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"}]}"##;
    /// assert!(DidDocument::parse(&did, log_in)?.signing_keys().is_empty());
    /// # Ok::<(), vrm_core::did::DidError>(())
    /// ```
    #[must_use]
    pub fn signing_keys(&self) -> &[PublicKey] {
        &self.signing_keys
    }

    /// The X25519 keys of `keyAgreement`, in its order and without repeats. None is ever derived from an Ed25519
    /// key: one that stands in `keyAgreement` is skipped.
    ///
    /// ```
    /// use vrm_core::did::{Curve, Did, DidDocument, PublicKey};
    /// let did = Did::parse("did:web:shop.example")?;
    /// let sealed = br##"{"id":"did:web:shop.example","keyAgreement":[{"id":"#k","type":"JsonWebKey",
    ///     "controller":"did:web:shop.example","publicKeyJwk":
    ///     {"kty":"OKP","crv":"X25519","x":"CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk"}}]}"##;
    /// assert_eq!(DidDocument::parse(&did, sealed)?.sealing_keys(), [PublicKey::new(Curve::X25519, [9; 32])]);
    /// # Ok::<(), vrm_core::did::DidError>(())
    /// ```
    #[must_use]
    pub fn sealing_keys(&self) -> &[PublicKey] {
        &self.sealing_keys
    }
}
