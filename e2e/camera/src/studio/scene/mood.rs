//! Light and weather. Belongs here: what they do to colours. Does not: what is drawn.

use super::super::Light;

/// Red, green, blue, from 0 to 1.
pub(super) type Rgb = [f32; 3];

/// A colour from its six hexadecimal digits.
pub(super) const fn rgb(hex: u32) -> Rgb {
    [(hex >> 16 & 255) as f32 / 255.0, (hex >> 8 & 255) as f32 / 255.0, (hex & 255) as f32 / 255.0]
}

/// `a` and `b` mixed: 0 gives `a`, 1 gives `b`.
pub(super) fn mix(a: Rgb, b: Rgb, part: f32) -> Rgb {
    std::array::from_fn(|i| a[i] + (b[i] - a[i]) * part)
}

/// A colour made lighter or darker.
pub(super) fn scale(colour: Rgb, by: f32) -> Rgb {
    colour.map(|c| (c * by).clamp(0.0, 1.0))
}

/// Which way a surface looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// To the sky.
    Up,
    /// Houses on the left.
    Right,
    /// Houses on the right.
    Left,
    /// Towards the camera.
    Front,
}

/// What light and weather do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mood {
    /// From the top of the sky to the horizon.
    pub(super) sky: [Rgb; 3],
    /// Colour of clouds, and how much of the sky they take.
    pub(super) clouds: (Rgb, f32),
    sun: Rgb,
    shade: Rgb,
    haze: Rgb,
    haze_per_m: f32,
    /// How many windows, signs and lamps are lit, 0 to 1.
    pub(super) lamps: f32,
    /// How dark shadows on the ground are.
    pub(super) shadow: f32,
    /// How much the road mirrors.
    pub(super) wet: f32,
    /// Falling rain.
    pub(super) rain: bool,
}

impl Mood {
    pub(super) fn of(light: Light) -> Self {
        let clear = Self {
            sky: [rgb(0x3f83c9), rgb(0x86b9e6), rgb(0xd5e7f2)],
            clouds: (rgb(0xffffff), 0.6),
            sun: [1.06, 1.03, 0.97],
            shade: [0.66, 0.70, 0.79],
            haze: rgb(0xc6dbe9),
            haze_per_m: 0.0065,
            lamps: 0.0,
            shadow: 0.34,
            wet: 0.0,
            rain: false,
        };
        match light {
            Light::Noon => clear,
            Light::Morning => Self {
                sky: [rgb(0x6ea3d4), rgb(0xb9d3e4), rgb(0xfbe6c6)],
                clouds: (rgb(0xfff3df), 0.4),
                sun: [1.10, 0.99, 0.83],
                shade: [0.60, 0.63, 0.73],
                haze: rgb(0xf3e2c8),
                haze_per_m: 0.011,
                shadow: 0.30,
                ..clear
            },
            Light::Dusk => Self {
                sky: [rgb(0x2c3566), rgb(0x9a5f86), rgb(0xffa95e)],
                clouds: (rgb(0xe8806a), 0.5),
                sun: [0.98, 0.76, 0.66],
                shade: [0.47, 0.43, 0.58],
                haze: rgb(0xd98a6c),
                haze_per_m: 0.008,
                lamps: 0.55,
                shadow: 0.22,
                ..clear
            },
            Light::Night => Self {
                sky: [rgb(0x070b18), rgb(0x0f1830), rgb(0x2a2f48)],
                clouds: (rgb(0x232a44), 0.3),
                sun: [0.38, 0.38, 0.48],
                shade: [0.27, 0.28, 0.40],
                haze: rgb(0x1d2238),
                haze_per_m: 0.010,
                lamps: 1.0,
                shadow: 0.25,
                wet: 0.10,
                ..clear
            },
            Light::Rain => Self {
                sky: [rgb(0x6d7983), rgb(0x8b969d), rgb(0xadb6ba)],
                clouds: (rgb(0x7d878f), 0.8),
                sun: [0.72, 0.76, 0.80],
                shade: [0.58, 0.63, 0.68],
                haze: rgb(0xa5b0b6),
                haze_per_m: 0.017,
                lamps: 0.45,
                shadow: 0.12,
                wet: 0.34,
                rain: true,
            },
        }
    }

    /// A colour in this light; the sun stands to the right, behind the camera.
    pub(super) fn lit(&self, colour: Rgb, face: Face) -> Rgb {
        let (light, by) = match face {
            Face::Up => (self.sun, 1.0),
            Face::Right => (self.sun, 0.97),
            Face::Front => (mix(self.sun, self.shade, 0.45), 1.0),
            Face::Left => (self.shade, 1.0),
        };
        std::array::from_fn(|i| (colour[i] * light[i] * by).clamp(0.0, 1.0))
    }

    /// A colour seen through so many metres of air.
    pub(super) fn through_air(&self, colour: Rgb, depth_m: f32) -> Rgb {
        mix(colour, self.haze, 1.0 - (-depth_m.max(0.0) * self.haze_per_m).exp())
    }
}
