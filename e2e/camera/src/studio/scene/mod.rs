//! Drawing a street corner, picture by picture. Belongs here: the order of layers. Does not: encoding.

mod brush;
mod car;
mod dice;
mod ground;
mod house;
mod layers;
mod letters;
mod mood;
mod osd;
mod people;
mod plan;
mod props;
mod sky;
mod sprite;
mod traffic;
mod view;
mod wall;

use super::{Film, MAIN_SIZE, Place};
use brush::Brush;
use dice::Dice;
use layers::{Dirty, Layer};
use letters::Letters;
use mood::{Mood, rgb};
use plan::Plan;
use tiny_skia::{FillRule, Mask, PathBuilder, Pixmap, PixmapPaint, Stroke, Transform};
use traffic::Mover;
use view::View;

/// The text of all code that determines a picture.
pub(super) const CODE: &str = concat!(
    include_str!("brush.rs"),
    include_str!("car.rs"),
    include_str!("dice.rs"),
    include_str!("ground.rs"),
    include_str!("house.rs"),
    include_str!("layers.rs"),
    include_str!("letters.rs"),
    include_str!("mod.rs"),
    include_str!("mood.rs"),
    include_str!("osd.rs"),
    include_str!("people.rs"),
    include_str!("plan/alley.rs"),
    include_str!("plan/bridge.rs"),
    include_str!("plan/crossroads.rs"),
    include_str!("plan/market.rs"),
    include_str!("plan/mod.rs"),
    include_str!("plan/parts.rs"),
    include_str!("plan/school.rs"),
    include_str!("props.rs"),
    include_str!("sky.rs"),
    include_str!("sprite.rs"),
    include_str!("traffic.rs"),
    include_str!("view.rs"),
    include_str!("wall.rs"),
);

/// A corner that can be drawn at any moment of its loop.
pub(super) struct Scene {
    view: View,
    mood: Mood,
    background: Pixmap,
    /// Background and layers together.
    still: Pixmap,
    /// From far to near.
    layers: Vec<Layer>,
    movers: Vec<Mover>,
    letters: Letters,
    film: Film,
    name: Option<Layer>,
    canvas: Pixmap,
}

fn sheet() -> Pixmap {
    Pixmap::new(MAIN_SIZE.0 as u32, MAIN_SIZE.1 as u32).expect("the picture's size is no zero")
}

impl Scene {
    pub(super) fn new(place: &Place, film: Film) -> Self {
        let mood = Mood::of(place.light);
        let plan = Plan::of(place, film.frames() as f32 / film.fps as f32);
        let signs = Letters::signs();
        let mut background = sheet();
        let mut brush = Brush::new(&mut background, &plan.view, &mood);
        sky::paint(&mut brush, &mut Dice::new(place.id));
        (plan.ground)(&mut brush);
        if mood.wet > 0.0 {
            mirror(&plan, &mood, &signs, &mut background);
        }
        // What nobody passes behind belongs to the background.
        let farthest = plan.movers.iter().flat_map(|mover| [mover.at(0.0)[1], mover.at(0.5)[1]]).fold(0.0, f32::max);
        let mut layers = Vec::new();
        for prop in &plan.props {
            if prop.ahead >= farthest.max(70.0) {
                (prop.paint)(&mut Brush::new(&mut background, &plan.view, &mood), &signs);
            } else {
                let mut own = sheet();
                (prop.paint)(&mut Brush::new(&mut own, &plan.view, &mood), &signs);
                layers.extend(Layer::cut(&own, prop.ahead));
            }
        }
        let letters = Letters::camera();
        let mut name = sheet();
        osd::name(&mut name, &letters, place.name);
        let still = layers::still(&background, &layers);
        Self {
            view: plan.view,
            mood,
            background,
            still,
            layers,
            movers: plan.movers,
            letters,
            film,
            name: Layer::cut(&name, 0.0),
            canvas: sheet(),
        }
    }

