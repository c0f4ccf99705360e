//! Streams that cannot be played: refused in words, on the tile and in the API, never a black tile without a word.

use super::streams::{PLAIN, Stream, make};
use crate::cameras::wait_state;
use e2e::{browser::Browser, cameras, page::PATIENCE, relay::Relay, until};
use e2e_camera::{Clip, Fault, Profile};
use shared::{
    h264::NalType,
    wire::{Mode, Reason},
};

/// The time from one picture that cameras begin with to the next is a third of a second: well within the limits below.
const SHORT: Stream = Stream { params: "keyint=5:bframes=0", ..PLAIN };

/// Pictures that refer to nothing that anybody has.
fn without_a_beginning() -> Clip {
    let clip = make(&Stream { params: "keyint=5:bframes=0:intra-refresh=1", ..SHORT }).without_idr().unwrap();
    let mut units = clip.units().to_vec();
    units.iter_mut().for_each(|unit| unit.nals.retain(|nal| NalType::of(nal) != Some(NalType::Sei)));
    Clip::new(units, &[clip.sps().clone(), clip.pps().clone()], clip.duration_90k()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_played_is_said_in_both_languages() {
    let interlaced = make(&Stream { params: "keyint=5:bframes=0:tff=1", profile: "high", ..SHORT });
    let specs = [("h265", make(&SHORT)), ("interlaced", interlaced), ("headless", without_a_beginning())];
    let served = cameras::serve(specs.map(|(id, clip)| cameras::playing(id, clip)).into()).await;
    served.camera("h265").unwrap().inject(Fault::Encoding("H265"));
    // A session in which nothing can be shown is given up after three of these. A camera begins with its next keyframe:
    // one that has them further apart than this would be given up for its silence instead, time and again.
    let mut relay = Relay::new(&e2e::relay::CONFIG.replace("[cameras]\n", "[cameras]\nno_media_timeout_secs = 1\n"));
    let reasons = [("h265", Reason::CodecH265), ("interlaced", Reason::Interlaced), ("headless", Reason::NoKeyframe)];
    for (id, _) in reasons {
        relay.add(id, id, &served.url(id, Profile::Main), &[], "");
    }
    relay.run();
    for (id, reason) in reasons {
        wait_state(&relay, id, "offline", Some(reason.as_str())).await;
    }
    let browser = Browser::chromium(1280, 720).await;
    browser.open(relay.url()).await;
    for vietnamese in [true, false] {
        for (id, reason) in reasons {
            browser.wait_tile(id, "state", "offline").await;
            let words = if vietnamese { reason.text().vi } else { reason.text().en };
            until(words, PATIENCE, async || browser.text().await.contains(words).then_some(())).await;
        }
        browser.script("document.querySelector('button.language').click()").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keyframes_of_a_stream_without_any_are_refused() {
    let clip = make(&Stream { params: "keyint=15:bframes=0:intra-refresh=1", seconds: 20, ..PLAIN });
    let (_served, relay) = super::media::camera("keyless", clip.without_idr().unwrap()).await;
    let mut live = crate::socket::viewer_of_live(&relay).await;
    live.watch(0, "a", Profile::Main, Mode::All).await;
    let (first, _) = live.frame().await;
    assert!(first.key, "a lead-in begins with an IDR picture");
    live.watch(1, "a", Profile::Main, Mode::Keyframes).await;
    let refused = |e: &e2e::live::Event| match e {
        e2e::live::Event::Said(shared::wire::ServerMessage::Refused { reason, .. }) => Some(*reason),
        _ => None,
    };
    assert_eq!(live.until("a refusal", refused).await, Reason::NoKeyframe);
}
