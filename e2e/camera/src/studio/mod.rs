//! Drawn street corners as clips. Belongs here: which are drawn and encoded, or taken from the cache, on all cores.
//! Does not: the drawing (`scene`), sending.

mod cache;
mod encode;
mod picture;
pub mod places;
mod scene;

pub use cache::default_folder;
pub use encode::EncodeError;
pub use places::{Light, PLACES, Place, Street};

use crate::{CameraSpec, Clip, Credentials};
use cache::Key;
use encode::{Encoder, quantiser_for};
use picture::Picture;
use std::{
    num::NonZero,
    ops::Range,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};

/// Width and height of a main stream in pixels.
pub const MAIN_SIZE: (usize, usize) = (1280, 720);

/// Width and height of a sub-stream in pixels.
pub const SUB_SIZE: (usize, usize) = (640, 360);

/// How a corner is filmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Film {
    /// Pictures a second.
    pub fps: u32,
    /// Pictures from one IDR picture to the next.
    pub gop_frames: u32,
    /// The clip is this long, or longer up to whole GOPs.
    pub loop_at_least_secs: u32,
    /// Mean bits a second of the main stream.
    pub main_bits_per_sec: u32,
    /// Mean bits a second of the sub-stream.
    pub sub_bits_per_sec: u32,
}

impl Default for Film {
    fn default() -> Self {
        Self {
            fps: 15,
            gop_frames: 30,
            loop_at_least_secs: 12,
            main_bits_per_sec: 1_500_000,
            sub_bits_per_sec: 450_000,
        }
    }
}

impl Film {
    /// The default with another time between IDR pictures.
    pub fn with_gop_secs(secs: u32) -> Self {
        let film = Self::default();
        Self { gop_frames: secs * film.fps, ..film }
    }

    /// Pictures in the clip, a whole number of GOPs.
    pub fn frames(&self) -> u32 {
        let gop = self.gop_frames.max(1);
        (self.loop_at_least_secs * self.fps).div_ceil(gop).max(1) * gop
    }
}

/// A filmed corner.
#[derive(Debug, Clone)]
pub struct Corner {
    /// 1280x720.
    pub main: Arc<Clip>,
    /// 640x360.
    pub sub: Arc<Clip>,
}

