//! The `cameras` command: simulated cameras until Ctrl-C. Belongs here: arguments, texts. Does not: anything else.

use clap::{Parser, value_parser};
use e2e_camera::{
    CameraSpec, Cameras, Credentials, Options, Profile, clip,
    studio::{self, Film},
};
use std::{io::Write, net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

/// Serves drawn street corners, or a video file, as RTSP cameras and prints one address a line.
#[derive(Parser)]
#[command(version)]
struct Args {
    /// Address and port for RTSP; port 0 picks a free one.
    #[arg(long, default_value = "127.0.0.1:8554")]
    listen: SocketAddr,
    /// How many cameras.
    #[arg(long, default_value_t = 9, value_parser = value_parser!(u16).range(1..=1000))]
    count: u16,
    /// A user whom the cameras ask for by digest; without, they let everybody in.
    #[arg(long, requires = "password")]
    user: Option<String>,
    /// That user's password.
    #[arg(long, requires = "user")]
    password: Option<String>,
    /// Play this .264 or .mp4 file as main and sub-stream instead of drawn corners.
    #[arg(long)]
    file: Option<PathBuf>,
    /// Pictures a second of a .264 file that does not tell.
    #[arg(long, requires = "file")]
    fps: Option<f64>,
    /// Seconds from one keyframe of a drawn corner to the next.
    #[arg(long, default_value_t = 2, value_parser = value_parser!(u32).range(1..=60), conflicts_with = "file")]
    gop_secs: u32,
    /// Folder for encoded corners [default: $WARD_CACHE/cameras or .cache/cameras]
    #[arg(long)]
    cache: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    match run(Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cameras: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> Result<(), Box<dyn std::error::Error>> {
    // Listening comes first: a taken port should be told before a minute of drawing.
    let cameras = Cameras::start(Options { listen: args.listen, ..Options::default() }, Vec::new()).await?;
    let specs = tokio::task::spawn_blocking(move || specs(&args).map_err(|error| error.to_string())).await??;
    for spec in specs {
        let camera = cameras.add(spec)?;
        let urls = [Profile::Main, Profile::Sub].map(|profile| cameras.url(camera.id(), profile) + "\n");
        std::io::stdout().write_all(urls.concat().as_bytes())?;
    }
    std::io::stdout().flush()?;
    tokio::signal::ctrl_c().await?;
    Ok(())
}

fn specs(args: &Args) -> Result<Vec<CameraSpec>, Box<dyn std::error::Error>> {
    let both = args.user.as_deref().zip(args.password.as_deref());
    let credentials = both.map(|(user, password)| Credentials::digest(user, password));
    let count = usize::from(args.count);
    let Some(file) = &args.file else {
        let cache = args.cache.clone().unwrap_or_else(studio::default_folder);
        return Ok(studio::cameras(count, Film::with_gop_secs(args.gop_secs), credentials.as_ref(), &cache)?);
    };
    let clip = Arc::new(clip::file::open(file, args.fps)?);
    let spec = |number| CameraSpec {
        id: format!("camera-{number}"),
        name: format!("Camera {number}"),
        main: clip.clone(),
        sub: Some(clip.clone()),
        credentials: credentials.clone(),
    };
    Ok((1..=count).map(spec).collect())
}
