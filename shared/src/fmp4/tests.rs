//! Sizes and fields, by a small reader of boxes. That players read them is tried with ffmpeg (`e2e/tests/fmp4.rs`).

use super::*;
use proptest::prelude::*;

/// Boxes that hold others, and how many bytes of theirs come before these.
const PARENTS: [(&[u8; 4], usize); 11] = [
    (b"moov", 0),
    (b"trak", 0),
    (b"mdia", 0),
    (b"minf", 0),
    (b"dinf", 0),
    (b"dref", 8),
    (b"stbl", 0),
    (b"stsd", 8),
    (b"avc1", 78),
    (b"mvex", 0),
    (b"moof", 0),
];

/// Every box with its path and its content; their sizes must add up to the whole at each level.
fn walk<'a>(mut data: &'a [u8], path: &str, found: &mut Vec<(String, &'a [u8])>) {
    while !data.is_empty() {
        let size = u32::from_be_bytes(data[..4].try_into().unwrap()) as usize;
        assert!(size >= 8 && size <= data.len(), "{path}: a box of {size} bytes where {} are left", data.len());
        let kind: [u8; 4] = data[4..8].try_into().unwrap();
        let path = format!("{path}/{}", str::from_utf8(&kind).unwrap().trim());
        let content = &data[8..size];
        found.push((path.clone(), content));
        let parent = PARENTS.iter().find(|(parent, _)| **parent == kind).map(|(_, skip)| *skip);
        if let Some(skip) = parent.or((kind == *b"traf").then_some(0)) {
            walk(&content[skip..], &path, found);
        }
        data = &data[size..];
    }
}

fn boxes(data: &[u8]) -> Vec<(String, &[u8])> {
    let mut found = Vec::new();
    walk(data, "", &mut found);
    found
}

fn content<'a>(found: &[(String, &'a [u8])], path: &str) -> &'a [u8] {
    found.iter().find(|(at, _)| at == path).unwrap_or_else(|| panic!("there is no {path}")).1
}

#[test]
fn the_first_segment_has_the_boxes_that_are_required_in_their_order() {
    let init = init(&[1, 0x42, 0xc0, 0x1e, 0xff], 1920, 1080).unwrap();
    let found = boxes(&init);
    let paths: Vec<_> = found.iter().map(|(path, _)| path.rsplit('/').next().unwrap()).collect();
    let order = "ftyp moov mvhd trak tkhd mdia mdhd hdlr minf vmhd dinf dref url stbl stsd avc1 avcC stts stsc stsz stco mvex trex";
    assert_eq!(paths.join(" "), order);
    assert_eq!(content(&found, "/moov/trak/mdia/minf/stbl/stsd/avc1/avcC"), [1, 0x42, 0xc0, 0x1e, 0xff]);
    // Their sizes by the specification, without the head of 8 bytes.
    for (path, size) in [
        ("/moov/mvhd", 100),
        ("/moov/trak/tkhd", 84),
        ("/moov/trak/mdia/mdhd", 24),
        ("/moov/trak/mdia/hdlr", 25),
        ("/moov/trak/mdia/minf/vmhd", 12),
        ("/moov/mvex/trex", 24),
    ] {
        assert_eq!(content(&found, path).len(), size, "{path}");
    }
    assert_eq!(content(&found, "/moov/trak/tkhd")[76..], [7, 128, 0, 0, 4, 56, 0, 0]);
}

#[test]
fn a_fragment_in_bytes() {
    let samples = [
        Sample { data: b"key", sync: true, duration_90k: 6000, composition_offset_90k: 0 },
        Sample { data: b"more", sync: false, duration_90k: 6000, composition_offset_90k: -2 },
    ];
    let made = fragment(7, 0x2_0000_0001, &samples).unwrap();
    let found = boxes(&made);
    assert_eq!(content(&found, "/moof/mfhd"), [0, 0, 0, 0, 0, 0, 0, 7]);
    assert_eq!(content(&found, "/moof/traf/tfhd"), [0, 2, 0, 0, 0, 0, 0, 1]);
    assert_eq!(content(&found, "/moof/traf/tfdt"), [1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1]);
    let trun = content(&found, "/moof/traf/trun");
    assert_eq!(trun[..12], [1, 0, 0xf, 1, 0, 0, 0, 2, 0, 0, 0, 128]);
    assert_eq!(trun[12..28], [0, 0, 0x17, 0x70, 0, 0, 0, 3, 2, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(trun[28..], [0, 0, 0x17, 0x70, 0, 0, 0, 4, 1, 1, 0, 0, 0xff, 0xff, 0xff, 0xfe]);
    assert_eq!(&made[128..], b"keymore");
}

#[test]
fn what_no_box_can_hold_is_refused() {
    // Never touched, so never really taken from the system.
    let long = vec![0; LONGEST];
    assert_eq!(init(&long, 1, 1), Err(TooLong(LONGEST)));
    let sample = Sample { data: &long[1..], sync: true, duration_90k: 1, composition_offset_90k: 0 };
    assert!(fragment(1, 0, &[sample]).is_err());
}

proptest! {
    #[test]
    fn sizes_add_up_and_every_sample_is_found(
        avcc: Vec<u8>,
        size: (u16, u16),
        sequence: u32,
        decode_time_90k: u64,
        given in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..300), any::<bool>(), any::<u32>(), any::<i32>()), 0..20),
    ) {
        let first = init(&avcc, size.0, size.1).unwrap();
        prop_assert_eq!(content(&boxes(&first), "/moov/trak/mdia/minf/stbl/stsd/avc1/avcC"), &avcc);
        let samples: Vec<_> = given.iter().map(|(data, sync, duration_90k, composition_offset_90k)| {
            Sample { data, sync: *sync, duration_90k: *duration_90k, composition_offset_90k: *composition_offset_90k }
        }).collect();
        let made = fragment(sequence, decode_time_90k, &samples).unwrap();
        let found = boxes(&made);
        let trun = content(&found, "/moof/traf/trun");
        let number = |at: usize| u32::from_be_bytes(trun[at..at + 4].try_into().unwrap());
        prop_assert_eq!(number(4) as usize, samples.len());
        let mut at = number(8) as usize;
        for (n, sample) in samples.iter().enumerate() {
            let row = 12 + 16 * n;
            prop_assert_eq!(number(row), sample.duration_90k);
            let end = at + number(row + 4) as usize;
            prop_assert_eq!(&made[at..end], sample.data);
            // sample_is_non_sync_sample
            prop_assert_eq!(number(row + 8) & 0x1_0000 == 0, sample.sync);
            prop_assert_eq!(number(row + 12) as i32, sample.composition_offset_90k);
            at = end;
        }
        prop_assert_eq!(at, made.len());
    }
}
