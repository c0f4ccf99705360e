//! Damaged and hostile bytes end in a picture or an error, never in a hang or a crash.

use crate::support::{self, Stream};
use openh264_wasm::{Decoder, Error, MAX_UNIT_BYTES};
use proptest::prelude::*;
use shared::h264::{Avcc, nal};
use std::sync::LazyLock;

static STREAMS: LazyLock<Vec<Stream>> = LazyLock::new(|| {
    let cases: [&[&str]; 4] = [
        &["-profile:v", "baseline", "-x264-params", "slices=3"],
        &["-profile:v", "main"],
        &["-profile:v", "high", "-refs", "3"],
        &["-profile:v", "high", "-coder", "0"],
    ];
    cases.iter().map(|more| support::encode("176x144", 24, more)).collect()
});

/// Feeds it all, with another decoder at the next unit after each error, as the worker does.
fn feed(avcc: &[u8], units: &[Vec<u8>]) -> usize {
    let mut pictures = 0;
    let mut decoder = None;
    for unit in units {
        if decoder.is_none() {
            decoder = Decoder::open(avcc).ok();
        }
        let Some(open) = &mut decoder else { return 0 };
        match open.decode(&mut unit.clone()) {
            Ok(picture) => pictures += usize::from(picture.is_some()),
            Err(_) => decoder = None,
        }
    }
    pictures
}

#[derive(Debug, Clone)]
enum Harm {
    Flip(usize),
    Cut(usize),
    Zero(usize, usize),
    Repeat(usize),
    Leave(usize),
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        6 => any::<usize>().prop_map(Harm::Flip),
        2 => any::<usize>().prop_map(Harm::Cut),
        1 => (any::<usize>(), 1usize..64).prop_map(|(at, count)| Harm::Zero(at, count)),
        1 => any::<usize>().prop_map(Harm::Repeat),
        1 => any::<usize>().prop_map(Harm::Leave),
    ]
}

/// Harms the NAL units behind their lengths: a wrong length ends a unit before it reaches the decoder.
fn harmed(unit: &[u8], harm: &Harm) -> Vec<u8> {
    let mut nals: Vec<Vec<u8>> = nal::length_prefixed(unit).map(|nal| nal.unwrap().to_vec()).collect();
    let count = nals.len();
    if count == 0 {
        // An earlier harm has left nothing.
        return Vec::new();
    }
    match *harm {
        Harm::Flip(at) => {
            let nal = &mut nals[at % count];
            let bit = at / count % (nal.len() * 8);
            nal[bit / 8] ^= 1 << (bit % 8);
        }
        Harm::Cut(at) => {
            let nal = &mut nals[at % count];
            nal.truncate(1 + at / count % nal.len());
        }
        Harm::Zero(at, length) => {
            let nal = &mut nals[at % count];
            let from = at / count % nal.len();
            nal.iter_mut().skip(from).take(length).for_each(|byte| *byte = 0);
        }
        Harm::Repeat(at) => nals.push(nals[at % count].clone()),
        Harm::Leave(at) => drop(nals.remove(at % count)),
    }
    let mut unit = Vec::new();
    nals.iter().for_each(|nal| nal::push_length_prefixed(&mut unit, nal));
    unit
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn harmed_units(which in 0usize..4, harms in prop::collection::vec((any::<usize>(), harm()), 1..6)) {
        let stream = &STREAMS[which];
        let mut units = stream.units.clone();
        for (at, harm) in &harms {
            let at = at % units.len();
            let unit = harmed(&units[at], harm);
            units[at] = unit;
        }
        prop_assert!(feed(&stream.avcc, &units) <= units.len());
    }

    #[test]
    fn harmed_parameter_sets(which in 0usize..4, bits in prop::collection::vec(any::<usize>(), 1..4)) {
        let stream = &STREAMS[which];
        let mut avcc = Avcc::parse(&stream.avcc).unwrap();
        for bit in bits {
            // Behind the first byte, which says what it is.
            let set = if bit % 2 == 0 { &mut avcc.sps[0] } else { &mut avcc.pps[0] };
            let at = 8 + bit / 2 % ((set.len() - 1) * 8);
            set[at / 8] ^= 1 << (at % 8);
        }
        feed(&avcc.encode().unwrap(), &stream.units);
    }

    #[test]
    fn rubbish(kind in 0u8..32, bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let stream = &STREAMS[2];
        let mut unit = Vec::new();
        nal::push_length_prefixed(&mut unit, &[&[0x60 | kind][..], &bytes].concat());
        feed(&stream.avcc, &[stream.units[0].clone(), unit, stream.units[1].clone()]);
        feed(&bytes, &stream.units[..2]);
    }
}

#[test]
fn a_unit_has_a_largest_size() {
    let mut decoder = Decoder::open(&STREAMS[0].avcc).unwrap();
    let error = decoder.decode(&mut vec![0; MAX_UNIT_BYTES + 1]).err();
    assert_eq!(error, Some(Error::TooLong(MAX_UNIT_BYTES + 1)));
}
