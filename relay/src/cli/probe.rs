//! `relay probe`: tries addresses that stand in no database yet.

use super::{account::credentials, args, config::load, diagnose::diagnose};
use crate::Failure;
use camera::{CameraSpec, CameraUrl, Transport};
use clap::ArgMatches;
use shared::{
    CameraId,
    text::{Lang, cli as t},
};
use std::process::ExitCode;

/// The camera's name in the log while it has no other.
const ID: &str = "probe";

pub(super) fn run(m: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let (config, _) = load(m)?;
    let text = |name: &str| m.get_one::<String>(name).map(String::as_str);
    let (main, account) = CameraUrl::parse(text(args::URL).unwrap_or_default())?;
    let (sub, sub_account) = text(args::SUB).map(CameraUrl::parse).transpose()?.unzip();
    let credentials = credentials(m, [account, sub_account.flatten()], lang)?;
    let spec = CameraSpec {
        id: CameraId::new(&config.site, ID).map_err(|_| Failure::new(t::ID_BAD, [("id", &ID)]))?,
        main,
        sub,
        credentials: credentials.map(|c| (c.username, c.password)),
        transport: if m.get_flag(args::UDP) { Transport::Udp } else { Transport::Tcp },
    };
    diagnose(&spec, &config, m, lang)
}
