//! A school's gate. Belongs here: this corner only. Does not: what other corners share.

use super::{
    FAR, FRONT, Plan, Prop, ROAD,
    parts::{along, plain_ground, poles, road, row, thing, view},
};
use crate::studio::scene::{
    brush::Brush,
    dice::Dice,
    house::flag,
    letters::Letters,
    mood::{Face, rgb},
    props,
    traffic::{Mover, Way},
    wall::Wall,
};

pub(super) fn plan(dice: &mut Dice, rounds: f32, name: &'static str) -> Plan {
    let (mut props, mut movers) = (Vec::new(), Vec::new());
    let view = view(dice, 1.5, 6.0, 13.0);
    // The wall stands on the left, the main building behind it.
    thing(&mut props, dice, [-FRONT - 7.0, FAR, 0.0], |brush, dice, _| building(brush, dice));
    thing(&mut props, dice, [-FRONT, 6.0, 0.0], |brush, _, _| fence(brush, (6.0, 20.0)));
    thing(&mut props, dice, [-FRONT, 28.0, 0.0], |brush, _, _| fence(brush, (28.0, 62.0)));
    let letters_name: &'static str = name.trim_start_matches("Cổng trường ").trim_start_matches("Trường ");
    props.push(Prop { ahead: 20.0, paint: Box::new(move |brush, letters| gate(brush, letters, letters_name)) });
    for y in [34.0, 42.0, 51.0, 60.0] {
        thing(&mut props, dice, [-FRONT - 2.8, y, 0.0], |brush, dice, at| props::tree(brush, dice, at, 7.2));
    }
    row(&mut props, dice, -1.0, FRONT, (62.0, FAR), (2, 4), 0.8);
    row(&mut props, dice, 1.0, FRONT, (6.0, FAR), (2, 5), 0.85);
    for y in [15.0, 33.0, 46.0] {
        thing(&mut props, dice, [ROAD + 1.5, y, 0.15], |brush, dice, at| props::tree(brush, dice, at, 5.4));
    }
    thing(&mut props, dice, [-ROAD - 0.7, 16.5, 0.15], |brush, _, at| props::sign_post(brush, at, 0x1565c0));
    for y in [24.0, 44.0, 64.0] {
        thing(&mut props, dice, [ROAD + 0.6, y, 0.15], |brush, _, at| props::lamp_post(brush, at, -2.2));
    }
    poles(&mut props, dice, FRONT - 1.0, &[10.0, 28.0, 50.0, 75.0], 7);
    for x in [-7.4, -6.4] {
        thing(&mut props, dice, [x - 0.2, 31.0 + x, 0.15], props::stall);
    }
    along(&mut movers, dice, ROAD, rounds, 8, 2, false);
    for i in 0..7 {
        let x = -FRONT + dice.within(0.6, 2.6);
        let y = 13.0 + i as f32 * 1.3;
        let way = Way { from: [x, y + 14.0, 0.15], to: [x, y - 1.0, 0.15] };
        let way = if i % 3 == 0 { Way { from: way.to, to: way.from } } else { way };
        let phase = (i as f32 + dice.part() * 0.5) / 7.0;
        movers.push(Mover::pupil(dice, way, phase, rounds));
    }
    for i in 0..3 {
        let y = 22.6 + i as f32 * 0.7;
        let way = Way { from: [FRONT - 1.0, y, 0.05], to: [-FRONT + 0.4, y, 0.05] };
        movers.push(Mover::pupil(dice, way, 0.1 + i as f32 * 0.06, rounds));
    }
    Plan { view, road: road(ROAD), ground: plain_ground(dice, ROAD, FRONT, None, Some((22.0, 24.6))), props, movers }
}

fn fence(brush: &mut Brush<'_>, (y0, y1): (f32, f32)) {
    let wall = Wall { at: [-FRONT, y0, 0.15], face: Face::Right };
    let long = y1 - y0;
    wall.rect(brush, (0.0, 0.0), (long, 0.9), 0.0, rgb(0xe9c15a));
    wall.rect(brush, (0.0, 0.82), (long, 0.95), 0.05, rgb(0xf7ead0));
    let mut u = 0.0;
    while u < long {
        wall.rect(brush, (u, 0.9), (u + 0.06, 2.1), 0.0, rgb(0x2f5f8a));
        u += 0.42;
    }
    wall.rect(brush, (0.0, 1.95), (long, 2.05), 0.0, rgb(0x2f5f8a));
    let mut u = 0.0;
    while u < long {
        wall.plate(brush, (u, 0.0), (u + 0.4, 2.35), 0.12, rgb(0xedc968));
        u += 4.6;
    }
}

fn gate(brush: &mut Brush<'_>, letters: &Letters, name: &str) {
    let wall = Wall { at: [-FRONT, 20.0, 0.15], face: Face::Right };
    for u in [0.0, 7.3] {
        wall.plate(brush, (u, 0.0), (u + 0.7, 4.0), 0.4, rgb(0xe5b54a));
    }
    let mut u = 0.8;
    while u < 7.2 {
        wall.rect(brush, (u, 0.1), (u + 0.08, 2.2), 0.0, rgb(0x2f6f9a));
        u += 0.38;
    }
    wall.plate(brush, (-0.3, 3.5), (8.3, 5.3), 0.5, rgb(0x1f5fa0));
    wall.text(brush, letters, "TRƯỜNG TIỂU HỌC", [(0.6, 4.55), (7.4, 5.15)], 0.52, rgb(0xfff2b0));
    wall.text(brush, letters, &name.to_uppercase(), [(0.6, 3.62), (7.4, 4.5)], 0.52, rgb(0xffffff));
    flag(brush, &wall, 0.2, 5.5);
    flag(brush, &wall, 7.2, 5.5);
}

/// Three floors of yellow with long galleries.
fn building(brush: &mut Brush<'_>, dice: &mut Dice) {
    let wall = Wall { at: [-FRONT - 11.0, 14.0, 0.0], face: Face::Right };
    let (long, floors) = (44.0, 3);
    wall.rect(brush, (0.0, 0.0), (long, 11.0), 0.0, rgb(0xf0d48a));
    for floor in 0..floors {
        let v = floor as f32 * 3.5;
        wall.rect(brush, (0.4, v + 0.4), (long - 0.4, v + 2.9), 0.0, rgb(0xc9a765));
        let mut u = 1.0;
        while u < long - 2.0 {
            let lit = dice.chance(brush.mood.lamps * 0.5);
            let glass = if lit { rgb(0xffe2a0) } else { rgb(0x4a6b7d) };
            wall.rect(brush, (u, v + 1.0), (u + 1.5, v + 2.6), 0.02, glass);
            wall.rect(brush, (u + 2.0, v + 0.4), (u + 2.35, v + 3.4), 0.6, rgb(0xf6e3b0));
            u += 2.9;
        }
        wall.plate(brush, (0.0, v + 3.2), (long, v + 3.55), 0.9, rgb(0xf8ecd0));
    }
    let roof = brush.mood.lit(rgb(0xa4472f), Face::Right);
    brush.fill(
        &[
            wall.point(-0.5, 10.8, 1.2),
            wall.point(long + 0.5, 10.8, 1.2),
            wall.point(long, 13.4, -4.0),
            wall.point(0.0, 13.4, -4.0),
        ],
        roof,
    );
}
