//! What a process uses, as the kernel counts it (proc(5)). Belongs here: reading `/proc`.

use std::{fs, time::Instant};

/// Ticks a second of `/proc/<pid>/stat` on Linux, whatever the kernel's own rate (USER_HZ).
const TICKS_PER_SEC: f64 = 100.0;

/// A moment of a process.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// When it was read.
    pub at: Instant,
    /// CPU time used so far, user and system, all threads, in seconds.
    pub cpu_secs: f64,
    /// Memory in RAM in MB (10^6 bytes).
    pub rss_mb: f64,
    /// The most memory that it ever had in RAM, in MB.
    pub peak_mb: f64,
    /// Threads.
    pub threads: usize,
    /// Open file descriptors.
    pub fds: usize,
    /// Those of them that are sockets.
    pub sockets: usize,
}

impl Usage {
    /// Reads a process of our own.
    ///
    /// # Panics
    /// Where it has ended.
    pub fn of(pid: u32) -> Self {
        let read = |file: &str| {
            fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_else(|e| panic!("process {pid} has ended: {e}"))
        };
        let (stat, status) = (read("stat"), read("status"));
        // The name in parentheses may hold anything; the numbers begin behind it with field 3.
        let behind = stat.rsplit_once(')').map_or("", |(_, numbers)| numbers);
        let ticks = |field: usize| -> f64 {
            behind.split_whitespace().nth(field - 3).and_then(|n| n.parse().ok()).unwrap_or(0.0)
        };
        let line = |key: &str| -> f64 {
            let found = status.lines().find_map(|l| l.strip_prefix(key)?.split_whitespace().next());
            found.and_then(|n| n.parse().ok()).unwrap_or(0.0)
        };
        let open: Vec<_> = fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten().collect();
        let socket = |path: std::path::PathBuf| path.to_string_lossy().starts_with("socket:");
        Self {
            at: Instant::now(),
            cpu_secs: (ticks(14) + ticks(15)) / TICKS_PER_SEC,
            rss_mb: line("VmRSS:") * 1024.0 / 1e6,
            peak_mb: line("VmHWM:") * 1024.0 / 1e6,
            threads: line("Threads:") as usize,
            fds: open.len(),
            sockets: open.iter().filter(|fd| fs::read_link(fd.path()).is_ok_and(socket)).count(),
        }
    }

    /// CPU seconds a second since an earlier moment: 1.0 is one core.
    pub fn cores_since(&self, earlier: &Self) -> f64 {
        (self.cpu_secs - earlier.cpu_secs) / (self.at - earlier.at).as_secs_f64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_process_has_memory_threads_and_a_clock() {
        let before = Usage::of(std::process::id());
        let mut sum = 0u64;
        while before.at.elapsed().as_millis() < 200 {
            sum = sum.wrapping_add(1);
        }
        let after = Usage::of(std::process::id());
        assert!(sum > 0 && after.rss_mb > 1.0 && after.threads > 0 && after.fds > 2, "{after:?}");
        assert!((0.05..8.0).contains(&after.cores_since(&before)), "{after:?} {before:?}");
    }
}
