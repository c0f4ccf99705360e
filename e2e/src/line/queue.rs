//! Packets that the kernel hands over (NFQUEUE) between two ends of a line. Belongs here: moving them at the time that the
//! model says. Does not: which packets come (see `namespace`).

use super::{Error, model::Wire};
use nfq::{Message, Queue, Verdict};
use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};
use std::{
    collections::VecDeque,
    fs::File,
    io,
    os::fd::AsFd,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
        mpsc,
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// Packets that may be on both ways together: a second at 100 Mbit/s.
const MAX_PACKETS: u32 = 10_000;
/// Of each packet only the length is looked at.
const COPIED_BYTES: u16 = 64;
/// How exactly packets leave.
const TICK: Duration = Duration::from_micros(500);

/// Both ways: number 0 from the near end to the far one, number 1 back. The kernel's queues have the same numbers.
pub(super) type Wires = Arc<Mutex<[Wire; 2]>>;

/// The thread that moves packets; it ends with its owner.
pub(super) struct Mover {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Mover {
    /// Moves packets of both queues in a namespace.
    pub(super) fn start(namespace: PathBuf, wires: Wires) -> Result<Self, Error> {
        let stop = Arc::<AtomicBool>::default();
        let (said, opened) = mpsc::channel();
        let stopped = stop.clone();
        let thread = thread::spawn(move || match open(&namespace) {
            Ok(queue) => {
                // Whoever started this waits for it.
                let _ = said.send(Ok(()));
                run(queue, &wires, &stopped);
            }
            Err(error) => drop(said.send(Err(error))),
        });
        let mover = Self { stop, thread: Some(thread) };
        opened.recv().unwrap_or(Err(io::ErrorKind::BrokenPipe.into())).map_err(Error::Queue)?;
        Ok(mover)
    }
}

impl Drop for Mover {
    fn drop(&mut self) {
        self.stop.store(true, Relaxed);
        if let Some(thread) = self.thread.take() {
            // Its panic was printed.
            let _ = thread.join();
        }
    }
}

/// Only this thread moves into the namespace: its socket is one of that namespace then.
fn open(namespace: &PathBuf) -> io::Result<Queue> {
    let file = File::open(namespace)?;
    move_into_link_name_space(file.as_fd(), Some(LinkNameSpaceType::Network))?;
    let mut queue = Queue::open()?;
    for number in [0, 1] {
        queue.bind(number)?;
        queue.set_copy_range(number, COPIED_BYTES)?;
        queue.set_queue_max_len(number, MAX_PACKETS)?;
    }
    queue.set_nonblocking(true);
    Ok(queue)
}

fn run(mut queue: Queue, wires: &Wires, stop: &AtomicBool) {
    let start = Instant::now();
    let mut under_way: [VecDeque<(Duration, Message)>; 2] = Default::default();
    while !stop.load(Relaxed) {
        let now = start.elapsed();
        while let Ok(message) = queue.recv() {
            let way = usize::from(message.get_queue_num() & 1);
            let bytes = message.get_original_len() as u64;
            let mut wires = wires.lock().unwrap_or_else(PoisonError::into_inner);
            match wires[way].enter(now, bytes) {
                Some(due) => under_way[way].push_back((due, message)),
                None => decide(&mut queue, message, Verdict::Drop),
            }
        }
        for way in &mut under_way {
            while way.front().is_some_and(|(due, _)| *due <= now) {
                if let Some((_, message)) = way.pop_front() {
                    decide(&mut queue, message, Verdict::Accept);
                }
            }
        }
        thread::sleep(TICK);
    }
}

fn decide(queue: &mut Queue, mut message: Message, verdict: Verdict) {
    message.set_verdict(verdict);
    // The kernel forgets packets whose way is taken down; nobody waits for them.
    let _ = queue.verdict(message);
}
