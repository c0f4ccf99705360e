//! A market street. Belongs here: this corner only. Does not: what other corners share.

use super::{
    FAR, Plan,
    parts::{along, plain_ground, poles, road, row, thing, view},
};
use crate::studio::scene::{
    dice::Dice,
    props,
    traffic::{Mover, Way},
};

pub(super) fn plan(dice: &mut Dice, rounds: f32) -> Plan {
    let (mut props, mut movers) = (Vec::new(), Vec::new());
    let (half, front) = (4.2, 9.4);
    let view = view(dice, -1.0, 6.2, 14.0);
    for side in [-1.0, 1.0] {
        row(&mut props, dice, side, front, (5.0, FAR), (2, 4), 1.0);
        let mut y = 12.0;
        while y < 58.0 {
            let at = [side * (half + 2.1 + dice.within(-0.3, 0.3)), y, 0.15];
            thing(&mut props, dice, at, props::stall);
            y += dice.within(3.7, 5.4);
        }
        for y in [25.0, 47.0, 66.0] {
            thing(&mut props, dice, [side * (half + 0.5), y, 0.15], move |brush, _, at| {
                props::lamp_post(brush, at, -side * 1.8);
            });
        }
    }
    for y in [70.0, 78.0, 86.0] {
        thing(&mut props, dice, [-half - 2.0, y, 0.15], |brush, dice, at| props::tree(brush, dice, at, 6.0));
    }
    poles(&mut props, dice, -front + 1.0, &[10.0, 30.0, 52.0, 74.0], 8);
    along(&mut movers, dice, half, rounds, 9, 1, false);
    for i in 0..12 {
        let side = if i % 2 == 0 { -1.0 } else { 1.0 };
        let x = side * (half + dice.within(0.35, 0.8));
        let y = 11.0 + (i / 2) as f32 * 6.5;
        let (a, b) = ([x, y, 0.15], [x, y + 15.0, 0.15]);
        let way = if dice.chance(0.5) { Way { from: a, to: b } } else { Way { from: b, to: a } };
        let phase = dice.part();
        movers.push(Mover::walker(dice, way, phase, rounds));
    }
    crossing(&mut movers, dice, half, 15.0, rounds);
    Plan { view, road: road(half), ground: plain_ground(dice, half, front, None, None), props, movers }
}

/// Somebody crosses the road where there is no crossing.
fn crossing(movers: &mut Vec<Mover>, dice: &mut Dice, half: f32, y: f32, rounds: f32) {
    let way = Way { from: [-half - 2.5, y, 0.1], to: [half + 2.5, y + 1.0, 0.1] };
    let phase = dice.part();
    movers.push(Mover::walker(dice, way, phase, rounds));
}
