//! Where and when something was measured.

use std::{env, fs, process::Command};

/// Facts of this machine and moment, a line each; `program` is what `make` calls this one.
pub fn facts(program: &str) -> String {
    let cpu = first_value("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".into());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory_kib: f64 = first_value("/proc/meminfo", "MemTotal")
        .and_then(|v| v.split_whitespace().next()?.parse().ok())
        .unwrap_or_default();
    let command = env::args().skip(1).collect::<Vec<_>>().join(" ");
    format!(
        "- Command: `make {program}` (`{program} {command}`), commit {}\n- Machine: {cpu}, {cores} cores, {:.0} GB of memory, Linux {}\n- Date: {}\n",
        said("git", &["rev-parse", "--short", "HEAD"]),
        memory_kib * 1024.0 / 1e9,
        said("uname", &["-r"]),
        said("date", &["-u", "+%F %H:%M UTC"]),
    )
}

/// Tasks that wanted to run in the last minute, others' included.
pub fn load_average() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("?").to_owned()
}

fn first_value(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|l| l.starts_with(key))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn said(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).output();
    output.ok().and_then(|o| String::from_utf8(o.stdout).ok()).unwrap_or_default().trim().to_owned()
}
