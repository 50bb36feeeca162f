//! Take everything elsewhere.

use super::Person;
use crate::error::Error;
use crate::history::{Export, Settings, Side};
use crate::keys::{KeyKeeper, Randomness};
use crate::life::{House, Life};
use crate::store::Store;
use crate::text::Language;
use std::sync::Arc;

impl Person {
    /// The whole life as JSON Lines, to be [imported](Self::import) elsewhere: every event with its salt, the documents,
    /// the secrets of every key, the letters, what was taken. What was erased is not in it. `danger`: whoever has the
    /// export can speak as the person in every relationship.
    ///
    /// The usual way: export, import elsewhere, and then [`close_life`](Self::close_life) the life here, since two copies that
    /// both go on would say different things at one position. An export that is made after that is closed too, and stays
    /// so where it is imported: to be read, and to go on no more.
    ///
    /// # Errors
    /// [`StoreError::Conflict`](crate::store::StoreError::Conflict) when another handle wrote since: read that
    /// [first](Self::refresh). [`HistoryError::TooLarge`](crate::history::HistoryError::TooLarge) past
    /// [`Export::MAX_LINES`]. The store's, and bytes that are not what was written.
    pub fn danger_export(&self) -> Result<Export, Error> {
        self.life.danger_export()
    }

    /// A life out of its export, in a store that has none of its id. Everything is verified first, as if it happened
    /// again: the chain up to its head, each signature with the keys of its time, what follows from what, documents by
    /// their hashes, secrets by their public keys. Then all is written in one commit, sealed with new keys. The id, the
    /// head and every commitment stay, and the life goes on as it would have at home.
    ///
    /// What cannot be verified is what nobody signed: the person's own settings, blocks and choices, a `did:web`'s
    /// document as it was fetched once, and that an authority released a roster that was loaded.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use vrm_core::history::Settings;
    /// use vrm_core::keys::SecretKeeper;
    /// use vrm_core::person::Person;
    /// use vrm_core::store::Memory;
    /// use vrm_core::text::Language;
    /// # use vrm_core::keys::{Randomness, RandomnessFailed};
    /// # use vrm_core::time::Instant;
    /// # struct Host(u64);
    /// # impl Randomness for Host {
    /// #     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
    /// #         for byte in bytes {
    /// #             self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    /// #             *byte = (self.0 >> 56) as u8;
    /// #         }
    /// #         Ok(())
    /// #     }
    /// # }
    /// # let random = &mut Host(1);
    /// # let now = Instant::parse("2026-03-01T09:30:00Z")?;
    /// let (old, new) = (Arc::new(SecretKeeper::new(&[1; 32])), Arc::new(SecretKeeper::new(&[2; 32])));
    /// let settings = Settings::asking(Language::parse("en")?);
    /// let mut phone = Person::create(Arc::new(Memory::new()), old, &settings, now, random)?;
    ///
    /// let export = phone.danger_export()?;
    /// let laptop = Person::import(export.danger_expose().as_bytes(), Arc::new(Memory::new()), new, random)?;
    /// assert_eq!((laptop.id(), laptop.head()), (phone.id(), phone.head()));
    /// phone.close_life(None, now, random)?;
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`HistoryError`](crate::history::HistoryError) with the line or the position;
    /// [`LogError::AlreadyThere`](crate::log::LogError::AlreadyThere); the store's, the keeper's and the randomness's.
    /// Nothing is written unless the store does not know (`store-unknown`): then [`open`](Self::open) tells.
    pub fn import(
        export: &[u8],
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        random: &mut dyn Randomness,
    ) -> Result<Self, Error> {
        let house = House::new(store, keeper, Settings::asking(Language::english()));
        Ok(Self { life: Life::import(export, Side::Person, house, random)? })
    }
}
