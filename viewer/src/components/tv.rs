//! A wall that nobody sits at: cameras that die are named, flashed and heard, and a new version is taken up by itself.
//! Belongs here: telling the page and its script so. Does not: what is news (see `alarm`); the screen, sound, loading anew (see
//! `tv.js`).

use crate::{
    alarm::Alarm,
    browser,
    fleet::fleet,
    lang::{lang, t},
    player::{Way, player},
};
use leptos::prelude::*;
use shared::{text::ui, wall::View};
use std::time::Duration;

/// What `tv.js` sounds at.
const RING: &str = "ward-alarm";
/// What it loads the page anew at.
const RELOAD: &str = "ward-reload";
/// On the page while it is a television's; the style goes by it.
const TV: &str = "data-tv";

/// The alarm, and the way out.
#[component]
pub(crate) fn Tv(view: Memo<View>) -> impl IntoView {
    let (lang, fleet, player) = (lang(), fleet(), player());
    if let Some(html) = document().document_element() {
        // Neither here nor below can it fail: the name is ours.
        let _ = html.set_attribute(TV, "");
    }
    let alarm = StoredValue::new(Alarm::default());
    let words = RwSignal::new(String::new());
    let look = move || {
        let is_old = player.is_old.get() || player.way.get() == Way::NoWorker;
        let now_ms = browser::now_ms();
        let said = alarm.try_update_value(|alarm| {
            // While the relay is away every tile is stale, which the banner says.
            let heard = player.is_connected().then(|| fleet.health(player));
            let rings = alarm.hear(heard, now_ms);
            let names: Vec<_> = alarm.died().filter_map(|id| Some(fleet.camera(id)?.name)).collect();
            let said = if names.is_empty() {
                String::new()
            } else {
                ui::ALARM.fill(lang.get(), &[("names", &names.join(" · "))])
            };
            if words.get() != said {
                words.set(said);
            }
            [(rings, RING), (alarm.may_reload(is_old, now_ms), RELOAD)]
        });
        for (_, name) in said.into_iter().flatten().filter(|(is_due, _)| *is_due) {
            browser::dispatch(name);
        }
    };
    let looking = set_interval_with_handle(move || untrack(look), Duration::from_secs(1));
    on_cleanup(move || {
        if let Ok(looking) = looking {
            looking.clear();
        }
        if let Some(html) = document().document_element() {
            let _ = html.remove_attribute(TV);
        }
    });
    let leave = Signal::derive(move || View { tv: false, ..view.get() }.url());
    view! {
        <p class="alarm" role="alert">{words}</p>
        <a class="tv-leave" href=leave title=t(ui::TV_LEAVE)><span aria-hidden="true">"✕"</span></a>
    }
}
