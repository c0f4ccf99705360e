//! From the file's values to the ones that are used: each checked once, with a hint where it is wrong.

use super::{
    door::{self, Door, Limits},
    file::File,
    map,
    values::{Value, values},
    webrtc::{self, Webrtc},
};
use crate::{
    Failure, audit,
    health::{self, Calendar},
    people,
};
use camera::Networks;
use shared::{
    SiteId,
    access::Role,
    text::{Text, cli as t},
};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

pub(crate) const HTTP_LISTEN: &str = "http.listen";
pub(crate) const METRICS_LISTEN: &str = "metrics.listen";

/// The checked configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// This relay's place; part of every camera's id.
    pub site: SiteId,
    /// The place's name as people call it; may be empty.
    pub site_name: String,
    /// Where the database and its key lie.
    pub data_dir: PathBuf,
    /// Where viewers come in.
    pub http_listen: SocketAddr,
    /// Host names beyond the listening address, for a reverse proxy on this machine.
    pub hosts: Vec<String>,
    /// WebRTC, unless it is switched off.
    pub webrtc: Option<Webrtc>,
    /// A web map below the map of cameras.
    pub(crate) tiles: Option<crate::pages::Tiles>,
    /// TLS, the public address, the proxies in front.
    pub door: Door,
    /// What one request, one address and everybody together may ask.
    pub limits: Limits,
    /// Viewers at the same time.
    pub max_viewers: usize,
    /// Where `/metrics` is served.
    pub metrics_listen: SocketAddr,
    /// Patience with cameras, and where they may be.
    pub cameras: camera::Settings,
    /// How much the hub may hold.
    pub hub: hub::Limits,
    /// How long outages are kept, and where days begin.
    pub health: health::Settings,
    /// How long the audit is kept.
    pub audit: audit::Settings,
    /// How long sessions last, and who needs a second factor.
    pub access: people::Settings,
    /// The values as they stand in the file, to look at.
    pub values: Vec<Value>,
}

impl Config {
    pub(super) fn check(file: File, base: &Path) -> Result<Self, Failure> {
        let values = values(&file);
        let site = file.site.parse().map_err(|_| bad("site", &file.site, t::HINT_SITE))?;
        let http_listen = address(HTTP_LISTEN, &file.http.listen)?;
        let metrics_listen = loopback(METRICS_LISTEN, &file.metrics.listen)?;
        if http_listen == metrics_listen && http_listen.port() != 0 {
            return Err(bad(METRICS_LISTEN, &file.metrics.listen, t::HINT_SAME_PORT));
        }
        let odd = |h: &&String| h.is_empty() || h.contains(['/', ' ', '@', '*']) || h.contains(char::is_control);
        if let Some(host) = file.http.hosts.iter().find(odd) {
            return Err(bad("http.hosts", host, t::HINT_HOST));
        }
        let webrtc = webrtc::check(&file.webrtc, http_listen, base)?;
        let own = [http_listen, metrics_listen].into_iter().chain(webrtc.as_ref().map(|webrtc| webrtc.listen));
        let tiles = map::check(&file.map)?;
        let cameras = check_cameras(&file, own)?;
        let hub = check_hub(&file)?;
        let health = check_health(&file)?;
        let audit = check_audit(&file)?;
        let access = check_access(&file)?;
        let max_viewers = ranged("http.max_viewers", file.http.max_viewers, 1, 100_000)? as usize;
        let hosts = file.http.hosts.iter().map(|h| h.to_ascii_lowercase()).collect();
        let door = door::check(&file.http, base)?;
        let limits = door::limits(&file.limits)?;
        let data_dir = base.join(file.data_dir);
        Ok(Self {
            site,
            site_name: file.site_name.trim().to_owned(),
            data_dir,
            http_listen,
            hosts,
            webrtc,
            tiles,
            door,
            limits,
            max_viewers,
            metrics_listen,
            cameras,
            hub,
            health,
            audit,
            access,
            values,
        })
    }
}

