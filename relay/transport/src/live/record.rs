//! Who watched what, told to whoever keeps the record. Belongs here: which cameras one socket shows, each once however many
//! tiles show it. Does not: what becomes of it.

use shared::CameraId;
use std::collections::BTreeSet;

/// Takes note of what one viewer watches.
pub trait Record: Send {
    /// The viewer begins to be sent a camera's pictures.
    fn began(&self, camera: &CameraId);
    /// It is sent none of them any more.
    fn ended(&self, camera: &CameraId);
}

/// What a socket shows; what it still shows when it is dropped ends then.
pub(super) struct Shown {
    record: Box<dyn Record>,
    cameras: BTreeSet<CameraId>,
}

impl Shown {
    pub(super) fn new(record: Box<dyn Record>) -> Self {
        Self { record, cameras: BTreeSet::new() }
    }

    /// From here on exactly these are shown.
    pub(super) fn are<'a>(&mut self, cameras: impl Iterator<Item = &'a CameraId>) {
        let now: BTreeSet<_> = cameras.cloned().collect();
        now.difference(&self.cameras).for_each(|camera| self.record.began(camera));
        self.cameras.difference(&now).for_each(|camera| self.record.ended(camera));
        self.cameras = now;
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.are(std::iter::empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    struct Notes(Arc<Mutex<Vec<String>>>);

    impl Record for Notes {
        fn began(&self, camera: &CameraId) {
            self.0.lock().unwrap().push(format!("+{}", camera.camera()));
        }
        fn ended(&self, camera: &CameraId) {
            self.0.lock().unwrap().push(format!("-{}", camera.camera()));
        }
    }

    #[test]
    fn each_camera_begins_and_ends_once() {
        let notes = Arc::new(Mutex::new(Vec::new()));
        let [a, b] = ["w/a", "w/b"].map(|id| id.parse().unwrap());
        let mut shown = Shown::new(Box::new(Notes(notes.clone())));
        shown.are([&a, &a].into_iter());
        shown.are([&a, &b].into_iter());
        shown.are([&b].into_iter());
        drop(shown);
        assert_eq!(*notes.lock().unwrap(), ["+a", "+b", "-a", "-b"]);
    }
}
