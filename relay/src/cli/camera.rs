//! `relay camera …`: the cameras in the database, also while the relay runs.

use super::{args, block_on, config::load, say, table::table, with_store};
use crate::{Failure, catalog::spec, config::Config};
use camera::{Account, CameraUrl};
use clap::ArgMatches;
use secrecy::SecretString;
use shared::{
    CameraId, UnixMicros,
    text::{Lang, cli as t},
    wire::Reason,
};
use std::{
    io::{self, IsTerminal},
    net::SocketAddr,
    time::{SystemTime, UNIX_EPOCH},
};
use store::{CameraRecord, Credentials, Stored, Transport};

/// The longest name, in characters.
const NAME_MAX: usize = 120;
/// A random id: 8 letters and digits that cannot be taken for each other.
const ID_LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), Failure> {
    let Some((command, m)) = matches.subcommand() else {
        return Err(Failure::new(t::USAGE, [("what", &t::USAGE_LINE.raw(lang))]));
    };
    let (config, _) = load(m)?;
    match command {
        "add" => add(m, &config, lang),
        "list" => list(m, &config, lang),
        "remove" => remove(m, &config, lang),
        _ => check(m, &config, lang),
    }
}

fn add(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let text = |name: &str| m.get_one::<String>(name).map(String::as_str);
    let name = text(args::NAME).unwrap_or_default().trim();
    if name.is_empty() || name.chars().count() > NAME_MAX || name.contains(is_trick) {
        return Err(Failure::new(t::NAME_BAD, []));
    }
    let (main, account) = CameraUrl::parse(text(args::URL).unwrap_or_default())?;
    let (sub, sub_account) = text(args::SUB).map(CameraUrl::parse).transpose()?.unzip();
    for url in sub.iter().chain([&main]) {
        inside(url, config)?;
    }
    let id = match text(args::ID) {
        Some(id) => CameraId::new(&config.site, id).map_err(|_| Failure::new(t::ID_BAD, [("id", &id)]))?,
        None => random_id(config)?,
    };
    let credentials = credentials(m, [account, sub_account.flatten()], lang)?;
    let record = CameraRecord {
        id: id.clone(),
        name: name.to_owned(),
        transport: if m.get_flag(args::UDP) { Transport::Udp } else { Transport::Tcp },
        main: main.expose().to_owned().into(),
        sub: sub.map(|s| s.expose().to_owned().into()),
        credentials,
    };
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = UnixMicros(u64::try_from(since.as_micros()).unwrap_or(u64::MAX));
    with_store(config, async |store| Ok(store.add_camera(&record, now).await?))?;
    say(&t::CAMERA_ADDED.fill(lang, &[("id", id.camera()), ("name", name)]))
}

/// Control characters, and those that turn or break lines without being seen.
fn is_trick(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// An address that is written as a number can be judged at once; a name is judged at each dial.
fn inside(url: &CameraUrl, config: &Config) -> Result<(), Failure> {
    match url.literal() {
        Some(ip) if !config.cameras.networks.permit(SocketAddr::new(ip, url.port())) => {
            Err(Failure::new(t::ADDRESS_OUTSIDE, []))
        }
        _ => Ok(()),
    }
}

fn random_id(config: &Config) -> Result<CameraId, Failure> {
    let letters: String =
        rand::random::<[u8; 8]>().iter().map(|b| char::from(ID_LETTERS[usize::from(*b) % ID_LETTERS.len()])).collect();
    CameraId::new(&config.site, &letters).map_err(|_| Failure::new(t::ID_BAD, [("id", &letters)]))
}

/// From the addresses, from `--username` with a password that is asked for, or none.
fn credentials(m: &ArgMatches, in_urls: [Option<Account>; 2], lang: Lang) -> Result<Option<Credentials>, Failure> {
    let mut accounts = in_urls.into_iter().flatten();
    let from_url = accounts.next();
    if let (Some(a), Some(b)) = (&from_url, accounts.next())
        && a != &b
    {
        return Err(Failure::new(t::URL_TWO_USERS, []));
    }
    let username = m.get_one::<String>(args::USERNAME).cloned();
    if username.is_none() && m.get_flag(args::PASSWORD_STDIN) && from_url.is_none() {
        return Err(Failure::new(t::PASSWORD_WITHOUT_USER, []));
    }
    match (username, from_url) {
        (Some(username), _) => Ok(Some(Credentials { username, password: password(m, lang)? })),
        (None, Some(a)) if m.get_flag(args::PASSWORD_STDIN) => {
            Ok(Some(Credentials { username: a.username, password: password(m, lang)? }))
        }
        (None, Some(a)) => Ok(Some(Credentials { username: a.username, password: a.password })),
        (None, None) => Ok(None),
    }
}

fn password(m: &ArgMatches, lang: Lang) -> Result<SecretString, Failure> {
    let unread = |_| Failure::new(t::PASSWORD_STDIN, []);
    if !m.get_flag(args::PASSWORD_STDIN) && io::stdin().is_terminal() {
        return rpassword::prompt_password(t::PASSWORD_PROMPT.raw(lang)).map(Into::into).map_err(unread);
    }
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line).map_err(unread)?;
    let password = line.trim_end_matches(['\r', '\n']);
    if read == 0 { Err(Failure::new(t::PASSWORD_STDIN, [])) } else { Ok(password.to_owned().into()) }
}

