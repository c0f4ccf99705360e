//! A camera's two addresses, and what becomes of them when somebody wishes something else. Belongs here: vendor's paths
//! and given URLs brought together. Does not: accounts, networks, where the wish comes from.

use crate::{CameraHost, CameraUrl, Channel, Vendor, VendorError};

/// The port of RTSP (RFC 2326 §3.2).
const RTSP_PORT: u16 = 554;

/// Where a camera's streams are, and by whose paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// Whose camera it is, where that was told.
    pub vendor: Option<Vendor>,
    /// Which of a recorder's channels.
    pub channel: Option<Channel>,
    /// The main stream.
    pub main: CameraUrl,
    /// The sub-stream.
    pub sub: Option<CameraUrl>,
}

/// How many streams of a camera are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Streams {
    /// The main stream serves as both.
    One,
    /// Main and sub-stream.
    Two,
}

/// What should hold; what is not said stays as it is.
#[derive(Debug, Clone, Default)]
pub struct AddressWish {
    /// Whose paths.
    pub vendor: Option<Vendor>,
    /// Which host.
    pub host: Option<CameraHost>,
    /// Which port.
    pub port: Option<u16>,
    /// Which of a recorder's channels.
    pub channel: Option<Channel>,
    /// How many streams.
    pub streams: Option<Streams>,
    /// The main stream's address in full; goes before the vendor's path.
    pub main: Option<CameraUrl>,
    /// The sub-stream's address in full; goes before the vendor's path.
    pub sub: Option<CameraUrl>,
}

/// Why a wish gives no addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressesError {
    /// Neither an address nor a vendor with its host.
    #[error("no address: give one, or a vendor and a host")]
    Missing,
    /// A vendor without a host.
    #[error("no host")]
    HostMissing,
    /// Only an address in full can say this.
    #[error("no vendor whose paths are known")]
    NoPaths,
    /// The vendor makes no recorders with channels.
    #[error("{} has no channels", .0.as_str())]
    NoChannels(Vendor),
    /// The address names another host or port than the one given beside it.
    #[error("the address and the host do not agree")]
    Disagree,
    /// Two streams, but nothing says where the second is.
    #[error("no address for the sub-stream")]
    NoSub,
}

impl From<VendorError> for AddressesError {
    fn from(e: VendorError) -> Self {
        match e {
            VendorError::NoPaths(_) => Self::NoPaths,
            VendorError::NoChannels(vendor) => Self::NoChannels(vendor),
        }
    }
}

impl Addresses {
    /// How many streams are used.
    pub fn streams(&self) -> Streams {
        if self.sub.is_some() { Streams::Two } else { Streams::One }
    }
}

impl AddressWish {
    /// What the addresses become. Only what differs from `current` counts as said, so that a list that was written out
    /// and read in again changes nothing.
    pub fn settle(mut self, current: Option<&Addresses>) -> Result<Addresses, AddressesError> {
        if let Some(now) = current {
            self.forget(now);
        }
        let vendor = self.vendor.or(current.and_then(|c| c.vendor));
        let channel = self.channel.or(current.and_then(|c| c.channel));
        let (main, sub) = match (self.main.take(), current) {
            (Some(main), _) => self.given(main, current)?,
            (None, Some(now)) if !self.needs_paths() => self.patched(now)?,
            (None, _) => self.by_paths(vendor, channel, current)?,
        };
        let sub = if self.streams == Some(Streams::One) { None } else { sub };
        if self.streams == Some(Streams::Two) && sub.is_none() {
            return Err(AddressesError::NoSub);
        }
        Ok(Addresses { vendor, channel, main, sub })
    }

    /// Drops what holds already.
    fn forget(&mut self, now: &Addresses) {
        self.vendor = self.vendor.filter(|v| now.vendor != Some(*v));
        self.channel = self.channel.filter(|c| now.channel != Some(*c));
        self.host = self.host.take().filter(|h| now.main.place() != *h);
        self.port = self.port.filter(|p| now.main.port() != *p);
        self.streams = self.streams.filter(|s| now.streams() != *s);
        self.main = self.main.take().filter(|m| now.main != *m);
        self.sub = self.sub.take().filter(|s| now.sub.as_ref() != Some(s));
    }

    /// Whether only a vendor's paths can fulfil the wish. A vendor without paths is just written down.
    fn needs_paths(&self) -> bool {
        self.vendor.is_some_and(|v| v.paths(None).is_ok())
            || self.channel.is_some()
            || (self.streams == Some(Streams::Two) && self.sub.is_none())
    }

    fn given(&self, main: CameraUrl, current: Option<&Addresses>) -> Result<Pair, AddressesError> {
        let host_differs = self.host.as_ref().is_some_and(|h| main.place() != *h);
        if host_differs || self.port.is_some_and(|p| main.port() != p) {
            return Err(AddressesError::Disagree);
        }
        // The sub-stream goes along to another host: the camera has moved.
        let follow = |now: &Addresses| {
            let sub = now.sub.as_ref()?;
            let beside = (sub.place(), sub.port()) == (now.main.place(), now.main.port());
            if beside { sub.moved(Some(&main.place()), Some(main.port())) } else { Some(sub.clone()) }
        };
        let same_place = |now: &Addresses| (now.main.place(), now.main.port()) == (main.place(), main.port());
        let kept = current.and_then(|now| if same_place(now) { now.sub.clone() } else { follow(now) });
        Ok((main, self.sub.clone().or(kept)))
    }

    fn patched(&self, now: &Addresses) -> Result<Pair, AddressesError> {
        let moved = |url: &CameraUrl| url.moved(self.host.as_ref(), self.port).ok_or(AddressesError::HostMissing);
        let kept = now.sub.as_ref().map(moved).transpose()?;
        Ok((moved(&now.main)?, self.sub.clone().or(kept)))
    }

    fn by_paths(
        &self,
        vendor: Option<Vendor>,
        channel: Option<Channel>,
        current: Option<&Addresses>,
    ) -> Result<Pair, AddressesError> {
        let host = self.host.clone().or(current.map(|c| c.main.place()));
        let vendor = match (vendor, &host, current) {
            (Some(vendor), _, _) => vendor,
            (None, _, Some(_)) => return Err(AddressesError::NoPaths),
            (None, _, None) => return Err(AddressesError::Missing),
        };
        let paths = vendor.paths(channel)?;
        let host = host.ok_or(AddressesError::HostMissing)?;
        let port = self.port.or(current.map(|c| c.main.port())).unwrap_or(RTSP_PORT);
        let url = |path: &String| {
            let read = CameraUrl::parse(&format!("rtsp://{}:{port}{path}", host.in_url()));
            read.map(|(url, _)| url).map_err(|_| AddressesError::HostMissing)
        };
        let [main, sub] = [url(&paths[0])?, url(&paths[1])?];
        // Another channel of the same recorder has as many streams as the one before.
        let one = self.vendor.is_none() && self.streams.is_none() && current.is_some_and(|c| c.sub.is_none());
        Ok((main, self.sub.clone().or((!one).then_some(sub))))
    }
}

type Pair = (CameraUrl, Option<CameraUrl>);

#[cfg(test)]
#[path = "addresses_tests.rs"]
mod tests;
