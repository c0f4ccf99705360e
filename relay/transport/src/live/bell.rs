//! Looking at something only when it rang. A session wakes for every frame of every tile; its socket has something to be
//! read a few times a second, and each look at it costs. Does not: what is read.

use futures::task::AtomicWaker;
use std::{
    sync::{
        Arc,
        atomic::{
            AtomicBool,
            Ordering::{AcqRel, Release},
        },
    },
    task::{Context, Poll, Wake, Waker},
};

struct Inner {
    rung: AtomicBool,
    task: AtomicWaker,
}

impl Wake for Inner {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // First the bell: the task that is woken finds it rung.
        self.rung.store(true, Release);
        self.task.wake();
    }
}

/// A bell that what is looked at rings when it has something.
pub(super) struct Bell {
    inner: Arc<Inner>,
    waker: Waker,
}

impl Bell {
    /// Rung: the first look is due.
    pub(super) fn new() -> Self {
        let inner = Arc::new(Inner { rung: AtomicBool::new(true), task: AtomicWaker::new() });
        Self { waker: inner.clone().into(), inner }
    }

    /// Looks where the bell has rung since a look found nothing. `look` must do as any `poll` does: keep the waker that it
    /// is given, where it has nothing.
    pub(super) fn poll<T>(&mut self, cx: &mut Context<'_>, look: impl FnOnce(&mut Context<'_>) -> Poll<T>) -> Poll<T> {
        self.inner.task.register(cx.waker());
        if !self.inner.rung.swap(false, AcqRel) {
            return Poll::Pending;
        }
        let found = look(&mut Context::from_waker(&self.waker));
        if found.is_ready() {
            // There may be more.
            self.inner.rung.store(true, Release);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;
    use tokio::{sync::mpsc, task::yield_now};

    #[tokio::test]
    async fn looks_as_often_as_there_is_something_and_once_more() {
        let (tell, mut told) = mpsc::channel(4);
        let (mut bell, mut looks) = (Bell::new(), 0);
        let listening = tokio::spawn(async move {
            let mut heard = Vec::new();
            let mut wakes = 0;
            while heard.len() < 3 {
                let next = poll_fn(|cx| {
                    // Others wake the task, too.
                    wakes += 1;
                    if wakes % 2 == 1 {
                        cx.waker().wake_by_ref();
                    }
                    bell.poll(cx, |cx| {
                        looks += 1;
                        told.poll_recv(cx)
                    })
                });
                heard.extend(next.await);
            }
            (heard, looks)
        });
        for n in [1, 2] {
            tell.send(n).await.unwrap();
        }
        for _ in 0..10 {
            yield_now().await;
        }
        tell.send(3).await.unwrap();
        // Two that were there, one look that found nothing, and the third.
        assert_eq!(listening.await.unwrap(), (vec![1, 2, 3], 4));
    }
}
