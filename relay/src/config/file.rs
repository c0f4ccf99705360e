//! The configuration as it stands in the file. Every field has a default; unknown ones are errors.
//! `relay.example.toml` shows them all with their units, and a test keeps it true.

use serde::Deserialize;
use std::path::PathBuf;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) site: String,
    pub(super) site_utc_offset_minutes: i64,
    pub(super) data_dir: PathBuf,
    pub(super) http: Http,
    pub(super) metrics: Metrics,
    pub(super) cameras: Cameras,
    pub(super) hub: HubLimits,
    pub(super) health: Health,
    pub(super) access: Access,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Http {
    pub(super) listen: String,
    pub(super) hosts: Vec<String>,
    pub(super) max_viewers: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Metrics {
    pub(super) listen: String,
}

#[derive(Debug, Deserialize)]
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HubLimits {
    pub(super) gop_max_secs: u64,
    pub(super) gop_max_kib: u64,
    pub(super) viewer_lag_max_ms: u64,
    pub(super) viewer_lag_max_kib: u64,
    pub(super) total_max_mib: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Health {
    pub(super) keep_days: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Access {
    pub(super) session_days: u64,
    pub(super) totp_roles: Vec<String>,
}

impl Default for File {
    fn default() -> Self {
        Self {
            site: "phuong".into(),
            site_utc_offset_minutes: 420,
            data_dir: "data".into(),
            http: Http::default(),
            metrics: Metrics::default(),
            cameras: Cameras::default(),
            hub: HubLimits::default(),
            health: Health::default(),
            access: Access::default(),
        }
    }
}

impl Default for Http {
    fn default() -> Self {
        Self { listen: "127.0.0.1:8080".into(), hosts: Vec::new(), max_viewers: 300 }
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

impl Default for Access {
    fn default() -> Self {
        Self { session_days: 30, totp_roles: ["admin", "officer"].map(String::from).into() }
    }
}
