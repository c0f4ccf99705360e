//! What viewers report. Belongs here: the last interceptor of `rtc`'s chain, which sees all RTCP that was authentic. Does not:
//! repeats, which `rtc`'s own responder sends.

use rtc::{
    interceptor::{Interceptor, Packet, StreamInfo, TaggedPacket},
    rtcp::payload_feedbacks::{full_intra_request::FullIntraRequest, picture_loss_indication::PictureLossIndication},
    sansio::Protocol,
    shared::error::Error,
};
use std::{
    collections::VecDeque,
    mem,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

/// What came since the driver looked last.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Anything at all.
    pub(super) any: bool,
    /// The sources (SSRC) of which a keyframe is wanted: PLI (RFC 4585 §6.3.1), FIR (RFC 5104 §4.3.1).
    pub(super) wanted: Vec<u32>,
}

/// Shared by the chain and the driver.
#[derive(Debug, Clone, Default)]
pub(super) struct Feedback(Arc<Mutex<Heard>>);

/// More sources than a session has are nobody's.
const MOST_WANTED: usize = 256;

impl Feedback {
    /// What came since the last call.
    pub(super) fn take(&self) -> Heard {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The end of the chain.
    pub(super) fn interceptor(&self) -> Ear {
        Ear { feedback: self.clone(), written: VecDeque::new() }
    }

    fn hear(&self, packets: &[Box<dyn rtc::rtcp::Packet>]) {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        heard.any = true;
        for packet in packets {
            let packet = packet.as_any();
            if let Some(pli) = packet.downcast_ref::<PictureLossIndication>() {
                heard.wanted.push(pli.media_ssrc);
            }
            if let Some(fir) = packet.downcast_ref::<FullIntraRequest>() {
                heard.wanted.extend(fir.fir.iter().map(|entry| entry.ssrc));
            }
        }
        heard.wanted.truncate(MOST_WANTED);
    }
}

/// Listens, and lets nothing through to the application.
pub(super) struct Ear {
    feedback: Feedback,
    written: VecDeque<TaggedPacket>,
}

impl Protocol<TaggedPacket, TaggedPacket, ()> for Ear {
    type Rout = TaggedPacket;
    type Wout = TaggedPacket;
    type Eout = ();
    type Error = Error;
    type Time = Instant;

    fn handle_read(&mut self, message: TaggedPacket) -> Result<(), Error> {
        if let Packet::Rtcp(packets) = &message.message.packet {
            self.feedback.hear(packets);
        }
        Ok(())
    }

    fn poll_read(&mut self) -> Option<TaggedPacket> {
        None
    }

    fn handle_write(&mut self, message: TaggedPacket) -> Result<(), Error> {
        self.written.push_back(message);
        Ok(())
    }

    fn poll_write(&mut self) -> Option<TaggedPacket> {
        self.written.pop_front()
    }
}

impl Interceptor for Ear {
    fn bind_local_stream(&mut self, _: &StreamInfo) {}
    fn unbind_local_stream(&mut self, _: &StreamInfo) {}
    fn bind_remote_stream(&mut self, _: &StreamInfo) {}
    fn unbind_remote_stream(&mut self, _: &StreamInfo) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keyframe_requests_are_told_by_their_sources() {
        let feedback = Feedback::default();
        assert!(!feedback.take().any);
        feedback.hear(&[Box::new(PictureLossIndication { sender_ssrc: 1, media_ssrc: 7 })]);
        let heard = feedback.take();
        assert!(heard.any);
        assert_eq!(heard.wanted, [7]);
        assert!(feedback.take().wanted.is_empty());
    }
}
