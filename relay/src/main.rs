//! The `relay` command.

/// Counts, so that a camera cannot make its session hold more than it may.
#[global_allocator]
static HEAP: camera::CountedHeap = camera::CountedHeap;

fn main() -> std::process::ExitCode {
    relay::cli::main(std::env::args_os())
}
