//! What a program brings: a store, a keeper of keys, a source of randomness, each as functions with a context.

use super::handle::{Table, enter, give, sized};
use super::sink::{asked, vrm_sink};
use super::{vrm_status, vrm_text};
use crate::border::{BorderError, Failure};
use std::ffi::c_void;
use std::fmt;
use std::sync::Arc;
use vrm_core::error::Code;
use vrm_core::keys::{KeeperError, KeyKeeper, Randomness, RandomnessFailed, SecretKeeper};
use vrm_core::store::{Guard, Memory, Pair, Store, StoreError, Write};

/// A store of the program's, or one in memory.
pub type vrm_store = u64;
/// A keeper of keys.
pub type vrm_keeper = u64;
/// A source of randomness.
pub type vrm_random = u64;

/// What a commit is made on.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct vrm_guard {
    /// The key that is looked at.
    pub key: vrm_text,
    /// What it must hold; with a data of NULL it must not be there. A value of no bytes has a data that is not NULL.
    pub expect: vrm_text,
}

/// One write of a commit.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct vrm_write {
    /// The key.
    pub key: vrm_text,
    /// Its value from now on; with a data of NULL it has none. A value of no bytes has a data that is not NULL.
    pub value: vrm_text,
}

/// A store of the program's. Each function gets the context, works on the calling thread, calls no handle that is calling
/// it, and never jumps out of itself.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct vrm_store_functions {
    /// `sizeof(vrm_store_functions)`.
    pub size: usize,
    /// What the functions get.
    pub context: *mut c_void,
    /// The value of a key, given to `vrm_sink_value`, or nothing given when it has none.
    pub get: Option<unsafe extern "C" fn(context: *mut c_void, key: vrm_text, found: vrm_sink) -> vrm_status>,
    /// Keys in `[from, to)` with their values, ascending, at most `limit`, each given to `vrm_sink_pair`.
    pub scan: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            from: vrm_text,
            to: vrm_text,
            limit: u32,
            found: vrm_sink,
        ) -> vrm_status,
    >,
    /// All writes or none, in their order, durable when it returns, only if the guard holds now. It says
    /// `VRM_STATUS_STORE_CONFLICT` when it does not, `VRM_STATUS_STORE_UNCHANGED` when it failed and nothing changed; any
    /// other status but `VRM_STATUS_OK` means that it cannot tell.
    pub commit: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            guard: *const vrm_guard,
            writes: *const vrm_write,
            count: usize,
        ) -> vrm_status,
    >,
    /// Called once, when nothing needs the store any more; NULL where there is nothing to do.
    pub drop: Option<unsafe extern "C" fn(context: *mut c_void)>,
}

/// A keeper of keys of the program's; as `vrm_store_functions`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct vrm_keeper_functions {
    /// `sizeof(vrm_keeper_functions)`.
    pub size: usize,
    /// What the functions get.
    pub context: *mut c_void,
    /// The 32 bytes of a key in a form that may lie beside what it opens, given to `vrm_sink_value`.
    pub wrap: Option<unsafe extern "C" fn(context: *mut c_void, key: vrm_text, wrapped: vrm_sink) -> vrm_status>,
    /// The 32 bytes that were wrapped, given to `vrm_sink_value`. `VRM_STATUS_KEEPER_LOCKED` when they cannot be had now, or
    /// never with this key; any other status but `VRM_STATUS_OK` means that it failed.
    pub unwrap: Option<unsafe extern "C" fn(context: *mut c_void, wrapped: vrm_text, key: vrm_sink) -> vrm_status>,
    /// As in `vrm_store_functions`.
    pub drop: Option<unsafe extern "C" fn(context: *mut c_void)>,
}

/// A source of randomness of the program's; as `vrm_store_functions`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct vrm_random_functions {
    /// `sizeof(vrm_random_functions)`.
    pub size: usize,
    /// What the functions get.
    pub context: *mut c_void,
    /// Fills `bytes` with unpredictable bytes, the whole of it; any status but `VRM_STATUS_OK` means that it failed.
    pub fill: Option<unsafe extern "C" fn(context: *mut c_void, bytes: *mut u8, length: usize) -> vrm_status>,
    /// As in `vrm_store_functions`.
    pub drop: Option<unsafe extern "C" fn(context: *mut c_void)>,
}

pub(super) static STORES: Table<Arc<dyn Store>> = Table::new(1);
pub(super) static KEEPERS: Table<Arc<dyn KeyKeeper>> = Table::new(2);
pub(super) static RANDOMS: Table<ProgramRandom> = Table::new(3);

/// The program's context, dropped once by the program's own function.
struct Context {
    context: *mut c_void,
    drop: Option<unsafe extern "C" fn(context: *mut c_void)>,
}

// SAFETY: the header asks that the functions may be called from any thread that uses a handle with them.
unsafe impl Send for Context {}
// SAFETY: as above; calls of one handle come one after another, calls of several handles may come at once.
unsafe impl Sync for Context {}

