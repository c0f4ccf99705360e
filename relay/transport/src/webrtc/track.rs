//! One track of a session, as its driver has it. Belongs here: which pictures go out, and their RTP headers. Does not: the
//! queue in front of it, the socket behind it.

use super::{
    budget::Budget,
    engine::Section,
    lane::Media,
    payload,
    session::TrackState,
    stamp::{Stamps, When},
};
use hub::{Frame, clock::now};
use rtc::{rtp, rtp_transceiver::RTCRtpSenderId};
use shared::StreamId;
use std::{
    sync::atomic::Ordering::{AcqRel, Acquire, Relaxed},
    time::Instant,
};

/// IPv4, UDP, RTP and SRTP around a payload.
const OVERHEAD: usize = 20 + 8 + 12 + 10;

pub(super) struct Track {
    section: Section,
    sequence: u16,
    stamps: Stamps,
    claim: u64,
    stream: Option<StreamId>,
    /// Nothing is of use before the next keyframe.
    needs_key: bool,
}

impl Track {
    pub(super) fn new(section: Section) -> Self {
        let sequence = rand::random();
        Self { section, sequence, stamps: Stamps::default(), claim: 0, stream: None, needs_key: true }
    }

    pub(super) fn sender(&self) -> RTCRtpSenderId {
        self.section.sender
    }

    pub(super) fn ssrc(&self) -> u32 {
        self.section.ssrc
    }

    /// A picture's packets. Empty where it does not go out, which `state` is told. No `budget`: nobody is there to send to.
    pub(super) fn packets(
        &mut self,
        media: &Media,
        state: &TrackState,
        budget: Option<&mut Budget>,
        at: Instant,
    ) -> Vec<rtp::Packet> {
        if media.claim != state.claims.load(Acquire) {
            return Vec::new();
        }
        let frame = &media.frame;
        self.follow(media);
        self.needs_key |= state.gap.load(Relaxed) && state.gap.swap(false, AcqRel);
        let payloads = payload::of(frame);
        let bytes = payloads.iter().map(|payload| payload.len() + OVERHEAD).sum();
        let goes = (frame.header().key || !self.needs_key)
            && !payloads.is_empty()
            && budget.is_some_and(|budget| budget.picture(bytes, at));
        let stamp = if goes { self.stamp(frame, media.is_past) } else { None };
        self.needs_key = stamp.is_none();
        let Some(timestamp) = stamp else {
            state.dropped.fetch_add(1, Relaxed);
            return Vec::new();
        };
        let last = payloads.len() - 1;
        let payload_type = self.payload_type(&frame.params().codec);
        let packets = payloads.iter().enumerate().map(|(n, payload)| {
            let sequence_number = self.sequence;
            self.sequence = self.sequence.wrapping_add(1);
            let ssrc = self.section.ssrc;
            let marker = n == last;
            let header = rtp::header::Header {
                version: 2,
                marker,
                payload_type,
                sequence_number,
                timestamp,
                ssrc,
                ..Default::default()
            };
            rtp::Packet { header, payload: payload.clone() }
        });
        packets.collect()
    }

    /// Another camera, or another epoch of the same: what was decoded before is no reference.
    fn follow(&mut self, media: &Media) {
        let stream = Some(media.frame.header().stream);
        if media.claim != self.claim || stream != self.stream {
            (self.claim, self.stream) = (media.claim, stream);
            self.stamps.restart();
            self.needs_key = true;
        }
    }

    fn stamp(&mut self, frame: &Frame, is_past: bool) -> Option<u32> {
        let header = frame.header();
        let when = if is_past { When::Past } else { When::Now };
        self.stamps.next(header.pts, header.time, when, now().time)
    }

    /// Of the offer's payload types the one whose profile is the stream's, else the first.
    fn payload_type(&self, codec: &str) -> u8 {
        let profile = codec.get(5..7).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let types = &self.section.payload_types;
        let same = types.iter().find(|(_, of)| Some(*of) == profile);
        same.or(types.first()).map_or(0, |(payload_type, _)| *payload_type)
    }
}
