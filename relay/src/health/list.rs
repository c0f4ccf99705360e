//! How every camera fares: the list of the API and of the command line.

use super::facts::Facts;
use shared::{
    CameraId, UnixMicros,
    api::health::{CameraHealth, HealthList, OutageInfo},
    wire::{CameraState, Reason},
};

/// A camera as it is seen now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) id: CameraId,
    pub(crate) name: String,
    pub(crate) state: CameraState,
    pub(crate) since: UnixMicros,
    pub(crate) reason: Option<Reason>,
}

/// The list over the facts' window, in the order of `seen`.
pub(crate) fn list(facts: &Facts, seen: Vec<Seen>) -> HealthList {
    let window = facts.window();
    let cameras = seen.into_iter().map(|seen| camera(facts, seen)).collect();
    HealthList { from: window.from.into(), to: window.to.into(), cameras }
}

fn camera(facts: &Facts, seen: Seen) -> CameraHealth {
    let nothing = Default::default();
    let history = facts.camera(&seen.id).unwrap_or(&nothing);
    let present = facts.present(history, |_| true);
    let parts = facts.parts(history, &present);
    CameraHealth {
        id: seen.id,
        name: seen.name,
        state: seen.state,
        since: seen.since,
        reason: seen.reason,
        tally: facts.account(history, &present).tally(facts.window()),
        outages: parts.len() as u64,
        longest_secs: parts.iter().map(|part| part.secs).max().unwrap_or(0),
        flaps: history.flaps_in(facts.window()),
        last_outage: parts.last().map(|part| facts.info(part.outage)),
    }
}

/// A camera's newest outages in the facts' window, newest first.
pub(crate) fn newest(facts: &Facts, id: &CameraId, most: usize) -> Vec<OutageInfo> {
    let Some(history) = facts.camera(id) else { return Vec::new() };
    let parts = facts.parts(history, &facts.present(history, |_| true));
    parts.iter().rev().take(most).map(|part| facts.info(part.outage)).collect()
}

/// The cameras as the ledger alone knows them, for a reader beside the relay: those in the list, by id. Without a
/// running relay their state is unknown.
pub(crate) fn seen_in(facts: &Facts) -> Vec<Seen> {
    let (runs, heard) = facts.relay();
    let seen = |(id, history): (&CameraId, &super::facts::History)| {
        let stay = history.stays.iter().rev().find(|stay| stay.ended.is_none())?;
        let open = history.outages.iter().rev().find(|outage| outage.ended.is_none());
        let ended = history.outages.iter().filter_map(|outage| outage.ended).max();
        let (state, since) = match open {
            _ if !runs => (CameraState::Unknown, heard.unwrap_or(stay.began)),
            Some(outage) => (CameraState::Offline, outage.began),
            None => (CameraState::Live, ended.unwrap_or(stay.began).max(stay.began)),
        };
        let reason = open.filter(|_| runs).map(|outage| outage.reason);
        Some(Seen { id: id.clone(), name: stay.name.clone(), state, since: since.into(), reason })
    };
    facts.cameras.iter().filter_map(seen).collect()
}
