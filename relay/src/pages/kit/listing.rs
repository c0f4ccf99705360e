//! What stands around a long list: the field that looks for a name in it, how many were found, the ways to its other parts.
//! Belongs here: their markup. Does not: looking (see `http::admin::listing`).

use super::{Frame, Pager, Typed, actions, input, link, submit};
use maud::{Markup, html};
use shared::text::door as t;

/// The part of a list that is shown, among how many. By GET: `q`, `page`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Listing {
    /// Where the list is.
    pub(crate) url: &'static str,
    /// What is looked for.
    pub(crate) sought: String,
    /// Rows that were found.
    pub(crate) found: usize,
    /// Rows of the whole list.
    pub(crate) all: usize,
    /// There is more than one part, or was before looking.
    pub(crate) is_long: bool,
    pub(crate) pager: Pager,
}

impl Listing {
    /// The field above the list; nothing where the whole list is in sight.
    pub(crate) fn search(&self, f: &Frame<'_>) -> Markup {
        if !self.is_long && self.sought.is_empty() {
            return html! {};
        }
        let typed = Typed::from(self.sought.as_str());
        html! {
            form.search role="search" method="get" action=(self.url) {
                (input("search", "q", t::DOOR_SEARCH, &typed).bare().maxlength(100).draw(f))
                (actions(&html! {
                    (submit(f, t::DOOR_SEARCH_BUTTON))
                    @if !self.sought.is_empty() { (link(f, self.url, t::DOOR_SEARCH_ALL)) }
                }))
            }
            @if !self.sought.is_empty() {
                p role="status" { (f.fill(t::DOOR_SEARCH_FOUND, &[("found", &self.found), ("all", &self.all)])) }
            }
        }
    }
}
