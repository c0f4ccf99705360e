//! GStreamer's `webrtcbin`: another ICE, DTLS, SRTP and depayloader than any browser's.

use super::left;
use crate::{cameras::wait_state, socket::one_camera};
use e2e::{gstreamer::GstPlayer, whep};
use e2e_camera::{Profile, counter};
use shared::routes;

#[tokio::test(flavor = "multi_thread")]
async fn webrtcbin_decodes_what_the_camera_sends() {
    let (served, relay) = one_camera(&[]).await;
    wait_state(&relay, "a", "live", None).await;
    let player = GstPlayer::start(relay.url(), &routes::whep(&"phuong/a".parse().unwrap()));
    let camera = &served.cameras()[0];
    let frames = camera.clip(Profile::Sub).unwrap().units().len();
    let mut last = None;
    for n in [10, 50, 100] {
        let (width, height, pixels) = player.picture(n);
        let showing = camera.showing(Profile::Sub);
        assert_eq!((width, height), (640, 360));
        let count = counter::read_rgba(width, height, &pixels).expect("a whole picture with its number");
        assert_ne!(last.replace(count), Some(count));
        // The picture is old by as long as it took to look at it.
        let behind = (showing + frames - usize::from(count)) % frames;
        assert!(behind < frames / 4, "{count} is decoded, {behind} behind");
    }
    assert_eq!(whep::sessions(&relay).await, 1);
    assert_eq!(player.end(), "200");
    left(&relay, 0).await;
}
