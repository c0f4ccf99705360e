//! `relay camera …`: the cameras in the database, also while the relay runs.

use super::{account::credentials, args, block_on, config::load, diagnose::diagnose, say};
use crate::{Failure, catalog::spec, config::Config};
use camera::CameraUrl;
use clap::ArgMatches;
use shared::{
    CameraId, UnixMicros,
    diagnosis::Advice,
    text::{Lang, cli as t},
    wire::Reason,
};
use std::{
    net::SocketAddr,
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};
use store::{CameraRecord, Store, Stored, Transport};

/// The longest name, in characters.
const NAME_MAX: usize = 120;
/// A random id: 8 letters and digits that cannot be taken for each other.
const ID_LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let Some((command, m)) = matches.subcommand() else {
        return Err(Failure::new(t::USAGE, [("what", &t::USAGE_LINE.raw(lang))]));
    };
    let (config, _) = load(m)?;
    match command {
        "add" => add(m, &config, lang)?,
        "list" => list(m, &config, lang)?,
        "remove" => remove(m, &config, lang)?,
        _ => return check(m, &config, lang),
    }
    Ok(ExitCode::SUCCESS)
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
    say(&t::CAMERA_ADDED.fill(lang, &[("id", id.camera()), ("name", name)]))?;
    match &record.credentials {
        Some(c) if camera::is_default(&c.username, &c.password) => say(Advice::DefaultPassword.text().raw(lang)),
        _ => Ok(()),
    }
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

/// Columns as wide as their widest cell; the last one as it is.
fn table(rows: &[[String; 4]]) -> String {
    let width = |column: usize| rows.iter().map(|r| r[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let line =
        |[a, b, c, d]: &[String; 4]| format!("{a:<0$}  {b:<1$}  {c:<2$}  {d}\n", widths[0], widths[1], widths[2]);
    rows.iter().map(line).collect()
}

fn remove(m: &ArgMatches, config: &Config, lang: Lang) -> Result<(), Failure> {
    let id = wanted(m, config)?;
    if with_store(config, async |store| Ok(store.remove_camera(&id).await?))? {
        return say(&t::CAMERA_REMOVED.fill(lang, &[("id", id.camera())]));
    }
    Err(Failure::new(t::CAMERA_UNKNOWN, [("id", &id.camera())]))
}

fn check(m: &ArgMatches, config: &Config, lang: Lang) -> Result<ExitCode, Failure> {
    let id = wanted(m, config)?;
    let record = with_store(config, async |store| Ok(store.camera(&id).await?))?;
    let spec = record.as_ref().and_then(spec).ok_or_else(|| Failure::new(t::CAMERA_UNKNOWN, [("id", &id.camera())]))?;
    diagnose(&spec, config, m, lang)
}

/// The id that was given, with or without the site in front.
fn wanted(m: &ArgMatches, config: &Config) -> Result<CameraId, Failure> {
    let given = m.get_one::<String>(args::ID).map(String::as_str).unwrap_or_default();
    let id = if given.contains('/') { given.parse() } else { CameraId::new(&config.site, given) };
    id.map_err(|_| Failure::new(t::ID_BAD, [("id", &given)]))
}

fn with_store<T>(config: &Config, work: impl AsyncFnOnce(&Store) -> Result<T, Failure>) -> Result<T, Failure> {
    block_on(async {
        let store = Store::open(&config.data_dir).await?;
        let done = work(&store).await;
        store.close().await;
        done
    })
}
