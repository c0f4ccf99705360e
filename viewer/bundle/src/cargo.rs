//! Which Rust compiles the wasm crates, and the compiling. Belongs here: toolchains, cargo's arguments and environment.
//! Does not: getting a toolchain (`.dev/wasm` does), anything about what cargo has made.

use std::{
    env,
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

const TARGET: &str = "wasm32-unknown-unknown";
const LINKER: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";

/// Why there is no wasm.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(
        "rustc has no {TARGET} target: run `make build`, which finds one, or `rustup target add wasm32-unknown-unknown`"
    )]
    NoTarget,
    #[error("WARD_WASM=debian, but nothing is unpacked in {0}: run `.dev/wasm`")]
    NotUnpacked(PathBuf),
    #[error("WARD_WASM is {0:?}: say `rustup` or `debian`, or leave it unset")]
    UnknownWay(OsString),
    #[error("{program:?} does not start: {source}")]
    Start { program: OsString, source: io::Error },
    #[error("compiling to wasm failed ({0}): see what cargo says above")]
    Build(ExitStatus),
    #[error("{path}: {source}")]
    Path { path: PathBuf, source: io::Error },
}

/// A Rust that can compile to wasm.
pub(crate) enum Toolchain {
    /// The user's own, which has the target.
    Installed,
    /// Debian's, unpacked into the project: it compiles std too. The folder holds `cargo`, `rustc` and `wasm-ld`.
    Unpacked(PathBuf),
}

impl Toolchain {
    /// Takes the one that `WARD_WASM` names; unset, the user's own where it can, else the unpacked one.
    pub(crate) fn find(root: &Path) -> Result<Self, Error> {
        let unpacked = root.join(".cache/rust-web/bin");
        let unpacked = || unpacked.canonicalize().map_err(|_| Error::NotUnpacked(unpacked.clone()));
        match env::var_os("WARD_WASM") {
            None if installed() => Ok(Self::Installed),
            None => unpacked().map(Self::Unpacked).map_err(|_| Error::NoTarget),
            Some(way) if way == "rustup" => installed().then_some(Self::Installed).ok_or(Error::NoTarget),
            Some(way) if way == "debian" => unpacked().map(Self::Unpacked),
            Some(way) => Err(Error::UnknownWay(way)),
        }
    }

    /// Compiles the programs of some packages and says where their wasm is.
    ///
    /// They are binaries. Of a library that is an `rlib` as well cargo makes a `cdylib` without LTO; and what the worker's
    /// library exports would be kept, and started, in the page too. All at once, so that what they share is built once.
    pub(crate) fn build(&self, root: &Path, packages: &[&str]) -> Result<Vec<PathBuf>, Error> {
        let root = root.canonicalize().map_err(|source| Error::Path { path: root.to_owned(), source })?;
        // Its own folder: whoever holds cargo's lock on the usual one may be waiting for us.
        let target_dir = root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into())).join("wasm");
        let mut cargo = self.cargo();
        cargo.current_dir(&root).args(["build", "--locked", "--profile", "wasm", "--target", TARGET, "--bins"]);
        for package in packages {
            cargo.args(["--package", package]);
        }
        cargo.arg("--target-dir").arg(&target_dir).arg("--config").arg(shorter_paths(&root)).stdin(Stdio::null());
        // These would replace the flags in .cargo/config.toml, which the sources rely on.
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
            cargo.env_remove(name);
        }
        // Whoever runs this through cargo has these set for this package; build scripts would see them change.
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
                cargo.env_remove(name);
            }
        }
        let status =
            cargo.status().map_err(|source| Error::Start { program: cargo.get_program().to_owned(), source })?;
        if !status.success() {
            return Err(Error::Build(status));
        }
        let made = target_dir.join(TARGET).join("wasm");
        Ok(packages.iter().map(|package| made.join(package).with_extension("wasm")).collect())
    }

    fn cargo(&self) -> Command {
        match self {
            Self::Installed => Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into())),
            Self::Unpacked(bin) => {
                let mut cargo = Command::new(bin.join("cargo"));
                cargo
                    .env("RUSTC", bin.join("rustc"))
                    .env(LINKER, bin.join("wasm-ld"))
                    // Debian compiles no std for wasm, and building one is not yet a stable feature.
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
                for name in ["RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "LD_LIBRARY_PATH"] {
                    cargo.env_remove(name);
                }
                cargo
            }
        }
    }
}

/// Whether the user's own rustc has the target: then the folder it names exists.
fn installed() -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let Ok(answer) = Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]).output() else {
        return false;
    };
    answer.status.success() && str::from_utf8(&answer.stdout).is_ok_and(|dir| Path::new(dir.trim()).is_dir())
}

/// A setting that keeps this machine's folders out of the panic messages: the same sources give the same bytes in any
/// folder, and fewer of them. It adds to the flags in .cargo/config.toml.
fn shorter_paths(root: &Path) -> String {
    let mut flags = vec![format!("--remap-path-prefix={}=ward", root.display())];
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    if let Some(home) = home {
        flags.push(format!("--remap-path-prefix={}=crates", home.join("registry/src").display()));
    }
    // A debug-printed list of strings is an array in TOML as well, for any path without control characters.
    format!("target.{TARGET}.rustflags={flags:?}")
}
