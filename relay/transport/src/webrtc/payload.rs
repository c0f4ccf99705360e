//! RTP payloads of access units (RFC 6184). Belongs here: cutting. Does not: RTP headers, which differ from viewer to viewer.
//!
//! Packetization mode 1: single NAL units, the parameter sets of a keyframe together as STAP-A, what is too large as FU-A.

use bytes::{BufMut, Bytes, BytesMut};
use hub::Frame;
use shared::h264::{Avcc, NalType, nal::length_prefixed};

/// Bytes of a payload: with IPv6, UDP, RTP and SRTP it stays under 1280, the least that every link carries (RFC 8200 §5).
pub(super) const MAX: usize = 1_184;

const STAP_A: u8 = 24;
const FU_A: u8 = 28;
const FU_START: u8 = 0x80;
const FU_END: u8 = 0x40;
/// Filler data (H.264 table 7-1).
const FILLER: NalType = NalType::Other(12);

/// The payloads of a frame in the order of sending; the last one is that with the marker bit.
pub(super) fn of(frame: &Frame) -> &[Bytes] {
    frame.parts(|frame| {
        let avcc = frame.header().key.then(|| &frame.params().avcc_live[..]);
        cut(avcc, &frame.unit()).into()
    })
}

/// `avcc` goes in front of what decoding can begin with.
fn cut(avcc: Option<&[u8]>, unit: &Bytes) -> Vec<Bytes> {
    let mut out = Vec::with_capacity(unit.len() / MAX + 3);
    // What the hub holds was parsed on its way in.
    if let Some(Ok(sets)) = avcc.map(Avcc::parse) {
        let sets: Vec<Bytes> = sets.sps.into_iter().chain(sets.pps).map(Bytes::from).collect();
        match together(&sets) {
            Some(packet) => out.push(packet),
            None => sets.iter().for_each(|set| push(&mut out, set)),
        }
    }
    for nal in length_prefixed(unit).map_while(Result::ok) {
        match NalType::of(nal) {
            // Delimiters say nothing that the marker does not; parameter sets stand in front already.
            None | Some(NalType::Aud | NalType::End | NalType::Sps | NalType::Pps | FILLER) => {}
            Some(_) => push(&mut out, &unit.slice_ref(nal)),
        }
    }
    out
}

/// STAP-A (RFC 6184 §5.7.1), where all fit into one.
fn together(sets: &[Bytes]) -> Option<Bytes> {
    let length = 1 + sets.iter().map(|set| 2 + set.len()).sum::<usize>();
    if length > MAX {
        return None;
    }
    let importance = sets.iter().filter_map(|set| set.first()).map(|header| header & 0x60).max()?;
    let mut packet = BytesMut::with_capacity(length);
    packet.put_u8(importance | STAP_A);
    for set in sets {
        packet.put_u16(set.len() as u16);
        packet.extend_from_slice(set);
    }
    Some(packet.freeze())
}

fn push(out: &mut Vec<Bytes>, nal: &Bytes) {
    let Some((&header, body)) = nal.split_first().filter(|_| nal.len() > MAX) else {
        out.push(nal.clone());
        return;
    };
    // FU-A (RFC 6184 §5.8): one copy of the unit, cut into packets that share it.
    let chunks = body.chunks(MAX - 2);
    let last = chunks.len() - 1;
    let mut all = BytesMut::with_capacity(body.len() + 2 * chunks.len());
    for (n, chunk) in chunks.enumerate() {
        let edge = if n == 0 { FU_START } else { 0 } | if n == last { FU_END } else { 0 };
        all.extend_from_slice(&[header & 0xe0 | FU_A, header & 0x1f | edge]);
        all.extend_from_slice(chunk);
    }
    let mut all = all.freeze();
    while !all.is_empty() {
        out.push(all.split_to(all.len().min(MAX)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rtc::rtp::{codec::h264::H264Packet, packetizer::Depacketizer};
    use shared::h264::nal::push_length_prefixed;

    const SPS: &[u8] = &[0x67, 0x42, 0xc0, 0x1e, 1];
    const PPS: &[u8] = &[0x68, 0xce, 2];

    fn avcc() -> Vec<u8> {
        Avcc { sps: vec![SPS.into()], pps: vec![PPS.into()], extension: vec![] }.encode().unwrap()
    }

    fn unit(nals: &[&[u8]]) -> Bytes {
        let mut unit = Vec::new();
        nals.iter().for_each(|nal| push_length_prefixed(&mut unit, nal));
        unit.into()
    }

    /// As an independent reader puts them together again: Annex B.
    fn depacketized(payloads: &[Bytes]) -> Vec<u8> {
        let mut reader = H264Packet::default();
        payloads.iter().flat_map(|payload| reader.depacketize(payload).unwrap()).collect()
    }

    fn annex_b(nals: &[&[u8]]) -> Vec<u8> {
        nals.iter().flat_map(|nal| [&[0, 0, 0, 1], *nal].concat()).collect()
    }

    #[test]
    fn a_keyframe_begins_with_its_parameter_sets() {
        let idr = [0x65, 1, 2, 3];
        let payloads = cut(Some(&avcc()), &unit(&[&[9, 0xf0], &idr]));
        assert_eq!(payloads.len(), 2);
        assert_eq!(payloads[0][..], [0x78, 0, 5, 0x67, 0x42, 0xc0, 0x1e, 1, 0, 3, 0x68, 0xce, 2]);
        assert_eq!(depacketized(&payloads), annex_b(&[SPS, PPS, &idr]));
    }

    #[test]
    fn what_is_too_large_is_cut_and_the_rest_is_not_copied() {
        let mut large = vec![7; 3 * MAX];
        large[0] = 0x41;
        let small = [0x41, 5, 5];
        let unit = unit(&[&small, &large]);
        let payloads = cut(None, &unit);
        assert_eq!(payloads.iter().map(Bytes::len).collect::<Vec<_>>(), [3, MAX, MAX, MAX, 7]);
        assert_eq!((payloads[1][1], payloads[2][1], payloads[4][1]), (0x81, 0x01, 0x41));
        assert!(unit.as_ptr_range().contains(&payloads[0].as_ptr()));
        assert_eq!(depacketized(&payloads), annex_b(&[&small, &large]));
    }

    #[test]
    fn sets_that_do_not_fit_together_go_one_by_one() {
        let pps = [&[0x68][..], &[3; MAX - 10]].concat();
        let avcc = Avcc { sps: vec![SPS.into()], pps: vec![pps.clone()], extension: vec![] }.encode().unwrap();
        let payloads = cut(Some(&avcc), &unit(&[&[0x65, 1]]));
        assert_eq!(payloads.iter().map(Bytes::len).collect::<Vec<_>>(), [SPS.len(), pps.len(), 2]);
    }

    proptest! {
        // No slice has two bytes, and the judge takes none.
        #[test]
        fn nothing_is_lost_and_nothing_too_long(sizes in prop::collection::vec(3usize..5_000, 1..6)) {
            let nals: Vec<Vec<u8>> = sizes.iter().map(|n| { let mut v = vec![0x55; *n]; v[0] = 0x41; v }).collect();
            let nals: Vec<&[u8]> = nals.iter().map(Vec::as_slice).collect();
            let payloads = cut(None, &unit(&nals));
            prop_assert!(payloads.iter().all(|payload| payload.len() <= MAX));
            prop_assert_eq!(depacketized(&payloads), annex_b(&nals));
        }

        #[test]
        fn any_bytes_are_cut(bytes: Vec<u8>) {
            cut(Some(&bytes), &Bytes::from(bytes.clone()));
        }
    }
}
