//! `make demo`: nine simulated cameras and a relay over them, on this machine only, until Ctrl-C.
//! A simulated camera stands in for a real one, which cannot be had here; everything behind it is what a ward runs.

use clap::Parser;
use e2e::cameras;
use e2e_camera::{
    Cameras, Credentials, Options, Profile,
    studio::{self, Film},
};
use std::{
    fs,
    io::Write,
    net::{SocketAddr, TcpListener},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};
use tokio::signal::unix::{SignalKind, signal};

/// Serves a wall of simulated cameras.
#[derive(Parser)]
struct Args {
    /// The relay to run.
    #[arg(long)]
    relay: PathBuf,
    /// Where the wall is served.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// How many cameras.
    #[arg(long, default_value_t = 9)]
    cameras: usize,
    /// Where the demo's data lies; made anew at each start.
    #[arg(long, default_value = ".demo")]
    dir: PathBuf,
}

const USER: &str = "demo";
const PASSWORD: &str = "chỉ để xem thử";
/// Where the cameras hang, in turn.
const AREAS: [&str; 3] = ["Khu phố 1/Tổ 1", "Khu phố 1/Tổ 2", "Khu phố 2/Tổ 5"];
/// The streets there, one below the other on the map.
const STREETS: [&str; 3] = ["Đường Trần Văn Khéo", "Đường Lê Lợi", "Hẻm 132 Hùng Vương"];
/// Somebody of each kind: login, name, role, and where it holds.
const PEOPLE: [(&str, &str, &str, &str); 4] = [
    ("quantri", "Quản trị viên", "admin", ""),
    ("trucban", "Trực ban", "duty", ""),
    ("tuquan", "Tổ tự quản khu phố 1", "watch_team", "Khu phố 1"),
    ("nguoixem", "Người xem tổ 5", "viewer", "Khu phố 2/Tổ 5"),
];

#[tokio::main]
async fn main() -> ExitCode {
    match run(Args::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("demo: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> Result<ExitCode, Box<dyn std::error::Error>> {
    // A taken port should be told before anything is drawn.
    if TcpListener::bind(args.listen).is_err() {
        return Err(format!(
            "{} is in use by another program; stop that one or give --listen another port",
            args.listen
        )
        .into());
    }
    say(&format!("drawing {} street corners (half a minute the first time)", args.cameras))?;
    let count = args.cameras;
    let credentials = Credentials::digest(USER, PASSWORD);
    let specs = tokio::task::spawn_blocking(move || {
        studio::cameras(count, Film::default(), Some(&credentials), &cameras::cache())
    })
    .await??;
    let simulated = Cameras::start(Options::default(), specs).await?;
    let config = configure(&args)?;
    for (i, camera) in simulated.cameras().iter().enumerate() {
        let [main, sub] = [Profile::Main, Profile::Sub].map(|p| simulated.url(camera.id(), p));
        let add = ["camera", "add", camera.name(), &main, "--sub", &sub, "--id", camera.id(), "--username", USER];
        let (street, position, heading) = place(i);
        let place =
            ["--area", AREAS[i % AREAS.len()], "--street", street, "--position", &position, "--heading", &heading];
        run_with(&args.relay, &config, &[&add[..], &place].concat(), PASSWORD)?;
    }
    say("logins, for this run only:")?;
    for (login, name, role, area) in PEOPLE {
        let password = password();
        let mut add = vec!["user", "add", login, "--name", name, "--role", role];
        if !area.is_empty() {
            add.extend(["--area", area]);
        }
        run_with(&args.relay, &config, &add, &password)?;
        say(&format!("  {login:<10} {password}   ({name})"))?;
    }
    serve(&args.relay, &config).await
}

/// Where the i-th camera hangs: street, position, and which way it looks. Around the market of Cái Khế, Cần Thơ.
fn place(i: usize) -> (&'static str, String, String) {
    let (row, column) = (i % STREETS.len(), i / STREETS.len());
    let (south, east) = (row as f64, column as f64);
    let position = format!("{:.5},{:.5}", 10.0480 - 0.0017 * south + 0.0004 * east, 105.7830 + 0.0019 * east);
    (STREETS[row], position, (i * 50 % 360).to_string())
}

fn say(text: &str) -> std::io::Result<()> {
    writeln!(std::io::stdout(), "demo: {text}")
}

fn configure(args: &Args) -> Result<PathBuf, std::io::Error> {
    if args.dir.join("relay.toml").exists() {
        fs::remove_dir_all(&args.dir)?;
    }
    fs::create_dir_all(&args.dir)?;
    let path = args.dir.join("relay.toml");
    let listen = args.listen;
    // The cameras are on this machine, which must be named to be allowed.
    let text = format!(
        "site = \"demo\"\n[http]\nlisten = \"{listen}\"\n[metrics]\nlisten = \"127.0.0.1:0\"\n[cameras]\nnetworks = [\"127.0.0.0/8\"]\n[access]\ntotp_roles = []\n"
    );
    fs::write(&path, text)?;
    Ok(path)
}

/// Runs a command of the relay's that reads a password.
fn run_with(relay: &Path, config: &Path, args: &[&str], password: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut child = Command::new(relay)
        .args(args)
        .arg("--password-stdin")
        .arg("--config")
        .arg(config)
        .stdin(Stdio::piped())
        // What it says is of no interest as long as it succeeds.
        .stdout(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        writeln!(input, "{password}")?;
    }
    if child.wait()?.success() { Ok(()) } else { Err(format!("`relay {}` failed", args.join(" ")).into()) }
}

/// Easy to type on a phone: small letters that cannot be taken for each other.
fn password() -> String {
    let letters = b"abcdefghjkmnpqrstuvwxyz";
    let random: [u8; 12] = rand::random();
    random.iter().map(|b| char::from(letters[usize::from(*b) % letters.len()])).collect()
}

async fn serve(relay: &Path, config: &Path) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut command = Command::new(relay);
    command.arg("serve").arg("--config").arg(config);
    if std::env::var_os("WARD_LOG").is_none() {
        command.env("WARD_LOG", "warn");
    }
    // A group of its own, so that Ctrl-C reaches it once: through us.
    command.process_group(0);
    let mut child = tokio::process::Command::from(command).kill_on_drop(true).spawn()?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        ended = child.wait() => {
            let code = ended?.code().and_then(|c| u8::try_from(c).ok());
            return Ok(code.map_or(ExitCode::FAILURE, ExitCode::from));
        }
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
    if let Some(id) = child.id() {
        Command::new("kill").args(["-TERM", &id.to_string()]).status()?;
    }
    child.wait().await?;
    Ok(ExitCode::SUCCESS)
}
