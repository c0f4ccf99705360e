//! People on foot and on motorbikes. Belongs here: how they look at a moment. Does not: where they go.

use super::{
    mood::{Rgb, mix, rgb, scale},
    sprite::Sprite,
};

const SKIN: Rgb = rgb(0xc98f6b);
const DARK: Rgb = rgb(0x22252a);

/// What somebody wears and rides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) shirt: Rgb,
    pub(super) trousers: Rgb,
    /// The helmet's or the hair's colour.
    pub(super) head: Rgb,
    pub(super) bike: Rgb,
    /// A conical hat.
    pub(super) hat: bool,
    /// Somebody behind, or a load.
    pub(super) passenger: bool,
}

/// Which side of somebody is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Front,
    Back,
    Side,
}

/// A walker; `step` counts paces.
pub(super) fn walker(figure: &mut Sprite<'_, '_>, look: Look, step: f32) {
    let swing = (step * std::f32::consts::TAU).sin();
    let (hip, shoulder) = ((0.0, 0.82), (0.03, 1.38));
    figure.limb(&[hip, (0.05 + 0.10 * swing, 0.45), (0.24 * swing - 0.02, 0.05)], 0.15, scale(look.trousers, 0.85));
    figure.limb(&[shoulder, (-0.14 * swing, 1.08), (-0.22 * swing + 0.05, 0.88)], 0.10, SKIN);
    figure.limb(&[hip, (0.05 - 0.10 * swing, 0.45), (-0.24 * swing - 0.02, 0.05)], 0.15, look.trousers);
    figure.limb(&[(0.0, 0.86), (0.02, 1.32)], 0.34, look.shirt);
    figure.limb(&[shoulder, (0.14 * swing, 1.10), (0.22 * swing + 0.05, 0.9)], 0.10, mix(look.shirt, SKIN, 0.35));
    head(figure, (0.03, 1.60), look, false);
    if look.passenger {
        // A bag, or a school child's satchel.
        figure.limb(&[(-0.18, 1.0), (-0.18, 1.28)], 0.20, look.bike);
    }
}

fn head(figure: &mut Sprite<'_, '_>, (u, v): (f32, f32), look: Look, helmet: bool) {
    figure.oval((u, v), 0.115, 0.14, SKIN);
    if look.hat {
        figure.shape(&[(u - 0.34, v + 0.02), (u, v + 0.28), (u + 0.34, v + 0.02), (u, v - 0.03)], rgb(0xe9d9a6));
        figure.shape(&[(u, v + 0.28), (u + 0.34, v + 0.02), (u + 0.05, v - 0.02)], rgb(0xcdb87d));
    } else if helmet {
        figure.oval((u, v + 0.06), 0.16, 0.15, look.head);
        figure.oval((u - 0.03, v + 0.10), 0.07, 0.05, mix(look.head, [1.0; 3], 0.45));
    } else {
        figure.oval((u - 0.01, v + 0.06), 0.125, 0.11, look.head);
    }
}

/// Somebody on a motorbike.
pub(super) fn rider(figure: &mut Sprite<'_, '_>, look: Look, seen: Seen) {
    match seen {
        Seen::Side => from_side(figure, look),
        Seen::Front => {
            along(figure, look);
            figure.oval((0.0, 0.88), 0.20, 0.14, look.bike);
            figure.limb(&[(-0.36, 1.02), (0.36, 1.02)], 0.045, DARK);
            figure.light((0.0, 0.90), 0.085, rgb(0xfff6d8));
        }
        Seen::Back => {
            along(figure, look);
            figure.oval((0.0, 0.66), 0.17, 0.11, look.bike);
            figure.light((0.0, 0.62), 0.06, rgb(0xff4a36));
            figure.shape(&[(-0.10, 0.40), (0.10, 0.40), (0.10, 0.54), (-0.10, 0.54)], rgb(0xf2f2ee));
        }
    }
}

fn along(figure: &mut Sprite<'_, '_>, look: Look) {
    figure.limb(&[(0.0, 0.08), (0.0, 0.52)], 0.13, DARK);
    figure.limb(&[(0.0, 0.42), (0.0, 0.82)], 0.28, scale(look.bike, 0.85));
    for side in [-1.0, 1.0] {
        figure.limb(&[(0.12 * side, 0.88), (0.27 * side, 0.70), (0.22 * side, 0.34)], 0.15, look.trousers);
        figure.limb(&[(0.20 * side, 1.34), (0.37 * side, 1.16), (0.34 * side, 1.03)], 0.11, look.shirt);
        figure.limb(&[(0.36 * side, 1.08), (0.44 * side, 1.20)], 0.03, DARK);
    }
    figure.limb(&[(0.0, 0.92), (0.0, 1.30)], 0.42, look.shirt);
    figure.limb(&[(-0.10, 1.16), (-0.08, 1.30)], 0.10, mix(look.shirt, [1.0; 3], 0.25));
    head(figure, (0.0, 1.58), look, true);
    if look.passenger {
        figure.limb(&[(0.10, 0.95), (0.10, 1.26)], 0.38, mix(look.shirt, rgb(0xf3e3d3), 0.6));
        head(figure, (0.12, 1.52), Look { head: look.bike, ..look }, true);
    }
}

fn from_side(figure: &mut Sprite<'_, '_>, look: Look) {
    for u in [-0.62, 0.62] {
        figure.oval((u, 0.29), 0.29, 0.29, DARK);
        figure.oval((u, 0.29), 0.17, 0.17, rgb(0x8b9196));
        figure.oval((u, 0.29), 0.07, 0.07, DARK);
    }
    figure.limb(&[(0.62, 0.29), (0.42, 0.95)], 0.09, rgb(0x9aa0a5));
    figure.limb(&[(-0.62, 0.34), (-0.10, 0.40), (0.20, 0.42), (0.44, 0.78)], 0.20, look.bike);
    figure.limb(&[(-0.72, 0.70), (-0.30, 0.66)], 0.20, look.bike);
    figure.limb(&[(-0.62, 0.80), (0.0, 0.78)], 0.12, DARK);
    figure.light((0.52, 0.88), 0.06, rgb(0xfff6d8));
    figure.light((-0.82, 0.70), 0.045, rgb(0xff4a36));
    figure.limb(&[(-0.12, 0.88), (0.24, 0.80), (0.16, 0.36)], 0.16, look.trousers);
    figure.limb(&[(-0.12, 0.92), (-0.04, 1.34)], 0.34, look.shirt);
    figure.limb(&[(-0.02, 1.32), (0.18, 1.12), (0.40, 1.03)], 0.10, mix(look.shirt, SKIN, 0.3));
    head(figure, (0.02, 1.60), look, true);
    if look.passenger {
        figure.limb(&[(-0.46, 0.92), (-0.40, 1.28)], 0.32, mix(look.shirt, rgb(0xf3e3d3), 0.6));
        head(figure, (-0.36, 1.54), Look { head: look.bike, ..look }, true);
    }
}
