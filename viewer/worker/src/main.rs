//! The worker's program. Belongs here: the start. Does not: anything else, so that the page can use the library without
//! starting it.

fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::start();
}
