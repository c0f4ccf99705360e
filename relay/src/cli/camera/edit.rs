//! `relay camera edit`: changes what is given and nothing else.

use super::{
    super::{now, say, with_store},
    said, wanted,
};
use crate::{
    Failure,
    audit::by_operator,
    config::Config,
    roster::{Column, differences},
};
use clap::ArgMatches;
use shared::{
    audit::Action,
    text::{Lang, cli, model as t},
};

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
    with_store(config, async |store| {
        let mut batch = store.batch().await?;
        let current = batch.camera(&id).await?.ok_or_else(unknown)?;
        let mut record = wish.settle(&id, Some(&current), &config.cameras.networks).map_err(said::first)?;
        match &wish.area {
            Some(Some(path)) => record.place.area = Some(batch.area_at(path, now()).await?),
            Some(None) => record.place.area = None,
            None => {}
        }
        batch.save_camera(&record).await?;
        let changed: Vec<_> = differences(&current, &record).into_iter().map(Column::as_str).collect();
        let entry = by_operator(now(), Action::CameraChanged).camera(id.clone()).with("what", &changed.join(", "));
        batch.append_audit(&[entry]).await?;
        Ok(batch.commit().await?)
    })?;
    say(&t::CAMERA_SAVED.fill(lang, &[("id", id.camera())]))
}
