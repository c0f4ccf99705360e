//! The streams in `$WARD_TEST_MEDIA`, played as cameras and judged against ffmpeg's decode.

use e2e::{
    browser::Browser,
    cameras::{self},
    judge,
    page::PATIENCE,
    relay::Relay,
    until,
};
use e2e_camera::{Profile, clip};
use std::{env, path::PathBuf};

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
        let (width, height) = played.size().unwrap();
        let judged = judge::luma(&clip::to_annex_b(played.units()), width as usize, height as usize);
        let served = cameras::serve(vec![cameras::playing("file", played)]).await;
        let relay = Relay::start();
        relay.add("a", file, &served.url("file", Profile::Main), &[], "");
        browser.open(&format!("{}/camera/phuong/a", relay.url())).await;
        browser.wait_tile("a", "state", "live").await;
        let best = async || {
            let seen =
                browser.pixels("a").await.filter(|p| (p.width, p.height) == (width as usize, height as usize))?;
            let best = judged.iter().map(|luma| judge::psnr(&seen, luma)).fold(0.0, f64::max);
            (best >= 30.0).then_some(best)
        };
        let psnr = until(&format!("a picture of {file} as ffmpeg decodes it"), PATIENCE, best).await;
        println!("{file}: {psnr:.1} dB");
    }
}
