//! WebKitGTK's MiniBrowser by its own driver, on a screen that nobody sees: it has no headless mode.

use super::Wire;
use crate::{process::Process, until};
use serde_json::json;
use std::{net::TcpListener, path::Path, process::Command, time::Duration};
use thirtyfour::{Capabilities, WebDriver};
use tokio::net::TcpStream;

const BINARY: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/// Starts a screen, the driver and the browser.
pub(super) async fn start(home: &Path) -> (Wire, Vec<Process>) {
    let mut command = Command::new("Xvfb");
    // It takes the first display that is free and says which.
    command.args(["-displayfd", "1", "-screen", "0", "2048x1280x24", "-nolisten", "tcp", "-noreset"]);
    let screen = Process::start(command);
    let display = screen.wait_for(|line| line.trim().parse::<u32>().ok());
    // The driver takes no free port by itself, nor does it say a word.
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
    let mut command = Command::new("WebKitWebDriver");
    command.arg(format!("--port={port}")).env("DISPLAY", format!(":{display}"));
    command.env("HOME", home).env("XDG_RUNTIME_DIR", home).env("GDK_BACKEND", "x11").env("NO_AT_BRIDGE", "1");
    // Without a graphics card it draws by an emulated one, where a worker's canvas crashes its process now and then.
    command.env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1");
    let process = Process::start(command);
    until("WebKitGTK's driver", Duration::from_secs(30), async || {
        TcpStream::connect(("127.0.0.1", port)).await.ok().map(drop)
    })
    .await;
    let wanted = json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": BINARY, "args": ["--automation"] },
    });
    let capabilities = Capabilities::from(wanted.as_object().cloned().unwrap_or_default());
    let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await.expect("WebKitGTK starts");
    // The screen is the last to go.
    (Wire::Driver(driver), vec![process, screen])
}

/// A window around a page of this size: what the window has beyond its page is measured first. A window is no narrower than
/// its tool bar, about 450 pixels.
pub(super) async fn resize(driver: &WebDriver, width: u32, height: u32) {
    let (mut window, mut is_measured) = ((i64::from(width), i64::from(height)), false);
    until("a page of the wanted size", Duration::from_secs(10), async || {
        let side = |side: i64| u32::try_from(side).unwrap_or(1);
        driver.set_window_rect(0, 0, side(window.0), side(window.1)).await.expect("a window");
        let sizes = "return [innerWidth, innerHeight, outerWidth]";
        let seen = driver.execute(sizes, Vec::new()).await.expect("a size").json().clone();
        let [inner_width, inner_height, outer_width] = [0, 1, 2].map(|n| seen[n].as_i64().unwrap_or_default());
        let off = (i64::from(width) - inner_width, i64::from(height) - inner_height);
        if off == (0, 0) || is_measured && off.1 == 0 && outer_width > window.0 {
            return Some(());
        }
        // What the window would not give does not count as its own.
        window = (window.0 + off.0 * i64::from(outer_width <= window.0), window.1 + off.1);
        is_measured = true;
        None
    })
    .await;
}
