//! The streams in `$WARD_TEST_MEDIA`, played as cameras and judged against ffmpeg's decode.

use e2e::{browser::Browser, cameras, judge, page::PATIENCE, relay::Relay, until};
use e2e_camera::{Cameras, Clip, Profile, clip};
use std::{env, path::PathBuf};

/// A camera `a` that plays a clip, and a relay that has it.
pub(crate) async fn camera(name: &str, played: Clip) -> (Cameras, Relay) {
    let served = cameras::serve(vec![cameras::playing("file", played)]).await;
    let relay = Relay::start();
    relay.add("a", name, &served.url("file", Profile::Main), &[], "");
    (served, relay)
}

/// Every picture's luma of a clip, as ffmpeg decodes it.
pub(crate) fn decoded(played: &Clip) -> (usize, usize, Vec<Vec<u8>>) {
    let (width, height) = played.size().unwrap();
    let (width, height) = (width as usize, height as usize);
    (width, height, judge::luma(&clip::to_annex_b(played.units()), width, height))
}

/// How far what is shown may be from the pace of the camera, in seconds, for a machine that is busy.
const PACE_SECS: f64 = 1.0;

/// Which of the pictures that ffmpeg decodes is painted of a camera, when in milliseconds, and how well in dB.
pub(crate) async fn painted(
    browser: &Browser,
    camera: &str,
    (width, height, pictures): &(usize, usize, Vec<Vec<u8>>),
) -> Option<(usize, f64, f64)> {
    let seen = browser.pixels(camera).await.filter(|p| (p.width, p.height) == (*width, *height))?;
    let (n, psnr) = judge::nearest(&seen, pictures).filter(|(_, psnr)| *psnr >= 30.0)?;
    Some((n, seen.at_ms, psnr))
}

/// Waits until what is painted of a camera is a picture that ffmpeg decodes, then for four further ones at the camera's
/// pace of 15 pictures a second. The camera must play all the while: a session that ended leaves its last picture.
pub(crate) async fn plays_as_decoded(browser: &Browser, camera: &str, judged: &(usize, usize, Vec<Vec<u8>>)) {
    let best = async || painted(browser, camera, judged).await;
    let what = format!("a picture of {camera} as ffmpeg decodes it");
    let (mut last, mut at, mut worst) = until(&what, PATIENCE, best).await;
    for _ in 0..4 {
        let (next, now, psnr) = until(&what, PATIENCE, async || best().await.filter(|(n, ..)| *n != last)).await;
        // The pictures are shown in a circle.
        let all = judged.2.len() as f64;
        let off = (next as f64 - last as f64 - (now - at) * 0.015).rem_euclid(all);
        let off = off.min(all - off);
        assert!(off <= PACE_SECS * 15.0, "{camera} shows picture {next} behind {last} after {:.0} ms", now - at);
        (last, at, worst) = (next, now, worst.min(psnr));
    }
    eprintln!("{camera}: {worst:.1} dB");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_streams_of_the_test_media_play() {
    let Some(folder) = env::var_os("WARD_TEST_MEDIA").map(PathBuf::from) else {
        eprintln!("left out: WARD_TEST_MEDIA names no folder of streams");
        return;
    };
    let browser = Browser::chromium(1280, 720).await;
    let files = [
        ("street.mp4", None),
        ("BA_MW_D.264", Some(15.0)),
        ("SVA_BA1_B.264", Some(15.0)),
        ("test_cif_P_CABAC_slice.264", Some(15.0)),
    ];
    for (file, fps) in files {
        let path = folder.join(file);
        if !path.exists() {
            eprintln!("left out: {} is not there", path.display());
            continue;
        }
        let played = clip::file::open(&path, fps).unwrap_or_else(|e| panic!("{file}: {e}"));
        let judged = decoded(&played);
        let (_served, relay) = camera(file, played).await;
        browser.open(&format!("{}/camera/phuong/a", relay.url())).await;
        browser.wait_tile("a", "state", "live").await;
        browser.watch_pace().await;
        eprintln!("{file}");
        plays_as_decoded(&browser, "a", &judged).await;
        browser.went_on("a").await;
    }
}
