//! The wasm module's exports: plain numbers, so that ten lines of JavaScript can call them (see `decoder.js`).
//! Belongs here: one instance's state. Does not: decoding.
//!
//! One instance decodes one stream; its memory goes back with it. On the host it is a program that does nothing.

#![cfg_attr(target_arch = "wasm32", no_main)]

#[cfg(target_arch = "wasm32")]
mod exports;

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
