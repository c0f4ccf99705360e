//! `relay camera …`: the cameras in the database, also while the relay runs.

mod add;
mod edit;
mod said;
mod sheet;

use super::{args, config::load, diagnose::diagnose, now, say, table::table, with_store, with_ward};
use crate::{Failure, catalog::spec, config::Config, places};
use clap::ArgMatches;
use shared::{
    CameraId,
    text::{Lang, cli as t, model},
    wire::Reason,
};
use std::process::ExitCode;
use store::{CameraRecord, Stored};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let Some((command, m)) = matches.subcommand() else {
        return Err(Failure::new(t::USAGE, [("what", &t::USAGE_LINE.raw(lang))]));
    };
    let (config, _) = load(m)?;
    match command {
        "add" => add::add(m, &config, lang)?,
        "edit" => edit::edit(m, &config, lang)?,
        "export" => sheet::export(m, &config, lang)?,
        "import" => sheet::import(m, &config, lang)?,
        "list" => list(m, &config, lang)?,
        "remove" => remove(m, &config, lang)?,
        _ => return check(m, &config, lang),
    }
    Ok(ExitCode::SUCCESS)
}

fn list(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let (cameras, areas) = with_store(config, async |store| Ok((store.cameras().await?, store.areas().await?)))?;
    let area = |s: &Stored| {
        let (Stored::Whole(CameraRecord { place, .. }) | Stored::Altered { place, .. }) = s;
        place.area.as_ref().and_then(|id| places::camera_area(&areas, id)).map(|area| area.path.join("/"))
    };
    if m.get_flag(args::JSON) {
        let row = |s: &Stored| match s {
            Stored::Whole(c) => {
                let (transport, has_sub) = (c.transport.as_str(), c.sub.is_some());
                serde_json::json!({ "id": c.id, "name": c.name, "has_sub": has_sub, "transport": transport, "area": area(s) })
            }
            Stored::Altered { id, name, .. } => {
                serde_json::json!({ "id": id, "name": name, "reason": Reason::SecretUnreadable, "area": area(s) })
            }
        };
        return say(&serde_json::Value::Array(cameras.iter().map(row).collect()).to_string());
    }
    if cameras.is_empty() {
        return say(t::CAMERA_NONE.raw(lang));
    }
    let head = [t::LIST_ID, t::LIST_STREAMS, t::LIST_TRANSPORT, model::LIST_AREA, t::LIST_NAME];
    let streams = |c: &CameraRecord| if c.sub.is_some() { t::STREAMS_BOTH } else { t::STREAMS_ONE };
    let row = |s: &Stored| {
        let (id, streams, transport, name) = match s {
            Stored::Whole(c) => (&c.id, streams(c), c.transport.as_str(), &c.name),
            Stored::Altered { id, name, .. } => (id, t::STREAMS_UNREADABLE, "-", name),
        };
        let area = area(s).unwrap_or_else(|| "-".to_owned());
        [id.camera().to_owned(), streams.raw(lang).to_owned(), transport.to_owned(), area, name.clone()]
    };
    let rows: Vec<_> = [head.map(|h| h.raw(lang).to_owned())].into_iter().chain(cameras.iter().map(row)).collect();
    say(&table(&rows))
}

fn remove(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let id = wanted(m, config)?;
    with_ward(config, async |ward| Ok(ward.remove(&id, now()).await?))?;
    say(&t::CAMERA_REMOVED.fill(lang, &[("id", id.camera())]))
}

fn check(m: &ArgMatches, config: &Config, lang: Lang) -> Result<ExitCode, Failure> {
    let id = wanted(m, config)?;
    let record = with_store(config, async |store| Ok(store.camera(&id).await?))?;
    let spec = record.as_ref().and_then(spec).ok_or_else(|| Failure::new(t::CAMERA_UNKNOWN, [("id", &id.camera())]))?;
    diagnose(&spec, config, m, lang)
}

/// The id that was given, with or without the site in front.
fn wanted(m: &ArgMatches, config: &Config) -> Result<CameraId, Failure> {
    let given = m.get_one::<String>(args::ID).map(String::as_str).unwrap_or_default();
    let id = if given.contains('/') { given.parse() } else { CameraId::new(&config.site, given) };
    id.map_err(|_| Failure::new(t::ID_BAD, [("id", &given)]))
}
