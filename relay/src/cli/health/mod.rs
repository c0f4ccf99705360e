//! `relay health …`: when cameras were out, how long and why, from the database, also while the relay runs. Belongs here:
//! from arguments to what is asked. Does not: how it is put into words (one file a command).

mod list;
mod report;

use super::{args, config::load, say, with_store};
use crate::{
    Failure,
    config::Config,
    health::{self, Facts, Moment, Month, last_days, seen_in},
};
use clap::ArgMatches;
use shared::{
    UnixSecs,
    text::{Lang, Text, cli, health as t},
};
use store::ledger::Window;

/// The days that are told where none are asked for.
const DAYS: u16 = 30;
/// The most days that may be asked for: what is kept at the most.
const DAYS_MAX: u16 = 3650;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), Failure> {
    let Some((command, m)) = matches.subcommand() else {
        return Err(Failure::new(cli::USAGE, [("what", &cli::USAGE_LINE.raw(lang))]));
    };
    let (config, _) = load(m)?;
    if command == "list" { list(m, &config, lang) } else { report(m, &config, lang) }
}

fn list(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let days = match m.get_one::<String>(args::DAYS) {
        None => DAYS,
        Some(text) => text.parse().ok().filter(|n| (1..=DAYS_MAX).contains(n)).ok_or_else(bad_days)?,
    };
    let now = Moment::now().wall;
    let facts = facts(config, last_days(now, days), now)?;
    let list = health::list(&facts, seen_in(&facts));
    if m.get_flag(args::JSON) {
        return print_json(&list);
    }
    say(&list::words(&list, &facts, days, config.health.calendar, lang))
}

fn report(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let text = m.get_one::<String>(args::MONTH).map(String::as_str).unwrap_or_default();
    let month: Month = text.parse().map_err(|_| bad(args::MONTH, t::BAD_MONTH, []))?;
    let calendar = config.health.calendar;
    let facts = facts(config, calendar.month(month), Moment::now().wall)?;
    let report = health::report(&facts, month, calendar, |_| true);
    if m.get_flag(args::CSV) {
        let sheet = health::sheet(&report, lang).map_err(|e| Failure::new(cli::OUTPUT, [("error", &e)]))?;
        return say(&sheet);
    }
    say(&report::words(&report, lang))
}

fn facts(config: &Config, window: Window, now: UnixSecs) -> Result<Facts, Failure> {
    let past = with_store(config, async |store| Ok(store.past(window, None).await?))?;
    Ok(Facts::new(past, window, now))
}

fn bad_days() -> Failure {
    bad(args::DAYS, t::BAD_NUMBER, [("min", &1), ("max", &DAYS_MAX)])
}

fn bad<const N: usize>(option: &str, hint: Text, values: [(&'static str, &dyn ToString); N]) -> Failure {
    Failure::hinted(t::BAD_OPTION, [("option", &format!("--{option}"))], hint, values)
}

fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|e| Failure::new(cli::OUTPUT, [("error", &e)]))?;
    say(&text)
}

fn up(per_mille: Option<u16>, lang: Lang) -> String {
    per_mille.map_or(t::NOTHING.raw(lang).to_owned(), |n| t::per_cent(lang, n))
}

fn length(secs: u64, lang: Lang) -> String {
    if secs == 0 { t::NOTHING.raw(lang).to_owned() } else { t::length(lang, secs) }
}
