//! Adding a camera, the second step: what was found there, before it is saved. What was typed stays with the relay, under
//! a key that the page carries: the password does not travel twice.

use crate::{
    pages::kit::{self, Frame, Section, Tone},
    probe_words,
};
use maud::{Markup, html};
use shared::{
    diagnosis::{Advice, Diagnosis, Step, StreamReport, Verdict},
    routes::door,
    text::{door::cameras as t, probe},
};

/// What was found. Fields: `trial`, and `do` with `save` or `back`; posted to [`door::CAMERA_PROBE`].
#[derive(Debug, Clone)]
pub(crate) struct CameraTrial {
    pub(crate) name: String,
    /// The key under which the relay keeps what was typed.
    pub(crate) trial: String,
    pub(crate) found: Diagnosis,
    /// The URL of the first picture, where there is one.
    pub(crate) picture: Option<String>,
}

impl CameraTrial {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let (class, verdict, save) = match self.found.verdict {
            Verdict::Good => ("flash done", t::TRIAL_GOOD, t::TRIAL_SAVE),
            Verdict::Advised => ("flash warn", t::TRIAL_ADVISED, t::TRIAL_SAVE),
            Verdict::Failed | Verdict::Unknown => ("flash failed", t::TRIAL_FAILED, t::TRIAL_SAVE_ANYWAY),
        };
        let content = html! {
            p { (f.say(t::TRIAL_ABOUT)) }
            p class=(class) role="status" { (f.say(verdict)) }
            (self.first_picture(f))
            (self.advice(f))
            div.columns { @for stream in &self.found.streams { (report(f, stream)) } }
            form method="post" action=(door::CAMERA_PROBE) {
                input type="hidden" name="trial" value=(self.trial);
                (kit::actions(&html! {
                    button.primary type="submit" name="do" value="save" { (f.say(save)) }
                    button type="submit" name="do" value="back" { (f.say(t::TRIAL_BACK)) }
                }))
            }
        };
        kit::page(f, Section::Cameras, &f.fill(t::TRIAL_TITLE, &[("name", &self.name)]), "", &content)
    }

    fn first_picture(&self, f: &Frame<'_>) -> Markup {
        match &self.picture {
            Some(url) => html! { img.picture src=(url) alt=(f.fill(t::TRIAL_PICTURE, &[("name", &self.name)])); },
            None => html! { p.picture.none { (f.say(t::TRIAL_NO_PICTURE)) } },
        }
    }

    /// All advice, that about one stream with the stream's name.
    fn advice(&self, f: &Frame<'_>) -> Markup {
        let of_streams = self.found.streams.iter().flat_map(|s| s.advice.iter().map(|a| (Some(s.profile), *a)));
        let of_stream = |advice: &Advice| self.found.streams.iter().any(|s| s.advice.contains(advice));
        let of_camera = self.found.advice.iter().filter(|a| !of_stream(a)).map(|a| (None, *a));
        let all: Vec<_> = of_streams.chain(of_camera).collect();
        if all.is_empty() {
            return html! {};
        }
        kit::panel(
            f.say(t::TRIAL_ADVICE),
            &html! {
                ul {
                    @for (profile, advice) in all {
                        li {
                            @if let Some(profile) = profile { strong { (probe_words::name(f.lang, profile)) ": " } }
                            (f.say(advice.text()))
                        }
                    }
                }
            },
        )
    }
}

fn report(f: &Frame<'_>, stream: &StreamReport) -> Markup {
    let playing = stream.reason.is_none();
    kit::panel(
        probe_words::name(f.lang, stream.profile),
        &html! {
            ul.plain {
                @if let Some(step) = stream.reached { li { (kit::badge(Tone::Good, "✓")) " " (reached(f, step, stream)) } }
                @if let Some(facts) = &stream.facts { @for fact in probe_words::facts(f.lang, facts) { li { (fact) } } }
                @if let Some(reason) = stream.reason {
                    li.wrong {
                        (kit::badge(Tone::Bad, "✕")) " "
                        (kit::sentence(&probe_words::failure(f.lang, reason, probe::fix(reason))))
                    }
                }
                @if playing && stream.facts.is_none() { li { (f.say(probe::TIMESTAMPS_UNKNOWN)) } }
            }
        },
    )
}

fn reached(f: &Frame<'_>, step: Step, stream: &StreamReport) -> String {
    match step {
        Step::FirstPicture => {
            let secs = stream.first_picture_ms.unwrap_or(0) as f64 / 1000.0;
            f.fill(t::TRIAL_PICTURE_AFTER, &[("secs", &probe_words::number(f.lang, secs))])
        }
        other => f.say(other.text()).to_owned(),
    }
}
