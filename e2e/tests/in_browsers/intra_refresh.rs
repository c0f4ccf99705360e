//! Streams that renew their pictures strip by strip and never send an IDR picture: who joins begins at a recovery point,
//! sees only whole pictures, and who slept through a part of it begins again.

use super::{
    media::{decoded, painted, plays_as_decoded},
    streams::{PLAIN, Stream, large_screen, make, wall},
};
use e2e::{page::PATIENCE, reading::pictures, until};
use e2e_camera::{Clip, Profile, clip};
use shared::h264::{Avcc, lead_in, nal, recovery};

const KINDS: [Stream; 4] = [
    Stream { name: "cabac", params: "intra-refresh=1:keyint=30:bframes=0", seconds: 60, ..PLAIN },
    Stream { name: "cavlc", params: "intra-refresh=1:keyint=30:bframes=0:cabac=0", seconds: 60, ..PLAIN },
    Stream {
        name: "baseline",
        params: "intra-refresh=1:keyint=45:bframes=0",
        profile: "baseline",
        seconds: 60,
        ..PLAIN
    },
    Stream {
        name: "slices",
        params: "intra-refresh=1:keyint=30:bframes=0:slices=4",
        profile: "high",
        seconds: 60,
        ..PLAIN
    },
];

/// The stream from its second recovery point on behind a lead-in, as a byte stream, and how many pictures come before
/// those that are whole.
fn led(clip: &Clip) -> (Vec<u8>, usize, usize) {
    let wrapped = |nals: &[bytes::Bytes]| {
        let mut unit = Vec::new();
        nals.iter().for_each(|n| nal::push_length_prefixed(&mut unit, n));
        unit
    };
    let mut units: Vec<Vec<u8>> = clip.units().iter().map(|unit| wrapped(&unit.nals)).collect();
    let points = |units: &[Vec<u8>]| (1..units.len()).find(|n| recovery::frames_to_whole(&units[*n]).is_some());
    let start = points(&units).unwrap();
    let renewal = recovery::frames_to_whole(&units[start]).unwrap() as usize;
    let record = Avcc { sps: vec![clip.sps().to_vec()], pps: vec![clip.pps().to_vec()], extension: vec![] };
    let lead = lead_in::before(&record, &units[start]).unwrap();
    let avcc = Avcc::parse(&lead.avcc).unwrap();
    let sets = wrapped(&avcc.sps.into_iter().chain(avcc.pps).map(Into::into).collect::<Vec<_>>());
    let ahead = lead.units.len();
    let all = [sets].into_iter().chain(lead.units).chain(units.drain(start..));
    let stream = all.flat_map(|mut unit| {
        nal::to_annex_b(&mut unit).unwrap();
        unit
    });
    (stream.collect(), ahead + renewal, start + renewal)
}

#[test]
fn ffmpeg_decodes_the_sources_pictures_behind_a_lead_in() {
    for kind in KINDS {
        let clip = make(&Stream { seconds: 8, ..kind });
        let (stream, skip, from) = led(&clip);
        // It has nothing to complain of, and all that is whole is the same to the bit.
        let (led, whole) = (pictures(&stream), pictures(&clip::to_annex_b(clip.units())));
        let tail = whole.len() - from;
        assert!(tail > 30 && led.len() > skip, "{}: {} pictures", kind.name, led.len());
        assert_eq!(led[led.len() - tail..], whole[from..], "{}", kind.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_joiner_sees_whole_pictures_and_one_who_was_away_sees_them_again() {
    let clips: Vec<_> = KINDS.iter().map(|kind| (kind.name, make(kind).without_idr().unwrap())).collect();
    // What ffmpeg decodes of the whole stream, its IDR picture included, from where the cameras begin.
    let judged: Vec<_> = KINDS.iter().map(|kind| (kind.name, decoded(&make(kind)))).collect();
    let (served, relay) = wall(clips, |_| {}).await;
    let browser = large_screen().await;
    browser.open(relay.url()).await;
    for (name, _) in &judged {
        browser.wait_tile(name, "state", "live").await;
    }
    browser.watch_pace().await;
    for (name, judged) in &judged {
        plays_as_decoded(&browser, name, judged).await;
        browser.went_on(name).await;
    }
    // Nothing but whole pictures is ever shown: the first one that is painted already is one.
    browser.open(relay.url()).await;
    for (name, (width, height, pictures)) in &judged {
        let shown = async || browser.pixels(name).await.filter(|p| (p.width, p.height) == (*width, *height));
        let first = until("a first picture", PATIENCE, shown).await;
        let (_, psnr) = e2e::judge::nearest(&first, pictures).unwrap();
        assert!(psnr > 30.0, "{name} begins with a picture of {psnr:.1} dB");
    }
    // A camera that comes back is another session: its viewers begin anew.
    let mut sessions = Vec::new();
    for (name, _) in &judged {
        let camera = served.camera(name).unwrap();
        sessions.push(camera.sessions_total(Profile::Main));
        camera.cut().await;
    }
    for ((name, judged), before) in judged.iter().zip(sessions) {
        let camera = served.camera(name).unwrap();
        let again = async || (camera.sessions_total(Profile::Main) > before).then(|| camera.showing(Profile::Main));
        let begun = until("a new session", PATIENCE, again).await;
        // The old session's last picture stands until then, and is older than all of the new one's. What is judged has
        // as many pictures more in front as the camera leaves out.
        let all = judged.2.len();
        let begun = begun + all - camera.clip(Profile::Main).unwrap().units().len();
        let new = async || painted(&browser, name, judged).await.filter(|(n, ..)| (n + all - begun) % all < all / 2);
        until("a picture of the new session", PATIENCE, new).await;
        plays_as_decoded(&browser, name, judged).await;
    }
    assert!(relay.log().contains("session ended"));
}