/// Why a corner could not be filmed.
#[derive(Debug, thiserror::Error)]
pub enum StudioError {
    /// The encoder failed.
    #[error("cannot encode {place}: {source}")]
    Encode {
        /// The corner's id.
        place: String,
        /// What failed.
        source: EncodeError,
    },
    /// The cache cannot be written.
    #[error("cannot write {path}: {source}")]
    Cache {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The frame rate or the GOP is zero or too long.
    #[error("a film needs 1 to 60 pictures a second and a GOP of 1 to 1800 pictures")]
    Film,
}

/// Films corners, or takes them from the cache folder; uses all cores and blocks until all are there.
pub fn film(places: &[Place], film: Film, cache: &Path) -> Result<Vec<Corner>, StudioError> {
    if !(1..=60).contains(&film.fps) || !(1..=1800).contains(&film.gop_frames) || film.frames() > u32::from(u16::MAX) {
        return Err(StudioError::Film);
    }
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(places.len())));
    std::thread::scope(|scope| {
        for _ in 0..cores.min(places.len()) {
            scope.spawn(|| {
                while let Some((index, place)) =
                    Some(next.fetch_add(1, Relaxed)).and_then(|i| Some((i, places.get(i)?)))
                {
                    let corner = take_or_film(place, film, cache);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((index, corner));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, corner)| corner).collect()
}

/// The first `count` places as cameras with both streams; beyond [`PLACES`] they repeat, as `-2`, `-3`, with shared clips.
pub fn cameras(
    count: usize,
    settings: Film,
    credentials: Option<&Credentials>,
    cache: &Path,
) -> Result<Vec<CameraSpec>, StudioError> {
    let places = &PLACES[..count.min(PLACES.len())];
    let corners = film(places, settings, cache)?;
    let all = (0..count).map(|i| (i / PLACES.len(), i % PLACES.len()));
    Ok(all
        .map(|(round, i)| {
            let suffix = |gap: &str| if round == 0 { String::new() } else { format!("{gap}{}", round + 1) };
            CameraSpec {
                id: format!("{}{}", places[i].id, suffix("-")),
                name: format!("{}{}", places[i].name, suffix(" ")),
                main: corners[i].main.clone(),
                sub: Some(corners[i].sub.clone()),
                credentials: credentials.cloned(),
            }
        })
        .collect())
}

fn take_or_film(place: &Place, film: Film, cache: &Path) -> Result<Corner, StudioError> {
    let frames = film.frames() as usize;
    let (main, sub) = (Key::new(place, film, "main"), Key::new(place, film, "sub"));
    let take = |key: &Key| key.take(cache, f64::from(film.fps), frames);
    if let (Some(main), Some(sub)) = (take(&main), take(&sub)) {
        return Ok(Corner { main: Arc::new(main), sub: Arc::new(sub) });
    }
    let (main_stream, sub_stream) =
        encode_both(place, film).map_err(|source| StudioError::Encode { place: place.id.to_owned(), source })?;
    for (key, stream) in [(&main, &main_stream), (&sub, &sub_stream)] {
        key.put(cache, stream).map_err(|source| StudioError::Cache { path: key.path(cache), source })?;
    }
    let clip = |stream: &[u8]| Clip::from_annex_b(stream, f64::from(film.fps)).map_err(EncodeError::from);
    let both = clip(&main_stream).and_then(|main| Ok((main, clip(&sub_stream)?)));
    let (main, sub) = both.map_err(|source| StudioError::Encode { place: place.id.to_owned(), source })?;
    Ok(Corner { main: Arc::new(main), sub: Arc::new(sub) })
}

/// Draws each picture once; the small stream is the large one scaled down, with a strip of its own.
fn encode_both(place: &Place, film: Film) -> Result<(Vec<u8>, Vec<u8>), EncodeError> {
    let mut scene = scene::Scene::new(place, film);
    let trial = trial(&mut scene, film)?;
    let mut main = Encoder::new(film, quantiser_for(film.main_bits_per_sec, TRIAL_QUANTISER, trial.0))?;
    let mut sub = Encoder::new(film, quantiser_for(film.sub_bits_per_sec, TRIAL_QUANTISER, trial.1))?;
    film_frames(&mut scene, 0..film.frames(), &mut main, &mut sub)?;
    Ok((main.finish(), sub.finish()))
}

/// Where the search for the right quantiser begins.
const TRIAL_QUANTISER: u8 = 28;

/// Bits a second of both streams at [`TRIAL_QUANTISER`]: the mean of one IDR picture spread over its GOP, and of the
/// pictures after it.
fn trial(scene: &mut scene::Scene, film: Film) -> Result<(f64, f64), EncodeError> {
    let bits_after = |frames: u32, scene: &mut scene::Scene| {
        let (mut main, mut sub) = (Encoder::new(film, TRIAL_QUANTISER)?, Encoder::new(film, TRIAL_QUANTISER)?);
        film_frames(scene, 0..frames, &mut main, &mut sub)?;
        Ok::<_, EncodeError>([main, sub].map(|encoder| encoder.finish().len() as f64 * 8.0))
    };
    let frames = film.gop_frames.min(8);
    let (key, some) = (bits_after(1, scene)?, bits_after(frames, scene)?);
    let per_sec = |i: usize| {
        let later = (some[i] - key[i]) / f64::from(frames.max(2) - 1);
        (key[i] + later * f64::from(film.gop_frames - 1)) * f64::from(film.fps) / f64::from(film.gop_frames)
    };
    Ok((per_sec(0), per_sec(1)))
}

fn film_frames(
    scene: &mut scene::Scene,
    frames: Range<u32>,
    main: &mut Encoder,
    sub: &mut Encoder,
) -> Result<(), EncodeError> {
    let mut large = Picture::new(MAIN_SIZE);
    let mut small = Picture::new(SUB_SIZE);
    for frame in frames {
        large.paint(scene.draw(frame));
        small.halve(&large);
        for picture in [&mut large, &mut small] {
            picture.stamp(frame as u16);
        }
        main.push(&large)?;
        sub.push(&small)?;
    }
    Ok(())
}
