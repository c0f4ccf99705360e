//! The viewer's page as a person sees it: tiles, their state, what is painted in them.

use crate::{browser::Browser, until, wallet};
use base64::{Engine, prelude::BASE64_STANDARD};
use e2e_camera::counter;
use serde_json::{Value, json};
use std::time::Duration;

/// How long anything that a person waits for may take.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What is painted in a tile.
pub struct Pixels {
    /// Width of the canvas in pixels.
    pub width: usize,
    /// Height of the canvas in pixels.
    pub height: usize,
    /// Red, green, blue, alpha.
    pub rgba: Vec<u8>,
    /// When they were looked at, in milliseconds on the page's clock.
    pub at_ms: f64,
}

impl Pixels {
    /// The number in the strip of a drawn camera.
    pub fn count(&self) -> Option<u16> {
        counter::read_rgba(self.width, self.height, &self.rgba)
    }
}

impl Browser {
    /// Opens an address as somebody who has logged in there.
    pub async fn open(&self, url: &str) {
        let host = url.split('/').nth(2).unwrap_or_default();
        if let Some(session) = wallet::session(host) {
            let cookie = json!({
                "name": session.name(), "value": session.secret, "url": url, "path": "/", "httpOnly": true,
                "secure": session.secure,
            });
            self.devtools("Network.setCookie", cookie).await;
        }
        self.visit(url).await;
    }

    /// Opens an address as whoever the browser is.
    pub async fn visit(&self, url: &str) {
        self.driver.goto(url).await.expect("the page opens");
    }

    /// Runs a script in the page.
    pub async fn script(&self, script: &str) -> Value {
        self.driver.execute(script, Vec::new()).await.expect("the script runs").json().clone()
    }

    /// A data attribute of a camera's tile.
    pub async fn tile(&self, camera: &str, attribute: &str) -> Option<String> {
        let script = format!(
            "return document.querySelector('[data-camera=\"{}\"]')?.getAttribute('data-{attribute}') ?? null",
            id(camera)
        );
        self.script(&script).await.as_str().map(str::to_owned)
    }

    /// Waits until a tile's attribute has a value.
    pub async fn wait_tile(&self, camera: &str, attribute: &str, value: &str) {
        let what = format!("{attribute}={value} on {camera}");
        until(&what, PATIENCE, async || (self.tile(camera, attribute).await.as_deref() == Some(value)).then_some(()))
            .await;
    }

    /// What is painted in a camera's tile now.
    pub async fn pixels(&self, camera: &str) -> Option<Pixels> {
        self.painted(&format!("[data-camera=\"{}\"] canvas", id(camera))).await
    }

    /// What is painted now in the canvas, image or video that a selector finds.
    pub async fn painted(&self, selector: &str) -> Option<Pixels> {
        let script = format!(
            "const c = document.querySelector('{selector}');
             const w = c && (c.videoWidth ?? c.naturalWidth ?? c.width), h = c && (c.videoHeight ?? c.naturalHeight ?? c.height);
             if (!w || !h) return null;
             const o = new OffscreenCanvas(w, h), g = o.getContext('2d');
             const at = performance.now();
             g.drawImage(c, 0, 0);
             const d = g.getImageData(0, 0, o.width, o.height).data;
             let s = '';
             for (let i = 0; i < d.length; i += 32768) s += String.fromCharCode(...d.subarray(i, i + 32768));
             return [o.width, o.height, btoa(s), at];"
        );
        let value = self.script(&script).await;
        let part = |n: usize| value.get(n);
        let number = |n: usize| part(n).and_then(Value::as_u64).map(|v| v as usize);
        let rgba = BASE64_STANDARD.decode(part(2)?.as_str()?).expect("base64");
        Some(Pixels { width: number(0)?, height: number(1)?, rgba, at_ms: part(3)?.as_f64()? })
    }

    /// The number that a tile shows now.
    pub async fn count(&self, camera: &str) -> Option<u16> {
        self.pixels(camera).await?.count()
    }

    /// Waits until a tile shows a number, and then another one.
    pub async fn wait_moving(&self, camera: &str) -> (u16, u16) {
        let first = until(&format!("a picture of {camera}"), PATIENCE, async || self.count(camera).await).await;
        let next = async || self.count(camera).await.filter(|n| *n != first);
        (first, until(&format!("the next picture of {camera}"), PATIENCE, next).await)
    }

    /// The text that a person reads.
    pub async fn text(&self) -> String {
        self.script("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    /// What the browser has complained about: errors and broken policies.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.driver.get_log("browser").await;
        log.unwrap_or_default().into_iter().filter(|e| e.level == "SEVERE").map(|e| e.message).collect()
    }
}

fn id(camera: &str) -> String {
    format!("phuong/{camera}")
}
