//! `relay user add` and `relay user passwd`: people and their passwords.

use super::{
    super::{account::new_password, args, now, say, with_store},
    desk, find, given,
    roles::wanted,
    say_link,
};
use crate::{Failure, config::Config, people::NewUser};
use clap::ArgMatches;
use shared::text::{Lang, people as t};

pub(super) fn add(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let login = given(m, args::LOGIN).to_owned();
    let name = m.get_one::<String>(args::NAME).cloned().unwrap_or_else(|| login.trim().to_owned());
    let new = NewUser { login, name, lang };
    new.check()?;
    let wanted = wanted(m, config, now())?;
    let grant = async |store: &_| match &wanted {
        Some(wanted) => wanted.grant(store).await.map(Some),
        None => Ok(None),
    };
    if m.get_flag(args::INVITE) {
        let done = with_store(config, async |store| {
            let grant = grant(store).await?;
            Ok(desk(store, config).add_invited(&new, grant.as_ref(), None, now()).await?)
        })?;
        say(&t::USER_ADDED.fill(lang, &[("login", done.who.login.as_str()), ("name", &done.who.name)]))?;
        return say_link(&done, config, lang);
    }
    let password = new_password(m, lang)?;
    let done = with_store(config, async |store| {
        let grant = grant(store).await?;
        Ok(desk(store, config).add(&new, &password, grant.as_ref(), now()).await?)
    })?;
    say(&t::USER_ADDED.fill(lang, &[("login", done.who.login.as_str()), ("name", &done.who.name)]))
}

pub(super) fn passwd(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let user = with_store(config, async |store| find(store, m).await)?;
    if m.get_flag(args::INVITE) {
        let done = with_store(config, async |store| Ok(desk(store, config).invite(&user.id, None, now()).await?))?;
        return say_link(&done, config, lang);
    }
    let password = new_password(m, lang)?;
    with_store(config, async |store| Ok(desk(store, config).set_password(&user.id, &password).await?))?;
    say(&t::USER_PASSWD.fill(lang, &[("login", user.login.as_str())]))
}
