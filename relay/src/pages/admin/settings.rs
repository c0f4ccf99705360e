//! The running configuration, to look at.

use crate::pages::kit::{self, Frame, Section, Tone};
use maud::{Markup, html};
use shared::{
    UnixMicros,
    text::door::{self as all, settings as t},
};

/// The page.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) version: String,
    pub(crate) since: UnixMicros,
    pub(crate) site: String,
    pub(crate) data_dir: String,
    pub(crate) listen: String,
    pub(crate) public_url: Option<String>,
    pub(crate) tls: Tls,
    /// SHA-256 of the certificate, as browsers show it.
    pub(crate) fingerprint: Option<String>,
    /// The key that the audit's heads are signed with.
    pub(crate) audit_key: Option<String>,
    pub(crate) values: Vec<Setting>,
}

/// One value of the file.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    /// `cameras.retry_max_secs`
    pub(crate) key: String,
    /// As it would stand in the file.
    pub(crate) value: String,
    /// What it is, with its unit.
    pub(crate) means: String,
    /// It is not the default.
    pub(crate) changed: bool,
}

/// How viewers' connections are protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tls {
    Off,
    SelfSigned,
    Files,
}

impl Settings {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let content = html! {
            p { (f.say(t::SET_ABOUT)) }
            div.columns {
                (kit::panel(f.say(t::SET_RELAY), &self.relay(f)))
                (kit::panel(f.say(t::SET_NETWORK), &self.network(f)))
                (kit::panel(f.say(t::SET_AUDIT), &html! {
                    (kit::facts(f, &[(t::SET_KEY, code(f, self.audit_key.as_deref()))]))
                    p.hint { (f.say(t::SET_KEY_HINT)) }
                }))
            }
            (self.values(f))
        };
        kit::page(f, Section::Settings, f.say(t::SET_TITLE), "", &content)
    }

    fn relay(&self, f: &Frame<'_>) -> Markup {
        kit::facts(
            f,
            &[
                (t::SET_VERSION, html! { (self.version) }),
                (t::SET_SINCE, f.time(self.since)),
                (t::SET_SITE, html! { code { (self.site) } }),
                (t::SET_DATA, html! { code { (self.data_dir) } }),
            ],
        )
    }

    fn network(&self, f: &Frame<'_>) -> Markup {
        let (tone, words) = match self.tls {
            Tls::Off => (Tone::Bad, t::SET_TLS_OFF),
            Tls::SelfSigned => (Tone::Good, t::SET_TLS_SELF),
            Tls::Files => (Tone::Good, t::SET_TLS_FILES),
        };
        html! {
            (kit::facts(f, &[
                (t::SET_LISTEN, html! { code { (self.listen) } }),
                (t::SET_PUBLIC, code(f, self.public_url.as_deref())),
                (t::SET_TLS, kit::badge(tone, f.say(words))),
            ]))
            @if let Some(fingerprint) = &self.fingerprint {
                (kit::facts(f, &[(t::SET_FINGERPRINT, html! { code { (fingerprint) } })]))
                p.hint { (f.say(t::SET_FINGERPRINT_HINT)) }
            }
        }
    }

    fn values(&self, f: &Frame<'_>) -> Markup {
        let cells = |s: &Setting| {
            let changed = s.changed.then(|| kit::badge(Tone::Plain, f.say(t::SET_CHANGED)));
            let value = html! { code { (s.value) } @if let Some(changed) = changed { " " (changed) } };
            vec![html! { code { (s.key) } }, value, html! { (s.means) }]
        };
        let rows: Vec<_> = self.values.iter().map(cells).collect();
        kit::table(f, f.say(t::SET_VALUES), &[t::SET_NAME, t::SET_VALUE, t::SET_MEANS].map(Some), &rows)
    }
}

fn code(f: &Frame<'_>, value: Option<&str>) -> Markup {
    match value {
        Some(value) => html! { code { (value) } },
        None => html! { (f.say(all::DOOR_NONE)) },
    }
}
