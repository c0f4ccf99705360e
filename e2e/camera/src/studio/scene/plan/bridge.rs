//! A bridge over a canal. Belongs here: this corner only. Does not: what other corners share.

use super::{
    FAR, FRONT, Plan,
    parts::{along, facing_row, road, row, thing, view},
};
use crate::studio::scene::{
    brush::Brush,
    dice::Dice,
    ground,
    mood::{Face, rgb},
    props,
    traffic::{Mover, Way},
    view::Point,
};

pub(super) fn plan(dice: &mut Dice, rounds: f32) -> Plan {
    let (mut props, mut movers) = (Vec::new(), Vec::new());
    let half = 4.6;
    let bank = 52.0;
    let view = view(dice, 1.0, 6.8, 12.5);
    for side in [-1.0, 1.0] {
        // Nobody walks on the outer side of the railing.
        thing(&mut props, dice, [side * (half + 1.4), bank, 0.0], move |brush, _, at| {
            props::railing(brush, at[0], 4.0, bank);
        });
        for y in [16.0, 32.0, 48.0] {
            thing(&mut props, dice, [side * (half + 1.2), y, 0.15], move |brush, _, at| {
                props::lamp_post(brush, at, -side * 2.0);
            });
        }
        row(&mut props, dice, side, FRONT, (bank + 6.0, FAR), (2, 4), 0.8);
        let (x0, x1) = if side < 0.0 { (-62.0, -FRONT) } else { (FRONT, 62.0) };
        facing_row(&mut props, dice, (x0, x1), bank + 6.0, (1, 4));
        for _ in 0..6 {
            let at = [side * dice.within(10.0, 46.0), bank + 1.5 + dice.part() * 2.0, -0.4];
            thing(&mut props, dice, at, |brush, dice, at| {
                let height = dice.within(5.5, 8.5);
                props::palm(brush, dice, at, height);
            });
        }
        for _ in 0..3 {
            let at = [side * dice.within(9.0, 26.0), dice.within(24.0, 44.0), -1.6];
            thing(&mut props, dice, at, boat);
        }
    }
    along(&mut movers, dice, half, rounds, 10, 3, false);
    for side in [-1.0, 1.0] {
        let x = side * (half + 0.8);
        let way = Way { from: [x, 28.0, 0.15], to: [x, 12.0, 0.15] };
        let phase = dice.part();
        movers.push(Mover::walker(dice, way, phase, rounds));
    }
    let seed = dice.clone();
    let ground = move |brush: &mut Brush<'_>| {
        let mut dice = seed.clone();
        ground::strip(brush, (-90.0, bank), (90.0, 400.0), -0.4, rgb(0x7f8a5e));
        ground::water(brush, &mut dice, (-90.0, 2.0), (90.0, bank), -2.0);
        for (x0, x1) in [(-90.0, -half - 1.6), (half + 1.6, 90.0)] {
            let stone = brush.mood.lit(rgb(0x8f8a80), Face::Front);
            brush.fill(&[[x0, bank, -2.0], [x1, bank, -2.0], [x1, bank, -0.3], [x0, bank, -0.3]], stone);
        }
        for (x, face) in [(-half - 1.5, Face::Left), (half + 1.5, Face::Right)] {
            let beam = brush.mood.lit(rgb(0x9d9a94), face);
            brush.fill(&[[x, 2.0, -0.9], [x, bank, -0.9], [x, bank, 0.15], [x, 2.0, 0.15]], beam);
        }
        ground::asphalt(brush, &mut dice, (-half, 0.5), (half, FAR + 30.0));
        ground::pavement(brush, (-half - 1.5, 0.5), (-half, FAR + 30.0), -half);
        ground::pavement(brush, (half, 0.5), (half + 1.5, FAR + 30.0), half);
        ground::lanes(brush, half, 2.0, FAR);
    };
    Plan { view, road: road(half), ground: Box::new(ground), props, movers }
}

fn boat(brush: &mut Brush<'_>, dice: &mut Dice, at: Point) {
    let [x, y, z] = at;
    let l = 2.4;
    props::shadow(brush, [x, y - 0.3, z - 0.35], l + 0.4, 0.8);
    let hull = brush.mood.lit(rgb(dice.pick(&[0x6b4a30, 0x35607d, 0x7a3b2e])), Face::Front);
    brush.fill(
        &[[x - l, y, z + 0.45], [x + l, y, z + 0.45], [x + l * 0.7, y, z - 0.35], [x - l * 0.7, y, z - 0.35]],
        hull,
    );
    let inside = brush.mood.lit(rgb(0x4a3524), Face::Up);
    brush.fill(
        &[
            [x - l, y, z + 0.45],
            [x + l, y, z + 0.45],
            [x + l * 0.75, y + 1.0, z + 0.4],
            [x - l * 0.75, y + 1.0, z + 0.4],
        ],
        inside,
    );
    let roof = brush.mood.lit(rgb(0x9c8a63), Face::Up);
    brush.fill(
        &[[x - 1.0, y, z + 0.5], [x + 0.9, y, z + 0.5], [x + 0.8, y + 0.5, z + 1.2], [x - 0.9, y + 0.5, z + 1.2]],
        roof,
    );
}
