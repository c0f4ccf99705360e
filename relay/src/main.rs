//! The `relay` command.

fn main() -> std::process::ExitCode {
    relay::cli::main(std::env::args_os())
}
