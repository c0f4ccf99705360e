//! The live socket's announced limits, tried to the byte: up to them everything goes, over them the socket ends.

use e2e::{
    live::{Event, Live},
    relay::Relay,
};
use shared::wire::{Limits, ServerMessage, VERSION};
use tokio_tungstenite::tungstenite::{
    Message,
    protocol::frame::{
        Frame,
        coding::{Data, OpCode},
    },
};

/// A viewer that has said hello, and the limits that it was told.
async fn greeted(relay: &Relay) -> (Live, Limits) {
    let mut live = Live::open(relay.host(), &[], None).await.unwrap();
    live.send(Message::text(format!(r#"{{"type":"hello","version":{VERSION}}}"#))).await;
    let limits = live
        .until("the limits", |e| match e {
            Event::Said(ServerMessage::Hello { limits, .. }) => Some(*limits),
            _ => None,
        })
        .await;
    (live, limits)
}

/// A ping of just so many bytes.
fn ping(bytes: usize) -> String {
    let bare = r#"{"type":"ping","more":""}"#.len();
    format!(r#"{{"type":"ping","more":"{}"}}"#, "x".repeat(bytes - bare))
}

/// The same text in frames of at most `most` bytes.
fn frames(text: &str, most: usize) -> Vec<Message> {
    let pieces: Vec<_> = text.as_bytes().chunks(most).collect();
    let last = pieces.len() - 1;
    let frame = |(i, piece): (usize, &&[u8])| {
        let code = OpCode::Data(if i == 0 { Data::Text } else { Data::Continue });
        Message::Frame(Frame::message(piece.to_vec(), code, i == last))
    };
    pieces.iter().enumerate().map(frame).collect()
}

async fn answered(live: &mut Live) -> bool {
    loop {
        match live.next().await {
            Event::Said(ServerMessage::Pong { .. }) => return true,
            Event::Closed(end) => {
                let end = end.expect("a reason");
                assert_eq!((u16::from(end.code), end.reason.as_str()), (1009, "bad_message"));
                return false;
            }
            _ => {}
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_may_have_as_many_bytes_as_announced_and_not_one_more_however_it_is_cut() {
    let relay = Relay::start();
    let (_, limits) = greeted(&relay).await;
    let most = limits.message_bytes as usize;
    for (bytes, taken) in [(most, true), (most + 1, false)] {
        for piece in [bytes, 1000] {
            let (mut live, _) = greeted(&relay).await;
            for frame in frames(&ping(bytes), piece) {
                live.send(frame).await;
            }
            assert_eq!(answered(&mut live).await, taken, "{bytes} bytes in pieces of {piece}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_slot_is_a_slot_and_the_next_is_none() {
    let relay = Relay::start();
    let (mut live, limits) = greeted(&relay).await;
    for (slot, reason) in [(limits.slots - 1, "unknown_camera"), (limits.slots, "too_many_slots")] {
        live.watch(slot, "none", e2e_camera::Profile::Sub, shared::wire::Mode::All).await;
        let refused = live
            .until("a refusal", |e| match e {
                Event::Said(ServerMessage::Refused { reason, .. }) => Some(*reason),
                _ => None,
            })
            .await;
        assert_eq!(refused.as_str(), reason);
    }
}
