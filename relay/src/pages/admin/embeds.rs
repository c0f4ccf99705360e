//! Cameras on web sites: the list, and putting one there.

use crate::{
    Failure,
    pages::kit::{self, Choice, Confirm, Frame, Section, Tone, Typed},
};
use maud::{Markup, html};
use shared::{
    CameraId, EmbedId, Profile, UnixMicros,
    routes::door,
    text::door::{self as all, embeds as t},
};

/// All embeds.
#[derive(Debug, Clone)]
pub(crate) struct Embeds {
    pub(crate) rows: Vec<EmbedRow>,
}

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct EmbedRow {
    pub(crate) id: EmbedId,
    /// What visitors read.
    pub(crate) name: String,
    pub(crate) camera: String,
    pub(crate) origins: Vec<String>,
    pub(crate) best: Profile,
    pub(crate) moving: bool,
    pub(crate) viewers: u32,
    pub(crate) viewers_max: u32,
    pub(crate) until: Option<UnixMicros>,
}

/// Putting a camera on a web site, or changing how it stands there. Fields: `camera` (its id, for a new one), `name`, `origins` (one a line), `best` (`main` or `sub`), `moving`
/// (`live` or `still`), `viewers`, `until` (`2026-12-31`); posted to its own address.
#[derive(Debug, Clone, Default)]
pub(crate) struct EmbedForm {
    /// The one that is changed, with its camera's name; `None`: a new one.
    pub(crate) of: Option<(EmbedId, String)>,
    /// Ids and names.
    pub(crate) cameras: Vec<(CameraId, String)>,
    pub(crate) camera: Typed,
    pub(crate) name: Typed,
    pub(crate) origins: Typed,
    pub(crate) best: Typed,
    pub(crate) moving: Typed,
    pub(crate) viewers: Typed,
    pub(crate) until: Typed,
    pub(crate) error: Option<Failure>,
}

impl EmbedRow {
    fn cells(&self, f: &Frame<'_>) -> Vec<Markup> {
        let viewers = f.fill(t::WEB_VIEWERS_OF, &[("now", &self.viewers), ("max", &self.viewers_max)]);
        let shows = if self.moving { profile(f, self.best) } else { f.say(t::WEB_MOVING_STILL) };
        let until = match self.until {
            None => html! { (f.say(all::DOOR_FOREVER)) },
            Some(until) if until <= f.now => kit::badge(Tone::Warn, f.say(t::WEB_OVER)),
            Some(until) => f.time(until),
        };
        vec![
            html! { (self.name) @if self.name != self.camera { div.hint { (self.camera) } } },
            html! { @for origin in &self.origins { div { (origin) } } },
            html! { (shows) },
            html! { (viewers) },
            until,
            kit::actions(&html! {
                (kit::link(f, &door::embed(&self.id), t::WEB_CHANGE))
                (kit::danger_link(f, &door::embed_revoke(&self.id), t::WEB_REVOKE))
            }),
        ]
    }
}

impl Embeds {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let heads = [t::WEB_CAMERA, t::WEB_ORIGINS, t::WEB_SHOWS, t::WEB_VIEWERS, t::WEB_UNTIL].map(Some);
        let heads: Vec<_> = heads.into_iter().chain([None]).collect();
        let rows: Vec<_> = self.rows.iter().map(|row| row.cells(f)).collect();
        let content = html! {
            p { (f.say(t::WEB_ABOUT)) }
            (kit::actions(&html! { a.button.primary href=(door::EMBED_NEW) { (f.say(t::WEB_ADD)) } }))
            @if rows.is_empty() { (kit::empty(f, t::WEB_EMPTY, t::WEB_EMPTY_HINT)) }
            @else { (kit::table(f, f.say(t::WEB_TABLE), &heads, &rows)) }
        };
        kit::page(f, Section::Embeds, f.say(t::WEB_TITLE), "", &content)
    }
}

impl EmbedForm {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let (action, title, about, button) = match &self.of {
            None => (door::EMBED_NEW.to_owned(), f.say(t::WEB_ADD).to_owned(), t::WEB_EMPTY_HINT, t::WEB_BUTTON),
            Some((id, camera)) => {
                let title = f.fill(t::WEB_CHANGE_TITLE, &[("name", camera)]);
                (door::embed(id), title, t::WEB_CHANGE_ABOUT, t::WEB_SAVE)
            }
        };
        let content = html! {
            p { (f.say(about)) }
            (kit::whole_error(f, self.error.as_ref()))
            (kit::form(Some(&action), &html! {
                (self.fields(f))
                (kit::actions(&html! {
                    (kit::submit(f, button))
                    (kit::link(f, door::EMBEDS, all::DOOR_BACK))
                }))
            }))
        };
        kit::page(f, Section::Embeds, &title, "narrow", &content)
    }

    fn fields(&self, f: &Frame<'_>) -> Markup {
        let cameras: Vec<_> = self.cameras.iter().map(|(id, name)| Choice::new(id.as_str(), name)).collect();
        let best = [Profile::Sub, Profile::Main].map(|p| Choice::new(p.as_str(), profile(f, p)));
        let moving = [("live", t::WEB_MOVING_LIVE), ("still", t::WEB_MOVING_STILL)];
        let moving = moving.map(|(value, words)| Choice::new(value, f.say(words)));
        let name = kit::text("name", t::WEB_NAME, &self.name).maxlength(120);
        let origins = kit::area("origins", t::WEB_ORIGINS_FIELD, &self.origins).required();
        let viewers = kit::text("viewers", t::WEB_MAX, &self.viewers).required().inputmode("numeric").maxlength(5);
        html! {
            @if self.of.is_none() { (kit::select("camera", t::WEB_CAMERA, &self.camera, &cameras).required().draw(f)) }
            (name.hint(f.say(t::WEB_NAME_HINT)).draw(f))
            (origins.hint(f.say(t::WEB_ORIGINS_HINT)).draw(f))
            (kit::radios(f, "moving", t::WEB_MOVING, &self.moving, &moving))
            (kit::radios(f, "best", t::WEB_BEST, &self.best, &best))
            (viewers.hint(f.say(t::WEB_MAX_HINT)).draw(f))
            (kit::input("date", "until", t::WEB_UNTIL_FIELD, &self.until).draw(f))
        }
    }
}

fn profile(f: &Frame<'_>, profile: Profile) -> &'static str {
    crate::probe_words::name(f.lang, profile)
}

/// Asks before an embed is taken back.
pub(crate) fn revoke(f: &Frame<'_>, camera: &str) -> Confirm {
    Confirm {
        question: f.fill(t::WEB_REVOKE_QUESTION, &[("name", &camera)]),
        follows: f.say(t::WEB_REVOKE_FOLLOWS).to_owned(),
        label: t::WEB_REVOKE,
        back: door::EMBEDS.to_owned(),
        error: None,
    }
}
