//! What was typed about a camera. Belongs here: reading it, and what of it may stand in the page again. Does not: what may
//! stand in a field (see `roster`).

use super::super::super::door::Fields;
use crate::{
    Failure,
    pages::admin::CameraForm,
    roster::{CameraWish, Column, Fault},
};
use camera::CameraUrl;
use shared::text::cli;

/// What was wished.
pub(super) fn wish(fields: &Fields) -> Result<CameraWish, Vec<Fault>> {
    let cells = |column: Column| fields.find(column.as_str());
    let read = CameraWish::read(&cells);
    // An empty name keeps the old one in a list; in a form it was deleted.
    let nameless = fields.find(Column::Name.as_str()).is_some_and(|name| name.trim().is_empty());
    let mut faults = if nameless { vec![Fault::new(Column::Name, Failure::new(cli::NAME_BAD, []))] } else { vec![] };
    match read {
        Ok(wish) if faults.is_empty() => Ok(wish),
        Ok(_) => Err(faults),
        Err(more) => {
            faults.extend(more);
            Err(faults)
        }
    }
}

/// What may stand in the form again: no password, neither as such nor within an address.
pub(super) fn typed(fields: &Fields) -> CameraForm {
    let mut form = CameraForm::default();
    let password = fields.get(Column::Password.as_str());
    for column in Column::ALL {
        let Some(text) = fields.find(column.as_str()) else { continue };
        match column {
            Column::MainUrl | Column::SubUrl => {
                form.set(column, bare(text, password));
                if let Ok((_, Some(account))) = CameraUrl::parse(text.trim())
                    && fields.get(Column::Username.as_str()).is_empty()
                {
                    form.set(Column::Username, account.username);
                }
            }
            // An address in full in the wrong field.
            Column::Host => form.set(column, bare(text, password)),
            _ => form.set(column, text),
        }
    }
    form
}

/// An address without what stands in front of `@`; nothing of one whose path seems to hold a password, too.
fn bare(address: &str, password: &str) -> String {
    let bare = match CameraUrl::parse(address.trim()) {
        Ok((url, _)) => url.expose().to_owned(),
        Err(_) if address.contains('@') => return String::new(),
        Err(_) => address.to_owned(),
    };
    let lower = bare.to_lowercase();
    let tells = ["pass", "pwd"].iter().any(|word| lower.contains(word));
    let holds = !password.is_empty() && bare.contains(password);
    if tells || holds { String::new() } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_stands_in_an_address_again() {
        for (typed, shown) in [
            ("rtsp://192.168.1.64/Streaming/Channels/101", "rtsp://192.168.1.64/Streaming/Channels/101"),
            (" rtsp://admin:canary@192.168.1.64/x", "rtsp://192.168.1.64/x"),
            ("rtsp://192.168.1.64/user=admin&password=other", ""),
            ("rtsp://192.168.1.64/live/canary", ""),
            ("admin:canary@192.168.1.64", ""),
            ("192.168.1.64", "192.168.1.64"),
            ("", ""),
        ] {
            assert_eq!(bare(typed, "canary"), shown, "{typed}");
        }
        assert_eq!(bare("rtsp://192.168.1.64/x", ""), "rtsp://192.168.1.64/x");
    }
}
