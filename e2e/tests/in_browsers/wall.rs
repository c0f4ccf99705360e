//! What a person sees in a real Chromium: a wall that plays, one camera, two languages, every size.

use crate::{cameras::wait_state, socket::one_camera};
use e2e::{
    browser::Browser,
    cameras::{self, PASSWORD, USER},
    judge,
    page::PATIENCE,
    relay::Relay,
    until,
};
use e2e_camera::{Cameras, Profile, clip, studio::Film};

/// A relay with this many drawn corners, added in order as `c1`, `c2`, …
pub(crate) async fn wall(count: usize) -> (Cameras, Relay) {
    let served = cameras::serve(cameras::drawn(count, Film::default())).await;
    let relay = Relay::start();
    for (i, camera) in served.cameras().iter().enumerate() {
        let [main, sub] = [Profile::Main, Profile::Sub].map(|p| served.url(camera.id(), p));
        let login = ["--sub", &sub, "--username", USER, "--password-stdin"];
        relay.add(&format!("c{}", i + 1), camera.name(), &main, &login, PASSWORD);
    }
    (served, relay)
}

#[tokio::test(flavor = "multi_thread")]
async fn nine_tiles_play_what_their_cameras_send() {
    let (served, relay) = wall(9).await;
    let browser = Browser::chromium(1280, 720).await;
    browser.open(relay.url()).await;
    for (i, camera) in served.cameras().iter().enumerate() {
        let id = format!("c{}", i + 1);
        browser.wait_tile(&id, "state", "live").await;
        let (first, next) = browser.wait_moving(&id).await;
        // The loop's length in frames; what is shown was sent a moment ago.
        let frames = camera.clip(Profile::Sub).unwrap().units().len();
        let behind = (camera.showing(Profile::Sub) + frames - usize::from(next)) % frames;
        assert!(first != next && behind < frames / 4, "{id} shows {next}, {behind} behind");
        for (attribute, value) in [("rung", "webcodecs"), ("feed", "ws"), ("profile", "sub"), ("mode", "all")] {
            assert_eq!(browser.tile(&id, attribute).await.as_deref(), Some(value), "{id}");
        }
        assert_eq!((camera.sessions(Profile::Sub), camera.sessions(Profile::Main)), (1, 0), "{id}");
    }
    let fps = async || {
        let fps: f64 = browser.tile("c1", "fps").await?.parse().ok()?;
        (fps > 5.0).then_some(())
    };
    until("a frame rate", PATIENCE, fps).await;
    assert!(browser.tile("c1", "age-ms").await.unwrap().parse::<u64>().unwrap() < 3000);
    browser.screenshot("wall-1280x720").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_camera_on_a_tap_in_full_and_back_by_the_url() {
    let (served, relay) = wall(4).await;
    let browser = Browser::chromium(1920, 1080).await;
    browser.open(relay.url()).await;
    browser.wait_tile("c2", "state", "live").await;
    browser.script("document.querySelector('[data-camera=\"phuong/c2\"] a').click()").await;
    let path = async || (browser.script("return location.pathname").await == "/camera/phuong/c2").then_some(());
    until("the camera's page", PATIENCE, path).await;
    // The small picture is there at once, the full one replaces it.
    browser.wait_tile("c2", "profile", "main").await;
    browser.wait_moving("c2").await;
    let pixels = browser.pixels("c2").await.unwrap();
    assert_eq!((pixels.width, pixels.height), (1280, 720));
    assert_eq!(served.cameras()[1].sessions_total(Profile::Main), 1);
    browser.screenshot("camera-1920x1080").await;
    browser.script("history.back()").await;
    browser.wait_tile("c1", "state", "live").await;
    browser.wait_moving("c2").await;
    // The address alone opens it, too; an unknown camera is told in words.
    browser.open(&format!("{}/camera/phuong/c3", relay.url())).await;
    browser.wait_moving("c3").await;
    browser.open(&format!("{}/camera/phuong/nobody", relay.url())).await;
    let told = async || browser.text().await.contains("Không có camera này").then_some(());
    until("words about it", PATIENCE, told).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gstreamer_camera_with_a_password_plays_as_ffmpeg_decodes_it() {
    let film = cameras::drawn(1, Film::default()).remove(0).sub.unwrap();
    let stream = clip::to_annex_b(film.units());
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("corner.264");
    std::fs::write(&file, &stream).unwrap();
    let camera = e2e::gstreamer::GstCamera::start(&file, 15, USER, "bí mật");
    let relay = Relay::start();
    let browser = Browser::chromium(1280, 720).await;
    browser.open(relay.url()).await;
    until("the empty wall", PATIENCE, async || browser.text().await.contains("Chưa có camera nào").then_some(())).await;
    browser.screenshot("wall-empty").await;
    // It appears by itself on the open page.
    relay.add("gst", "GStreamer", camera.url(), &["--username", USER, "--password-stdin"], "bí mật");
    browser.wait_tile("gst", "state", "live").await;
    browser.open(&format!("{}/camera/phuong/gst", relay.url())).await;
    browser.wait_moving("gst").await;
    let judged = judge::luma(&stream, 640, 360);
    for _ in 0..5 {
        let seen = until("a whole picture", PATIENCE, async || {
            browser.pixels("gst").await.filter(|p| p.width == 640 && p.count().is_some())
        })
        .await;
        let count = usize::from(seen.count().unwrap());
        let psnr = judge::psnr(&seen, &judged[count]);
        assert!(psnr >= 30.0, "frame {count}: {psnr:.1} dB");
        // The judge can tell pictures apart: another one is further off.
        let other = judge::psnr(&seen, &judged[(count + judged.len() / 2) % judged.len()]);
        assert!(psnr > other, "{psnr:.1} dB against {other:.1} dB for a picture half a loop away");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn over_udp_a_tile_plays_as_well() {
    let (served, relay) = one_camera(&["--udp"]).await;
    let browser = Browser::chromium(1280, 720).await;
    browser.open(relay.url()).await;
    browser.wait_tile("a", "state", "live").await;
    browser.wait_moving("a").await;
    assert_eq!(served.cameras()[0].sessions_total(Profile::Sub), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_size_and_both_languages() {
    let (_served, relay) = wall(9).await;
    let browser = Browser::chromium(360, 640).await;
    for (width, height) in [(360, 640), (1280, 720), (1920, 1080)] {
        browser.resize(width, height).await;
        browser.open(relay.url()).await;
        browser.wait_tile("c1", "state", "live").await;
        browser.wait_moving("c1").await;
        let wide = browser.script("return document.documentElement.scrollWidth > innerWidth").await;
        assert_eq!(wide, false, "nothing sticks out at {width}x{height}");
        if width > 600 {
            let fits = "return [...document.querySelectorAll('[data-camera]')].every(t => {
                const r = t.getBoundingClientRect();
                return r.top >= 0 && r.left >= 0 && r.bottom <= innerHeight + 1 && r.right <= innerWidth + 1 && r.width > 100;
            }) && document.querySelectorAll('[data-camera]').length";
            assert_eq!(browser.script(fits).await, 9, "the wall fits {width}x{height}");
        }
        browser.wait_moving("c2").await;
        browser.screenshot(&format!("wall-{width}x{height}-vi")).await;
        browser.open(&format!("{}/camera/phuong/c1", relay.url())).await;
        browser.wait_moving("c1").await;
        browser.screenshot(&format!("camera-{width}x{height}-vi")).await;
    }
    browser.open(relay.url()).await;
    until("Vietnamese", PATIENCE, async || browser.text().await.contains("camera trực tiếp").then_some(())).await;
    let switch = "[...document.querySelectorAll('button')].find(b => b.innerText.includes('English') || b.title.includes('English') || b.ariaLabel?.includes('English')).click()";
    browser.script(switch).await;
    until("English", PATIENCE, async || browser.text().await.contains("cameras live").then_some(())).await;
    assert_eq!(browser.script("return document.documentElement.lang").await, "en");
    browser.open(relay.url()).await;
    until("English again after a reload", PATIENCE, async || {
        browser.text().await.contains("cameras live").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_with_html_is_text() {
    let served = cameras::start(1).await;
    let relay = Relay::start();
    let url = served.url(served.cameras()[0].id(), Profile::Sub);
    let name = "<img src=x onerror=\"document.title='owned'\"><b>Ngã tư</b>";
    relay.add("a", name, &url, &["--username", USER, "--password-stdin"], PASSWORD);
    wait_state(&relay, "a", "live", None).await;
    let browser = Browser::chromium(1280, 720).await;
    browser.open(relay.url()).await;
    browser.wait_tile("a", "state", "live").await;
    let shown = async || browser.text().await.contains("<b>Ngã tư</b>").then_some(());
    until("the name as it was typed", PATIENCE, shown).await;
    assert_ne!(browser.script("return document.title").await, "owned");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_paints_before_any_wasm() {
    let (_served, relay) = wall(1).await;
    let browser = Browser::chromium(1280, 720).await;
    browser.devtools("Network.enable", serde_json::json!({})).await;
    browser.devtools("Network.setBlockedURLs", serde_json::json!({ "urls": ["*.wasm"] })).await;
    browser.open(relay.url()).await;
    let text = browser.text().await;
    assert!(text.contains("Mắt phố"), "{text}");
    let painted = async || {
        let paints = browser.script("return performance.getEntriesByType('paint').map(p => p.name)").await;
        paints.to_string().contains("first-contentful-paint").then_some(())
    };
    until("a first paint", PATIENCE, painted).await;
    browser.screenshot("shell-1280x720").await;
}
