//! What stands at the roadside. Belongs here: trees, palms, poles, lamps, cables, parasols, railings.
//! Does not: houses, what moves.

use super::{
    brush::Brush,
    dice::Dice,
    mood::{Face, Rgb, mix, rgb, scale},
    view::Point,
};
use tiny_skia::PathBuilder;

/// A street tree with its shadow.
pub(super) fn tree(brush: &mut Brush<'_>, dice: &mut Dice, at: Point, height: f32) {
    shadow(brush, [at[0] - 1.2, at[1] + 0.5, at[2]], 2.2, 1.2);
    let top = [at[0] + 0.2, at[1], at[2] + height * 0.62];
    let bark = brush.mood.lit(rgb(0x6b5644), Face::Front);
    brush.line(&[at, top], 0.32, bark);
    for _ in 0..4 {
        let end = [top[0] + dice.within(-1.2, 1.2), top[1], top[2] + dice.within(0.3, 1.2)];
        brush.line(&[[at[0], at[1], at[2] + height * 0.42], end], 0.14, bark);
    }
    let Some((x, y, scale_px)) = brush.view.at([top[0], top[1], at[2] + height * 0.78]) else { return };
    let depth = brush.view.depth(top);
    let radius = height * 0.34 * scale_px;
    let green = rgb(dice.pick(&[0x3f7d3a, 0x4d8a3c, 0x356b3d]));
    for layer in 0..90 {
        let part = layer as f32 / 90.0;
        let (turn, far) = (dice.within(0.0, std::f32::consts::TAU), dice.part().sqrt());
        let at = (x + turn.cos() * far * radius * 1.15, y + turn.sin() * far * radius * 0.78);
        // Leaves on top and to the right catch the sun, later ones lie over earlier ones.
        let sunny = (0.5 + (at.0 - x) / radius * 0.25 - (at.1 - y) / radius * 0.5).clamp(0.0, 1.0) * part;
        let leaf = mix(scale(green, 0.55), mix(green, rgb(0xc4d86a), 0.45), sunny);
        let lit = brush.mood.through_air(brush.mood.lit(leaf, Face::Up), depth);
        brush.disc(at, radius * dice.within(0.12, 0.27), lit, 0.92);
    }
}

/// A coconut palm.
pub(super) fn palm(brush: &mut Brush<'_>, dice: &mut Dice, at: Point, height: f32) {
    let lean = dice.within(-0.9, 0.9);
    let trunk: Vec<Point> =
        (0..=8).map(|i| i as f32 / 8.0).map(|t| [at[0] + lean * t * t, at[1], at[2] + height * t]).collect();
    let bark = brush.mood.lit(rgb(0x7d6b55), Face::Front);
    brush.line(&trunk, 0.26, bark);
    let crown = [at[0] + lean, at[1], at[2] + height];
    for i in 0..15 {
        let turn = i as f32 * 0.4189 + dice.within(-0.15, 0.15);
        let long = dice.within(1.7, 2.5);
        let leaf: Vec<Point> = (0..=6)
            .map(|i| i as f32 / 6.0)
            .map(|t| {
                [
                    crown[0] + turn.cos() * long * t,
                    crown[1],
                    crown[2] + (turn.sin() * 0.9 + 0.55) * long * t - 1.5 * t * t * long * 0.6,
                ]
            })
            .collect();
        let green = brush.mood.lit(mix(rgb(0x2f6b35), rgb(0x7fae4a), dice.part()), Face::Up);
        brush.line(&leaf, 0.20, green);
    }
}

/// A concrete pole for power and telephone, with its box.
pub(super) fn pole(brush: &mut Brush<'_>, at: Point) {
    let lit = brush.mood.lit(rgb(0xa5a29a), Face::Front);
    brush.line(&[at, [at[0], at[1], 8.6]], 0.26, lit);
    for z in [7.6, 8.2] {
        brush.line(&[[at[0] - 0.9, at[1], z], [at[0] + 0.9, at[1], z]], 0.10, lit);
    }
    let (low, high) = ((at[0] - 0.25, 2.6), (at[0] + 0.25, 3.3));
    let steel = brush.mood.lit(rgb(0x7d858a), Face::Front);
    let y = at[1] - 0.15;
    brush.fill(&[[low.0, y, low.1], [high.0, y, low.1], [high.0, y, high.1], [low.0, y, high.1]], steel);
}

