//! Independent judges: ffmpeg decodes, and pictures are compared with its own.

use crate::page::Pixels;
use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

/// Makes a stream of moving test pictures at 15 a second with libx264; `more` goes in front of the file's name.
pub fn encode(file: &Path, size: &str, seconds: u32, more: &[&str]) {
    let source = format!("testsrc2=size={size}:rate=15:duration={seconds}");
    let status = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-f", "lavfi", "-i", &source, "-pix_fmt", "yuv420p", "-c:v", "libx264"])
        .args(more)
        .arg(file)
        .status()
        .expect("ffmpeg is installed: run make test");
    assert!(status.success(), "ffmpeg cannot make {}", file.display());
}

/// Every picture's luma of an Annex B stream, as ffmpeg decodes it.
pub fn luma(annex_b: &[u8], width: usize, height: usize) -> Vec<Vec<u8>> {
    let mut pictures = planes(annex_b, width, height);
    pictures.iter_mut().for_each(|picture| picture.truncate(width * height));
    pictures
}

/// Every picture of an Annex B stream, as ffmpeg decodes it: luma and both chromas, one behind the other.
pub fn planes(annex_b: &[u8], width: usize, height: usize) -> Vec<Vec<u8>> {
    let mut child = Command::new("ffmpeg")
        .args([
            "-v",
            "error",
            "-f",
            "h264",
            "-i",
            "-",
            "-fps_mode",
            "passthrough",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "yuv420p",
            "-",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("ffmpeg is installed: run make test");
    let mut input = child.stdin.take().expect("piped above");
    let stream = annex_b.to_vec();
    let feeder = std::thread::spawn(move || input.write_all(&stream));
    let output = child.wait_with_output().expect("our own child");
    feeder.join().expect("no panic").expect("ffmpeg reads it all");
    assert!(output.status.success(), "ffmpeg cannot decode the stream");
    let half = width.div_ceil(2) * height.div_ceil(2);
    output.stdout.chunks_exact(width * height + 2 * half).map(<[u8]>::to_vec).collect()
}

/// The decoded picture that a canvas shows, and how well in dB. Looks through all of them by a part of each row.
pub fn nearest(seen: &Pixels, pictures: &[Vec<u8>]) -> Option<(usize, f64)> {
    let part = |picture: &Vec<u8>| -> u64 {
        let pairs = seen.rgba.chunks_exact(4).zip(picture).step_by(61);
        pairs.map(|(p, y)| u64::from(luma_of(p).abs_diff(*y)).pow(2)).sum()
    };
    let (n, picture) = pictures.iter().enumerate().min_by_key(|(_, picture)| part(picture))?;
    Some((n, psnr(seen, picture)))
}

/// About, and quickly: by BT.601.
fn luma_of(p: &[u8]) -> u8 {
    (16 + (66 * u32::from(p[0]) + 129 * u32::from(p[1]) + 25 * u32::from(p[2])) / 256) as u8
}

/// Peak signal to noise of a canvas against decoded luma, in dB. A stream that names no matrix may be shown by either.
pub fn psnr(seen: &Pixels, luma: &[u8]) -> f64 {
    assert_eq!(seen.width * seen.height, luma.len(), "the canvas has the video's size");
    // Weights of red and blue: BT.601, BT.709.
    let by = |(red, blue): (f64, f64)| {
        let squares: f64 = seen
            .rgba
            .chunks_exact(4)
            .zip(luma)
            .map(|(p, y)| {
                let full = red * f64::from(p[0]) + (1.0 - red - blue) * f64::from(p[1]) + blue * f64::from(p[2]);
                (16.0 + full * 219.0 / 255.0 - f64::from(*y)).powi(2)
            })
            .sum();
        10.0 * (255.0f64.powi(2) / (squares / luma.len() as f64).max(1e-9)).log10()
    };
    by((0.299, 0.114)).max(by((0.2126, 0.0722)))
}
