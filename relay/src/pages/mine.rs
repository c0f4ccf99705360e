//! A household's own cameras: pausing them, and who watched.

use super::kit::{self, Confirm, Frame, Pager, Section, Tone};
use maud::{Markup, html};
use shared::{
    CameraId, UnixMicros,
    routes::{self, door},
    text::door::account as t,
    wire::CameraState,
};

/// All cameras that the visitor lends.
#[derive(Debug, Clone)]
pub(crate) struct Mine {
    pub(crate) cameras: Vec<Lent>,
}

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct Lent {
    pub(crate) id: CameraId,
    pub(crate) name: String,
    pub(crate) state: CameraState,
    pub(crate) paused: Option<Paused>,
    pub(crate) last_watched: Option<WatchedBy>,
}

/// Since when a camera is paused.
#[derive(Debug, Clone)]
pub(crate) struct Paused {
    pub(crate) since: UnixMicros,
    pub(crate) by: String,
}

/// One interval in which somebody watched.
#[derive(Debug, Clone)]
pub(crate) struct WatchedBy {
    pub(crate) who: String,
    pub(crate) from: UnixMicros,
    /// `None`: it goes on.
    pub(crate) until: Option<UnixMicros>,
}

/// Who watched one camera, newest first.
#[derive(Debug, Clone)]
pub(crate) struct Watched {
    pub(crate) name: String,
    pub(crate) rows: Vec<WatchedBy>,
    pub(crate) pager: Pager,
}

impl Mine {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let content = html! {
            p { (f.say(t::LENT_ABOUT)) }
            @if self.cameras.is_empty() { (kit::empty(f, t::LENT_EMPTY, t::LENT_EMPTY_HINT)) }
            div.columns { @for camera in &self.cameras { (camera.draw(f)) } }
        };
        kit::page(f, Section::Mine, f.say(t::LENT_TITLE), "", &content)
    }
}

impl Lent {
    fn draw(&self, f: &Frame<'_>) -> Markup {
        let at = |pattern| door::of_camera(pattern, &self.id);
        kit::panel(
            &self.name,
            &html! {
                @match &self.paused {
                    Some(paused) => p {
                        (kit::badge(Tone::Warn, &f.fill(t::LENT_PAUSED, &[("time", &f.clock(paused.since)), ("who", &paused.by)])))
                    },
                    None => p { (state(f, self.state)) },
                }
                p.hint {
                    (f.say(t::LENT_LAST)) ": "
                    @match &self.last_watched {
                        Some(last) => { (last.who) ", " (f.ago(last.until.unwrap_or(f.now))) },
                        None => (f.say(t::LENT_NOBODY)),
                    }
                }
                (kit::actions(&html! {
                    @if self.paused.is_some() {
                        (kit::post(f, &at(door::MINE_RESUME_PATTERN), t::LENT_RESUME))
                    } @else {
                        (kit::link(f, &routes::camera_page(&self.id), t::LENT_WATCH))
                        (kit::danger_link(f, &at(door::MINE_PAUSE_PATTERN), t::LENT_PAUSE))
                    }
                    (kit::link(f, &at(door::MINE_WATCHED_PATTERN), t::LENT_WATCHED))
                }))
            },
        )
    }
}

impl Watched {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let title = f.fill(t::LENT_WATCHED_TITLE, &[("name", &self.name)]);
        let rows: Vec<_> = self.rows.iter().map(|row| row.cells(f)).collect();
        let heads = [t::LENT_WHO, t::LENT_FROM, t::LENT_HOW_LONG].map(Some);
        let content = html! {
            @if rows.is_empty() { (kit::empty(f, t::LENT_NOBODY, t::LENT_NOBODY_HINT)) }
            @else { (kit::table(f, f.say(t::LENT_WATCHED), &heads, &rows)) }
            (self.pager.draw(f))
            (kit::actions(&kit::link(f, door::MINE, shared::text::door::DOOR_BACK)))
        };
        kit::page(f, Section::Mine, &title, "", &content)
    }
}

impl WatchedBy {
    fn cells(&self, f: &Frame<'_>) -> Vec<Markup> {
        let length = match self.until {
            Some(until) => html! { (f.length(until.0.saturating_sub(self.from.0) / 1_000_000)) },
            None => kit::badge(Tone::Good, f.say(t::LENT_STILL)),
        };
        vec![html! { (self.who) }, f.time(self.from), length]
    }
}

/// A camera's state as a badge.
pub(super) fn state(f: &Frame<'_>, state: CameraState) -> Markup {
    let tone = match state {
        CameraState::Live => Tone::Good,
        CameraState::Starting | CameraState::Paused | CameraState::Unknown => Tone::Plain,
        CameraState::Stale => Tone::Warn,
        CameraState::Offline => Tone::Bad,
    };
    kit::badge(tone, f.say(state.text()))
}

/// Asks before a camera is paused, for its household and for admins.
pub(crate) fn pause(f: &Frame<'_>, name: &str, back: &str) -> Confirm {
    Confirm {
        question: f.fill(t::LENT_PAUSE_QUESTION, &[("name", &name)]),
        follows: f.say(t::LENT_PAUSE_FOLLOWS).to_owned(),
        label: t::LENT_PAUSE,
        back: back.to_owned(),
        error: None,
    }
}
