//! What was given out is wiped before its memory goes back.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use vrm::c::{vrm_bytes, vrm_bytes_free, vrm_text};

/// The system's memory, which looks at one block when it comes back.
struct Looking;

static WATCHED: AtomicPtr<u8> = AtomicPtr::new(std::ptr::null_mut());
static WIPED: AtomicBool = AtomicBool::new(false);

// SAFETY: the system's allocator does the work; a block is looked at while it is still whole.
unsafe impl GlobalAlloc for Looking {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller vouches.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if block == WATCHED.load(Ordering::SeqCst) {
            // SAFETY: so long is the block, and nobody else has it.
            let bytes = unsafe { std::slice::from_raw_parts(block, layout.size()) };
            WIPED.store(bytes.iter().all(|byte| *byte == 0), Ordering::SeqCst);
        }
        // SAFETY: as the caller vouches.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static MEMORY: Looking = Looking;

/// Whether a call's answer is wiped when it is freed.
fn wiped(call: impl FnOnce(*mut vrm_bytes) -> u32) -> bool {
    let mut out = vrm_bytes { data: std::ptr::null_mut(), length: 0 };
    assert_eq!(call(&raw mut out), 0);
    assert!(out.length > 20);
    WIPED.store(false, Ordering::SeqCst);
    WATCHED.store(out.data, Ordering::SeqCst);
    // SAFETY: the library has filled it.
    unsafe { vrm_bytes_free(&raw mut out) };
    WATCHED.store(std::ptr::null_mut(), Ordering::SeqCst);
    assert!(out.data.is_null() && out.length == 0);
    WIPED.load(Ordering::SeqCst)
}

#[test]
fn records_and_texts_are_wiped_when_they_are_freed() {
    let text = |text: &'static str| vrm_text { data: text.as_ptr().cast(), length: text.len() };
    let request =
        r#"{"data":"pd:EmailAddress","purpose":"dpv:CustomerCare","operation":"dpv:Use","recipient":"vendor"}"#;
    // SAFETY: the texts live as long as the program.
    assert!(wiped(|out| unsafe { vrm::c::judge::vrm_request_parse(text(request), out) }));
    // SAFETY: as above.
    assert!(wiped(|out| unsafe { vrm::c::vocabulary::vrm_word_facts(text("pd:EmailAddress"), out) }));
    // What does not come from the library is not wiped by freeing it: the test would see it.
    let block = Box::into_raw(vec![1_u8; 24].into_boxed_slice());
    WATCHED.store(block.cast(), Ordering::SeqCst);
    // SAFETY: it was made above.
    drop(unsafe { Box::from_raw(block) });
    WATCHED.store(std::ptr::null_mut(), Ordering::SeqCst);
    assert!(!WIPED.load(Ordering::SeqCst));
}
