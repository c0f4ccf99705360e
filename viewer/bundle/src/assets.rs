//! Files under `dist/`: hashed names, compressed siblings, and a swap at the end. Belongs here: bytes, names and disk.
//! Does not: what is in the files.
//!
//! Each file is written as `.br` and `.gz` only: the relay carries these, and who accepts neither gets the gunzipped one.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};
use sha2::{Digest as _, Sha256};

/// A file or folder that could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}")]
pub(crate) struct Error {
    path: PathBuf,
    source: io::Error,
}

/// One file of the bundle.
pub(crate) struct Asset {
    pub(crate) url: String,
    pub(crate) raw_bytes: usize,
    pub(crate) brotli_bytes: usize,
}

/// All files of a bundle, not yet on disk.
pub(crate) struct Assets {
    dist: PathBuf,
    /// By path within `dist`, suffix included.
    files: BTreeMap<String, Vec<u8>>,
}

impl Assets {
    /// A bundle that will replace the one in `dist`, and takes from it what has not changed: a name that carries the hash
    /// says so, and brotli's best takes seconds.
    pub(crate) fn reusing(dist: PathBuf) -> Self {
        Self { dist, files: BTreeMap::new() }
    }

    /// Adds a file whose name changes with its content, so that browsers may keep it for ever.
    pub(crate) fn add(&mut self, stem: &str, ext: &str, bytes: &[u8]) -> Result<Asset, Error> {
        let path = format!("assets/{stem}-{}.{ext}", hash(bytes));
        let old = |suffix: &str| fs::read(self.dist.join(format!("{path}.{suffix}")));
        let packed = if let (Ok(br), Ok(gz)) = (old("br"), old("gz")) { (br, gz) } else { self.pack(&path, bytes)? };
        Ok(self.put(&path, bytes.len(), packed))
    }

    /// Adds a file under a fixed name.
    pub(crate) fn add_page(&mut self, name: &str, bytes: &[u8]) -> Result<Asset, Error> {
        let packed = self.pack(name, bytes)?;
        Ok(self.put(name, bytes.len(), packed))
    }

    /// Puts the bundle in the place of the old one, all or nothing. An equal one is left as it is, times and all, so that
    /// cargo does not link the relay again. Says whether anything changed.
    pub(crate) fn write(self) -> Result<bool, Error> {
        if self.is_on_disk()? {
            return Ok(false);
        }
        let (new, old) = (self.dist.with_extension("new"), self.dist.with_extension("old"));
        for dir in [&new, &old] {
            if dir.exists() {
                fs::remove_dir_all(dir).map_err(at(dir))?;
            }
        }
        for (name, bytes) in &self.files {
            let path = new.join(name);
            let dir = path.parent().unwrap_or(&new);
            fs::create_dir_all(dir).map_err(at(dir))?;
            fs::write(&path, bytes).map_err(at(&path))?;
        }
        if self.dist.exists() {
            fs::rename(&self.dist, &old).map_err(at(&self.dist))?;
        }
        fs::rename(&new, &self.dist).map_err(at(&self.dist))?;
        if old.exists() {
            fs::remove_dir_all(&old).map_err(at(&old))?;
        }
        Ok(true)
    }

    fn is_on_disk(&self) -> Result<bool, Error> {
        let there = list(&self.dist)?.len() + list(&self.dist.join("assets"))?.len();
        let same = |(name, bytes): (&String, &Vec<u8>)| fs::read(self.dist.join(name)).is_ok_and(|old| old == *bytes);
        Ok(there == self.files.len() && self.files.iter().all(same))
    }

    fn pack(&self, name: &str, bytes: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Error> {
        let failed = at(&self.dist.join(name));
        brotli(bytes).and_then(|br| Ok((br, gzip(bytes)?))).map_err(failed)
    }

    fn put(&mut self, path: &str, raw_bytes: usize, (br, gz): (Vec<u8>, Vec<u8>)) -> Asset {
        let brotli_bytes = br.len();
        self.files.insert(format!("{path}.br"), br);
        self.files.insert(format!("{path}.gz"), gz);
        Asset { url: format!("/{path}"), raw_bytes, brotli_bytes }
    }
}

/// What tells contents apart, in a name.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A file's content.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(at(path))
}

/// The files of a folder in the order of their names; none where there is no such folder.
pub(crate) fn list(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    match fs::read_dir(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        Err(e) => return Err(at(dir)(e)),
        Ok(entries) => {
            for entry in entries {
                let path = entry.map_err(at(dir))?.path();
                if path.is_file() {
                    paths.push(path);
                }
            }
        }
    }
    paths.sort();
    Ok(paths)
}

fn at(path: &Path) -> impl Fn(io::Error) -> Error + use<> {
    let path = path.to_owned();
    move |source| Error { path: path.clone(), source }
}

fn brotli(mut bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let best = BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut bytes, &mut packed, &best)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    // Without a time in its head, so that the same content gives the same bytes.
    let mut packer = GzBuilder::new().write(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    packer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(dist: &Path, page: &str) -> (bool, String) {
        let mut assets = Assets::reusing(dist.to_owned());
        let url = assets.add("style", "css", b"body{}").unwrap().url;
        assets.add_page("index.html", page.as_bytes()).unwrap();
        (assets.write().unwrap(), url)
    }

    #[test]
    fn an_equal_bundle_is_left_alone_and_another_replaces_it() {
        let dir = tempfile::tempdir().unwrap();
        let dist = dir.path().join("dist");
        let (changed, url) = bundle(&dist, "one");
        assert!(changed);
        assert_eq!(url, "/assets/style-7c98040a54165758.css");
        let made = fs::metadata(&dist).unwrap().modified().unwrap();

        assert!(!bundle(&dist, "one").0);
        assert_eq!(fs::metadata(&dist).unwrap().modified().unwrap(), made);

        fs::write(dist.join("assets/left-over.js.br"), b"x").unwrap();
        assert!(bundle(&dist, "two").0);
        let names = |dir| list(dir).unwrap().into_iter().map(|p| p.file_name().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&dist), ["index.html.br", "index.html.gz"]);
        assert_eq!(names(&dist.join("assets")), ["style-7c98040a54165758.css.br", "style-7c98040a54165758.css.gz"]);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_packed_unpacks() {
        let text = b"the same again, the same again".repeat(50);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut brotli(&text).unwrap().as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        let mut unpacked = Vec::new();
        io::copy(&mut flate2::read::GzDecoder::new(gzip(&text).unwrap().as_slice()), &mut unpacked).unwrap();
        assert_eq!(unpacked, text);
    }
}
