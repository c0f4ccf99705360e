//! `/metrics` on its own loopback port, in Prometheus' text format. Base units; cameras are labelled, viewers never.

use super::guard::{self, Site};
use axum::{Router, middleware, routing::get};
use hub::Hub;
use metrics::{counter, gauge};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use metrics_util::MetricKindMask;
use shared::{routes, wire::CameraState};
use std::{sync::Arc, sync::OnceLock, time::Duration};
use transport::{live::Clients, webrtc::Desk};

const LAG_BUCKETS_SECS: [f64; 10] = [0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0];
const UPKEEP_EVERY: Duration = Duration::from_secs(5);
/// A camera that was removed is forgotten after this long; what was counted stays.
const FORGET_AFTER: Duration = Duration::from_secs(600);

/// What is counted by itself.
pub(crate) struct Counted {
    pub(crate) hub: Arc<Hub>,
    pub(crate) clients: Clients,
    pub(crate) rtc: Option<Arc<Desk>>,
}

/// Everything that Prometheus reaches.
pub(crate) fn app(counted: Counted, site: Site) -> Router {
    let counted = Arc::new(counted);
    let handle = recorder();
    let page = Router::new().route(
        routes::METRICS,
        get(move || {
            let text = handle.map(|h| {
                observe(&counted);
                h.render()
            });
            async { text.unwrap_or_default() }
        }),
    );
    // A page elsewhere can reach this port, too.
    page.layer(middleware::from_fn_with_state(site, guard::check))
}

/// Histograms keep every sample until somebody looks: this looks, also where no Prometheus ever does.
pub(crate) async fn keep_small() {
    loop {
        tokio::time::sleep(UPKEEP_EVERY).await;
        if let Some(handle) = recorder() {
            handle.run_upkeep();
        }
    }
}

/// The process has one recorder, whoever asks first.
fn recorder() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let install = || {
        let lag = Matcher::Full("ward_viewer_lag_seconds".into());
        let builder = PrometheusBuilder::new()
            .set_buckets_for_metric(lag, &LAG_BUCKETS_SECS)
            .ok()?
            .idle_timeout(MetricKindMask::GAUGE | MetricKindMask::HISTOGRAM, Some(FORGET_AFTER));
        match builder.install_recorder() {
            Ok(handle) => Some(handle),
            Err(error) => {
                tracing::error!(%error, "there will be no metrics");
                None
            }
        }
    };
    HANDLE.get_or_init(install).as_ref()
}

/// Brings what is counted into the recorder.
fn observe(Counted { hub, clients, rtc }: &Counted) {
    gauge!("ward_viewers").set(clients.count() as f64);
    if let Some(rtc) = rtc {
        gauge!("ward_webrtc_sessions").set(rtc.count() as f64);
    }
    gauge!("ward_ring_bytes").set(hub.held_bytes() as f64);
    for camera in hub.cameras() {
        let id = camera.id().to_string();
        let live = camera.status().state == CameraState::Live;
        gauge!("ward_camera_up", "camera" => id.clone()).set(f64::from(u8::from(live)));
        for stream in camera.streams() {
            let labels = [("camera", id.clone()), ("profile", stream.profile().to_string())];
            let stats = stream.stats();
            counter!("ward_stream_units_total", &labels).absolute(stats.units);
            counter!("ward_stream_keyframes_total", &labels).absolute(stats.keys);
            counter!("ward_stream_bytes_total", &labels).absolute(stats.bytes);
            counter!("ward_stream_too_large_total", &labels).absolute(stats.too_large);
            gauge!("ward_stream_readers", &labels).set(stats.readers as f64);
            gauge!("ward_stream_last_arrival_timestamp_seconds", &labels).set(stream.last_arrival().0 as f64 / 1e6);
        }
    }
}
