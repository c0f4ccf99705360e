//! `/check`: what a device can show. Belongs here: the markup and every word that its script may say. Does not: finding
//! anything out (see `viewer/lite`).

use super::{
    kit::Frame,
    plain::{self, PlainFiles},
};
use maud::{Markup, html};
use shared::{
    check::{Capability, Outcome},
    routes,
    text::{Text, check as t, lite},
};

/// What is found out, under its headings.
const PARTS: [(Text, &[Capability]); 3] = [
    (
        t::CHECK_RUNGS,
        &[Capability::Webcodecs, Capability::Mse, Capability::Webrtc, Capability::Openh264, Capability::Still],
    ),
    (t::CHECK_NETWORK, &[Capability::Relay, Capability::Socket, Capability::Rtp]),
    (
        t::CHECK_BROWSER,
        &[
            Capability::SecureContext,
            Capability::Wasm,
            Capability::Simd,
            Capability::Worker,
            Capability::OffscreenCanvas,
            Capability::VideoDecoder,
            Capability::MediaSource,
            Capability::ManagedMediaSource,
            Capability::RtcH264,
            Capability::Memory,
            Capability::Cores,
            Capability::Screen,
        ],
    ),
];
/// What the script says, by the name that it knows.
const WORDS: [(&str, Text); 10] = [
    ("passed", t::OUTCOME_PASSED),
    ("partly", t::OUTCOME_PARTLY),
    ("failed", t::OUTCOME_FAILED),
    ("missing", t::OUTCOME_MISSING),
    ("skipped", t::OUTCOME_SKIPPED),
    ("ms", t::CHECK_MS),
    ("silent", t::CHECK_SILENT),
    ("full", t::CHECK_FULL),
    ("stills", t::CHECK_STILLS),
    ("lite", t::CHECK_LITE),
];

/// The page.
#[derive(Debug, Clone)]
pub(crate) struct Check {
    pub(crate) files: PlainFiles,
    /// The worker's script, by its URL.
    pub(crate) worker: String,
    /// The first message on a live socket, where the visitor may open one.
    pub(crate) hello: Option<String>,
    pub(crate) step: CheckStep,
}

/// How far the visitor has come.
#[derive(Debug, Clone)]
pub(crate) enum CheckStep {
    /// Everything is tried.
    Open,
    /// It was sent, and this is its code.
    Sent(String),
    /// It was sent and not taken.
    Refused(Text),
}

impl Check {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let content = match &self.step {
            CheckStep::Open => self.tries(f, None),
            CheckStep::Refused(why) => self.tries(f, Some(*why)),
            CheckStep::Sent(code) => sent(f, code),
        };
        let words: Vec<_> = WORDS.iter().map(|(name, text)| ((*name).to_owned(), *text)).collect();
        plain::page(f, &self.files, f.say(t::CHECK_TITLE), None, &words, &content)
    }

    fn tries(&self, f: &Frame<'_>, refused: Option<Text>) -> Markup {
        html! {
            @if let Some(why) = refused { p.said role="alert" { (f.say(why)) } }
            h1 { (f.say(t::CHECK_TITLE)) }
            p.quiet { (f.say(t::CHECK_ABOUT)) }
            noscript { p.said { (f.say(t::CHECK_NO_SCRIPT)) " " a.button href=(routes::LITE) { (f.say(lite::LITE_OPEN)) } } }
            p.verdict role="status" { (f.say(t::CHECK_RUNNING)) }
            @if self.hello.is_none() {
                p.quiet {
                    (f.say(t::CHECK_LOG_IN)) " "
                    a.button href=(routes::login(routes::CHECK)) { (f.say(shared::text::door::entry::SIGNIN_BUTTON)) }
                }
            }
            div data-worker=(self.worker) data-healthz=(routes::HEALTHZ) data-live=(routes::LIVE) data-whep=(routes::WHEP)
                data-hello=[self.hello.as_ref()] {
                @for (heading, capabilities) in PARTS {
                    h2 { (f.say(heading)) }
                    ul.checks { @for what in capabilities { (row(f, *what)) } }
                }
            }
            form method="post" action=(routes::CHECK) {
                input type="hidden" name="findings" value="";
                button type="submit" disabled { (f.say(t::CHECK_SEND)) }
                p.quiet { (f.say(t::CHECK_SEND_ABOUT)) }
            }
        }
    }
}

fn row(f: &Frame<'_>, what: Capability) -> Markup {
    html! {
        li data-check=(what.as_str()) {
            span.what { (f.say(what.text())) }
            strong.outcome { (f.say(Outcome::Unknown.text())) }
            span.ms {}
            span.detail {}
        }
    }
}

fn sent(f: &Frame<'_>, code: &str) -> Markup {
    // In two halves, as people read numbers out.
    let (first, second) = code.split_at_checked(3).unwrap_or((code, ""));
    html! {
        h1 { (f.say(t::CHECK_TITLE)) }
        p { (f.say(t::CHECK_SENT)) }
        p.code role="status" { (first) " " (second) }
        p { a.button href=(routes::CHECK) { (f.say(t::CHECK_AGAIN)) } }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::samples, *};
    use shared::text::Lang;

    fn page(hello: Option<&str>, step: CheckStep) -> String {
        let files = PlainFiles { script: Some("/assets/check-0.js".into()), style: "/assets/lite-0.css".into() };
        let view = Check { files, worker: "/assets/worker-0.js".into(), hello: hello.map(Into::into), step };
        view.draw(&samples::frame(Lang::Vi)).into_string()
    }

    #[test]
    fn everything_that_can_be_sent_has_its_row() {
        let html = page(None, CheckStep::Open);
        for what in Capability::ALL.iter().filter(|what| **what != Capability::Unknown) {
            assert_eq!(html.matches(&format!("data-check=\"{}\"", what.as_str())).count(), 1, "{what:?}");
        }
        let shown = PARTS.iter().map(|(_, all)| all.len()).sum::<usize>();
        assert_eq!(shown, Capability::ALL.len() - 1);
    }

    #[test]
    fn who_is_not_logged_in_is_told_what_that_costs() {
        assert!(page(None, CheckStep::Open).contains("/login?next=/check"));
        let html = page(Some("{\"type\":\"hello\"}"), CheckStep::Open);
        assert!(!html.contains("/login?next") && html.contains("{&quot;type&quot;:&quot;hello&quot;}"), "{html}");
    }

    #[test]
    fn a_code_is_read_out_in_two_halves() {
        let html = page(None, CheckStep::Sent("012345".into()));
        assert!(html.contains("012 345") && !html.contains("data-check"), "{html}");
    }

    #[test]
    fn the_script_knows_every_row_and_every_word() {
        let script = include_str!("../../../viewer/lite/check.js");
        for what in Capability::ALL.iter().filter(|what| **what != Capability::Unknown) {
            assert!(script.contains(&format!("\"{}\"", what.as_str())), "{what:?}");
        }
        let asked = script.split("words.").skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next());
        for word in asked {
            assert!(WORDS.iter().any(|(name, _)| Some(*name) == word), "{word:?}");
        }
    }
}
