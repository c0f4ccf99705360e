//! Which field a failed trial is about. Belongs here: from reasons to columns. Does not: the reasons' words.

use crate::{
    Failure, probe_words,
    roster::{CameraWish, Column, Fault},
};
use shared::{
    Profile,
    diagnosis::Diagnosis,
    text::{Lang, door::cameras as t, probe},
    wire::Reason,
};

/// What failed, each beside the field in which it can be mended; of several about one field the first.
pub(super) fn blame(found: &Diagnosis, wish: &CameraWish, lang: Lang) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for stream in &found.streams {
        let Some(reason) = stream.reason else { continue };
        let column = column(reason, stream.profile, wish);
        if faults.iter().all(|fault| fault.column != column) {
            let name = probe_words::name(lang, stream.profile);
            let words = probe_words::failure(lang, reason, probe::fix(reason));
            faults.push(Fault::new(column, Failure::new(t::TRIAL_STREAM, [("stream", &name), ("what", &words)])));
        }
    }
    faults
}

fn column(reason: Reason, profile: Profile, wish: &CameraWish) -> Column {
    let in_full = match profile {
        Profile::Sub if wish.addresses.sub.is_some() => Some(Column::SubUrl),
        _ => wish.addresses.main.is_some().then_some(Column::MainUrl),
    };
    match reason {
        Reason::AuthFailed => Column::Password,
        Reason::NotFound => in_full.unwrap_or(Column::Channel),
        Reason::ProtocolError => in_full.unwrap_or(Column::Port),
        _ => in_full.unwrap_or(Column::Host),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::diagnosis::StreamReport;

    fn columns(reasons: &[(Profile, Option<Reason>)], cells: &[(Column, &'static str)]) -> Vec<Column> {
        let cell = |column| cells.iter().find(|(c, _)| *c == column).map(|(_, text)| *text);
        let Ok(wish) = CameraWish::read(&cell) else { panic!("a good wish") };
        let report = |&(profile, reason): &_| StreamReport { reason, ..StreamReport::new(profile) };
        let found = Diagnosis::new(reasons.iter().map(report).collect(), []);
        blame(&found, &wish, Lang::Vi).into_iter().map(|fault| fault.column).collect()
    }

    #[test]
    fn a_failure_stands_beside_the_field_that_mends_it() {
        let (main, sub) = (Profile::Main, Profile::Sub);
        let vendor = [(Column::Vendor, "dahua"), (Column::Host, "192.168.1.64")];
        let both = [(Column::MainUrl, "rtsp://192.168.1.64/a"), (Column::SubUrl, "rtsp://192.168.1.64/b")];
        let one = |reason| [(main, Some(reason))];
        assert_eq!(columns(&one(Reason::AuthFailed), &vendor), [Column::Password]);
        assert_eq!(columns(&one(Reason::Unreachable), &vendor), [Column::Host]);
        assert_eq!(columns(&one(Reason::NotFound), &vendor), [Column::Channel]);
        assert_eq!(columns(&one(Reason::ProtocolError), &vendor), [Column::Port]);
        assert_eq!(columns(&[(main, Some(Reason::CodecH265)), (sub, None)], &both), [Column::MainUrl]);
        assert_eq!(columns(&[(main, None), (sub, Some(Reason::CodecH265))], &both), [Column::SubUrl]);
        let twice = [(main, Some(Reason::Unreachable)), (sub, Some(Reason::Unreachable))];
        assert_eq!(columns(&twice, &vendor), [Column::Host]);
        assert_eq!(columns(&[(main, None)], &vendor), []);
    }
}