/// Cables from pole to pole: many, and none like the other.
pub(super) fn cables(brush: &mut Brush<'_>, dice: &mut Dice, poles: &[Point], count: usize) {
    for pair in poles.windows(2) {
        for _ in 0..count {
            let (side, z, sag) = (dice.within(-0.8, 0.8), dice.within(6.4, 8.3), dice.within(0.25, 1.3));
            let line: Vec<Point> = (0..=10)
                .map(|i| i as f32 / 10.0)
                .map(|t| {
                    let [a, b] = [pair[0], pair[1]];
                    let drop = sag * 4.0 * t * (1.0 - t);
                    [a[0] + side + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, z - drop]
                })
                .collect();
            brush.line(&line, 0.028, mix(rgb(0x23262a), brush.mood.sky[1], 0.12));
        }
    }
}

/// A street lamp whose arm reaches over the road.
pub(super) fn lamp_post(brush: &mut Brush<'_>, at: Point, reach: f32) {
    let steel = brush.mood.lit(rgb(0x8e989e), Face::Front);
    let head = [at[0] + reach, at[1], 7.4];
    brush.line(&[at, [at[0], at[1], 6.4], [at[0] + reach * 0.25, at[1], 7.1], head], 0.13, steel);
    brush.line(&[[head[0] - 0.25, head[1], head[2]], [head[0] + 0.25, head[1], head[2] - 0.02]], 0.16, steel);
    if brush.mood.lamps > 0.3 {
        let warm = rgb(0xffc477);
        brush.lamp([head[0], head[1], head[2] - 0.1], 2.4, warm, 0.55 * brush.mood.lamps);
        brush.lamp([head[0], head[1], head[2] - 0.1], 0.35, rgb(0xfff0d0), 1.0);
        pool(brush, [head[0], head[1], 0.0], 6.0, warm, 0.30 * brush.mood.lamps);
    }
}

/// Light on the ground, as a flat soft ring of rings.
pub(super) fn pool(brush: &mut Brush<'_>, at: Point, radius: f32, rgb: Rgb, alpha: f32) {
    for i in 0..16 {
        let r = radius * (1.0 - i as f32 / 16.0);
        let ring: Vec<Point> = (0..28)
            .map(|i| i as f32 * std::f32::consts::TAU / 28.0)
            .map(|turn| [at[0] + r * turn.cos(), at[1] + r * turn.sin(), at[2]])
            .collect();
        brush.fill_alpha(&ring, rgb, alpha * 0.15);
    }
}

/// A shadow on the ground.
pub(super) fn shadow(brush: &mut Brush<'_>, at: Point, half_x: f32, half_y: f32) {
    let ring: Vec<Point> = (0..18)
        .map(|i| i as f32 * std::f32::consts::TAU / 18.0)
        .map(|turn| [at[0] + half_x * turn.cos(), at[1] + half_y * turn.sin(), at[2]])
        .collect();
    let alpha = brush.mood.shadow;
    brush.fill_alpha(&ring, [0.05, 0.06, 0.10], alpha);
}