fn check_cameras(file: &File, own: impl Iterator<Item = SocketAddr>) -> Result<camera::Settings, Failure> {
    let c = &file.cameras;
    let network = |n: &String| n.parse().map_err(|_| bad("cameras.networks", n, t::HINT_NETWORK));
    let networks = Networks {
        allowed: c.networks.iter().map(network).collect::<Result<_, _>>()?,
        own_ports: own.map(|address| address.port()).collect(),
    };
    let secs = |key, value, max| ranged(key, value, 1, max).map(Duration::from_secs);
    let retry_min = secs("cameras.retry_min_secs", c.retry_min_secs, 3600)?;
    let retry_max = secs("cameras.retry_max_secs", c.retry_max_secs, 86_400)?;
    if retry_min > retry_max {
        return Err(bad("cameras.retry_min_secs", &c.retry_min_secs, t::HINT_RETRY_ORDER));
    }
    Ok(camera::Settings {
        networks,
        connect_timeout: secs("cameras.connect_timeout_secs", c.connect_timeout_secs, 300)?,
        no_media_timeout: secs("cameras.no_media_timeout_secs", c.no_media_timeout_secs, 300)?,
        retry_min,
        retry_max,
        auth_retry: secs("cameras.auth_retry_secs", c.auth_retry_secs, 86_400)?,
        dials_per_sec: ranged("cameras.dials_per_sec", c.dials_per_sec, 1, 1000)? as u32,
        dials_per_host: ranged("cameras.dials_per_host", c.dials_per_host, 1, 1000)? as usize,
        main_linger: Duration::from_secs(ranged("cameras.main_linger_secs", c.main_linger_secs, 0, 3600)?),
    })
}

fn check_hub(file: &File) -> Result<hub::Limits, Failure> {
    let h = &file.hub;
    let kib = |key, value| ranged(key, value, 16, 1 << 20).map(|v| (v << 10) as usize);
    Ok(hub::Limits {
        gop_span: Duration::from_secs(ranged("hub.gop_max_secs", h.gop_max_secs, 1, 60)?),
        gop_bytes: kib("hub.gop_max_kib", h.gop_max_kib)?,
        viewer_span: Duration::from_millis(ranged("hub.viewer_lag_max_ms", h.viewer_lag_max_ms, 100, 10_000)?),
        viewer_bytes: kib("hub.viewer_lag_max_kib", h.viewer_lag_max_kib)?,
        total_bytes: (ranged("hub.total_max_mib", h.total_max_mib, 16, 1 << 20)? << 20) as usize,
    })
}

fn check_health(file: &File) -> Result<health::Settings, Failure> {
    let offset = file.site_utc_offset_minutes;
    let calendar = Calendar::new(offset).ok_or_else(|| {
        let values: [(_, &dyn ToString); 2] = [("key", &"site_utc_offset_minutes"), ("value", &offset)];
        Failure::hinted(t::CONFIG_VALUE, values, t::HINT_RANGE, [("min", &-840), ("max", &840)])
    })?;
    let days = ranged("health.keep_days", file.health.keep_days, 1, 3650)?;
    Ok(health::Settings { keep: Duration::from_secs(days * 86_400), calendar })
}

fn check_audit(file: &File) -> Result<audit::Settings, Failure> {
    let days = ranged("audit.keep_days", file.audit.keep_days, 1, 36_500)?;
    Ok(audit::Settings { keep: Duration::from_secs(days * 86_400) })
}

fn check_access(file: &File) -> Result<people::Settings, Failure> {
    let days = ranged("access.session_days", file.access.session_days, 1, 400)?;
    let role = |name: &String| match Role::of(name) {
        Role::Unknown => Err(Failure::hinted(
            t::CONFIG_VALUE,
            [("key", &"access.totp_roles"), ("value", name)],
            t::HINT_ROLE,
            [("roles", &people::roles())],
        )),
        role => Ok(role),
    };
    let totp_roles = file.access.totp_roles.iter().map(role).collect::<Result<_, _>>()?;
    Ok(people::Settings { session: Duration::from_secs(days * 86_400), totp_roles })
}

pub(super) fn bad(key: &str, value: &dyn ToString, hint: Text) -> Failure {
    Failure::hinted(t::CONFIG_VALUE, [("key", &key), ("value", value)], hint, [])
}

pub(super) fn ranged(key: &str, value: u64, min: u64, max: u64) -> Result<u64, Failure> {
    if (min..=max).contains(&value) {
        return Ok(value);
    }
    Err(Failure::hinted(
        t::CONFIG_VALUE,
        [("key", &key), ("value", &value)],
        t::HINT_RANGE,
        [("min", &min), ("max", &max)],
    ))
}

fn address(key: &str, value: &str) -> Result<SocketAddr, Failure> {
    value.parse().map_err(|_| bad(key, &value, t::HINT_ADDRESS))
}

/// Metrics ask nobody for a password: so nobody from elsewhere may see them.
fn loopback(key: &str, value: &str) -> Result<SocketAddr, Failure> {
    let address = address(key, value)?;
    if address.ip().is_loopback() { Ok(address) } else { Err(bad(key, &value, t::HINT_LOOPBACK)) }
}
