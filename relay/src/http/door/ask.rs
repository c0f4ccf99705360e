//! A page under way: in which language, for whom, from where. Belongs here: what every page's handler needs.
//! Does not: any page.

use super::{
    super::{App, asking, problem::Refusal, visitor::Visitor},
    cookies,
};
use crate::{
    audit,
    pages::kit::{self, Flash, Frame, Theme},
    people::{By, People, Problem, Visit},
    ward::Ward,
};
use access::{Identity, Principal, Token};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use maud::Markup;
use shared::{
    SessionId, UnixMicros, UserId,
    access::Right,
    audit::{Action, Actor, Entry},
    text::{Lang, Text, door as t},
    wire::Reason,
};
use store::StoreError;

/// What is known of whoever asks for a page.
pub(in super::super) struct Ask {
    pub(in super::super) lang: Lang,
    /// The language was just chosen, so it is kept.
    chosen: bool,
    theme: Theme,
    /// So was the theme.
    themed: bool,
    here: String,
    done: Option<Done>,
    pub(in super::super) principal: Option<Principal>,
    pub(in super::super) visitor: Visitor,
    device: Option<Token>,
    agent: String,
    pub(in super::super) now: UnixMicros,
}

/// What the step before a page has done, as it stands in the page's query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Done {
    Saved,
    Added,
    Removed,
    Password,
    FactorOn,
    FactorOff,
    SessionEnded,
}

impl Done {
    const ALL: [(Self, &str, Text); 7] = [
        (Self::Saved, "saved", t::DONE_SAVED),
        (Self::Added, "added", t::DONE_ADDED),
        (Self::Removed, "removed", t::DONE_REMOVED),
        (Self::Password, "password", t::DONE_PASSWORD),
        (Self::FactorOn, "factor-on", t::DONE_FACTOR_ON),
        (Self::FactorOff, "factor-off", t::DONE_FACTOR_OFF),
        (Self::SessionEnded, "session-ended", t::DONE_SESSION_ENDED),
    ];

    fn code(self) -> &'static str {
        Self::ALL.iter().find(|(done, ..)| *done == self).map_or("", |(_, code, _)| code)
    }
}

/// Leads on to a page of ours after something was done (RFC 9110 §15.4.4), so that loading it again does nothing twice.
pub(in super::super) fn see_other(path: &str, done: Option<Done>) -> Response {
    let to = match done {
        Some(done) => format!("{path}{}done={}", if path.contains('?') { '&' } else { '?' }, done.code()),
        None => path.to_owned(),
    };
    axum::response::Redirect::to(&to).into_response()
}

impl FromRequestParts<App> for Ask {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        let known = parts.extensions.get::<Principal>().cloned();
        let principal = known.or_else(|| asking::who(app, visitor, &parts.headers));
        let query = parts.uri.query().unwrap_or_default();
        let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let chosen = value("lang").and_then(exact);
        let lang = chosen.unwrap_or_else(|| kept(&parts.headers));
        let themed = value("theme").and_then(Theme::from_name);
        let theme = themed.or_else(|| asking::cookie(&parts.headers, cookies::THEME).and_then(Theme::from_name));
        let done = value("done").and_then(|code| Done::ALL.iter().find(|(_, c, _)| *c == code)).map(|(done, ..)| *done);
        // What was just done is not said again in the other language.
        let rest: Vec<_> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("done=")).collect();
        let path = parts.uri.path();
        let here = if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) };
        let text = |name| parts.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        Ok(Self {
            lang,
            chosen: chosen.is_some(),
            theme: theme.unwrap_or_default(),
            themed: themed.is_some(),
            here,
            done,
            principal,
            visitor,
            device: asking::cookie(&parts.headers, cookies::DEVICE).and_then(Token::parse),
            agent: text(header::USER_AGENT),
            now: hub::clock::now().time,
        })
    }
}

/// `vi` or `en`.
fn exact(tag: &str) -> Option<Lang> {
    [Lang::Vi, Lang::En].into_iter().find(|lang| lang.as_str() == tag)
}

/// The language that was chosen before, else the first one of ours that the browser asks for, else Vietnamese.
fn kept(headers: &HeaderMap) -> Lang {
    let chosen = asking::cookie(headers, cookies::LANG).and_then(exact);
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    chosen.or_else(|| asked.split(',').find_map(|tag| Lang::from_tag(tag.trim()))).unwrap_or_default()
}

