//! Which clang compiles C++ to wasm. Belongs here: finding it. Does not: calling it (`build.rs` does), installing it
//! (`.dev/packages` does). Shared by this crate's build script and by the bundle, which leaves the decoder out where there
//! is none.

use std::{
    env,
    ffi::OsString,
    process::{Command, Stdio},
};

/// What to do where there is none.
pub(crate) const MISSING: &str = "no clang++ with a WebAssembly back end was found: install the package clang-19 \
    (or any clang from 13 on), or name one in CXX_wasm32_unknown_unknown";

/// The newest that was looked at; tested with 19, which comes first.
const VERSIONS: std::ops::RangeInclusive<u32> = 13..=24;

/// A clang++ that compiles to wasm: the one that the environment names as the `cc` crate reads it, else the first that is
/// there and can.
pub(crate) fn find() -> Option<OsString> {
    let named = env::var_os("CXX_wasm32_unknown_unknown");
    let usual = ["clang++-19".into(), "clang++".into()];
    let others = VERSIONS.rev().map(|version| format!("clang++-{version}").into());
    named.into_iter().chain(usual).chain(others).find(has_wasm)
}

fn has_wasm(clang: &OsString) -> bool {
    let asked = Command::new(clang).arg("--print-targets").stdin(Stdio::null()).stderr(Stdio::null()).output();
    asked.is_ok_and(|said| said.status.success() && String::from_utf8_lossy(&said.stdout).contains("wasm32"))
}
