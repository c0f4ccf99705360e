//! Three places in a row: this machine, a router in a namespace of its own, the far end in another. Belongs here: making and
//! clearing them by Debian's `ip`, `ethtool` and `iptables`. Does not: what happens to packets.

use super::Error;
use std::{
    net::Ipv4Addr,
    path::{Path, PathBuf},
    process::{self, Command},
    sync::atomic::{AtomicU32, Ordering::Relaxed},
};

/// Names of ours begin so, then comes the process that made them.
const PREFIX: &str = "ward-line-";
/// Networks of ours are 10.213.n.0/24.
const NET: [u8; 2] = [10, 213];

/// The places of one line; they go with their owner.
pub(super) struct Places {
    pub(super) router: String,
    pub(super) far: String,
    /// This machine's address on the line.
    pub(super) near_address: Ipv4Addr,
    /// The far end's.
    pub(super) far_address: Ipv4Addr,
    /// The router's interface towards this machine, and towards the far end.
    pub(super) interfaces: [String; 2],
}

impl Places {
    pub(super) fn make() -> Result<Self, Error> {
        static SERIAL: AtomicU32 = AtomicU32::new(0);
        if !rustix::process::geteuid().is_root() {
            return Err(Error::NotRoot);
        }
        clear_stale()?;
        let (pid, serial) = (process::id(), SERIAL.fetch_add(1, Relaxed));
        let n = free_net()?;
        let address = |last: u8| Ipv4Addr::new(NET[0], NET[1], n, last);
        let name = |end: &str| format!("wl{pid}x{serial}{end}");
        let places = Self {
            router: format!("{PREFIX}{pid}-{serial}-router"),
            far: format!("{PREFIX}{pid}-{serial}-far"),
            near_address: address(1),
            far_address: address(6),
            interfaces: [name("b"), name("c")],
        };
        // From here on what was made is cleared again by the drop.
        let (router, far) = (&places.router, &places.far);
        let ([b, c], a, d) = (&places.interfaces, &name("a"), &name("d"));
        run("ip", &["netns", "add", router])?;
        run("ip", &["netns", "add", far])?;
        run(
            "ip",
            &["link", "add", a, "mtu", "1500", "type", "veth", "peer", "name", b, "mtu", "1500", "netns", router],
        )?;
        run(
            "ip",
            &[
                "-n", far, "link", "add", d, "mtu", "1500", "type", "veth", "peer", "name", c, "mtu", "1500", "netns",
                router,
            ],
        )?;
        let here = |args: &[&str]| run("ip", args);
        let ends: [(&[&str], &String, u8); 4] =
            [(&[], a, 1), (&["-n", router], b, 2), (&["-n", router], c, 5), (&["-n", far], d, 6)];
        for (place, interface, last) in ends {
            let ip = |args: &[&str]| here(&[place, args].concat());
            ip(&["address", "add", &format!("{}/30", address(last)), "dev", interface])?;
            ip(&["link", "set", interface, "up"])?;
            // Packets as a real line has them: no larger than its MTU, from both ends.
            let off = ["-K", interface, "tso", "off", "gso", "off", "gro", "off"];
            match place {
                [_, namespace] => run("ip", &[&["netns", "exec", namespace, "ethtool"], &off[..]].concat())?,
                _ => run("ethtool", &off)?,
            };
        }
        for place in [router, far] {
            here(&["-n", place, "link", "set", "lo", "up"])?;
        }
        places.route(None)?;
        here(&["-n", far, "route", "add", "default", "via", &address(5).to_string()])?;
        run("ip", &["netns", "exec", router, "sysctl", "-q", "-w", "net.ipv4.ip_forward=1"])?;
        Ok(places)
    }

    /// Where the router's namespace is found.
    pub(super) fn router_path(&self) -> PathBuf {
        Path::new("/run/netns").join(&self.router)
    }

    /// The way to the far end, by a congestion control that no program may change, or without a word about it.
    pub(super) fn route(&self, congestion: Option<&str>) -> Result<(), Error> {
        let [a, b, c, _] = self.near_address.octets();
        let (net, router) = (format!("{a}.{b}.{c}.4/30"), format!("{a}.{b}.{c}.2"));
        let locked = congestion.map(|name| ["congctl", "lock", name]);
        let mut args = vec!["route", "replace", &net, "via", &router];
        args.extend(locked.into_iter().flatten());
        run("ip", &args)?;
        Ok(())
    }

    /// From now on packets of a port of this machine, `tcp` or `udp`, wait in the queues 0 (from here) and 1 (to here).
    pub(super) fn hand_over(&self, protocol: &str, port: u16) -> Result<(), Error> {
        let port = port.to_string();
        for (n, side) in ["--sport", "--dport"].into_iter().enumerate() {
            let queue = n.to_string();
            let rule = ["-w", "-A", "FORWARD", "-i", &self.interfaces[n], "-p", protocol, side, &port];
            let command = ["netns", "exec", &self.router, "iptables"];
            run("ip", &[&command[..], &rule, &["-j", "NFQUEUE", "--queue-num", &queue]].concat())?;
        }
        Ok(())
    }
}

impl Drop for Places {
    fn drop(&mut self) {
        // The interfaces go with their namespaces, and ours with its other end.
        for namespace in [&self.router, &self.far] {
            let _ = run("ip", &["netns", "delete", namespace]);
        }
    }
}

/// A command that runs in a namespace.
pub(super) fn inside(namespace: &str, program: &str) -> Command {
    let mut command = tool("ip");
    command.args(["netns", "exec", namespace, program]);
    command
}

/// Takes away what a process left behind that was killed.
fn clear_stale() -> Result<(), Error> {
    for line in run("ip", &["netns", "list"])?.lines() {
        let name = line.split(' ').next().unwrap_or_default();
        let pid = name.strip_prefix(PREFIX).and_then(|rest| rest.split('-').next());
        if pid.is_some_and(|pid| !Path::new("/proc").join(pid).exists()) {
            run("ip", &["netns", "delete", name])?;
        }
    }
    Ok(())
}

fn free_net() -> Result<u8, Error> {
    let taken = run("ip", &["-4", "-o", "address", "show"])?;
    let is_free = |n: &u8| !taken.contains(&format!(" {}.{}.{n}.", NET[0], NET[1]));
    (0..=255).find(is_free).ok_or(Error::NoNet)
}

fn tool(program: &str) -> Command {
    let mut command = Command::new(program);
    // Where root's commands are not on everybody's path.
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{path}:/usr/sbin:/sbin"));
    command
}

/// What a tool prints.
fn run(program: &str, args: &[&str]) -> Result<String, Error> {
    let output = tool(program).args(args).output().map_err(|_| Error::Missing(program.to_owned()))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Error::Tool { command: format!("{program} {}", args.join(" ")), said })
}