fn list(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let cameras = with_store(config, async |store| Ok(store.cameras().await?))?;
    if m.get_flag(args::JSON) {
        let row = |s: &Stored| match s {
            Stored::Whole(c) => {
                let transport = transport_name(c.transport);
                serde_json::json!({ "id": c.id, "name": c.name, "has_sub": c.sub.is_some(), "transport": transport })
            }
            Stored::Altered { id, name } => {
                serde_json::json!({ "id": id, "name": name, "reason": Reason::SecretUnreadable })
            }
        };
        return say(&serde_json::Value::Array(cameras.iter().map(row).collect()).to_string());
    }
    if cameras.is_empty() {
        return say(t::CAMERA_NONE.raw(lang));
    }
    let head = [t::LIST_ID, t::LIST_STREAMS, t::LIST_TRANSPORT, t::LIST_NAME].map(|h| h.raw(lang).to_owned());
    let streams = |c: &CameraRecord| if c.sub.is_some() { t::STREAMS_BOTH } else { t::STREAMS_ONE };
    let row = |s: &Stored| match s {
        Stored::Whole(c) => {
            let transport = transport_name(c.transport).to_owned();
            [c.id.camera().to_owned(), streams(c).raw(lang).to_owned(), transport, c.name.clone()]
        }
        Stored::Altered { id, name } => {
            [id.camera().to_owned(), t::STREAMS_UNREADABLE.raw(lang).to_owned(), "-".to_owned(), name.clone()]
        }
    };
    let rows: Vec<_> = [head].into_iter().chain(cameras.iter().map(row)).collect();
    say(&table(&rows))
}

fn transport_name(transport: Transport) -> &'static str {
    match transport {
        Transport::Tcp => "tcp",
        Transport::Udp => "udp",
    }
}

fn remove(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let id = wanted(m, config)?;
    if with_store(config, async |store| Ok(store.remove_camera(&id).await?))? {
        return say(&t::CAMERA_REMOVED.fill(lang, &[("id", id.camera())]));
    }
    Err(Failure::new(t::CAMERA_UNKNOWN, [("id", &id.camera())]))
}

fn check(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let id = wanted(m, config)?;
    let record = with_store(config, async |store| Ok(store.camera(&id).await?))?;
    let spec = record.as_ref().and_then(spec).ok_or_else(|| Failure::new(t::CAMERA_UNKNOWN, [("id", &id.camera())]))?;
    say(&t::CHECKING.fill(lang, &[("id", id.camera())]))?;
    let found = block_on(async { Ok(camera::check(&spec, &config.cameras).await) })?;
    let mut failed = false;
    for (profile, result) in found {
        failed |= result.is_err();
        let line = match result {
            Ok(f) => {
                let (w, h) = (f.width.to_string(), f.height.to_string());
                let (fps, kbps) = (format!("{:.1}", f.fps), format!("{:.0}", f.kbps));
                let values = [("codec", &f.codec), ("width", &w), ("height", &h), ("fps", &fps), ("kbps", &kbps)];
                let mut values: Vec<_> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
                values.push(("profile", profile.as_str()));
                t::CHECK_OK.fill(lang, &values)
            }
            Err(f) => t::CHECK_BAD.fill(lang, &[("profile", profile.as_str()), ("reason", f.reason.text().raw(lang))]),
        };
        say(&line)?;
    }
    if failed { Err(Failure::new(t::CHECK_FAILED, [("id", &id.camera())])) } else { Ok(()) }
}

/// The id that was given, with or without the site in front.
fn wanted(m: &ArgMatches, config: &Config) -> Result<CameraId, Failure> {
    let given = m.get_one::<String>(args::ID).map(String::as_str).unwrap_or_default();
    let id = if given.contains('/') { given.parse() } else { CameraId::new(&config.site, given) };
    id.map_err(|_| Failure::new(t::ID_BAD, [("id", &given)]))
}
