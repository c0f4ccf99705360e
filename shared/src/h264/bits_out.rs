//! Writing bits of a raw byte sequence payload (H.264 §7.2, §9.1), emulation prevention put in at the end.

use super::{bits::Bits, bits::OutOfBits};

/// Bits on their way out.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    used: u8,
}

impl Writer {
    pub(super) fn flag(&mut self, set: bool) {
        if self.used == 0 {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(set) << (7 - self.used);
        }
        self.used = (self.used + 1) % 8;
    }

    /// `ue(v)` (§9.1).
    pub(super) fn ue(&mut self, value: u32) {
        let code = u64::from(value) + 1;
        let bits = 64 - code.leading_zeros();
        (1..bits).for_each(|_| self.flag(false));
        (0..bits).rev().for_each(|bit| self.flag(code >> bit & 1 == 1));
    }

    pub(super) fn copy(&mut self, source: &mut Bits<'_>, count: usize) -> Result<(), OutOfBits> {
        for _ in 0..count {
            self.flag(source.flag()?);
        }
        Ok(())
    }

    /// `u(n)`, the lowest `n` bits of a number.
    pub(super) fn u(&mut self, n: u32, value: u32) {
        (0..n).rev().for_each(|bit| self.flag(value >> bit & 1 == 1));
    }

    /// Trailing bits (§7.3.2.11), then emulation prevention (§7.4.1).
    pub(super) fn finish(mut self, header: u8) -> Vec<u8> {
        self.flag(true);
        let mut nal = vec![header];
        let mut zeros = 0;
        for byte in self.bytes {
            if zeros >= 2 && byte <= 3 {
                nal.push(3);
                zeros = 0;
            }
            zeros = if byte == 0 { zeros + 1 } else { 0 };
            nal.push(byte);
        }
        nal
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in prop::collection::vec((0u32..70_000, 17u32..20), 0..60)) {
            let mut w = Writer::default();
            for (value, bits) in &numbers {
                w.ue(*value);
                w.u(*bits, *value);
            }
            let nal = w.finish(0x67);
            prop_assert!(!nal.windows(3).any(|w| w[..2] == [0, 0] && w[2] < 3));
            let mut b = Bits::new(&nal[1..]);
            for (value, bits) in &numbers {
                prop_assert_eq!((b.ue(), b.u(*bits)), (Ok(*value), Ok(*value)));
            }
            prop_assert_eq!(b.flag(), Ok(true));
        }
    }
}
