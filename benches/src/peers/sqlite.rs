//! SQLite, with a table in memory of what was worked out of each offer.

use rusqlite::{Connection, params};
use vrm_core::intention::SignedId;
use vrm_core::intention::rank::{Assessed, Ranker};
use vrm_core::time::Instant;

const BEST: &str = "SELECT id FROM offers WHERE fits = 1 ORDER BY score DESC, price, days, id LIMIT ?1";

/// A table of offers.
pub struct Offers(Connection);

impl Offers {
    /// The rows, and which of them fit now.
    ///
    /// # Panics
    /// When the database refuses them.
    #[must_use]
    pub fn of(ranker: &Ranker, rows: &[Assessed], now: Instant) -> Self {
        let mut connection = Connection::open_in_memory().expect("a database");
        let form = "CREATE TABLE offers (id BLOB, score INTEGER, price INTEGER, days INTEGER, fits INTEGER)";
        connection.execute(form, ()).expect("a table");
        let filling = connection.transaction().expect("a transaction");
        {
            let mut insert = filling.prepare("INSERT INTO offers VALUES (?1, ?2, ?3, ?4, ?5)").expect("a statement");
            for row in rows {
                // What is not known comes last.
                let (price, days) = (row.total().unwrap_or(i64::MAX), row.days().map_or(i64::MAX, i64::from));
                let score = i64::try_from(row.score()).expect("a score");
                let fits = ranker.fits(row, now);
                insert.execute(params![row.id().as_bytes(), score, price, days, fits]).expect("a row");
            }
        }
        filling.commit().expect("a table");
        Self(connection)
    }

    /// The ids of the best.
    ///
    /// # Panics
    /// When the database does not answer.
    #[must_use]
    pub fn best(&self, limit: u32) -> Vec<SignedId> {
        let mut statement = self.0.prepare_cached(BEST).expect("a statement");
        let ids = statement.query_map([limit], |row| row.get(0)).expect("an answer");
        ids.map(|id| SignedId::from_bytes(id.expect("an id"))).collect()
    }
}
