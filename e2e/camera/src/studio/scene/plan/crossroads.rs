//! Two roads that cross. Belongs here: this corner only. Does not: what other corners share.

use super::{
    FAR, FRONT, Plan, ROAD,
    parts::{along, facing_row, plain_ground, poles, road, row, thing, view},
};
use crate::studio::scene::{
    dice::Dice,
    props,
    traffic::{Mover, Way},
};

/// From where to where the crossing road goes.
const CROSS: (f32, f32) = (24.0, 33.0);

pub(super) fn plan(dice: &mut Dice, rounds: f32) -> Plan {
    let (mut props, mut movers) = (Vec::new(), Vec::new());
    let view = view(dice, 1.2, 6.6, 13.5);
    for side in [-1.0, 1.0] {
        row(&mut props, dice, side, FRONT, (6.0, CROSS.0 - 2.5), (3, 5), 0.9);
        row(&mut props, dice, side, FRONT, (CROSS.1 + 2.5, FAR), (2, 5), 0.8);
        let (x0, x1) = if side < 0.0 { (-46.0, -FRONT) } else { (FRONT, 46.0) };
        facing_row(&mut props, dice, (x0, x1), CROSS.1 + 2.5, (2, 5));
        for y in [14.0, 40.0, 50.0, 62.0] {
            let at = [side * (ROAD + 1.4), y + dice.within(-1.0, 1.0), 0.15];
            if y > 20.0 || side < 0.0 {
                thing(&mut props, dice, at, |brush, dice, at| props::tree(brush, dice, at, 5.8));
            }
        }
        thing(&mut props, dice, [side * (ROAD + 0.7), 20.8, 0.15], |brush, _, at| {
            props::sign_post(brush, at, 0xc62828);
        });
        for y in [36.0, 56.0] {
            thing(&mut props, dice, [side * (ROAD + 0.6), y, 0.15], move |brush, _, at| {
                props::lamp_post(brush, at, -side * 2.0);
            });
        }
    }
    thing(&mut props, dice, [ROAD + 0.6, 18.0, 0.15], |brush, _, at| props::lamp_post(brush, at, -2.2));
    poles(&mut props, dice, FRONT - 1.2, &[9.0, 21.5, 36.5, 58.0, 80.0], 7);
    along(&mut movers, dice, ROAD, rounds, 9, 3, true);
    for i in 0..5 {
        let right = i % 2 == 0;
        let y = if right { dice.within(CROSS.0 + 1.2, 27.0) } else { dice.within(30.0, CROSS.1 - 1.0) };
        let (from, to) = ([-47.0, y, 0.0], [47.0, y, 0.0]);
        let way = if right { Way { from, to } } else { Way { from: to, to: from } };
        let phase = (i as f32 + dice.part() * 0.6) / 5.0;
        movers.push(if i == 3 { Mover::car(dice, way, phase, rounds) } else { Mover::rider(dice, way, phase, rounds) });
    }
    crossing_walkers(&mut movers, dice, 18.3, rounds);
    Plan {
        view,
        road: road(ROAD),
        ground: plain_ground(dice, ROAD, FRONT, Some(CROSS), Some((17.0, 19.6))),
        props,
        movers,
    }
}

fn crossing_walkers(movers: &mut Vec<Mover>, dice: &mut Dice, y: f32, rounds: f32) {
    for (i, left) in [true, false, true].into_iter().enumerate() {
        let y = y + i as f32 * 0.5 - 0.5;
        let (a, b) = ([-FRONT + 0.8, y, 0.05], [FRONT - 0.8, y, 0.05]);
        let way = if left { Way { from: a, to: b } } else { Way { from: b, to: a } };
        let phase = i as f32 * 0.37 + dice.part() * 0.2;
        movers.push(Mover::walker(dice, way, phase, rounds));
    }
    for side in [-1.0, 1.0] {
        let x = side * (ROAD + 2.4);
        let way = Way { from: [x, 36.0, 0.15], to: [x, 18.0, 0.15] };
        let phase = dice.part();
        movers.push(Mover::walker(dice, way, phase, rounds));
    }
}
