//! A command that is given again with a value of which no event keeps a hash: whether it is the same value is told by the
//! value itself, and no more once that is gone.

use super::Life;
use crate::error::Error;
use crate::history::CommandId;
use crate::vault::VaultError;
use crate::view::StateError;

impl Life {
    /// A command's id, where it was done before.
    pub(crate) fn given_again(&mut self, command: Option<CommandId>) -> Result<Option<CommandId>, Error> {
        self.settle()?;
        Ok(command.filter(|id| self.state.command(*id).is_some()))
    }
}

/// That what is kept of a command is what it is given with now.
pub(crate) fn same_as_before<T>(
    id: CommandId,
    kept: Result<T, Error>,
    is_given: impl FnOnce(&T) -> bool,
) -> Result<(), Error> {
    match kept {
        Ok(kept) if !is_given(&kept) => Err(StateError::CommandReused { id }.into()),
        Ok(_) | Err(Error::Vault(VaultError::Deleted)) => Ok(()),
        Err(error) => Err(error),
    }
}
