//! Reading bits of a raw byte sequence payload (H.264 §7.2, §9.1), emulation prevention taken out on the way.

/// The data ended, or a number was longer than any that the standard allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OutOfBits;

/// A cursor over the bits of a NAL unit's payload (behind its first byte).
pub(super) struct Bits<'a> {
    data: &'a [u8],
    byte: usize,
    bit: u8,
    zeros: u8,
    read: usize,
}

impl<'a> Bits<'a> {
    pub(super) fn new(payload: &'a [u8]) -> Self {
        Self { data: payload, byte: 0, bit: 0, zeros: 0, read: 0 }
    }

    /// How many bits have been read, those of emulation prevention not counted.
    pub(super) fn position(&self) -> usize {
        self.read
    }

    pub(super) fn flag(&mut self) -> Result<bool, OutOfBits> {
        let b = *self.data.get(self.byte).ok_or(OutOfBits)?;
        let set = b >> (7 - self.bit) & 1 == 1;
        self.bit += 1;
        self.read += 1;
        if self.bit == 8 {
            self.bit = 0;
            self.byte += 1;
            self.zeros = if b == 0 { self.zeros + 1 } else { 0 };
            if self.zeros >= 2 && self.data.get(self.byte) == Some(&3) {
                self.byte += 1;
                self.zeros = 0;
            }
        }
        Ok(set)
    }

    /// `u(n)`, at most 32 bits.
    pub(super) fn u(&mut self, n: u32) -> Result<u32, OutOfBits> {
        let mut value = 0;
        for _ in 0..n {
            value = value << 1 | u32::from(self.flag()?);
        }
        Ok(value)
    }

    /// `ue(v)`, an Exp-Golomb number.
    pub(super) fn ue(&mut self) -> Result<u32, OutOfBits> {
        let mut leading = 0;
        while !self.flag()? {
            leading += 1;
            if leading > 31 {
                return Err(OutOfBits);
            }
        }
        Ok(((1u64 << leading) - 1 + u64::from(self.u(leading)?)) as u32)
    }

    /// `se(v)`, a signed Exp-Golomb number.
    pub(super) fn se(&mut self) -> Result<i32, OutOfBits> {
        let k = i64::from(self.ue()?);
        Ok((if k % 2 == 0 { -(k / 2) } else { k / 2 + 1 }) as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_golomb_of_table_9_2() {
        // 1 010 011 00100 00101 | padding
        let mut b = Bits::new(&[0b1010_0110, 0b0100_0010, 0b1000_0000]);
        assert_eq!((0..5).map(|_| b.ue().unwrap()).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
        let mut b = Bits::new(&[0b1010_0110, 0b0100_0010, 0b1000_0000]);
        assert_eq!((0..5).map(|_| b.se().unwrap()).collect::<Vec<_>>(), [0, 1, -1, 2, -2]);
    }

    #[test]
    fn emulation_prevention_is_skipped() {
        let mut b = Bits::new(&[0, 0, 3, 1, 0xff]);
        assert_eq!(b.u(24), Ok(1));
        assert_eq!(b.u(8), Ok(0xff));
        assert_eq!(b.u(1), Err(OutOfBits));
        assert_eq!(Bits::new(&[0, 0, 0, 0, 0, 0]).ue(), Err(OutOfBits));
    }
}
