//! A relay and simulated cameras to be measured: a log that costs nothing, cameras that do not breathe in step.
//! Belongs here: starting and asking those. Does not: viewers, bounds.

use crate::{
    cameras,
    process::Process,
    relay::{CONFIG, Relay, binary},
};
use e2e_camera::{CameraSpec, Cameras, Options, Profile, studio::Film};
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    process::Command,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::sleep,
};

/// Viewers at the same time: more than any row has.
const MAX_VIEWERS: usize = 2000;
/// Corners that are drawn; more cameras share their clips.
const CORNERS: usize = 9;

/// How the cameras are filmed: 640x360, 15 pictures a second, 0.5 Mbit/s, an IDR picture each 4 s.
pub fn film() -> Film {
    Film { sub_bits_per_sec: 500_000, ..Film::with_gop_secs(4) }
}

/// What a camera has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Streams {
    /// The small stream only, which serves as both.
    One,
    /// 1280x720 and 640x360.
    Both,
}

/// Running cameras and the relay over them. The cameras are `c0`, `c1`, ….
pub struct Stage {
    /// The cameras.
    pub cameras: Cameras,
    streams: Streams,
    count: usize,
    _folder: Relay,
    process: Process,
    host: String,
    metrics: String,
    udp: u16,
}

/// What a stage is opened with.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// Cameras.
    pub count: usize,
    /// What each has.
    pub streams: Streams,
    /// How they are filmed.
    pub film: Film,
    /// Where the relay listens.
    pub listen: IpAddr,
    /// Added to the configuration.
    pub more: &'a str,
}

/// The cameras of a stage, filmed as [`film`] says.
pub fn specs(count: usize, streams: Streams) -> Vec<CameraSpec> {
    filmed(count, streams, film())
}

fn filmed(count: usize, streams: Streams, film: Film) -> Vec<CameraSpec> {
    let drawn = cameras::drawn(count.min(CORNERS), film);
    let spec = |i: usize| {
        let corner = &drawn[i % drawn.len()];
        let small = corner.sub.clone().expect("the studio films both");
        let (main, sub) = match streams {
            Streams::One => (small, None),
            Streams::Both => (corner.main.clone(), Some(small)),
        };
        CameraSpec { id: format!("c{i}"), name: format!("{} {i}", corner.name), main, sub, credentials: None }
    };
    (0..count).map(spec).collect()
}

/// All viewers of a measurement come from one address.
fn limits() -> String {
    let most = 2 * MAX_VIEWERS;
    format!(
        "[limits]\naddress_sockets = {most}\nuser_sockets = {most}\naddress_connections = {most}\naddress_requests_per_sec = 100000\n\
         requests_per_sec = 100000\n"
    )
}

impl Stage {
    /// Starts cameras and relay on the loopback, and returns when all are live; `more` is added to the configuration.
    pub async fn open(count: usize, streams: Streams, more: &str) -> Self {
        Self::open_as(Opening { count, streams, film: film(), listen: Ipv4Addr::LOCALHOST.into(), more }).await
    }

