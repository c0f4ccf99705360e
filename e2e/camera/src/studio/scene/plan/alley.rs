//! A narrow lane. Belongs here: this corner only. Does not: what other corners share.

use super::{
    Plan,
    parts::{facing_row, poles, row, thing, view},
};
use crate::studio::scene::{
    brush::Brush,
    dice::Dice,
    ground,
    mood::{Face, mix, rgb, scale},
    props,
    traffic::{Mover, Way},
};

pub(super) fn plan(dice: &mut Dice, rounds: f32) -> Plan {
    let (mut props, mut movers) = (Vec::new(), Vec::new());
    let (half, front) = (2.5, 3.0);
    let view = view(dice, 0.5, 5.2, 11.5);
    for side in [-1.0, 1.0] {
        row(&mut props, dice, side, front, (3.5, 58.0), (2, 4), 0.45);
        for i in 0..5 {
            let y = 11.0 + i as f32 * 7.5 + dice.within(-2.0, 2.0);
            let at = [side * (half - 0.25), y, 0.0];
            if (i + usize::from(side > 0.0)) % 2 == 0 {
                thing(&mut props, dice, at, |brush, dice, at| {
                    let pot = brush.mood.lit(rgb(0xa3543a), Face::Front);
                    brush.line(&[at, [at[0], at[1], 0.4]], 0.42, pot);
                    props::tree(brush, dice, [at[0], at[1], 0.1], 1.7);
                });
            } else {
                movers.push(Mover::parked(dice, at, -side));
            }
        }
    }
    facing_row(&mut props, dice, (-14.0, 14.0), 62.0, (3, 5));
    poles(&mut props, dice, half - 0.1, &[8.0, 24.0, 41.0, 60.0], 13);
    poles(&mut props, dice, -half + 0.1, &[15.0, 33.0, 52.0], 8);
    thing(&mut props, dice, [-half + 0.1, 15.0, 0.0], |brush, _, at| props::lamp_post(brush, at, 1.5));
    thing(&mut props, dice, [-half + 0.1, 33.0, 0.0], |brush, _, at| props::lamp_post(brush, at, 1.5));
    for i in 0..5 {
        let away = i % 2 == 0;
        let x = dice.within(0.4, 1.1) * if away { 1.0 } else { -1.0 };
        let (near, far) = ([x, 3.0, 0.0], [x, 59.0, 0.0]);
        let way = if away { Way { from: near, to: far } } else { Way { from: far, to: near } };
        movers.push(Mover::rider(dice, way, i as f32 / 5.0 + 0.08, rounds));
    }
    for i in 0..5 {
        let x = dice.within(-1.6, 1.6);
        let y = 12.0 + i as f32 * 7.0;
        let way = Way { from: [x, y + 15.0, 0.0], to: [x + dice.within(-0.4, 0.4), y, 0.0] };
        let phase = dice.part();
        movers.push(Mover::walker(dice, way, phase, rounds));
    }
    let seed = dice.clone();
    let ground = move |brush: &mut Brush<'_>| {
        let mut dice = seed.clone();
        ground::strip(brush, (-40.0, 0.5), (40.0, 300.0), -0.02, rgb(0x8d8577));
        let slab = mix(rgb(0x9c968b), rgb(0x6d6f74), brush.mood.wet * 1.5);
        ground::strip(brush, (-front, 0.5), (front, 62.0), 0.0, slab);
        let mut y = 4.0;
        while y < 50.0 {
            ground::flat(brush, (-front, y), (front, y + 0.06), 0.0, scale(slab, 0.82));
            y += 3.0;
        }
        ground::strip(brush, (-0.35, 0.5), (0.35, 62.0), 0.0, scale(slab, 0.9));
        for _ in 0..16 {
            let (x, y) = (dice.within(-front, front - 1.0), dice.within(6.0, 45.0));
            let lit = brush.mood.lit(scale(slab, dice.within(0.8, 1.1)), Face::Up);
            let far = (x + dice.within(0.5, 1.8), y + dice.within(0.5, 2.5));
            brush.fill_alpha(&ground::corners((x, y), far, 0.0), lit, 0.55);
        }
    };
    Plan {
        view,
        road: vec![ground::corners((-front, 1.0), (front, 62.0), 0.0)],
        ground: Box::new(ground),
        props,
        movers,
    }
}
