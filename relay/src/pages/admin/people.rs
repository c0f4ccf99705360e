//! The list of people, and adding one.

use super::{GrantForm, Where};
use crate::{
    Failure,
    pages::kit::{self, Frame, Listing, Section, Tone, Typed},
};
use maud::{Markup, html};
use shared::{
    UnixMicros, UserId,
    access::Role,
    routes::door,
    text::door::{self as all, entry, people as t},
};

/// Everybody with an account, a part of them where they are many.
#[derive(Debug, Clone)]
pub(crate) struct People {
    pub(crate) rows: Vec<PersonRow>,
    pub(crate) listing: Listing,
}

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct PersonRow {
    pub(crate) id: UserId,
    pub(crate) name: String,
    pub(crate) login: String,
    /// Each role once, with where it holds.
    pub(crate) grants: Vec<(Role, String)>,
    pub(crate) state: PersonState,
    pub(crate) has_totp: bool,
    pub(crate) seen: Option<UnixMicros>,
}

/// Whether somebody can log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PersonState {
    Active,
    /// An invitation waits, until then.
    Invited {
        until: UnixMicros,
    },
    /// No password, and no invitation that is still good.
    NoPassword,
    Disabled,
}

/// Adding somebody. Fields: `name`, `login` and those of [`GrantForm`]; posted to its own address.
#[derive(Debug, Clone, Default)]
pub(crate) struct PersonAdd {
    pub(crate) name: Typed,
    pub(crate) login: Typed,
    pub(crate) grant: GrantForm,
    /// Everywhere that a grant can be given.
    pub(crate) places: Vec<Where>,
    pub(crate) error: Option<Failure>,
}

impl PersonState {
    pub(super) fn badge(self, f: &Frame<'_>) -> Markup {
        let (tone, word) = match self {
            Self::Active => (Tone::Good, t::FOLK_ACTIVE),
            Self::Invited { .. } => (Tone::Warn, t::FOLK_INVITED),
            Self::NoPassword => (Tone::Warn, t::FOLK_NO_PASSWORD),
            Self::Disabled => (Tone::Bad, t::FOLK_DISABLED),
        };
        kit::badge(tone, f.say(word))
    }
}

impl PersonRow {
    fn cells(&self, f: &Frame<'_>) -> Vec<Markup> {
        vec![
            html! { a href=(door::person(&self.id)) { (self.name) } },
            html! { (self.login) },
            html! {
                @for (role, place) in &self.grants {
                    div { (kit::badge(Tone::Plain, f.say(role.text()))) " " span.hint { (place) } }
                }
            },
            html! {
                (self.state.badge(f))
                @if self.has_totp { " " (kit::badge(Tone::Plain, f.say(t::FOLK_TOTP))) }
            },
            match self.seen {
                Some(seen) => f.ago(seen),
                None => html! { span.hint { (f.say(t::FOLK_NEVER)) } },
            },
        ]
    }
}

impl People {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let heads = [t::FOLK_NAME, t::FOLK_LOGIN, t::FOLK_GRANTS, t::FOLK_STATE, t::FOLK_SEEN].map(Some);
        let rows: Vec<_> = self.rows.iter().map(|row| row.cells(f)).collect();
        let content = html! {
            (kit::actions(&html! { a.button.primary href=(door::PERSON_NEW) { (f.say(t::FOLK_ADD)) } }))
            (self.listing.search(f))
            @if rows.is_empty() { (kit::empty(f, all::DOOR_SEARCH_NONE, all::DOOR_SEARCH_NONE_HINT)) }
            @else { (kit::table(f, f.say(t::FOLK_TABLE), &heads, &rows)) }
            // The first administrator is always there.
            @if self.listing.all < 2 { (kit::empty(f, t::FOLK_EMPTY, t::FOLK_EMPTY_HINT)) }
            (self.listing.pager.draw(f))
        };
        kit::page(f, Section::People, f.say(t::FOLK_TITLE), "", &content)
    }
}

impl PersonAdd {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let name = kit::text("name", t::FOLK_NAME, &self.name).required().maxlength(120);
        let login = kit::text("login", t::FOLK_LOGIN, &self.login).required().maxlength(64);
        let content = html! {
            p { (f.say(t::NEWCOMER_ABOUT)) }
            (kit::whole_error(f, self.error.as_ref()))
            (kit::form(Some(door::PERSON_NEW), &html! {
                (name.draw(f))
                (login.hint(f.say(entry::FIRST_LOGIN_HINT)).draw(f))
                h2 { (f.say(t::NEWCOMER_GRANT)) }
                (self.grant.draw(f, &self.places))
                (kit::actions(&html! {
                    (kit::submit(f, t::NEWCOMER_BUTTON))
                    (kit::link(f, door::PEOPLE, all::DOOR_BACK))
                }))
            }))
        };
        kit::page(f, Section::People, f.say(t::NEWCOMER_TITLE), "narrow", &content)
    }
}
