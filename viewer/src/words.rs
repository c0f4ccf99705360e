//! What is said of a tile. Belongs here: states, reasons and ages to words. Does not: the table of texts, the DOM.

use shared::{
    Profile, UnixMicros,
    text::{Lang, Text, reasons, ui},
    wire::Mode,
};
use worker::protocol::{Rung, TileReport, TileState, Why};

/// Everything that a tile says, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TileWords {
    /// The state in a word.
    pub(crate) state: &'static str,
    /// How fast and how old, while there is a picture worth it.
    pub(crate) figures: String,
    /// Of when the last picture is, while the camera is away or no live picture has come yet.
    pub(crate) last: String,
    /// Why it is not live.
    pub(crate) reason: &'static str,
}

impl TileWords {
    /// The words for a state. `still` is the time of the poster, while nothing else is shown; `detailed` names the stream, too; `time_of_day` writes a time as the viewer's clock shows it.
    pub(crate) fn new(
        (state, why): (TileState, Option<Why>),
        report: Option<&TileReport>,
        still: Option<UnixMicros>,
        lang: Lang,
        detailed: bool,
        time_of_day: impl Fn(UnixMicros) -> String,
    ) -> Self {
        let is_still = report.is_some_and(|report| report.rung == Rung::Still) && state == TileState::Live;
        let is_sparse = report.is_some_and(|report| report.mode == Mode::Keyframes) && state == TileState::Live;
        let word = match state {
            _ if is_still => ui::STATE_STILLS,
            _ if is_sparse => ui::STATE_KEYFRAMES,
            state => state_text(state),
        }
        .raw(lang);
        let shown = report.and_then(|report| report.shown);
        let last = match state {
            TileState::Offline => shown.or(still).map(|at| (ui::LAST_PICTURE, at)),
            _ => still.map(|at| (ui::STILL_AT, at)),
        };
        let last = last.map(|(text, at)| text.fill(lang, &[("time", &time_of_day(at))])).unwrap_or_default();
        let figures = report.map(|report| figures(state, report, lang, detailed)).unwrap_or_default();
        Self { state: word, figures, last, reason: why.map_or("", |why| why_text(why).raw(lang)) }
    }
}

fn state_text(state: TileState) -> Text {
    match state {
        TileState::Starting => reasons::STATE_STARTING,
        TileState::Live => reasons::STATE_LIVE,
        TileState::Stale => reasons::STATE_STALE,
        TileState::Offline => reasons::STATE_OFFLINE,
        TileState::Paused => reasons::STATE_PAUSED,
        TileState::Refused => ui::STATE_REFUSED,
    }
}

fn why_text(why: Why) -> Text {
    match why {
        Why::Relay(reason) => reason.text(),
        Why::LinkLost => ui::LINK_LOST,
    }
}

