//! Debian's nginx in front of a relay, with the recipe that lies beside the relay. Belongs here: filling in the lines that
//! the recipe says to change, starting and ending it. Does not: what is expected.

use crate::{
    process::Process,
    relay::{CONFIG, Relay},
    tls::Made,
    wallet,
};
use std::{fs, net::TcpListener, path::Path, process::Command};
use tempfile::TempDir;

const RECIPE: &str = include_str!("../../relay/nginx.example.conf");

/// A relay behind nginx.
pub struct Proxied {
    /// The relay; it trusts 127.0.0.1, unless the recipe was changed to say nothing.
    pub relay: Relay,
    /// The certificate that nginx shows.
    pub made: Made,
    /// Where nginx speaks HTTPS, `127.0.0.1:port`.
    pub host: String,
    /// Where it speaks plain HTTP.
    pub plain: String,
    _nginx: Process,
    _dir: TempDir,
}

impl Proxied {
    /// Starts both. `change` gets the recipe after the marked lines were filled in; `http` is added to the relay's `[http]`.
    ///
    /// # Panics
    /// Where nginx does not start.
    pub fn start(http: &str, change: impl Fn(String) -> String) -> Self {
        // nginx cannot take any free port by itself: two that were free a moment ago are tried, then two others.
        for _ in 0..10 {
            let [tls, plain] = free_ports();
            let mut relay = Relay::new(&CONFIG.replacen(
                "[http]\n",
                &format!("[http]\npublic_url = \"https://{tls}\"\n{http}\n"),
                1,
            ));
            relay.run();
            let dir = tempfile::tempdir().expect("a folder for nginx");
            let made = Made::new(&["127.0.0.1"]);
            made.write(dir.path());
            let conf = change(filled(&tls, &plain, relay.host(), dir.path()));
            let path = write(dir.path(), &conf);
            let mut command = Command::new("nginx");
            command.arg("-p").arg(dir.path()).arg("-c").arg(path).args(["-g", "daemon off;"]);
            // Where root's commands are not on everybody's path.
            let path = std::env::var("PATH").unwrap_or_default();
            command.env("PATH", format!("{path}:/usr/sbin"));
            let nginx = Process::start(command);
            let is_up = nginx.wait_for(|line| {
                let [up, taken, wrong] =
                    ["start worker process", "Address already in use", "[emerg]"].map(|part| line.contains(part));
                assert!(taken || !wrong, "nginx does not take the recipe: {line}");
                (up || taken).then_some(up)
            });
            if is_up {
                // The same login, as a browser has it at the other address.
                let session = wallet::session(relay.host()).expect("the relay runs");
                wallet::keep(&tls, wallet::Session { secure: true, ..session });
                return Self { relay, made, host: tls, plain, _nginx: nginx, _dir: dir };
            }
        }
        panic!("no port was free for nginx");
    }
}

fn free_ports() -> [String; 2] {
    let held = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
    held.map(|listener| listener.local_addr().expect("it is bound").to_string())
}

/// The recipe with the marked lines changed, and listening at this machine alone.
fn filled(tls: &str, plain: &str, relay: &str, dir: &Path) -> String {
    let file = |name: &str| dir.join(name).display().to_string();
    let mut text = RECIPE.to_owned();
    for (line, new) in [
        ("    listen [::]:80;\n", String::new()),
        ("    listen [::]:443 ssl;\n", String::new()),
        ("listen 80;", format!("listen {plain};")),
        ("listen 443 ssl;", format!("listen {tls} ssl;")),
        ("server 127.0.0.1:8080;", format!("server {relay};")),
        ("/etc/letsencrypt/live/camera.example.vn/fullchain.pem", file("c.pem")),
        ("/etc/letsencrypt/live/camera.example.vn/privkey.pem", file("k.pem")),
        ("server_name camera.example.vn;", "server_name 127.0.0.1;".to_owned()),
    ] {
        assert!(text.contains(line), "the recipe has no line {line}");
        text = text.replace(line, &new);
    }
    text
}

/// A whole configuration around the recipe, all of whose files lie in the folder.
fn write(dir: &Path, recipe: &str) -> std::path::PathBuf {
    fs::write(dir.join("ward.conf"), recipe).expect("nginx's folder");
    let temp: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {};\n", dir.join(kind).display()))
        .concat();
    // Root's workers must read what lies in root's folder; for anybody else the line has no effect.
    let all = format!(
        "user root;\nworker_processes 1;\npid {};\nerror_log stderr notice;\nevents {{}}\nhttp {{\naccess_log off;\n{temp}include {};\n}}\n",
        dir.join("pid").display(),
        dir.join("ward.conf").display(),
    );
    let path = dir.join("nginx.conf");
    fs::write(&path, all).expect("nginx's folder");
    path
}
