//! The one configuration: read from TOML, checked once, then only its checked form is used.

mod check;
mod door;
mod file;
mod ice_url;
mod map;
mod secret_file;
mod values;
mod webrtc;

pub use check::Config;
pub use door::{Door, Limits, PublicUrl, TlsMode};
pub use values::Value;
pub use webrtc::{Turn, Webrtc};

pub(crate) use check::{HTTP_LISTEN, METRICS_LISTEN};
pub(crate) use webrtc::WEBRTC_LISTEN;

use crate::Failure;
use shared::text::cli as t;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Looked for in the current folder when no file is named.
const DEFAULT_FILE: &str = "relay.toml";

/// Reads and checks the configuration; the path comes back where a file was read.
pub fn load(named: Option<&Path>) -> Result<(Config, Option<PathBuf>), Failure> {
    let path = named.unwrap_or(Path::new(DEFAULT_FILE));
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound && named.is_none() => {
            return Ok((Config::check(file::File::default(), Path::new(""))?, None));
        }
        Err(error) => return Err(Failure::new(t::CONFIG_UNREADABLE, [("path", &path.display()), ("error", &error)])),
    };
    let parsed = toml::from_str(&text).map_err(|e| syntax(path, &text, &e))?;
    // A relative data folder lies beside the file that names it.
    let base = path.parent().unwrap_or(Path::new(""));
    Ok((Config::check(parsed, base)?, Some(path.into())))
}

/// What holds where no file says otherwise.
#[cfg(test)]
pub(crate) fn defaults() -> Config {
    Config::check(file::File::default(), Path::new("")).unwrap()
}

/// A public address as the file has it.
#[cfg(test)]
pub(crate) fn public_url(text: &str) -> Option<PublicUrl> {
    PublicUrl::parse(text)
}

fn syntax(path: &Path, text: &str, error: &toml::de::Error) -> Failure {
    let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    let unknown = error.message().strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
    match unknown {
        Some(key) => Failure::new(t::CONFIG_UNKNOWN_KEY, [("path", &path.display()), ("line", &line), ("key", &key)]),
        None => {
            let said = format!("{line}: {}", error.message().lines().next().unwrap_or_default());
            Failure::new(t::CONFIG_SYNTAX, [("path", &path.display()), ("error", &said)])
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
