//! OpenH264's decoder as a wasm module of its own, for browsers that have none for us: plain HTTP, old phones, web views.
//! Belongs here: which streams it takes, access units in, planes out. Does not: colours, canvases, when to use it.
//!
//! On the host it is the same C++ behind the same Rust, so that ffmpeg can judge it.

mod accept;
mod colour;
mod decoder;
mod ffi;
#[cfg(target_arch = "wasm32")]
mod heap;

pub use accept::{MAX_MACROBLOCKS, MAX_UNIT_BYTES, Refusal};
pub use colour::Colour;
pub use decoder::{Decoder, Error, Picture};
