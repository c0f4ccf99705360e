//! Who is under way. Belongs here: paths that close after a loop, drawing each at a moment. Does not: standing things.

use super::{
    brush::Brush,
    car::{self, Body},
    dice::Dice,
    mood::{Rgb, rgb},
    people::{self, Look, Seen},
    props::shadow,
    sprite::Sprite,
    view::{Point, View},
};

/// A way from one place to another, walked or driven once or several times a loop.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub(super) from: Point,
    pub(super) to: Point,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Walker(Look),
    Rider(Look),
    Car(Body),
}

/// Somebody or something that moves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mover {
    kind: Kind,
    way: Way,
    /// Where on the way it is when the loop starts, 0 to 1.
    phase: f32,
    /// Whole times the way is taken in a loop.
    rounds: f32,
}

const SHIRTS: [u32; 12] = [
    0xd94f45, 0x2f6fb3, 0xf2f2ee, 0xf0b73a, 0x2f8f6a, 0x7d4f9e, 0x33383f, 0xe58fa8, 0x8fb8d6, 0xb5773d, 0x4a5d3a,
    0xffffff,
];
const BIKES: [u32; 7] = [0xb3202a, 0x1d2a3a, 0xf0f0ec, 0x1f5fa8, 0x6d7378, 0xd88a1f, 0x2c6e49];
const CARS: [u32; 8] = [0xf4f4f2, 0xb8bcc0, 0x2a2d31, 0x9b1c20, 0x224a7d, 0x6b7075, 0x2f7d4f, 0xe8c23a];

fn look(dice: &mut Dice) -> Look {
    let trousers: Rgb = rgb(dice.pick(&[0x2b3440, 0x4a4a52, 0x6b5a48, 0x1f2a44, 0x8a8f96]));
    Look {
        shirt: rgb(dice.pick(&SHIRTS)),
        trousers,
        head: rgb(dice.pick(&[0x1b1b1e, 0xf4f4f2, 0xc62828, 0x1e66b0, 0xe0a030, 0x2e7d5b])),
        bike: rgb(dice.pick(&BIKES)),
        hat: false,
        passenger: dice.chance(0.3),
    }
}

impl Mover {
    pub(super) fn walker(dice: &mut Dice, way: Way, phase: f32, rounds: f32) -> Self {
        let hair = rgb(0x1a1614);
        let hat = dice.chance(0.3);
        let look = Look { head: hair, hat, ..look(dice) };
        Self { kind: Kind::Walker(look), way, phase, rounds }
    }

    /// A child in a white shirt with a satchel.
    pub(super) fn pupil(dice: &mut Dice, way: Way, phase: f32, rounds: f32) -> Self {
        let look = Look {
            shirt: rgb(0xf8f8f4),
            trousers: rgb(0x23345c),
            head: rgb(0x1a1614),
            bike: rgb(dice.pick(&[0xd32f2f, 0x1e88e5, 0xf06292, 0x43a047])),
            hat: false,
            passenger: true,
        };
        Self { kind: Kind::Walker(look), way, phase, rounds }
    }

    pub(super) fn rider(dice: &mut Dice, way: Way, phase: f32, rounds: f32) -> Self {
        Self { kind: Kind::Rider(look(dice)), way, phase, rounds }
    }

    pub(super) fn car(dice: &mut Dice, way: Way, phase: f32, rounds: f32) -> Self {
        let paint = rgb(dice.pick(&CARS));
        let body = match dice.below(5) {
            0 => Body { long: 5.2, wide: 1.95, waist: 1.15, high: 2.15, paint },
            1 => Body { long: 4.6, wide: 1.85, waist: 1.02, high: 1.78, paint },
            _ => Body { long: 4.3, wide: 1.75, waist: 0.90, high: 1.46, paint },
        };
        Self { kind: Kind::Car(body), way, phase, rounds }
    }

