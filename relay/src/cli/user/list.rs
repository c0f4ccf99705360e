//! `relay user list`: everybody, without secrets.

use super::super::{args, say, table::table, with_store};
use crate::{Failure, config::Config, people::words};
use clap::ArgMatches;
use serde_json::{Value, json};
use shared::{
    access::{Grant, Scope},
    text::{Lang, people as t, probe},
};
use store::people::{Account, People};

pub(super) fn list(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let people = with_store(config, async |store| Ok(store.people().await?))?;
    if m.get_flag(args::JSON) {
        return say(&Value::Array(people.accounts.iter().map(|a| account(a, &people)).collect()).to_string());
    }
    if people.accounts.is_empty() {
        return say(t::USER_NONE.raw(lang));
    }
    let head = [t::LIST_LOGIN, t::LIST_STATE, t::LIST_TOTP, t::LIST_PERSON, t::LIST_GRANTS];
    let row = |a: &Account| {
        let state = match a {
            Account { enabled: false, .. } => t::STATE_OFF,
            Account { has_password: false, .. } => t::STATE_NO_PASSWORD,
            _ => t::STATE_ON,
        };
        let factor = if a.has_factor { probe::YES } else { probe::NO };
        let grant = |g: &Grant| {
            let reach = words::reach(g, &people.areas, config.health.calendar, lang);
            format!("{}: {}, {reach}", g.id, g.role.text().raw(lang))
        };
        let grants: Vec<_> = of(a, &people).map(grant).collect();
        let grants = if grants.is_empty() { "-".to_owned() } else { grants.join("; ") };
        [a.login.to_string(), state.raw(lang).to_owned(), factor.raw(lang).to_owned(), a.name.clone(), grants]
    };
    let heads = [head.map(|h| h.raw(lang).to_owned())];
    say(&table(&heads.into_iter().chain(people.accounts.iter().map(row)).collect::<Vec<_>>()))
}

fn of<'a>(account: &'a Account, people: &'a People) -> impl Iterator<Item = &'a Grant> {
    people.grants.iter().filter(|g| g.user == account.id).map(|g| &g.grant)
}

fn account(a: &Account, people: &People) -> Value {
    let grant = |g: &Grant| {
        let (area, camera) = match &g.scope {
            Scope::Site => (None, None),
            Scope::Area(id) => (Some(people.areas.path(id).into_iter().map(|n| n.as_str()).collect::<Vec<_>>()), None),
            Scope::Camera(id) => (None, Some(id)),
        };
        let hours = g.hours.map(|hours| hours.to_string());
        json!({ "id": g.id, "role": g.role, "area": area, "camera": camera, "hours": hours, "until_us": g.until })
    };
    json!({
        "id": a.id, "login": a.login.as_str(), "name": a.name, "enabled": a.enabled, "has_password": a.has_password,
        "second_factor": a.has_factor, "lang": a.lang, "grants": of(a, people).map(grant).collect::<Vec<_>>(),
    })
}
