//! What cameras are called on one socket. Belongs here: a viewer who may know their ids, and a visitor of an embed, who
//! learns nothing of its camera but the picture. Pure. Does not: who may see what.

use super::LIMITS;
use shared::{
    CameraId,
    wire::{Limits, Reason, ServerMessage},
};

/// Slots of an embed's socket: the camera, and its other stream while it takes the first one's place.
const EMBED_SLOTS: u8 = 2;

/// How a socket speaks of cameras.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Names {
    /// By their ids.
    Own,
    /// There is one camera, under a name that tells nothing; how it fails is nobody's business either.
    Alias {
        /// Its id.
        camera: CameraId,
        /// What it is called.
        shown: CameraId,
    },
}

impl Names {
    /// Whom a viewer means; `None` where there is no camera of this name.
    pub(super) fn real(&self, said: CameraId) -> Option<CameraId> {
        match self {
            Self::Own => Some(said),
            Self::Alias { camera, shown } => (said == *shown).then(|| camera.clone()),
        }
    }

    /// What the socket may do.
    pub(super) fn limits(&self) -> Limits {
        match self {
            Self::Own => LIMITS,
            Self::Alias { .. } => Limits { slots: EMBED_SLOTS, rtp_tracks: 0, ..LIMITS },
        }
    }

    /// The message as this viewer gets it.
    pub(super) fn said(&self, message: ServerMessage) -> ServerMessage {
        let Self::Alias { shown, .. } = self else { return message };
        match message {
            ServerMessage::Alive { last_arrival_us, .. } => {
                ServerMessage::Alive { camera: shown.clone(), last_arrival_us }
            }
            ServerMessage::Camera { state, since, .. } => {
                ServerMessage::Camera { id: shown.clone(), state, since, reason: None }
            }
            ServerMessage::Refused { slot, reason, retry_after_secs } => {
                ServerMessage::Refused { slot, reason: told(reason), retry_after_secs }
            }
            other => other,
        }
    }
}

/// Why there is no picture, without what ails the camera.
fn told(reason: Reason) -> Reason {
    match reason {
        Reason::Paused | Reason::UnknownCamera | Reason::TooManySlots => reason,
        _ => Reason::NoPicture,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{Slot, UnixMicros, wire::CameraState};

    #[test]
    fn an_embeds_visitor_learns_neither_the_id_nor_what_ails_the_camera() {
        let id = |text: &str| text.parse::<CameraId>().unwrap();
        let names = Names::Alias { camera: id("ward/a"), shown: id("embed/camera") };
        assert_eq!(names.real(id("embed/camera")), Some(id("ward/a")));
        assert_eq!((names.real(id("ward/a")), names.real(id("ward/b"))), (None, None));
        assert_eq!(Names::Own.real(id("ward/b")), Some(id("ward/b")));
        let (state, since) = (CameraState::Offline, UnixMicros(5));
        for message in [
            ServerMessage::Camera { id: id("ward/a"), state, since, reason: Some(Reason::AuthFailed) },
            ServerMessage::Alive { camera: id("ward/a"), last_arrival_us: since },
            ServerMessage::Refused { slot: Slot(0), reason: Reason::AuthFailed, retry_after_secs: Some(3) },
        ] {
            assert_eq!(Names::Own.said(message.clone()), message);
            let said = serde_json::to_string(&names.said(message)).unwrap();
            assert!(!said.contains("ward") && !said.contains("auth"), "{said}");
        }
        assert_eq!((names.limits().slots, Names::Own.limits()), (2, LIMITS));
    }
}
