//! `relay user …`: people and what they may do, also while the relay runs.

mod add;
mod list;
mod roles;

use super::{args, config::load, say, with_store};
use crate::{
    Failure, audit,
    config::Config,
    people::{By, Deed, Done, Link, People},
};
use clap::ArgMatches;
use secrecy::ExposeSecret;
use shared::{
    access::Login,
    text::{Lang, people as t},
};
use store::{Store, people::Account};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), Failure> {
    let Some((command, m)) = matches.subcommand() else { return Ok(()) };
    let (config, _) = load(m)?;
    match command {
        "add" => add::add(m, &config, lang),
        "list" => list::list(m, &config, lang),
        "passwd" => add::passwd(m, &config, lang),
        "grant" => roles::grant(m, &config, lang),
        "revoke" => roles::revoke(m, &config, lang),
        other => change(other, m, &config, lang),
    }
}

/// What is done to somebody as a whole.
fn change(command: &str, m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let done = with_store(config, async |store| {
        let (people, user) = (desk(store, config), find(store, m).await?.id);
        Ok(match command {
            "disable" => people.set_enabled(&user, false).await?,
            "enable" => people.set_enabled(&user, true).await?,
            "totp-off" => people.drop_totp_of(&user).await?,
            _ => people.remove(&user).await?,
        })
    })?;
    let text = match done.deed {
        Deed::Disabled => t::USER_DISABLED,
        Deed::Enabled => t::USER_ENABLED,
        Deed::FactorDropped => t::USER_TOTP_OFF,
        _ => t::USER_REMOVED,
    };
    say(&text.fill(lang, &[("login", done.who.login.as_str())]))
}

fn desk(store: &Store, config: &Config) -> People {
    People::new(store.clone(), config.access.clone(), By { actor: audit::operator(), address: None })
}

fn given<'a>(m: &'a ArgMatches, name: &str) -> &'a str {
    m.get_one::<String>(name).map(String::as_str).unwrap_or_default()
}

/// Whoever is named on the command line.
async fn find(store: &Store, m: &ArgMatches) -> Result<Account, Failure> {
    let given = given(m, args::LOGIN);
    let login: Option<Login> = given.parse().ok();
    let accounts = store.people().await?.accounts;
    let account = accounts.into_iter().find(|account| Some(&account.login) == login.as_ref());
    account.ok_or_else(|| Failure::new(t::USER_UNKNOWN, [("login", &given)]))
}

/// A link is shown once, to whoever asked for it.
fn say_link(done: &Done<Link>, config: &Config, lang: Lang) -> Result<(), Failure> {
    let address = done.value.address(&format!("http://{}", config.http_listen));
    let until = config.health.calendar.minute(done.value.until.into());
    let values = [("login", done.who.login.as_str()), ("until", &until), ("link", address.expose_secret())];
    say(&t::LINK_MADE.fill(lang, &values))
}
