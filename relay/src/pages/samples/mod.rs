//! Every page with what may stand in it, for tests and for looking at. Belongs here: sample values. Does not: checks.

mod admin;
mod own;

use super::kit::{Frame, Typed};
use crate::Failure;
use maud::Markup;
use shared::{
    UnixMicros,
    access::Right,
    text::{Lang, model},
};
use std::str::FromStr;

/// 2026-11-26 14:03 in Vietnam.
pub(super) const NOW: UnixMicros = UnixMicros(1_795_676_580_000_000);

/// Makes sample values. What people type ends with `mark`, so that a test can look for it.
pub(super) struct Samples<'a> {
    pub(super) f: Frame<'a>,
    pub(super) mark: &'a str,
}

/// A page under the name that its picture has.
pub(super) type Named = (&'static str, Markup);

pub(super) fn frame(lang: Lang) -> Frame<'static> {
    Frame {
        lang,
        theme: super::kit::Theme::Dark,
        style: "door.css",
        icon: "icon.svg",
        place: "Phường Cái Khế",
        here: "/login",
        visitor: None,
        flash: None,
        now: NOW,
        utc_offset_minutes: 420,
    }
}

/// Every page; `f`'s visitor is who looks at those that need a login.
pub(super) fn all(f: Frame<'_>, mark: &str) -> Vec<Named> {
    let s = Samples { f, mark };
    [own::pages(&s), admin::cameras(&s), admin::people(&s), admin::rest(&s)].into_iter().flatten().collect()
}

pub(super) fn admin_rights() -> Vec<Right> {
    Right::ALL.iter().copied().filter(|right| *right != Right::Unknown).collect()
}

impl Samples<'_> {
    fn s(&self, text: &str) -> String {
        format!("{text}{}", self.mark)
    }

    fn typed(&self, text: &str) -> Typed {
        Typed { text: self.s(text), error: None }
    }

    /// Typed and refused.
    fn wrong(&self, text: &str) -> Typed {
        Typed { text: self.s(text), error: Some(fault()) }
    }
}

pub(super) fn fault() -> Failure {
    Failure::new(model::PORT_BAD, [])
}

pub(super) fn id<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

pub(super) fn ago(minutes: u64) -> UnixMicros {
    UnixMicros(NOW.0 - minutes * 60_000_000)
}

pub(super) fn ahead(minutes: u64) -> UnixMicros {
    UnixMicros(NOW.0 + minutes * 60_000_000)
}
