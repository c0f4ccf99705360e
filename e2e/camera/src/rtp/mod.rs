//! RTP and RTCP. Belongs here: bytes of packets made from NAL units and clocks. Does not: sockets, time.

mod packet;
mod payload;
mod report;

pub use packet::{INTERLEAVED_HEADER, RTP_HEADER, RtpHeader, interleave};
pub use payload::{Payload, payloads};
pub use report::{NtpTime, SenderReport};

/// The RTP payload type of the video, dynamic as in every camera.
pub const PAYLOAD_TYPE: u8 = 96;

/// The most payload bytes in a packet, so that it fits an Ethernet frame with room for a tunnel.
pub const MAX_PAYLOAD: usize = 1400;
