//! Cameras that begin something and do not end it: the relay holds only so much of it, and is back by itself.

use crate::{cameras::wait_state, socket::viewer_of_live};
use bytes::Bytes;
use e2e::{
    cameras,
    measure::usage::Usage,
    relay::{CONFIG, Relay},
    until,
};
use e2e_camera::{
    Cameras, Clip,
    Endless::{Body, Fragment, HeaderLine, Headers, Unit},
    Fault, Profile,
    studio::Film,
};
use shared::wire::Mode;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(60);

/// One session's share at the most: the library's ring of 32 MiB, what it is copied into when it grows, and what was read
/// before it was looked at.
const SESSION_MB: f64 = 128.0;

/// A relay that tries again within a second, with a camera that plays one clip.
async fn playing(clip: Clip) -> (Cameras, Relay) {
    let served = cameras::serve(vec![cameras::playing("a", clip)]).await;
    let mut relay = Relay::new(&format!("{CONFIG}retry_max_secs = 1\n"));
    relay.run();
    relay.add("a", "Ngã tư", &served.url("a", Profile::Main), &[], "");
    (served, relay)
}

fn clip() -> Clip {
    let spec = cameras::drawn(1, Film::default()).remove(0);
    Clip::clone(spec.sub.as_ref().expect("a drawn corner has both streams"))
}

async fn metric(relay: &Relay, name: &str) -> u64 {
    let metrics = relay.metrics().await;
    let line = metrics.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.rsplit(' ').next()?.parse().ok()).unwrap_or(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_end_is_given_up_while_it_is_small() {
    let (served, relay) = playing(clip()).await;
    let camera = served.camera("a").unwrap();
    let failures = "ward_camera_session_failures_total{camera=\"phuong/a\",profile=\"main\",reason=\"protocol_error\"}";
    let answers = [HeaderLine, Headers, Body].map(Fault::EndlessAnswer);
    let media = [HeaderLine, Headers, Body, Fragment, Unit].map(Fault::EndlessMedia);
    for fault in answers.into_iter().chain(media) {
        wait_state(&relay, "a", "live", None).await;
        let (before, failed) = (Usage::of(relay.id()), metric(&relay, failures).await);
        camera.inject(fault.clone());
        if matches!(fault, Fault::EndlessAnswer(_)) {
            camera.cut().await;
        }
        let what = format!("failure by {fault:?}");
        until(&what, LIMIT, async || (metric(&relay, failures).await > failed + 1).then_some(())).await;
        let after = Usage::of(relay.id());
        eprintln!(
            "{fault:?}: {:.0} MB before, {:.0} after, {:.0} at the most",
            before.rss_mb, after.rss_mb, after.peak_mb
        );
        assert!(after.peak_mb < before.rss_mb + SESSION_MB, "{fault:?}: {before:?} {after:?}");
        if fault == Fault::EndlessMedia(Unit) {
            wait_state(&relay, "a", "offline", Some("protocol_error")).await;
        }
        camera.clear_all();
    }
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Main, Mode::All).await;
    live.frame().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_access_unit_over_the_limit_is_dropped_and_counted_and_the_session_goes_on() {
    let clip = clip();
    let mut units = clip.units().to_vec();
    // Filler data (H.264 §7.3.2.7), as cameras of a constant rate send it, only more.
    let filler = [&[0x0c][..], &vec![0xff; 9 << 20], &[0x80]].concat();
    units[3].nals.push(Bytes::from(filler));
    let (served, relay) = playing(Clip::new(units, &[], clip.duration_90k()).unwrap()).await;
    let dropped = "ward_stream_too_large_total{camera=\"phuong/a\",profile=\"main\"}";
    until("a dropped unit", LIMIT, async || (metric(&relay, dropped).await > 1).then_some(())).await;
    let mut live = viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Main, Mode::All).await;
    live.frame().await;
    assert_eq!(served.camera("a").unwrap().sessions_total(Profile::Main), 1);
}
