//! Hashing on threads of its own. Belongs here: how many at once. A password takes 50 ms and 19 MiB, and whoever asks for
//! many must neither take the machine from the cameras nor its memory.

use super::Problem;
use access::password::{self, Verdict};
use secrecy::SecretString;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Passwords that are hashed at the same time.
const AT_ONCE: usize = 2;
/// Passwords that are hashed or wait for it; over that, people are asked to come back. The last of them waits for about
/// a second.
const IN_ALL: usize = 2 + 32;

pub(super) struct Hashing {
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(IN_ALL)), turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Hashing {
    pub(super) async fn verify(&self, password: &SecretString, kept: Option<SecretString>) -> Result<Verdict, Problem> {
        let password = password.clone();
        self.run(move || Ok(password::verify(&password, kept.as_ref()))).await
    }

    /// Judges a new password and hashes it; `about` is what others know of its owner.
    pub(super) async fn hash_new(&self, password: &SecretString, about: &[&str]) -> Result<SecretString, Problem> {
        password::judge(password, about)?;
        self.hash(password).await
    }

    /// Hashes a password that was judged before.
    pub(super) async fn hash(&self, password: &SecretString) -> Result<SecretString, Problem> {
        let password = password.clone();
        self.run(move || Ok(password::hash(&password)?)).await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let place = self.places.clone().try_acquire_owned().map_err(|_| Problem::Busy)?;
        let turn = self.turns.clone().acquire_owned().await.map_err(|_| Problem::Busy)?;
        // The permits go along: whoever asked may be gone before the work is done.
        let held: [OwnedSemaphorePermit; 2] = [place, turn];
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(held);
            done
        });
        // A panic in there is a wrong password to nobody: it is a fault of ours.
        done.await.map_err(|_| Problem::Busy)?
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[tokio::test(flavor = "multi_thread")]
    async fn two_at_once_some_wait_and_the_rest_is_told_so() {
        let hashing = Arc::new(Hashing::default());
        let (started_tx, started) = mpsc::channel::<()>();
        let (go, go_rx) = mpsc::channel::<()>();
        let go_rx = Arc::new(std::sync::Mutex::new(go_rx));
        let task = || {
            let (hashing, started, go) = (hashing.clone(), started_tx.clone(), go_rx.clone());
            async move {
                let work = move || {
                    started.send(()).unwrap();
                    go.lock().unwrap().recv().unwrap();
                    Ok(())
                };
                hashing.run(work).await
            }
        };
        let tasks: Vec<_> = (0..IN_ALL).map(|_| tokio::spawn(task())).collect();
        for _ in 0..AT_ONCE {
            started.recv().unwrap();
        }
        while hashing.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(started.try_recv().is_err(), "a third one has begun");
        assert!(matches!(task().await, Err(Problem::Busy)));
        for _ in 0..IN_ALL {
            go.send(()).unwrap();
        }
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        go.send(()).unwrap();
        task().await.unwrap();
    }
}
