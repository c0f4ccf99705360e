//! The live socket's text messages: JSON objects tagged by `type`. Fields that are not known are ignored,
//! so that an old page survives a new relay.

use super::{Reason, base64_bytes, said::Said};
use crate::{CameraId, Profile, Pts90k, Slot, StreamId, UnixMicros, codes::codes, words};
use serde::{Deserialize, Serialize};

/// What a viewer says to the relay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientMessage {
    /// First message of a socket.
    Hello {
        /// The protocol's version, [`super::VERSION`].
        version: u32,
        /// What the viewer runs on, for logs; at most 120 characters are kept.
        #[serde(default)]
        device: String,
    },
    /// Show a camera in a slot, in place of what was there.
    Watch {
        /// Which tile.
        slot: Slot,
        /// Which camera.
        camera: CameraId,
        /// Which of its streams.
        profile: Profile,
        /// Every picture or keyframes only.
        mode: Mode,
        /// Where its pictures go; left out: over this socket.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rtp: Option<RtpTarget>,
    },
    /// Send nothing for this slot any more.
    Unwatch {
        /// Which tile.
        slot: Slot,
    },
    /// The newest picture on screen, said every 500 ms.
    Seen {
        /// Which tile.
        slot: Slot,
        /// The picture's time.
        pts: Pts90k,
    },
    /// Asks for a `pong`.
    Ping,
}

/// A track of a WebRTC session that the same person has opened with [`crate::routes::WHEP`].
///
/// The slot's pictures go there instead of over the socket, which goes on telling everything else. Time stamps of RTP packets
/// are those of the relay's clock in 1/90000 s, modulo 2³²: when it had the picture, to within 250 ms, so that a page knows
/// the age of what it paints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RtpTarget {
    /// The last segment of the session's `Location`.
    pub session: String,
    /// The media section's `a=mid` in the offer (RFC 8843 §8.1).
    pub mid: String,
}

/// What the relay says to a viewer.
///
/// It is read in one go, whatever its type (see `said`): so a field's name stands for one shape in all messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", try_from = "Said")]
pub enum ServerMessage {
    /// Answers the viewer's `hello`.
    Hello {
        /// The relay's protocol version.
        version: u32,
        /// The relay's build; another one than the page's means there is a new page.
        build: String,
        /// What this socket may do.
        limits: Limits,
    },
    /// From here on a slot's frames carry this stream's number.
    Stream {
        /// Which tile.
        slot: Slot,
        /// The number in the frames' headers.
        stream: StreamId,
        /// Which of the camera's streams it really is.
        profile: Profile,
        /// The codec string of RFC 6381, `avc1.xxxxxx`.
        codec: String,
        /// The AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3).
        #[serde(serialize_with = "base64_bytes::serialize")]
        avcc: Vec<u8>,
        /// Cropped width in pixels.
        width: u32,
        /// Cropped height in pixels.
        height: u32,
        /// Frames before this time are the past: decode them flat out, show only the newest. `None`: no past comes.
        live_from_pts: Option<Pts90k>,
    },
    /// Said each second for each watched camera: when the relay last heard it.
    Alive {
        /// Which camera.
        camera: CameraId,
        /// When the last access unit came.
        last_arrival_us: UnixMicros,
    },
    /// A camera's state has changed, or is told for the first time.
    Camera {
        /// Which camera.
        id: CameraId,
        /// Its state.
        state: CameraState,
        /// Since when.
        since: UnixMicros,
        /// Why, where it is not live.
        reason: Option<Reason>,
    },
    /// The list of cameras has changed: ask the API for it again.
    Cameras {
        /// Counts the changes.
        revision: u64,
    },
    /// Access units were left out, because the viewer was too slow for them; the next one is a keyframe.
    Dropped {
        /// Which tile.
        slot: Slot,
        /// How many.
        n: u64,
    },
    /// A `watch` is not served.
    Refused {
        /// Which tile.
        slot: Slot,
        /// Why.
        reason: Reason,
        /// When it may be asked again; `None`: not before something changes.
        retry_after_secs: Option<u32>,
    },
    /// Answers `ping`.
    Pong {
        /// The relay's clock.
        time_us: UnixMicros,
    },
}

