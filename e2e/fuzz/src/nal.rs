//! NAL units in both wrappings, and the first fields of slices.

use shared::h264::{
    NalType,
    nal::{annex_b, length_prefixed, push_length_prefixed, to_annex_b},
    slice::header,
};

/// Both wrappings lead to the same units, and neither walk gives bytes that are not there.
pub fn nal(data: &[u8]) {
    let units: Vec<&[u8]> = annex_b(data).collect();
    let mut wrapped = Vec::new();
    for unit in &units {
        assert!(unit.last().is_some_and(|last| *last != 0), "trailing zeros are no part of a unit");
        assert!(!unit.windows(3).any(|w| w == [0, 0, 1]), "a start code ends a unit");
        push_length_prefixed(&mut wrapped, unit);
    }
    let walked: Vec<&[u8]> = length_prefixed(&wrapped).map(|unit| unit.expect("its lengths add up")).collect();
    assert_eq!(walked, units);
    to_annex_b(&mut wrapped).expect("its lengths add up");
    assert_eq!(annex_b(&wrapped).collect::<Vec<_>>(), units);

    let (mut walked, mut broken) = (0, 0);
    for unit in length_prefixed(data) {
        assert_eq!(broken, 0, "the walk ends with its first error");
        match unit {
            Ok(unit) => walked += 4 + unit.len(),
            Err(_) => broken += 1,
        }
    }
    assert!(walked <= data.len() && (broken == 1) == (walked < data.len()));
    let mut copy = data.to_vec();
    assert_eq!(to_annex_b(&mut copy).is_ok(), broken == 0);
    assert_eq!(copy.len(), data.len());
}

/// Only slices have a slice header, and what follows it does not change it.
pub fn slice(data: &[u8]) {
    let Some(read) = header(data) else { return };
    assert!(NalType::of(data).is_some_and(NalType::is_vcl));
    assert_eq!(header(&[data, &[0xff; 8]].concat()), Some(read));
}
