//! The viewer is built before the relay and embedded: a new one must be noticed, and named.

use std::{fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../viewer/dist");
    println!("cargo:rerun-if-changed=../viewer/dist/assets");
    // The page's own hash: hashed names make it change with anything that the viewer consists of.
    let page = fs::read(Path::new("../viewer/dist/index.html.gz")).unwrap_or_default();
    let hash = page.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
    println!("cargo:rustc-env=WARD_VIEWER_HASH={hash:016x}");
}
