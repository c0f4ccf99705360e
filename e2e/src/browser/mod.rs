//! Real browsers, each with a home of its own: Chromium and WebKitGTK by their drivers, Firefox by itself.
//! Belongs here: starting and asking them alike, so that a test names a browser and nothing more. Does not: what a page of
//! ours looks like (see `page`).

mod bidi;
mod chromium;
mod firefox;
mod webkit;

use crate::{line::Place, process::Process};
use bidi::Bidi;
use serde_json::{Value, json};
use std::{path::PathBuf, sync::LazyLock, time::Duration};
use tempfile::TempDir;
use thirtyfour::{By, Cookie, WebDriver};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

/// Two cores decode one wall well, not two: browsers take turns.
static TURN: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// A browser that has not come up by then hangs: WebKitGTK's driver, for one, waits forever for a screen that is not there.
const START_LIMIT: Duration = Duration::from_secs(60);

/// Which browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Chromium, as Chrome and Android web views are.
    Chromium,
    /// Firefox ESR.
    Firefox,
    /// WebKitGTK's MiniBrowser, the nearest to Safari that Debian has.
    WebKit,
}

impl Kind {
    /// Its name, for people and for files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox ESR",
            Self::WebKit => "WebKitGTK",
        }
    }
}

/// What a browser is started with beyond its size. What does not concern a browser is ignored by it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setup<'a> {
    /// Chromium's command line.
    pub flags: &'a [&'a str],
    /// Firefox's preferences, values as in JSON.
    pub prefs: &'a [(&'a str, &'a str)],
    /// Where it lives; here, where there is none. Chromium only.
    pub place: Option<&'a Place>,
}

/// A browser that ends with its owner, and everything that it started with it.
pub struct Browser {
    kind: Kind,
    wire: Wire,
    processes: Vec<Process>,
    _home: TempDir,
    _turn: SemaphorePermit<'static>,
}

/// How it is spoken to.
enum Wire {
    Driver(WebDriver),
    Bidi(Box<Bidi>),
}

impl Browser {
    /// Chromium with a window whose page has this size in CSS pixels.
    pub async fn chromium(width: u32, height: u32) -> Self {
        Self::start(Kind::Chromium, width, height, Setup::default()).await
    }

    /// Any browser with a page of this size in CSS pixels.
    ///
    /// # Panics
    /// Where it does not come up.
    pub async fn start(kind: Kind, width: u32, height: u32, setup: Setup<'_>) -> Self {
        let turn = TURN.acquire().await.expect("never closed");
        // Open to its owner alone, as sockets in XDG_RUNTIME_DIR must be.
        let home = tempfile::tempdir().expect("a home for the browser");
        let started = async {
            match kind {
                Kind::Chromium => chromium::start(home.path(), (width, height), setup).await,
                Kind::Firefox => firefox::start(home.path(), setup.prefs).await,
                Kind::WebKit => webkit::start(home.path()).await,
            }
        };
        let (wire, processes) =
            timeout(START_LIMIT, started).await.unwrap_or_else(|_| panic!("{} does not come up", kind.name()));
        let browser = Self { kind, wire, processes, _home: home, _turn: turn };
        browser.resize(width, height).await;
        browser
    }

    /// Which it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The session of Chromium or WebKitGTK, for what only WebDriver has.
    ///
    /// # Panics
    /// For Firefox, which is not driven by it.
    pub fn driver(&self) -> &WebDriver {
        match &self.wire {
            Wire::Driver(driver) => driver,
            Wire::Bidi(_) => panic!("{} has no WebDriver session", self.kind.name()),
        }
    }

    /// Makes the page exactly this large, as a device of that size has it.
    pub async fn resize(&self, width: u32, height: u32) {
        match (&self.wire, self.kind) {
            (Wire::Bidi(bidi), _) => bidi.resize(width, height).await,
            (Wire::Driver(driver), Kind::WebKit) => webkit::resize(driver, width, height).await,
            (Wire::Driver(_), _) => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
                self.devtools("Emulation.setDeviceMetricsOverride", size).await;
            }
        }
    }

    /// Runs a command of the Chrome DevTools Protocol, in Chromium.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.driver().cdp().send_raw(command, parameters).await.expect("a DevTools command")
    }

    /// Opens an address as whoever the browser is.
    pub async fn visit(&self, url: &str) {
        match &self.wire {
            Wire::Driver(driver) => driver.goto(url).await.expect("the page opens"),
            Wire::Bidi(bidi) => bidi.visit(url).await,
        }
    }

    /// Runs the body of a function in the page; what it returns, or what its promise gives.
    pub async fn script(&self, body: &str) -> Value {
        match &self.wire {
            Wire::Driver(driver) => driver.execute(body, Vec::new()).await.expect("the script runs").json().clone(),
            Wire::Bidi(bidi) => bidi.script(body).await,
        }
    }

    /// The processes that were started for it; those that they have started are below them.
    pub fn processes(&self) -> impl Iterator<Item = u32> {
        self.processes.iter().map(Process::id)
    }

    /// Presses a form's button, and waits for the page that comes. (A script that sends the form is cut off by its own doing,
    /// and what asks next may ask the page that goes.) Chromium or WebKitGTK.
    ///
    /// # Panics
    /// Where the form has no button that can be pressed.
    pub async fn submit(&self, form: &str) {
        let button = self.driver().find(By::Css(format!("{form} button:not([type=button])"))).await;
        button.expect("a button").click().await.expect("it is pressed");
    }

    /// Gives the browser a cookie that scripts cannot read. WebKitGTK takes one only for the page that it shows.
    pub async fn set_cookie(&self, url: &str, name: &str, value: &str, secure: bool) {
        match (&self.wire, self.kind) {
            (Wire::Bidi(bidi), _) => bidi.set_cookie(url, name, value, secure).await,
            (Wire::Driver(driver), Kind::WebKit) => {
                let origin: String = url.split_inclusive('/').take(3).collect();
                self.visit(&format!("{}/healthz", origin.trim_end_matches('/'))).await;
                let mut cookie = Cookie::new(name, value);
                cookie.set_path("/");
                cookie.set_http_only(true);
                cookie.set_secure(secure);
                driver.add_cookie(cookie).await.expect("a cookie");
            }
            (Wire::Driver(_), _) => {
                let cookie = json!({ "name": name, "value": value, "url": url, "path": "/", "httpOnly": true, "secure": secure });
                self.devtools("Network.setCookie", cookie).await;
            }
        }
    }

    /// What the browser has complained about: errors and broken policies. WebKitGTK tells nobody.
    pub async fn complaints(&self) -> Vec<String> {
        match &self.wire {
            Wire::Bidi(bidi) => bidi.complaints().await,
            Wire::Driver(driver) => {
                let log = driver.get_log("browser").await;
                log.unwrap_or_default().into_iter().filter(|e| e.level == "SEVERE").map(|e| e.message).collect()
            }
        }
    }

    /// Keeps a picture of the page for people to look at, below `target/screenshots`.
    pub async fn screenshot(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        let png = match &self.wire {
            Wire::Driver(driver) => driver.screenshot_as_png().await.expect("a screenshot"),
            Wire::Bidi(bidi) => bidi.screenshot().await,
        };
        std::fs::write(folder.join(format!("{name}.png")), png).expect("the screenshot is written");
    }
}
