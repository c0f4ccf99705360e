//! Profiles and levels (H.264 annex A): their names, and the level that a picture's size and rate need.
//! Belongs here: the tables. Does not: reading parameter sets (see `sps`).

use super::Sps;

/// A row of table A-1: `level_idc`, the most macroblocks a second and a frame. Level 1b has the bounds of level 1.
const LEVELS: [(u8, u32, u32); 19] = [
    (10, 1_485, 99),
    (11, 3_000, 396),
    (12, 6_000, 396),
    (13, 11_880, 396),
    (20, 11_880, 396),
    (21, 19_800, 792),
    (22, 20_250, 1_620),
    (30, 40_500, 1_620),
    (31, 108_000, 3_600),
    (32, 216_000, 5_120),
    (40, 245_760, 8_192),
    (41, 245_760, 8_192),
    (42, 522_240, 8_704),
    (50, 589_824, 22_080),
    (51, 983_040, 36_864),
    (52, 2_073_600, 36_864),
    (60, 4_177_920, 139_264),
    (61, 8_355_840, 139_264),
    (62, 16_711_680, 139_264),
];

/// A level above this is not decoded in hardware by many phones, however small the picture.
const COMMON: u8 = 51;
/// A stream that needs no more than this has no reason to name a level above [`COMMON`].
const MODEST: u8 = 42;
/// A measured rate may be a little over the true one.
const RATE_TOLERANCE: f64 = 0.9;

/// Profile and level as people write them, `High@3.1`.
pub fn name(sps: &Sps) -> String {
    let constrained = sps.constraints & 0x40 != 0;
    let profile = match sps.profile_idc {
        66 if constrained => "Constrained Baseline",
        66 => "Baseline",
        77 => "Main",
        88 => "Extended",
        100 => "High",
        110 => "High 10",
        122 => "High 4:2:2",
        244 => "High 4:4:4",
        other => return format!("profile_idc {other}@{}", level_name(sps)),
    };
    format!("{profile}@{}", level_name(sps))
}

fn level_name(sps: &Sps) -> String {
    // §A.3.1: level 1b is 11 with constraint_set3_flag up to the Extended profile, else 9.
    let old = matches!(sps.profile_idc, 66 | 77 | 88) && sps.constraints & 0x10 != 0;
    match sps.level_idc {
        9 => "1b".into(),
        11 if old => "1b".into(),
        idc if idc % 10 == 0 => format!("{}", idc / 10),
        idc => format!("{}.{}", idc / 10, idc % 10),
    }
}

/// Whether the level that a stream names is one that its size and rate (pictures a second) call for: not too low for
/// them, and not above what phones decode where that is not needed.
pub fn fits(sps: &Sps, fps: f64) -> bool {
    let frame = sps.width.div_ceil(16).saturating_mul(sps.height.div_ceil(16));
    let rate = f64::from(frame) * fps * RATE_TOLERANCE;
    let needed = LEVELS.iter().find(|(_, a_second, a_frame)| f64::from(*a_second) >= rate && *a_frame >= frame);
    let Some((needed, ..)) = needed else { return false };
    // Level 1b, as 9, has the bounds of level 1; levels 1.3 and 2, 4 and 4.1 differ in other things only.
    let named = sps.level_idc.max(10);
    named >= *needed && (named <= COMMON || *needed > MODEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::h264::PicOrderCnt;

    fn sps(profile_idc: u8, constraints: u8, level_idc: u8, size: (u32, u32)) -> Sps {
        Sps {
            profile_idc,
            constraints,
            level_idc,
            chroma_format_idc: 1,
            bit_depth_luma: 8,
            log2_max_frame_num: 4,
            pic_order_cnt_type: 0,
            pic_order_cnt: PicOrderCnt::Lsb(4),
            max_num_ref_frames: 1,
            macroblocks: size.0.div_ceil(16) * size.1.div_ceil(16),
            width: size.0,
            height: size.1,
            coded: size,
            frame_mbs_only: true,
            vui: None,
        }
    }

    #[test]
    fn names_are_those_of_the_standard() {
        for (profile, constraints, level, expected) in [
            (66, 0xc0, 30, "Constrained Baseline@3"),
            (66, 0, 21, "Baseline@2.1"),
            (77, 0x10, 11, "Main@1b"),
            (77, 0, 11, "Main@1.1"),
            (100, 0, 9, "High@1b"),
            (100, 0, 51, "High@5.1"),
            (44, 0, 40, "profile_idc 44@4"),
        ] {
            assert_eq!(name(&sps(profile, constraints, level, (640, 360))), expected);
        }
    }

    #[test]
    fn a_level_is_too_low_right_or_needlessly_high() {
        for (level, size, fps, expected) in [
            (30, (640, 360), 25.0, true),
            (13, (640, 360), 25.0, false),
            (31, (1280, 720), 30.0, true),
            (31, (1280, 720), 31.5, true),
            (31, (1280, 720), 60.0, false),
            (30, (1920, 1080), 15.0, false),
            (51, (640, 360), 15.0, true),
            (52, (640, 360), 15.0, false),
            (52, (3840, 2160), 60.0, true),
            (9, (176, 144), 15.0, true),
            (62, (16_000, 16_000), 300.0, false),
        ] {
            assert_eq!(fits(&sps(100, 0, level, size), fps), expected, "{level} {size:?} {fps}");
        }
    }
}
