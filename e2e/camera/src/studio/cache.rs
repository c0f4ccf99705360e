//! Encoded clips on disk. Belongs here: names that change with all that determines the picture, whole files only.
//! Does not: encoding.

use super::{Film, Place, scene};
use crate::{Clip, rtsp::digest::md5_hex};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// The text of all code that determines a picture, so that a changed drawing is drawn anew.
const CODE: [&str; 5] = [
    include_str!("encode.rs"),
    include_str!("picture.rs"),
    include_str!("mod.rs"),
    include_str!("../counter.rs"),
    scene::CODE,
];

/// `$WARD_CACHE/cameras`, or `.cache/cameras` below the current folder.
pub fn default_folder() -> PathBuf {
    env::var_os("WARD_CACHE").map_or_else(|| PathBuf::from(".cache"), PathBuf::from).join("cameras")
}

/// A clip's name in the cache. The files are Annex B, for any player.
pub(super) struct Key(String);

impl Key {
    pub(super) fn new(place: &Place, film: Film, stream: &str) -> Self {
        let hash = md5_hex(&format!("{place:?} {film:?} {stream} {CODE:?}"));
        Self(format!("{}-{stream}-{hash}.264", place.id))
    }

    pub(super) fn path(&self, folder: &Path) -> PathBuf {
        folder.join(&self.0)
    }

    /// The clip, if it is there and whole.
    pub(super) fn take(&self, folder: &Path, fps: f64, frames: usize) -> Option<Clip> {
        let stream = fs::read(self.path(folder)).ok()?;
        Clip::from_annex_b(&stream, fps).ok().filter(|clip| clip.units().len() == frames)
    }

    /// Stores a clip. Two programs may do so at once: each writes a file of its own and puts it into place whole.
    pub(super) fn put(&self, folder: &Path, stream: &[u8]) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let own = folder.join(format!(".{}-{:016x}", self.0, rand::random::<u64>()));
        let put = fs::write(&own, stream).and_then(|()| fs::rename(&own, self.path(folder)));
        if put.is_err() {
            let _ = fs::remove_file(&own);
        }
        put
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::PLACES;

    #[test]
    fn a_broken_file_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::new(&PLACES[0], Film::default(), "main");
        let stream = [0, 0, 1, 0x67, 0x42, 0xc0, 0x1f, 7, 0, 0, 1, 0x68, 0xce, 0, 0, 1, 0x65, 0x88];
        assert!(key.take(folder.path(), 15.0, 1).is_none());
        key.put(folder.path(), &stream).unwrap();
        assert!(key.take(folder.path(), 15.0, 1).is_some());
        assert!(key.take(folder.path(), 15.0, 2).is_none());
        key.put(folder.path(), b"rubbish").unwrap();
        assert!(key.take(folder.path(), 15.0, 1).is_none());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn all_that_matters_changes_the_name() {
        let film = Film::default();
        let names = [
            Key::new(&PLACES[0], film, "main"),
            Key::new(&PLACES[0], film, "sub"),
            Key::new(&PLACES[1], film, "main"),
            Key::new(&PLACES[0], Film { gop_frames: 60, ..film }, "main"),
        ];
        let different: std::collections::HashSet<_> = names.iter().map(|key| &key.0).collect();
        assert_eq!(different.len(), names.len());
    }
}
