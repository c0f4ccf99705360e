//! What must hold for any bytes: each target is one function that takes bytes and panics where something does not hold.
//! Belongs here: the functions and their list. Does not: making bytes; that do libFuzzer (`fuzz_targets/`), proptest and
//! the corpus (`tests/`), all with these same functions.

mod address;
mod control;
mod header;
mod nal;
mod params;
mod ring;

pub use address::{camera_id, camera_url};
pub use control::control;
pub use header::header;
pub use nal::{nal, slice};
pub use params::{avcc, sps};
pub use ring::ring;

/// A target's name and function.
pub type Target = (&'static str, fn(&[u8]));

/// All targets, by the names of their programs and of their folders under `corpus/`.
pub const TARGETS: &[Target] = &[
    ("avcc", avcc),
    ("camera_id", camera_id),
    ("camera_url", camera_url),
    ("control", control),
    ("header", header),
    ("nal", nal),
    ("ring", ring),
    ("slice", slice),
    ("sps", sps),
];
