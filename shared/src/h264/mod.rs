//! H.264 as far as a relay must read it (ITU-T H.264; NAL units, SPS, slice headers) and its wrapping (ISO/IEC 14496-15).
//! Belongs here: parsing bytes that may be rubbish. Does not: decoding pictures, RTP.

pub mod avcc;
mod bits;
mod bits_out;
pub mod lead_in;
pub mod level;
pub mod nal;
pub mod recovery;
pub mod rewrite;
pub mod slice;
pub mod sps;

pub use avcc::{Avcc, AvccError};
pub use lead_in::LeadIn;
pub use nal::NalType;
pub use slice::{Place, SliceType};
pub use sps::{PicOrderCnt, Sps, SpsError};
