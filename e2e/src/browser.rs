//! A real Chromium, driven by its own driver, with a home of its own.

use crate::process::Process;
use serde_json::json;
use std::{path::PathBuf, process::Command, sync::LazyLock};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Two cores decode one wall well, not two: browsers take turns.
static TURN: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// A browser that ends with its owner.
pub struct Browser {
    /// The session.
    pub driver: WebDriver,
    _process: Process,
    _home: TempDir,
    _turn: SemaphorePermit<'static>,
}

impl Browser {
    /// Chromium with a window whose page has this size in CSS pixels.
    pub async fn chromium(width: u32, height: u32) -> Self {
        let turn = TURN.acquire().await.expect("never closed");
        let home = tempfile::tempdir().expect("a home for the browser");
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").env("HOME", home.path()).env("XDG_RUNTIME_DIR", home.path());
        let process = Process::start(command);
        let port: u16 = process.wait_for(|line| {
            line.strip_prefix("ChromeDriver was started successfully on port ")?.trim_end_matches('.').parse().ok()
        });
        let profile = home.path().join("profile");
        let args = [
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
            &format!("--user-data-dir={}", profile.display()),
            &format!("--window-size={width},{height}"),
        ];
        let wanted = json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": "/usr/bin/chromium", "args": args },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let capabilities = Capabilities::from(wanted.as_object().cloned().unwrap_or_default());
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await.expect("Chromium starts");
        let browser = Self { driver, _process: process, _home: home, _turn: turn };
        browser.resize(width, height).await;
        browser
    }

    /// Makes the page exactly this large, as a device of that size has it.
    pub async fn resize(&self, width: u32, height: u32) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 }),
        )
        .await;
    }

    /// Runs a command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, command: &str, parameters: serde_json::Value) -> serde_json::Value {
        self.driver.cdp().send_raw(command, parameters).await.expect("a DevTools command")
    }

    /// Keeps a picture of the page for people to look at, below `target/screenshots`.
    pub async fn screenshot(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        let png = self.driver.screenshot_as_png().await.expect("a screenshot");
        std::fs::write(folder.join(format!("{name}.png")), png).expect("the screenshot is written");
    }
}
