//! Boxes (ISO/IEC 14496-12 §4.2): a 32-bit size that counts itself, four letters, then fields or further boxes.

/// Boxes under construction, one behind or inside the other.
pub(super) struct Boxes(Vec<u8>);

impl Boxes {
    /// None yet; `capacity` in bytes.
    pub(super) fn new(capacity: usize) -> Self {
        Self(Vec::with_capacity(capacity))
    }

    /// A box whose content `fill` writes. The whole must be shorter than 4 GiB.
    pub(super) fn put(&mut self, kind: &[u8; 4], fill: impl FnOnce(&mut Self)) {
        let start = self.open(kind);
        fill(self);
        self.close(start);
    }

    /// A full box (§4.2): version and 24 bits of flags come first.
    pub(super) fn full(&mut self, kind: &[u8; 4], version: u8, flags: u32, fill: impl FnOnce(&mut Self)) {
        let start = self.open(kind);
        self.u32(u32::from(version) << 24 | flags);
        fill(self);
        self.close(start);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn zeros(&mut self, count: usize) {
        self.0.resize(self.0.len() + count, 0);
    }

    pub(super) fn u16(&mut self, value: u16) {
        self.bytes(&value.to_be_bytes());
    }

    pub(super) fn u32(&mut self, value: u32) {
        self.bytes(&value.to_be_bytes());
    }

    /// Bytes written so far.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Overwrites a 32-bit field with a number of bytes.
    pub(super) fn set(&mut self, at: usize, bytes: usize) {
        self.0[at..at + 4].copy_from_slice(&length(bytes).to_be_bytes());
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    // Apart from `put`, so that there is one of each and not one a caller.
    fn open(&mut self, kind: &[u8; 4]) -> usize {
        let start = self.len();
        self.zeros(4);
        self.bytes(kind);
        start
    }

    fn close(&mut self, start: usize) {
        self.set(start, self.len() - start);
    }
}

/// A length that was checked before.
pub(super) fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("what is put into boxes is checked to be short enough")
}
