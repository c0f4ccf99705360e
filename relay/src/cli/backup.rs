//! `relay backup` and `relay restore`.

use super::{args, block_on, config::load, now, say, with_store};
use crate::{
    Failure, audit,
    backup::{BackupError, Restore, pack},
};
use clap::ArgMatches;
use shared::{
    audit::{Action, Entry},
    text::{Lang, backup as t},
};
use std::path::{Path, PathBuf};
use store::{DATABASE, KEY};

pub(super) fn backup(m: &ArgMatches, lang: Lang) -> Result<(), Failure> {
    let (config, _) = load(m)?;
    let path = file(m);
    // A backup of nothing would only be found out when it is needed.
    if !config.data_dir.join(DATABASE).exists() {
        let error = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(BackupError::Read(error).failure(&config.data_dir.join(DATABASE)));
    }
    with_store(&config, async |store| {
        pack(store, &config.site, now(), path).await.map_err(|e| e.failure(path))?;
        Ok(store.append_audit(&[entry(Action::BackupMade, path)]).await?)
    })?;
    say(&t::BACKUP_DONE.fill(lang, &[("path", &path.display().to_string())]))?;
    say(&t::BACKUP_KEY.fill(lang, &[("key", &config.data_dir.join(KEY).display().to_string())]))
}

pub(super) fn restore(m: &ArgMatches, lang: Lang) -> Result<(), Failure> {
    let (config, _) = load(m)?;
    let path = file(m);
    let restore = Restore {
        path,
        folder: &config.data_dir,
        site: &config.site,
        replace: m.get_flag(args::REPLACE),
        entry: entry(Action::Restored, path),
    };
    let done = block_on(restore.run())?;
    let time = audit::time(done.made, config.health.calendar);
    say(&t::RESTORE_DONE.fill(lang, &[("site", config.site.as_str()), ("time", &time)]))?;
    match done.aside {
        Some(aside) => say(&t::RESTORE_ASIDE.fill(lang, &[("path", &aside.display().to_string())])),
        None => Ok(()),
    }
}

fn file(m: &ArgMatches) -> &Path {
    m.get_one::<PathBuf>(args::FILE).map_or(Path::new(""), PathBuf::as_path)
}

fn entry(action: Action, path: &Path) -> Entry {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    audit::by_operator(now(), action).target(name)
}