    /// The city's bus, green and white.
    pub(super) fn bus(way: Way, phase: f32, rounds: f32) -> Self {
        let body = Body { long: 8.6, wide: 2.4, waist: 1.45, high: 2.9, paint: rgb(0x2f9a5b) };
        Self { kind: Kind::Car(body), way, phase, rounds }
    }

    /// Stands still at a place.
    pub(super) fn parked(dice: &mut Dice, at: Point, towards: f32) -> Self {
        let way = Way { from: at, to: [at[0] + 0.001 * towards, at[1], at[2]] };
        Self { kind: Kind::Rider(Look { passenger: false, ..look(dice) }), way, phase: 0.5, rounds: 0.0 }
    }

    fn travelled(&self, part: f32) -> f32 {
        (self.phase + part * self.rounds).rem_euclid(1.0)
    }

    /// Where it is, `part` of the loop being over.
    pub(super) fn at(&self, part: f32) -> Point {
        let t = self.travelled(part);
        std::array::from_fn(|i| self.way.from[i] + (self.way.to[i] - self.way.from[i]) * t)
    }

    /// The rectangle of pixels that it covers at a moment, with its shadow and lights; `None` where it is not seen.
    pub(super) fn bounds(&self, view: &View, part: f32) -> Option<((f32, f32), (f32, f32))> {
        let at = self.at(part);
        let (around, high) = match self.kind {
            Kind::Walker(_) => (0.7, 2.1),
            Kind::Rider(_) => (1.7, 2.1),
            Kind::Car(body) => (body.long / 2.0 + 1.6, body.high + 0.8),
        };
        let mut bounds: Option<((f32, f32), (f32, f32))> = None;
        for corner in 0..8 {
            let side = |bit: usize| if corner >> bit & 1 == 0 { -around } else { around };
            let up = if corner & 4 == 0 { -0.4 } else { high };
            // What is behind the camera is at the picture's edge at least.
            let (x, y, _) = view.at([at[0] + side(0), (at[1] + side(1)).max(1.0), at[2] + up])?;
            let (low, high) = bounds.unwrap_or(((x, y), (x, y)));
            bounds = Some(((low.0.min(x), low.1.min(y)), (high.0.max(x), high.1.max(y))));
        }
        let ((x0, y0), (x1, y1)) = bounds?;
        Some(((x0 - 3.0, y0 - 3.0), (x1 + 3.0, y1 + 3.0)))
    }

    /// Paints it at a moment of the loop.
    pub(super) fn paint(&self, brush: &mut Brush<'_>, part: f32) {
        let t = self.travelled(part);
        let at = self.at(part);
        let dx = self.way.to[0] - self.way.from[0];
        let dy = self.way.to[1] - self.way.from[1];
        // Nobody appears or vanishes at once.
        let fade = (t.min(1.0 - t) / 0.03).min(1.0);
        brush.alpha = if self.rounds == 0.0 { 1.0 } else { fade };
        let across = dx.abs() > dy.abs();
        match self.kind {
            Kind::Car(body) => {
                let heading = if across { (dx.signum(), 0.0) } else { (0.0, dy.signum()) };
                car::paint(brush, at, heading, body);
            }
            Kind::Rider(look) => {
                shadow(brush, at, if across { 0.9 } else { 0.4 }, if across { 0.35 } else { 0.9 });
                let seen = match (across, dy > 0.0) {
                    (true, _) => Seen::Side,
                    (false, true) => Seen::Back,
                    (false, false) => Seen::Front,
                };
                if let Some(mut figure) = Sprite::new(brush, at, if across { dx.signum() } else { 1.0 }) {
                    people::rider(&mut figure, look, seen);
                }
            }
            Kind::Walker(look) => {
                shadow(brush, at, 0.42, 0.28);
                let metres = dx.hypot(dy) * t;
                let facing = if dx < 0.0 { -1.0 } else { 1.0 };
                if let Some(mut figure) = Sprite::new(brush, at, facing) {
                    people::walker(&mut figure, look, metres / 1.35);
                }
            }
        }
        brush.alpha = 1.0;
    }
}
