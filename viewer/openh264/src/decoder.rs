//! One stream's decoder. Belongs here: parameter sets and access units in, pictures out. Does not: what is unsafe (see `ffi`),
//! which streams are taken (see `accept`).

use crate::{
    accept::{self, MAX_UNIT_BYTES, Refusal},
    colour::Colour,
    ffi::{Handle, Planes},
};
use shared::h264::{Avcc, AvccError, NalType, nal};

/// Why there is no picture. Each is an end of the decoder: another one can begin at the next IDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The stream is not for this decoder.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The decoder configuration cannot be used.
    #[error(transparent)]
    Avcc(#[from] AvccError),
    /// What a unit's lengths say is not true.
    #[error(transparent)]
    Lengths(#[from] nal::LengthError),
    /// A unit of so many bytes, more than [`MAX_UNIT_BYTES`].
    #[error("an access unit of {0} bytes")]
    TooLong(usize),
    /// The decoder's own code: bits of `DECODING_STATE`.
    #[error("a unit is damaged, or one is missing before it (code {0:#x})")]
    Damaged(i32),
    /// There is no memory left.
    #[error("there is no memory for it")]
    NoMemory,
}

/// `dsOutOfMemory` of the decoder's codes.
const OUT_OF_MEMORY: i32 = 0x4000;

/// Decodes one stream.
pub struct Decoder {
    handle: Handle,
    colour: Colour,
    /// What Annex B asks for in front of the first unit.
    sets: Option<Vec<u8>>,
}

/// A decoded picture, which lies in the decoder until it is used again.
pub struct Picture<'a> {
    planes: Planes<'a>,
    /// What its stream says of colours.
    pub colour: Colour,
}

impl Picture<'_> {
    /// Width and height in pixels.
    pub fn size(&self) -> (usize, usize) {
        (self.planes.width, self.planes.height)
    }

    /// Y, Cb and Cr of 4:2:0, each with the bytes from one row to the next; the last row ends with its last sample.
    pub fn planes(&self) -> [(&[u8], usize); 3] {
        let Planes { planes: [y, cb, cr], strides, .. } = self.planes;
        [(y, strides[0]), (cb, strides[1]), (cr, strides[2])]
    }
}

impl Decoder {
    /// A decoder for the stream of this AVCDecoderConfigurationRecord.
    pub fn open(avcc: &[u8]) -> Result<Self, Error> {
        let avcc = Avcc::parse(avcc)?;
        let mut colour = None;
        let mut sets = Vec::new();
        for sps in &avcc.sps {
            colour = Some(Colour::of(&accept::sps(sps)?));
        }
        for set in avcc.sps.iter().chain(&avcc.pps) {
            sets.extend([0, 0, 0, 1]);
            sets.extend(set);
        }
        let colour = colour.ok_or(AvccError::NoSets)?;
        Ok(Self { handle: Handle::new().ok_or(Error::NoMemory)?, colour, sets: Some(sets) })
    }

    /// Decodes one access unit of 4-byte length-prefixed NAL units, whose lengths it overwrites. The first must hold an IDR
    /// picture. Nothing comes out of a unit without a picture.
    pub fn decode(&mut self, unit: &mut [u8]) -> Result<Option<Picture<'_>>, Error> {
        if unit.len() > MAX_UNIT_BYTES {
            return Err(Error::TooLong(unit.len()));
        }
        for nal in nal::length_prefixed(unit) {
            let nal = nal?;
            match NalType::of(nal) {
                Some(NalType::Sps) => self.colour = Colour::of(&accept::sps(nal)?),
                Some(kind) if kind.is_vcl() => accept::vcl(nal)?,
                _ => {}
            }
        }
        nal::to_annex_b(unit)?;
        if let Some(sets) = self.sets.take() {
            self.handle.decode(&sets).map_err(failed)?;
        }
        let planes = self.handle.decode(unit).map_err(failed)?;
        Ok(planes.map(|planes| Picture { planes, colour: self.colour }))
    }
}

fn failed(code: i32) -> Error {
    if code & OUT_OF_MEMORY != 0 { Error::NoMemory } else { Error::Damaged(code) }
}
