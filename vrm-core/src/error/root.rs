//! The root error joins the rooms' own; it adds nothing to them.

use super::{Code, Fault};
use crate::chart::ChartError;
use crate::consent::ConsentError;
use crate::consent::foreign::ForeignReceiptError;
use crate::decision::{DecisionError, NotAuthorised};
use crate::did::DidError;
use crate::intention::IntentionError;
use crate::intention::foreign::ForeignOfferError;
use crate::json::JsonError;
use crate::money::MoneyError;
use crate::rights::RightsError;
use crate::terms::TermsError;
use crate::text::TextError;
use crate::time::TimeError;
use crate::vault::VaultError;
use crate::vocab::VocabError;
#[cfg(feature = "keys")]
use crate::{
    agreement::AgreementError,
    form::FormError,
    history::HistoryError,
    keys::{KeeperError, KeyError},
    log::LogError,
    message::MessageError,
    store::StoreError,
    view::StateError,
};

/// Any error of this library. Match on [`Fault::kind`] or [`Fault::code`] rather than on the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A JSON text, or a member of one.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// An identifier of a party.
    #[error(transparent)]
    Did(#[from] DidError),
    /// A name, a text, a token or a language tag.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A decimal, a currency or an amount.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// An instant, a duration or a window.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// A grant, a block or a host.
    #[error(transparent)]
    Decision(#[from] DecisionError),
    /// A declaration over which no agreement can come into force.
    #[error(transparent)]
    NotAuthorised(#[from] Box<NotAuthorised>),
    /// A text of terms, a declaration, preferences or a roster.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// A word, a place or a text's own vocabulary.
    #[error(transparent)]
    Vocab(#[from] VocabError),
    /// A move that is not on its chart.
    #[error(transparent)]
    Chart(#[from] ChartError),
    /// A want, a quote, or a part of one.
    #[error(transparent)]
    Intention(#[from] IntentionError),
    /// An offer or a mandate of another format.
    #[error(transparent)]
    ForeignOffer(#[from] ForeignOfferError),
    /// A record of consent, or a receipt.
    #[error(transparent)]
    Consent(#[from] ConsentError),
    /// The person's data, or what is given of it.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A receipt or a record of another format.
    #[error(transparent)]
    ForeignReceipt(#[from] ForeignReceiptError),
    /// A right, its law or its deadline.
    #[error(transparent)]
    Rights(#[from] RightsError),
    /// A key, or bytes that claim to be signed or sealed.
    #[cfg(feature = "keys")]
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The payload of a signed text.
    #[cfg(feature = "keys")]
    #[error(transparent)]
    Form(#[from] FormError),
    /// A document, a half or a whole agreement.
    #[cfg(feature = "keys")]
    #[error(transparent)]
    Agreement(#[from] AgreementError),
    /// A message, or the keys of its sender.
    #[cfg(feature = "keys")]
    #[error(transparent)]
    Message(#[from] MessageError),
    /// The host's key store.
    #[cfg(feature = "keys")]
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    /// The host's store.
    #[cfg(feature = "keys")]
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A history, or an event of it.
    #[cfg(feature = "keys")]
    #[error(transparent)]
    History(#[from] HistoryError),
    /// A log as it lies in the store.
    #[cfg(feature = "keys")]
    #[error(transparent)]
    Log(#[from] LogError),
    /// A command that cannot be done, or an event that cannot follow.
    #[cfg(feature = "keys")]
    #[error(transparent)]
    State(#[from] StateError),
}

impl Error {
    fn fault(&self) -> &dyn Fault {
        match self {
            Self::Json(error) => error,
            Self::Did(error) => error,
            Self::Text(error) => error,
            Self::Money(error) => error,
            Self::Time(error) => error,
            Self::Decision(error) => error,
            Self::NotAuthorised(error) => error.as_ref(),
            Self::Terms(error) => error,
            Self::Vocab(error) => error,
            Self::Chart(error) => error,
            Self::Intention(error) => error,
            Self::ForeignOffer(error) => error,
            Self::Consent(error) => error,
            Self::Vault(error) => error,
            Self::ForeignReceipt(error) => error,
            Self::Rights(error) => error,
            #[cfg(feature = "keys")]
            Self::Keys(error) => error,
            #[cfg(feature = "keys")]
            Self::Form(error) => error,
            #[cfg(feature = "keys")]
            Self::Agreement(error) => error,
            #[cfg(feature = "keys")]
            Self::Message(error) => error,
            #[cfg(feature = "keys")]
            Self::Keeper(error) => error,
            #[cfg(feature = "keys")]
            Self::Store(error) => error,
            #[cfg(feature = "keys")]
            Self::History(error) => error,
            #[cfg(feature = "keys")]
            Self::Log(error) => error,
            #[cfg(feature = "keys")]
            Self::State(error) => error,
        }
    }
}

impl Fault for Error {
    fn code(&self) -> Code {
        self.fault().code()
    }

    fn path(&self) -> Option<String> {
        self.fault().path()
    }
}
