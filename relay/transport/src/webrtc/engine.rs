//! `rtc` set up as this relay needs it. Belongs here: codecs, credentials, roles, the chain of interceptors, one track a section.
//! Does not: running it.

use super::{feedback::Feedback, offer::Offer, session::Credentials};
use rtc::{
    crypto::{SignatureScheme, default_provider},
    interceptor::{NackResponderBuilder, SenderReportBuilder},
    media_stream::MediaStreamTrack,
    peer_connection::{
        RTCPeerConnection, RTCPeerConnectionBuilder,
        certificate::{CertificateParams, RTCCertificate},
        configuration::{
            RTCConfigurationBuilder,
            interceptor_registry::{Registry, Slot},
            media_engine::{MIME_TYPE_H264, MediaEngine},
            setting_engine::SettingEngineBuilder,
        },
        sdp::RTCSessionDescription,
        transport::{RTCDtlsRole, RTCIceCandidateInit},
    },
    rtp_transceiver::{
        RTCRtpSenderId,
        rtp_sender::{
            RTCPFeedback, RTCRtpCodec, RTCRtpCodecParameters, RTCRtpCodingParameters, RTCRtpEncodingParameters,
            RtpCodecKind,
        },
    },
    shared::error::Error,
};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::{Duration, Instant},
};

/// Profiles (RFC 6184 §8.1): what a camera may send is told by its own parameter sets; a browser that offers a profile is given
/// the one that fits best.
const PROFILES: [&str; 4] = ["42e01f", "42001f", "4d001f", "640032"];
/// Packets that can be repeated, a track: eight seconds of a sub-stream, one of a wide main stream, whose packets each viewer
/// shares with the ring and with all others.
const REPEATABLE: u16 = 512;

/// The address under which `rtc` knows the port, whichever it really is: the answer's are written in `answer`.
/// From the ranges for documentation (RFC 5737, RFC 3849), one for each family.
pub(super) fn local_for(peer: SocketAddr) -> SocketAddr {
    let ip = match peer.ip() {
        IpAddr::V4(_) => Ipv4Addr::new(192, 0, 2, 1).into(),
        IpAddr::V6(_) => Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into(),
    };
    SocketAddr::new(ip, 9)
}

/// A track as the offer has it.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) sender: RTCRtpSenderId,
    pub(super) mid: String,
    pub(super) ssrc: u32,
    /// The payload types of the offer, each with its profile's first byte.
    pub(super) payload_types: Vec<(u8, u8)>,
}

/// A connection that has answered.
pub(super) struct Answered {
    pub(super) connection: RTCPeerConnection,
    pub(super) sections: Vec<Section>,
    /// With no address of ours yet.
    pub(super) sdp: String,
}

/// What all sessions of a relay share: browsers know it by its fingerprint in the answer, and making one takes longer than all
/// else that an answer needs.
pub(super) fn certificate() -> Result<RTCCertificate, Error> {
    let failed = |error: &dyn std::fmt::Display| Error::Other(error.to_string());
    let provider = default_provider().map_err(|error| failed(&error))?;
    // RFC 8827 §5.5: no name of ours stands in it.
    let params = CertificateParams::new(vec!["webrtc".to_owned()]).map_err(|error| failed(&error))?;
    RTCCertificate::generate(provider.crypto(), SignatureScheme::EcdsaP256Sha256, params)
}

