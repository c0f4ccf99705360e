//! Planes to a JPEG file. Belongs here: the encoder's settings, the comment. Does not: sizes, colours.

use super::{colour::ToJfif, planes::Planes};
use jpeg_encoder::{Encoder, EncodingError, ImageBuffer, JpegColorType, SamplingFactor};

/// On the encoder's scale to 100. From here up a still grows faster than it gets better.
const QUALITY: u8 = 85;
/// Start of image, and the marker of the first segment.
const MARKERS: usize = 4;

/// Writes the picture, its colours by `colours`, and `comment` as a segment COM (ITU-T T.81 §B.2.4.5).
pub(super) fn encode(planes: &Planes<'_>, colours: &ToJfif, comment: &str) -> Result<Vec<u8>, EncodingError> {
    let mut file = Vec::with_capacity(planes.width * planes.height / 4);
    let mut encoder = Encoder::new(&mut file, QUALITY);
    // The source's own sampling: the one sample that stands for four is taken back as it was.
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder.encode_image(Image { planes, colours })?;
    add_comment(&mut file, comment);
    Ok(file)
}

/// Puts the comment behind the first segment, which JFIF wants first.
fn add_comment(file: &mut Vec<u8>, comment: &str) {
    let length = file.get(MARKERS..).and_then(<[u8]>::first_chunk).map_or(0, |l| u16::from_be_bytes(*l));
    let at = (MARKERS + usize::from(length)).min(file.len());
    if let Ok(length) = u16::try_from(comment.len() + 2) {
        let segment = [&[0xff, 0xfe][..], &length.to_be_bytes(), comment.as_bytes()].concat();
        file.splice(at..at, segment);
    }
}

struct Image<'a> {
    planes: &'a Planes<'a>,
    colours: &'a ToJfif,
}

impl ImageBuffer for Image<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        u16::try_from(self.planes.width).unwrap_or(u16::MAX)
    }

    fn height(&self) -> u16 {
        u16::try_from(self.planes.height).unwrap_or(u16::MAX)
    }

    fn fill_buffers(&self, row: u16, out: &mut [Vec<u8>; 4]) {
        let (row, width) = (usize::from(row), self.planes.width);
        let Planes { y, cb, cr, .. } = self.planes;
        let half = width.div_ceil(2);
        self.colours.row(y.row(row, width), cb.row(row / 2, half), cr.row(row / 2, half), out);
    }
}
