//! Which wall is shown and how; a person's own walls, and arranging one. Belongs here: markup. Does not: the wall itself,
//! which the viewer draws.

use super::kit::{self, Choice, Confirm, Frame, Section, Typed};
use maud::{Markup, html};
use shared::{
    CameraId, WallId,
    routes::door,
    text::door::{self as words, walls as t},
    wall::{Layout, NAME_MAX, Of, View},
};
use store::walls::FAVOURITES;

/// Seconds that are offered.
const TOURS: [u32; 6] = [5, 10, 15, 20, 30, 60];

/// The page that opens one.
#[derive(Debug, Clone)]
pub(crate) struct Walls {
    pub(crate) walls: Vec<WallRow>,
    /// Values are whose cameras, as in the wall's address.
    pub(crate) areas: Vec<Choice>,
    /// The name for a new one.
    pub(crate) name: Typed,
}

/// One that was kept.
#[derive(Debug, Clone)]
pub(crate) struct WallRow {
    pub(crate) id: WallId,
    pub(crate) favourites: bool,
    pub(crate) name: String,
    /// How many of its cameras the visitor may know of.
    pub(crate) cameras: usize,
}

/// Arranging one.
#[derive(Debug, Clone)]
pub(crate) struct WallForm {
    pub(crate) id: WallId,
    pub(crate) favourites: bool,
    pub(crate) name: Typed,
    pub(crate) layout: Typed,
    pub(crate) tour: Typed,
    /// Those on it in their order, then all others.
    pub(crate) cameras: Vec<WallCamera>,
    /// What makes dragging possible.
    pub(crate) script: Option<String>,
}

/// A camera that may stand on a wall.
#[derive(Debug, Clone)]
pub(crate) struct WallCamera {
    pub(crate) id: CameraId,
    pub(crate) name: String,
    pub(crate) area: Option<String>,
    /// From 1; `None`: it is not on the wall.
    pub(crate) place: Option<usize>,
}

impl Walls {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let mut of =
            vec![Choice::new("", f.say(t::WALLS_ALL)), Choice::new(of(FAVOURITES), f.say(t::WALLS_FAVOURITES))];
        let kept = self.walls.iter().filter(|wall| !wall.favourites);
        of.extend(kept.map(|wall| Choice::new(self::of(wall.id.as_str()), &wall.name)));
        let area = |area: &Choice| Choice::new(&area.value, f.fill(t::WALLS_AREA, &[("name", &area.label)]));
        of.extend(self.areas.iter().map(area));
        let nothing = Typed::default();
        let open = html! {
            form method="get" action="/" {
                (kit::select("of", t::WALLS_OF, &nothing, &of).draw(f))
                (layout(f, &nothing))
                (tour(f, &nothing))
                (kit::tick(f, "tv", t::WALLS_TV, false))
                (kit::actions(&kit::submit(f, t::WALLS_SHOW)))
            }
        };
        let kept = html! {
            (favourites(f, self.walls.iter().find(|wall| wall.favourites)))
            @for wall in self.walls.iter().filter(|wall| !wall.favourites) { (wall.draw(f, &wall.name)) }
            @if self.walls.iter().all(|wall| wall.favourites) { (kit::empty(f, t::WALLS_NONE, t::WALLS_NONE_HINT)) }
        };
        let new = kit::form(
            None,
            &html! {
                (kit::text("name", t::WALLS_NAME, &self.name).required().maxlength(NAME_MAX as u16).draw(f))
                (kit::actions(&kit::submit(f, t::WALLS_MAKE)))
            },
        );
        let content = html! {
            div.columns {
                (kit::panel(f.say(t::WALLS_OPEN), &open))
                div {
                    (kit::panel(f.say(t::WALLS_SAVED), &kept))
                    (kit::panel(f.say(t::WALLS_NEW), &new))
                }
            }
        };
        kit::page(f, Section::Walls, f.say(t::WALLS_TITLE), "", &content)
    }
}

/// The favourites, which need not have been saved.
fn favourites(f: &Frame<'_>, saved: Option<&WallRow>) -> Markup {
    let name = f.say(t::WALLS_FAVOURITES);
    match saved {
        Some(wall) => wall.draw(f, name),
        None => html! {
            div.wall-row {
                p { strong { (name) } }
                (kit::actions(&kit::link(f, &format!("{}/{FAVOURITES}", door::WALLS), t::WALLS_ARRANGE)))
            }
        },
    }
}

