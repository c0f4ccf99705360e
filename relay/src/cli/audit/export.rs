//! `relay audit export`: a part of the audit as a file.

use super::days;
use crate::{
    Failure,
    audit::{self, Export, FileError},
    cli::{args, now, say, with_store},
    config::Config,
};
use clap::ArgMatches;
use shared::{
    UnixMicros,
    audit::Action,
    text::{Lang, audit as t, cli, model},
};
use std::{
    fs::{self, OpenOptions},
    io::{self, BufWriter, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};
use store::{Store, audit::Filter};

/// Rows that are read at a time.
const ROWS: u32 = 1000;

pub(super) fn export(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let Some(path) = m.get_one::<PathBuf>(args::FILE) else { return Ok(()) };
    let (from, until) = days(m, config.health.calendar)?;
    let csv = m.get_flag(args::CSV);
    let rows = with_store(config, async |store| {
        if store.audit_reader().await?.is_none() {
            return Ok(None);
        }
        // Readable by its owner only, and never one that was there.
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        let mut out = BufWriter::new(file.map_err(|e| unwritable(path, &e))?);
        let done = if csv {
            let filter = Filter { from, until, ..Filter::default() };
            write_csv(store, &filter, config, lang, &mut out, path).await
        } else {
            let (from, until) = (from.unwrap_or_default(), until.unwrap_or(UnixMicros(u64::MAX)));
            let export = Export { site: config.site.clone(), made: now(), from, until };
            audit::write_export(store, &export, &mut out).await.map_err(|e: FileError| e.failure(path))
        };
        let done = match done {
            Ok(rows) => out
                .into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(|f| f.sync_all())
                .map(|()| rows)
                .map_err(|e| unwritable(path, &e)),
            Err(failure) => Err(failure),
        };
        // Half a file is none.
        let rows = done.inspect_err(|_| drop(fs::remove_file(path)))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let entry = audit::by_operator(now(), Action::AuditExported).target(name).with("rows", &rows);
        store.append_audit(&[entry]).await?;
        Ok(Some(rows))
    })?;
    match rows {
        None => say(t::EMPTY.raw(lang)),
        Some(rows) => {
            let shown = path.display().to_string();
            say(&t::EXPORTED.fill(lang, &[("rows", &rows.to_string()), ("path", &shown)]))
        }
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let exists = error.kind() == io::ErrorKind::AlreadyExists;
    let text = if exists { model::FILE_EXISTS } else { model::FILE_UNWRITABLE };
    Failure::new(text, [("path", &path.display()), ("error", error)])
}

async fn write_csv(
    store: &Store,
    filter: &Filter,
    config: &Config,
    lang: Lang,
    out: &mut (dyn Write + Send),
    path: &Path,
) -> Result<u64, Failure> {
    let (mut rows, mut before) = (Vec::new(), None);
    loop {
        let page = store.audit(filter, before, ROWS).await?;
        let Some(last) = page.last() else { break };
        before = Some(last.seq);
        rows.extend(page);
    }
    rows.reverse();
    let text = audit::sheet(&rows, config.health.calendar, lang);
    let text = text.map_err(|e| Failure::new(cli::OUTPUT, [("error", &e)]))?;
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|e| unwritable(path, &e))?;
    Ok(rows.len() as u64)
}
