//! The binary header of the live socket.

use shared::wire::FrameHeader;

/// What is read is written the same, but for flags that are not known; the access unit is what stands behind.
pub fn header(data: &[u8]) {
    let Ok((header, unit)) = FrameHeader::decode(data) else {
        assert!(data.len() < FrameHeader::LEN || data[0] != 1, "a whole header of a known kind is read");
        return;
    };
    assert_eq!(unit, &data[FrameHeader::LEN..]);
    let mut known = data[..FrameHeader::LEN].to_vec();
    known[1] &= 0b11;
    assert_eq!(header.encode()[..], known);
}
