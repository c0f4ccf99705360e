//! `relay config check`: reads the configuration and starts nothing.

use super::{args, say};
use crate::{Failure, config};
use clap::ArgMatches;
use shared::text::{Lang, cli as t};
use std::path::PathBuf;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), Failure> {
    let (_, path) = load(matches)?;
    match path {
        Some(path) => say(&t::CONFIG_OK.fill(lang, &[("path", &path.display().to_string())])),
        None => say(t::CONFIG_DEFAULT.raw(lang)),
    }
}

/// The configuration that every command works with.
pub(super) fn load(matches: &ArgMatches) -> Result<(config::Config, Option<PathBuf>), Failure> {
    config::load(matches.get_one::<PathBuf>(args::CONFIG).map(PathBuf::as_path))
}
