//! Builds the page, the worker and OpenH264 and puts what a browser fetches into `viewer/dist/`. Belongs here: the order of the
//! steps. Does not: how any of them is done.

mod assets;
mod budget;
mod cargo;
#[path = "../../openh264/clang.rs"]
mod clang;
mod glue;
mod page;
mod shorten;

use std::{
    env,
    io::{self, Write as _},
    process::ExitCode,
};

use assets::{Assets, read};
use budget::{Part, Report};
use cargo::Toolchain;
use glue::{Host, Openh264};

/// Everything that can go wrong, each already a sentence.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0:?} is no argument of mine: there is only --check-budget")]
    Argument(String),
    #[error("this is not the project's folder: run me where its Makefile is")]
    Elsewhere,
    #[error(transparent)]
    Cargo(#[from] cargo::Error),
    #[error(transparent)]
    Glue(#[from] glue::Error),
    #[error(transparent)]
    Assets(#[from] assets::Error),
    #[error(transparent)]
    Budget(#[from] budget::Error),
    #[error("the sizes cannot be printed: {0}")]
    Print(#[from] io::Error),
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nothing is left to do where even this cannot be written.
            let _ = writeln!(io::stderr(), "bundle: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Failure> {
    let mut check_budget = false;
    for argument in env::args().skip(1) {
        match argument.as_str() {
            "--check-budget" => check_budget = true,
            _ => return Err(Failure::Argument(argument)),
        }
    }

    // Not where this was compiled: a target folder may be shared by several checkouts.
    let root = env::current_dir()?;
    let viewer = root.join("viewer");
    if !viewer.join("bundle").is_dir() {
        return Err(Failure::Elsewhere);
    }
    let toolchain = Toolchain::find(&root)?;
    let mut packages = vec!["viewer", "worker"];
    if clang::find().is_some() {
        packages.push("openh264-wasm");
    } else {
        let note = "browsers without a decoder of their own will see stills.";
        writeln!(io::stderr(), "bundle: OpenH264 is left out, and {note} {}.", clang::MISSING)?;
    }
    let built = toolchain.build(&root, &packages)?;
    let page_glue = glue::bind(&built[0], Host::Page)?;
    let worker_glue = glue::bind(&built[1], Host::Worker)?;

    let mut assets = Assets::reusing(viewer.join("dist"));
    let mut report = Report::default();
    let mut program = |part, stem, ext, bytes: &[u8]| -> Result<String, Failure> {
        let asset = assets.add(stem, ext, bytes)?;
        report.add(part, &asset);
        Ok(asset.url)
    };
    let app_js = program(Part::Program, "viewer", "js", page_glue.js.as_bytes())?;
    let app_wasm = program(Part::Program, "viewer", "wasm", &page_glue.wasm)?;
    let worker_wasm = program(Part::Program, "worker", "wasm", &worker_glue.wasm)?;
    let openh264 = match built.get(2) {
        None => None,
        Some(module) => Some(Openh264 {
            module: program(Part::Openh264, "openh264", "wasm", &read(module)?)?,
            script: program(Part::Openh264, "openh264", "js", &read(&viewer.join("openh264/decoder.js"))?)?,
        }),
    };
    let worker_js = glue::start_worker(&worker_glue.js, &worker_wasm, openh264.as_ref());
    let worker_js = program(Part::Program, "worker", "js", worker_js.as_bytes())?;

    let urls = [("app_js", app_js), ("app_wasm", app_wasm), ("worker_js", worker_js), ("worker_wasm", worker_wasm)];
    page::add(&viewer, urls, &mut assets, &mut report)?;

    let changed = assets.write()?;
    writeln!(io::stdout(), "{report}{}", if changed { "viewer/dist is new." } else { "viewer/dist is unchanged." })?;
    if check_budget {
        report.check()?;
    }
    Ok(())
}
