//! What the door's pages are put together from. Belongs here: layout, fields, parts, codes. Does not: a page.

mod field;
mod frame;
mod layout;
mod listing;
mod parts;
mod qr;
mod theme;

pub(crate) use field::{Choice, Field, Typed, area, file, input, password, radios, select, text, tick};
pub(crate) use frame::{Flash, Frame, Visitor, sentence};
pub(crate) use layout::{Section, other_language, page};
pub(crate) use listing::Listing;
pub(crate) use parts::{
    Confirm, Pager, Tone, actions, badge, copyable, danger_link, empty, facts, form, link, panel, post, submit, table,
    whole_error,
};
pub(crate) use qr::qr;
pub(crate) use theme::Theme;
