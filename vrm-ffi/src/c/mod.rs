//! The skin of C: numbers for handles, texts in with a length, bytes out that the caller owns, a status for everything that
//! can fail. The only unsafe code of the project, and `handle` has what is delicate of it.

#![allow(non_camel_case_types, reason = "these names stand in a C header")]
#![allow(
    clippy::missing_safety_doc,
    reason = "every function asks the same: what `handle::Input` and its four lines say"
)]

pub mod decide;
pub mod desk;
pub mod dispute;
pub mod error;
pub mod exam;
pub mod grant;
mod handle;
pub mod host;
pub mod intention;
pub mod judge;
pub mod ledger;
pub mod market;
pub mod money;
pub mod name;
pub mod person;
pub mod place;
pub mod prove;
pub mod reception;
pub mod roster;
pub mod settings;
pub mod sink;
mod table;
pub mod terms;
pub mod view;
pub mod vocabulary;

use std::ffi::c_char;

/// How a call went: `VRM_STATUS_OK`, or the number of the reason; the table is `errors.md`. Numbers are never reused.
pub type vrm_status = u32;

/// All went well.
pub const VRM_STATUS_OK: vrm_status = 0;

/// The version of what this header says; it changes when a program has to be compiled anew.
pub const VRM_ABI_VERSION: u32 = 1;

/// A text of the caller's: UTF-8 with its length in bytes, not ended by a zero. `{NULL, 0}` where none is given.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct vrm_text {
    /// Its first byte.
    pub data: *const c_char,
    /// How many bytes.
    pub length: usize,
}

/// Bytes that the library made and the caller owns; `vrm_bytes_free` wipes and frees them.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct vrm_bytes {
    /// The first byte.
    pub data: *mut u8,
    /// How many bytes.
    pub length: usize,
}

/// What: wipes and frees bytes that the library made, and empties the struct; of an empty one, or of NULL, nothing.
/// Owns: takes what `bytes` holds.
/// Threads: any, one at a time for one struct.
/// Errors: none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_bytes_free(bytes: *mut vrm_bytes) {
    if !bytes.is_null() {
        // SAFETY: not null, and the caller vouches for the rest.
        unsafe { bytes.replace(vrm_bytes { data: std::ptr::null_mut(), length: 0 }).free() };
    }
}

/// What: the version of this header that the library was built with, to be compared with `VRM_ABI_VERSION`.
/// Owns: nothing.
/// Threads: any.
/// Errors: none.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_abi_version() -> u32 {
    VRM_ABI_VERSION
}

/// What: the version of the library, as a text ended by a zero.
/// Owns: the library; it stays.
/// Threads: any.
/// Errors: none.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}
