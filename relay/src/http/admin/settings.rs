//! The running configuration, to look at.

use super::super::{
    App, BUILD,
    asking::OnSite,
    door::{Ask, unforeseen},
    doors::{Doors, Rule},
    problem::Refusal,
    tls::Tls,
};
use crate::{
    config::{Config, TlsMode},
    pages::admin as view,
};
use axum::{extract::State, response::Response};
use shared::{UnixMicros, access::Right, routes::door, text::door::keys};
use std::net::SocketAddr;

/// What the relay runs with.
pub(crate) struct Running {
    pub(crate) config: Config,
    /// Where viewers come in, its port as it is.
    pub(crate) listen: SocketAddr,
    pub(crate) since: UnixMicros,
    pub(crate) tls: Option<Tls>,
}

pub(super) fn doors(doors: Doors) -> Doors {
    doors.get(door::SETTINGS, Rule::Site(Right::Configure), page)
}

async fn page(State(app): State<App>, ask: Ask, _: OnSite<access::Configure>) -> Result<Response, Refusal> {
    let Running { config, listen, since, tls } = &*app.running;
    let reader = app.past.store.audit_reader().await.map_err(|error| unforeseen(error.into()))?;
    let value = |value: &crate::config::Value| view::Setting {
        key: value.key.clone(),
        value: value.value.clone(),
        means: keys::means(&value.key).map_or("", |text| text.raw(ask.lang)).to_owned(),
        changed: value.changed,
    };
    let view = view::Settings {
        version: BUILD.to_owned(),
        since: *since,
        site: config.site.to_string(),
        data_dir: config.data_dir.display().to_string(),
        listen: listen.to_string(),
        public_url: config.door.public_url.as_ref().map(|url| url.origin().to_owned()),
        tls: match config.door.tls {
            TlsMode::Off => view::Tls::Off,
            TlsMode::SelfSigned => view::Tls::SelfSigned,
            TlsMode::Files { .. } => view::Tls::Files,
        },
        fingerprint: tls.as_ref().map(|tls| tls.certificate().fingerprint()),
        audit_key: reader.map(|reader| reader.key().to_string()),
        values: config.values.iter().map(value).collect(),
    };
    Ok(ask.show(&app, |f| view.draw(f)))
}
