//! Take everything elsewhere.

use super::Person;
use crate::border::Failure;
use crate::mobile::VrmError;

#[uniffi::export]
impl Person {
    /// The whole life as JSON Lines, to be imported elsewhere: every event with its salt, the documents, the
    /// secrets of every key, the letters, what was taken. What was erased is not in it. `danger`: whoever has the
    /// export can speak as the person in every relationship.
    ///
    /// The usual way: export, import elsewhere, and then `close_life` the life here, since two copies that both go on
    /// would say different things at one position. An export that is made after that is closed too, and stays so
    /// where it is imported: to be read, and to go on no more.
    ///
    /// # Errors
    /// `store-conflict` when another handle wrote since: read that first. `history-too-large` past
    /// 1,048,576 lines. The store's, and bytes that are not what was written.
    pub fn danger_export(&self) -> Result<Vec<u8>, VrmError> {
        self.with(|life, _| Ok::<_, Failure>(life.danger_export()?.danger_expose().as_bytes().to_vec()))
    }
}
