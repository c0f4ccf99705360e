//! Rungs are proved by the canary. Belongs here: which, when, and what becomes of it. Does not: decoding it (see
//! `decoder::prove`), the table (see `device`).

use super::{App, browser, page::tell, with};
use crate::{
    decoder,
    few::Few,
    protocol::{Feed, H264Profile, Outcome, PageCan, Proof, Rung, ToPage},
};
use wasm_bindgen_futures::spawn_local;

/// What is under way.
#[derive(Default)]
pub(super) struct Proving {
    running: Few<(Rung, H264Profile), ()>,
    /// Since when a page waits to be told that WebRTC connects.
    connecting_ms: Option<f64>,
    /// The module of OpenH264, which is fetched when a tile first wants it.
    module: Module,
}

#[derive(Default)]
enum Module {
    #[default]
    Wanted,
    Coming,
    Here,
    /// It could not be had; when to try again.
    Away(f64),
}

/// From a module that could not be had to the next try.
const MODULE_RETRY_MS: f64 = 60_000.0;

impl App {
    /// The page has said what it can and what it remembers.
    pub(super) fn started(&mut self, page: PageCan, proofs: &[Proof], feed: Option<Feed>) {
        decoder::look(&mut self.device, page);
        self.device.remember(proofs);
        if let Some(feed) = feed.filter(|_| page.webrtc) {
            self.choice.remember(feed, browser::now_ms());
        }
        // The best rung at once; the others when a stream wants them.
        for profile in H264Profile::ALL {
            self.prove(Rung::Webcodecs, profile);
        }
        self.sync();
    }

    /// Proves a rung, unless that is known or under way.
    pub(super) fn prove(&mut self, rung: Rung, profile: H264Profile) {
        let has_canary = !matches!(rung, Rung::Webrtc | Rung::Still);
        if has_canary
            && self.device.is_open(rung, profile)
            && self.proving.running.insert((rung, profile), ()).is_none()
        {
            spawn_local(async move {
                let answer = decoder::prove(rung, profile).await;
                with(|app| app.proved(rung, profile, &answer));
            });
        }
    }

    fn proved(&mut self, rung: Rung, profile: H264Profile, answer: &Result<(), String>) {
        self.proving.running.remove(&(rung, profile));
        // A picture of a camera on screen is the better proof.
        let shows = self.tiles.values().filter(|tile| tile.h264 == Some(profile)).any(|tile| tile.is_shown_by(rung));
        if let Err(why) = answer
            && !shows
        {
            browser::warn(
                &format!("the canary of {} {profile:?}: {why}", rung.as_str()),
                &wasm_bindgen::JsValue::UNDEFINED,
            );
        }
        if self.device.found(rung, profile, shows || answer.is_ok()) {
            self.keep();
        }
        self.sync();
    }

    /// A rung that was thought to work gave nothing: it has to prove itself anew.
    pub(super) fn doubt(&mut self, rung: Rung, profile: H264Profile) {
        if self.device.forget(rung, profile) {
            self.keep();
        }
        self.prove(rung, profile);
    }

    pub(super) fn keep(&self) {
        tell(&ToPage::Proofs(self.device.proofs()));
    }

    /// The module of OpenH264 is here; where it was not asked for yet, it is now.
    pub(super) fn has_module(&mut self) -> bool {
        if matches!(self.proving.module, Module::Wanted | Module::Away(_)) {
            self.proving.module = Module::Coming;
            spawn_local(async {
                let answer = decoder::load_openh264().await;
                with(|app| {
                    app.proving.module = match answer {
                        Ok(_) => Module::Here,
                        Err(why) => {
                            browser::warn(&why, &wasm_bindgen::JsValue::UNDEFINED);
                            Module::Away(browser::now_ms() + MODULE_RETRY_MS)
                        }
                    };
                    app.sync();
                });
            });
        }
        matches!(self.proving.module, Module::Here)
    }

    /// The module may be had.
    pub(super) fn may_have_module(&self, now_ms: f64) -> bool {
        !matches!(self.proving.module, Module::Away(until) if now_ms < until)
    }

    /// Tries everything, for a page that shows what the device can: one after the other, so that none is slow because of
    /// another.
    pub(super) fn check(&mut self) {
        let has = Rung::ALL.map(|rung| self.device.has(rung));
        spawn_local(async move {
            for rung in Rung::ALL {
                for profile in H264Profile::ALL {
                    if !has[rung as usize] {
                        tell_checked(rung, profile, Outcome::Missing, 0.0, None);
                    } else if rung != Rung::Webrtc {
                        let since_ms = browser::now_ms();
                        let answer = decoder::prove(rung, profile).await;
                        let outcome = if answer.is_ok() { Outcome::Passed } else { Outcome::Failed };
                        tell_checked(rung, profile, outcome, browser::now_ms() - since_ms, answer.err());
                    }
                }
            }
            if has[Rung::Webrtc as usize] {
                with(|app| {
                    app.proving.connecting_ms = Some(browser::now_ms());
                    tell(&ToPage::Rtp { tracks: 1 });
                });
            }
        });
    }

    /// The session of a check is there, or is not to be had. `true`: it was a check's.
    pub(super) fn connected(&mut self, session: Option<&str>, why: Option<&str>) -> bool {
        let Some(since_ms) = self.proving.connecting_ms.take() else { return false };
        let outcome = if session.is_some() { Outcome::Passed } else { Outcome::Failed };
        for profile in H264Profile::ALL {
            tell_checked(Rung::Webrtc, profile, outcome, browser::now_ms() - since_ms, why.map(str::to_owned));
        }
        if let Some(session) = session {
            tell(&ToPage::RtpEnd { session: session.to_owned() });
        }
        true
    }
}

fn tell_checked(rung: Rung, profile: H264Profile, outcome: Outcome, ms: f64, why: Option<String>) {
    tell(&ToPage::Checked { rung, profile, outcome, ms: ms.round() as u32, why });
}
