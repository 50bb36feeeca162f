//! Ownership and the barrier: texts and bytes that cross, and no panic beyond it. Everywhere else in this skin a call is
//! safe code between [`enter`] and its end.

pub(crate) use super::table::Table;
use super::{vrm_bytes, vrm_status, vrm_text};
use crate::border::record::record;
use crate::border::{BorderError, Failure, Read};
use std::cell::RefCell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use vrm_core::history::CommandId;
use vrm_core::time::Instant;
use zeroize::{Zeroize, Zeroizing};

/// What the caller of a function in the header vouches for: every text that it hands in is readable, and every pointer
/// writable, until the function returns. Made by [`enter`] alone.
pub(crate) struct Input(());

impl Input {
    /// Bytes of the caller's.
    pub(crate) fn bytes(&self, argument: &'static str, text: vrm_text) -> Result<&[u8], Failure> {
        if text.length == 0 {
            return Ok(&[]);
        }
        if text.data.is_null() {
            return Err(BorderError::Null { argument }.into());
        }
        if text.length > isize::MAX.unsigned_abs() {
            return Err(BorderError::Struct { argument }.into());
        }
        // SAFETY: not null, not longer than an object can be, and the caller vouches for the rest.
        Ok(unsafe { std::slice::from_raw_parts(text.data.cast::<u8>(), text.length) })
    }

    /// Bytes of the caller's, or none: a null pointer.
    pub(crate) fn optional_bytes(&self, argument: &'static str, text: vrm_text) -> Result<Option<&[u8]>, Failure> {
        if text.data.is_null() && text.length == 0 { Ok(None) } else { self.bytes(argument, text).map(Some) }
    }

    /// A text of the caller's.
    pub(crate) fn text(&self, argument: &'static str, text: vrm_text) -> Result<&str, Failure> {
        std::str::from_utf8(self.bytes(argument, text)?).map_err(|_| BorderError::NotUtf8 { argument }.into())
    }

    /// A value that is one text.
    pub(crate) fn read<T: Read>(&self, argument: &'static str, text: vrm_text) -> Result<T, Failure> {
        T::read(self.text(argument, text)?).map_err(|failure| failure.of_argument(argument))
    }

    /// A value that is one text, or none: a null pointer.
    pub(crate) fn optional<T: Read>(&self, argument: &'static str, text: vrm_text) -> Result<Option<T>, Failure> {
        if text.data.is_null() && text.length == 0 { Ok(None) } else { self.read(argument, text).map(Some) }
    }

    /// A JSON array of texts.
    pub(crate) fn texts(&self, argument: &'static str, text: vrm_text) -> Result<Vec<String>, Failure> {
        let expected = "a JSON array of strings";
        record(argument, self.bytes(argument, text)?, expected)
    }

    /// A JSON array of values that are one text each.
    pub(crate) fn list<T: Read>(&self, argument: &'static str, text: vrm_text) -> Result<Vec<T>, Failure> {
        let values = self.texts(argument, text)?;
        values.iter().map(|text| T::read(text).map_err(|failure| failure.of_argument(argument))).collect()
    }

    /// A record that crosses as JSON: what it says is not quoted when it is none.
    pub(crate) fn record<T: serde::de::DeserializeOwned>(
        &self,
        argument: &'static str,
        text: vrm_text,
        expected: &'static str,
    ) -> Result<T, Failure> {
        record(argument, self.bytes(argument, text)?, expected)
    }

    /// What every command has besides randomness: an id, if one is given, and the time.
    pub(crate) fn command(&self, command: vrm_text, now: i64) -> Result<(Option<CommandId>, Instant), Failure> {
        Ok((self.optional("command", command)?, Instant::from_unix(now)?))
    }

    /// A struct of the caller's, read as a copy.
    pub(crate) fn value<T: Copy>(&self, argument: &'static str, pointer: *const T) -> Result<T, Failure> {
        if pointer.is_null() {
            return Err(BorderError::Null { argument }.into());
        }
        // SAFETY: not null, and the caller vouches for a whole struct there; it need not be aligned.
        Ok(unsafe { pointer.read_unaligned() })
    }

