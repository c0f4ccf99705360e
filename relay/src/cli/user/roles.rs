//! `relay user grant` and `relay user revoke`: from arguments to a grant, and back.

use super::{
    super::{area, args, now, say, with_store},
    desk, find, given,
};
use crate::{
    Failure,
    config::Config,
    people::{last_day, roles, words},
    roster::tidy,
};
use clap::ArgMatches;
use shared::{
    CameraId, GrantId, UnixMicros,
    access::{Grant, Hours, Role, Scope},
    text::{Lang, cli, people as t},
};
use store::{Store, people::NewGrant};

/// A grant as it was asked for; its area is looked up where the store is open.
pub(super) struct Wanted {
    role: Role,
    place: Place,
    hours: Option<Hours>,
    until: Option<UnixMicros>,
}

enum Place {
    Site,
    Area(String),
    Camera(CameraId),
}

/// What the arguments ask for; `None` where no role is among them.
pub(super) fn wanted(m: &ArgMatches, config: &Config, now: UnixMicros) -> Result<Option<Wanted>, Failure> {
    let text = |name: &str| m.get_one::<String>(name).map(|text| tidy(text));
    let Some(role) = text(args::ROLE) else {
        let more = [args::AREA, args::CAMERA, args::HOURS, args::UNTIL].iter().any(|name| m.contains_id(name));
        return if more { Err(Failure::new(t::SCOPE_WITHOUT_ROLE, [])) } else { Ok(None) };
    };
    let role = match Role::of(&role) {
        Role::Unknown => return Err(Failure::new(t::ROLE_BAD, [("roles", &roles())])),
        role => role,
    };
    let camera = |given: String| {
        let id = if given.contains('/') { given.parse() } else { CameraId::new(&config.site, &given) };
        id.map_err(|_| Failure::new(cli::ID_BAD, [("id", &given)]))
    };
    let place = match (text(args::AREA), text(args::CAMERA)) {
        (Some(area), _) => Place::Area(area),
        (None, Some(given)) => Place::Camera(camera(given)?),
        (None, None) => Place::Site,
    };
    let hours = text(args::HOURS).map(|h| h.parse().map_err(|_| Failure::new(t::HOURS_BAD, []))).transpose()?;
    let until = text(args::UNTIL).map(|day| last_day(&day, config.health.calendar, now)).transpose()?;
    Ok(Some(Wanted { role, place, hours, until }))
}

impl Wanted {
    pub(super) async fn grant(&self, store: &Store) -> Result<NewGrant, Failure> {
        let scope = match &self.place {
            Place::Site => Scope::Site,
            Place::Area(wanted) => Scope::Area(area::find(&store.areas().await?, wanted)?.0),
            Place::Camera(id) => {
                let there = store.people().await?.cameras.iter().any(|camera| camera.id == *id);
                let unknown = || Failure::new(cli::CAMERA_UNKNOWN, [("id", &id.camera())]);
                Scope::Camera(there.then(|| id.clone()).ok_or_else(unknown)?)
            }
        };
        Ok(NewGrant { role: self.role, scope, hours: self.hours, until: self.until, by: None })
    }
}

pub(super) fn grant(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let wanted = wanted(m, config, now())?.ok_or_else(|| Failure::new(t::ROLE_BAD, [("roles", &roles())]))?;
    let (login, grant, areas) = with_store(config, async |store| {
        let (user, new) = (find(store, m).await?, wanted.grant(store).await?);
        let done = desk(store, config).grant(&user.id, &new, now()).await?;
        let grant = Grant { id: done.value, role: new.role, scope: new.scope, hours: new.hours, until: new.until };
        Ok((user.login, grant, store.areas().await?))
    })?;
    let reach = words::reach(&grant, &areas, config.health.calendar, lang);
    let role = grant.role.text().raw(lang).to_lowercase();
    let values = [("login", login.as_str()), ("role", &role), ("scope", &reach), ("grant", grant.id.as_str())];
    say(&t::USER_GRANTED.fill(lang, &values))
}

pub(super) fn revoke(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let wanted = given(m, args::GRANT).trim();
    let login = with_store(config, async |store| {
        let user = find(store, m).await?;
        let his = |id: &GrantId, people: &store::people::People| {
            people.grants.iter().any(|g| g.grant.id == *id && g.user == user.id)
        };
        let people = store.people().await?;
        let id: Option<GrantId> = wanted.parse().ok().filter(|id| his(id, &people));
        let unknown = || Failure::new(t::GRANT_UNKNOWN, [("login", &user.login), ("grant", &wanted)]);
        desk(store, config).revoke(&user.id, &id.ok_or_else(unknown)?).await?;
        Ok(user.login)
    })?;
    say(&t::USER_REVOKED.fill(lang, &[("login", login.as_str()), ("grant", wanted)]))
}
