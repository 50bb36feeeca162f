//! What a text is made of, before and after it is fixed.

use super::origin::Origin;
use super::{Duty, Permission, Prohibition};
use crate::vocab::Vocabulary;

/// The parts of a text; what the machine form says.
#[derive(Clone)]
pub(super) struct Parts {
    pub(super) origin: Origin,
    pub(super) vocabulary: Vocabulary,
    pub(super) permissions: Vec<Permission>,
    pub(super) prohibitions: Vec<Prohibition>,
    pub(super) duties: Vec<Duty>,
}