    /// Structs of the caller's, one after the other, read as copies.
    pub(crate) fn values<T: Copy>(
        &self,
        argument: &'static str,
        first: *const T,
        count: usize,
    ) -> Result<Vec<T>, Failure> {
        if count == 0 {
            return Ok(Vec::new());
        }
        if first.is_null() {
            return Err(BorderError::Null { argument }.into());
        }
        if count > isize::MAX.unsigned_abs() / size_of::<T>() {
            return Err(BorderError::Struct { argument }.into());
        }
        // SAFETY: not null, not more than an object can hold, and the caller vouches for so many whole structs there; they
        // need not be aligned.
        Ok((0..count).map(|at| unsafe { first.add(at).read_unaligned() }).collect())
    }
}

/// What the header's size of a struct must be.
pub(super) fn sized<T>(size: usize, argument: &'static str) -> Result<(), Failure> {
    if size == size_of::<T>() { Ok(()) } else { Err(BorderError::Struct { argument }.into()) }
}

/// A function of the header that has no result but its status.
///
/// # Safety
/// The caller of the function keeps what [`Input`] says.
pub(crate) unsafe fn enter(call: impl FnOnce(&Input) -> Result<(), Failure>) -> vrm_status {
    let outcome = catch_unwind(AssertUnwindSafe(|| call(&Input(()))));
    match outcome.unwrap_or_else(|_| Err(BorderError::Internal.into())) {
        Ok(()) => 0,
        Err(failure) => {
            let status = u32::from(failure.code);
            LAST.with_borrow_mut(|last| *last = Some(failure));
            status
        }
    }
}

/// A function of the header that gives something: it is written only when all went well.
///
/// # Safety
/// As [`enter`], and `out` is null or writable.
pub(crate) unsafe fn give<T>(out: *mut T, call: impl FnOnce(&Input) -> Result<T, Failure>) -> vrm_status {
    let call = |input: &Input| {
        if out.is_null() {
            return Err(BorderError::Null { argument: "out" }.into());
        }
        let result = call(input)?;
        // SAFETY: not null, and the caller vouches for the rest; it need not be aligned.
        unsafe { out.write_unaligned(result) };
        Ok(())
    };
    // SAFETY: as the caller of this function vouches.
    unsafe { enter(call) }
}

/// As [`give`], of a value that crosses as JSON.
///
/// # Safety
/// As [`give`].
pub(crate) unsafe fn show<T: serde::Serialize>(
    out: *mut vrm_bytes,
    call: impl FnOnce(&Input) -> Result<T, Failure>,
) -> vrm_status {
    // SAFETY: as the caller of this function vouches.
    unsafe {
        give(out, |input| {
            let mut written = Written(Zeroizing::default());
            serde_json::to_writer(&mut written, &call(input)?).map_err(|_| BorderError::Internal)?;
            Ok(vrm_bytes::of(std::mem::take(&mut *written.0)))
        })
    }
}

thread_local! {
    /// What went wrong last on this thread.
    static LAST: RefCell<Option<Failure>> = const { RefCell::new(None) };
}

/// What went wrong last on this thread.
pub(crate) fn last() -> Option<Failure> {
    LAST.with_borrow(Clone::clone)
}

/// JSON that grows without leaving what it has outgrown in freed memory: it may tell of a person.
struct Written(Zeroizing<Vec<u8>>);

impl io::Write for Written {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        let length = self.0.len() + more.len();
        if length > self.0.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(length.max(2 * self.0.capacity())));
            larger.extend_from_slice(&self.0);
            self.0 = larger;
        }
        self.0.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl vrm_bytes {
    /// Bytes that the caller owns from now on.
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        // A vector with room to spare would leave what it held where it was.
        let exact =
            if bytes.len() == bytes.capacity() { bytes.into() } else { Box::from(Zeroizing::new(bytes).as_slice()) };
        let bytes: &mut [u8] = Box::leak(exact);
        Self { data: bytes.as_mut_ptr(), length: bytes.len() }
    }

    /// Takes them back, and wipes them: they may tell of a person.
    ///
    /// # Safety
    /// They came from [`of`](Self::of), and were not taken back.
    pub(crate) unsafe fn free(self) {
        if !self.data.is_null() {
            // SAFETY: as the caller vouches: the same pointer and length as the box had.
            unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(self.data, self.length)) }.zeroize();
        }
    }
}
