//! WebSocket frames (RFC 6455 section 5) as a client sees them, without copying what it does not look at.
//! Belongs here: pure reading and writing of frames. Does not: sockets, what a message means.

use shared::wire::FrameHeader;

/// Bytes of a message that are kept; of a longer one the rest is counted and let go.
const KEPT: usize = 4096;

/// A whole message; a piece of binary data is as long as `KEPT` at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message<'a> {
    /// An access unit's header, and the bytes of the whole message.
    Frame(FrameHeader, u64),
    /// JSON.
    Text(&'a [u8]),
    /// To be answered with a pong of the same bytes.
    Ping(&'a [u8]),
    /// The end.
    Close(&'a [u8]),
    /// Anything else.
    Other,
}

/// Reads a server's frames from pieces of any size.
#[derive(Debug, Default)]
pub struct Reader {
    head: Vec<u8>,
    kept: Vec<u8>,
    len: Option<u64>,
    left: u64,
}

impl Reader {
    /// Takes bytes up to the end of the next message; gives what is behind it, and the message once it is whole.
    pub fn read<'b>(&mut self, mut bytes: &'b [u8]) -> (&'b [u8], Option<Message<'_>>) {
        if self.len.is_none() {
            self.kept.clear();
            while self.len.is_none() {
                let Some((first, rest)) = bytes.split_first() else { return (bytes, None) };
                self.head.push(*first);
                bytes = rest;
                self.len = length(&self.head);
                self.left = self.len.unwrap_or(0);
            }
        }
        let here = bytes.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let (mine, rest) = bytes.split_at(here);
        // A frame is judged by its header alone.
        let most = if self.head[0] & 15 == 2 { FrameHeader::LEN } else { KEPT };
        self.kept.extend_from_slice(&mine[..mine.len().min(most - self.kept.len())]);
        self.left -= here as u64;
        if self.left > 0 {
            return (rest, None);
        }
        let kind = self.head[0] & 15;
        self.head.clear();
        let len = self.len.take().unwrap_or(0);
        let message = match kind {
            1 => Message::Text(&self.kept),
            2 => FrameHeader::decode(&self.kept).map_or(Message::Other, |(h, _)| Message::Frame(h, len)),
            8 => Message::Close(&self.kept),
            9 => Message::Ping(&self.kept),
            _ => Message::Other,
        };
        (rest, Some(message))
    }
}

/// The payload's length, once the frame's head is whole. A server's frames have no mask.
fn length(head: &[u8]) -> Option<u64> {
    match (head.get(1)? & 127, head.get(2..)?) {
        (126, [a, b, ..]) => Some(u64::from(u16::from_be_bytes([*a, *b]))),
        (127, [a, b, c, d, e, f, g, h, ..]) => Some(u64::from_be_bytes([*a, *b, *c, *d, *e, *f, *g, *h])),
        (126 | 127, _) => None,
        (short, _) => Some(u64::from(short)),
    }
}

/// Opcode of a text message.
pub const TEXT: u8 = 1;
/// Opcode of the answer to a ping.
pub const PONG: u8 = 10;

/// A client's frame, masked with zeros, which any server takes. At most 65,535 bytes.
pub fn masked(opcode: u8, payload: &[u8]) -> Vec<u8> {
    let mut out = vec![0x80 | opcode];
    match u8::try_from(payload.len()).ok().filter(|n| *n < 126) {
        Some(len) => out.push(0x80 | len),
        None => {
            out.push(0x80 | 126);
            out.extend((payload.len() as u16).to_be_bytes());
        }
    }
    out.extend([0; 4]);
    out.extend(payload);
    out
}

/// The head of a server's binary frame.
pub fn binary_head(len: usize) -> Vec<u8> {
    match len {
        0..126 => vec![0x82, len as u8],
        126..0x1_0000 => [&[0x82, 126][..], &(len as u16).to_be_bytes()].concat(),
        _ => [&[0x82, 127][..], &(len as u64).to_be_bytes()].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{Pts90k, StreamId, UnixMicros, wire::Kind};

    #[test]
    fn messages_come_whole_from_any_pieces() {
        let header = FrameHeader {
            kind: Kind::H264,
            key: true,
            discontinuity: false,
            seq: 1,
            stream: StreamId(2),
            pts: Pts90k(3),
            time: UnixMicros(4),
        };
        let frame = |len: usize| {
            let payload = [&header.encode()[..], &vec![0x5a; len - FrameHeader::LEN]].concat();
            [binary_head(len), payload].concat()
        };
        let stream =
            [&frame(30)[..], b"\x81\x02{}", &frame(300), b"\x89\x00", &frame(70_000), b"\x88\x02\x03\xe8"].concat();
        for piece in [1, 7, 1000, stream.len()] {
            let (mut reader, mut seen) = (Reader::default(), Vec::new());
            for mut bytes in stream.chunks(piece) {
                loop {
                    let (rest, message) = reader.read(bytes);
                    bytes = rest;
                    match message {
                        Some(message) => seen.push(format!("{message:?}")),
                        None => break,
                    }
                }
            }
            let frame = |len: u64| format!("{:?}", Message::Frame(header, len));
            let text = |m: Message<'_>| format!("{m:?}");
            let wanted = [
                frame(30),
                text(Message::Text(b"{}")),
                frame(300),
                text(Message::Ping(b"")),
                frame(70_000),
                text(Message::Close(&[3, 0xe8])),
            ];
            assert_eq!(seen, wanted, "pieces of {piece}");
        }
    }
}
