//! Packetisation of H.264 (RFC 6184, packetization-mode 1). Belongs here: how an access unit is cut.
//! Does not: RTP headers, time.

use bytes::{BufMut, Bytes};

const STAP_A: u8 = 24;
const FU_A: u8 = 28;
const FORBIDDEN_AND_NRI: u8 = 0xe0;
const NRI: u8 = 0x60;
const TYPE: u8 = 0x1f;

/// What one RTP packet carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload<'a> {
    /// One whole NAL unit (RFC 6184 section 5.6).
    Single(&'a [u8]),
    /// Several small NAL units (section 5.7.1).
    Aggregate(&'a [Bytes]),
    /// A piece of a NAL unit without its header byte (section 5.8).
    Fragment {
        /// The NAL unit's own header byte.
        header: u8,
        /// Whether this is the first piece.
        start: bool,
        /// Whether this is the last piece.
        end: bool,
        /// The bytes of this piece.
        piece: &'a [u8],
    },
}

impl Payload<'_> {
    /// Appends the payload's bytes.
    pub fn write(&self, out: &mut impl BufMut) {
        match self {
            Self::Single(nal) => out.put_slice(nal),
            Self::Aggregate(nals) => {
                let nri = nals.iter().map(|nal| nal[0] & NRI).max().unwrap_or(0);
                out.put_u8(nri | STAP_A);
                for nal in *nals {
                    out.put_u16(u16::try_from(nal.len()).unwrap_or(u16::MAX));
                    out.put_slice(nal);
                }
            }
            Self::Fragment { header, start, end, piece } => {
                out.put_u8(header & FORBIDDEN_AND_NRI | FU_A);
                out.put_u8(u8::from(*start) << 7 | u8::from(*end) << 6 | header & TYPE);
                out.put_slice(piece);
            }
        }
    }

    /// How many bytes [`Payload::write`] appends.
    pub fn len(&self) -> usize {
        match self {
            Self::Single(nal) => nal.len(),
            Self::Aggregate(nals) => 1 + nals.iter().map(|nal| 2 + nal.len()).sum::<usize>(),
            Self::Fragment { piece, .. } => 2 + piece.len(),
        }
    }

    /// Whether there is nothing to send; never so for what [`payloads`] gives.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Cuts an access unit into payloads of at most `max` bytes. Parameter sets and SEI that follow each other share one
/// packet, slices are sent alone or in pieces. Empty NAL units are left out.
pub fn payloads(nals: &[Bytes], max: usize) -> Vec<Payload<'_>> {
    assert!(max > 3, "a payload needs room for a fragment");
    let mut out = Vec::new();
    let mut rest = nals;
    while let Some(first) = rest.first() {
        let run = run_to_aggregate(rest, max);
        if run > 1 {
            out.push(Payload::Aggregate(&rest[..run]));
        } else if first.len() <= max {
            if !first.is_empty() {
                out.push(Payload::Single(first));
            }
        } else {
            let pieces = first[1..].chunks(max - 2);
            let last = pieces.len() - 1;
            out.extend(pieces.enumerate().map(|(i, piece)| Payload::Fragment {
                header: first[0],
                start: i == 0,
                end: i == last,
                piece,
            }));
        }
        rest = &rest[run.max(1)..];
    }
    out
}

/// How many of the first NAL units are small, not slices, and fit into one packet together.
fn run_to_aggregate(nals: &[Bytes], max: usize) -> usize {
    let mut len = 1;
    nals.iter()
        .take_while(|nal| {
            len += 2 + nal.len();
            nal.first().is_some_and(|header| (6..=9).contains(&(header & TYPE))) && len <= max
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The receiver's side, written from the RFC apart from the code above.
    fn reassemble(packets: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let mut nals: Vec<Vec<u8>> = Vec::new();
        for packet in packets {
            match packet[0] & 0x1f {
                24 => {
                    let mut rest = &packet[1..];
                    while !rest.is_empty() {
                        let len = usize::from(u16::from_be_bytes([rest[0], rest[1]]));
                        nals.push(rest[2..2 + len].to_vec());
                        rest = &rest[2 + len..];
                    }
                }
                28 => {
                    if packet[1] & 0x80 != 0 {
                        nals.push(vec![packet[0] & 0xe0 | packet[1] & 0x1f]);
                    }
                    nals.last_mut().unwrap().extend_from_slice(&packet[2..]);
                }
                _ => nals.push(packet.clone()),
            }
        }
        nals
    }

    fn packets(nals: &[Bytes], max: usize) -> Vec<Vec<u8>> {
        payloads(nals, max)
            .iter()
            .map(|payload| {
                let mut bytes = Vec::new();
                payload.write(&mut bytes);
                assert_eq!(bytes.len(), payload.len());
                bytes
            })
            .collect()
    }

    #[test]
    fn a_keyframe_is_an_aggregate_and_fragments() {
        let nals = [vec![0x67; 20], vec![0x68; 4], vec![0x06; 9], vec![0x65; 3000]].map(Bytes::from);
        let packets = packets(&nals, 1400);
        assert_eq!(packets.iter().map(|p| p[0]).collect::<Vec<_>>(), [0x78, 0x7c, 0x7c, 0x7c]);
        assert_eq!(packets[1][1], 0x85, "start bit and type 5");
        assert_eq!(packets[3][1], 0x45, "end bit and type 5");
    }

    #[test]
    fn a_small_slice_is_sent_alone_even_after_another() {
        let nals = [Bytes::from_static(&[0x41, 1]), Bytes::from_static(&[0x41, 2])];
        assert_eq!(packets(&nals, 1400), [vec![0x41, 1], vec![0x41, 2]]);
    }

    proptest! {
        #[test]
        fn what_is_cut_can_be_put_together(
            nals in prop::collection::vec((prop::sample::select(vec![1u8, 5, 6, 7, 8, 9]), 0u8..4, 0usize..400), 1..8),
            max in 16usize..200,
        ) {
            let nals: Vec<Bytes> = nals
                .iter()
                .map(|(kind, nri, len)| {
                    let body = (0..*len).map(|i| u8::try_from(i % 251).unwrap());
                    std::iter::once(nri << 5 | kind).chain(body).collect::<Vec<_>>().into()
                })
                .collect();
            let packets = packets(&nals, max);
            prop_assert!(packets.iter().all(|p| p.len() <= max));
            prop_assert_eq!(reassemble(&packets), nals.iter().map(|n| n.to_vec()).collect::<Vec<_>>());
        }
    }
}