    /// RGBA pixels of a picture of the loop.
    pub(super) fn draw(&mut self, frame: u32) -> &[u8] {
        let part = frame as f32 / self.film.frames() as f32;
        self.canvas.data_mut().copy_from_slice(self.still.data());
        let mut dirty = Dirty::none(&self.canvas);
        for (low, high) in self.movers.iter().filter_map(|mover| mover.bounds(&self.view, part)) {
            dirty.add(low, high);
        }
        dirty.copy(&self.background, &mut self.canvas);
        let mut movers: Vec<(f32, &Mover)> = self.movers.iter().map(|mover| (mover.at(part)[1], mover)).collect();
        movers.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut movers = movers.into_iter().peekable();
        for layer in &self.layers {
            while let Some((_, mover)) = movers.next_if(|(ahead, _)| *ahead > layer.ahead) {
                mover.paint(&mut Brush::new(&mut self.canvas, &self.view, &self.mood), part);
            }
            layer.lay_dirty(&mut self.canvas, &dirty);
        }
        for (_, mover) in movers {
            mover.paint(&mut Brush::new(&mut self.canvas, &self.view, &self.mood), part);
        }
        if self.mood.rain {
            rain(&mut self.canvas, frame);
        }
        if let Some(name) = &self.name {
            name.lay(&mut self.canvas);
        }
        osd::clock(&mut self.canvas, &self.letters, frame, self.film.fps);
        self.canvas.data()
    }
}

/// Paints the street upside down onto its wet road.
fn mirror(plan: &Plan, mood: &Mood, letters: &Letters, background: &mut Pixmap) {
    let mut upside_down = sheet();
    let mut brush = Brush::new(&mut upside_down, &plan.view, mood);
    brush.mirror = true;
    for prop in &plan.props {
        (prop.paint)(&mut brush, letters);
    }
    let mut path = PathBuilder::new();
    for road in &plan.road {
        plan.view.polygon(road, &mut path);
    }
    let (Some(path), Some(mut mask)) = (path.finish(), Mask::new(background.width(), background.height())) else {
        return;
    };
    mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
    let paint = PixmapPaint { opacity: mood.wet, ..PixmapPaint::default() };
    background.draw_pixmap(0, 0, upside_down.as_ref(), &paint, Transform::identity(), Some(&mask));
}

/// Streaks that fall, other ones in each picture.
fn rain(canvas: &mut Pixmap, frame: u32) {
    let mut dice = Dice::new(&format!("rain {frame}"));
    let mut path = PathBuilder::new();
    for _ in 0..150 {
        let (x, y, long) = (dice.within(0.0, 1300.0), dice.within(-20.0, 700.0), dice.within(14.0, 34.0));
        path.move_to(x, y);
        path.line_to(x - long * 0.16, y + long);
    }
    if let Some(path) = path.finish() {
        let paint = brush::paint(rgb(0xdfe7ec), 0.20);
        canvas.stroke_path(&path, &paint, &Stroke { width: 1.2, ..Stroke::default() }, Transform::identity(), None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::PLACES;

    #[test]
    fn a_picture_is_the_same_each_time_and_the_loop_closes() {
        let film = Film::default();
        let mut scene = Scene::new(&PLACES[0], film);
        let first = scene.draw(0).to_vec();
        let second = scene.draw(1).to_vec();
        let last = scene.draw(film.frames() - 1).to_vec();
        assert!(first == Scene::new(&PLACES[0], film).draw(0));
        // The clock apart, the step from the end to the start is as small as any other.
        let apart =
            |a: &[u8], b: &[u8]| a.iter().zip(b).skip(100 * 1280 * 4).filter(|(a, b)| a.abs_diff(**b) > 8).count();
        let (step, seam) = (apart(&first, &second), apart(&last, &first));
        assert!(step > 0 && seam < 2 * step, "{step} {seam}");
    }
}
