//! The person's life.

mod agree;
mod carry;
mod history;
mod leave;
mod meet;
mod own;
mod prove;
mod receive;
mod steer;

use super::host::{HostRandomness, KeyKeeper, Randomness, Store, host};
use super::{View, VrmError};
use crate::border::{Failure, Gate, barred};
use crate::value::{Outcome, Settings};
use std::sync::Arc;
use vrm_core::life;
use vrm_core::log::LogId;
use vrm_core::person;
use vrm_core::time::Instant;

/// One person's life with vendors, over a store that the app brings.
///
/// Every call that changes something takes a command id and the time: given again, the same id gives the first outcome and
/// does nothing twice. Calls of one handle wait for each other, on whatever thread they come.
#[derive(uniffi::Object)]
pub struct Person {
    gate: Gate<(person::Person, HostRandomness)>,
}

impl Person {
    fn over(life: person::Person, random: HostRandomness) -> Self {
        Self { gate: Gate::new((life, random)) }
    }

    /// Lends the life to a call.
    pub(crate) fn with<R, E>(
        &self,
        call: impl FnOnce(&mut person::Person, &mut HostRandomness) -> Result<R, E>,
    ) -> Result<R, VrmError>
    where
        Failure: From<E>,
    {
        Ok(self.gate.lend(|(life, random)| Ok(call(life, random)?))?)
    }

    /// The same, of a command.
    pub(crate) fn run(
        &self,
        call: impl FnOnce(&mut person::Person, &mut HostRandomness) -> Result<life::Outcome, vrm_core::Error>,
    ) -> Result<Outcome, VrmError> {
        Ok(self.with(call)?.into())
    }
}

#[uniffi::export]
impl Person {
    /// A new life in a store. The keeper wraps the key that everything is sealed with.
    #[uniffi::constructor]
    pub fn create(
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        random: Arc<dyn Randomness>,
        settings: Settings,
        now: Instant,
    ) -> Result<Self, VrmError> {
        let settings = settings.core()?;
        let (store, keeper, mut random) = host(store, keeper, random);
        Ok(barred(|| Ok(Self::over(person::Person::create(store, keeper, &settings, now, &mut random)?, random)))?)
    }

    /// A life that is in the store. Everything is read, and checked against its chain.
    #[uniffi::constructor]
    pub fn open(
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        random: Arc<dyn Randomness>,
        id: LogId,
    ) -> Result<Self, VrmError> {
        let (store, keeper, random) = host(store, keeper, random);
        Ok(barred(|| Ok(Self::over(person::Person::open(store, keeper, id)?, random)))?)
    }

    /// A life out of its export, in a store that has none of its id. Everything is verified first.
    #[uniffi::constructor]
    pub fn import(
        export: Vec<u8>,
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        random: Arc<dyn Randomness>,
    ) -> Result<Self, VrmError> {
        let (store, keeper, mut random) = host(store, keeper, random);
        Ok(barred(|| Ok(Self::over(person::Person::import(&export, store, keeper, &mut random)?, random)))?)
    }

    /// Gives the handle up at once; the life stays in its store. Every later call is told so.
    pub fn free(&self) -> Result<(), VrmError> {
        Ok(self.gate.close().map(drop)?)
    }

    /// The id under which the life lies in its store.
    pub fn id(&self) -> Result<LogId, VrmError> {
        self.with(|life, _| Ok::<_, Failure>(life.id()))
    }

    /// The life as it stands: a picture that any thread may ask.
    pub fn view(&self) -> Result<View, VrmError> {
        self.with(|life, _| Ok::<_, Failure>(View::new(life.view())))
    }
}