fn figures(state: TileState, report: &TileReport, lang: Lang, detailed: bool) -> String {
    let Some(age) = report.age_ms.map(|age_ms| age_text(age_ms, lang)) else { return String::new() };
    match state {
        TileState::Live => {
            let fps = ui::FPS.fill(lang, &[("n", &((report.fps_tenths + 5) / 10).to_string())]);
            let stream = report.profile.filter(|_| detailed).map(|profile| match profile {
                Profile::Main => ui::PROFILE_MAIN,
                Profile::Sub => ui::PROFILE_SUB,
            });
            let stream = stream.map(|stream| format!("{} {}×{}", stream.raw(lang), report.width, report.height));
            // What a lower rung costs the viewer.
            let costs = match report.rung {
                Rung::Still if detailed => return format!("{} · {age}", ui::STILLS_WHY.raw(lang)),
                Rung::Still => return age,
                _ if report.mode == Mode::Keyframes && detailed => {
                    return format!("{} · {age}", ui::KEYFRAMES_WHY.raw(lang));
                }
                _ if report.mode == Mode::Keyframes => return age,
                Rung::Openh264 => detailed.then_some(ui::SOFTWARE.raw(lang).to_owned()),
                Rung::Webcodecs | Rung::Mse | Rung::Webrtc => None,
            };
            [stream, costs, Some(fps), Some(age)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        TileState::Stale => age,
        _ => String::new(),
    }
}

/// How old a picture is. Below a second it says so and stands still: figures that dance tell nobody anything.
fn age_text(age_ms: u64, lang: Lang) -> String {
    match age_ms / 1000 {
        0 => ui::AGE_SECS.fill(lang, &[("n", "<1")]),
        secs @ 1..120 => ui::AGE_SECS.fill(lang, &[("n", &secs.to_string())]),
        secs => ui::AGE_MINUTES.fill(lang, &[("n", &(secs / 60).to_string())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::text::lite;
    use shared::wire::Reason;
    use worker::protocol::TileId;

    fn report() -> TileReport {
        TileReport {
            tile: TileId(1),
            state: TileState::Live,
            why: None,
            since: UnixMicros(0),
            shown: Some(UnixMicros(7)),
            age_ms: Some(120),
            fps_tenths: 149,
            rung: Rung::Webcodecs,
            surface: None,
            profile: Some(Profile::Sub),
            mode: Mode::All,
            width: 640,
            height: 360,
            dropped: 0,
        }
    }

    fn words(state: TileState, why: Option<Why>, report: Option<&TileReport>, lang: Lang) -> TileWords {
        TileWords::new((state, why), report, None, lang, false, |at| format!("at {}", at.0))
    }

    #[test]
    fn a_live_tile_says_how_fast_and_how_old() {
        let live = words(TileState::Live, None, Some(&report()), Lang::En);
        assert_eq!((live.state, live.figures.as_str(), live.reason), ("Live", "15 fps · <1 s ago", ""));
        let detailed =
            TileWords::new((TileState::Live, None), Some(&report()), None, Lang::En, true, |_| String::new());
        assert_eq!(detailed.figures, "Sub-stream 640×360 · 15 fps · <1 s ago");
    }

    #[test]
    fn a_tile_with_fewer_pictures_says_so() {
        let sparse = TileReport { mode: Mode::Keyframes, ..report() };
        let said = words(TileState::Live, None, Some(&sparse), Lang::Vi);
        assert_eq!((said.state, said.figures.as_str()), (ui::STATE_KEYFRAMES.vi, "<1 giây trước"));
        let said = words(TileState::Stale, None, Some(&sparse), Lang::En);
        assert_eq!(said.state, reasons::STATE_STALE.en, "what is old is called old first");
    }

    #[test]
    fn a_dead_tile_says_since_when_and_why() {
        let why = Some(Why::Relay(Reason::Unreachable));
        let dead = words(TileState::Offline, why, Some(&report()), Lang::Vi);
        assert_eq!((dead.state, dead.last.as_str()), ("Mất tín hiệu", "lần cuối at 7"));
        assert_eq!(dead.reason, reasons::UNREACHABLE.vi);
        assert_eq!(dead.figures, "");
        assert_eq!(words(TileState::Offline, None, None, Lang::Vi).last, "");
    }

    #[test]
    fn a_still_is_never_without_its_time() {
        let last = |state, report: Option<&TileReport>| {
            let time = |at: UnixMicros| format!("at {}", at.0);
            TileWords::new((state, None), report, Some(UnixMicros(5)), Lang::Vi, false, time).last
        };
        assert_eq!(last(TileState::Starting, None), "ảnh lúc at 5");
        assert_eq!(last(TileState::Refused, None), "ảnh lúc at 5");
        assert_eq!(last(TileState::Offline, None), "lần cuối at 5");
        assert_eq!(last(TileState::Offline, Some(&report())), "lần cuối at 7");
    }

    #[test]
    fn ages() {
        let ages = [0, 999, 1_000, 119_999, 120_000, 3_600_000].map(|ms| age_text(ms, Lang::En));
        assert_eq!(ages, ["<1 s ago", "<1 s ago", "1 s ago", "119 s ago", "2 min ago", "60 min ago"]);
    }

    #[test]
    fn the_shell_says_what_the_table_says() {
        let shell = include_str!("../index.html");
        for text in [ui::APP_NAME, ui::OPENING, ui::NO_SCRIPT, ui::OPEN_FAILED, lite::LITE_OPEN] {
            assert!(shell.contains(text.vi), "{}", text.vi);
            assert!(shell.contains(text.en), "{}", text.en);
        }
    }
}
