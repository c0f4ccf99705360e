//! The command line. Belongs here: from arguments to an exit code. Does not: what commands do (one file each).

mod account;
mod area;
mod args;
mod audit;
mod backup;
mod camera;
mod config;
mod diagnose;
mod health;
mod probe;
mod serve;
mod table;
mod user;

use crate::{Failure, config::Config, lang, people::By, ward::Ward};
use clap::error::{ContextKind, ErrorKind};
use shared::{
    UnixMicros,
    text::{Lang, cli as t},
};
use std::{
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};
use store::Store;

/// Runs one command and tells how it went.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<_> = args.collect();
    let lang = lang::choose(&args, |name| std::env::var(name).ok());
    match run(&args, lang) {
        Ok(code) => code,
        Err(failure) => {
            // Nothing is left to be done where even this cannot be written.
            let _ = writeln!(io::stderr(), "{}", failure.sentence(lang));
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[OsString], lang: Lang) -> Result<ExitCode, Failure> {
    let matches = match args::command(lang).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(e) if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return say(&e.to_string()).map(|()| ExitCode::SUCCESS);
        }
        Err(e) if e.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say(&e.to_string())?;
            return Err(Failure::new(t::USAGE_MISSING, [("what", &t::HELP_COMMANDS.raw(lang).to_lowercase())]));
        }
        Err(e) => return Err(usage(&e, lang)),
    };
    match matches.subcommand() {
        Some(("serve", m)) => serve::serve(m, lang).map(|()| ExitCode::SUCCESS),
        Some(("camera", m)) => camera::run(m, lang),
        Some(("area", m)) => area::run(m, lang).map(|()| ExitCode::SUCCESS),
        Some(("user", m)) => user::run(m, lang).map(|()| ExitCode::SUCCESS),
        Some(("health", m)) => health::run(m, lang).map(|()| ExitCode::SUCCESS),
        Some(("audit", m)) => audit::run(m, lang).map(|()| ExitCode::SUCCESS),
        Some(("backup", m)) => backup::backup(m, lang).map(|()| ExitCode::SUCCESS),
        Some(("restore", m)) => backup::restore(m, lang).map(|()| ExitCode::SUCCESS),
        Some(("probe", m)) => probe::run(m, lang),
        Some(("config", m)) => config::run(m, lang).map(|()| ExitCode::SUCCESS),
        _ => Err(Failure::new(t::USAGE, [("what", &t::USAGE_LINE.raw(lang))])),
    }
}

/// One sentence in the user's language in place of clap's paragraphs.
fn usage(error: &clap::Error, lang: Lang) -> Failure {
    let blamed = [ContextKind::InvalidSubcommand, ContextKind::InvalidValue, ContextKind::InvalidArg]
        .into_iter()
        .find_map(|kind| error.get(kind).map(ToString::to_string).filter(|s| !s.is_empty()))
        .unwrap_or_else(|| t::USAGE_LINE.raw(lang).to_owned());
    let text = match error.kind() {
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => t::USAGE_MISSING,
        _ => t::USAGE,
    };
    // A value may hold a password: only what stands before an `@` of a URL's credentials is in danger, so none is shown.
    let shown = if blamed.contains('@') { t::USAGE_LINE.raw(lang).to_owned() } else { blamed };
    Failure::new(text, [("what", &shown)])
}

/// Prints to standard output; a closed pipe is the reader's wish.
fn say(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let ended = if text.ends_with('\n') { "" } else { "\n" };
    match write!(out, "{text}{ended}").and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(t::OUTPUT, [("error", &e)])),
        _ => Ok(()),
    }
}

/// Opens the database for one command, beside a relay that may be running.
fn with_store<T>(config: &Config, work: impl AsyncFnOnce(&Store) -> Result<T, Failure>) -> Result<T, Failure> {
    block_on(async {
        let store = Store::open(&config.data_dir).await?;
        let done = work(&store).await;
        store.close().await;
        done
    })
}

/// The same for a command that changes cameras or areas.
fn with_ward<T>(config: &Config, work: impl AsyncFnOnce(&Ward) -> Result<T, Failure>) -> Result<T, Failure> {
    with_store(config, async |store| work(&Ward::new(store.clone(), config, By::operator())).await)
}

/// A runtime for the commands that only read or write a little.
fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let built = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    built.map_err(|e| Failure::new(t::RUNTIME, [("error", &e)]))?.block_on(work)
}

fn now() -> UnixMicros {
    hub::clock::now().time
}
