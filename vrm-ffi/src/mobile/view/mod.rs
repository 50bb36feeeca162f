//! A life as it stood.

mod relationship;
mod steer;

use super::VrmError;
use crate::border::{BorderError, Failure, barred};
use crate::value::Head;
use std::sync::{Arc, Mutex, PoisonError};
use vrm_core::view;

/// A life as it stood after one of its events. It never changes, and answers several threads at once.
#[derive(uniffi::Object)]
pub struct View {
    view: Mutex<Option<Arc<view::View>>>,
}

impl View {
    pub(super) fn new(view: Arc<view::View>) -> Self {
        Self { view: Mutex::new(Some(view)) }
    }

    /// Asks it something.
    pub(crate) fn ask<R, E>(&self, question: impl FnOnce(&view::View) -> Result<R, E>) -> Result<R, VrmError>
    where
        Failure: From<E>,
    {
        let view = self.view.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let view = view.ok_or(BorderError::Handle)?;
        Ok(barred(|| Ok(question(&view)?))?)
    }
}

#[uniffi::export]
impl View {
    /// Gives the picture up at once. Every later call is told so.
    pub fn free(&self) -> Result<(), VrmError> {
        let view = self.view.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(view.map(drop).ok_or(BorderError::Handle)?)
    }

    /// Where the history stands.
    pub fn head(&self) -> Result<Head, VrmError> {
        self.ask(|view| Ok::<_, Failure>(view.head().into()))
    }
}
