//! MP4 files. Belongs here: samples of the first H.264 track with their times. Does not: raw byte streams.

use super::{AccessUnit, CLOCK_HZ, Clip, ClipError};
use bytes::Bytes;
use re_mp4::{Mp4, StsdBoxContent, Track};
use shared::h264::{NalType, nal};

/// Reads the first H.264 track. The outer error tells what is wrong with the boxes.
pub(super) fn read(file: &[u8]) -> Result<Result<Clip, ClipError>, String> {
    let mp4 = Mp4::read_bytes(file).map_err(|error| error.to_string())?;
    let (track, outside) = mp4
        .tracks()
        .values()
        .find_map(|track| Some((track, parameter_sets(&mp4, track)?)))
        .ok_or("it has no H.264 track")?;
    let clock = |ticks: i64| i128::from(ticks) * i128::from(CLOCK_HZ) / i128::from(track.timescale.max(1));
    let start = track.samples.first().map_or(0, |sample| clock(sample.decode_timestamp));
    // Pictures are shown this much later than the file says, so that none is shown before it is sent.
    let samples = || track.samples.iter();
    let lead = samples().map(|s| clock(s.decode_timestamp) - clock(s.composition_timestamp)).max().unwrap_or(0);

    let mut units = Vec::with_capacity(track.samples.len());
    for sample in &track.samples {
        let data = file.get(sample.byte_range()).ok_or("a sample lies outside of the file")?;
        let nals: Result<Vec<_>, _> = nal::length_prefixed(data).map(|n| n.map(Bytes::copy_from_slice)).collect();
        let mut nals = nals.map_err(|error| error.to_string())?;
        nals.retain(|nal| NalType::of(nal) != Some(NalType::Aud));
        let key = nals.iter().any(|nal| NalType::of(nal) == Some(NalType::Idr));
        if key && !nals.iter().any(|nal| NalType::of(nal) == Some(NalType::Sps)) {
            nals.splice(0..0, outside.iter().cloned());
        }
        let at = |ticks: i128| u64::try_from(ticks).unwrap_or(0);
        let dts_90k = at(clock(sample.decode_timestamp) - start);
        let pts_90k = at(clock(sample.composition_timestamp) - start + lead);
        units.push(AccessUnit { nals, key, dts_90k, pts_90k });
    }
    let last = track.samples.last().map_or(0, |s| clock(s.decode_timestamp) + clock(s.duration as i64));
    Ok(Clip::new(units, &outside, u64::try_from(last - start).unwrap_or(0)))
}

/// The parameter sets of the track's `avcC` box; `None` where it is no H.264 with 4-byte lengths.
fn parameter_sets(mp4: &Mp4, track: &Track) -> Option<Vec<Bytes>> {
    let StsdBoxContent::Avc1(avc1) = &track.trak(mp4).mdia.minf.stbl.stsd.contents else { return None };
    let avcc = &avc1.avcc;
    if avcc.length_size_minus_one & 3 != 3 {
        return None;
    }
    let sets = avcc.sequence_parameter_sets.iter().chain(&avcc.picture_parameter_sets);
    Some(sets.map(|set| Bytes::copy_from_slice(&set.bytes)).collect())
}
