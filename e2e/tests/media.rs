//! The streams in `$WARD_TEST_MEDIA`, played as cameras and judged against ffmpeg's decode.

use e2e::{browser::Browser, cameras, judge, page::PATIENCE, relay::Relay, until};
use e2e_camera::{Cameras, Clip, Profile, clip};
use std::{env, path::PathBuf};

/// How long what is shown may stand still while a camera plays.
const STALL_MS: u64 = 2000;

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

/// Waits until what is painted of camera `a` is a picture that ffmpeg decodes, then for four further ones in order,
/// never standing still.
pub(crate) async fn plays_as_decoded(browser: &Browser, name: &str, judged: &(usize, usize, Vec<Vec<u8>>)) {
    let (width, height, pictures) = judged;
    let best = async || {
        let seen = browser.pixels("a").await.filter(|p| (p.width, p.height) == (*width, *height))?;
        let all = pictures.iter().map(|luma| judge::psnr(&seen, luma)).enumerate();
        all.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, psnr)| *psnr >= 30.0)
    };
    let what = format!("a picture of {name} as ffmpeg decodes it");
    let (mut last, psnr) = until(&what, PATIENCE, best).await;
    for _ in 0..4 {
        let (next, _) = until(&what, PATIENCE, async || best().await.filter(|(n, _)| *n != last)).await;
        let forward = (next + pictures.len() - last) % pictures.len();
        assert!(forward < pictures.len() / 2, "{name} shows picture {next} behind {last}");
        let age = browser.tile("a", "age-ms").await.and_then(|age| age.parse::<u64>().ok());
        assert!(age.is_some_and(|ms| ms < STALL_MS), "{name} stands still: {age:?} ms");
        last = next;
    }
    eprintln!("{name}: {psnr:.1} dB");
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
        plays_as_decoded(&browser, file, &judged).await;
    }
}
