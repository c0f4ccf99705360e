//! Stills as a script asks for them, and as ffmpeg and ffprobe judge them.

use crate::{relay::Relay, wallet};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    io::Write,
    process::{Command, Stdio},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// An answer over HTTP whose body may be anything.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Headers by their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value, empty where it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// When the relay had the picture, in microseconds since 1970.
    pub fn time_us(&self) -> u64 {
        self.header("ward-picture-time").parse().expect("a still tells its time")
    }

    /// The reason code of a refusal.
    pub fn reason(&self) -> String {
        let body: Value = serde_json::from_slice(&self.body).expect("a refusal is JSON");
        body["reason"].as_str().expect("a reason").to_owned()
    }
}

/// Asks for a still of a camera of the relay's site; `query` begins with `?` or is empty.
pub async fn get(relay: &Relay, camera: &str, query: &str) -> Answer {
    ask(relay.host(), "GET", camera, query, &[]).await
}

/// Asks for a still with a method and headers.
pub async fn ask(host: &str, method: &str, camera: &str, query: &str, headers: &[(&str, &str)]) -> Answer {
    let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let path = format!("/api/v1/cameras/phuong/{camera}/still.jpg{query}");
    let cookie = wallet::cookie_line(host);
    let request = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\n{cookie}{more}connection: close\r\n\r\n");
    let mut stream = TcpStream::connect(host).await.expect("the relay listens");
    stream.write_all(request.as_bytes()).await.expect("the relay reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("the relay answers");
    let end = answer.windows(4).position(|w| w == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status line");
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    Answer { status, headers: lines.filter_map(header).collect(), body: answer[end + 4..].to_vec() }
}

/// Codec, width and height of a picture, as ffprobe sees them.
pub fn probe(picture: &[u8]) -> (String, u64, u64) {
    let args = ["-v", "error", "-of", "json", "-show_entries", "stream=codec_name,width,height", "-i", "-"];
    let said: Value = serde_json::from_slice(&run("ffprobe", &args, picture)).expect("ffprobe writes JSON");
    let stream = &said["streams"][0];
    let number = |key: &str| stream[key].as_u64().unwrap_or_default();
    (stream["codec_name"].as_str().unwrap_or_default().to_owned(), number("width"), number("height"))
}

/// The first picture of a file or stream (`format` as ffmpeg names it) in red, green and blue, in a size. `matrix` is
/// "auto" where the stream names its own.
pub fn rgb(format: &str, stream: &[u8], matrix: &str, (width, height): (u64, u64)) -> Vec<u8> {
    let scale = format!("scale={width}:{height}:in_color_matrix={matrix}:flags=bicubic+accurate_rnd+full_chroma_int");
    let args = ["-v", "error", "-f", format, "-i", "-", "-frames:v", "1", "-vf", &scale];
    run("ffmpeg", &[&args[..], &["-f", "rawvideo", "-pix_fmt", "rgb24", "-"]].concat(), stream)
}

/// Peak signal to noise of two pictures in dB.
pub fn psnr(a: &[u8], b: &[u8]) -> f64 {
    assert_eq!(a.len(), b.len(), "pictures of one size");
    let squares: f64 = a.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b)).powi(2)).sum();
    10.0 * (255.0f64.powi(2) / (squares / a.len() as f64).max(1e-9)).log10()
}

fn run(program: &str, args: &[&str], input: &[u8]) -> Vec<u8> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("ffmpeg is installed: run make test");
    let mut stdin = child.stdin.take().expect("piped above");
    let input = input.to_vec();
    // It may have seen enough before the end.
    let feeder = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("our own child");
    let _ = feeder.join().expect("no panic");
    assert!(output.status.success(), "{program} cannot read it");
    output.stdout
}
