//! Permission as a type: who holds an `Allowed<Watch>` or a `Granted<People>` was checked.

use shared::{CameraId, Profile, access::Right};
use std::marker::PhantomData;

/// Something that can be permitted.
pub trait Permission: sealed::Sealed {
    /// The right of a role that permits it.
    const RIGHT: Right;
}

/// A permission for one camera.
pub trait OfCamera: Permission {
    /// Whether it also holds while the camera is paused.
    const WHILE_PAUSED: bool;
    /// Whether who has it over the whole ward has it for a camera that was removed, too.
    const AFTER_REMOVAL: bool;
}

/// A permission for the ward as a whole.
pub trait OfSite: Permission {}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident: $right:ident $of:ident $({ $($name_of:ident = $value:literal),* })?;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Permission for $name {
            const RIGHT: Right = Right::$right;
        }
        impl $of for $name {
            $($(const $name_of: bool = $value;)*)?
        }
    )*};
}

permissions! {
    /// Knowing that a camera is there and how it is.
    See: Watch OfCamera { WHILE_PAUSED = true, AFTER_REMOVAL = false };
    /// Seeing a camera's pictures.
    Watch: Watch OfCamera { WHILE_PAUSED = false, AFTER_REMOVAL = false };
    /// Knowing how a camera fared.
    History: History OfCamera { WHILE_PAUSED = true, AFTER_REMOVAL = true };
    /// Pausing a lent camera, and knowing who looked at it.
    Lend: Lend OfCamera { WHILE_PAUSED = true, AFTER_REMOVAL = false };
    /// Setting up cameras and areas.
    Configure: Configure OfSite;
    /// Setting up people and what they may do.
    People: People OfSite;
    /// Letting web sites show cameras.
    Embed: Embed OfSite;
    /// Reading the audit.
    Audit: Audit OfSite;
}

mod sealed {
    pub trait Sealed {}
}

/// The proof that a principal may do `P` with one camera. Only [`crate::Principal::may`] makes it.
#[derive(Debug)]
pub struct Allowed<P: OfCamera> {
    camera: CameraId,
    best: Profile,
    permission: PhantomData<fn() -> P>,
}

impl<P: OfCamera> Allowed<P> {
    pub(crate) fn new(camera: CameraId, best: Profile) -> Self {
        Self { camera, best, permission: PhantomData }
    }

    /// The camera that was asked for.
    pub fn camera(&self) -> &CameraId {
        &self.camera
    }

    /// The best of its streams that may be seen in place of `wanted`: an embed may be held to the sub-stream.
    pub fn profile(&self, wanted: Profile) -> Profile {
        match self.best {
            Profile::Main => wanted,
            Profile::Sub => Profile::Sub,
        }
    }
}

/// The proof that a principal may do `P` in the whole ward. Only [`crate::Principal::may_site`] makes it.
#[derive(Debug)]
pub struct Granted<P: OfSite> {
    permission: PhantomData<fn() -> P>,
}

impl<P: OfSite> Granted<P> {
    pub(crate) fn new() -> Self {
        Self { permission: PhantomData }
    }
}
