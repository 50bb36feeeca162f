//! The vendor's desk.

mod agree;
mod customer;
mod history;
mod obey;
mod receive;
mod setup;

use super::host::{HostRandomness, KeyKeeper, Randomness, Store, host};
use super::{View, VrmError};
use crate::border::{Failure, Gate, barred};
use crate::value::{Outcome, Settings};
use std::sync::Arc;
use vrm_core::desk;
use vrm_core::did::Did;
use vrm_core::life;
use vrm_core::log::LogId;
use vrm_core::text::Name;
use vrm_core::time::Instant;

/// A vendor's desk, over a store that the app brings. Commands, ids, times and errors are as at `Person`.
#[derive(uniffi::Object)]
pub struct Desk {
    gate: Gate<(desk::Desk, HostRandomness)>,
}

impl Desk {
    fn over(desk: desk::Desk, random: HostRandomness) -> Self {
        Self { gate: Gate::new((desk, random)) }
    }

    /// Lends the desk to a call.
    pub(crate) fn with<R, E>(
        &self,
        call: impl FnOnce(&mut desk::Desk, &mut HostRandomness) -> Result<R, E>,
    ) -> Result<R, VrmError>
    where
        Failure: From<E>,
    {
        Ok(self.gate.lend(|(desk, random)| Ok(call(desk, random)?))?)
    }

    /// The same, of a command.
    pub(crate) fn run(
        &self,
        call: impl FnOnce(&mut desk::Desk, &mut HostRandomness) -> Result<life::Outcome, vrm_core::Error>,
    ) -> Result<Outcome, VrmError> {
        Ok(self.with(call)?.into())
    }
}

#[uniffi::export]
impl Desk {
    /// A new desk in a store, which has no other. Without an identifier it is called by the `did:key` of its signing key;
    /// a `did:web` must name the keys in its document.
    #[uniffi::constructor]
    #[allow(clippy::too_many_arguments, reason = "what a desk is made of")]
    pub fn create(
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        random: Arc<dyn Randomness>,
        did: Option<Did>,
        name: Name,
        settings: Settings,
        now: Instant,
    ) -> Result<Self, VrmError> {
        let settings = settings.core()?;
        let (store, keeper, mut random) = host(store, keeper, random);
        Ok(barred(|| {
            let desk = desk::Desk::create(store, keeper, did.as_ref(), &name, &settings, now, &mut random)?;
            Ok(Self::over(desk, random))
        })?)
    }

    /// The desk that is in a store.
    #[uniffi::constructor]
    pub fn open(
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        random: Arc<dyn Randomness>,
    ) -> Result<Self, VrmError> {
        let (store, keeper, random) = host(store, keeper, random);
        Ok(barred(|| Ok(Self::over(desk::Desk::open(store, keeper)?, random)))?)
    }

    /// Gives the handle up at once; the desk stays in its store. Every later call is told so.
    pub fn free(&self) -> Result<(), VrmError> {
        Ok(self.gate.close().map(drop)?)
    }

    /// The desk's own life as it stands.
    pub fn view(&self) -> Result<View, VrmError> {
        self.with(|desk, _| Ok::<_, Failure>(View::new(desk.view())))
    }

    /// What it has with a customer, as it stands.
    pub fn customer(&self, customer: LogId) -> Result<View, VrmError> {
        self.with(|desk, _| Ok::<_, Failure>(View::new(desk.customer(customer)?)))
    }
}