impl WallRow {
    fn draw(&self, f: &Frame<'_>, name: &str) -> Markup {
        let view = View { of: of(self.id.as_str()), ..View::default() };
        let tv = View { tv: true, ..view.clone() };
        html! {
            div.wall-row {
                p { strong { (name) } " · " (f.fill(t::WALLS_COUNT, &[("n", &self.cameras)])) }
                (kit::actions(&html! {
                    (kit::link(f, &view.url(), t::WALLS_SHOW))
                    (kit::link(f, &tv.url(), t::WALLS_ON_TV))
                    (kit::link(f, &door::wall(&self.id), t::WALLS_ARRANGE))
                }))
            }
        }
    }
}

impl WallForm {
    pub(crate) fn draw(&self, f: &Frame<'_>) -> Markup {
        let name = if self.favourites { f.say(t::WALLS_FAVOURITES) } else { &self.name.text };
        let title = f.fill(t::WALLS_EDIT_TITLE, &[("name", &name)]);
        let content = html! {
            (kit::form(None, &html! {
                @if !self.favourites {
                    (kit::text("name", t::WALLS_NAME, &self.name).required().maxlength(NAME_MAX as u16).draw(f))
                }
                (layout(f, &self.layout))
                (tour(f, &self.tour))
                fieldset.arrange {
                    legend { (f.say(t::WALLS_CAMERAS)) }
                    p.hint { (f.say(t::WALLS_ORDER_HINT)) }
                    ol.arranged { @for camera in &self.cameras { (camera.draw(f)) } }
                }
                div.actions {
                    (kit::submit(f, words::DOOR_SAVE))
                    (kit::link(f, door::WALLS, words::DOOR_BACK))
                    @if !self.favourites { (kit::danger_link(f, &door::wall_remove(&self.id), t::WALLS_REMOVE)) }
                }
            }))
            @if let Some(script) = &self.script { script src=(script) defer {} }
        };
        kit::page(f, Section::Walls, &title, "", &content)
    }
}

impl WallCamera {
    fn draw(&self, f: &Frame<'_>) -> Markup {
        let (on, at) = (format!("on-{}", self.id), format!("at-{}", self.id));
        let named = |text| f.fill(text, &[("name", &self.name)]);
        html! {
            li.arrange-row data-up=(named(t::WALLS_UP)) data-down=(named(t::WALLS_DOWN)) {
                div.tick {
                    input id=(on) name=(on) type="checkbox" value="1" checked[self.place.is_some()];
                    label for=(on) {
                        (self.name)
                        @if let Some(area) = &self.area { " " span.optional { (area) } }
                    }
                }
                label.unseen for=(at) { (named(t::WALLS_PLACE)) }
                input.number id=(at) name=(at) type="number" min="1" max="9999" inputmode="numeric"
                    value=[self.place.map(|place| place.to_string())];
            }
        }
    }
}

/// Asks before a wall is removed.
pub(crate) fn remove(f: &Frame<'_>, name: &str) -> Confirm {
    Confirm {
        question: f.fill(t::WALLS_REMOVE_QUESTION, &[("name", &name)]),
        follows: f.say(t::WALLS_REMOVE_FOLLOWS).to_owned(),
        label: t::WALLS_REMOVE,
        back: door::WALLS.to_owned(),
        error: None,
    }
}

fn of(id: &str) -> String {
    id.parse().map(|id| Of::Wall(id).to_string()).unwrap_or_default()
}

fn layout(f: &Frame<'_>, typed: &Typed) -> Markup {
    let words = |layout: Layout| match layout.first() {
        1 => f.fill(t::WALLS_TILES, &[("n", &layout.tiles())]),
        _ => f.fill(t::WALLS_AROUND, &[("n", &(layout.tiles() - 1))]),
    };
    let all = Layout::ALL.map(|layout| Choice::new(layout.as_str(), words(layout)));
    let choices: Vec<_> = [Choice::new("", f.say(t::WALLS_AUTO))].into_iter().chain(all).collect();
    kit::select("layout", t::WALLS_LAYOUT, typed, &choices).draw(f)
}

fn tour(f: &Frame<'_>, typed: &Typed) -> Markup {
    let every = |secs: u32| Choice::new(secs.to_string(), f.fill(t::WALLS_EVERY, &[("n", &secs)]));
    // What was saved by other means is offered as well.
    let own = typed.text.parse().ok().filter(|secs| !TOURS.contains(secs));
    let some = TOURS.into_iter().chain(own).map(every);
    let choices: Vec<_> = [Choice::new("", f.say(t::WALLS_NO_TOUR))].into_iter().chain(some).collect();
    kit::select("tour", t::WALLS_TOUR, typed, &choices).draw(f)
}
