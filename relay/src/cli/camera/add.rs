//! `relay camera add`: one more camera, by its address or by vendor and host.

use super::{
    super::{args, now, say, with_store},
    said,
};
use crate::{Failure, audit::by_operator, config::Config, ids::random_id};
use clap::ArgMatches;
use shared::{
    CameraId,
    audit::Action,
    diagnosis::Advice,
    text::{Lang, cli as t},
};

pub(super) fn add(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let mut wish = said::wish(m)?;
    let id = match m.get_one::<String>(args::ID) {
        Some(id) => CameraId::new(&config.site, id).map_err(|_| Failure::new(t::ID_BAD, [("id", id)]))?,
        None => random_id(&config.site)?,
    };
    wish.password = said::password(m, &wish, false, lang)?;
    let mut record = wish.settle(&id, None, &config.cameras.networks).map_err(said::first)?;
    let name = record.name.clone();
    with_store(config, async |store| {
        let mut batch = store.batch().await?;
        if let Some(Some(path)) = &wish.area {
            record.place.area = Some(batch.area_at(path, now()).await?);
        }
        batch.add_camera(&record, now()).await?;
        let entry = by_operator(now(), Action::CameraAdded).camera(id.clone()).target(&name);
        batch.append_audit(&[entry]).await?;
        Ok(batch.commit().await?)
    })?;
    say(&t::CAMERA_ADDED.fill(lang, &[("id", id.camera()), ("name", &name)]))?;
    match &record.credentials {
        Some(c) if camera::is_default(&c.username, &c.password) => say(Advice::DefaultPassword.text().raw(lang)),
        _ => Ok(()),
    }
}
