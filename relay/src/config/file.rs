//! The configuration as it stands in the file. Every field has a default; unknown ones are errors.
//! `relay.example.toml` shows them all with their units, and a test keeps it true.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) site: String,
    pub(super) site_name: String,
    pub(super) site_utc_offset_minutes: i64,
    pub(super) data_dir: PathBuf,
    pub(super) http: Http,
    pub(super) webrtc: Webrtc,
    pub(super) map: Map,
    pub(super) metrics: Metrics,
    pub(super) cameras: Cameras,
    pub(super) hub: HubLimits,
    pub(super) health: Health,
    pub(super) limits: Limits,
    pub(super) audit: Audit,
    pub(super) access: Access,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Http {
    pub(super) listen: String,
    pub(super) hosts: Vec<String>,
    pub(super) max_viewers: u64,
    pub(super) tls: String,
    pub(super) tls_cert: PathBuf,
    pub(super) tls_key: PathBuf,
    pub(super) public_url: String,
    pub(super) trusted_proxies: Vec<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Webrtc {
    pub(super) enabled: bool,
    pub(super) listen: String,
    pub(super) public_addresses: Vec<String>,
    pub(super) max_sessions: u64,
    pub(super) max_kbit_per_sec: u64,
    pub(super) stun_urls: Vec<String>,
    pub(super) turn_urls: Vec<String>,
    pub(super) turn_secret_file: PathBuf,
    pub(super) turn_hours: u64,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Map {
    pub(super) tiles: String,
    pub(super) tiles_attribution: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Limits {
    pub(super) body_max_kib: u64,
    pub(super) import_max_mib: u64,
    pub(super) request_max_secs: u64,
    pub(super) address_requests_per_sec: u64,
    pub(super) requests_per_sec: u64,
    pub(super) address_connections: u64,
    pub(super) spare_connections: u64,
    pub(super) address_sockets: u64,
    pub(super) user_sockets: u64,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Metrics {
    pub(super) listen: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Cameras {
    pub(super) networks: Vec<String>,
    pub(super) connect_timeout_secs: u64,
    pub(super) no_media_timeout_secs: u64,
    pub(super) retry_min_secs: u64,
    pub(super) retry_max_secs: u64,
    pub(super) auth_retry_secs: u64,
    pub(super) dials_per_sec: u64,
    pub(super) dials_per_host: u64,
    pub(super) main_linger_secs: u64,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HubLimits {
    pub(super) gop_max_secs: u64,
    pub(super) gop_max_kib: u64,
    pub(super) viewer_lag_max_ms: u64,
    pub(super) viewer_lag_max_kib: u64,
    pub(super) total_max_mib: u64,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Health {
    pub(super) keep_days: u64,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Audit {
    pub(super) keep_days: u64,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Access {
    pub(super) session_days: u64,
    pub(super) totp_roles: Vec<String>,
}

impl Default for File {
    fn default() -> Self {
        Self {
            site: "phuong".into(),
            site_name: String::new(),
            site_utc_offset_minutes: 420,
            data_dir: "data".into(),
            http: Http::default(),
            webrtc: Webrtc::default(),
            map: Map::default(),
            metrics: Metrics::default(),
            cameras: Cameras::default(),
            hub: HubLimits::default(),
            health: Health::default(),
            limits: Limits::default(),
            audit: Audit::default(),
            access: Access::default(),
        }
    }
}

impl Default for Http {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".into(),
            hosts: Vec::new(),
            max_viewers: 300,
            tls: "off".into(),
            tls_cert: PathBuf::new(),
            tls_key: PathBuf::new(),
            public_url: String::new(),
            trusted_proxies: Vec::new(),
        }
    }
}

impl Default for Webrtc {
    fn default() -> Self {
        Self {
            enabled: true,
            listen: String::new(),
            public_addresses: Vec::new(),
            max_sessions: 300,
            max_kbit_per_sec: 40_000,
            stun_urls: Vec::new(),
            turn_urls: Vec::new(),
            turn_secret_file: PathBuf::new(),
            turn_hours: 12,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_max_kib: 64,
            import_max_mib: 8,
            request_max_secs: 30,
            address_requests_per_sec: 200,
            requests_per_sec: 1000,
            address_connections: 800,
            spare_connections: 1000,
            address_sockets: 200,
            user_sockets: 20,
        }
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self { listen: "127.0.0.1:9090".into() }
    }
}

impl Default for Cameras {
    fn default() -> Self {
        Self {
            networks: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"].map(String::from).into(),
            connect_timeout_secs: 10,
            no_media_timeout_secs: 10,
            retry_min_secs: 1,
            retry_max_secs: 60,
            auth_retry_secs: 300,
            dials_per_sec: 20,
            dials_per_host: 4,
            main_linger_secs: 10,
        }
    }
}

impl Default for HubLimits {
    fn default() -> Self {
        Self {
            gop_max_secs: 10,
            gop_max_kib: 4096,
            viewer_lag_max_ms: 1000,
            viewer_lag_max_kib: 512,
            total_max_mib: 384,
        }
    }
}

impl Default for Health {
    fn default() -> Self {
        Self { keep_days: 400 }
    }
}

impl Default for Audit {
    fn default() -> Self {
        Self { keep_days: 730 }
    }
}

impl Default for Access {
    fn default() -> Self {
        Self { session_days: 30, totp_roles: ["admin", "officer"].map(String::from).into() }
    }
}
