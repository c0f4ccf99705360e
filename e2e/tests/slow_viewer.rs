//! A viewer that reads nothing falls behind alone.

use crate::socket::{camera_on, viewer_of_live};
use e2e::{
    live::{Event, Live},
    relay::{CONFIG, Relay},
};
use shared::{
    Profile,
    wire::{CameraState, ClientMessage, Mode, ServerMessage, VERSION},
};

/// Frames of the main stream that the others get while one viewer stalls: 12 s, two megabytes.
const STALL_FRAMES: usize = 180;

#[tokio::test(flavor = "multi_thread")]
async fn a_stalled_viewer_drops_to_a_keyframe_and_twenty_others_notice_nothing() {
    // All of them are one user here.
    let mut relay = Relay::new(&format!("{CONFIG}[limits]\nuser_sockets = 40\n"));
    relay.run();
    let _cameras = camera_on(&relay, &[]).await;
    let mut stalled = Live::open(relay.host(), &[], Some(8 << 10)).await.unwrap();
    stalled.say(&ClientMessage::Hello { version: VERSION, device: "stalled".into() }).await;
    let known =
        |e: &Event| matches!(e, Event::Said(ServerMessage::Camera { state: CameraState::Live, .. })).then_some(());
    stalled.until("the camera", known).await;
    stalled.watch(0, "a", Profile::Main, Mode::All).await;
    let (before, _) = stalled.frame().await;

    let watching = (0..20).map(|_| async {
        let mut live = viewer_of_live(&relay).await;
        live.watch(0, "a", Profile::Main, Mode::All).await;
        let (mut last, _) = live.frame().await;
        let (mut frames, mut joined) = (0, false);
        while frames < STALL_FRAMES {
            match live.next().await {
                Event::Frame(header, _) => {
                    // A joiner late in a GOP has one gap behind its poster; from then on there is none.
                    let follows = header.seq == last.seq.wrapping_add(1);
                    assert!(follows || (header.key && !joined), "{last:?} {header:?}");
                    joined |= header.key || follows;
                    last = header;
                    frames += 1;
                }
                Event::Said(ServerMessage::Dropped { n, .. }) => panic!("{n} frames dropped for a viewer that reads"),
                Event::Said(_) => {}
                Event::Closed(end) => panic!("closed: {end:?}"),
            }
        }
    });
    futures::future::join_all(watching).await;

    let mut last = before;
    let dropped = stalled
        .until("news of dropped frames", |e| match e {
            Event::Said(ServerMessage::Dropped { n, .. }) => Some(*n),
            Event::Frame(header, _) => {
                last = *header;
                None
            }
            _ => None,
        })
        .await;
    let (next, _) = stalled.frame().await;
    assert!(next.key, "after a drop comes a keyframe");
    assert_eq!(u64::from(next.seq.wrapping_sub(last.seq)), dropped + 1, "the number that was told is true");
    assert!(dropped > 30, "{dropped} of {STALL_FRAMES} frames dropped");
}
