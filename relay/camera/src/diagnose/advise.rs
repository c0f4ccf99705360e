//! From facts to advice. Pure. Belongs here: every threshold. Does not: words (see `shared::text::advice`).

use shared::{
    Profile,
    diagnosis::{Advice, StreamFacts, Timestamps},
    wire::Reason,
};

const GOP_LONG_SECS: f64 = 4.0;
/// What vendors' own modes do; by hand hardly anybody sets so much.
const SMART_SECS: f64 = 8.0;
const UNBOUNDED_SECS: f64 = 20.0;
const MAIN_KBPS: u32 = 6_000;
const SUB_KBPS: u32 = 1_000;
const SUB_FPS_LOW: f64 = 5.0;
const SUB_FPS_HIGH: f64 = 20.0;
const SUB_WIDTH: u32 = 1280;
/// A measured rate is off by a picture at its window's ends.
const FPS_TOLERANCE: f64 = 0.5;

/// What should be changed at one stream. `Profile::Sub` is a small stream beside a full one: a camera's only stream is
/// judged as a main one.
pub(crate) fn about_stream(profile: Profile, facts: &StreamFacts) -> Vec<Advice> {
    let sub = profile == Profile::Sub;
    let fps = facts.true_fps();
    let gop = &facts.gop;
    let rules = [
        (facts.b_frames, Advice::BFrames),
        (gop.secs > GOP_LONG_SECS, Advice::GopLong),
        (gop.open && gop.secs >= UNBOUNDED_SECS, Advice::GopUnbounded),
        (gop.secs >= SMART_SECS, Advice::SmartCodec),
        (facts.kbps > if sub { SUB_KBPS } else { MAIN_KBPS }, Advice::BitRateHigh),
        (sub && fps < SUB_FPS_LOW - FPS_TOLERANCE, Advice::FpsLow),
        (sub && fps > SUB_FPS_HIGH + FPS_TOLERANCE, Advice::FpsHigh),
        (!matches!(facts.timestamps, Timestamps::Steady | Timestamps::Unknown), Advice::TimestampsBad),
        (!facts.level_fits, Advice::LevelLies),
        (facts.lost_packets > 0, Advice::PacketLoss),
    ];
    rules.into_iter().filter_map(|(holds, advice)| holds.then_some(advice)).collect()
}

/// What should be changed where a stream does not play at all.
pub(crate) fn about_reason(reason: Reason) -> Option<Advice> {
    match reason {
        Reason::CodecH265 => Some(Advice::CodecH265),
        Reason::CodecUnsupported => Some(Advice::CodecUnsupported),
        Reason::Interlaced => Some(Advice::Interlaced),
        _ => None,
    }
}

/// What should be changed at the camera as a whole: its streams against each other, as far as they were seen.
pub(crate) fn about_camera(has_sub: bool, main: Option<&StreamFacts>, sub: Option<&StreamFacts>) -> Option<Advice> {
    if !has_sub {
        return main.map(|_| Advice::SubMissing);
    }
    let sub = sub?;
    let as_large = main.is_some_and(|m| sub.width * sub.height >= m.width * m.height);
    (sub.width > SUB_WIDTH || as_large).then_some(Advice::SubTooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::diagnosis::Gop;

    fn facts(change: impl FnOnce(&mut StreamFacts)) -> StreamFacts {
        let mut facts = StreamFacts {
            codec: "avc1.64001f".into(),
            format: "High@3.1".into(),
            level_fits: true,
            width: 640,
            height: 360,
            fps: Some(15.0),
            fps_arrival: 15.0,
            kbps: 450,
            kbps_peak: 700,
            gop: Gop { secs: 2.0, frames: 30, open: false },
            b_frames: false,
            slices: 1,
            timestamps: Timestamps::Steady,
            lost_packets: 0,
            key_bytes: 20_000,
            watched_secs: 8.0,
        };
        change(&mut facts);
        facts
    }

    #[test]
    fn each_rule_by_itself() {
        use Advice::*;
        use Profile::{Main, Sub};
        let gop = |secs, open| move |f: &mut StreamFacts| f.gop = Gop { secs, frames: 60, open };
        type Change = Box<dyn FnOnce(&mut StreamFacts)>;
        let table: Vec<(Profile, Change, &[Advice])> = vec![
            (Main, Box::new(|_| {}), &[]),
            (Sub, Box::new(|_| {}), &[]),
            (Sub, Box::new(|f| f.b_frames = true), &[BFrames]),
            (Sub, Box::new(gop(4.0, false)), &[]),
            (Sub, Box::new(gop(4.1, false)), &[GopLong]),
            (Main, Box::new(gop(8.0, true)), &[GopLong, SmartCodec]),
            (Main, Box::new(gop(20.0, false)), &[GopLong, SmartCodec]),
            (Main, Box::new(gop(20.0, true)), &[GopLong, GopUnbounded, SmartCodec]),
            (Main, Box::new(|f| f.kbps = 6000), &[]),
            (Main, Box::new(|f| f.kbps = 6001), &[BitRateHigh]),
            (Sub, Box::new(|f| f.kbps = 1001), &[BitRateHigh]),
            (Sub, Box::new(|f| f.fps = Some(4.0)), &[FpsLow]),
            (Sub, Box::new(|f| f.fps = Some(20.2)), &[]),
            (Sub, Box::new(|f| f.fps = Some(25.0)), &[FpsHigh]),
            (Main, Box::new(|f| f.fps = Some(25.0)), &[]),
            (Main, Box::new(|f| f.timestamps = Timestamps::Unknown), &[]),
            (Main, Box::new(|f| f.timestamps = Timestamps::Drifting), &[TimestampsBad]),
            (Main, Box::new(|f| f.level_fits = false), &[LevelLies]),
            (Main, Box::new(|f| f.lost_packets = 1), &[PacketLoss]),
        ];
        for (n, (profile, change, expected)) in table.into_iter().enumerate() {
            assert_eq!(about_stream(profile, &facts(change)), expected, "row {n}");
        }
    }

    #[test]
    fn streams_are_held_against_each_other() {
        let main = facts(|f| (f.width, f.height) = (1920, 1080));
        let sub = facts(|_| {});
        let wide = facts(|f| f.width = 1290);
        assert_eq!(about_camera(false, Some(&main), None), Some(Advice::SubMissing));
        assert_eq!(about_camera(false, None, None), None);
        assert_eq!(about_camera(true, Some(&main), None), None);
        assert_eq!(about_camera(true, Some(&main), Some(&sub)), None);
        assert_eq!(about_camera(true, None, Some(&sub)), None);
        assert_eq!(about_camera(true, None, Some(&wide)), Some(Advice::SubTooLarge));
        assert_eq!(about_camera(true, Some(&sub), Some(&sub)), Some(Advice::SubTooLarge));
    }

    #[test]
    fn only_what_a_setting_mends_is_advice() {
        let all = Reason::ALL.iter().filter_map(|r| about_reason(*r));
        assert_eq!(all.collect::<Vec<_>>(), [Advice::CodecH265, Advice::CodecUnsupported, Advice::Interlaced]);
    }
}
