//! Rows of the audit in words. Belongs here: names in the place of ids. Does not: what is recorded.

use super::super::grants;
use crate::{audit, health::Calendar, pages::admin::AuditRow};
use shared::{
    CameraId,
    access::Role,
    audit::{ActorKind, Row},
    text::{Lang, door::people as t},
};
use std::collections::BTreeMap;
use store::Areas;

/// Ids that mean nothing to a reader; the sheet has them.
const UNTOLD: [&str; 2] = ["grant", "session"];

/// What names ids have now.
pub(super) struct Told<'a> {
    pub(super) areas: &'a Areas,
    pub(super) names: BTreeMap<CameraId, String>,
    pub(super) calendar: Calendar,
    pub(super) lang: Lang,
}

impl Told<'_> {
    pub(super) fn row(&self, row: &Row) -> AuditRow {
        AuditRow {
            at: row.at,
            who: self.who(row),
            what: row.action().text().raw(self.lang).to_owned(),
            camera: row.camera.as_ref().map(|id| self.camera(id)),
            detail: self.detail(row),
            address: row.address.clone(),
        }
    }

    /// The name that he had then. Of whoever has none, and at the machine, what he is.
    fn who(&self, row: &Row) -> String {
        let kind = row.actor_kind().text().raw(self.lang);
        match row.actor_kind() {
            ActorKind::User if !row.actor_name.is_empty() => row.actor_name.clone(),
            ActorKind::Operator if !row.actor_name.is_empty() => format!("{} ({kind})", row.actor_name),
            _ => kind.to_owned(),
        }
    }

    fn camera(&self, id: &str) -> String {
        let known = id.parse().ok().and_then(|id: CameraId| self.names.get(&id));
        known.cloned().unwrap_or_else(|| id.to_owned())
    }

    fn detail(&self, row: &Row) -> String {
        let mut facts = row.facts();
        facts.retain(|name, _| !UNTOLD.contains(&name.as_str()));
        let role = facts.remove("role").map(|role| Role::of(&role).text().raw(self.lang).to_owned());
        let area = facts.remove("area").map(|id| id.parse().map_or(id, |id| grants::path(self.areas, &id)));
        let name = match (facts.remove("old_name"), facts.remove("name")) {
            (Some(old), Some(name)) => Some(format!("{old} → {name}")),
            (old, name) => name.or(old),
        };
        let enabled = facts.remove("enabled").map(|enabled| {
            let words = if enabled == "true" { t::PERSON_ENABLE } else { t::PERSON_DISABLE };
            words.raw(self.lang).to_owned()
        });
        let rest = audit::in_words(row.action(), facts, self.calendar, self.lang);
        let parts = [row.target.clone(), name, enabled, role, area, Some(rest)];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{
        UnixMicros,
        audit::{Action, Actor, Entry, Hash},
    };

    #[test]
    fn names_stand_in_the_place_of_ids() {
        let id: CameraId = "phuong/a".parse().unwrap();
        let told = Told {
            areas: &Areas::default(),
            names: [(id.clone(), "Cổng chợ".to_owned())].into(),
            calendar: Calendar::new(420).unwrap(),
            lang: Lang::Vi,
        };
        let row = |kind, name: &str, action| {
            let entry = Entry::new(UnixMicros(0), Actor { kind, id: "u1".into(), name: name.into() }, action);
            let entry = entry.camera(id.clone()).target("hoa.to5");
            told.row(&Row::new(&entry.with("role", "watch_team").with("grant", "g1"), 1, Hash::NONE))
        };
        let given = row(ActorKind::User, "Nam", Action::GrantAdded);
        assert_eq!((given.who.as_str(), given.what.as_str()), ("Nam", "Cấp quyền"));
        assert_eq!((given.camera.as_deref(), given.detail.as_str()), (Some("Cổng chợ"), "hoa.to5 · Tổ tự quản"));
        assert_eq!(row(ActorKind::Operator, "root", Action::UserAdded).who, "root (Người vận hành tại máy)");
        let renamed = Entry::new(UnixMicros(0), Actor::relay(), Action::UserChanged).target("hoa");
        let renamed = told.row(&Row::new(&renamed.with("name", "Bà Hoa").with("old_name", "Hoa"), 1, Hash::NONE));
        assert_eq!(renamed.detail, "hoa · Hoa → Bà Hoa");
        assert_eq!(row(ActorKind::User, "", Action::LoginFailed).who, "Người dùng");
    }
}