impl Ask {
    /// A page with its status.
    pub(in super::super) fn page(
        &self,
        app: &App,
        status: StatusCode,
        draw: impl FnOnce(&Frame<'_>) -> Markup,
    ) -> Response {
        let who = self.principal.as_ref().and_then(who);
        let word = self.done.and_then(|done| Done::ALL.iter().find(|(d, ..)| *d == done)).map(|(.., text)| *text);
        let flash = word.map(|text| Flash(text.raw(self.lang).to_owned()));
        let asset = |stem, ext| super::super::assets::url(stem, ext).unwrap_or_default();
        let (style, icon) = (asset("door", "css"), asset("icon", "svg"));
        let frame = Frame {
            lang: self.lang,
            theme: self.theme,
            style: &style,
            icon: &icon,
            place: &app.place,
            here: &self.here,
            visitor: who.as_ref(),
            flash: flash.as_ref(),
            now: self.now,
            utc_offset_minutes: app.past.calendar.offset_minutes(),
        };
        let mut response = (status, Html(draw(&frame).into_string())).into_response();
        if self.chosen {
            cookies::lang(response.headers_mut(), self.lang);
        }
        if self.themed {
            cookies::theme(response.headers_mut(), self.theme);
        }
        response
    }

    /// A page that went well.
    pub(in super::super) fn show(&self, app: &App, draw: impl FnOnce(&Frame<'_>) -> Markup) -> Response {
        self.page(app, StatusCode::OK, draw)
    }

    /// A form again, with what is wrong in it.
    pub(in super::super) fn again(&self, app: &App, draw: impl FnOnce(&Frame<'_>) -> Markup) -> Response {
        self.page(app, StatusCode::UNPROCESSABLE_ENTITY, draw)
    }

    /// The account and session of whoever asks.
    pub(in super::super) fn user(&self) -> Result<(UserId, SessionId), Refusal> {
        match self.principal.as_ref().map(Principal::identity) {
            Some(Identity::User { id, session, .. }) => Ok((id, session)),
            Some(Identity::Embed(_)) | None => Err(Refusal(Reason::LoginRequired)),
        }
    }

    /// Where somebody who logs in comes from.
    pub(in super::super) fn visit(&self) -> Visit {
        Visit {
            address: self.visitor.address,
            device: self.device.as_ref().map(Token::hash),
            device_name: self.agent.clone(),
            replaces: self.user().ok().map(|(_, session)| session),
        }
    }

    /// Whoever asks as the audit names him.
    pub(in super::super) fn actor(&self) -> Actor {
        self.principal.as_ref().map_or_else(Actor::relay, audit::actor)
    }

    /// The desk for accounts, with whoever asks standing at it.
    pub(in super::super) fn people(&self, app: &App) -> People {
        app.people.acting(By { actor: self.actor(), address: Some(self.visitor.address) })
    }

    /// The desk for cameras and areas, with whoever asks standing at it.
    pub(in super::super) fn ward(&self, app: &App) -> Ward {
        app.admin.ward.acting(By { actor: self.actor(), address: Some(self.visitor.address) })
    }

    /// Something that whoever asks has done, for the audit.
    pub(in super::super) fn entry(&self, action: Action) -> Entry {
        Entry::new(self.now, self.actor(), action).address(Some(self.visitor.address))
    }
}

fn who(principal: &Principal) -> Option<kit::Visitor> {
    let Identity::User { name, .. } = principal.identity() else { return None };
    // A right over the ward as a whole counts only where it is granted for the ward as a whole.
    let has = |right: &Right| {
        if right.is_site_wide() { principal.has_site_wide(*right) } else { principal.has_somewhere(*right) }
    };
    Some(kit::Visitor { name, rights: Right::ALL.iter().copied().filter(|right| has(right)).collect() })
}

/// What no form can say: the store failed, or what it is about is gone.
pub(in super::super) fn unforeseen(problem: Problem) -> Refusal {
    match problem {
        Problem::Store(StoreError::NoUser | StoreError::NoGrant) | Problem::NoSession => Refusal(Reason::NoSuchPath),
        problem => {
            tracing::error!(%problem, "a request about accounts failed");
            Refusal(Reason::Failed)
        }
    }
}
