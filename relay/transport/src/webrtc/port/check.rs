//! Connectivity checks (RFC 8445 §7, RFC 8489) as far as the port must read them. Belongs here: whom a check names, and
//! whether it knows the password. Does not: answering, which `rtc` does.

use rtc::{
    crypto::{RTCCryptoProvider, default_provider},
    stun::{
        attributes::{ATTR_FINGERPRINT, ATTR_MESSAGE_INTEGRITY, ATTR_USERNAME, AttrType},
        integrity::MessageIntegrity,
        message::{BINDING_REQUEST, Message},
    },
};
use std::sync::{Arc, LazyLock};

static CRYPTO: LazyLock<Option<Arc<dyn RTCCryptoProvider>>> = LazyLock::new(|| default_provider().ok());

/// The longest check: browsers' have about a hundred bytes.
const MAX_BYTES: usize = 548;
/// MESSAGE-INTEGRITY-SHA256 (RFC 8489 §14.6).
const ATTR_MESSAGE_INTEGRITY_SHA256: AttrType = AttrType(0x001c);

pub(super) struct Check {
    message: Message,
    /// Our part of its user name.
    pub(super) ufrag: String,
}

/// Reads a request that names one of our sessions by `ours:theirs`.
pub(super) fn read(bytes: &[u8]) -> Option<Check> {
    if bytes.len() > MAX_BYTES {
        return None;
    }
    let mut message = Message::new();
    message.unmarshal_binary(bytes).ok()?;
    if message.typ != BINDING_REQUEST {
        return None;
    }
    // What follows MESSAGE-INTEGRITY is nobody's word (RFC 8489 §14.5), and `rtc` would take it for the viewer's: on a check that
    // was overheard, USE-CANDIDATE could be added.
    let mut after = message.attributes.0.iter().skip_while(|attribute| attribute.typ != ATTR_MESSAGE_INTEGRITY).skip(1);
    if !after.all(|attribute| [ATTR_FINGERPRINT, ATTR_MESSAGE_INTEGRITY_SHA256].contains(&attribute.typ)) {
        return None;
    }
    let name = String::from_utf8(message.get(ATTR_USERNAME).ok()?).ok()?;
    let (ufrag, _) = name.split_once(':')?;
    Some(Check { ufrag: ufrag.to_owned(), message })
}

impl Check {
    /// Its MESSAGE-INTEGRITY was made with this password.
    pub(super) fn knows(&self, password: &str) -> bool {
        let Some(provider) = &*CRYPTO else { return false };
        MessageIntegrity::check(&mut self.message.clone(), password.as_bytes(), provider.crypto()).is_ok()
    }
}
