//! A child process that ends with its owner, children of its own included.

use std::{
    io::{BufRead, BufReader, Read},
    os::unix::process::CommandExt,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// A running program whose output is kept.
pub struct Process {
    child: Child,
    name: String,
    output: Arc<(Mutex<String>, Condvar)>,
}

impl Process {
    /// Starts a program in a process group of its own.
    ///
    /// # Panics
    /// Where it cannot be started.
    pub fn start(mut command: Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
        let mut child = command.spawn().unwrap_or_else(|e| panic!("{name} cannot be started: {e}; run make test"));
        let output = Arc::<(Mutex<String>, Condvar)>::default();
        let (out, err) = (child.stdout.take(), child.stderr.take());
        keep(out.expect("piped above"), output.clone());
        keep(err.expect("piped above"), output.clone());
        Self { child, name, output }
    }

    /// Everything printed so far, both outputs in the order in which lines came.
    pub fn output(&self) -> String {
        self.output.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until a line matches and returns what `pick` takes from it.
    ///
    /// # Panics
    /// Where none does within a minute.
    pub fn wait_for<T>(&self, pick: impl Fn(&str) -> Option<T>) -> T {
        let deadline = Instant::now() + Duration::from_secs(60);
        let (text, changed) = &*self.output;
        let mut text = text.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(found) = text.lines().find_map(&pick) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "{} did not say what was waited for, but: {text}", self.name);
            text = changed.wait_timeout(text, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// The process's number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks the process to end, as a service manager does, and waits for it.
    ///
    /// # Panics
    /// Where it has not ended after 20 s.
    pub fn terminate(&mut self) -> ExitStatus {
        signal("-TERM", &self.child.id().to_string());
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(status) = self.child.try_wait().expect("our own child") {
                return status;
            }
            assert!(Instant::now() < deadline, "{} does not end: {}", self.name, self.output());
            thread::sleep(Duration::from_millis(20));
        }
    }
}

fn signal(which: &str, whom: &str) {
    let sent = Command::new("kill").args([which, "--", whom]).stderr(Stdio::null()).status();
    assert!(sent.is_ok(), "kill is not to be had");
}

fn keep(from: impl Read + Send + 'static, output: Arc<(Mutex<String>, Condvar)>) {
    thread::spawn(move || {
        for line in BufReader::new(from).lines() {
            let Ok(line) = line else { return };
            let mut text = output.0.lock().unwrap_or_else(PoisonError::into_inner);
            text.push_str(&line);
            text.push('\n');
            output.1.notify_all();
        }
    });
}

impl Drop for Process {
    fn drop(&mut self) {
        signal("-KILL", &format!("-{}", self.child.id()));
        // It was killed: there is nothing to learn from its status.
        let _ = self.child.wait();
    }
}
