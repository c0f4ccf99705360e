//! What a browser is left with, and why. Belongs here: the few facts that make a rung impossible. Does not: looking.

use super::streams::Stream;
use e2e::{browser::Kind, rungs::Rung};

/// Where a tile ends when the better rungs are taken away.
pub(super) struct Expected {
    pub(super) rung: Rung,
    /// Why it is none of those between.
    pub(super) why: Vec<&'static str>,
}

/// Where a stream ends in a browser whose best rung is this.
pub(super) fn expected(kind: Kind, best: Rung, stream: &Stream) -> Expected {
    let mut why = Vec::new();
    for rung in Rung::ALL.into_iter().skip_while(|rung| *rung != best) {
        match impossible(kind, rung, stream.reorders) {
            None => return Expected { rung, why },
            Some(reason) => why.push(reason),
        }
    }
    panic!("stills are always possible");
}

fn impossible(kind: Kind, rung: Rung, reorders: bool) -> Option<&'static str> {
    match rung {
        Rung::Webrtc if kind == Kind::WebKit => Some("Debian builds WebKitGTK without WebRTC"),
        Rung::Webrtc if reorders => {
            Some("no browser puts pictures of a WebRTC track into another order: the relay refuses B-frames there")
        }
        Rung::Openh264 if reorders => Some("OpenH264 decodes no B-frames, and says so"),
        _ => None,
    }
}
