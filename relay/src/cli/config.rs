//! `relay config check`: reads the configuration and starts nothing.

use super::{args, say};
use crate::{
    Failure,
    config::{self, TlsMode},
    http::{
        self,
        tls::{self, Certificate, Pair},
    },
};
use clap::ArgMatches;
use shared::text::{Lang, cli as t, line};
use std::{
    io::{self, Write},
    path::PathBuf,
    time::SystemTime,
};

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), Failure> {
    let (config, path) = load(matches)?;
    let pair = match &config.door.tls {
        TlsMode::Off => None,
        TlsMode::SelfSigned => tls::kept(&config.data_dir)?,
        TlsMode::Files { cert, key } => Some(Pair::read(cert, key)?),
    };
    http::Ice::open(config.webrtc.as_ref())?;
    let certificate = pair.map(|pair| pair.certificate()).transpose()?;
    match path {
        Some(path) => say(&t::CONFIG_OK.fill(lang, &[("path", &path.display().to_string())]))?,
        None => say(t::CONFIG_DEFAULT.raw(lang))?,
    }
    match &certificate {
        Some(certificate) => say_fingerprint(certificate, lang)?,
        None if config.door.tls == TlsMode::SelfSigned => say(line::TLS_LATER.raw(lang))?,
        None => {}
    }
    warn(&tls::warnings(&config, certificate.as_ref(), config.http_listen, SystemTime::now()), lang);
    Ok(())
}

/// The fingerprint of the certificate in use, to compare with what a browser shows.
pub(super) fn say_fingerprint(certificate: &Certificate, lang: Lang) -> Result<(), Failure> {
    say(&line::TLS_FINGERPRINT.fill(lang, &[("fingerprint", &certificate.fingerprint())]))
}

/// Says on standard error what should not stay as it is.
pub(super) fn warn(warnings: &[Failure], lang: Lang) {
    for warning in warnings {
        // Nothing is left to be done where even this cannot be written.
        let _ = writeln!(io::stderr(), "{}", warning.warning(lang));
    }
}

/// The configuration that every command works with.
pub(super) fn load(matches: &ArgMatches) -> Result<(config::Config, Option<PathBuf>), Failure> {
    config::load(matches.get_one::<PathBuf>(args::CONFIG).map(PathBuf::as_path))
}
