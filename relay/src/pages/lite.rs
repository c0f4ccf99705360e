//! `/lite`: cameras for browsers that cannot run the wall. Belongs here: the markup, which says the whole truth also
//! where no script runs, and every word that the script may say. Does not: when it says which (see `viewer/lite`).

use super::{
    kit::{Frame, Pager},
    plain::{self, PlainFiles},
};
use maud::{Markup, html};
use shared::{
    CameraId, UnixMicros, routes,
    still::StillWidth,
    text::{Text, lite as t, reasons, ui},
    wire::{CameraState, Reason},
};

/// How often the pages reload themselves where no script runs, in seconds.
const LIST_RELOADS_SECS: u32 = 15;
const CAMERA_RELOADS_SECS: u32 = 5;
/// Why a camera or its video may be away.
const REASONS: [Reason; 21] = [
    Reason::Connecting,
    Reason::Unreachable,
    Reason::ConnectionRefused,
    Reason::NameUnknown,
    Reason::AddressRefused,
    Reason::AuthFailed,
    Reason::SecretUnreadable,
    Reason::NotFound,
    Reason::CameraBusy,
    Reason::CodecH265,
    Reason::CodecUnsupported,
    Reason::Interlaced,
    Reason::NoKeyframe,
    Reason::NoMedia,
    Reason::CameraClosed,
    Reason::ProtocolError,
    Reason::UnknownCamera,
    Reason::Paused,
    Reason::Reordered,
    Reason::NoPicture,
    Reason::StillUnavailable,
];
/// What else the script says, by the name that it knows.
const WORDS: [(&str, Text); 15] = [
    ("starting", reasons::STATE_STARTING),
    ("stale", reasons::STATE_STALE),
    ("offline", reasons::STATE_OFFLINE),
    ("paused", reasons::STATE_PAUSED),
    ("unknown", reasons::STATE_UNKNOWN),
    ("secs", ui::AGE_SECS),
    ("minutes", ui::AGE_MINUTES),
    ("last", ui::LAST_PICTURE),
    ("r-lost", ui::LINK_LOST),
    ("stills", t::LITE_STILLS),
    ("video", t::LITE_VIDEO),
    ("joining", t::LITE_JOINING),
    ("again", t::LITE_NO_VIDEO),
    ("never", t::LITE_NEVER_VIDEO),
    ("live", reasons::STATE_LIVE),
];

/// The list.
#[derive(Debug, Clone)]
pub(crate) struct Lite {
    pub(crate) files: PlainFiles,
    /// The app has sent the visitor here.
    pub(crate) sent: bool,
    /// In the order in which they are shown, those of one area together.
    pub(crate) cameras: Vec<LiteCamera>,
    pub(crate) pager: Pager,
}

/// One camera's page.
#[derive(Debug, Clone)]
pub(crate) struct LiteOne {
    pub(crate) files: PlainFiles,
    pub(crate) sent: bool,
    pub(crate) camera: LiteCamera,
}

/// A camera as it is when the page is made.
#[derive(Debug, Clone)]
pub(crate) struct LiteCamera {
    pub(crate) id: CameraId,
    pub(crate) name: String,
    /// The names of the areas it hangs in, the largest first.
    pub(crate) area: Vec<String>,
    pub(crate) state: CameraState,
    pub(crate) reason: Option<Reason>,
    /// The time of the newest picture; `None` where there is none, or none for the visitor.
    pub(crate) picture: Option<UnixMicros>,
}

impl Lite {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let areas = self.cameras.chunk_by(|a, b| a.area == b.area);
        let named = self.cameras.iter().any(|camera| !camera.area.is_empty());
        let content = html! {
            @if self.sent { p.said role="status" { (f.say(t::LITE_SENT)) } }
            h1 { (f.say(t::LITE_TITLE)) }
            @if self.cameras.is_empty() { p.quiet { (f.say(ui::NO_CAMERAS)) ". " (f.say(ui::NO_CAMERAS_HINT)) } }
            @for cameras in areas {
                section {
                    @if named { h2 { (area(f, &cameras[0])) } }
                    div.cards { @for camera in cameras { (camera.card(f)) } }
                }
            }
            (self.pager.draw(f))
            (no_script(f))
        };
        plain::page(f, &self.files, f.say(t::LITE_TITLE), Some(LIST_RELOADS_SECS), &words(), &content)
    }
}

impl LiteOne {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let camera = &self.camera;
        let content = html! {
            @if self.sent { p.said role="status" { (f.say(t::LITE_SENT)) } }
            a.back href=(routes::LITE) { "← " (f.say(t::LITE_BACK)) }
            h1 { (camera.name) }
            div.one data-camera=(camera.id) data-state=(camera.shown_state()) data-rung="still" data-feed="http" {
                div.box {
                    video data-whep=(routes::whep(&camera.id)) hidden muted autoplay playsinline {}
                    (camera.image(f, StillWidth::W640))
                }
                p.words { (camera.words(f)) }
                p.why { (camera.why(f)) }
                p.note role="status" {}
            }
            (no_script(f))
        };
        plain::page(f, &self.files, &camera.name, Some(CAMERA_RELOADS_SECS), &words(), &content)
    }
}

impl LiteCamera {
    fn card(&self, f: &Frame<'_>) -> Markup {
        html! {
            a.card href=(routes::lite_camera(&self.id)) data-camera=(self.id) data-state=(self.shown_state())
                data-rung="still" data-feed="http" {
                span.box { (self.image(f, StillWidth::W320)) }
                strong.name { (self.name) }
                span.words { (self.words(f)) }
                span.why { (self.why(f)) }
            }
        }
    }

