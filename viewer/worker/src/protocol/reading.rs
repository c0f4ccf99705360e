//! Reading what page and worker say to each other: the message's name, then every field that any message has. Belongs here:
//! which message needs which fields. Does not: what they mean.
//!
//! The text is what serde's own reader of an enum takes. That has a reader for each message, twice over, since it takes lists
//! for objects: 3 KB of what a phone fetches, in each of the two programs.

use super::{
    Feed, H264Profile, HelperId, Outcome, PageCan, Proof, Report, Rung, Source, SurfaceId, TileId, ToPage, ToWorker,
};
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};
use shared::{
    CameraId, UnixMicros,
    wire::{CameraState, Reason},
};
use std::{fmt, marker::PhantomData};

/// A message by its name.
trait Named: Sized {
    /// `None` where no message is called so, or this one lacks a field.
    fn read<'de, A: MapAccess<'de>>(name: &str, map: &mut A) -> Result<Option<Self>, A::Error>;
}

struct One<T>(PhantomData<T>);

impl<'de, T: Named> Visitor<'de> for One<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a message")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let name: String = map.next_key()?.unwrap_or_default();
        T::read(&name, &mut map)?.ok_or_else(|| A::Error::custom("no message is so"))
    }
}

impl<'de> Deserialize<'de> for ToWorker {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_map(One(PhantomData))
    }
}

impl<'de> Deserialize<'de> for ToPage {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_map(One(PhantomData))
    }
}

#[derive(Deserialize)]
struct OfPage {
    page: Option<PageCan>,
    proofs: Option<Vec<Proof>>,
    feed: Option<Feed>,
    tile: Option<TileId>,
    camera: Option<CameraId>,
    may_main: Option<bool>,
    width: Option<u32>,
    height: Option<u32>,
    on_screen: Option<bool>,
    visible: Option<bool>,
    surface: Option<SurfaceId>,
    at: Option<u64>,
    why: Option<String>,
    session: Option<String>,
    mids: Option<Vec<String>>,
}

impl Named for ToWorker {
    fn read<'de, A: MapAccess<'de>>(name: &str, map: &mut A) -> Result<Option<Self>, A::Error> {
        if name == "Check" {
            return map.next_value().map(|()| Some(Self::Check(())));
        }
        if name == "Saver" {
            return map.next_value().map(|saves| Some(Self::Saver(saves)));
        }
        Ok(map.next_value::<OfPage>()?.message(name))
    }
}

impl OfPage {
    fn message(self, name: &str) -> Option<ToWorker> {
        Some(match name {
            "Start" => ToWorker::Start { page: self.page?, proofs: self.proofs?, feed: self.feed },
            "Open" => ToWorker::Open { tile: self.tile?, camera: self.camera?, may_main: self.may_main? },
            "Layout" => ToWorker::Layout {
                tile: self.tile?,
                width: self.width?,
                height: self.height?,
                on_screen: self.on_screen?,
            },
            "Close" => ToWorker::Close { tile: self.tile? },
            "Visible" => ToWorker::Visible { visible: self.visible? },
            "Presented" => ToWorker::Presented { surface: self.surface?, at: self.at? },
            "Broken" => ToWorker::Broken { surface: self.surface?, why: self.why? },
            "RtpOpen" => ToWorker::RtpOpen { session: self.session?, mids: self.mids? },
            "RtpLost" => ToWorker::RtpLost { session: self.session, why: self.why? },
            _ => return None,
        })
    }
}

#[derive(Deserialize)]
struct OfWorker {
    id: Option<CameraId>,
    state: Option<CameraState>,
    since: Option<UnixMicros>,
    reason: Option<Reason>,
    status: Option<u16>,
    tile: Option<TileId>,
    surface: Option<SurfaceId>,
    source: Option<Source>,
    helper: Option<HelperId>,
    script: Option<String>,
    tracks: Option<u8>,
    session: Option<String>,
    rung: Option<Rung>,
    profile: Option<H264Profile>,
    outcome: Option<Outcome>,
    ms: Option<u32>,
    why: Option<String>,
}

impl Named for ToPage {
    fn read<'de, A: MapAccess<'de>>(name: &str, map: &mut A) -> Result<Option<Self>, A::Error> {
        Ok(match name {
            "Report" => Some(Self::Report(map.next_value::<Report>()?)),
            "Proofs" => Some(Self::Proofs(map.next_value()?)),
            "Feed" => Some(Self::Feed(map.next_value()?)),
            _ => map.next_value::<OfWorker>()?.message(name),
        })
    }
}

