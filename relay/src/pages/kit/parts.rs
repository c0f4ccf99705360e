//! Small parts that pages are put together from: buttons, forms, tables, badges, lists of facts, pages of a list.
//! Belongs here: their markup. Does not: words of a particular page.

use super::{Frame, sentence};
use crate::Failure;
use maud::{Markup, html};
use shared::text::{Text, door as t, ui};

/// A form that is posted to `action`; `None`: to the page's own address.
pub(crate) fn form(action: Option<&str>, content: &Markup) -> Markup {
    html! { form method="post" action=[action] { (content) } }
}

/// What is wrong with a form as a whole.
pub(crate) fn whole_error(f: &Frame<'_>, error: Option<&Failure>) -> Markup {
    html! { @if let Some(error) = error { p.flash.failed role="alert" { (sentence(&error.words(f.lang))) } } }
}

/// The button that sends a form.
pub(crate) fn submit(f: &Frame<'_>, label: Text) -> Markup {
    html! { button.primary type="submit" { (f.say(label)) } }
}

/// A link that looks like a button.
pub(crate) fn link(f: &Frame<'_>, url: &str, label: Text) -> Markup {
    html! { a.button href=(url) { (f.say(label)) } }
}

/// The same for a step that takes something away; it leads to a page that asks once more.
pub(crate) fn danger_link(f: &Frame<'_>, url: &str, label: Text) -> Markup {
    html! { a.button.danger href=(url) { (f.say(label)) } }
}

/// A button that does one thing at one address, without a question.
pub(crate) fn post(f: &Frame<'_>, url: &str, label: Text) -> Markup {
    html! { form.inline method="post" action=(url) { button type="submit" { (f.say(label)) } } }
}

/// Buttons in a row.
pub(crate) fn actions(buttons: &Markup) -> Markup {
    html! { div.actions { (buttons) } }
}

/// A part of a page under its own heading.
pub(crate) fn panel(heading: &str, content: &Markup) -> Markup {
    html! { section.panel { h2 { (heading) } (content) } }
}

/// Where there is nothing to list: that it is so, and what to do about it.
pub(crate) fn empty(f: &Frame<'_>, words: Text, hint: Text) -> Markup {
    html! { div.empty { p { strong { (f.say(words)) } } p.hint { (f.say(hint)) } } }
}

/// How a badge is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Good,
    Warn,
    Bad,
}

/// A word that stands out.
pub(crate) fn badge(tone: Tone, words: &str) -> Markup {
    let class = match tone {
        Tone::Plain => "badge",
        Tone::Good => "badge good",
        Tone::Warn => "badge warn",
        Tone::Bad => "badge bad",
    };
    html! { span class=(class) { (words) } }
}

/// Names and values, one below the other.
pub(crate) fn facts(f: &Frame<'_>, rows: &[(Text, Markup)]) -> Markup {
    html! { dl.facts { @for (name, value) in rows { div { dt { (f.say(*name)) } dd { (value) } } } } }
}

/// A table whose rows become cards where there is little room. The first cell names its row. An empty head is a cell
/// that needs none, such as that of buttons; roles keep it a table for those who do not see it.
pub(crate) fn table(f: &Frame<'_>, caption: &str, heads: &[Option<Text>], rows: &[Vec<Markup>]) -> Markup {
    html! {
        table.cards role="table" {
            caption { (caption) }
            thead role="rowgroup" {
                tr role="row" {
                    @for head in heads { th scope="col" role="columnheader" { @if let Some(h) = head { (f.say(*h)) } } }
                }
            }
            tbody role="rowgroup" {
                @for row in rows {
                    tr role="row" {
                        @for (cell, head) in row.iter().zip(heads).take(1) {
                            th scope="row" role="rowheader" data-label=[head.map(|h| f.say(h))] { (cell) }
                        }
                        @for (cell, head) in row.iter().zip(heads).skip(1) {
                            @let nothing = cell.0.is_empty();
                            td role="cell" data-label=[head.map(|h| f.say(h))] data-empty[nothing] { (cell) }
                        }
                    }
                }
            }
        }
    }
}

/// The way to the newer and the older part of a long list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pager {
    pub(crate) newer: Option<String>,
    pub(crate) older: Option<String>,
}

impl Pager {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        if self.newer.is_none() && self.older.is_none() {
            return html! {};
        }
        html! {
            nav.pages aria-label=(f.say(t::DOOR_PAGES)) {
                @if let Some(url) = &self.newer { a.button rel="prev" href=(url) { "← " (f.say(ui::PREVIOUS)) } }
                @if let Some(url) = &self.older { a.button.older rel="next" href=(url) { (f.say(ui::NEXT)) " →" } }
            }
        }
    }
}

/// The page that asks before something is taken away: what, what follows from it, and the two ways out.
#[derive(Debug, Clone)]
pub(crate) struct Confirm {
    pub(crate) question: String,
    /// What follows, one sentence.
    pub(crate) follows: String,
    /// What the button that does it says.
    pub(crate) label: Text,
    /// Where to go instead.
    pub(crate) back: String,
    /// Why it could not be done at the last try.
    pub(crate) error: Option<Failure>,
}

impl Confirm {
    pub(crate) fn draw(&self, f: &Frame<'_>, section: super::Section) -> Markup {
        let content = html! {
            (whole_error(f, self.error.as_ref()))
            p { (self.follows) }
            (form(None, &html! {
                div.actions {
                    button.danger type="submit" { (f.say(self.label)) }
                    a.button href=(self.back) { (f.say(t::DOOR_CANCEL)) }
                }
            }))
        };
        super::page(f, section, &self.question, "narrow", &content)
    }
}

/// Text to be copied as a whole: it is in a field, so that a tap and "select all" take it and nothing else.
pub(crate) fn copyable(f: &Frame<'_>, id: &str, label: Text, value: &str) -> Markup {
    // As many lines as it takes on a phone.
    let rows = (value.chars().count() / 28 + 1).clamp(2, 10);
    html! {
        div.field {
            label for=(id) { (f.say(label)) }
            textarea.code id=(id) rows=(rows) readonly spellcheck="false" { "\n" (value) }
        }
    }
}
