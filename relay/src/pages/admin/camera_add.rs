//! Adding a camera, the first step: where it is and how to log in there.

use super::camera_form::{CameraForm, transports, vendors};
use crate::{
    Failure,
    pages::kit::{self, Frame, Section},
    roster::Column,
};
use maud::{Markup, html};
use shared::{
    label::NAME_MAX,
    routes::door,
    text::door::{self as all, cameras as t},
};

/// The form. Its fields have the names of a list's columns; posted to its own address.
#[derive(Debug, Clone, Default)]
pub(crate) struct CameraAdd {
    pub(crate) form: CameraForm,
    /// What is wrong beside the fields.
    pub(crate) error: Option<Failure>,
}

impl CameraAdd {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let (vendors, transports) = (vendors(f, t::ADDING_VENDOR_NONE), transports(f));
        let name = self.form.field(Column::Name, t::ADDING_NAME).required().maxlength(NAME_MAX as u16);
        let content = html! {
            p { (f.say(t::ADDING_ABOUT)) }
            (kit::whole_error(f, self.error.as_ref()))
            (kit::form(Some(door::CAMERA_NEW), &html! {
                (name.hint(f.say(t::ADDING_NAME_HINT)).draw(f))
                (self.form.device(f, &vendors))
                fieldset { legend { (f.say(t::ADDING_LOGIN)) } (self.form.login(f)) }
                (self.form.more(f, &transports))
                (kit::actions(&html! {
                    (kit::submit(f, t::ADDING_BUTTON))
                    (kit::link(f, door::CAMERAS, all::DOOR_BACK))
                }))
            }))
        };
        kit::page(f, Section::Cameras, f.say(t::ADDING_TITLE), "narrow", &content)
    }
}
