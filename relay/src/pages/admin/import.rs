//! A list of cameras in: choosing the file, what it would do, doing it.

use crate::{
    Failure,
    pages::kit::{self, Frame, Section},
};
use maud::{Markup, html};
use shared::{
    routes::door,
    text::door::{self as all, cameras as t},
};

/// No page shows more rows than this: a phone would not, either.
const ROWS_MAX: usize = 500;

/// Choosing the file. Field: `file`, as `multipart/form-data`; posted to its own address.
#[derive(Debug, Clone, Default)]
pub(crate) struct Import {
    pub(crate) error: Option<Failure>,
}

/// What a list would do. Field: `list`; posted to [`door::CAMERAS_IMPORT_DO`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Tried {
    /// The key under which the relay keeps the file.
    pub(crate) list: String,
    pub(crate) changes: Vec<Change>,
    /// How many cameras are as the list says.
    pub(crate) same: usize,
    /// Paths of the areas that would be made.
    pub(crate) areas: Vec<String>,
    pub(crate) mistakes: Vec<Mistake>,
}

/// A row that adds or changes a camera.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) line: u64,
    pub(crate) camera: String,
    /// The columns that change; `None`: the camera is new.
    pub(crate) columns: Option<Vec<&'static str>>,
}

/// Something that is wrong in the file.
#[derive(Debug, Clone)]
pub(crate) struct Mistake {
    pub(crate) line: u64,
    /// Its name, or its letter.
    pub(crate) column: Option<String>,
    pub(crate) what: Failure,
}

impl Import {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let content = html! {
            p { (f.say(t::LIST_IN_ABOUT)) }
            (file_form(f, self.error.as_ref()))
        };
        kit::page(f, Section::Cameras, f.say(t::LIST_IN_TITLE), "narrow", &content)
    }
}

impl Tried {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let content = if !self.mistakes.is_empty() {
            self.refused(f)
        } else if self.changes.is_empty() {
            html! { p.flash.done { (f.say(t::LIST_TRIED_NOTHING)) } (kit::actions(&back(f))) }
        } else {
            self.ready(f)
        };
        kit::page(f, Section::Cameras, f.say(t::LIST_TRIED_TITLE), "", &content)
    }

    fn refused(&self, f: &Frame<'_>) -> Markup {
        let heads = [t::LIST_LINE, t::LIST_COLUMN, t::LIST_WRONG].map(Some);
        let cells = |m: &Mistake| {
            vec![
                line(f, m.line),
                html! { @if let Some(column) = &m.column { code { (column) } } },
                html! { (kit::sentence(&m.what.words(f.lang))) },
            ]
        };
        let rows: Vec<_> = self.mistakes.iter().take(ROWS_MAX).map(cells).collect();
        html! {
            p.flash.failed role="alert" { (f.fill(t::LIST_TRIED_BAD, &[("count", &self.mistakes.len())])) }
            (kit::table(f, f.say(t::LIST_MISTAKES), &heads, &rows))
            (more(f, self.mistakes.len()))
            (file_form(f, None))
        }
    }

    fn ready(&self, f: &Frame<'_>) -> Markup {
        let added = self.changes.iter().filter(|c| c.columns.is_none()).count();
        let changed = self.changes.len() - added;
        let sum = f.fill(
            t::LIST_TRIED_SUM,
            &[("added", &added), ("changed", &changed), ("same", &self.same), ("areas", &self.areas.len())],
        );
        let heads = [t::LIST_LINE, t::LIST_CAMERA, t::LIST_STEP].map(Some);
        let step = |c: &Change| match &c.columns {
            None => f.say(t::LIST_ADDS).to_owned(),
            Some(columns) => f.fill(t::LIST_SETS, &[("columns", &columns.join(", "))]),
        };
        let cells = |c: &Change| vec![line(f, c.line), html! { (c.camera) }, html! { (step(c)) }];
        let rows: Vec<_> = self.changes.iter().take(ROWS_MAX).map(cells).collect();
        html! {
            p.flash.warn role="status" { (sum) }
            (kit::form(Some(door::CAMERAS_IMPORT_DO), &html! {
                input type="hidden" name="list" value=(self.list);
                (kit::actions(&html! { (kit::submit(f, t::LIST_DO)) (back(f)) }))
            }))
            @if !self.areas.is_empty() {
                (kit::panel(f.say(t::LIST_AREAS), &html! { ul { @for area in &self.areas { li { (area) } } } }))
            }
            (kit::table(f, f.say(t::LIST_CHANGES), &heads, &rows))
            (more(f, self.changes.len()))
        }
    }
}

fn file_form(f: &Frame<'_>, error: Option<&Failure>) -> Markup {
    html! {
        form method="post" action=(door::CAMERAS_IMPORT) enctype="multipart/form-data" {
            (kit::file("file", t::LIST_IN_FILE, error).hint(f.say(t::LIST_IN_HINT)).draw(f))
            (kit::actions(&html! {
                (kit::submit(f, t::LIST_IN_BUTTON))
                (kit::link(f, door::CAMERAS, all::DOOR_BACK))
            }))
        }
    }
}

/// On a card no heading says what the number is.
fn line(f: &Frame<'_>, line: u64) -> Markup {
    html! { span.in-card { (f.say(t::LIST_LINE)) " " } (line) }
}

fn back(f: &Frame<'_>) -> Markup {
    kit::link(f, door::CAMERAS_IMPORT, t::LIST_AGAIN)
}

fn more(f: &Frame<'_>, rows: usize) -> Markup {
    let hidden = rows.saturating_sub(ROWS_MAX);
    html! { @if hidden > 0 { p.hint { (f.fill(t::LIST_MORE, &[("count", &hidden)])) } } }
}
