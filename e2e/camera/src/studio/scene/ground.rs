//! The ground. Belongs here: roads, lines, pavements, water. Does not: what stands on it.

use super::{
    brush::Brush,
    dice::Dice,
    mood::{Face, Rgb, mix, rgb, scale},
    view::Point,
};

/// A level rectangle.
pub(super) fn flat(brush: &mut Brush<'_>, (x0, y0): (f32, f32), (x1, y1): (f32, f32), z: f32, colour: Rgb) {
    let lit = brush.mood.lit(colour, Face::Up);
    brush.fill(&corners((x0, y0), (x1, y1), z), lit);
}

/// The corners of a level rectangle.
pub(super) fn corners((x0, y0): (f32, f32), (x1, y1): (f32, f32), z: f32) -> [Point; 4] {
    [[x0, y0, z], [x1, y0, z], [x1, y1, z], [x0, y1, z]]
}

/// Long shapes are cut across, so that air takes its part of each piece.
pub(super) fn strip(brush: &mut Brush<'_>, (x0, y0): (f32, f32), (x1, y1): (f32, f32), z: f32, colour: Rgb) {
    let mut y = y0;
    while y < y1 {
        let next = (y + 2.0 + y.max(0.0) * 0.25).min(y1);
        flat(brush, (x0, y), (x1, (next + 0.05).min(y1)), z, colour);
        y = next;
    }
}

/// Asphalt with its patches and manholes.
pub(super) fn asphalt(brush: &mut Brush<'_>, dice: &mut Dice, low: (f32, f32), high: (f32, f32)) {
    let base = mix(rgb(0x62666b), rgb(0x474c55), brush.mood.wet);
    strip(brush, low, high, 0.0, base);
    for _ in 0..14 {
        let (x, y) = (dice.within(low.0, high.0 - 1.5), dice.within(low.1.max(7.0), high.1.min(60.0)));
        let (w, l) = (dice.within(0.6, 1.8), dice.within(1.0, 6.0));
        let lit = brush.mood.lit(scale(base, dice.within(0.86, 1.07)), Face::Up);
        brush.fill_alpha(&corners((x, y), ((x + w).min(high.0), (y + l).min(high.1)), 0.0), lit, 0.7);
    }
    for _ in 0..3 {
        let (x, y) = (dice.within(low.0 + 1.0, high.0 - 1.0), dice.within(low.1.max(10.0), high.1.min(40.0)));
        let ring: Vec<Point> = (0..14)
            .map(|i| {
                let turn = i as f32 * 0.449;
                [x + 0.34 * turn.cos(), y + 0.34 * turn.sin(), 0.0]
            })
            .collect();
        let lit = brush.mood.lit(rgb(0x3c3f43), Face::Up);
        brush.fill(&ring, lit);
    }
}

/// A pavement of tiles, 15 cm above the road, its kerb on the side of the road.
pub(super) fn pavement(brush: &mut Brush<'_>, low: (f32, f32), high: (f32, f32), kerb_x: f32) {
    let tiles = rgb(0xb9ada0);
    strip(brush, low, high, 0.15, tiles);
    let mut y = low.1.max(6.0);
    while y < high.1.min(45.0) {
        flat(brush, (low.0, y), (high.0, y + 0.04), 0.15, scale(tiles, 0.86));
        y += 0.9;
    }
    let (x0, x1) = if kerb_x < 0.0 { (kerb_x - 0.25, kerb_x) } else { (kerb_x, kerb_x + 0.25) };
    // Kerbs are painted red and white in turn.
    let mut y = low.1;
    let mut red = false;
    while y < high.1 {
        let next = (y + 1.0 + y.max(0.0) * 0.02).min(high.1);
        let stone = if red && y < 40.0 { rgb(0xb5483c) } else { rgb(0xd9d5cc) };
        flat(brush, (x0, y), (x1, next), 0.15, stone);
        let face = if kerb_x < 0.0 { Face::Right } else { Face::Left };
        let lit = brush.mood.lit(scale(stone, 0.8), face);
        brush.fill(&[[kerb_x, y, 0.0], [kerb_x, next, 0.0], [kerb_x, next, 0.15], [kerb_x, y, 0.15]], lit);
        red = !red;
        y = next;
    }
}

/// The broken line in the middle and a full one at each edge.
pub(super) fn lanes(brush: &mut Brush<'_>, half: f32, from: f32, to: f32) {
    let (yellow, white) = (rgb(0xe8c14a), rgb(0xe4e4df));
    let mut y = from;
    while y < to {
        flat(brush, (-0.08, y), (0.08, (y + 2.0).min(to)), 0.0, yellow);
        y += 4.5;
    }
    for x in [-half + 0.3, half - 0.45] {
        strip(brush, (x, from), (x + 0.14, to), 0.0, white);
    }
}

/// A zebra crossing over a road of a half width.
pub(super) fn zebra(brush: &mut Brush<'_>, half: f32, from: f32, to: f32) {
    let mut x = -half + 0.45;
    while x < half - 0.6 {
        flat(brush, (x, from), (x + 0.5, to), 0.0, rgb(0xe9e9e4));
        x += 1.0;
    }
}

/// Water with long soft ripples.
pub(super) fn water(brush: &mut Brush<'_>, dice: &mut Dice, low: (f32, f32), high: (f32, f32), z: f32) {
    let deep = rgb(0x4e6b5e);
    let mut y = low.1;
    while y < high.1 {
        let next = (y + 1.5).min(high.1);
        // The flatter the view, the more of the sky is mirrored.
        let flat = (y / high.1).clamp(0.0, 1.0);
        let sky = mix(brush.mood.sky[1], brush.mood.sky[2], flat * 0.6);
        let lit = mix(brush.mood.lit(deep, Face::Up), sky, 0.30 + 0.40 * flat);
        brush.fill(&corners((low.0, y), (high.0, next + 0.1), z), lit);
        y = next;
    }
    for _ in 0..170 {
        let (x, y) = (dice.within(low.0, high.0), dice.within(low.1, high.1));
        let light = mix(brush.mood.sky[2], rgb(0xffffff), 0.2);
        let width = dice.within(0.6, 3.2);
        brush.fill_alpha(&corners((x, y), ((x + width).min(high.0), y + 0.10), z), light, dice.within(0.08, 0.30));
    }
}
