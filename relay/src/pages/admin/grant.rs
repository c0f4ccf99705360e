//! Grants: one as a row, and the fields that give one.

use crate::{
    Failure,
    pages::kit::{self, Choice, Confirm, Frame, Tone, Typed},
};
use maud::{Markup, html};
use shared::{
    AreaId, CameraId, GrantId, UnixMicros, UserId,
    access::{Hours, Role},
    routes::door,
    text::{Lang, door::people as t},
};

/// Where a grant holds, with the name that people know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Where {
    Site,
    Area { id: AreaId, path: String },
    Camera { id: CameraId, name: String },
}

/// A grant that was given.
#[derive(Debug, Clone)]
pub(crate) struct GrantRow {
    pub(crate) id: GrantId,
    pub(crate) role: Role,
    pub(crate) place: Where,
    pub(crate) hours: Option<Hours>,
    pub(crate) until: Option<UnixMicros>,
}

/// The fields that give one: `role`, `scope` (see [`Where::value`]), `from`, `to` (`18:00`), `until` (`2026-12-31`).
#[derive(Debug, Clone, Default)]
pub(crate) struct GrantForm {
    pub(crate) role: Typed,
    pub(crate) scope: Typed,
    pub(crate) from: Typed,
    pub(crate) to: Typed,
    pub(crate) until: Typed,
}

impl Where {
    /// As it stands in a form: `site`, `area:ID` or `camera:SITE/ID`.
    pub(crate) fn value(&self) -> String {
        match self {
            Self::Site => "site".to_owned(),
            Self::Area { id, .. } => format!("area:{id}"),
            Self::Camera { id, .. } => format!("camera:{id}"),
        }
    }

    pub(crate) fn words(&self, lang: Lang) -> String {
        match self {
            Self::Site => t::GRANT_SITE.raw(lang).to_owned(),
            Self::Area { path, .. } => t::GRANT_AREA.fill(lang, &[("path", path)]),
            Self::Camera { name, .. } => t::GRANT_CAMERA.fill(lang, &[("name", name)]),
        }
    }
}

impl GrantForm {
    pub(super) fn draw(&self, f: &Frame<'_>, places: &[Where]) -> Markup {
        let role = |role: &Role| {
            let words =
                f.fill(t::GRANT_ROLE_CHOICE, &[("role", &f.say(role.text())), ("about", &f.say(role.about()?))]);
            Some(Choice::new(role.as_str(), words))
        };
        let roles: Vec<_> = Role::ALL.iter().filter_map(role).collect();
        // Nobody is given the whole ward because it stands first.
        let none = Choice::new("", f.say(t::GRANT_SCOPE_CHOOSE));
        let each = places.iter().map(|place| Choice::new(place.value(), place.words(f.lang)));
        let scopes: Vec<_> = [none].into_iter().chain(each).collect();
        html! {
            (kit::radios(f, "role", t::GRANT_ROLE, &self.role, &roles))
            (kit::select("scope", t::GRANT_SCOPE, &self.scope, &scopes).required().draw(f))
            div.pair {
                (kit::input("time", "from", t::GRANT_FROM, &self.from).bare().draw(f))
                (kit::input("time", "to", t::GRANT_TO, &self.to).bare().draw(f))
            }
            p.hint { (f.say(t::GRANT_HOURS_HINT)) }
            (kit::input("date", "until", t::GRANT_UNTIL, &self.until).bare().hint(f.say(t::GRANT_UNTIL_HINT)).draw(f))
        }
    }
}

impl GrantRow {
    /// When it holds; empty where it always does.
    fn when(&self, f: &Frame<'_>) -> Markup {
        html! {
            @if let Some(hours) = self.hours { p { (f.fill(t::GRANT_HOURS, &[("hours", &hours)])) } }
            @if let Some(until) = self.until {
                @let over = until <= f.now;
                @let text = if over { t::GRANT_OVER } else { t::GRANT_ENDS };
                p { (kit::badge(if over { Tone::Warn } else { Tone::Plain }, &f.fill(text, &[("time", &f.clock(until))]))) }
            }
        }
    }
}

/// All grants of somebody, each to be taken away.
pub(super) fn table(f: &Frame<'_>, user: &UserId, grants: &[GrantRow]) -> Markup {
    if grants.is_empty() {
        return kit::empty(f, t::GRANT_EMPTY, t::GRANT_EMPTY_HINT);
    }
    let cells = |g: &GrantRow| {
        let remove = kit::danger_link(f, &door::grant_remove(user, &g.id), t::GRANT_REMOVE);
        vec![kit::badge(Tone::Plain, f.say(g.role.text())), html! { (g.place.words(f.lang)) }, g.when(f), remove]
    };
    let rows: Vec<_> = grants.iter().map(cells).collect();
    kit::table(f, f.say(t::GRANT_TABLE), &[Some(t::GRANT_ROLE), Some(t::GRANT_SCOPE), None, None], &rows)
}

/// Asks before one is taken away. `own`: from whoever asks; `error`: why it failed the last time.
pub(crate) fn remove(
    f: &Frame<'_>,
    user: &UserId,
    name: &str,
    grant: &GrantRow,
    own: bool,
    error: Option<Failure>,
) -> Confirm {
    let role = f.say(grant.role.text());
    let follows = f.fill(t::GRANT_REMOVE_FOLLOWS, &[("scope", &grant.place.words(f.lang))]);
    Confirm {
        question: f.fill(t::GRANT_REMOVE_QUESTION, &[("role", &role), ("name", &name)]),
        follows: if own { format!("{} {follows}", f.say(t::GRANT_REMOVE_OWN)) } else { follows },
        label: t::GRANT_REMOVE,
        back: door::person(user),
        error,
    }
}
