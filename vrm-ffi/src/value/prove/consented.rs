//! Consents that were given, and receipts that came.

use super::{ConsentRecord, Excess, IsoReceipt, KantaraReceipt};
use crate::border::{BorderError, Failure, Read};
use crate::value::EntryPin;
use crate::value::mirror::mirror;
use vrm_core::consent;
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::did::Did;
use vrm_core::keys::{SignedId, Thumbprint};
use vrm_core::text::Name;
use vrm_core::time::Instant;
use vrm_core::view;
use vrm_core::vocab::Word;

/// A consent that the person gave: to an optional process of an agreement, or to marked data of one.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Consented {
    /// Its id: of the message that said so.
    pub id: SignedId,
    /// Under which agreement.
    pub agreement: AgreementId,
    /// To which process of its declaration, by index.
    pub process: u32,
    /// To which data.
    pub data: Word,
    /// The grant that it made.
    pub grant: GrantId,
    /// The person's own record of it; none for an optional process on contract.
    pub record: Option<ConsentRecord>,
    /// Where it stands, as far as is noted.
    pub status: ConsentStatus,
    /// Since when.
    pub since: Instant,
}

mirror! {
    /// Where one consent stands: the ten statuses of DPV 2.3. Given and renewed allow processing.
    ConsentStatus of consent::ConsentStatus {
        /// Nothing is known of it.
        Unknown,
        /// The person was asked.
        Requested,
        /// The person put the answer off.
        Deferred,
        /// The person said yes.
        Given,
        /// The person said yes again.
        Renewed,
        /// The person said no.
        Refused,
        /// The person took it back.
        Withdrawn,
        /// Its time is over.
        Expired,
        /// The controller ended it.
        Revoked,
        /// An authority ended it.
        Invalidated,
    }
}

impl Read for ConsentStatus {
    fn read(text: &str) -> Result<Self, Failure> {
        let found = consent::ConsentStatus::ALL.iter().copied().find(|status| status.name() == text);
        let expected = "the name of a status, as in `given`";
        Ok(found.ok_or(BorderError::Value { argument: "status", expected })?.into())
    }
}

/// A receipt of the vendor's, and what the person's own history has against it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Receipted {
    /// Its id.
    pub id: SignedId,
    /// The agreement.
    pub agreement: AgreementId,
    /// Its entry of a roster.
    pub terms: EntryPin,
    /// Whom it is about, by the identifier of the persona.
    pub subject: Did,
    /// The person's signing key in the agreement.
    pub person: Thumbprint,
    /// The vendor in the agreement.
    pub vendor: Did,
    /// What the vendor is called there.
    pub name: Name,
    /// The receipt as ISO/IEC TS 27560.
    pub record: IsoReceipt,
    /// The same as Kantara v1.1.
    pub kantara: Option<KantaraReceipt>,
    /// When it was made.
    pub at: Instant,
    /// What it claims beyond what was agreed and consented to, by the person's own history when it came, the first 256; at a
    /// desk nothing.
    pub excess: Vec<Excess>,
    /// Whether the person refused it.
    pub refused: bool,
}

impl From<&view::Consented> for Consented {
    fn from(consented: &view::Consented) -> Self {
        Self {
            id: consented.id,
            agreement: consented.agreement,
            process: consented.process,
            data: consented.data.clone(),
            grant: consented.grant,
            record: consented.record.as_ref().map(Into::into),
            status: consented.status().into(),
            since: consented.since(),
        }
    }
}

impl From<&view::Receipted> for Receipted {
    fn from(receipted: &view::Receipted) -> Self {
        let receipt = &receipted.receipt;
        Self {
            id: receipted.id,
            agreement: receipt.agreement,
            terms: receipt.terms.clone().into(),
            subject: receipt.sub.clone(),
            person: receipt.person,
            vendor: receipt.vendor.clone(),
            name: receipt.name.clone(),
            record: (&receipt.record).into(),
            kantara: receipt.kantara.as_ref().map(Into::into),
            at: receipted.at,
            excess: receipted.excess.iter().map(Into::into).collect(),
            refused: receipted.refused,
        }
    }
}
