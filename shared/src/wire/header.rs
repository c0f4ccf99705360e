//! The 24 bytes in front of each access unit on the live socket, big-endian:
//! `kind u8 · flags u8 · seq u16 · stream u32 · pts_90k i64 · time_us u64`.

use crate::{Pts90k, StreamId, UnixMicros};

const KEY: u8 = 1;
const DISCONTINUITY: u8 = 2;

/// What stands behind a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One H.264 access unit of 4-byte length-prefixed NAL units (ISO/IEC 14496-15 §5.3.2).
    H264,
}

/// Describes one access unit. The same bytes go to every viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameHeader {
    /// What stands behind the header.
    pub kind: Kind,
    /// Decoding can start here: an IDR picture.
    pub key: bool,
    /// Units are missing before this one: it cannot refer to what was before.
    pub discontinuity: bool,
    /// Counts the stream's access units, wrapping.
    pub seq: u16,
    /// Which camera, profile and epoch.
    pub stream: StreamId,
    /// When to show it, on the camera's clock.
    pub pts: Pts90k,
    /// When the relay had received the unit's last byte.
    pub time: UnixMicros,
}

/// Why bytes are no frame of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Shorter than a header.
    #[error("a frame of {0} bytes is shorter than its header of 24")]
    Short(usize),
    /// A kind from a newer relay.
    #[error("frame kind {0} is unknown")]
    Kind(u8),
}

impl FrameHeader {
    /// Bytes of a header.
    pub const LEN: usize = 24;

    /// The header as it goes onto the wire.
    pub fn encode(&self) -> [u8; Self::LEN] {
        let mut out = [0; Self::LEN];
        out[0] = match self.kind {
            Kind::H264 => 1,
        };
        out[1] = (u8::from(self.key) * KEY) | (u8::from(self.discontinuity) * DISCONTINUITY);
        out[2..4].copy_from_slice(&self.seq.to_be_bytes());
        out[4..8].copy_from_slice(&self.stream.0.to_be_bytes());
        out[8..16].copy_from_slice(&self.pts.0.to_be_bytes());
        out[16..24].copy_from_slice(&self.time.0.to_be_bytes());
        out
    }

    /// Splits a message into its header and its access unit. Flags that are not known are ignored.
    pub fn decode(message: &[u8]) -> Result<(Self, &[u8]), HeaderError> {
        let Some((h, unit)) = message.split_first_chunk::<{ Self::LEN }>() else {
            return Err(HeaderError::Short(message.len()));
        };
        let kind = match h[0] {
            1 => Kind::H264,
            other => return Err(HeaderError::Kind(other)),
        };
        let header = Self {
            kind,
            key: h[1] & KEY != 0,
            discontinuity: h[1] & DISCONTINUITY != 0,
            seq: u16::from_be_bytes([h[2], h[3]]),
            stream: StreamId(u32::from_be_bytes([h[4], h[5], h[6], h[7]])),
            pts: Pts90k(i64::from_be_bytes([h[8], h[9], h[10], h[11], h[12], h[13], h[14], h[15]])),
            time: UnixMicros(u64::from_be_bytes([h[16], h[17], h[18], h[19], h[20], h[21], h[22], h[23]])),
        };
        Ok((header, unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GOLDEN: [u8; 24] = [
        1, 3, 0x12, 0x34, 0xde, 0xad, 0xbe, 0xef, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 5, 0xf5, 0xe1, 0,
        0, 0, 7,
    ];

    fn golden() -> FrameHeader {
        FrameHeader {
            kind: Kind::H264,
            key: true,
            discontinuity: true,
            seq: 0x1234,
            stream: StreamId(0xdead_beef),
            pts: Pts90k(-1),
            time: UnixMicros(0x0005_f5e1_0000_0007),
        }
    }

    #[test]
    fn golden_vector() {
        assert_eq!(golden().encode(), GOLDEN);
        assert_eq!(FrameHeader::decode(&GOLDEN), Ok((golden(), &[][..])));
    }

    #[test]
    fn what_is_no_frame_is_refused() {
        assert_eq!(FrameHeader::decode(&GOLDEN[..23]), Err(HeaderError::Short(23)));
        let mut unknown = GOLDEN;
        unknown[0] = 9;
        assert_eq!(FrameHeader::decode(&unknown), Err(HeaderError::Kind(9)));
    }

    proptest! {
        #[test]
        fn round_trip(key: bool, discontinuity: bool, seq: u16, stream: u32, pts: i64, time: u64, unit: Vec<u8>) {
            let h = FrameHeader { kind: Kind::H264, key, discontinuity, seq, stream: StreamId(stream),
                pts: Pts90k(pts), time: UnixMicros(time) };
            let mut message = h.encode().to_vec();
            message.extend(&unit);
            prop_assert_eq!(FrameHeader::decode(&message), Ok((h, &unit[..])));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = FrameHeader::decode(&bytes);
        }
    }
}
