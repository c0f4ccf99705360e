//! An element of the page that a rung paints in: a `<video>` or an `<img>`. Belongs here: its number, what goes there and what
//! comes back. Does not: what it plays.

use crate::{
    app::{tell, tell_with},
    few::Few,
    protocol::{Source, SurfaceId, TileId, ToPage},
};
use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

/// What the page says of a surface.
pub(crate) enum Event {
    /// A picture is on screen: which, see [`crate::protocol::ToWorker::Presented`].
    Presented(u64),
    /// It is of no use any more.
    Broken(String),
}

type Handler = Rc<dyn Fn(&Rc<Surface>, Event)>;

thread_local! {
    static SURFACES: RefCell<Few<SurfaceId, (Weak<Surface>, Handler)>> = const { RefCell::new(Few::new()) };
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// A surface; the page takes it away when the last who has this lets it go. That is the decoder, and while its picture is the
/// one on screen, the tile.
pub(crate) struct Surface {
    id: SurfaceId,
}

impl Surface {
    pub(crate) fn open(tile: TileId, source: Source, on_event: impl Fn(&Rc<Self>, Event) + 'static) -> Rc<Self> {
        let id = SurfaceId(LAST.get().wrapping_add(1));
        LAST.set(id.0);
        let surface = Rc::new(Self { id });
        let handler: Handler = Rc::new(on_event);
        SURFACES.with_borrow_mut(|all| all.insert(id, (Rc::downgrade(&surface), handler)));
        tell(&ToPage::Surface { tile, surface: id, source });
        surface
    }

    pub(crate) fn id(&self) -> SurfaceId {
        self.id
    }

    /// Hands bytes over to it.
    pub(crate) fn send(&self, bytes: &js_sys::ArrayBuffer) {
        tell_with(&ToPage::Bytes { surface: self.id }, bytes, bytes);
    }
}

impl Drop for Surface {
    fn drop(&mut self) {
        SURFACES.with_borrow_mut(|all| all.remove(&self.id));
        tell(&ToPage::Gone { surface: self.id });
    }
}

/// The page says something of a surface. What is said of one that is gone is nothing to anybody.
pub(crate) fn told(id: SurfaceId, event: Event) {
    let known = SURFACES.with_borrow(|all| all.get(&id).cloned());
    if let Some((surface, handler)) = known.and_then(|(surface, handler)| Some((surface.upgrade()?, handler))) {
        handler(&surface, event);
    }
}
