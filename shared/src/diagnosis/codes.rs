//! The codes of a diagnosis. Their words stand in `text::advice` and `text::probe`.

use crate::codes::codes;

codes! {
    /// One thing that should be changed at a camera, as it stands in the API and in `--json`.
    Advice:
    /// The camera sends H.265.
    CodecH265 = "codec_h265";
    /// The camera sends neither H.264 nor H.265.
    CodecUnsupported = "codec_unsupported";
    /// The pictures are interlaced.
    Interlaced = "interlaced";
    /// The stream has B slices.
    BFrames = "b_frames";
    /// Keyframes are more than 4 s apart.
    GopLong = "gop_long";
    /// No second keyframe came for 20 s, or none at all.
    GopUnbounded = "gop_unbounded";
    /// Keyframes are so far apart as the vendors' own modes (H.264+, Smart Codec) put them.
    SmartCodec = "smart_codec";
    /// More than 6 Mbit/s on the main stream, more than 1 Mbit/s on the sub-stream.
    BitRateHigh = "bit_rate_high";
    /// The camera has one stream only.
    SubMissing = "sub_missing";
    /// The sub-stream is wider than 1280 pixels or no smaller than the main stream.
    SubTooLarge = "sub_too_large";
    /// The sub-stream has fewer than 5 pictures a second.
    FpsLow = "fps_low";
    /// The sub-stream has more than 20 pictures a second.
    FpsHigh = "fps_high";
    /// The timestamps jump, stand still, run backwards or drift.
    TimestampsBad = "timestamps_bad";
    /// The level that is named is not one that size and rate call for.
    LevelLies = "level_lies";
    /// RTP packets are lost.
    PacketLoss = "packet_loss";
    /// The password is one that the vendor or everybody uses.
    DefaultPassword = "default_password";
    /// The camera asks for no password.
    NoPassword = "no_password";
    /// A code of a newer relay.
    Unknown = "unknown";
}

codes! {
    /// How far a try came; each step stands for all before it.
    Step:
    /// The host's name has an address.
    NameResolved = "name_resolved";
    /// The address lies in the networks that the settings allow.
    AddressAllowed = "address_allowed";
    /// The port takes connections.
    PortOpen = "port_open";
    /// RTSP is spoken there.
    RtspAnswers = "rtsp_answers";
    /// The camera asks for no password.
    NoPasswordAsked = "no_password_asked";
    /// The camera takes the user name and password.
    PasswordAccepted = "password_accepted";
    /// There is an H.264 stream under the path, and it plays.
    StreamFound = "stream_found";
    /// A keyframe has come.
    FirstPicture = "first_picture";
    /// A code of a newer relay.
    Unknown = "unknown";
}

codes! {
    /// How a stream's timestamps run.
    Timestamps:
    /// As time does.
    Steady = "steady";
    /// They leap ahead or begin anew.
    Jumping = "jumping";
    /// They step back, and no B-frames explain it.
    Backwards = "backwards";
    /// Many pictures have the same one.
    NoProgress = "no_progress";
    /// They run faster or slower than pictures arrive.
    Drifting = "drifting";
    /// Too little was seen.
    Unknown = "unknown";
}

codes! {
    /// A diagnosis in one word.
    Verdict:
    /// It plays, and nothing should be changed.
    Good = "good";
    /// It plays, but something should be changed.
    Advised = "advised";
    /// A stream cannot be played.
    Failed = "failed";
    /// Nothing was seen yet.
    Unknown = "unknown";
}
