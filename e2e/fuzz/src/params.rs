//! Sequence parameter sets and the decoder configuration record.

use h264_reader::nal::{Nal, RefNal, sps::SeqParameterSet};
use shared::h264::{Avcc, NalType, Sps, rewrite::without_reordering};

/// A set that can be read has a sane size; the rewritten one says the same but for reordering, and is a whole NAL unit.
pub fn sps(data: &[u8]) {
    let Ok(read) = Sps::parse(data) else {
        assert_eq!(without_reordering(data), None);
        return;
    };
    assert!((1..=16_384).contains(&read.width) && (1..=32_768).contains(&read.height));
    agree(data, &read);
    let Some(new) = without_reordering(data) else { return };
    let again = Sps::parse(&new).expect("the rewritten set can be read");
    let vui = again.vui.expect("it has a VUI");
    let (reorder, buffering) = vui.reorder.expect("it has the restriction");
    assert!(reorder == 0 && buffering >= read.max_num_ref_frames);
    let mut alike = again.clone();
    match (&mut alike.vui, &read.vui) {
        (Some(new), Some(old)) => new.reorder = old.reorder,
        (vui, None) => *vui = None,
        (None, Some(_)) => panic!("the VUI was lost"),
    }
    assert_eq!(alike, read);
    // §7.4.1: no start code and no other forbidden sequence inside, no zero at the end.
    assert!(!new.windows(3).any(|w| w[0] == 0 && w[1] == 0 && w[2] < 3));
    assert!(new.last().is_some_and(|last| *last != 0));
    assert_eq!(without_reordering(&new), Some(new));
}

/// Profiles of several views (H.264 annexes G to I): the other reader does not look for their chroma format (§7.3.2.1.1).
const MULTI_VIEW: [u8; 6] = [118, 128, 134, 135, 138, 139];

/// An independent reader that also takes the set must find the same size and profile in it.
fn agree(data: &[u8], ours: &Sps) {
    if MULTI_VIEW.contains(&ours.profile_idc) {
        return;
    }
    let nal = RefNal::new(data, &[], true);
    let Ok(theirs) = SeqParameterSet::from_bits(nal.rbsp_bits()) else { return };
    assert_eq!(theirs.profile_idc, ours.profile_idc.into());
    assert_eq!(theirs.level_idc, ours.level_idc);
    assert_eq!(theirs.max_num_ref_frames, ours.max_num_ref_frames);
    if let Ok(size) = theirs.pixel_dimensions() {
        assert_eq!(size, (ours.width, ours.height));
    }
}

/// A record that can be read is the same after it was written, and its codec string is one.
pub fn avcc(data: &[u8]) {
    let Ok(read) = Avcc::parse(data) else { return };
    assert!(read.sps.iter().all(|set| NalType::of(set) == Some(NalType::Sps)));
    assert!(read.pps.iter().all(|set| NalType::of(set) == Some(NalType::Pps)));
    let written = read.encode().expect("what was read can be written");
    assert_eq!(written[6..], data[6..], "only the head is made anew");
    assert_eq!(Avcc::parse(&written).as_ref(), Ok(&read));
    let codec = read.codec().expect("it has a codec string");
    assert!(codec.len() == 11 && codec.starts_with("avc1."));
}
