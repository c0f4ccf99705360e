//! `relay area …`: the parts of the ward.

use super::{args, config::load, now, say, table::table, with_store, with_ward};
use crate::{Failure, config::Config, places, roster::tidy};
use clap::ArgMatches;
use shared::{
    AreaId,
    api::places::{AreaNode, AreaTree},
    area::{AreaKind, AreaName, AreaPath},
    text::{Lang, Text, model as t},
};
use store::{Areas, Stored};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), Failure> {
    let Some((command, m)) = matches.subcommand() else { return Ok(()) };
    let (config, _) = load(m)?;
    match command {
        "add" => add(m, &config, lang),
        "list" => list(m, &config, lang),
        "rename" => rename(m, &config, lang),
        _ => remove(m, &config, lang),
    }
}

fn text(m: &ArgMatches, name: &str) -> String {
    tidy(m.get_one::<String>(name).map(String::as_str).unwrap_or_default())
}

fn add(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let path: AreaPath = text(m, args::AREA).parse().map_err(|_| Failure::new(t::AREA_BAD, []))?;
    let kind = m.get_one::<String>(args::KIND).map(|k| k.parse().map_err(|()| kind_bad())).transpose()?;
    let id = with_ward(config, async |ward| Ok(ward.add_area(&path, kind, now()).await?))?;
    say(&t::AREA_ADDED.fill(lang, &[("path", &path.to_string()), ("id", id.as_str())]))
}

fn kind_bad() -> Failure {
    Failure::new(t::AREA_KIND_BAD, [("kinds", &AreaKind::ALL.map(AreaKind::as_str).join(", "))])
}

fn list(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let tree = with_store(config, async |store| {
        let (cameras, areas) = (store.cameras().await?, store.areas().await?);
        let area = |camera: &Stored| match camera {
            Stored::Whole(record) => record.place.area.clone(),
            Stored::Altered { place, .. } => place.area.clone(),
        };
        let hung: Vec<AreaId> = cameras.iter().filter_map(area).collect();
        Ok(places::tree(&areas, hung.iter()))
    })?;
    if m.get_flag(args::JSON) {
        let json =
            serde_json::to_string(&tree).map_err(|e| Failure::new(shared::text::cli::OUTPUT, [("error", &e)]))?;
        return say(&json);
    }
    if tree.areas.is_empty() {
        return say(t::AREA_NONE.raw(lang));
    }
    let AreaTree { areas } = tree;
    let mut rows = Vec::new();
    for node in &areas {
        push(node, 0, lang, &mut rows);
    }
    say(&table(&rows))
}

fn push(node: &AreaNode, depth: usize, lang: Lang, rows: &mut Vec<[String; 4]>) {
    let cameras = t::AREA_CAMERAS.fill(lang, &[("count", &node.cameras.to_string())]);
    let name = format!("{}{}", "  ".repeat(depth), node.name);
    rows.push([node.id.to_string(), kind(node.kind).raw(lang).to_owned(), cameras, name]);
    for below in &node.areas {
        push(below, depth + 1, lang, rows);
    }
}

fn kind(kind: AreaKind) -> Text {
    match kind {
        AreaKind::Ward => t::KIND_WARD,
        AreaKind::Quarter => t::KIND_QUARTER,
        AreaKind::Group => t::KIND_GROUP,
        AreaKind::Hamlet => t::KIND_HAMLET,
        AreaKind::Street => t::KIND_STREET,
        AreaKind::Other => t::KIND_OTHER,
    }
}

fn rename(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let wanted = text(m, args::AREA);
    let name: AreaName = text(m, args::NEW_NAME).parse().map_err(|_| Failure::new(t::AREA_NAME_BAD, []))?;
    let (id, _) = with_store(config, async |store| find(&store.areas().await?, &wanted))?;
    let path = with_ward(config, async |ward| Ok(ward.rename_area(&id, &name, now()).await?))?;
    say(&t::AREA_RENAMED.fill(lang, &[("path", &path), ("name", name.as_str())]))
}

fn remove(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let wanted = text(m, args::AREA);
    let (id, _) = with_store(config, async |store| find(&store.areas().await?, &wanted))?;
    let path = with_ward(config, async |ward| Ok(ward.remove_area(&id, now()).await?))?;
    say(&t::AREA_REMOVED.fill(lang, &[("path", &path)]))
}

/// An area by its path or its id.
pub(super) fn find(areas: &Areas, wanted: &str) -> Result<(AreaId, String), Failure> {
    let by_path = wanted.parse().ok().and_then(|path| areas.find(&path));
    let by_id = || wanted.parse().ok().and_then(|id| areas.get(&id));
    let area = by_path.or_else(by_id).ok_or_else(|| Failure::new(t::AREA_UNKNOWN, []))?;
    let names: Vec<_> = areas.path(&area.id).into_iter().map(AreaName::as_str).collect();
    Ok((area.id.clone(), names.join("/")))
}
