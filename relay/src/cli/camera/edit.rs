//! `relay camera edit`: changes what is given and nothing else.

use super::{
    super::{now, say, with_store, with_ward},
    said, wanted,
};
use crate::{Failure, config::Config};
use clap::ArgMatches;
use shared::text::{Lang, cli, model as t};

pub(super) fn edit(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let id = wanted(m, config)?;
    if !said::anything(m) {
        return Err(Failure::new(t::EDIT_NOTHING, []));
    }
    let unknown = || Failure::new(cli::CAMERA_UNKNOWN, [("id", &id.camera())]);
    let mut wish = said::wish(m)?;
    // Asked for before anything is locked: a person may take his time.
    let current = with_store(config, async |store| Ok(store.camera(&id).await?))?.ok_or_else(unknown)?;
    wish.password = said::password(m, &wish, current.credentials.is_some(), lang)?;
    with_ward(config, async |ward| Ok(ward.change(&id, &wish, now()).await?))?;
    say(&t::CAMERA_SAVED.fill(lang, &[("id", id.camera())]))
}
