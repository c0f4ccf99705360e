//! Reading what the relay says: every field that any message has, then the message. Belongs here: which type needs which
//! fields. Does not: what they mean (see `control`).
//!
//! What serde derives for an enum with its tag inside keeps the whole message in a tree first and has a reader for each
//! type: 8 KB of what a phone fetches, where this is one reader.

use super::{CameraState, Limits, Reason, ServerMessage, base64_bytes};
use crate::{CameraId, Profile, Pts90k, Slot, StreamId, UnixMicros};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Said {
    r#type: String,
    version: Option<u32>,
    build: Option<String>,
    limits: Option<Limits>,
    slot: Option<Slot>,
    stream: Option<StreamId>,
    profile: Option<Profile>,
    codec: Option<String>,
    avcc: Option<String>,
    width: Option<u32>,
    height: Option<u32>,
    live_from_pts: Option<Pts90k>,
    camera: Option<CameraId>,
    last_arrival_us: Option<UnixMicros>,
    id: Option<CameraId>,
    state: Option<CameraState>,
    since: Option<UnixMicros>,
    reason: Option<Reason>,
    revision: Option<u64>,
    n: Option<u64>,
    retry_after_secs: Option<u32>,
    time_us: Option<UnixMicros>,
}

impl TryFrom<Said> for ServerMessage {
    type Error = &'static str;

    fn try_from(said: Said) -> Result<Self, Self::Error> {
        said.message().ok_or("no message of the relay's is so")
    }
}

impl Said {
    /// `None` where the type is not known or misses a field.
    fn message(self) -> Option<ServerMessage> {
        Some(match self.r#type.as_str() {
            "hello" => ServerMessage::Hello { version: self.version?, build: self.build?, limits: self.limits? },
            "stream" => ServerMessage::Stream {
                slot: self.slot?,
                stream: self.stream?,
                profile: self.profile?,
                codec: self.codec?,
                avcc: base64_bytes::parse(&self.avcc?).ok()?,
                width: self.width?,
                height: self.height?,
                live_from_pts: self.live_from_pts,
            },
            "alive" => ServerMessage::Alive { camera: self.camera?, last_arrival_us: self.last_arrival_us? },
            "camera" => {
                ServerMessage::Camera { id: self.id?, state: self.state?, since: self.since?, reason: self.reason }
            }
            "cameras" => ServerMessage::Cameras { revision: self.revision? },
            "dropped" => ServerMessage::Dropped { slot: self.slot?, n: self.n? },
            "refused" => ServerMessage::Refused {
                slot: self.slot?,
                reason: self.reason?,
                retry_after_secs: self.retry_after_secs,
            },
            "pong" => ServerMessage::Pong { time_us: self.time_us? },
            _ => return None,
        })
    }
}