    /// The same, wherever and whatever is wanted.
    pub async fn open_as(Opening { count, streams, film, listen, more }: Opening<'_>) -> Self {
        let specs =
            tokio::task::spawn_blocking(move || filmed(count, streams, film)).await.expect("corners can be filmed");
        let served = Cameras::start(Options::default(), Vec::new()).await.expect("a free port");
        // A camera's clock starts when it is added: spread over a GOP, as cameras are that know nothing of each other.
        let gop = Duration::from_secs(u64::from(film.gop_frames / film.fps));
        let mut ids = Vec::new();
        for spec in specs {
            ids.push(spec.id.clone());
            served.add(spec).expect("each id once");
            sleep(gop / count as u32).await;
        }
        let config =
            CONFIG.replace("[http]\n", &format!("[http]\nmax_viewers = {MAX_VIEWERS}\n")) + more + limits().as_str();
        let config =
            config.replacen("listen = \"127.0.0.1:0\"", &format!("listen = \"{}\"", SocketAddr::new(listen, 0)), 1);
        let folder = Relay::new(&config);
        for id in &ids {
            let [main, sub] = [Profile::Main, Profile::Sub].map(|p| served.url(id, p));
            match streams {
                Streams::One => folder.add(id, id, &main, &[], ""),
                Streams::Both => folder.add(id, id, &main, &["--sub", &sub], ""),
            }
        }
        let mut command = Command::new(binary());
        command.args(["serve", "--config"]).arg(folder.config()).env("WARD_LANG", "en").env("WARD_LOG", "info");
        let process = Process::start(command);
        let host = process
            .wait_for(|line| line.strip_prefix("Serving at http://")?.split([' ', '/']).next().map(str::to_owned));
        let metrics = process.wait_for(|line| {
            let url = line.contains(" metrics").then(|| line.split("url=http://").nth(1))??;
            url.split('/').next().map(str::to_owned)
        });
        let udp = process.wait_for(|line| {
            let address = line.contains("WebRTC").then(|| line.split("udp=").nth(1))??;
            address.split_whitespace().next()?.rsplit(':').next()?.parse().ok()
        });
        folder.log_in_at(&format!("http://{host}"));
        let stage = Self { cameras: served, streams, count, _folder: folder, process, host, metrics, udp };
        stage.all_live(UNIX_EPOCH, Duration::from_secs(120)).await.expect("every camera comes in");
        stage
    }

    /// Waits until the relay has a picture of every camera from after `since`; how long that took, unless it took too
    /// long.
    pub async fn all_live(&self, since: SystemTime, limit: Duration) -> Option<Duration> {
        let start = Instant::now();
        let since = since.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
        while start.elapsed() < limit {
            let arrivals = self.metrics("ward_stream_last_arrival_timestamp_seconds").await;
            // A main stream is pulled only while somebody watches it.
            let pulled = |labels: &str| self.streams == Streams::One || labels.contains("profile=\"sub\"");
            let fresh = arrivals.iter().filter(|(labels, at)| pulled(labels) && *at > since).count();
            if fresh >= self.count && self.metric("ward_camera_up").await as usize == self.count {
                return Some(start.elapsed());
            }
            sleep(Duration::from_millis(250)).await;
        }
        None
    }

    /// How often any stream was asked to play, ever.
    pub fn dials(&self) -> usize {
        let both = |c: &e2e_camera::Camera| c.sessions_total(Profile::Main) + c.sessions_total(Profile::Sub);
        self.cameras.cameras().iter().map(both).sum()
    }

    /// `127.0.0.1:port` of the relay.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port of its WebRTC.
    pub fn udp_port(&self) -> u16 {
        self.udp
    }

    /// The relay's process.
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// What the relay has logged.
    pub fn log(&self) -> String {
        self.process.output()
    }

    /// Ends the relay as a service manager does; the cameras stay.
    pub fn end_relay(&mut self) -> bool {
        self.process.terminate().success()
    }

    /// The sum of a metric over all its labels.
    pub async fn metric(&self, name: &str) -> f64 {
        self.metrics(name).await.into_iter().fold(0.0, |sum, (_, value)| sum + value)
    }

    /// A metric's labels and values.
    async fn metrics(&self, name: &str) -> Vec<(String, f64)> {
        let page = get(&self.metrics, "/metrics").await;
        let mine = page.lines().filter_map(|l| l.strip_prefix(name)).filter(|l| l.starts_with(['{', ' ']));
        mine.filter_map(|l| l.rsplit_once(' ').map(|(labels, v)| (labels.to_owned(), v.parse().unwrap_or(0.0))))
            .collect()
    }
}

async fn get(host: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(host).await.expect("the relay listens");
    let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("the relay reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("the relay answers");
    String::from_utf8_lossy(&answer).into_owned()
}
