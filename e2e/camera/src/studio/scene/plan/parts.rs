//! What several corners have in common. Belongs here: rows of houses, cables, traffic along the road.
//! Does not: single corners.

use super::{FAR, Prop};
use crate::studio::{
    MAIN_SIZE,
    scene::{
        brush::Brush,
        dice::Dice,
        ground,
        house::House,
        letters::Letters,
        mood::{Face, rgb},
        props,
        traffic::{Mover, Way},
        view::{Point, View},
        wall::Wall,
    },
};

pub(super) fn view(dice: &mut Dice, x: f32, z: f32, pitch: f32) -> View {
    View::new([x + dice.within(-0.8, 0.8), 0.0, z], dice.within(-4.0, 4.0) - x * 1.1, pitch, 68.0, MAIN_SIZE)
}

/// A row of houses on one side (`-1` left, `1` right) from `y0` to `y1`, each a prop of its own.
pub(super) fn row(
    props: &mut Vec<Prop>,
    dice: &mut Dice,
    side: f32,
    front: f32,
    (y0, y1): (f32, f32),
    tall: (usize, usize),
    shops: f32,
) {
    let mut y = y0;
    while y < y1 - 2.0 {
        let width = dice.within(3.9, 5.4).min(y1 - y);
        let width = if y1 - y - width < 2.5 { y1 - y } else { width };
        let floors = tall.0 + dice.below(tall.1 - tall.0 + 1);
        let shop = dice.chance(shops);
        let wall = if side < 0.0 {
            Wall { at: [-front, y, 0.15], face: Face::Right }
        } else {
            Wall { at: [front, y + width, 0.15], face: Face::Left }
        };
        let house = House { wall, width, floors, shop };
        let own = dice.clone();
        dice.part();
        let paint = move |brush: &mut Brush<'_>, letters: &Letters| house.paint(brush, letters, &mut own.clone());
        props.push(Prop { ahead: y, paint: Box::new(paint) });
        y += width;
    }
}

/// Houses that look at the camera, from `x0` to `x1`.
pub(super) fn facing_row(props: &mut Vec<Prop>, dice: &mut Dice, (x0, x1): (f32, f32), y: f32, tall: (usize, usize)) {
    let mut x = x0;
    while x < x1 - 2.0 {
        let width = dice.within(3.9, 5.2).min(x1 - x);
        let floors = tall.0 + dice.below(tall.1 - tall.0 + 1);
        let house = House { wall: Wall { at: [x, y, 0.15], face: Face::Front }, width, floors, shop: dice.chance(0.7) };
        let own = dice.clone();
        dice.part();
        let paint = move |brush: &mut Brush<'_>, letters: &Letters| house.paint(brush, letters, &mut own.clone());
        props.push(Prop { ahead: y, paint: Box::new(paint) });
        x += width;
    }
}

pub(super) fn thing(
    props: &mut Vec<Prop>,
    dice: &mut Dice,
    at: Point,
    paint: impl Fn(&mut Brush<'_>, &mut Dice, Point) + 'static,
) {
    let own = dice.clone();
    dice.part();
    let paint = move |brush: &mut Brush<'_>, _: &Letters| paint(brush, &mut own.clone(), at);
    props.push(Prop { ahead: at[1], paint: Box::new(paint) });
}

/// Poles on one side with their cables, which hide nobody.
pub(super) fn poles(props: &mut Vec<Prop>, dice: &mut Dice, x: f32, ys: &[f32], count: usize) {
    let feet: Vec<Point> = ys.iter().map(|y| [x, *y, 0.15]).collect();
    for foot in &feet {
        thing(props, dice, *foot, |brush, _, at| props::pole(brush, at));
    }
    let ahead = ys.iter().copied().fold(f32::MAX, f32::min);
    thing(props, dice, [x, ahead, 0.0], move |brush, dice, _| props::cables(brush, dice, &feet, count));
}

/// Two ways of riders and a few cars along the road.
pub(super) fn along(
    movers: &mut Vec<Mover>,
    dice: &mut Dice,
    half: f32,
    rounds: f32,
    riders: usize,
    cars: usize,
    bus: bool,
) {
    let lane = |dice: &mut Dice, away: bool, low: f32, high: f32| {
        let x = dice.within(low, high) * half * if away { 1.0 } else { -1.0 };
        let (near, far) = ([x, 2.0, 0.0], [x, FAR, 0.0]);
        if away { Way { from: near, to: far } } else { Way { from: far, to: near } }
    };
    for i in 0..riders {
        let way = lane(dice, i % 2 == 0, 0.42, 0.86);
        let phase = (i as f32 + dice.within(0.0, 0.7)) / riders as f32;
        movers.push(Mover::rider(dice, way, phase, rounds));
    }
    for i in 0..cars {
        let way = lane(dice, i % 2 == 1, 0.26, 0.36);
        let phase = (i as f32 + dice.within(0.1, 0.6)) / cars as f32;
        movers.push(if bus && i == 0 { Mover::bus(way, phase, rounds) } else { Mover::car(dice, way, phase, rounds) });
    }
}

pub(super) fn plain_ground(
    dice: &Dice,
    half: f32,
    front: f32,
    cross: Option<(f32, f32)>,
    zebra: Option<(f32, f32)>,
) -> Box<dyn Fn(&mut Brush<'_>)> {
    let dice = dice.clone();
    Box::new(move |brush| {
        let mut dice = dice.clone();
        ground::strip(brush, (-60.0, 0.5), (60.0, 400.0), -0.02, rgb(0x8d8577));
        ground::asphalt(brush, &mut dice, (-half, 0.5), (half, FAR + 30.0));
        let blocks = match cross {
            Some((y0, y1)) => vec![(0.5, y0), (y1, FAR + 30.0)],
            None => vec![(0.5, FAR + 30.0)],
        };
        for (y0, y1) in blocks {
            ground::pavement(brush, (-front, y0), (-half, y1), -half);
            ground::pavement(brush, (half, y0), (front, y1), half);
            ground::lanes(brush, half, y0 + 1.0, y1 - 1.0);
        }
        if let Some((y0, y1)) = cross {
            ground::asphalt(brush, &mut dice, (-60.0, y0), (60.0, y1));
            let middle = (y0 + y1) / 2.0;
            let mut x = half + 1.0;
            while x < 50.0 {
                for side in [-1.0, 1.0] {
                    ground::flat(
                        brush,
                        (side * x, middle - 0.08),
                        (side * (x + 2.0), middle + 0.08),
                        0.0,
                        rgb(0xe8c14a),
                    );
                }
                x += 4.5;
            }
            ground::zebra(brush, half, y1 + 0.8, y1 + 3.4);
        }
        if let Some((y0, y1)) = zebra {
            ground::flat(brush, (-half, y0 - 0.2), (half, y1 + 0.2), 0.0, rgb(0x5f6368));
            ground::zebra(brush, half, y0, y1);
            ground::flat(brush, (-half + 0.3, y0 - 1.1), (-0.1, y0 - 0.7), 0.0, rgb(0xe9e9e4));
        }
    })
}

pub(super) fn road(half: f32) -> Vec<[Point; 4]> {
    vec![ground::corners((-half, 1.0), (half, FAR), 0.0)]
}
