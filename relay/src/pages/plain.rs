//! The frame of pages for any browser, the oldest, too: their own style, a script that may be missing. Belongs here: what
//! stands around their content. Does not: the door's pages (see `kit`).

use super::kit::{Frame, other_language};
use maud::{DOCTYPE, Markup, html};
use shared::{
    routes::{self, ACCOUNT},
    text::{Text, check, door, lite as t, ui},
};

/// The files that a page loads, by their URLs.
#[derive(Debug, Clone)]
pub(crate) struct PlainFiles {
    /// `None`: there is nothing for it to do.
    pub(crate) script: Option<String>,
    pub(crate) style: String,
}

/// A whole page. Where no script runs it loads itself again after `reloads_secs`; `words` is what its script may say, by
/// name.
pub(super) fn page(
    f: &Frame<'_>,
    files: &PlainFiles,
    title: &str,
    reloads_secs: Option<u32>,
    words: &[(String, Text)],
    content: &Markup,
) -> Markup {
    let (other, url) = other_language(f);
    html! {
        (DOCTYPE)
        html lang=(f.lang.as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="dark";
                meta name="theme-color" content="#0b0f14";
                meta name="robots" content="noindex";
                @if let Some(secs) = reloads_secs { noscript { meta http-equiv="refresh" content=(secs); } }
                title { (title) " · " (f.say(ui::APP_NAME)) }
                link rel="icon" href=(f.icon) type="image/svg+xml";
                link rel="stylesheet" href=(files.style);
                @if let Some(script) = &files.script { script defer src=(script) {} }
            }
            body {
                header {
                    a.brand href=(routes::LITE) { (f.say(ui::APP_NAME)) }
                    a href=(routes::WALL) { (f.say(t::LITE_FULL)) }
                    @if f.visitor.is_some() { a href=(ACCOUNT) { (f.say(door::NAV_ACCOUNT)) } }
                    a href=(url) lang=(other.as_str()) hreflang=(other.as_str()) { (f.say(ui::OTHER_LANGUAGE)) }
                }
                main { (content) }
                footer { a href=(routes::CHECK) { (f.say(check::CHECK_TITLE)) } }
                ul hidden { @for (name, text) in words { li data-word=(name) { (f.say(*text)) } } }
            }
        }
    }
}
