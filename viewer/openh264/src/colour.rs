//! What a stream says of its colours (H.264 §E.2.1). Belongs here: one choice of two matrices. Does not: converting.

use shared::h264::Sps;

/// How planes become red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// By the matrix of BT.709, else by that of BT.601.
    pub bt709: bool,
    /// Luma runs from 0 to 255, else from 16 to 235.
    pub full_range: bool,
}

/// Lines from which on a stream that names no matrix is taken for high definition, as browsers do.
const HD_LINES: u32 = 720;

impl Colour {
    pub(crate) fn of(sps: &Sps) -> Self {
        let vui = sps.vui.unwrap_or_default();
        let bt709 = match vui.matrix_coefficients {
            // BT.709, SMPTE 240M; BT.2020, which no camera of 8 bits means.
            Some(1 | 7 | 9 | 10) => true,
            // FCC, BT.601 of 625 and of 525 lines.
            Some(4..=6) => false,
            _ => sps.height >= HD_LINES,
        };
        Self { bt709, full_range: vui.full_range }
    }
}
