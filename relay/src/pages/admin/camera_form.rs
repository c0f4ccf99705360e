//! What was typed about a camera. Its fields are the columns of a list, so that one reader takes both.

use crate::{
    pages::kit::{self, Choice, Field, Frame, Typed},
    roster::{Column, Fault},
};
use camera::Vendor;
use maud::{Markup, html};
use shared::text::{Text, door::cameras as t};
use std::collections::HashMap;

/// Each field by its column. A password is never kept: only what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(crate) struct CameraForm {
    cells: HashMap<Column, Typed>,
}

impl CameraForm {
    /// What stands in a field. That of a password is not kept.
    pub(crate) fn set(&mut self, column: Column, text: impl Into<String>) {
        if column != Column::Password {
            self.cells.entry(column).or_default().text = text.into();
        }
    }

    /// What is wrong, each with its field.
    pub(crate) fn refuse(&mut self, faults: impl IntoIterator<Item = Fault>) {
        for fault in faults {
            self.cells.entry(fault.column).or_default().error = Some(fault.what);
        }
    }

    pub(super) fn typed(&self, column: Column) -> &Typed {
        const NOTHING: &Typed = &Typed { text: String::new(), error: None };
        self.cells.get(&column).unwrap_or(NOTHING)
    }

    pub(super) fn field(&self, column: Column, label: Text) -> Field<'_> {
        kit::text(column.as_str(), label, self.typed(column)).bare()
    }

    pub(super) fn select<'a>(&'a self, column: Column, label: Text, choices: &'a [Choice]) -> Field<'a> {
        kit::select(column.as_str(), label, self.typed(column), choices)
    }

    /// Vendor, host, port and channel.
    pub(super) fn device(&self, f: &Frame<'_>, vendors: &[Choice]) -> Markup {
        let port = self.field(Column::Port, t::ADDING_PORT).inputmode("numeric").maxlength(5);
        let channel = self.field(Column::Channel, t::ADDING_CHANNEL).inputmode("numeric").maxlength(3);
        html! {
            (self.select(Column::Vendor, t::ADDING_VENDOR, vendors).draw(f))
            (self.field(Column::Host, t::ADDING_HOST).hint("192.168.1.64").maxlength(253).draw(f))
            div.pair {
                (port.hint(f.say(t::ADDING_PORT_HINT)).draw(f))
                (channel.hint(f.say(t::ADDING_CHANNEL_HINT)).draw(f))
            }
        }
    }

    /// The camera's own account.
    pub(super) fn login(&self, f: &Frame<'_>) -> Markup {
        let error = self.typed(Column::Password).error.as_ref();
        let password = kit::password(Column::Password.as_str(), t::ADDING_PASSWORD, error, "off").optional().bare();
        html! {
            (self.field(Column::Username, t::ADDING_USERNAME).maxlength(120).draw(f))
            (password.hint(f.say(t::ADDING_PASSWORD_HINT)).draw(f))
        }
    }

    /// Full addresses, how many streams, over what.
    pub(super) fn more(&self, f: &Frame<'_>, transports: &[Choice]) -> Markup {
        let main = self.field(Column::MainUrl, t::ADDING_MAIN).inputmode("url");
        let wrong = [Column::MainUrl, Column::SubUrl, Column::Streams, Column::Transport]
            .iter()
            .any(|column| !self.typed(*column).text.is_empty() || self.typed(*column).error.is_some());
        html! {
            details.more open[wrong] {
                summary { (f.say(t::ADDING_MORE)) }
                (main.hint(f.say(t::ADDING_MAIN_HINT)).draw(f))
                (self.field(Column::SubUrl, t::ADDING_SUB).inputmode("url").draw(f))
                (kit::tick(f, Column::Streams.as_str(), t::ADDING_ONE, self.typed(Column::Streams).text == "1"))
                (self.select(Column::Transport, t::ADDING_TRANSPORT, transports).draw(f))
            }
        }
    }
}

/// Every vendor, `first` (the value for none) in front.
pub(super) fn vendors(f: &Frame<'_>, none: Text) -> Vec<Choice> {
    let all = Vendor::ALL.into_iter().map(|vendor| Choice::new(vendor.as_str(), trade_name(vendor)));
    [Choice::new("", f.say(none))].into_iter().chain(all).collect()
}

pub(super) fn transports(f: &Frame<'_>) -> [Choice; 2] {
    [Choice::new("tcp", f.say(t::ADDING_TCP)), Choice::new("udp", f.say(t::ADDING_UDP))]
}

/// As the vendor writes it.
fn trade_name(vendor: Vendor) -> &'static str {
    match vendor {
        Vendor::Hikvision => "Hikvision",
        Vendor::Dahua => "Dahua",
        Vendor::Kbvision => "KBVision",
        Vendor::Imou => "Imou",
        Vendor::Ezviz => "EZVIZ",
        Vendor::Reolink => "Reolink",
        Vendor::Tapo => "TP-Link Tapo",
        Vendor::Uniview => "Uniview",
        Vendor::Axis => "Axis",
        Vendor::Yoosee => "Yoosee",
        Vendor::Onvif => "ONVIF",
    }
}