impl OfWorker {
    fn message(self, name: &str) -> Option<ToPage> {
        Some(match name {
            "Camera" => ToPage::Camera { id: self.id?, state: self.state?, since: self.since?, reason: self.reason },
            "NoTicket" => ToPage::NoTicket { status: self.status? },
            "Surface" => ToPage::Surface { tile: self.tile?, surface: self.surface?, source: self.source? },
            "Bytes" => ToPage::Bytes { surface: self.surface? },
            "Gone" => ToPage::Gone { surface: self.surface? },
            "Helper" => ToPage::Helper { helper: self.helper?, script: self.script? },
            "HelperGone" => ToPage::HelperGone { helper: self.helper? },
            "Rtp" => ToPage::Rtp { tracks: self.tracks? },
            "RtpEnd" => ToPage::RtpEnd { session: self.session? },
            "Checked" => ToPage::Checked {
                rung: self.rung?,
                profile: self.profile?,
                outcome: self.outcome?,
                ms: self.ms?,
                why: self.why,
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::{Serialize, de::DeserializeOwned};

    fn survives<T: Serialize + DeserializeOwned + PartialEq + fmt::Debug>(messages: &[T]) {
        for message in messages {
            let text = serde_json::to_string(message).unwrap();
            assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *message, "{text}");
            let second = text.strip_suffix('}').unwrap().to_owned() + r#","Close":{"tile":1}}"#;
            assert!(serde_json::from_str::<T>(&second).is_err(), "{second}");
        }
    }

    #[test]
    fn every_message_of_the_page_survives_the_way() {
        let (tile, surface) = (TileId(1), SurfaceId(2));
        let page = PageCan { mse: true, webrtc: false, workers: true };
        survives(&[
            ToWorker::Start { page, proofs: vec![], feed: Some(Feed::Rtp) },
            ToWorker::Open { tile, camera: "phuong/a".parse().unwrap(), may_main: true },
            ToWorker::Layout { tile, width: 3, height: 4, on_screen: true },
            ToWorker::Close { tile },
            ToWorker::Visible { visible: false },
            ToWorker::Presented { surface, at: u64::MAX },
            ToWorker::Broken { surface, why: "x".into() },
            ToWorker::RtpOpen { session: "s".into(), mids: vec!["0".into()] },
            ToWorker::RtpLost { session: None, why: "x".into() },
            ToWorker::Check(()),
        ]);
    }

    #[test]
    fn every_message_of_the_worker_survives_the_way() {
        let (tile, surface, helper) = (TileId(1), SurfaceId(2), HelperId(3));
        let (id, since) = ("phuong/a".parse().unwrap(), UnixMicros(5));
        let source = |source| ToPage::Surface { tile, surface, source };
        survives(&[
            ToPage::Camera { id, state: CameraState::Live, since, reason: Some(Reason::NoMedia) },
            ToPage::NoTicket { status: 403 },
            source(Source::Mse { mime: "video/mp4".into() }),
            source(Source::Webrtc { session: "s".into(), mid: "0".into() }),
            source(Source::Still),
            ToPage::Bytes { surface },
            ToPage::Gone { surface },
            ToPage::Helper { helper, script: "/x.js".into() },
            ToPage::HelperGone { helper },
            ToPage::Rtp { tracks: 4 },
            ToPage::RtpEnd { session: "s".into() },
            ToPage::Proofs(vec![]),
            ToPage::Feed(Feed::Ws),
            ToPage::Checked {
                rung: Rung::Mse,
                profile: H264Profile::High,
                outcome: Outcome::Passed,
                ms: 1,
                why: Some("x".into()),
            },
        ]);
    }

    #[test]
    fn what_is_no_message_is_refused() {
        for text in
            ["{}", "[]", r#"{"Close":{}}"#, r#"{"Closed":{"tile":1}}"#, r#"{"Close":{"tile":-1}}"#, r#""Check""#]
        {
            assert!(serde_json::from_str::<ToWorker>(text).is_err(), "{text}");
            assert!(serde_json::from_str::<ToPage>(text).is_err(), "{text}");
        }
    }
}