impl Drop for Context {
    fn drop(&mut self) {
        if let Some(drop) = self.drop {
            // SAFETY: the program's function, with the context it belongs to, called once.
            unsafe { drop(self.context) };
        }
    }
}

/// Bytes lent to a callback; never with a data of NULL.
fn lent(bytes: &[u8]) -> vrm_text {
    vrm_text { data: bytes.as_ptr().cast(), length: bytes.len() }
}

const NONE: vrm_text = vrm_text { data: std::ptr::null(), length: 0 };

struct ProgramStore {
    context: Context,
    get: unsafe extern "C" fn(*mut c_void, vrm_text, vrm_sink) -> vrm_status,
    scan: unsafe extern "C" fn(*mut c_void, vrm_text, vrm_text, u32, vrm_sink) -> vrm_status,
    commit: unsafe extern "C" fn(*mut c_void, *const vrm_guard, *const vrm_write, usize) -> vrm_status,
}

impl fmt::Debug for ProgramStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProgramStore")
    }
}

/// What a status of the program's store means.
fn store_error(status: vrm_status) -> StoreError {
    let reason = format!("the program's store said {status}");
    match status {
        _ if status == Code::StoreConflict as vrm_status => StoreError::Conflict,
        _ if status == Code::StoreUnchanged as vrm_status => StoreError::Unchanged { reason },
        _ => StoreError::Unknown { reason },
    }
}

impl Store for ProgramStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        // SAFETY: the program's function with its context; the key is lent while it runs.
        let found = asked(|sink| unsafe { (self.get)(self.context.context, lent(key), sink) });
        Ok(found.map_err(store_error)?.pop().map(|(_, value)| value))
    }

    fn scan(&self, from: &[u8], to: &[u8], limit: u32) -> Result<Vec<Pair>, StoreError> {
        // SAFETY: as above.
        let found = asked(|sink| unsafe { (self.scan)(self.context.context, lent(from), lent(to), limit, sink) });
        found.map_err(store_error)
    }

    fn commit(&self, guard: Guard<'_>, writes: &[Write<'_>]) -> Result<(), StoreError> {
        let guard = vrm_guard { key: lent(guard.key), expect: guard.expect.map_or(NONE, lent) };
        let write = |write: &Write<'_>| match write {
            Write::Put { key, value } => vrm_write { key: lent(key), value: lent(value) },
            Write::Delete { key } => vrm_write { key: lent(key), value: NONE },
        };
        let writes: Vec<vrm_write> = writes.iter().map(write).collect();
        // SAFETY: the program's function with its context; what it is lent lives while it runs.
        let status = unsafe { (self.commit)(self.context.context, &raw const guard, writes.as_ptr(), writes.len()) };
        if status == 0 { Ok(()) } else { Err(store_error(status)) }
    }
}

struct ProgramKeeper {
    context: Context,
    wrap: unsafe extern "C" fn(*mut c_void, vrm_text, vrm_sink) -> vrm_status,
    unwrap: unsafe extern "C" fn(*mut c_void, vrm_text, vrm_sink) -> vrm_status,
}

impl fmt::Debug for ProgramKeeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProgramKeeper")
    }
}

impl ProgramKeeper {
    fn ask(
        &self,
        function: unsafe extern "C" fn(*mut c_void, vrm_text, vrm_sink) -> vrm_status,
        bytes: &[u8],
    ) -> Result<Vec<u8>, KeeperError> {
        // SAFETY: the program's function with its context; the bytes are lent while it runs.
        let given = asked(|sink| unsafe { function(self.context.context, lent(bytes), sink) });
        let failed = |reason: String| KeeperError::Failed { reason };
        match given {
            Ok(mut given) => {
                given.pop().map(|(_, bytes)| bytes).ok_or_else(|| failed("the program's keeper gave nothing".into()))
            }
            Err(status) if status == Code::KeeperLocked as vrm_status => Err(KeeperError::Locked),
            Err(status) => Err(failed(format!("the program's keeper said {status}"))),
        }
    }
}

impl KeyKeeper for ProgramKeeper {
    fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, KeeperError> {
        self.ask(self.wrap, key)
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Vec<u8>, KeeperError> {
        self.ask(self.unwrap, wrapped)
    }
}

/// A program's randomness; a handle over it has its own share.
#[derive(Clone)]
pub(super) struct ProgramRandom {
    context: Arc<Context>,
    fill: unsafe extern "C" fn(*mut c_void, *mut u8, usize) -> vrm_status,
}

impl Randomness for ProgramRandom {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        // SAFETY: the program's function with its context; the bytes are lent while it runs.
        let status = unsafe { (self.fill)(self.context.context, bytes.as_mut_ptr(), bytes.len()) };
        if status == 0 { Ok(()) } else { Err(RandomnessFailed) }
    }
}

