//! The AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1): parameter sets apart from the pictures.

use super::NalType;

/// Parameter sets of a stream whose NAL units have 4-byte lengths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Avcc {
    /// Sequence parameter sets, each a whole NAL unit.
    pub sps: Vec<Vec<u8>>,
    /// Picture parameter sets, each a whole NAL unit.
    pub pps: Vec<Vec<u8>>,
    /// What High profiles put behind the sets: chroma format, bit depths, SPS extensions.
    pub extension: Vec<u8>,
}

/// Why bytes are no decoder configuration that we can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AvccError {
    /// It ends in the middle.
    #[error("the avcC record ends in the middle")]
    Short,
    /// `configurationVersion` is not 1.
    #[error("avcC version {0} is unknown")]
    Version(u8),
    /// NAL lengths of another size than 4 bytes.
    #[error("avcC asks for NAL lengths of {0} bytes; only 4 are used here")]
    LengthSize(u8),
    /// No SPS, no PPS, or something else in their place.
    #[error("the avcC record has no parameter sets")]
    NoSets,
}

impl Avcc {
    /// Reads a record.
    pub fn parse(data: &[u8]) -> Result<Self, AvccError> {
        let (head, rest) = data.split_first_chunk::<6>().ok_or(AvccError::Short)?;
        if head[0] != 1 {
            return Err(AvccError::Version(head[0]));
        }
        if head[4] & 3 != 3 {
            return Err(AvccError::LengthSize((head[4] & 3) + 1));
        }
        let (sps, rest) = take_sets(rest, head[5] & 31, NalType::Sps, 4)?;
        let (count, rest) = rest.split_first().ok_or(AvccError::Short)?;
        let (pps, extension) = take_sets(rest, *count, NalType::Pps, 2)?;
        Ok(Self { sps, pps, extension: extension.to_vec() })
    }

    /// Writes the record.
    pub fn encode(&self) -> Result<Vec<u8>, AvccError> {
        let first = self.sps.first().and_then(|s| s.get(1..4)).ok_or(AvccError::NoSets)?;
        let mut out = vec![1, first[0], first[1], first[2], 0xff, 0xe0 | self.sps.len() as u8 & 31];
        push_sets(&mut out, &self.sps)?;
        out.push(u8::try_from(self.pps.len()).map_err(|_| AvccError::NoSets)?);
        push_sets(&mut out, &self.pps)?;
        out.extend(&self.extension);
        Ok(out)
    }

    /// The codec string of RFC 6381 §3.3, `avc1.` and profile, constraints, level in hex.
    pub fn codec(&self) -> Result<String, AvccError> {
        match self.sps.first().and_then(|s| s.get(1..4)) {
            Some([profile, constraints, level]) => Ok(format!("avc1.{profile:02x}{constraints:02x}{level:02x}")),
            _ => Err(AvccError::NoSets),
        }
    }
}

type Taken<'a> = (Vec<Vec<u8>>, &'a [u8]);

/// A set shorter than `least` says nothing: an SPS begins with four bytes that name its profile and level.
fn take_sets(mut rest: &[u8], count: u8, kind: NalType, least: usize) -> Result<Taken<'_>, AvccError> {
    let mut sets = Vec::new();
    for _ in 0..count {
        let (length, behind) = rest.split_first_chunk::<2>().ok_or(AvccError::Short)?;
        let (set, next) = behind.split_at_checked(u16::from_be_bytes(*length).into()).ok_or(AvccError::Short)?;
        if NalType::of(set) != Some(kind) || set.len() < least {
            return Err(AvccError::NoSets);
        }
        sets.push(set.to_vec());
        rest = next;
    }
    if sets.is_empty() { Err(AvccError::NoSets) } else { Ok((sets, rest)) }
}

fn push_sets(out: &mut Vec<u8>, sets: &[Vec<u8>]) -> Result<(), AvccError> {
    for set in sets {
        let length = u16::try_from(set.len()).map_err(|_| AvccError::NoSets)?;
        out.extend(length.to_be_bytes());
        out.extend(set);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn avcc() -> Avcc {
        Avcc {
            sps: vec![vec![0x67, 0x42, 0xc0, 0x1e, 9]],
            pps: vec![vec![0x68, 0xce], vec![0x68, 0xcf]],
            extension: vec![],
        }
    }

    #[test]
    fn golden_vector() {
        let bytes =
            [1, 0x42, 0xc0, 0x1e, 0xff, 0xe1, 0, 5, 0x67, 0x42, 0xc0, 0x1e, 9, 2, 0, 2, 0x68, 0xce, 0, 2, 0x68, 0xcf];
        assert_eq!(avcc().encode().unwrap(), bytes);
        assert_eq!(Avcc::parse(&bytes).unwrap(), avcc());
        assert_eq!(avcc().codec().unwrap(), "avc1.42c01e");
    }

    #[test]
    fn what_cannot_be_used_is_refused() {
        assert_eq!(Avcc::parse(&[1, 2]), Err(AvccError::Short));
        assert_eq!(Avcc::parse(&[2, 0, 0, 0, 0xff, 0]), Err(AvccError::Version(2)));
        assert_eq!(Avcc::parse(&[1, 0, 0, 0, 0xfd, 0]), Err(AvccError::LengthSize(2)));
        assert_eq!(Avcc::parse(&[1, 0, 0, 0, 0xff, 0xe0]), Err(AvccError::NoSets));
        let no_profile = [1, 0, 0, 0, 0xff, 0xe1, 0, 3, 0x67, 0x42, 0, 1, 0, 2, 0x68, 0xce];
        assert_eq!(Avcc::parse(&no_profile), Err(AvccError::NoSets));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            if let Ok(a) = Avcc::parse(&bytes) {
                prop_assert_eq!(Avcc::parse(&a.encode().unwrap()), Ok(a));
            }
        }
    }
}
