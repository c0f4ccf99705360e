//! `relay audit …`: who did what, and whether the record of it is whole. Belongs here: from arguments to what is asked.
//! Does not: how it is done (one file a command).

mod export;
mod list;
mod verify;

use super::{args, config::load};
use crate::{
    Failure,
    health::{Calendar, date},
};
use clap::ArgMatches;
use shared::{
    UnixMicros,
    text::{Lang, Text, cli, health as h},
};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), Failure> {
    let Some((command, m)) = matches.subcommand() else {
        return Err(Failure::new(cli::USAGE, [("what", &cli::USAGE_LINE.raw(lang))]));
    };
    let (config, _) = load(m)?;
    match command {
        "list" => list::list(m, &config, lang),
        "export" => export::export(m, &config, lang),
        _ => verify::verify(m, &config, lang),
    }
}

/// The first moment of `--from` and the first behind `--to`, by the site's clock.
fn days(m: &ArgMatches, calendar: Calendar) -> Result<(Option<UnixMicros>, Option<UnixMicros>), Failure> {
    let day = |name: &str| {
        let text = m.get_one::<String>(name);
        text.map(|text| date(text).map_err(|_| bad(name, h::BAD_DATE, []))).transpose()
    };
    let (from, to) = (day(args::FROM)?, day(args::TO)?);
    let window = |day| calendar.days(day, day);
    Ok((from.map(|day| window(day).from.into()), to.map(|day| window(day).to.into())))
}

fn bad<const N: usize>(option: &str, hint: Text, values: [(&'static str, &dyn ToString); N]) -> Failure {
    Failure::hinted(h::BAD_OPTION, [("option", &format!("--{option}"))], hint, values)
}
