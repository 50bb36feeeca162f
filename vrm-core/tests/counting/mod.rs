//! An allocator that counts what the thread of a test allocates. What OpenSSL allocates is not seen.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
    static TOTAL: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

impl Counting {
    fn took(bytes: usize) {
        HELD.set(HELD.get().wrapping_add(bytes));
        // What another thread allocated and this one freed would count as less than nothing.
        if HELD.get() <= usize::MAX / 2 {
            PEAK.set(PEAK.get().max(HELD.get()));
        }
        TOTAL.set(TOTAL.get() + bytes);
    }

    fn gave(bytes: usize) {
        HELD.set(HELD.get().wrapping_sub(bytes));
    }
}

// SAFETY: every call goes to the system's allocator as it came; the counters are plain numbers and allocate nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::took(layout.size());
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        Self::gave(layout.size());
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most bytes held at once, and all that were allocated, while this ran.
pub(crate) fn counted<T>(run: impl FnOnce() -> T) -> (usize, usize) {
    let (before, total) = (HELD.get(), TOTAL.get());
    PEAK.set(before);
    drop(run());
    (PEAK.get() - before, TOTAL.get() - total)
}
