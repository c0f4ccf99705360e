//! The code that shows a camera on a web site, once.

use crate::pages::kit::{self, Frame, Section};
use maud::{Markup, html};
use secrecy::{ExposeSecret, SecretString};
use shared::{
    routes::door,
    text::door::{embeds as t, entry},
};

/// The result.
#[derive(Debug, Clone)]
pub(crate) struct EmbedMade {
    pub(crate) camera: String,
    /// Both with the embed's secret in their address.
    pub(crate) element: SecretString,
    pub(crate) iframe: SecretString,
}

impl EmbedMade {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let content = html! {
            p { (f.say(t::WEB_MADE_ABOUT)) }
            (kit::copyable(f, "element", t::WEB_ELEMENT, self.element.expose_secret()))
            (kit::copyable(f, "iframe", t::WEB_IFRAME, self.iframe.expose_secret()))
            p.flash.warn { (f.say(t::WEB_MADE_CARE)) }
            (kit::actions(&html! { a.button.primary href=(door::EMBEDS) { (f.say(entry::PAPER_DONE)) } }))
        };
        kit::page(f, Section::Embeds, &f.fill(t::WEB_MADE_TITLE, &[("name", &self.camera)]), "narrow", &content)
    }
}
