//! The tree of areas, and one of them.

use crate::{
    Failure,
    pages::kit::{self, Choice, Confirm, Frame, Section, Typed},
};
use maud::{Markup, html};
use shared::{
    AreaId,
    routes::door,
    text::door::{self as all, cameras as t},
};

/// The tree. Fields of its form: `name`, `within` (an area's id, or empty); posted to its own address.
#[derive(Debug, Clone, Default)]
pub(crate) struct Areas {
    /// From the top down, what lies in an area right behind it.
    pub(crate) rows: Vec<AreaRow>,
    pub(crate) name: Typed,
    pub(crate) within: Typed,
}

/// One area of the tree.
#[derive(Debug, Clone)]
pub(crate) struct AreaRow {
    pub(crate) id: AreaId,
    pub(crate) name: String,
    /// With the areas above it.
    pub(crate) path: String,
    /// 0 for those at the top.
    pub(crate) depth: usize,
    /// Cameras in it and below.
    pub(crate) cameras: usize,
}

/// One area's page. Field: `name`; posted to its own address.
#[derive(Debug, Clone)]
pub(crate) struct AreaOne {
    pub(crate) id: AreaId,
    /// As it is called now.
    pub(crate) present: String,
    pub(crate) name: Typed,
}

impl Areas {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let content = html! {
            p { (f.say(t::TREE_ABOUT)) }
            div.columns {
                div {
                    @if self.rows.is_empty() { (kit::empty(f, t::TREE_EMPTY, t::TREE_EMPTY_HINT)) }
                    @else { (tree(f, &self.rows)) }
                }
                (kit::panel(f.say(t::TREE_ADD), &self.add(f)))
            }
        };
        kit::page(f, Section::Areas, f.say(t::TREE_TITLE), "", &content)
    }

    fn add(&self, f: &Frame<'_>) -> Markup {
        let all_areas = self.rows.iter().map(|row| Choice::new(row.id.as_str(), row.path.as_str()));
        let choices: Vec<_> = [Choice::new("", f.say(t::TREE_TOP))].into_iter().chain(all_areas).collect();
        let name = kit::text("name", t::TREE_NAME, &self.name).required().maxlength(80);
        kit::form(
            Some(door::AREAS),
            &html! {
                (name.hint(f.say(t::TREE_NAME_HINT)).draw(f))
                (kit::select("within", t::TREE_WITHIN, &self.within, &choices).draw(f))
                (kit::actions(&kit::submit(f, all::DOOR_ADD)))
            },
        )
    }
}

/// Nested lists, so that the depth can be heard, too.
fn tree(f: &Frame<'_>, rows: &[AreaRow]) -> Markup {
    let Some(top) = rows.first().map(|row| row.depth) else { return html! {} };
    let mut rest = rows;
    let mut branches = Vec::new();
    while let Some((row, below)) = rest.split_first() {
        let within = below.iter().take_while(|next| next.depth > top).count();
        branches.push((row, &below[..within]));
        rest = &below[within..];
    }
    html! {
        ul.tree {
            @for (row, below) in branches {
                li {
                    a href=(door::of_area(door::AREA_PATTERN, &row.id)) {
                        span { (row.name) }
                        span.hint { (f.fill(t::TREE_CAMERAS, &[("count", &row.cameras)])) }
                    }
                    @if !below.is_empty() { (tree(f, below)) }
                }
            }
        }
    }
}

impl AreaOne {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let at = |pattern| door::of_area(pattern, &self.id);
        let content = html! {
            (kit::form(Some(&at(door::AREA_PATTERN)), &html! {
                (kit::text("name", t::TREE_NAME, &self.name).required().maxlength(80).draw(f))
                (kit::actions(&html! {
                    (kit::submit(f, t::TREE_RENAME))
                    (kit::link(f, door::AREAS, all::DOOR_BACK))
                    (kit::danger_link(f, &at(door::AREA_REMOVE_PATTERN), t::TREE_REMOVE))
                }))
            }))
        };
        kit::page(f, Section::Areas, &f.fill(t::TREE_ONE, &[("name", &self.present)]), "narrow", &content)
    }

    /// Asks before it is removed.
    pub(crate) fn remove(&self, f: &Frame<'_>, error: Option<Failure>) -> Confirm {
        Confirm {
            question: f.fill(t::TREE_REMOVE_QUESTION, &[("name", &self.present)]),
            follows: f.say(t::TREE_REMOVE_FOLLOWS).to_owned(),
            label: t::TREE_REMOVE,
            back: door::of_area(door::AREA_PATTERN, &self.id),
            error,
        }
    }
}
