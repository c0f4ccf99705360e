//! Who asks. A principal is an issuer and a subject, not a row's number.

use crate::{Allowed, Denied, Permission};
use shared::CameraId;
use std::net::IpAddr;

/// Someone, or something, that asks for cameras.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    issuer: Issuer,
    subject: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Issuer {
    /// This machine: whoever can open its loopback ports.
    Local,
}

impl Principal {
    /// The operator at this machine; nobody from elsewhere.
    pub fn local_operator(peer: IpAddr) -> Result<Self, Denied> {
        if peer.to_canonical().is_loopback() {
            Ok(Self { issuer: Issuer::Local, subject: "operator".into() })
        } else {
            Err(Denied)
        }
    }

    /// Whether this principal may do `P` with a camera.
    pub fn may<P: Permission>(&self, camera: &CameraId) -> Result<Allowed<P>, Denied> {
        match (&self.issuer, self.subject.as_str()) {
            (Issuer::Local, "operator") => Ok(Allowed::new(camera.clone())),
            (Issuer::Local, _) => Err(Denied),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Watch;

    #[test]
    fn only_this_machine_is_the_operator() {
        for peer in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            let operator = Principal::local_operator(peer.parse().unwrap()).unwrap();
            let camera = "ward/a".parse().unwrap();
            assert_eq!(operator.may::<Watch>(&camera).unwrap().camera(), &camera);
        }
        for peer in ["192.168.1.2", "8.8.8.8", "fe80::1", "::ffff:10.0.0.1"] {
            assert_eq!(Principal::local_operator(peer.parse().unwrap()), Err(Denied));
        }
    }
}