/// A market stall: a parasol over crates.
pub(super) fn stall(brush: &mut Brush<'_>, dice: &mut Dice, at: Point) {
    shadow(brush, at, 1.7, 1.0);
    for i in 0..5 {
        let x = at[0] - 1.1 + i as f32 * 0.48;
        let wood = brush.mood.lit(rgb(0x8b6642), Face::Front);
        let box_ = |z0: f32, z1: f32, y: f32| [[x, y, z0], [x + 0.44, y, z0], [x + 0.44, y, z1], [x, y, z1]];
        brush.fill(&box_(at[2], at[2] + 0.55, at[1] - 0.5), wood);
        let goods = rgb(dice.pick(&[0xd94b3a, 0xf0a030, 0xf3d34a, 0x5fa052, 0x8bbf4d, 0xb04a7a, 0xe87f4f]));
        let lit = brush.mood.lit(goods, Face::Up);
        let z = at[2] + 0.55;
        brush.fill(
            &[
                [x, at[1] - 0.5, z],
                [x + 0.44, at[1] - 0.5, z],
                [x + 0.44, at[1] + 0.4, z + 0.12],
                [x, at[1] + 0.4, z + 0.12],
            ],
            lit,
        );
    }
    let steel = brush.mood.lit(rgb(0xd0d0d0), Face::Front);
    brush.line(&[at, [at[0], at[1], at[2] + 2.5]], 0.06, steel);
    let [one, two] =
        dice.pick(&[[0xd94a3d, 0xf6efe0], [0x2d78b0, 0xf6efe0], [0x2f8f5b, 0xf3e9c8], [0xe8a23a, 0xc8452f]]);
    let ring = |i: usize| {
        let turn = i as f32 * std::f32::consts::TAU / 10.0;
        [at[0] + 1.65 * turn.cos(), at[1] + 1.65 * turn.sin(), at[2] + 2.25]
    };
    let mut order: Vec<usize> = (0..10).collect();
    // The panels behind are painted first.
    order.sort_by(|a, b| ring(*b)[1].total_cmp(&ring(*a)[1]));
    for i in order {
        let cloth = rgb(if i % 2 == 0 { one } else { two });
        let lit = brush.mood.lit(cloth, if !(3..=7).contains(&i) { Face::Up } else { Face::Front });
        brush.fill(&[ring(i), ring(i + 1), [at[0], at[1], at[2] + 2.75]], lit);
    }
    if brush.mood.lamps > 0.3 {
        brush.lamp([at[0], at[1], at[2] + 2.0], 2.2, rgb(0xffd9a0), 0.5 * brush.mood.lamps);
    }
}

/// A bridge's railing along the road, from `y0` to `y1`.
pub(super) fn railing(brush: &mut Brush<'_>, x: f32, y0: f32, y1: f32) {
    let (face, paint) = (if x < 0.0 { Face::Right } else { Face::Left }, rgb(0xdfe5e8));
    let lit = brush.mood.lit(paint, face);
    let cap = brush.mood.lit(rgb(0x4a8f7a), Face::Up);
    let mut y = y1;
    // In short pieces, far ones first, so that each has the width of its own distance.
    while y > y0 {
        let near = (y - 1.6).max(y0);
        for z in [0.45, 0.8] {
            brush.line(&[[x, near, z], [x, y, z]], 0.06, lit);
        }
        brush.line(&[[x, near, 0.0], [x, near, 1.1]], 0.12, lit);
        brush.line(&[[x, near, 1.12], [x, y, 1.12]], 0.13, cap);
        y = near;
    }
}

/// A traffic light or sign plate on a post; `kind` is painted as a disc.
pub(super) fn sign_post(brush: &mut Brush<'_>, at: Point, disc: u32) {
    let steel = brush.mood.lit(rgb(0x9aa3a8), Face::Front);
    brush.line(&[at, [at[0], at[1], 3.0]], 0.07, steel);
    if let Some((x, y, scale_px)) = brush.view.at([at[0], at[1] - 0.05, 2.9]) {
        let white = brush.mood.lit(rgb(0xf4f4f0), Face::Front);
        let plate = brush.mood.lit(rgb(disc), Face::Front);
        brush.disc((x, y), 0.36 * scale_px, plate, 1.0);
        let mut bar = PathBuilder::new();
        bar.move_to(x - 0.2 * scale_px, y);
        bar.line_to(x + 0.2 * scale_px, y);
        if let Some(bar) = bar.finish() {
            brush.stroke(&bar, 0.11 * scale_px, white, 1.0);
        }
    }
}
