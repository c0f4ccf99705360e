//! The description of a stream (RFC 8866, RFC 6184 section 8.2.1). Belongs here: its text. Does not: sending it.

use crate::{Clip, rtp::PAYLOAD_TYPE};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::fmt::Write;

/// The control attribute of the one track.
pub const TRACK: &str = "trackID=1";

/// The description of a clip; without `parameter_sets` a client has to wait for those in the stream. `encoding` is `H264`
/// unless the camera is to send something else, or to lie.
pub fn describe(name: &str, clip: &Clip, parameter_sets: bool, encoding: &str) -> String {
    // The name is the only text that comes from outside: a line break in it would start another field.
    let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let profile = clip.sps().get(1..4).unwrap_or_default();
    let profile: String = profile.iter().map(|byte| format!("{byte:02X}")).collect();
    let mut format = format!("packetization-mode=1;profile-level-id={profile}");
    if parameter_sets {
        let (sps, pps) = (STANDARD.encode(clip.sps()), STANDARD.encode(clip.pps()));
        let _ = write!(format, ";sprop-parameter-sets={sps},{pps}");
    }
    let fps = (clip.fps() * 1000.0).round() / 1000.0;
    let lines = [
        "v=0".to_owned(),
        "o=- 1 1 IN IP4 127.0.0.1".to_owned(),
        format!("s={name}"),
        "c=IN IP4 0.0.0.0".to_owned(),
        "t=0 0".to_owned(),
        "a=control:*".to_owned(),
        "a=range:npt=now-".to_owned(),
        format!("m=video 0 RTP/AVP {PAYLOAD_TYPE}"),
        format!("a=rtpmap:{PAYLOAD_TYPE} {encoding}/90000"),
        format!("a=fmtp:{PAYLOAD_TYPE} {format}"),
        format!("a=framerate:{fps}"),
        format!("a=control:{TRACK}"),
    ];
    lines.iter().fold(String::new(), |text, line| text + line + "\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameter_sets_profile_and_rate_are_told() {
        let stream = [0, 0, 1, 0x67, 0x42, 0xc0, 0x1f, 7, 0, 0, 1, 0x68, 0xce, 0, 0, 1, 0x65, 0x88];
        let clip = Clip::from_annex_b(&stream, 15.0).unwrap();
        let text = describe("Chợ\r\nm=audio", &clip, true, "H264");
        assert!(text.contains("profile-level-id=42C01F;sprop-parameter-sets=Z0LAHwc=,aM4=\r\n"), "{text}");
        assert!(text.contains("a=framerate:15\r\n") && text.contains("s=Chợ  m=audio\r\n"), "{text}");
        assert!(!describe("x", &clip, false, "H264").contains("sprop"));
    }
}
