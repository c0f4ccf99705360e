//! Things that a camera begins and never ends, as fast as the line takes them. Belongs here: their bytes.
//! Does not: when they are sent.

use super::{feed::Tick, writer::WriteError};
use crate::{
    fault::Endless,
    rtp::{INTERLEAVED_HEADER, Payload, RTP_HEADER, RtpHeader, interleave},
};
use bytes::BytesMut;
use std::convert::Infallible;
use tokio::io::{AsyncWrite, AsyncWriteExt};

/// Bytes that are written at once.
const BLOCK: usize = 64 << 10;

/// A piece in one packet; small ones cost their receiver more than their bytes.
const PIECE: usize = 1000;

/// Sends it until the client goes; `behind` is the media that would have come next, and the channel for it.
pub(super) async fn flood(
    out: &mut (impl AsyncWrite + Unpin),
    what: Endless,
    behind: Option<(&Tick, u8)>,
) -> Result<Infallible, WriteError> {
    out.write_all(begin(what)).await?;
    let mut next = behind.map_or((0, 0, 0), |(tick, _)| place(tick));
    let channel = behind.map_or(0, |(_, channel)| channel);
    let mut begun = false;
    let mut block = BytesMut::with_capacity(2 * BLOCK);
    loop {
        block.clear();
        while block.len() < BLOCK {
            match what {
                Endless::HeaderLine => block.resize(BLOCK, b'a'),
                Endless::Headers => block.extend_from_slice(b"X-Again: and again\r\n"),
                Endless::Body => block.resize(BLOCK, 0),
                Endless::Fragment => {
                    let start = !std::mem::replace(&mut begun, true);
                    let piece = Payload::Fragment { header: 0x65, start, end: false, piece: &[0xa5; PIECE] };
                    packet(&mut block, channel, &mut next, &piece);
                }
                Endless::Unit => packet(&mut block, channel, &mut next, &Payload::Single(&[0x41; PIECE])),
            }
        }
        out.write_all(&block).await?;
    }
}

fn begin(what: Endless) -> &'static [u8] {
    match what {
        Endless::HeaderLine => b"RTSP/1.0 200 OK\r\nCSeq: 2\r\nX-Endless: ",
        Endless::Headers => b"RTSP/1.0 200 OK\r\nCSeq: 2\r\n",
        Endless::Body => {
            b"RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Type: application/sdp\r\nContent-Length: 4294967295\r\n\r\n"
        }
        Endless::Fragment | Endless::Unit => b"",
    }
}

/// Sequence number, time and SSRC of the packet that would have been next (RFC 3550 section 5.1).
fn place(tick: &Tick) -> (u16, u32, u32) {
    let header = &tick.framed[INTERLEAVED_HEADER..INTERLEAVED_HEADER + RTP_HEADER];
    let word = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    (word(0) as u16, word(4), word(8))
}

fn packet(out: &mut BytesMut, channel: u8, (seq, rtp_time, ssrc): &mut (u16, u32, u32), payload: &Payload<'_>) {
    let header = RtpHeader { marker: false, seq: *seq, rtp_time: *rtp_time, ssrc: *ssrc };
    interleave(channel, header, payload, out);
    *seq = seq.wrapping_add(1);
}
