//! `relay camera add`: one more camera, by its address or by vendor and host.

use super::{
    super::{args, now, say, with_ward},
    said,
};
use crate::{Failure, config::Config, ids::random_id};
use clap::ArgMatches;
use shared::{
    CameraId,
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
    let record = with_ward(config, async |ward| Ok(ward.add(&id, &wish, now()).await?))?;
    say(&t::CAMERA_ADDED.fill(lang, &[("id", id.camera()), ("name", &record.name)]))?;
    match &record.credentials {
        Some(c) if camera::is_default(&c.username, &c.password) => say(Advice::DefaultPassword.text().raw(lang)),
        _ => Ok(()),
    }
}
