//! A small durable store: one file of commits, one after the other.

use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{Error, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use vrm_core::store::{Guard, Memory, Pair, Store, StoreError, Write};

/// Every commit is a frame: its length (4 bytes), the beginning of its hash (8 bytes), its writes. A commit is there when
/// its frame is whole: opening replays the frames and cuts off what a kill left of the last one.
///
/// One handle a file: two would not see each other's commits.
pub(crate) struct FileStore(Mutex<Inner>);

struct Inner {
    file: File,
    map: Memory,
    /// After a write that failed the file's end is unknown, and nothing may come behind it.
    unsure: bool,
}

const HEAD: usize = 12;

impl FileStore {
    pub(crate) fn open(path: &Path) -> Result<Arc<Self>, Error> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        // The file's name has to survive, too.
        #[cfg(unix)]
        File::open(path.parent().unwrap())?.sync_all()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let (map, mut rest) = (Memory::new(), bytes.as_slice());
        while let Some((body, after)) = frame(rest) {
            apply(&map, &writes(body).unwrap());
            rest = after;
        }
        let end = (bytes.len() - rest.len()) as u64;
        file.set_len(end)?;
        file.sync_all()?;
        file.seek(SeekFrom::Start(end))?;
        Ok(Arc::new(Self(Mutex::new(Inner { file, map, unsure: false }))))
    }

    fn inner(&self) -> Result<MutexGuard<'_, Inner>, StoreError> {
        let inner = self.0.lock().map_err(|_| unknown("poisoned"))?;
        if inner.unsure { Err(unknown("the end of the file is unknown, open it again")) } else { Ok(inner) }
    }
}

impl Store for FileStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner()?.map.get(key)
    }

    fn scan(&self, from: &[u8], to: &[u8], limit: u32) -> Result<Vec<Pair>, StoreError> {
        self.inner()?.map.scan(from, to, limit)
    }

    fn commit(&self, guard: Guard<'_>, writes: &[Write<'_>]) -> Result<(), StoreError> {
        let mut inner = self.inner()?;
        if inner.map.get(guard.key)?.as_deref() != guard.expect {
            return Err(StoreError::Conflict);
        }
        let body = body(writes);
        let Ok(length) = u32::try_from(body.len()) else {
            return Err(StoreError::Unchanged { reason: "a commit has at most 4 GiB".to_owned() });
        };
        let frame = [length.to_be_bytes().as_slice(), &checksum(&body), &body].concat();
        if let Err(error) = inner.file.write_all(&frame).and_then(|()| inner.file.sync_data()) {
            inner.unsure = true;
            return Err(unknown(&error.to_string()));
        }
        apply(&inner.map, writes);
        Ok(())
    }
}

impl std::fmt::Debug for FileStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileStore(..)")
    }
}

fn unknown(reason: &str) -> StoreError {
    StoreError::Unknown { reason: reason.to_owned() }
}

/// Whatever the guard, it was looked at before.
fn apply(map: &Memory, writes: &[Write<'_>]) {
    let held = map.get(b"").unwrap();
    map.commit(Guard { key: b"", expect: held.as_deref() }, writes).unwrap();
}

fn checksum(body: &[u8]) -> [u8; 8] {
    *Sha256::digest(body).first_chunk().unwrap()
}

/// The writes of the first frame and what comes behind it, if it is whole.
fn frame(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (head, rest) = bytes.split_first_chunk::<HEAD>()?;
    let (length, hash) = head.split_first_chunk()?;
    let (body, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    (checksum(body) == hash).then_some((body, rest))
}

fn body(writes: &[Write<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut bytes = |tag: u8, bytes: &[u8]| {
        body.push(tag);
        body.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
        body.extend_from_slice(bytes);
    };
    for write in writes {
        match *write {
            Write::Put { key, value } => {
                bytes(b'P', key);
                bytes(b'=', value);
            }
            Write::Delete { key } => bytes(b'D', key),
        }
    }
    body
}

fn writes(mut body: &[u8]) -> Option<Vec<Write<'_>>> {
    fn bytes<'a>(rest: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
        let (tag, after) = rest.split_first()?;
        let (length, after) = after.split_first_chunk()?;
        let (bytes, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        *rest = after;
        Some((*tag, bytes))
    }
    let mut writes = Vec::new();
    while !body.is_empty() {
        writes.push(match bytes(&mut body)? {
            (b'P', key) => match bytes(&mut body)? {
                (b'=', value) => Write::Put { key, value },
                _ => return None,
            },
            (b'D', key) => Write::Delete { key },
            _ => return None,
        });
    }
    Some(writes)
}
