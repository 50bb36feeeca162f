//! A life carried elsewhere.

use super::audit::audit;
use super::{House, Life};
use crate::error::Error;
use crate::history::{Carried, Export, LineError, Side};
use crate::keys::{KeyKeeper, Randomness};
use crate::log::Log;
use crate::store::Store;
use std::sync::Arc;

impl Life {
    /// Everything, with its secrets.
    pub(crate) fn danger_export(&self) -> Result<Export, Error> {
        Ok(self.log.export(self.state.side())?)
    }

    /// A life from its export: verified as if everything happened again, then written in one commit.
    pub(crate) fn import(
        export: &[u8],
        side: Side,
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        house: House,
        random: &mut dyn Randomness,
    ) -> Result<Self, Error> {
        let mut carried = Carried::read(export)?;
        let found = carried.header.side;
        if found != side {
            return Err(LineError::OtherSide { found: found.name(), expected: side.name() }.at(1).into());
        }
        let (state, taken) = audit(&mut carried)?;
        let log = Log::import(carried, &taken, store, keeper, random)?;
        let House { settings, rosters } = house;
        let mut life = Self { log, state: Arc::new(state), rosters, settings, behind: false };
        // What is done is done: a roster that cannot be read back now is read before the next act.
        life.behind = life.load_rosters().is_err();
        Ok(life)
    }
}
