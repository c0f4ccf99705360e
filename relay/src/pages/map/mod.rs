//! All cameras on a map. Belongs here: markup: streets, a mark a camera, the legend. Does not: moving about in it, which is
//! `map.js`'s; the map is whole without it.

pub(super) mod near;
mod plane;

use super::kit::{self, Frame, Section};
use maud::{Markup, html};
use plane::{Point, Sheet, ZOOM, project, street};
use shared::{
    CameraId,
    geo::{Heading, Position},
    routes,
    text::door::map as t,
    wire::CameraState,
};
use std::collections::BTreeMap;

/// A drawing that has no script is so many marks wide.
const MARKS_ACROSS: f64 = 46.0;

/// The map.
#[derive(Debug, Clone)]
pub(crate) struct Map {
    pub(crate) cameras: Vec<OnMap>,
    /// Cameras without a place.
    pub(crate) missing: usize,
    /// A web map's tiles below it, with what its owner wants to be named as.
    pub(crate) tiles: Option<Tiles>,
    pub(crate) script: Option<String>,
}

/// A camera on it.
#[derive(Debug, Clone)]
pub(crate) struct OnMap {
    pub(crate) id: CameraId,
    pub(crate) name: String,
    pub(crate) street: Option<String>,
    pub(crate) state: CameraState,
    pub(crate) position: Position,
    pub(crate) heading: Option<Heading>,
}

/// A server of tiles.
#[derive(Debug, Clone)]
pub(crate) struct Tiles {
    /// `https://tile.example.vn/{z}/{x}/{y}.png`.
    pub(crate) url: String,
    pub(crate) attribution: String,
}

/// The states in the legend, with their signs: no state is told by its colour alone.
const STATES: [(CameraState, &str); 5] = [
    (CameraState::Live, "●"),
    (CameraState::Stale, "◐"),
    (CameraState::Offline, "✕"),
    (CameraState::Paused, "‖"),
    (CameraState::Starting, "○"),
];

impl Map {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let points: Vec<_> = self.cameras.iter().map(|camera| project(camera.position)).collect();
        let content = html! {
            @match Sheet::around(&points) {
                Some(sheet) => (self.sheet(f, sheet, &points)),
                None => (kit::empty(f, t::MAP_NONE, t::MAP_NONE_HINT)),
            }
            @if self.missing > 0 { p.hint { (f.fill(t::MAP_MISSING, &[("n", &self.missing)])) } }
            @if let Some(script) = &self.script { script type="module" src=(script) {} }
        };
        kit::page(f, Section::Map, f.say(t::MAP_TITLE), "wide", &content)
    }

    fn sheet(&self, f: &Frame<'_>, sheet: Sheet, points: &[Point]) -> Markup {
        let mark = sheet.width.max(sheet.height) / MARKS_ACROSS / 10.0;
        let label = f.fill(t::MAP_OF, &[("n", &self.cameras.len())]);
        let tiles = self.tiles.as_ref();
        html! {
            div.map-head {
                ul.legend {
                    @for (state, sign) in STATES {
                        @let count = self.cameras.iter().filter(|camera| camera.state == state).count();
                        li data-state=(state.as_str()) hidden[count == 0] {
                            span.sign aria-hidden="true" { (sign) } " " (f.say(state.text())) " " strong { (count) }
                        }
                    }
                }
                div.map-tools hidden {
                    (tool("in", "+", f.say(t::MAP_IN)))
                    (tool("out", "−", f.say(t::MAP_OUT)))
                    (tool("whole", "⤢", f.say(t::MAP_WHOLE)))
                    (tool("me", "◎", f.say(t::MAP_ME)))
                }
            }
            div.map data-zoom=(ZOOM) data-x=(sheet.origin.x) data-y=(sheet.origin.y) data-tiles=[tiles.map(|tiles| &tiles.url)] {
                svg viewBox={ "0 0 " (sheet.width) " " (sheet.height) } role="group" aria-label=(label) {
                    g.tiles {}
                    g.streets { @for (name, on) in self.streets(&sheet, points) { (street_line(&name, &on, mark)) } }
                    g.me hidden {}
                    @for (camera, point) in self.cameras.iter().zip(points) { (camera.draw(f, sheet.place(*point), mark)) }
                }
                div.map-card hidden {
                    img alt="" width="160" height="90";
                    p { strong {} span.hint {} }
                    a.button.primary { (f.say(t::MAP_WATCH)) }
                    button type="button" aria-label=(f.say(t::MAP_CLOSE)) { "✕" }
                }
                @if let Some(tiles) = tiles { p.attribution { (tiles.attribution) } }
            }
        }
    }

    /// The streets with their cameras' places.
    fn streets(&self, sheet: &Sheet, points: &[Point]) -> BTreeMap<String, Vec<Point>> {
        let mut streets = BTreeMap::<String, Vec<Point>>::new();
        for (camera, point) in self.cameras.iter().zip(points) {
            if let Some(street) = &camera.street {
                streets.entry(street.clone()).or_default().push(sheet.place(*point));
            }
        }
        streets
    }
}

fn street_line(name: &str, on: &[Point], mark: f64) -> Markup {
    let Some((from, to, turn)) = street(on) else {
        let Some(Point { x, y }) = on.first().copied() else { return html! {} };
        return html! { g.name transform={ "translate(" (r(x)) " " (r(y)) ")" } {
            text data-mark transform={ "scale(" (r(mark)) ")" } y="22" { (name) }
        } };
    };
    let (x, y) = ((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
    html! {
        line x1=(r(from.x)) y1=(r(from.y)) x2=(r(to.x)) y2=(r(to.y)) {}
        g.name transform={ "translate(" (r(x)) " " (r(y)) ") rotate(" (r(turn)) ")" } {
            text data-mark transform={ "scale(" (r(mark)) ")" } y="-9" { (name) }
        }
    }
}

impl OnMap {
    fn draw(&self, f: &Frame<'_>, at: Point, mark: f64) -> Markup {
        let sign = STATES.iter().find(|(state, _)| *state == self.state).map_or("○", |(_, sign)| sign);
        let words = format!("{} – {}", self.name, f.say(self.state.text()));
        html! {
            a.camera-mark href=(routes::camera_page(&self.id)) data-id=(self.id) data-state=(self.state.as_str())
                data-name=(self.name) data-place=[self.street.as_ref()] transform={ "translate(" (r(at.x)) " " (r(at.y)) ")" } {
                title { (words) }
                g data-mark transform={ "scale(" (r(mark)) ")" } {
                    @if let Some(heading) = self.heading {
                        path.looks d="M0 0L-8 -19A20 20 0 0 1 8 -19Z" transform={ "rotate(" (heading.degrees()) ")" } {}
                    }
                    circle r="8" {}
                    text.sign y="4" aria-hidden="true" { (sign) }
                }
            }
        }
    }
}

fn tool(name: &str, sign: &str, words: &str) -> Markup {
    html! { button type="button" data-tool=(name) title=(words) aria-label=(words) { (sign) } }
}

/// To the hundredth: more is less than a pixel however near one goes.
fn r(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
