//! The system's allocator with a count for each thread of what it took and gave back.
//! Belongs here: counting. Does not: limits (see `growth`).
#![expect(unsafe_code, reason = "an allocator cannot be written without; each call is passed on as it came")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

/// To be the program's global allocator, so that the memory of a camera's session can be bounded; without it nothing is
/// counted and nothing bounded.
#[derive(Debug, Clone, Copy)]
pub struct CountedHeap;

thread_local! {
    // Neither made lazily nor dropped: it can be used within the allocator, at any time of a thread's life.
    static HELD: Cell<isize> = const { Cell::new(0) };
}

/// Bytes that this thread has allocated less those that it has freed. Other threads free, too: only the difference
/// around a piece of work on one thread means something.
pub(crate) fn held() -> isize {
    HELD.get()
}

fn count(bytes: usize, freed: usize) {
    HELD.set(HELD.get().wrapping_add_unsigned(bytes).wrapping_sub_unsigned(freed));
}

// SAFETY: every call goes to the system's allocator unchanged, and counting neither allocates nor panics.
unsafe impl GlobalAlloc for CountedHeap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        count(new_size, layout.size());
        // SAFETY: the caller's promises are passed on.
        unsafe { System.realloc(ptr, layout, new_size) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[cfg(test)]
#[global_allocator]
static HEAP: CountedHeap = CountedHeap;
