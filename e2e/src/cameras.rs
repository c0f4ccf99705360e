//! The simulated cameras that tests share: filmed once, kept in a cache folder.

use e2e_camera::{
    CameraSpec, Cameras, Clip, Credentials, Options,
    studio::{self, Film},
};
use std::{
    env,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The user whom the cameras ask for.
pub const USER: &str = "admin";
/// A password with letters that need care.
pub const PASSWORD: &str = "mật khẩu:@/ 1";

/// Where filmed corners are kept: `$WARD_CACHE`, else `.cache` of the project.
pub fn cache() -> PathBuf {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.cache");
    env::var_os("WARD_CACHE").map_or(project, PathBuf::from).join("cameras")
}

/// The first `count` drawn corners, asking for [`USER`] and [`PASSWORD`] by digest.
pub fn drawn(count: usize, film: Film) -> Vec<CameraSpec> {
    let credentials = Credentials::digest(USER, PASSWORD);
    studio::cameras(count, film, Some(&credentials), &cache()).expect("corners can be filmed")
}

/// A server with the first `count` drawn corners.
pub async fn start(count: usize) -> Cameras {
    serve(drawn(count, Film::default())).await
}

/// A server with these cameras on a free port.
pub async fn serve(specs: Vec<CameraSpec>) -> Cameras {
    Cameras::start(Options::default(), specs).await.expect("a free port")
}

/// A camera that plays one clip as its only stream and asks for nobody.
pub fn playing(id: &str, clip: Clip) -> CameraSpec {
    CameraSpec { id: id.into(), name: id.into(), main: Arc::new(clip), sub: None, credentials: None }
}
