//! Permission as a type: who holds an `Allowed<Watch>` was checked.

use shared::CameraId;
use std::marker::PhantomData;

/// Something that can be allowed for a camera.
pub trait Permission: sealed::Sealed {}

/// Seeing a camera's pictures and state.
#[derive(Debug)]
pub enum Watch {}

impl Permission for Watch {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Watch {}
}

/// The proof that a principal may do `P` with one camera. Only [`crate::Principal::may`] makes it.
#[derive(Debug)]
pub struct Allowed<P: Permission> {
    camera: CameraId,
    permission: PhantomData<fn() -> P>,
}

impl<P: Permission> Allowed<P> {
    pub(crate) fn new(camera: CameraId) -> Self {
        Self { camera, permission: PhantomData }
    }

    /// The camera that was asked for.
    pub fn camera(&self) -> &CameraId {
        &self.camera
    }
}
