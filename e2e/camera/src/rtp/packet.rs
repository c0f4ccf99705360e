//! RTP packets (RFC 3550 section 5.1) and their framing on a TCP connection (RFC 2326 section 10.12).
//! Belongs here: headers. Does not: how an access unit is cut.

use super::{PAYLOAD_TYPE, Payload};
use bytes::{BufMut, BytesMut};

/// Bytes of an RTP header without extensions.
pub const RTP_HEADER: usize = 12;

/// Bytes before each packet on a TCP connection: `$`, channel, length.
pub const INTERLEAVED_HEADER: usize = 4;

/// What changes from packet to packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RtpHeader {
    /// Set on the last packet of an access unit.
    pub marker: bool,
    /// Sequence number.
    pub seq: u16,
    /// Time of the picture in units of 1/90000 s.
    pub rtp_time: u32,
    /// Synchronisation source.
    pub ssrc: u32,
}

/// Appends a packet for a TCP connection; without its first [`INTERLEAVED_HEADER`] bytes it is a UDP datagram.
pub fn interleave(channel: u8, header: RtpHeader, payload: &Payload<'_>, out: &mut BytesMut) {
    let len = RTP_HEADER + payload.len();
    out.reserve(INTERLEAVED_HEADER + len);
    out.put_u8(b'$');
    out.put_u8(channel);
    out.put_u16(u16::try_from(len).expect("a payload is at most 1400 bytes"));
    out.put_u8(0x80);
    out.put_u8(u8::from(header.marker) << 7 | PAYLOAD_TYPE);
    out.put_u16(header.seq);
    out.put_u32(header.rtp_time);
    out.put_u32(header.ssrc);
    payload.write(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn framing_and_header_are_as_the_rfcs_draw_them() {
        let mut out = BytesMut::new();
        let header = RtpHeader { marker: true, seq: 0x0102, rtp_time: 0x0304_0506, ssrc: 0x0708_090a };
        interleave(2, header, &Payload::Single(&[0x41, 0xff]), &mut out);
        assert_eq!(out[..], [b'$', 2, 0, 14, 0x80, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0x41, 0xff]);
    }
}
