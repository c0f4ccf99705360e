//! Chromium, driven by chromedriver.

use super::{Setup, Wire};
use crate::process::Process;
use serde_json::json;
use std::{net::Ipv4Addr, path::Path, process::Command};
use thirtyfour::{Capabilities, WebDriver};

/// Starts it, at the far end of a line where one is named.
pub(super) async fn start(home: &Path, (width, height): (u32, u32), setup: Setup<'_>) -> (Wire, Vec<Process>) {
    let (mut command, address) = match setup.place {
        None => (Command::new("chromedriver"), Ipv4Addr::LOCALHOST),
        Some(place) => {
            let mut command = place.inside("chromedriver");
            // Whoever asks from another machine has to be named.
            command.arg(format!("--allowed-ips={}", place.near));
            (command, place.far)
        }
    };
    command.arg("--port=0").env("HOME", home).env("XDG_RUNTIME_DIR", home);
    let process = Process::start(command);
    let port: u16 = process.wait_for(|line| {
        line.strip_prefix("ChromeDriver was started successfully on port ")?.trim_end_matches('.').parse().ok()
    });
    let [profile, size] =
        [format!("--user-data-dir={}", home.join("profile").display()), format!("--window-size={width},{height}")];
    let ours = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-device-scale-factor=1",
        "--hide-scrollbars",
        // A name that is this machine but does not look like it.
        "--host-resolver-rules=MAP *.test 127.0.0.1",
        // For pages over TLS: these certificates are nobody's.
        "--ignore-certificate-errors",
        &profile,
        &size,
    ];
    let args = [&ours, setup.flags].concat();
    let wanted = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "binary": "/usr/bin/chromium", "args": args },
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let capabilities = Capabilities::from(wanted.as_object().cloned().unwrap_or_default());
    let driver = WebDriver::new(format!("http://{address}:{port}"), capabilities).await.expect("Chromium starts");
    (Wire::Driver(driver), vec![process])
}