/// A function that must be there.
fn needed<T>(function: Option<T>, argument: &'static str) -> Result<T, Failure> {
    function.ok_or_else(|| BorderError::Null { argument }.into())
}

/// What: a store over functions of the program's.
/// Owns: `store` is the caller's, to be freed with `vrm_store_free`; the context is the library's until `drop` is called.
/// Threads: any. The functions are called on the threads that use handles over the store.
/// Errors: `border-null`, `border-struct`, `border-handles`; then `drop` is not called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_store_new(functions: *const vrm_store_functions, store: *mut vrm_store) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(store, |input| {
            let functions = input.value("functions", functions)?;
            sized::<vrm_store_functions>(functions.size, "functions")?;
            let (get, scan) = (needed(functions.get, "get")?, needed(functions.scan, "scan")?);
            let commit = needed(functions.commit, "commit")?;
            let context = Context { context: functions.context, drop: functions.drop };
            STORES.insert(Arc::new(ProgramStore { context, get, scan, commit }))
        })
    }
}

/// What: a store in memory, that forgets: for tests, and for what is thrown away.
/// Owns: `store` is the caller's, to be freed with `vrm_store_free`.
/// Threads: any.
/// Errors: `border-null`, `border-handles`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_store_memory(store: *mut vrm_store) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe { give(store, |_| STORES.insert(Arc::new(Memory::new()))) }
}

/// What: frees a store; handles over it go on using it.
/// Owns: takes `store`.
/// Threads: any.
/// Errors: `border-handle`.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_store_free(store: vrm_store) -> vrm_status {
    // SAFETY: no pointer is handed in.
    unsafe { enter(|_| STORES.remove(store).map(drop)) }
}

/// What: a keeper over functions of the program's.
/// Owns: `keeper` is the caller's, to be freed with `vrm_keeper_free`; the context is the library's until `drop` is called.
/// Threads: any. The functions are called on the threads that use handles with the keeper.
/// Errors: `border-null`, `border-struct`, `border-handles`; then `drop` is not called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_keeper_new(functions: *const vrm_keeper_functions, keeper: *mut vrm_keeper) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(keeper, |input| {
            let functions = input.value("functions", functions)?;
            sized::<vrm_keeper_functions>(functions.size, "functions")?;
            let (wrap, unwrap) = (needed(functions.wrap, "wrap")?, needed(functions.unwrap, "unwrap")?);
            let context = Context { context: functions.context, drop: functions.drop };
            KEEPERS.insert(Arc::new(ProgramKeeper { context, wrap, unwrap }))
        })
    }
}

/// What: a keeper that wraps under a secret of 32 bytes that the program keeps itself.
/// Owns: `keeper` is the caller's, to be freed with `vrm_keeper_free`; the secret is copied, and wiped in the end.
/// Threads: any.
/// Errors: `border-null`, `border-value` when the secret has not 32 bytes, `border-handles`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_keeper_secret(secret: vrm_text, keeper: *mut vrm_keeper) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(keeper, |input| {
            let wrong = |_| BorderError::Value { argument: "secret", expected: "32 bytes" };
            let secret = input.bytes("secret", secret)?.try_into().map_err(wrong)?;
            KEEPERS.insert(Arc::new(SecretKeeper::new(secret)))
        })
    }
}

/// What: frees a keeper; handles with it go on using it.
/// Owns: takes `keeper`.
/// Threads: any.
/// Errors: `border-handle`.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_keeper_free(keeper: vrm_keeper) -> vrm_status {
    // SAFETY: no pointer is handed in.
    unsafe { enter(|_| KEEPERS.remove(keeper).map(drop)) }
}

/// What: a source of randomness over a function of the program's.
/// Owns: `random` is the caller's, to be freed with `vrm_random_free`; the context is the library's until `drop` is called.
/// Threads: any. The function is called on the threads that use handles with the source.
/// Errors: `border-null`, `border-struct`, `border-handles`; then `drop` is not called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vrm_random_new(functions: *const vrm_random_functions, random: *mut vrm_random) -> vrm_status {
    // SAFETY: as the caller vouches.
    unsafe {
        give(random, |input| {
            let functions = input.value("functions", functions)?;
            sized::<vrm_random_functions>(functions.size, "functions")?;
            let fill = needed(functions.fill, "fill")?;
            let context = Arc::new(Context { context: functions.context, drop: functions.drop });
            RANDOMS.insert(ProgramRandom { context, fill })
        })
    }
}

/// What: frees a source of randomness; handles with it go on using it.
/// Owns: takes `random`.
/// Threads: any.
/// Errors: `border-handle`.
#[unsafe(no_mangle)]
pub extern "C" fn vrm_random_free(random: vrm_random) -> vrm_status {
    // SAFETY: no pointer is handed in.
    unsafe { enter(|_| RANDOMS.remove(random).map(drop)) }
}
