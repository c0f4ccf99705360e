//! The page's program. Belongs here: the start. Does not: anything else.

fn main() {
    #[cfg(target_arch = "wasm32")]
    viewer::start();
}
