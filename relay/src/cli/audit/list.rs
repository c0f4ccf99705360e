//! `relay audit list`: rows in words or JSON, newest first.

use super::{bad, days};
use crate::{
    Failure, audit,
    cli::{args, say, table::table, with_store},
    config::Config,
};
use clap::ArgMatches;
use shared::{
    CameraId,
    audit::{Action, Row},
    text::{Lang, audit as t, cli, health as h},
};
use store::audit::Filter;

/// The rows that are told where no number is asked for.
const ROWS: u32 = 50;

pub(super) fn list(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let filter = filter(m, config)?;
    let text = |name: &str| m.get_one::<String>(name);
    let limit = match text(args::LIMIT) {
        None => ROWS,
        Some(text) => {
            let range = 1..=audit::PAGE_ROWS_MAX;
            let wrong = || bad(args::LIMIT, h::BAD_NUMBER, [("min", range.start()), ("max", range.end())]);
            text.parse().ok().filter(|n| range.contains(n)).ok_or_else(wrong)?
        }
    };
    let before = text(args::BEFORE).map(|seq| seq.parse().map_err(|_| bad(args::BEFORE, t::BAD_SEQ, [])));
    let before = before.transpose()?;
    if m.get_flag(args::JSON) {
        let page = with_store(config, async |store| Ok(audit::page(store, &filter, before, limit).await?))?;
        let json = serde_json::to_string(&page).map_err(|e| Failure::new(cli::OUTPUT, [("error", &e)]))?;
        return say(&json);
    }
    let mut rows = with_store(config, async |store| Ok(store.audit(&filter, before, limit + 1).await?))?;
    let is_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let Some(last) = rows.last() else { return say(t::NO_ROWS.raw(lang)) };
    let more = is_more.then(|| t::MORE.fill(lang, &[("seq", &last.seq.to_string())]));
    say(&words(&rows, config, lang))?;
    more.map_or(Ok(()), |more| say(&more))
}

fn filter(m: &ArgMatches, config: &Config) -> Result<Filter, Failure> {
    let text = |name: &str| m.get_one::<String>(name);
    let camera = |id: &String| {
        let id = if id.contains('/') { id.parse() } else { CameraId::new(&config.site, id) };
        id.map_err(|_| bad(args::CAMERA, t::BAD_CAMERA, []))
    };
    let action = |code: &String| match Action::of(code) {
        Action::Unknown => {
            let known: Vec<_> = Action::ALL.iter().filter(|a| **a != Action::Unknown).map(|a| a.as_str()).collect();
            Err(bad(args::ACTION, t::BAD_ACTION, [("actions", &known.join(", "))]))
        }
        action => Ok(action),
    };
    let (from, until) = days(m, config.health.calendar)?;
    Ok(Filter {
        actor: text(args::ACTOR).cloned(),
        camera: text(args::CAMERA).map(camera).transpose()?,
        action: text(args::ACTION).map(action).transpose()?,
        from,
        until,
    })
}

fn words(rows: &[Row], config: &Config, lang: Lang) -> String {
    let calendar = config.health.calendar;
    let head = [t::HEAD_SEQ, t::HEAD_TIME, t::HEAD_WHO, t::HEAD_ADDRESS, t::HEAD_WHAT, t::HEAD_TARGET];
    let row = |row: &Row| {
        let who = [&row.actor_name, &row.actor].into_iter().find(|text| !text.is_empty());
        let kind = row.actor_kind().text().raw(lang).to_owned();
        let who =
            who.filter(|who| *who != &row.actor_kind).map_or_else(|| kind.clone(), |who| format!("{who} ({kind})"));
        let cells = [
            row.seq.to_string(),
            audit::time(row.at, calendar),
            who,
            row.address.clone().unwrap_or_else(|| "-".into()),
            row.action().text().raw(lang).to_owned(),
            audit::target(row, calendar, lang),
        ];
        // Whoever tries to log in may type anything; nothing of it reaches the terminal as a command.
        cells.map(|cell| cell.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect())
    };
    let head = head.map(|head| head.raw(lang).to_owned());
    let rows: Vec<[String; 6]> = [head].into_iter().chain(rows.iter().map(row)).collect();
    table(&rows)
}
