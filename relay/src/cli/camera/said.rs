//! What the options of `add` and `edit` say of a camera.

use super::super::{account, args};
use crate::{
    Failure,
    roster::{CameraWish, Column},
};
use clap::{ArgMatches, parser::ValueSource};
use secrecy::SecretString;
use shared::text::{Lang, cli, model as t};

/// Every option that says something of a camera.
const OPTIONS: &[&str] = &[
    args::NAME,
    args::URL,
    args::SUB,
    args::USERNAME,
    args::PASSWORD_STDIN,
    args::NO_LOGIN,
    args::UDP,
    args::TCP,
    args::VENDOR,
    args::HOST,
    args::PORT,
    args::CHANNEL,
    args::ONE_STREAM,
    args::AREA,
    args::STREET,
    args::POSITION,
    args::HEADING,
    args::OWNER,
];

/// Whether anything is said at all.
pub(super) fn anything(m: &ArgMatches) -> bool {
    let given = |name: &&str| {
        m.try_contains_id(name).unwrap_or(false) && m.value_source(name) == Some(ValueSource::CommandLine)
    };
    OPTIONS.iter().any(given)
}

/// The wish, all but the password.
pub(super) fn wish(m: &ArgMatches) -> Result<CameraWish, Failure> {
    let cells = |column| cell(m, column);
    let mut wish = CameraWish::read(&cells).map_err(first)?;
    wish.no_login = flag(m, args::NO_LOGIN);
    wish.position = match text(m, args::POSITION).map(str::trim) {
        None => None,
        Some("") => Some(None),
        Some(position) => Some(Some(position.parse().map_err(|_| Failure::new(t::POSITION_BAD, []))?)),
    };
    Ok(wish)
}

/// A command tells its first mistake; the next one is told when that is mended.
pub(super) fn first(faults: Vec<crate::roster::Fault>) -> Failure {
    let what = faults.into_iter().next().map(|fault| fault.what);
    what.unwrap_or_else(|| Failure::new(t::EDIT_NOTHING, []))
}

fn cell(m: &ArgMatches, column: Column) -> Option<&str> {
    match column {
        Column::Name => text(m, args::NAME),
        Column::Vendor => text(m, args::VENDOR),
        Column::Host => text(m, args::HOST),
        Column::Port => text(m, args::PORT),
        Column::Channel => text(m, args::CHANNEL),
        Column::Streams => flag(m, args::ONE_STREAM).then_some("1"),
        Column::MainUrl => text(m, args::URL),
        Column::SubUrl => text(m, args::SUB),
        Column::Username => text(m, args::USERNAME),
        Column::Transport if flag(m, args::UDP) => Some("udp"),
        Column::Transport if flag(m, args::TCP) => Some("tcp"),
        Column::Area => text(m, args::AREA),
        Column::Street => text(m, args::STREET),
        Column::Heading => text(m, args::HEADING),
        Column::Owner => text(m, args::OWNER),
        Column::Id | Column::Password | Column::Transport | Column::Latitude | Column::Longitude => None,
    }
}

/// `None` also where the command has no such option.
fn text<'a>(m: &'a ArgMatches, name: &str) -> Option<&'a str> {
    m.try_get_one::<String>(name).ok().flatten().map(String::as_str)
}

fn flag(m: &ArgMatches, name: &str) -> bool {
    m.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false)
}

/// The password, where the options call for one: asked for, or a line of standard input.
pub(super) fn password(
    m: &ArgMatches,
    wish: &CameraWish,
    has_login: bool,
    lang: Lang,
) -> Result<Option<SecretString>, Failure> {
    let from_stdin = flag(m, args::PASSWORD_STDIN);
    if wish.username.is_none() && !from_stdin {
        return Ok(None);
    }
    if wish.username.is_none() && wish.accounts.is_empty() && !has_login {
        return Err(Failure::new(cli::PASSWORD_WITHOUT_USER, []));
    }
    account::password(m, lang).map(Some)
}
