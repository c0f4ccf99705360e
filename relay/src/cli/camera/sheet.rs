//! `relay camera export` and `import`: the list as a spreadsheet.

use super::super::{args, now, say, with_ward};
use crate::{
    Failure,
    config::Config,
    roster::{BYTES_MAX, Done, Format, RowFault, Sheet},
};
use clap::ArgMatches;
use shared::text::{Lang, model as t};
use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

pub(super) fn export(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let format = Format { secrets: m.get_flag(args::WITH_SECRETS), semicolon: m.get_flag(args::SEMICOLON) };
    let path = m.get_one::<String>(args::FILE).map(Path::new);
    if format.secrets && path.is_none() {
        return Err(Failure::new(t::SECRETS_NEED_FILE, []));
    }
    let listed = with_ward(config, async |ward| Ok(ward.export(format).await?))?;
    let Some(path) = path else {
        return say(&String::from_utf8_lossy(&listed.bytes));
    };
    new_file(path).and_then(|mut file| file.write_all(&listed.bytes).and_then(|()| file.sync_all())).map_err(|e| {
        let text = if e.kind() == io::ErrorKind::AlreadyExists { t::FILE_EXISTS } else { t::FILE_UNWRITABLE };
        Failure::new(text, [("path", &path.display()), ("error", &e)])
    })?;
    let shown = path.display().to_string();
    say(&t::EXPORT_DONE.fill(lang, &[("count", &listed.cameras.to_string()), ("path", &shown)]))?;
    // A list on the screen shows no more than `camera list` does; one in a file goes somewhere.
    with_ward(config, async |ward| Ok(ward.exported(&listed, format, now()).await?))?;
    if listed.skipped > 0 {
        say(&t::EXPORT_SKIPPED.fill(lang, &[("count", &listed.skipped.to_string())]))?;
    }
    if format.secrets { say(&t::EXPORT_SECRETS.fill(lang, &[("path", &shown)])) } else { Ok(()) }
}

/// Readable by its owner only, and never one that was there: that might be anybody's, or a terminal.
fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

pub(super) fn import(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let path = m.get_one::<String>(args::FILE).map(Path::new).unwrap_or(Path::new(""));
    let dry = m.get_flag(args::DRY_RUN);
    let sheet = match Sheet::read(&bytes(path)?) {
        Ok(sheet) => sheet,
        Err(faults) => return refuse(&faults, lang),
    };
    let done = with_ward(config, async |ward| Ok(ward.import(&sheet, dry, now()).await?))?;
    tell(&done, dry, lang)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(BYTES_MAX + 1).read_to_end(&mut bytes));
    match read {
        Err(e) => Err(Failure::new(t::FILE_UNREADABLE, [("path", &path.display()), ("error", &e)])),
        Ok(length) if length as u64 > BYTES_MAX => Err(Failure::new(t::SHEET_TOO_BIG, [("path", &path.display())])),
        Ok(_) => Ok(bytes),
    }
}

fn tell(done: &Done, dry: bool, lang: Lang) -> Result<(), Failure> {
    // With a mistake nothing is kept: what the other rows would have done is told by a dry run only.
    if done.faults.is_empty() || dry {
        for path in &done.areas {
            say(&t::IMPORT_AREA.fill(lang, &[("path", path)]))?;
        }
        for (line, name) in &done.added {
            say(&t::IMPORT_ADDS.fill(lang, &[("line", &line.to_string()), ("name", name)]))?;
        }
        for (line, id, columns) in &done.changed {
            let what: Vec<_> = columns.iter().map(|c| c.as_str()).collect();
            let values = [("line", &*line.to_string()), ("id", id.camera()), ("what", &what.join(", "))];
            say(&t::IMPORT_CHANGES.fill(lang, &values))?;
        }
        let [added, changed, same, areas] =
            [done.added.len(), done.changed.len(), done.same, done.areas.len()].map(|n| n.to_string());
        let values = [("added", &*added), ("changed", &changed), ("same", &same), ("areas", &areas)];
        say(&if dry { t::IMPORT_DRY } else { t::IMPORT_DONE }.fill(lang, &values))?;
    }
    if done.faults.is_empty() { Ok(()) } else { refuse(&done.faults, lang) }
}

fn refuse(faults: &[RowFault], lang: Lang) -> Result<(), Failure> {
    for fault in faults {
        say(&fault.sentence(lang))?;
    }
    Err(Failure::new(t::IMPORT_BAD, [("count", &faults.len())]))
}
