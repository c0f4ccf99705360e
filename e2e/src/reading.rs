//! What ffmpeg and ffprobe read in a stream, for whatever of ours rewrites or wraps one.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// A field of a header as ffmpeg's `trace_headers` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// In bits from the NAL unit's first one, those of emulation prevention not counted.
    pub at: usize,
    /// As in H.264 §7.3.
    pub name: String,
    /// Its value.
    pub value: i64,
}

/// All headers of a stream, in order.
pub fn headers(stream: &[u8]) -> Vec<Field> {
    let traced = ["-f", "h264", "-i", "-", "-c", "copy", "-bsf:v", "trace_headers", "-f", "null", "-"];
    let (_, said) = run("ffmpeg", &[&["-hide_banner"][..], &traced].concat(), stream);
    said.lines().filter_map(field).collect()
}

/// `[trace_headers @ 0x…] 33  max_num_ref_frames  010 = 1`
fn field(line: &str) -> Option<Field> {
    let (what, value) = line.strip_prefix("[trace_headers")?.split_once("] ")?.1.split_once(" = ")?;
    let mut words = what.split_whitespace();
    let at = words.next()?.parse().ok()?;
    Some(Field { at, name: words.next()?.to_owned(), value: value.trim().parse().ok()? })
}

/// The first field of this name.
pub fn find<'a>(fields: &'a [Field], name: &str) -> Option<&'a Field> {
    fields.iter().find(|field| field.name == name)
}

/// How many pictures ffprobe says a decoder holds back (`has_b_frames`).
pub fn held_back(stream: &[u8]) -> u32 {
    let asked = ["-v", "error", "-f", "h264", "-show_entries", "stream=has_b_frames", "-of", "csv=p=0", "-i", "-"];
    run("ffprobe", &asked, stream).0.trim().parse().expect("ffprobe gives a number")
}

/// A hash of every decoded picture (`framemd5`) of an Annex B stream, with its size.
pub fn pictures(stream: &[u8]) -> Vec<String> {
    pictures_of("h264", stream)
}

/// The same of a stream in a format as ffmpeg names it.
pub fn pictures_of(format: &str, stream: &[u8]) -> Vec<String> {
    let asked = ["-v", "error", "-f", format, "-i", "-", "-fps_mode", "passthrough", "-f", "framemd5", "-"];
    let (hashes, said) = run("ffmpeg", &asked, stream);
    assert_eq!(said, "", "ffmpeg has nothing to complain of");
    // Stream, times and duration come first; those are the container's.
    let hash = |line: &str| line.split(',').skip(4).map(str::trim).collect::<Vec<_>>().join(" ");
    hashes.lines().filter(|line| !line.starts_with('#')).map(hash).collect()
}

/// When the pictures of an MP4 are decoded and shown, in its own ticks, and which of them are marked as keyframes.
pub fn packets(mp4: &[u8]) -> Vec<(i64, i64, bool)> {
    let asked = ["-v", "error", "-f", "mp4", "-show_entries", "packet=pts,dts,flags", "-of", "csv=p=0", "-i", "-"];
    let (rows, said) = run("ffprobe", &asked, mp4);
    assert_eq!(said, "", "ffprobe has nothing to complain of");
    // In the order pts, dts, flags, whatever was asked.
    let packet = |row: &str| {
        let mut cells = row.split(',');
        let pts = cells.next()?.parse().ok()?;
        Some((cells.next()?.parse().ok()?, pts, cells.next()?.starts_with('K')))
    };
    rows.lines().map(|row| packet(row).unwrap_or_else(|| panic!("no packet: {row}"))).collect()
}

/// Gives a program a stream and returns what it wrote to its output and what it complained of.
fn run(program: &str, args: &[&str], stream: &[u8]) -> (String, String) {
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("ffmpeg is installed: run make test");
    let mut input = child.stdin.take().expect("piped above");
    let stream = stream.to_vec();
    // ffprobe reads only as much as it needs.
    let feeder = std::thread::spawn(move || drop(input.write_all(&stream)));
    let output = child.wait_with_output().expect("our own child");
    feeder.join().expect("no panic");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (text(output.stdout), text(output.stderr))
}
