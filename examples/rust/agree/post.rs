//! A folder that both sides write to and read from: it stands for any way in which bytes travel.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use vrm_core::keys::Sealed;

use super::Stop;
use crate::file::read_within;
use crate::shown::{unreadable, unwritable};

/// How long a side waits for the other: so many looks, one every 20 ms.
const LOOKS: u32 = 3_000;
const BETWEEN: Duration = Duration::from_millis(20);

/// The folder between the two sides. Each file is written whole under another name and then named, so that nobody reads
/// half of one.
#[derive(Clone, Debug)]
pub struct Post {
    folder: PathBuf,
}

impl Post {
    /// The post in a folder, which is made where it is missing. Only an empty one will do: letters of an earlier run would
    /// be taken for answers.
    ///
    /// # Errors
    /// A line about the folder.
    pub fn open(folder: &Path) -> Result<Self, Stop> {
        let post = Self::join(folder)?;
        match fs::read_dir(&post.folder).map(|mut entries| entries.next().is_none()) {
            Ok(true) => Ok(post),
            Ok(false) => Err(Stop::file(&post.folder, "has letters of an earlier run; name an empty folder")),
            Err(error) => Err(Stop::file(&post.folder, unreadable(&error))),
        }
    }

    /// The post of a folder, whichever side comes first.
    ///
    /// # Errors
    /// A line about the folder.
    pub fn join(folder: &Path) -> Result<Self, Stop> {
        let post = folder.join("post");
        fs::create_dir_all(&post).map_err(|error| Stop::file(folder, format!("no folder can be made: {error}")))?;
        Ok(Self { folder: post })
    }

    /// Sends a letter.
    pub(super) fn send(&self, name: &str, letter: &str) -> Result<(), Stop> {
        let (path, draft) = (self.folder.join(name), self.folder.join(format!(".{name}")));
        let written = fs::write(&draft, letter).and_then(|()| fs::rename(&draft, &path));
        written.map_err(|error| Stop::file(&path, unwritable(&error)))
    }

    /// Waits for a letter.
    pub(super) fn receive(&self, name: &str) -> Result<Vec<u8>, Stop> {
        let path = self.folder.join(name);
        for _ in 0..LOOKS {
            if path.exists() {
                return read_within(&path, Sealed::MAX_BYTES);
            }
            sleep(BETWEEN);
        }
        Err(Stop::new(format!("no {name} came within a minute; is the other side running?")))
    }
}
