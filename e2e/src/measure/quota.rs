//! A browser on a slow machine: a control group with a quota of CPU time, which holds workers, decoders and painting alike, as
//! the throttle of the developer tools does not. Belongs here: the group, and who is in it. Does not: what is measured.
//!
//! Version 2 of the kernel's interface (`cpu.max`) where it is, else version 1 (`cpu.cfs_quota_us`). Needs root.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Short, so that a thread is never held for longer than a picture lasts.
const PERIOD_US: u32 = 10_000;
const V2: &str = "/sys/fs/cgroup";
const V1: &str = "/sys/fs/cgroup/cpu";

/// The group; its drop lets everybody out and takes it away.
pub struct Quota {
    folder: PathBuf,
    root: &'static str,
}

impl Quota {
    /// A group that has so many cores.
    pub fn of(cores: f64) -> io::Result<Self> {
        let is_v2 = Path::new(V2).join("cgroup.controllers").exists();
        let root = if is_v2 { V2 } else { V1 };
        let folder = Path::new(root).join(format!("ward-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let quota = Self { folder, root };
        let us = (cores * f64::from(PERIOD_US)).round();
        if is_v2 {
            // A root that hands the controller on already takes it again.
            let _ = fs::write(Path::new(root).join("cgroup.subtree_control"), "+cpu");
            fs::write(quota.folder.join("cpu.max"), format!("{us} {PERIOD_US}"))?;
        } else {
            fs::write(quota.folder.join("cpu.cfs_period_us"), PERIOD_US.to_string())?;
            fs::write(quota.folder.join("cpu.cfs_quota_us"), us.to_string())?;
        }
        Ok(quota)
    }

    /// Puts processes in; what they start from here on is in it, too.
    pub fn hold(&self, processes: &[u32]) -> io::Result<()> {
        processes.iter().try_for_each(|id| enter(&self.folder, *id))
    }
}

impl Drop for Quota {
    fn drop(&mut self) {
        let inside = fs::read_to_string(self.folder.join("cgroup.procs")).unwrap_or_default();
        for id in inside.lines().filter_map(|line| line.parse().ok()) {
            // Whoever has ended meanwhile is out of it.
            let _ = enter(Path::new(self.root), id);
        }
        // A group that still has somebody dying in it is left to the system.
        let _ = fs::remove_dir(&self.folder);
    }
}

fn enter(folder: &Path, id: u32) -> io::Result<()> {
    match fs::write(folder.join("cgroup.procs"), id.to_string()) {
        // ESRCH: it has just ended.
        Err(error) if error.raw_os_error() == Some(3) => Ok(()),
        other => other,
    }
}

/// Processes and all below them, each once.
pub fn family(of: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let stats = fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(|entry| {
        let id: u32 = entry.file_name().to_str()?.parse().ok()?;
        let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
        // Behind the name in parentheses: the state, then the parent.
        let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
        Some((id, parent))
    });
    let all: Vec<(u32, u32)> = stats.collect();
    let mut found: Vec<u32> = of.into_iter().collect();
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        let new: Vec<u32> =
            all.iter().filter(|(id, of)| *of == parent && !found.contains(id)).map(|(id, _)| *id).collect();
        found.extend(new);
        at += 1;
    }
    found
}

/// Memory of Chromium's renderers in MB, what they share counted in parts (PSS, proc(5)).
pub fn renderers_mb(processes: &[u32]) -> f64 {
    let is_renderer = |id: &&u32| {
        fs::read_to_string(format!("/proc/{id}/cmdline")).is_ok_and(|line| line.contains("--type=renderer"))
    };
    let pss = |id: &u32| {
        let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")?.split_whitespace().next());
        line.and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) * 1024.0 / 1e6
    };
    processes.iter().filter(is_renderer).map(pss).sum()
}
