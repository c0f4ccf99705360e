//! A camera on another site's page: a still, one button, one line. Belongs here: the markup that stands in the frame,
//! and every word of it. Does not: when which of them is shown (its script decides by `data-state`).

use maud::{DOCTYPE, Markup, html};
use shared::text::{Lang, Text, embed as t, ui};

/// What each state says, and whether the still's time follows.
const WORDS: [(&str, Text, bool); 12] = [
    ("poster", t::EMBED_AT, true),
    ("still", t::EMBED_AT, true),
    ("old", t::EMBED_LAST, true),
    ("full", t::EMBED_FULL, true),
    ("nolive", t::EMBED_NO_LIVE, true),
    ("nothing", t::EMBED_NOTHING, false),
    ("opening", t::EMBED_OPENING, false),
    ("live", t::EMBED_LIVE, false),
    ("stale", t::EMBED_STALE, false),
    ("offline", t::EMBED_OFFLINE, false),
    ("paused", t::EMBED_PAUSED, false),
    ("lost", t::EMBED_LOST, false),
];
/// In which states the time of a still is shown.
const TIMED: &str = "poster still old full nolive";
/// In which states a tap goes live, and in which it goes back.
const CAN_WATCH: &str = "poster full nothing";
const CAN_STOP: &str = "opening live stale offline paused";

/// The page in the frame. Its own files and its still are named by URL.
#[derive(Debug, Clone)]
pub(crate) struct Embed {
    pub(crate) lang: Lang,
    pub(crate) name: String,
    pub(crate) script: String,
    pub(crate) style: String,
    /// The still in its first width.
    pub(crate) still: String,
    /// `poster`, `nothing` or `paused`.
    pub(crate) state: &'static str,
    /// The still's time by the site's clocks, such as `14:03:22`.
    pub(crate) at: String,
    /// Goes live on tap; else the still is refreshed.
    pub(crate) moving: bool,
    /// The best stream, `main` or `sub`.
    pub(crate) best: &'static str,
}

impl Embed {
    pub(crate) fn draw(&self) -> Markup {
        let say = |text: Text| text.raw(self.lang);
        let hidden = |states: &str| !states.split(' ').any(|state| state == self.state);
        let alt = ui::STILL_OF.fill(self.lang, &[("name", &self.name)]);
        let mode = if self.moving { "live" } else { "still" };
        frame(
            self.lang,
            &self.name,
            &self.style,
            &html! {
                script type="module" src=(self.script) {}
            },
            &html! {
                main data-state=(self.state) data-mode=(mode) data-best=(self.best) {
                    @if self.state == "paused" { img alt=(alt) hidden; } @else { img src=(self.still) alt=(alt); }
                    @if self.moving {
                        button type="button" {
                            span data-for=(CAN_WATCH) hidden[hidden(CAN_WATCH)] { "▶ " (say(t::EMBED_WATCH)) }
                            span data-for=(CAN_STOP) hidden[hidden(CAN_STOP)] { (say(t::EMBED_STOP)) }
                        }
                    }
                    footer {
                        strong { (self.name) }
                        p role="status" {
                            @for (state, text, _) in WORDS {
                                span data-for=(state) hidden[state != self.state] { (say(text)) }
                            }
                            span data-for="ended" hidden { (say(t::EMBED_ENDED)) }
                            " "
                            time data-for=(TIMED) hidden[hidden(TIMED)] { (self.at) }
                        }
                    }
                }
            },
        )
    }
}

/// In place of what is over, was taken back, or never was: one answer for all.
pub(crate) fn embed_ended(lang: Lang, style: &str) -> Markup {
    let words = t::EMBED_ENDED.raw(lang);
    frame(
        lang,
        words,
        style,
        &html! {},
        &html! {
            main data-state="ended" { footer { p role="status" { (words) } } }
        },
    )
}

fn frame(lang: Lang, title: &str, style: &str, head: &Markup, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(lang.as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="stylesheet" href=(style);
                (head)
            }
            body { (body) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embed(state: &'static str, moving: bool) -> String {
        let page = Embed {
            lang: Lang::Vi,
            name: "Quảng trường<script>".into(),
            script: "/assets/embed-0.js".into(),
            style: "/assets/embed-0.css".into(),
            still: "/embed/T/still.jpg?width=160".into(),
            state,
            at: "14:03:22".into(),
            moving,
            best: "sub",
        };
        page.draw().into_string()
    }

    #[test]
    fn a_state_shows_its_words_and_no_others() {
        let shown = |html: &str| {
            let parts =
                html.split("data-for=\"").skip(1).filter(|part| !part.split('>').next().unwrap().contains(" hidden"));
            parts.map(|part| part.split_once('>').unwrap().1.split('<').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(shown(&embed("poster", true)), ["▶ Xem trực tiếp", "Ảnh lúc", "14:03:22"]);
        assert_eq!(shown(&embed("paused", true)), ["Dừng", "Camera đang tạm dừng"]);
        assert_eq!(shown(&embed("nothing", false)), ["Chưa có hình"]);
    }

    #[test]
    fn names_stay_text_and_a_paused_camera_shows_nothing() {
        let html = embed("poster", true);
        assert!(html.contains("Quảng trường&lt;script&gt;") && html.matches("<script").count() == 1, "{html}");
        assert!(html.contains("still.jpg") && !embed("paused", true).contains("still.jpg"));
        assert!(!embed("poster", false).contains("<button"));
        assert!(embed_ended(Lang::En, "x").into_string().contains("no longer shown here"));
    }
}
