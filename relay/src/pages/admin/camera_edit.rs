//! One camera: its name and place, its address and login (to be replaced, never shown), pausing and removing it.

use super::camera_form::{CameraForm, transports, vendors};
use crate::{
    Failure,
    pages::{
        Paused,
        kit::{self, Choice, Frame, Section, Tone},
        mine,
    },
    roster::Column,
};
use maud::{Markup, html};
use shared::{
    CameraId,
    label::NAME_MAX,
    place::OwnerKind,
    routes::{self, door},
    text::{
        Text,
        door::{self as all, account, cameras as t},
    },
    wire::{CameraState, Reason},
};

/// The page. Fields have the names of a list's columns. Name and place are posted to the page's own address, address and
/// login to [`door::CAMERA_ADDRESS_PATTERN`].
#[derive(Debug, Clone)]
pub(crate) struct CameraEdit {
    pub(crate) id: CameraId,
    pub(crate) name: String,
    pub(crate) state: CameraState,
    pub(crate) reason: Option<Reason>,
    pub(crate) paused: Option<Paused>,
    /// Paths of all areas.
    pub(crate) areas: Vec<String>,
    pub(crate) place: CameraForm,
    /// Holds nothing but what was just typed.
    pub(crate) address: CameraForm,
    pub(crate) error: Option<Failure>,
}

impl CameraEdit {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let content = html! {
            p {
                (mine::state(f, self.state)) " "
                @if let Some(reason) = self.reason { (f.say(reason.text())) }
            }
            (kit::whole_error(f, self.error.as_ref()))
            div.columns {
                (kit::panel(f.say(t::CAM_PLACE), &self.place(f)))
                div {
                    (kit::panel(f.say(t::CAM_STEPS), &self.steps(f)))
                    (kit::panel(f.say(t::CAM_ADDRESS), &self.address(f)))
                }
            }
        };
        kit::page(f, Section::Cameras, &self.name, "", &content)
    }

    fn at(&self, pattern: &str) -> String {
        door::of_camera(pattern, &self.id)
    }

    fn place(&self, f: &Frame<'_>) -> Markup {
        let unsaid = || Choice::new("", f.say(t::CAM_UNSAID));
        let areas: Vec<_> = [unsaid()].into_iter().chain(self.areas.iter().map(|a| Choice::new(a, a))).collect();
        let owners = OwnerKind::ALL.map(|kind| Choice::new(kind.as_str(), f.say(owner(kind))));
        let owners: Vec<_> = [unsaid()].into_iter().chain(owners).collect();
        let form = &self.place;
        let degrees = |column, label| form.field(column, label).inputmode("decimal").maxlength(12);
        let heading = form.field(Column::Heading, t::CAM_HEADING).inputmode("numeric").maxlength(3);
        kit::form(
            Some(&self.at(door::CAMERA_EDIT_PATTERN)),
            &html! {
                (form.field(Column::Name, t::ADDING_NAME).required().maxlength(NAME_MAX as u16).draw(f))
                (form.select(Column::Area, t::CAMS_AREA, &areas).draw(f))
                (form.field(Column::Street, t::CAM_STREET).maxlength(NAME_MAX as u16).draw(f))
                div.pair {
                    (degrees(Column::Latitude, t::CAM_LATITUDE).draw(f))
                    (degrees(Column::Longitude, t::CAM_LONGITUDE).draw(f))
                }
                p.hint { (f.say(t::CAM_POSITION_HINT)) }
                (heading.hint(f.say(t::CAM_HEADING_HINT)).draw(f))
                (form.select(Column::Owner, t::CAM_OWNER, &owners).draw(f))
                (kit::actions(&kit::submit(f, all::DOOR_SAVE)))
            },
        )
    }

    fn steps(&self, f: &Frame<'_>) -> Markup {
        html! {
            (kit::facts(f, &[(t::CAM_ID, html! { code { (self.id) } })]))
            @if let Some(paused) = &self.paused {
                @let words = f.fill(account::LENT_PAUSED, &[("time", &f.clock(paused.since)), ("who", &paused.by)]);
                p { (kit::badge(Tone::Warn, &words)) }
            }
            (kit::actions(&html! {
                @if self.paused.is_some() {
                    (kit::post(f, &self.at(door::CAMERA_RESUME_PATTERN), account::LENT_RESUME))
                } @else {
                    (kit::link(f, &routes::camera_page(&self.id), t::CAM_WATCH))
                    (kit::link(f, &self.at(door::CAMERA_PAUSE_PATTERN), account::LENT_PAUSE))
                }
                (kit::danger_link(f, &self.at(door::CAMERA_REMOVE_PATTERN), t::CAM_REMOVE))
            }))
        }
    }

    fn address(&self, f: &Frame<'_>) -> Markup {
        let vendors = vendors(f, t::CAM_UNSAID);
        let [tcp, udp] = transports(f);
        let transports = [Choice::new("", f.say(t::CAM_UNSAID)), tcp, udp];
        kit::form(
            Some(&self.at(door::CAMERA_ADDRESS_PATTERN)),
            &html! {
                p.hint { (f.say(t::CAM_ADDRESS_ABOUT)) }
                (self.address.device(f, &vendors))
                (self.address.login(f))
                (self.address.more(f, &transports))
                (kit::actions(&kit::submit(f, t::CAM_ADDRESS_BUTTON)))
            },
        )
    }
}

fn owner(kind: OwnerKind) -> Text {
    match kind {
        OwnerKind::Ward => t::CAM_OWNER_WARD,
        OwnerKind::Group => t::CAM_OWNER_GROUP,
        OwnerKind::Household => t::CAM_OWNER_HOUSEHOLD,
        OwnerKind::Business => t::CAM_OWNER_BUSINESS,
        OwnerKind::School => t::CAM_OWNER_SCHOOL,
        OwnerKind::Other => t::CAM_OWNER_OTHER,
    }
}