    fn image(&self, f: &Frame<'_>, width: StillWidth) -> Markup {
        let (url, alt) = (routes::still(&self.id, width), f.fill(ui::STILL_OF, &[("name", &self.name)]));
        let src = self.picture.map(|_| &url);
        html! { img data-still=(url) src=[src] alt=(alt) hidden[src.is_none()]; }
    }

    /// A page without a script grows old while it is looked at: a camera that was live is said to have been so at a time.
    fn words(&self, f: &Frame<'_>) -> Markup {
        let time = self.picture.map(|at| f.second(at));
        let (state, age) = match (self.state, time) {
            (CameraState::Live | CameraState::Unknown, Some(at)) => {
                (f.fill(t::LITE_AT, &[("time", &at)]), String::new())
            }
            (CameraState::Live | CameraState::Unknown, None) => (f.say(t::LITE_NOTHING).to_owned(), String::new()),
            (state, Some(at)) => (f.say(state.text()).to_owned(), f.fill(ui::LAST_PICTURE, &[("time", &at)])),
            (state, None) => (f.say(state.text()).to_owned(), String::new()),
        };
        html! { span.state { (state) } " " span.age { (age) } }
    }

    fn why(&self, f: &Frame<'_>) -> &'static str {
        self.reason.filter(|_| self.state != CameraState::Live).map_or("", |reason| f.say(reason.text()))
    }

    fn shown_state(&self) -> &'static str {
        match self.state {
            CameraState::Live => CameraState::Unknown.as_str(),
            state => state.as_str(),
        }
    }
}

fn area(f: &Frame<'_>, camera: &LiteCamera) -> String {
    if camera.area.is_empty() { f.say(t::LITE_NO_AREA).to_owned() } else { camera.area.join(" › ") }
}

fn no_script(f: &Frame<'_>) -> Markup {
    html! { noscript { p.quiet { (f.say(t::LITE_NO_SCRIPT)) } } }
}

fn words() -> Vec<(String, Text)> {
    let reasons = REASONS.iter().map(|reason| (format!("r-{}", reason.as_str()), reason.text()));
    WORDS.iter().map(|(name, text)| ((*name).to_owned(), *text)).chain(reasons).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::samples, *};
    use shared::text::Lang;

    fn camera(state: CameraState, picture: Option<u64>) -> LiteCamera {
        LiteCamera {
            id: "cai-khe/cho".parse().unwrap(),
            name: "Chợ <script>".into(),
            area: vec!["Khu phố 1".into(), "Tổ 2".into()],
            state,
            reason: (state != CameraState::Live).then_some(Reason::Unreachable),
            // 14:02:58 in Vietnam, 2 s before the page is made.
            picture: picture.map(|secs| UnixMicros(samples::NOW.0 - secs * 1_000_000)),
        }
    }

    fn list(cameras: Vec<LiteCamera>) -> String {
        let files = PlainFiles { script: Some("/assets/lite-0.js".into()), style: "/assets/lite-0.css".into() };
        let view = Lite { files, sent: false, cameras, pager: Pager::default() };
        view.draw(&samples::frame(Lang::Vi)).into_string()
    }

    #[test]
    fn without_a_script_nothing_is_called_live_and_every_picture_has_its_time() {
        let html = list(vec![camera(CameraState::Live, Some(2))]);
        assert!(html.contains("data-state=\"unknown\"") && html.contains("Ảnh lúc 14:02:58"), "{html}");
        assert!(html.contains("<noscript><meta http-equiv=\"refresh\""));
        let html = list(vec![camera(CameraState::Offline, Some(2))]);
        assert!(html.contains("data-state=\"offline\"") && html.contains("lần cuối 14:02:58"), "{html}");
        assert!(html.contains(reasons::UNREACHABLE.vi));
        assert!(list(vec![camera(CameraState::Live, None)]).contains("<img data-still=\"/api/v1/cameras/cai-khe/cho/still.jpg?width=320\" alt=\"Ảnh gần nhất của Chợ &lt;script&gt;\" hidden>"));
    }

    #[test]
    fn a_picture_of_another_day_tells_its_day() {
        let html = list(vec![camera(CameraState::Offline, Some(86_400))]);
        assert!(html.contains("lần cuối 14:03 25/11/2026"), "{html}");
    }

    #[test]
    fn cameras_stand_below_their_areas_and_names_stay_text() {
        let mut other = camera(CameraState::Live, None);
        other.area = Vec::new();
        let html = list(vec![camera(CameraState::Live, Some(0)), camera(CameraState::Live, Some(0)), other]);
        assert_eq!(html.matches("<h2>").count(), 2);
        assert!(html.contains("Khu phố 1 › Tổ 2") && html.contains(t::LITE_NO_AREA.vi));
        assert_eq!(html.matches("<script").count(), 1, "{html}");
    }

    #[test]
    fn the_script_finds_every_word_that_it_asks_for() {
        let script = include_str!("../../../viewer/lite/lite.js");
        let known: Vec<_> = WORDS.iter().map(|(name, _)| *name).collect();
        let asked =
            script.split("words.").skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap());
        let mut all = 0;
        for word in asked {
            assert!(known.contains(&word), "{word}");
            all += 1;
        }
        assert!(all >= 8, "{all}");
    }
}
