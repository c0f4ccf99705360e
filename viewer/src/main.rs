//! The page's program. Belongs here: the start. Does not: anything else.

/// A third of the size of the standard library's, and as bounded in time and waste (TLSF).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    #[cfg(target_arch = "wasm32")]
    viewer::start();
}
