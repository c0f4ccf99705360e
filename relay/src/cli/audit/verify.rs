//! `relay audit verify`: whether the stored audit, or an exported file, is whole.

use super::bad;
use crate::{
    Failure,
    audit::{self, FileError},
    cli::{args, say, with_store},
    config::Config,
};
use clap::ArgMatches;
use shared::{
    audit::{PublicKey, Whole},
    text::{Lang, audit as t},
};
use std::{
    fs::File,
    io::BufReader,
    path::{Path, PathBuf},
};

pub(super) fn verify(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    if let Some(path) = m.get_one::<PathBuf>(args::FILE) {
        return file(path, m, config, lang);
    }
    let found = with_store(config, async |store| Ok(audit::check(store).await?))?;
    let Some((whole, key)) = found else { return say(t::EMPTY.raw(lang)) };
    tell(whole, &key, lang)
}

fn file(path: &Path, m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let expected = m.get_one::<String>(args::KEY).map(|key| key.parse().map_err(|_| bad(args::KEY, t::BAD_KEY, [])));
    let expected: Option<PublicKey> = expected.transpose()?;
    let proved = File::open(path).map_err(FileError::Read).and_then(|file| audit::prove(BufReader::new(file)));
    let proved = proved.map_err(|e| e.failure(path))?;
    if expected.is_some_and(|key| key != proved.key) {
        return Err(Failure::new(t::FILE_OTHER_KEY, [("key", &proved.key)]));
    }
    let time = audit::time(proved.made, config.health.calendar);
    say(&t::FILE_OF.fill(lang, &[("site", proved.site.as_str()), ("time", &time)]))?;
    tell(proved.whole, &proved.key, lang)?;
    if expected.is_none() { say(t::COMPARE_KEY.raw(lang)) } else { Ok(()) }
}

fn tell(whole: Whole, key: &PublicKey, lang: Lang) -> Result<(), Failure> {
    let [rows, days, gone, seq] = [whole.rows, whole.days, whole.gone, whole.last_seq].map(|n| n.to_string());
    say(&t::WHOLE.fill(lang, &[("rows", &rows), ("days", &days)]))?;
    if whole.gone > 0 {
        say(&t::WHOLE_GONE.fill(lang, &[("gone", &gone)]))?;
    }
    say(&t::WHOLE_END.fill(lang, &[("seq", &seq), ("hash", &whole.last_hash.to_string())]))?;
    say(&t::SIGNED_BY.fill(lang, &[("key", &key.to_string())]))
}
