//! `relay serve`: runs the relay until it is told to stop.

use super::{
    block_on,
    config::{load, say_fingerprint, warn},
    say,
};
use crate::{Failure, http::raise_file_limit, serve::Relay};
use clap::ArgMatches;
use secrecy::ExposeSecret;
use shared::text::{Lang, cli as t, people};
use std::io::IsTerminal;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// What is logged unless `WARD_LOG` says otherwise.
const LOG: &str = "info";

pub(super) fn serve(matches: &ArgMatches, lang: Lang) -> Result<(), Failure> {
    let (config, _) = load(matches)?;
    let filter = EnvFilter::try_from_env("WARD_LOG").unwrap_or_else(|_| EnvFilter::new(LOG));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours).init();
    block_on(async {
        raise_file_limit();
        let relay = Relay::open(config).await?;
        tracing::info!(url = %relay.metrics_url(), "metrics");
        if let Some(udp) = relay.webrtc_at() {
            tracing::info!(%udp, "WebRTC");
        }
        warn(&relay.warnings(), lang);
        if let Some(certificate) = relay.certificate() {
            say_fingerprint(&certificate, lang)?;
        }
        // Whoever reads that it serves may stop it at once.
        let stop = told_to_stop();
        say(&t::SERVING.fill(lang, &[("url", &relay.url)]))?;
        if let Some(link) = relay.setup_link().await? {
            say(&people::SETUP_LINK.fill(lang, &[("link", link.expose_secret())]))?;
        }
        relay.run(stop).await?;
        say(t::STOPPED.raw(lang))
    })
}

/// Ctrl-C, or a service manager's request; heard from now on, whenever the answer is waited for.
fn told_to_stop() -> impl Future<Output = ()> {
    let signals = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    async {
        match signals {
            [Ok(mut interrupt), Ok(mut terminate)] => {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
            }
            [Err(error), _] | [_, Err(error)] => {
                tracing::warn!(%error, "only Ctrl-C stops the relay");
                let _ = tokio::signal::ctrl_c().await;
            }
        }
    }
}