/// Answers an offer.
pub(super) fn answer(
    offer: Offer,
    own: &Credentials,
    certificate: RTCCertificate,
    feedback: &Feedback,
    now: Instant,
) -> Result<Answered, Error> {
    let settings = SettingEngineBuilder::new()
        .with_lite(true)
        .with_ice_credentials(own.ufrag.clone(), own.password.clone())
        .with_answering_dtls_role(RTCDtlsRole::Server)
        // The session looks after silence itself, and closes; these only must not come first.
        .with_ice_timeouts(Some(Duration::from_secs(20)), Some(Duration::from_secs(40)), Some(Duration::from_secs(2)))
        .build();
    let registry = Registry::new()
        .with(Slot::NackResponder, NackResponderBuilder::new().with_size(REPEATABLE).build())
        .with(Slot::SenderReport, SenderReportBuilder::new().build())
        .with(Slot::Custom(usize::MAX), feedback.interceptor());
    let mut connection = RTCPeerConnectionBuilder::new()
        .with_configuration(RTCConfigurationBuilder::new().with_certificates(vec![certificate]).build())
        .with_setting_engine(settings)
        .with_media_engine(codecs()?)
        .with_interceptor_registry(registry)
        .build(now)?;
    let senders: Vec<(RTCRtpSenderId, u32)> = (0..offer.videos)
        .map(|n| {
            let ssrc = rand::random();
            Ok((connection.add_track(track(n, ssrc))?, ssrc))
        })
        .collect::<Result<_, Error>>()?;
    connection.set_remote_description(now, RTCSessionDescription::offer(offer.sdp)?)?;
    for any in [Ipv4Addr::UNSPECIFIED.into(), IpAddr::from(Ipv6Addr::UNSPECIFIED)] {
        let local = local_for(SocketAddr::new(any, 0));
        let candidate = format!("candidate:1 1 udp 2130706431 {} {} typ host", local.ip(), local.port());
        connection.add_local_candidate(RTCIceCandidateInit { candidate, ..Default::default() })?;
    }
    let answer = connection.create_answer(None)?;
    connection.set_local_description(now, answer)?;
    let sdp = connection.local_description().map(|description| description.sdp).unwrap_or_default();
    let sections = senders.into_iter().map(|(sender, ssrc)| section(&mut connection, sender, ssrc)).collect();
    Ok(Answered { connection, sections, sdp })
}

fn codec(profile: &str) -> RTCRtpCodec {
    let feedback = |parameter: &str| RTCPFeedback { typ: "nack".into(), parameter: parameter.into() };
    let full = RTCPFeedback { typ: "ccm".into(), parameter: "fir".into() };
    RTCRtpCodec {
        mime_type: MIME_TYPE_H264.into(),
        clock_rate: 90_000,
        channels: 0,
        sdp_fmtp_line: format!("level-asymmetry-allowed=1;packetization-mode=1;profile-level-id={profile}"),
        rtcp_feedback: vec![feedback(""), feedback("pli"), full],
    }
}

pub(super) fn codecs() -> Result<MediaEngine, Error> {
    let mut engine = MediaEngine::default();
    for (profile, payload_type) in PROFILES.into_iter().zip(96..) {
        let parameters = RTCRtpCodecParameters { rtp_codec: codec(profile), payload_type };
        engine.register_codec(parameters, RtpCodecKind::Video)?;
    }
    Ok(engine)
}

fn track(n: usize, ssrc: u32) -> MediaStreamTrack {
    let encoding = RTCRtpEncodingParameters {
        rtp_coding_parameters: RTCRtpCodingParameters { ssrc: Some(ssrc), ..Default::default() },
        codec: codec(PROFILES[0]),
        ..Default::default()
    };
    // A stream of its own for each: browsers play the tracks of one stream in step.
    let (stream, name) = (format!("s{n}"), format!("t{n}"));
    MediaStreamTrack::new(stream, name.clone(), name, RtpCodecKind::Video, vec![encoding])
}

fn section(connection: &mut RTCPeerConnection, sender: RTCRtpSenderId, ssrc: u32) -> Section {
    let mid = connection.rtp_transceiver(sender.into()).and_then(|transceiver| transceiver.mid().clone());
    let parameters =
        connection.rtp_sender(sender).map(|mut sender| sender.get_parameters().rtp_parameters.codecs.clone());
    let codecs = parameters.unwrap_or_default();
    let payload_types = codecs.iter().filter_map(|c| Some((c.payload_type, profile_of(&c.rtp_codec.sdp_fmtp_line)?)));
    Section { sender, mid: mid.unwrap_or_default(), ssrc, payload_types: payload_types.collect() }
}

/// The first byte of `profile-level-id`, `profile_idc`.
fn profile_of(fmtp: &str) -> Option<u8> {
    let level = fmtp.split(';').find_map(|part| part.trim().strip_prefix("profile-level-id="))?;
    u8::from_str_radix(level.get(..2)?, 16).ok()
}
