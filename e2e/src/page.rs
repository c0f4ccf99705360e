//! The viewer's page as a person sees it: tiles, their state, what is painted in them.

use crate::{browser::Browser, until, wallet};
use base64::{Engine, prelude::BASE64_STANDARD};
use e2e_camera::counter;
use serde_json::Value;
use std::time::Duration;

/// How long anything that a person waits for may take.
pub const PATIENCE: Duration = Duration::from_secs(30);

const PIXELS: &str = include_str!("pixels.js");

/// What is painted in a tile.
pub struct Pixels {
    /// Width of the picture in pixels.
    pub width: usize,
    /// Height of the picture in pixels.
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
            self.set_cookie(url, session.name(), &session.secret, session.secure).await;
        }
        self.visit(url).await;
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
        self.painted(&format!("[data-camera=\"{}\"] .picture", id(camera))).await
    }

    /// What is painted now in the canvas, the video or the image that a selector finds: of several the one in sight.
    pub async fn painted(&self, selector: &str) -> Option<Pixels> {
        let script = format!("const selector = {selector:?};\n{PIXELS}");
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
}

fn id(camera: &str) -> String {
    format!("phuong/{camera}")
}
