//! How often somebody may guess. Belongs here: counting tries by account, address and known device, and how long the next
//! one has to wait. Does not: a clock, passwords. A try counts when it begins and is taken back when it succeeds, so that
//! a thousand at the same time are a thousand.

mod table;

use crate::TokenHash;
use shared::access::Login;
use std::{
    net::{IpAddr, Ipv6Addr},
    time::{Duration, Instant},
};
use table::{Allowance, Table};

/// The longest wait.
pub const WAIT_MAX: Duration = Duration::from_secs(300);

/// Tries on one account, or with one known device, that need not wait.
const FREE: u32 = 5;
/// The same from one address: half a ward may share one behind its carrier's NAT.
const FREE_FROM_ADDRESS: u32 = 20;
/// Of each kind so many are remembered, about 1 MB together.
const REMEMBERED: usize = 10_000;

/// The next try has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("wait {0:?}")]
pub struct Wait(pub Duration);

/// Somebody who tries to log in.
#[derive(Debug, Clone)]
pub struct Try<'a> {
    /// The account that he names; `None` where there can be none of that name.
    pub account: Option<&'a Login>,
    /// Where he comes from.
    pub address: IpAddr,
    /// The device, where this very account has been logged in on it before. Its tries are counted apart: strangers' guesses
    /// do not slow its owner down, nor does the device help with any other account.
    pub device: Option<TokenHash>,
}

/// Remembers who has tried how often.
#[derive(Debug)]
pub struct Throttle {
    accounts: Table<Login>,
    addresses: Table<IpAddr>,
    devices: Table<(TokenHash, Login)>,
}

impl Default for Throttle {
    fn default() -> Self {
        Self::remembering(REMEMBERED)
    }
}

impl Throttle {
    /// One that remembers so many of each kind.
    fn remembering(max: usize) -> Self {
        let table = |free| Allowance { free, wait_max: WAIT_MAX };
        Self {
            accounts: Table::new(table(FREE), max),
            addresses: Table::new(table(FREE_FROM_ADDRESS), max),
            devices: Table::new(table(FREE), max),
        }
    }

    /// Begins a try, or tells how long it has to wait; a try that has to wait does not count.
    pub fn begin(&mut self, who: &Try<'_>, now: Instant) -> Result<(), Wait> {
        if let Some(key) = device(who) {
            return self.devices.ask(&key, now).map(|()| self.devices.count(key, now));
        }
        let (address, account) = (network(who.address), who.account);
        let asked = [self.addresses.ask(&address, now), account.map_or(Ok(()), |a| self.accounts.ask(a, now))];
        if let Some(wait) = asked.into_iter().filter_map(Result::err).max_by_key(|wait| wait.0) {
            return Err(wait);
        }
        self.addresses.count(address, now);
        if let Some(account) = account {
            self.accounts.count(account.clone(), now);
        }
        Ok(())
    }

    /// Takes a try back that succeeded, or that was not made after all. What others have tried stays counted.
    pub fn take_back(&mut self, who: &Try<'_>, now: Instant) {
        if let Some(key) = device(who) {
            self.devices.take_back(&key, now);
            return;
        }
        self.addresses.take_back(&network(who.address), now);
        if let Some(account) = who.account {
            self.accounts.take_back(account, now);
        }
    }
}

fn device(who: &Try<'_>) -> Option<(TokenHash, Login)> {
    Some((who.device?, who.account?.clone()))
}

/// Whoever has an IPv6 address has 2⁶⁴ of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64).into(),
        v4 => v4,
    }
}

#[cfg(test)]
#[path = "throttle_tests.rs"]
mod tests;
