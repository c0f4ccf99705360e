//! Why a camera or a request is not served, as codes. The words stand in `text`.

use crate::codes::codes;

codes! {
    /// A reason code, as it stands in messages, in the API and in metrics.
    Reason:
    /// The relay is on its way to the camera.
    Connecting = "connecting";
    /// No answer from the camera's address.
    Unreachable = "unreachable";
    /// The camera's address is there, but nothing listens on the port.
    ConnectionRefused = "connection_refused";
    /// The camera's name could not be resolved.
    NameUnknown = "name_unknown";
    /// The camera's address lies outside the networks that the settings allow.
    AddressRefused = "address_refused";
    /// The camera refuses the user name or password.
    AuthFailed = "auth_failed";
    /// The stored password cannot be opened with this key.
    SecretUnreadable = "secret_unreadable";
    /// The camera has no stream under this path.
    NotFound = "not_found";
    /// The camera takes no more sessions (RTSP 453, 503).
    CameraBusy = "camera_busy";
    /// The camera sends H.265.
    CodecH265 = "codec_h265";
    /// The camera sends no video that is H.264.
    CodecUnsupported = "codec_unsupported";
    /// The camera sends interlaced pictures.
    Interlaced = "interlaced";
    /// The camera sends pictures, but none that decoding can begin with.
    NoKeyframe = "no_keyframe";
    /// The camera is connected but sends no picture.
    NoMedia = "no_media";
    /// The camera closed the session.
    CameraClosed = "camera_closed";
    /// The camera broke the protocol.
    ProtocolError = "protocol_error";
    /// No such camera, or not for this viewer.
    UnknownCamera = "unknown_camera";
    /// More slots asked for than announced.
    TooManySlots = "too_many_slots";
    /// Messages come faster than announced.
    RateLimited = "rate_limited";
    /// The relay serves as many viewers as it may.
    TooManyViewers = "too_many_viewers";
    /// One address or one user has as many live sockets as it may.
    TooManySockets = "too_many_sockets";
    /// More is asked of the relay than it can answer.
    Overloaded = "overloaded";
    /// The request's body has more bytes than it may.
    BodyTooLarge = "body_too_large";
    /// The request was not answered in time.
    TimedOut = "timed_out";
    /// The message is no message of this protocol.
    BadMessage = "bad_message";
    /// The page is of another version than the relay.
    Version = "version";
    /// The request names a host that is not this relay.
    HostRefused = "host_refused";
    /// The request comes from a page of another site.
    OriginRefused = "origin_refused";
    /// The asker may not do this.
    NotAllowed = "not_allowed";
    /// Nobody is logged in, or the session has ended.
    LoginRequired = "login_required";
    /// The asker's role needs a second factor that is not set up yet.
    TotpRequired = "totp_required";
    /// The camera is paused: its pictures are shown to nobody.
    Paused = "paused";
    /// The camera sends pictures out of their order (B-frames), which this way of sending cannot carry.
    Reordered = "reordered";
    /// There is no such WebRTC session, or it has ended, or it has no such track.
    RtpUnknown = "rtp_unknown";
    /// The offer of a WebRTC session is none that can be answered.
    BadOffer = "bad_offer";
    /// Nothing was heard from the viewer for too long.
    ViewerSilent = "viewer_silent";
    /// There is nothing at this address.
    NoSuchPath = "no_such_path";
    /// The relay has no picture of the camera, or of this stream of it, at this time.
    NoPicture = "no_picture";
    /// The relay cannot make a still of the camera's pictures.
    StillUnavailable = "still_unavailable";
    /// The relay makes as many stills as it may.
    StillBusy = "still_busy";
    /// The relay could not do it: its log says why.
    Failed = "failed";
    /// The relay is about to stop.
    ShuttingDown = "shutting_down";
    /// A code of a newer relay.
    Unknown = "unknown";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unlike_and_come_back() {
        let codes: BTreeSet<_> = Reason::ALL.iter().map(|r| r.as_str()).collect();
        assert_eq!(codes.len(), Reason::ALL.len());
        for reason in Reason::ALL {
            let json = serde_json::to_string(&reason).unwrap();
            assert_eq!(serde_json::from_str::<Reason>(&json).unwrap(), reason);
        }
        assert_eq!(serde_json::from_str::<Reason>(r#""made_up_later""#).unwrap(), Reason::Unknown);
    }
}
