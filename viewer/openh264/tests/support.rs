//! Streams of ffmpeg's making, and its own decode of them. Belongs here: what several modules need.

use openh264_wasm::{Decoder, Error, Picture};
use shared::h264::{Avcc, NalType, nal, slice};
use std::{
    io::Write,
    process::{Command, Stdio},
    thread,
};

/// A stream as the relay has it: parameter sets apart, access units of length-prefixed NAL units.
#[derive(Clone)]
pub(crate) struct Stream {
    pub(crate) avcc: Vec<u8>,
    pub(crate) units: Vec<Vec<u8>>,
    pub(crate) annex_b: Vec<u8>,
}

/// Runs ffmpeg on `input` and gives what it writes.
fn ffmpeg(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("ffmpeg")
        .args(["-v", "error"])
        .args(arguments)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("ffmpeg is installed: run make test");
    let mut stdin = child.stdin.take().unwrap();
    let output = thread::scope(|scope| {
        // It may have enough before the end.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "ffmpeg {arguments:?}");
    output.stdout
}

/// Moving test pictures of libx264 without B slices; what `more` says comes last and wins.
pub(crate) fn encode(size: &str, frames: u32, more: &[&str]) -> Stream {
    let (source, frames) = (format!("testsrc2=size={size}:rate=15"), frames.to_string());
    let mut arguments = vec!["-f", "lavfi", "-i", &source, "-frames:v", &frames, "-pix_fmt", "yuv420p"];
    arguments.extend(["-c:v", "libx264", "-bf", "0", "-g", "20", "-threads", "1"]);
    arguments.extend(more);
    arguments.extend(["-f", "h264"]);
    Stream::of(ffmpeg(&arguments, &[]))
}

/// All of its pictures, as ffmpeg decodes them, planes one behind the other.
pub(crate) fn judged(stream: &Stream) -> Vec<u8> {
    ffmpeg(&["-f", "h264", "-i", "-", "-fps_mode", "passthrough", "-f", "rawvideo"], &stream.annex_b)
}

/// A file of the test media as a byte stream, whatever holds it.
pub(crate) fn open(file: &str) -> Stream {
    Stream::of(ffmpeg(&["-i", file, "-an", "-c:v", "copy", "-bsf:v", "h264_mp4toannexb", "-f", "h264"], &[]))
}

impl Stream {
    fn of(annex_b: Vec<u8>) -> Self {
        let mut avcc = Avcc { sps: Vec::new(), pps: Vec::new(), extension: Vec::new() };
        let mut units = vec![Vec::new()];
        let mut has_picture = false;
        for nal in nal::annex_b(&annex_b) {
            let kind = NalType::of(nal).unwrap();
            let first = slice::header(nal).is_some_and(|(first_mb, _)| first_mb == 0);
            if has_picture && (first || !kind.is_vcl()) {
                units.push(Vec::new());
                has_picture = false;
            }
            has_picture |= kind.is_vcl();
            let sets = match kind {
                NalType::Sps => &mut avcc.sps,
                NalType::Pps => &mut avcc.pps,
                _ => {
                    nal::push_length_prefixed(units.last_mut().unwrap(), nal);
                    continue;
                }
            };
            if !sets.iter().any(|set| set == nal) {
                sets.push(nal.to_vec());
            }
        }
        // What stands behind the last picture is no unit.
        if !has_picture {
            units.pop();
        }
        Self { avcc: avcc.encode().unwrap(), units, annex_b }
    }
}

/// Appends a picture's planes without what is between their rows.
pub(crate) fn push(picture: &Picture<'_>, out: &mut Vec<u8>) {
    let (width, height) = picture.size();
    let half = (width.div_ceil(2), height.div_ceil(2));
    for ((plane, row), (width, height)) in picture.planes().into_iter().zip([(width, height), half, half]) {
        for line in 0..height {
            out.extend(&plane[line * row..][..width]);
        }
    }
}

/// Decodes a whole stream: its pictures one behind the other, each out of its own unit.
pub(crate) fn decode(stream: &Stream) -> Result<Vec<u8>, Error> {
    let mut decoder = Decoder::open(&stream.avcc)?;
    let mut out = Vec::new();
    for (n, unit) in stream.units.iter().enumerate() {
        let picture = decoder.decode(&mut unit.clone())?;
        push(&picture.unwrap_or_else(|| panic!("unit {n} gives no picture")), &mut out);
    }
    Ok(out)
}
