//! The list of cameras, those that need a look first where the handler sorts them so.

use crate::pages::{
    kit::{self, Frame, Listing, Section},
    mine,
};
use maud::{Markup, html};
use shared::{
    CameraId,
    diagnosis::Advice,
    routes::door,
    text::door::{self as all, cameras as t},
    wire::{CameraState, Reason},
};

/// Cameras, a part of them where there are many.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cameras {
    pub(crate) rows: Vec<CameraRow>,
    /// How many of all need a look.
    pub(crate) trouble: usize,
    pub(crate) listing: Listing,
}

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct CameraRow {
    pub(crate) id: CameraId,
    pub(crate) name: String,
    pub(crate) street: String,
    pub(crate) state: CameraState,
    /// Why it is not live.
    pub(crate) reason: Option<Reason>,
    /// Path of its area; empty where it has none.
    pub(crate) area: String,
    pub(crate) advice: Vec<Advice>,
}

impl CameraRow {
    pub(crate) fn needs_a_look(&self) -> bool {
        matches!(self.state, CameraState::Offline | CameraState::Stale) || !self.advice.is_empty()
    }

    fn cells(&self, f: &Frame<'_>) -> Vec<Markup> {
        let state = html! {
            (mine::state(f, self.state))
            @if let Some(reason) = self.reason { p.hint { (f.say(reason.text())) } }
        };
        let advice = html! {
            @if !self.advice.is_empty() {
                ul.plain { @for advice in &self.advice { li { (f.say(advice.text())) } } }
            }
        };
        let name = html! { a href=(door::of_camera(door::CAMERA_EDIT_PATTERN, &self.id)) { (self.name) } };
        vec![name, state, html! { (self.area) }, advice]
    }
}

impl Cameras {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let caption = f.fill(t::CAMS_TABLE, &[("count", &self.listing.all), ("trouble", &self.trouble)]);
        let heads = [t::CAMS_NAME, t::CAMS_STATE, t::CAMS_AREA, t::CAMS_ADVICE].map(Some);
        let rows: Vec<_> = self.rows.iter().map(|row| row.cells(f)).collect();
        let content = html! {
            (kit::actions(&html! {
                a.button.primary href=(door::CAMERA_NEW) { (f.say(t::CAMS_ADD)) }
                (kit::link(f, door::CAMERAS_IMPORT, t::CAMS_IMPORT))
                @if self.listing.all > 0 {
                    (kit::link(f, door::CAMERAS_EXPORT, t::CAMS_EXPORT))
                    (kit::danger_link(f, door::CAMERAS_EXPORT_SECRETS, t::CAMS_EXPORT_SECRETS))
                }
            }))
            (self.listing.search(f))
            @if self.listing.all == 0 { (kit::empty(f, t::CAMS_EMPTY, t::CAMS_EMPTY_HINT)) }
            @else if rows.is_empty() { (kit::empty(f, all::DOOR_SEARCH_NONE, all::DOOR_SEARCH_NONE_HINT)) }
            @else { (kit::table(f, &caption, &heads, &rows)) }
            (self.listing.pager.draw(f))
        };
        kit::page(f, Section::Cameras, f.say(t::CAMS_TITLE), "", &content)
    }
}

/// Asks before a camera is removed.
pub(crate) fn remove(f: &Frame<'_>, id: &CameraId, name: &str) -> kit::Confirm {
    kit::Confirm {
        question: f.fill(t::CAM_REMOVE_QUESTION, &[("name", &name)]),
        follows: f.say(t::CAM_REMOVE_FOLLOWS).to_owned(),
        label: t::CAM_REMOVE,
        back: door::of_camera(door::CAMERA_EDIT_PATTERN, id),
        error: None,
    }
}

/// Asks before passwords leave the relay.
pub(crate) fn export_secrets(f: &Frame<'_>) -> kit::Confirm {
    kit::Confirm {
        question: f.say(t::CAMS_EXPORT_SECRETS_QUESTION).to_owned(),
        follows: f.say(t::CAMS_EXPORT_SECRETS_FOLLOWS).to_owned(),
        label: t::CAMS_EXPORT_SECRETS,
        back: door::CAMERAS.to_owned(),
        error: None,
    }
}
