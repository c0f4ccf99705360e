//! Tiny pictures that a rung has to decode before it is trusted: left half dark, right half bright. Belongs here: their bytes,
//! and what is to be seen. Does not: decoding them (see `decoder::prove`).

use crate::protocol::{H264Profile, Rung};

/// How long decoding may take. Tiles begin meanwhile, and are watched themselves. What is slow is not broken: a wall that opens
/// on a slow phone starts as many workers of OpenH264 as it has tiles.
pub fn patience_ms(rung: Rung) -> i32 {
    match rung {
        Rung::Openh264 => 6_000,
        // A player and its decoders start in a process of their own: under load that takes seconds.
        Rung::Mse => 8_000,
        Rung::Webcodecs | Rung::Webrtc | Rung::Still => 1_500,
    }
}

/// Their size in pixels: the smallest that hardware decoders are known to take.
pub const SIZE: (u32, u32) = (320, 192);
/// The same picture as a JPEG, 64 pixels wide.
pub const STILL: &[u8] = include_bytes!("../canary/still.jpg");
/// The grey of its halves, from 0 to 255. Decoders differ in colours, but none takes one for the other.
const DARK_BELOW: u8 = 90;
const BRIGHT_ABOVE: u8 = 165;

/// How often a rung is given the picture. Players may keep as many as they have threads before they show the first, and nobody
/// tells them that no more comes: WebKitGTK's does.
pub fn repeats(rung: Rung) -> u32 {
    if rung == Rung::Mse { 20 } else { 1 }
}

/// One picture.
#[derive(Debug, Clone, Copy)]
pub struct Canary {
    /// The AVCDecoderConfigurationRecord.
    pub avcc: &'static [u8],
    /// Its one access unit, an IDR picture.
    pub unit: &'static [u8],
}

impl Canary {
    /// A profile's picture: Baseline without, the others with arithmetic coding, High with 8x8 transforms.
    pub fn of(profile: H264Profile) -> Self {
        match profile {
            H264Profile::Baseline => Self {
                avcc: include_bytes!("../canary/baseline.avcc"),
                unit: include_bytes!("../canary/baseline.unit"),
            },
            H264Profile::Main => {
                Self { avcc: include_bytes!("../canary/main.avcc"), unit: include_bytes!("../canary/main.unit") }
            }
            H264Profile::High => {
                Self { avcc: include_bytes!("../canary/high.avcc"), unit: include_bytes!("../canary/high.unit") }
            }
        }
    }

    /// The codec string of RFC 6381.
    pub fn codec(&self) -> String {
        let part = |n: usize| self.avcc.get(n).copied().unwrap_or_default();
        format!("avc1.{:02x}{:02x}{:02x}", part(1), part(2), part(3))
    }
}

/// A picture drawn into two pixels (red, green, blue, alpha) is the canary's.
pub fn is_seen(rgba: &[u8]) -> bool {
    match rgba {
        [a, b, c, _, x, y, z, _] => {
            [a, b, c].iter().all(|v| **v < DARK_BELOW) && [x, y, z].iter().all(|v| **v > BRIGHT_ABOVE)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::h264::{Avcc, NalType, Sps};

    #[test]
    fn each_is_what_its_profile_names_and_small() {
        for profile in H264Profile::ALL {
            let canary = Canary::of(profile);
            let avcc = Avcc::parse(canary.avcc).unwrap();
            let sps = Sps::parse(&avcc.sps[0]).unwrap();
            assert_eq!((sps.width, sps.height), SIZE, "{profile:?}");
            assert_eq!(canary.codec(), avcc.codec().unwrap());
            assert_eq!(H264Profile::of(&canary.codec()), profile);
            // No decoder may wait for a second picture.
            assert!(matches!(sps.vui.and_then(|vui| vui.reorder), Some((0, _))), "{profile:?}");
            let (length, nal) = canary.unit.split_first_chunk::<4>().unwrap();
            assert_eq!(u32::from_be_bytes(*length) as usize, nal.len());
            assert_eq!(NalType::of(nal), Some(NalType::Idr));
            assert!(canary.unit.len() < 256);
        }
    }

    #[test]
    fn green_black_and_mirrored_pictures_are_not_it() {
        assert!(is_seen(&[40, 41, 39, 255, 216, 216, 215, 255]));
        for other in [[0, 135, 0, 255, 0, 135, 0, 255], [0; 8], [216, 216, 216, 255, 40, 40, 40, 255]] {
            assert!(!is_seen(&other), "{other:?}");
        }
        assert!(!is_seen(&[]));
    }
}
