//! NAL units in both wrappings: Annex B start codes and 4-byte lengths.

/// A NAL unit's type (H.264 table 7-1), as far as we treat it on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NalType {
    /// A slice of a picture that is no IDR.
    Slice,
    /// A slice data partition, A to C.
    Partition,
    /// A slice of an IDR picture.
    Idr,
    /// Supplemental enhancement information.
    Sei,
    /// Sequence parameter set.
    Sps,
    /// Picture parameter set.
    Pps,
    /// Access unit delimiter.
    Aud,
    /// End of sequence or of stream.
    End,
    /// Anything else, by its number.
    Other(u8),
}

impl NalType {
    /// The type of a NAL unit; `None` for an empty one.
    pub fn of(nal: &[u8]) -> Option<Self> {
        Some(match nal.first()? & 0x1f {
            1 => Self::Slice,
            2..=4 => Self::Partition,
            5 => Self::Idr,
            6 => Self::Sei,
            7 => Self::Sps,
            8 => Self::Pps,
            9 => Self::Aud,
            10 | 11 => Self::End,
            other => Self::Other(other),
        })
    }

    /// It carries a part of the picture itself.
    pub fn is_vcl(self) -> bool {
        matches!(self, Self::Slice | Self::Partition | Self::Idr)
    }
}

/// Walks the NAL units of an Annex B byte stream (H.264 Annex B); trailing zeros are no part of a unit.
pub fn annex_b(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    AnnexB { rest: skip_to_start(data) }
}

struct AnnexB<'a> {
    /// Begins behind a start code.
    rest: Option<&'a [u8]>,
}

fn find_start(data: &[u8]) -> Option<usize> {
    data.windows(3).position(|w| w == [0, 0, 1])
}

fn skip_to_start(data: &[u8]) -> Option<&[u8]> {
    find_start(data).map(|at| &data[at + 3..])
}

impl<'a> Iterator for AnnexB<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        loop {
            let rest = self.rest?;
            let (unit, next) = match find_start(rest) {
                Some(at) => (&rest[..at], Some(&rest[at + 3..])),
                None => (rest, None),
            };
            self.rest = next;
            let end = unit.iter().rposition(|b| *b != 0).map_or(0, |last| last + 1);
            if end > 0 {
                return Some(&unit[..end]);
            }
        }
    }
}

/// The unit's lengths do not add up to its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a NAL unit says {said} bytes where {left} are left")]
pub struct LengthError {
    /// Bytes that the length field claims.
    pub said: usize,
    /// Bytes behind it.
    pub left: usize,
}

/// Walks an access unit of 4-byte length-prefixed NAL units; stops after the first error.
pub fn length_prefixed(unit: &[u8]) -> impl Iterator<Item = Result<&[u8], LengthError>> {
    let mut rest = unit;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some((length, behind)) = rest.split_first_chunk::<4>() else {
            let left = std::mem::take(&mut rest).len();
            return Some(Err(LengthError { said: 4, left }));
        };
        let said = u32::from_be_bytes(*length) as usize;
        let Some((nal, next)) = behind.split_at_checked(said) else {
            rest = &[];
            return Some(Err(LengthError { said, left: behind.len() }));
        };
        rest = next;
        Some(Ok(nal))
    })
}

/// Appends a NAL unit with its 4-byte length.
pub fn push_length_prefixed(out: &mut Vec<u8>, nal: &[u8]) {
    out.extend(u32::try_from(nal.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend_from_slice(nal);
}

/// Overwrites the lengths of an access unit with start codes: the same bytes as Annex B.
pub fn to_annex_b(unit: &mut [u8]) -> Result<(), LengthError> {
    let mut at = 0;
    while at < unit.len() {
        let left = unit.len() - at;
        let Some(length) = unit[at..].first_chunk::<4>() else {
            return Err(LengthError { said: 4, left });
        };
        let said = u32::from_be_bytes(*length) as usize;
        if said > left - 4 {
            return Err(LengthError { said, left: left - 4 });
        }
        unit[at..at + 4].copy_from_slice(&[0, 0, 0, 1]);
        at += 4 + said;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_start_codes_and_trailing_zeros() {
        let stream = [9, 0, 0, 0, 1, 0x67, 1, 2, 0, 0, 0, 0, 1, 0x68, 3, 0, 0, 1, 0, 0, 1, 0x65, 4, 0, 0];
        let units: Vec<_> = annex_b(&stream).collect();
        assert_eq!(units, [&[0x67, 1, 2][..], &[0x68, 3], &[0x65, 4]]);
        assert_eq!(
            units.iter().filter_map(|u| NalType::of(u)).collect::<Vec<_>>(),
            [NalType::Sps, NalType::Pps, NalType::Idr]
        );
    }

    #[test]
    fn a_lying_length_ends_the_walk() {
        let units: Vec<_> = length_prefixed(&[0, 0, 0, 1, 0x65, 0, 0, 0, 9, 1]).collect();
        assert_eq!(units, [Ok(&[0x65][..]), Err(LengthError { said: 9, left: 1 })]);
        assert!(to_annex_b(&mut [0, 0, 0, 9, 1]).is_err());
        assert!(to_annex_b(&mut [0, 0, 0]).is_err());
    }

    proptest! {
        #[test]
        fn wrappings_hold_the_same_units(nals in prop::collection::vec(prop::collection::vec(1u8.., 1..40), 0..8)) {
            let mut unit = Vec::new();
            for n in &nals { push_length_prefixed(&mut unit, n); }
            let lengths: Vec<Vec<u8>> = length_prefixed(&unit).map(|n| n.unwrap().to_vec()).collect();
            prop_assert_eq!(&lengths, &nals);
            to_annex_b(&mut unit).unwrap();
            let starts: Vec<Vec<u8>> = annex_b(&unit).map(<[u8]>::to_vec).collect();
            prop_assert_eq!(&starts, &nals);
        }

        #[test]
        fn any_bytes_are_walked(mut bytes: Vec<u8>) {
            annex_b(&bytes).for_each(drop);
            length_prefixed(&bytes).for_each(drop);
            let _ = to_annex_b(&mut bytes);
        }
    }
}