words! {
    /// Which pictures of a stream a viewer wants.
    Mode:
    /// Every access unit.
    All = "all";
    /// Keyframes only.
    Keyframes = "keyframes";
}

codes! {
    /// How a camera is.
    CameraState:
    /// Not heard yet since the relay started or the camera was added.
    Starting = "starting";
    /// Pictures arrive.
    Live = "live";
    /// Nothing for 3 s.
    Stale = "stale";
    /// Nothing for 10 s.
    Offline = "offline";
    /// Switched off on purpose.
    Paused = "paused";
    /// A state of a newer relay.
    Unknown = "unknown";
}

/// What a socket may do; announced in `hello`, then enforced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Slots 0 to `slots - 1` may be watched.
    pub slots: u8,
    /// The longest text message in bytes.
    pub message_bytes: u32,
    /// Text messages a second, averaged over ten.
    pub messages_per_sec: u32,
    /// Media sections that a WebRTC session may have; 0: there is no WebRTC.
    #[serde(default)]
    pub rtp_tracks: u8,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both_ways<T: Serialize + for<'a> Deserialize<'a> + PartialEq + std::fmt::Debug>(message: &T, json: &str) {
        assert_eq!(serde_json::to_string(message).unwrap(), json);
        assert_eq!(&serde_json::from_str::<T>(json).unwrap(), message);
    }

    #[test]
    fn client_messages_as_on_the_wire() {
        both_ways(
            &ClientMessage::Watch {
                slot: Slot(3),
                camera: "ward/a1".parse().unwrap(),
                profile: Profile::Sub,
                mode: Mode::Keyframes,
                rtp: None,
            },
            r#"{"type":"watch","slot":3,"camera":"ward/a1","profile":"sub","mode":"keyframes"}"#,
        );
        both_ways(
            &ClientMessage::Watch {
                slot: Slot(3),
                camera: "ward/a1".parse().unwrap(),
                profile: Profile::Main,
                mode: Mode::All,
                rtp: Some(RtpTarget { session: "k3".into(), mid: "0".into() }),
            },
            r#"{"type":"watch","slot":3,"camera":"ward/a1","profile":"main","mode":"all","rtp":{"session":"k3","mid":"0"}}"#,
        );
        both_ways(&ClientMessage::Ping, r#"{"type":"ping"}"#);
        both_ways(&ClientMessage::Seen { slot: Slot(0), pts: Pts90k(-5) }, r#"{"type":"seen","slot":0,"pts":-5}"#);
    }

    #[test]
    fn server_messages_as_on_the_wire() {
        both_ways(
            &ServerMessage::Stream {
                slot: Slot(0),
                stream: StreamId(7),
                profile: Profile::Main,
                codec: "avc1.42c01e".into(),
                avcc: vec![1, 0x42, 0xc0],
                width: 640,
                height: 360,
                live_from_pts: None,
            },
            concat!(
                r#"{"type":"stream","slot":0,"stream":7,"profile":"main","codec":"avc1.42c01e","#,
                r#""avcc":"AULA","width":640,"height":360,"live_from_pts":null}"#
            ),
        );
        both_ways(&ServerMessage::Dropped { slot: Slot(1), n: 4 }, r#"{"type":"dropped","slot":1,"n":4}"#);
    }

    #[test]
    fn an_old_page_survives_a_new_relay() {
        let newer = r#"{"type":"refused","slot":1,"reason":"made_up_later","retry_after_secs":null,"more":[1]}"#;
        assert_eq!(
            serde_json::from_str::<ServerMessage>(newer).unwrap(),
            ServerMessage::Refused { slot: Slot(1), reason: Reason::Unknown, retry_after_secs: None }
        );
        assert_eq!(serde_json::from_str::<CameraState>(r#""made_up_later""#).unwrap(), CameraState::Unknown);
    }

    #[test]
    fn an_object_where_an_id_belongs_is_refused() {
        let bad = r#"{"type":"watch","slot":1,"camera":{"$ne":null},"profile":"sub","mode":"all"}"#;
        assert!(serde_json::from_str::<ClientMessage>(bad).is_err());
    }
}
