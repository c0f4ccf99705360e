//! Compiles OpenH264's decoder from the C++ that the crate openh264-sys2 packages. Belongs here: which of its files, with
//! which flags. Does not: what stands in for the C library and for threads (`csrc/`, `src/heap.rs`).

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo by printing")]

mod clang;

use std::{
    env,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// Why there is no decoder.
type Error = Box<dyn std::error::Error>;

/// Folders of headers.
const INCLUDES: [&str; 4] = ["api/wels", "common/inc", "decoder/core/inc", "decoder/plus/inc"];

/// The decoder's core; what it needs of the rest is in `csrc/glue.cpp`.
const SOURCES: [&str; 28] = [
    "common/src/common_tables",
    "common/src/copy_mb",
    "common/src/cpu",
    "common/src/deblocking_common",
    "common/src/expand_pic",
    "common/src/intra_pred_common",
    "common/src/mc",
    "common/src/memory_align",
    "common/src/sad_common",
    "decoder/core/src/au_parser",
    "decoder/core/src/bit_stream",
    "decoder/core/src/cabac_decoder",
    "decoder/core/src/deblocking",
    "decoder/core/src/decode_mb_aux",
    "decoder/core/src/decode_slice",
    "decoder/core/src/decoder",
    "decoder/core/src/decoder_core",
    "decoder/core/src/decoder_data_tables",
    "decoder/core/src/error_concealment",
    "decoder/core/src/fmo",
    "decoder/core/src/get_intra_predictor",
    "decoder/core/src/manage_dec_ref",
    "decoder/core/src/memmgr_nal_unit",
    "decoder/core/src/mv_pred",
    "decoder/core/src/parse_mb_syn_cabac",
    "decoder/core/src/parse_mb_syn_cavlc",
    "decoder/core/src/pic_queue",
    "decoder/core/src/rec_mb",
];

/// Headers of a C library that the sources name. For wasm all of them are empty: what is needed of them is in `csrc/libc.h`.
const C_LIBRARY: [&str; 17] = [
    "assert.h",
    "errno.h",
    "fcntl.h",
    "inttypes.h",
    "malloc.h",
    "math.h",
    "pthread.h",
    "sched.h",
    "semaphore.h",
    "signal.h",
    "stdio.h",
    "stdlib.h",
    "string.h",
    "sys/stat.h",
    "sys/time.h",
    "time.h",
    "unistd.h",
];

fn main() -> Result<(), Error> {
    for path in ["build.rs", "clang.rs", "csrc", "../../Cargo.lock"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let package = package()?;
    println!("cargo:rustc-env=OPENH264_LICENSE={}", package.join("upstream/LICENSE").display());

    let codec = package.join("upstream/codec");
    let mut cpp = cc::Build::new();
    cpp.cpp(true).std("c++11").warnings(false).opt_level(3).debug(false).file("csrc/glue.cpp");
    cpp.includes(INCLUDES.map(|dir| codec.join(dir)));
    cpp.files(SOURCES.map(|stem| codec.join(stem).with_extension("cpp")));
    // The sources break the rules of aliasing, throw nothing and ask no object for its type; the wasm has one thread.
    for flag in ["-fno-strict-aliasing", "-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics", "-w"] {
        cpp.flag(flag);
    }
    if env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32" {
        for_wasm(&mut cpp, Path::new(&env::var("OUT_DIR")?))?;
    }
    cpp.try_compile("ward_openh264")?;
    Ok(())
}

fn for_wasm(cpp: &mut cc::Build, out: &Path) -> Result<(), Error> {
    for name in ["PATH", "CXX_wasm32_unknown_unknown", "AR_wasm32_unknown_unknown"] {
        println!("cargo:rerun-if-env-changed={name}");
    }
    cpp.compiler(clang::find().ok_or(clang::MISSING)?).archiver(archiver());
    let empty = out.join("include");
    fs::create_dir_all(empty.join("sys"))?;
    for name in C_LIBRARY {
        fs::write(empty.join(name), "")?;
    }
    cpp.cpp_link_stdlib(None).pic(false);
    cpp.flag("-nostdlibinc").flag("-nostdinc++").flag("-isystem").flag(&empty).flag("-include").flag("csrc/libc.h");
    // What rustc's own objects use; all older than the Safari that has our worker.
    cpp.flag("-mbulk-memory").flag("-mnontrapping-fptoint").flag("-msign-ext");
    // A stream that wants more is refused (see `MAX_MACROBLOCKS`); no stream may take all of a phone.
    for argument in ["--max-memory=134217728", "--strip-all", "--keep-section=license"] {
        println!("cargo:rustc-link-arg-bins={argument}");
    }
    Ok(())
}

/// An archiver for clang's objects: rustc makes an index of its own, so that any will do.
fn archiver() -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let there = |name: &&str| env::split_paths(&path).any(|folder| folder.join(name).is_file());
    let named = env::var_os("AR_wasm32_unknown_unknown");
    named.unwrap_or_else(|| ["llvm-ar-19", "llvm-ar"].into_iter().find(there).unwrap_or("ar").into())
}

/// The folder of the package openh264-sys2 as this workspace locks it.
fn package() -> Result<PathBuf, Error> {
    let cargo = env::var_os("CARGO").ok_or("cargo names no CARGO")?;
    let ask = |offline: bool| -> io::Result<_> {
        let mut metadata = Command::new(&cargo);
        metadata
            .args(["metadata", "--format-version=1", "--locked", "--filter-platform"])
            .arg(env::var_os("HOST").unwrap_or_default());
        if offline {
            metadata.arg("--offline");
        }
        metadata.output()
    };
    // Where something that we do not need has never been fetched, cargo must fetch it before it answers.
    let said = ask(true).and_then(|said| if said.status.success() { Ok(said) } else { ask(false) })?;
    if !said.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&said.stderr)).into());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&said.stdout)?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let mut found = packages.iter().filter(|package| package["name"] == "openh264-sys2");
    let (Some(package), None) = (found.next(), found.next()) else {
        return Err("the workspace must lock exactly one openh264-sys2".into());
    };
    let manifest = package["manifest_path"].as_str().ok_or("a package without a manifest")?;
    Ok(Path::new(manifest).parent().ok_or("a manifest without a folder")?.to_owned())
}
