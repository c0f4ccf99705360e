//! The C library's heap on Rust's allocator, for wasm. Belongs here: `malloc` and `free`. Does not: anything else of it.

#![allow(unsafe_code, reason = "memory without a type is handed to C++")]

use std::alloc::{Layout, alloc, dealloc};

/// In front of each block stands its size, in as many bytes as any of C's types needs to be aligned.
const HEAD: usize = 16;

/// `size` bytes, aligned to 16; null where there are none left.
///
/// # Safety
///
/// None is needed to call it.
#[unsafe(no_mangle)]
unsafe extern "C" fn malloc(size: usize) -> *mut u8 {
    let layout = size.checked_add(HEAD).and_then(|size| Layout::from_size_align(size, HEAD).ok());
    let Some(layout) = layout else { return std::ptr::null_mut() };
    // SAFETY: the layout is not of size 0.
    let block = unsafe { alloc(layout) };
    if block.is_null() {
        return block;
    }
    // SAFETY: the block begins with HEAD bytes that are ours, aligned to more than a usize needs.
    unsafe {
        block.cast::<usize>().write(layout.size());
        block.add(HEAD)
    }
}

/// Gives back what `malloc` gave; null is nothing.
///
/// # Safety
///
/// `pointer` is null or comes from `malloc` and was not given back yet.
#[unsafe(no_mangle)]
unsafe extern "C" fn free(pointer: *mut u8) {
    if pointer.is_null() {
        return;
    }
    // SAFETY: `malloc` made this block of HEAD bytes more, and wrote the size of its layout at its beginning.
    unsafe {
        let block = pointer.sub(HEAD);
        let size = block.cast::<usize>().read();
        dealloc(block, Layout::from_size_align_unchecked(size, HEAD));
    }
}
