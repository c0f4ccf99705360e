//! Firefox ESR, which speaks WebDriver BiDi itself: no driver to install or to compile.

use super::{Bidi, Wire};
use crate::process::Process;
use std::{fmt::Write, fs, path::Path, process::Command};

/// Nothing of it may leave this machine. The preferences that automation wants it sets by itself.
const PREFS: [(&str, &str); 6] = [
    ("app.normandy.enabled", "false"),
    ("app.update.disabledForTesting", "true"),
    ("datareporting.policy.dataSubmissionEnabled", "false"),
    ("network.captive-portal-service.enabled", "false"),
    ("network.connectivity-service.enabled", "false"),
    ("toolkit.telemetry.enabled", "false"),
];

/// Starts it with these preferences on top of [`PREFS`].
pub(super) async fn start(home: &Path, prefs: &[(&str, &str)]) -> (Wire, Vec<Process>) {
    let profile = home.join("profile");
    let mut lines = String::new();
    for (name, value) in PREFS.iter().chain(prefs) {
        writeln!(lines, "user_pref({name:?}, {value});").expect("a string takes all");
    }
    fs::create_dir(&profile).and_then(|()| fs::write(profile.join("user.js"), lines)).expect("a folder for Firefox");
    let mut command = Command::new("firefox-esr");
    command.args(["-headless", "-no-remote", "--remote-debugging-port=0", "-profile"]).arg(&profile);
    command.arg("about:blank").env("HOME", home).env("XDG_RUNTIME_DIR", home);
    let process = Process::start(command);
    let url = process.wait_for(|line| line.strip_prefix("WebDriver BiDi listening on ").map(str::to_owned));
    (Wire::Bidi(Box::new(Bidi::open(&url).await)), vec![process])
}
