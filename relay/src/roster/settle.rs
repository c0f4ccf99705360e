//! A wish brought together with what is stored. Belongs here: what a camera's record becomes. Does not: areas, which need
//! the store.

use super::{CameraWish, Column, Fault};
use crate::Failure;
use camera::{Addresses, AddressesError, CameraUrl, Channel, Networks, Vendor};
use secrecy::{ExposeSecret, SecretString};
use shared::{
    CameraId,
    text::{Text, cli, model as t},
};
use std::net::SocketAddr;
use store::{CameraRecord, Credentials, Transport};

impl CameraWish {
    /// What becomes of a camera; its area stays as it is. Every mistake is named.
    pub(crate) fn settle(
        &self,
        id: &CameraId,
        current: Option<&CameraRecord>,
        networks: &Networks,
    ) -> Result<CameraRecord, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut keep = |what: Fault| faults.push(what);
        let name = self.name.clone().or(current.map(|c| c.name.clone()));
        if name.is_none() {
            keep(fault(Column::Name, cli::NAME_BAD));
        }
        let addresses = self.addresses(current, networks).map_err(&mut keep).ok();
        let credentials = self.credentials(current).map_err(&mut keep).ok();
        let (Some(name), Some(addresses), Some(credentials)) = (name, addresses, credentials) else {
            return Err(faults);
        };
        let secret = |url: &CameraUrl| url.expose().to_owned().into();
        let usual = if addresses.vendor.is_some_and(Vendor::udp_only) { Transport::Udp } else { Transport::Tcp };
        let mut place = current.map(|c| c.place.clone()).unwrap_or_default();
        if let Some(street) = &self.street {
            place.street.clone_from(street);
        }
        place.position = self.position.unwrap_or(place.position);
        place.heading = self.heading.unwrap_or(place.heading);
        place.owner = self.owner.unwrap_or(place.owner);
        Ok(CameraRecord {
            id: id.clone(),
            name,
            transport: self.transport.or(current.map(|c| c.transport)).unwrap_or(usual),
            main: secret(&addresses.main),
            sub: addresses.sub.as_ref().map(secret),
            credentials,
            place,
            vendor: addresses.vendor.map(|v| v.as_str().to_owned()),
            channel: addresses.channel.map(Channel::get),
        })
    }

    fn addresses(&self, current: Option<&CameraRecord>, networks: &Networks) -> Result<Addresses, Fault> {
        let current = current.and_then(addresses);
        let settled = self.addresses.clone().settle(current.as_ref()).map_err(address_fault)?;
        let column = |url: &Option<CameraUrl>, column| if url.is_some() { column } else { Column::Host };
        // An address that is written as a number can be judged at once; a name is judged at each dial.
        let outside =
            |url: &CameraUrl| url.literal().is_some_and(|ip| !networks.permit(SocketAddr::new(ip, url.port())));
        if outside(&settled.main) {
            return Err(fault(column(&self.addresses.main, Column::MainUrl), cli::ADDRESS_OUTSIDE));
        }
        if settled.sub.as_ref().is_some_and(outside) {
            return Err(fault(column(&self.addresses.sub, Column::SubUrl), cli::ADDRESS_OUTSIDE));
        }
        Ok(settled)
    }

    fn credentials(&self, current: Option<&CameraRecord>) -> Result<Option<Credentials>, Fault> {
        if self.no_login {
            return Ok(None);
        }
        if let [a, b] = self.accounts.as_slice()
            && a != b
        {
            return Err(fault(Column::SubUrl, cli::URL_TWO_USERS));
        }
        let in_url =
            self.accounts.first().map(|a| Credentials { username: a.username.clone(), password: a.password.clone() });
        let known = in_url.or(current.and_then(|c| c.credentials.clone()));
        let password_of =
            |username: &String| known.as_ref().filter(|k| k.username == *username).map(|k| k.password.clone());
        match (&self.username, &self.password, &known) {
            (Some(username), password, _) => {
                let password = password.clone().or_else(|| password_of(username));
                let password = password.ok_or_else(|| fault(Column::Password, t::PASSWORD_MISSING))?;
                Ok(Some(Credentials { username: username.clone(), password }))
            }
            (None, Some(password), Some(known)) => {
                Ok(Some(Credentials { username: known.username.clone(), password: password.clone() }))
            }
            (None, Some(_), None) => Err(fault(Column::Username, cli::PASSWORD_WITHOUT_USER)),
            (None, None, _) => Ok(known),
        }
    }
}

/// A record's addresses; `None` where another program has spoilt them.
pub(super) fn addresses(record: &CameraRecord) -> Option<Addresses> {
    let url = |s: &SecretString| CameraUrl::parse(s.expose_secret()).ok().map(|(url, _)| url);
    Some(Addresses {
        vendor: record.vendor.as_deref().and_then(|v| v.parse().ok()),
        channel: record.channel.and_then(|c| c.try_into().ok()),
        main: url(&record.main)?,
        sub: match &record.sub {
            Some(sub) => Some(url(sub)?),
            None => None,
        },
    })
}

fn fault(column: Column, text: Text) -> Fault {
    Fault::new(column, Failure::new(text, []))
}

fn address_fault(e: AddressesError) -> Fault {
    match e {
        AddressesError::Missing => fault(Column::MainUrl, t::ADDRESS_MISSING),
        AddressesError::HostMissing => fault(Column::Host, t::HOST_MISSING),
        AddressesError::NoPaths => fault(Column::MainUrl, t::NO_PATHS),
        AddressesError::NoChannels(vendor) => {
            Fault::new(Column::Channel, Failure::new(t::NO_CHANNELS, [("vendor", &vendor.as_str())]))
        }
        AddressesError::Disagree => fault(Column::MainUrl, t::ADDRESS_DISAGREE),
        AddressesError::NoSub => fault(Column::SubUrl, t::NO_SUB),
    }
}
