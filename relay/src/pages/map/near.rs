//! The nearest cameras. Belongs here: markup: a row a camera, what the script says. Does not: distances, which are worked out
//! on the phone (`near.js`), so that where somebody stands is told to nobody.

use super::super::{
    kit::{self, Frame, Listing, Section},
    mine,
};
use maud::{Markup, html};
use serde_json::json;
use shared::{
    CameraId,
    geo::Position,
    routes,
    still::StillWidth,
    text::door::{self as words, map as t},
    wire::CameraState,
};

/// The page.
#[derive(Debug, Clone)]
pub(crate) struct Near {
    /// Those that were looked for.
    pub(crate) cameras: Vec<NearCamera>,
    pub(crate) listing: Listing,
    pub(crate) script: Option<String>,
}

/// A camera on it.
#[derive(Debug, Clone)]
pub(crate) struct NearCamera {
    pub(crate) id: CameraId,
    pub(crate) name: String,
    pub(crate) street: Option<String>,
    pub(crate) area: Option<String>,
    pub(crate) state: CameraState,
    pub(crate) position: Option<Position>,
    /// There is a picture of it.
    pub(crate) pictured: bool,
}

impl Near {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let typed = kit::Typed::from(self.listing.sought.as_str());
        let content = html! {
            p.hint { (f.say(t::NEAR_HINT)) }
            @if self.listing.all == 0 { (kit::empty(f, t::NEAR_NONE, t::NEAR_NONE_HINT)) }
            @else {
                ol.near data-words=(words_of(f)) {
                    @for camera in &self.cameras { (camera.draw(f)) }
                }
                @if self.cameras.is_empty() { p role="status" { (f.say(t::NEAR_NOTHING)) } }
                (self.listing.pager.draw(f))
                // Last on the page and first below the thumb.
                div.thumb {
                    p data-said role="status" {}
                    button.primary type="button" data-near hidden { (f.say(t::NEAR_FIND)) }
                    form.near-search role="search" method="get" action=(self.listing.url) {
                        (kit::input("search", "q", t::NEAR_SEARCH, &typed).bare().maxlength(100).draw(f))
                        (kit::submit(f, words::DOOR_SEARCH_BUTTON))
                        @if !self.listing.sought.is_empty() { (kit::link(f, self.listing.url, t::NEAR_ALL)) }
                    }
                }
            }
            @if let Some(script) = &self.script { script type="module" src=(script) {} }
        };
        kit::page(f, Section::Near, f.say(t::NEAR_TITLE), "", &content)
    }
}

impl NearCamera {
    fn draw(&self, f: &Frame<'_>) -> Markup {
        let still = routes::still(&self.id, StillWidth::W160);
        let place: Vec<_> = [&self.street, &self.area].into_iter().flatten().map(String::as_str).collect();
        html! {
            li data-state=(self.state.as_str()) data-latitude=[self.position.map(Position::latitude)]
                data-longitude=[self.position.map(Position::longitude)] {
                a href=(routes::camera_page(&self.id)) {
                    span.near-still { @if self.pictured { img src=(still) alt="" width="160" height="90" loading="lazy"; } }
                    span.near-words {
                        strong { (self.name) }
                        @if !place.is_empty() { span.hint { (place.join(" · ")) } }
                        span.near-far hidden { span.arrow aria-hidden="true" { "↑" } span {} }
                    }
                    (mine::state(f, self.state))
                }
            }
        }
    }
}

/// What the script says, for its `data-words`; `#` is a number of metres.
fn words_of(f: &Frame<'_>) -> String {
    let exact = f.fill(t::NEAR_EXACT, &[("metres", &'#')]);
    let said = [t::NEAR_SEEKING, t::NEAR_DENIED, t::NEAR_FAILED, t::NEAR_INSECURE, t::NEAR_NO_PLACES];
    let compass = t::COMPASS.map(|text| f.say(text));
    json!([exact, said.map(|text| f.say(text)), compass]).to_string()
}
