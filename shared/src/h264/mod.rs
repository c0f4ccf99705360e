//! H.264 as far as a relay must read it (ITU-T H.264; NAL units, SPS, slice headers) and its wrapping (ISO/IEC 14496-15).
//! Belongs here: parsing bytes that may be rubbish. Does not: decoding pictures, RTP.

pub mod avcc;
mod bits;
pub mod level;
pub mod nal;
pub mod rewrite;
pub mod slice;
pub mod sps;

pub use avcc::{Avcc, AvccError};
pub use nal::NalType;
pub use slice::SliceType;
pub use sps::{Sps, SpsError};
