//! One access unit as all readers share it, and the parameters of the stream it belongs to.

use bytes::Bytes;
use shared::{StreamId, wire::FrameHeader};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

/// What a decoder must know before a stream's first access unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamParams {
    /// The number that the frames' headers carry.
    pub stream: StreamId,
    /// The AVCDecoderConfigurationRecord as the camera gave it; for files.
    pub avcc_source: Bytes,
    /// The record for live decoding, which may say that pictures are not reordered.
    pub avcc_live: Bytes,
    /// RFC 6381, `avc1.xxxxxx`.
    pub codec: String,
    /// Cropped width in pixels.
    pub width: u32,
    /// Cropped height in pixels.
    pub height: u32,
    /// Pictures may be shown in another order than they are sent.
    pub reorders: bool,
}

/// One access unit with its wire header in front: the same bytes for every viewer.
#[derive(Debug, Clone)]
pub struct Frame {
    pub(crate) header: FrameHeader,
    pub(crate) message: Bytes,
    pub(crate) params: Arc<StreamParams>,
    pub(crate) at: Duration,
    pub(crate) parts: Arc<OnceLock<Box<[Bytes]>>>,
}

impl Frame {
    pub(crate) fn new(header: FrameHeader, at: Duration, unit: &[u8], params: Arc<StreamParams>) -> Self {
        let mut message = Vec::with_capacity(FrameHeader::LEN + unit.len());
        message.extend(header.encode());
        message.extend_from_slice(unit);
        Self { header, message: message.into(), params, at, parts: Arc::default() }
    }

    /// The decoded header.
    pub fn header(&self) -> &FrameHeader {
        &self.header
    }

    /// Header and access unit, as they go onto the live socket.
    pub fn message(&self) -> &Bytes {
        &self.message
    }

    /// The access unit: 4-byte length-prefixed NAL units.
    pub fn unit(&self) -> Bytes {
        self.message.slice(FrameHeader::LEN..)
    }

    /// The unit cut for another way out, once for all who take it there.
    pub fn parts(&self, cut: impl FnOnce(&Self) -> Box<[Bytes]>) -> &[Bytes] {
        self.parts.get_or_init(|| cut(self))
    }

    /// Lets them go; who has this frame already keeps them.
    pub(crate) fn forget_parts(&mut self) {
        self.parts = Arc::default();
    }

    /// The parameters of the stream that this unit belongs to.
    pub fn params(&self) -> &Arc<StreamParams> {
        &self.params
    }
}
