//! The initialization segment: `ftyp` and a `moov` that announces one video track without any sample.

use super::{TIMESCALE, TRACK, TooLong, boxes::Boxes, fits};

/// `matrix` of movie and track headers: shown as it is (ISO/IEC 14496-12 §8.2.2).
const UPRIGHT: [u32; 9] = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];
/// Dots an inch in 16.16, as the specification fixes them (§12.1.3).
const DPI_72: u32 = 0x48_0000;
/// Enabled, in the movie, in its preview (§8.3.2).
const SHOWN: u32 = 7;
/// ISO 639-2/T `und` in five bits a letter (§8.4.2).
const NO_LANGUAGE: u16 = 0x55c4;

/// The first bytes for a `SourceBuffer` of type `video/mp4; codecs="avc1…"`. `avcc` is the stream's
/// AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1) with NAL lengths of 4 bytes, taken as it is; width and
/// height are the picture's in pixels, after cropping.
pub fn init(avcc: &[u8], width: u16, height: u16) -> Result<Vec<u8>, TooLong> {
    fits(avcc.len())?;
    let mut out = Boxes::new(700 + avcc.len());
    // §4.3. `iso6` is the first that knows `tfdt` and offsets below zero.
    out.put(b"ftyp", |b| b.bytes(b"iso6\0\0\0\0iso6avc1"));
    out.put(b"moov", |b| {
        movie_header(b);
        b.put(b"trak", |b| {
            track_header(b, width, height);
            b.put(b"mdia", |b| {
                media_header(b);
                b.put(b"minf", |b| {
                    b.full(b"vmhd", 0, 1, |b| b.zeros(8)); // §12.1.2
                    data_reference(b);
                    sample_tables(b, avcc, width, height);
                });
            });
        });
        // §8.8.1 and §8.8.3: samples come in fragments, and each fragment says all of its samples itself.
        b.put(b"mvex", |b| {
            b.full(b"trex", 0, 0, |b| {
                b.u32(TRACK);
                b.u32(1); // default_sample_description_index
                b.zeros(12);
            });
        });
    });
    Ok(out.finish())
}

/// §8.2.2.
fn movie_header(b: &mut Boxes) {
    b.full(b"mvhd", 0, 0, |b| {
        b.zeros(8); // creation and modification time
        b.u32(TIMESCALE);
        b.u32(0); // duration: that of the fragments
        b.u32(0x1_0000); // rate
        b.u16(0x100); // volume
        b.zeros(10);
        UPRIGHT.into_iter().for_each(|n| b.u32(n));
        b.zeros(24);
        b.u32(TRACK + 1); // next_track_ID
    });
}

/// §8.3.2.
fn track_header(b: &mut Boxes, width: u16, height: u16) {
    b.full(b"tkhd", 0, SHOWN, |b| {
        b.zeros(8);
        b.u32(TRACK);
        b.zeros(24); // reserved, duration, reserved, layer, alternate_group, volume, reserved
        UPRIGHT.into_iter().for_each(|n| b.u32(n));
        b.u32(u32::from(width) << 16);
        b.u32(u32::from(height) << 16);
    });
}

/// §8.4.2 and §8.4.3.
fn media_header(b: &mut Boxes) {
    b.full(b"mdhd", 0, 0, |b| {
        b.zeros(8);
        b.u32(TIMESCALE);
        b.u32(0);
        b.u16(NO_LANGUAGE);
        b.zeros(2);
    });
    b.full(b"hdlr", 0, 0, |b| {
        b.zeros(4);
        b.bytes(b"vide");
        b.zeros(13); // reserved, an empty name
    });
}

/// §8.7.1 and §8.7.2: the samples are in this same file.
fn data_reference(b: &mut Boxes) {
    b.put(b"dinf", |b| {
        b.full(b"dref", 0, 0, |b| {
            b.u32(1);
            b.full(b"url ", 0, 1, |_| {});
        });
    });
}

/// §8.5: how samples are coded, and tables of none.
fn sample_tables(b: &mut Boxes, avcc: &[u8], width: u16, height: u16) {
    b.put(b"stbl", |b| {
        b.full(b"stsd", 0, 0, |b| {
            b.u32(1);
            // The visual sample entry of §12.1.3, and what ISO/IEC 14496-15 §5.4.2.1 adds.
            b.put(b"avc1", |b| {
                b.zeros(6);
                b.u16(1); // data_reference_index
                b.zeros(16);
                b.u16(width);
                b.u16(height);
                b.u32(DPI_72);
                b.u32(DPI_72);
                b.zeros(4);
                b.u16(1); // frame_count
                b.zeros(32); // an empty compressorname
                b.u16(0x18); // depth: colour, no alpha
                b.u16(0xffff); // pre_defined
                b.put(b"avcC", |b| b.bytes(avcc));
            });
        });
        b.full(b"stts", 0, 0, |b| b.zeros(4));
        b.full(b"stsc", 0, 0, |b| b.zeros(4));
        b.full(b"stsz", 0, 0, |b| b.zeros(8));
        b.full(b"stco", 0, 0, |b| b.zeros(4));
    });
}
