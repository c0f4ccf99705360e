//! Trying a camera and telling how it went, for `relay probe` and `relay camera check`. Belongs here: facts in words or
//! JSON, the exit code. Does not: finding the facts, where the camera's address comes from.

use super::{args, block_on, say};
use crate::{Failure, config::Config, probe_words};
use camera::{CameraSpec, Progress};
use clap::ArgMatches;
use shared::{
    Profile,
    diagnosis::{Advice, Diagnosis, Step, StreamReport, Verdict},
    text::{Lang, cli, probe as t},
    wire::Reason,
};
use std::{process::ExitCode, time::Duration};

/// How long each stream is watched unless `--seconds` says otherwise: long enough for three usual GOPs.
const WATCH_SECS: u64 = 8;
/// In front of a step that succeeded, and of what did not.
const DONE: &str = "  ✓ ";
const FAILED: &str = "  ✕ ";
const FACT: &str = "    ";

/// Tries a camera, tells each step as it succeeds, and ends with 0 (good), 1 (a stream cannot be played) or 2 (it plays,
/// but something should be changed).
pub(super) fn diagnose(spec: &CameraSpec, config: &Config, m: &ArgMatches, lang: Lang) -> Result<ExitCode, Failure> {
    let secs = m.get_one::<u64>(args::SECONDS).copied().unwrap_or(WATCH_SECS);
    let json = m.get_flag(args::JSON);
    let words = Words { lang, watch_secs: secs, has_user: spec.credentials.is_some() };
    let mut said = Ok(());
    let tell = |progress: Progress<'_>| {
        // A line that cannot be written does not break off the check in the middle of a session.
        if let Some(line) = words.progress(&progress)
            && !json
            && said.is_ok()
        {
            said = say(&line);
        }
    };
    let found = block_on(async { Ok(camera::check(spec, &config.cameras, Duration::from_secs(secs), tell).await) })?;
    said?;
    if json {
        let object = serde_json::to_string(&found).map_err(|e| Failure::new(cli::OUTPUT, [("error", &e)]))?;
        say(&object)?;
    } else {
        say(&words.end(&found))?;
    }
    Ok(exit_code(found.verdict))
}

fn exit_code(verdict: Verdict) -> ExitCode {
    match verdict {
        Verdict::Good => ExitCode::SUCCESS,
        Verdict::Failed | Verdict::Unknown => ExitCode::FAILURE,
        Verdict::Advised => ExitCode::from(2),
    }
}

/// What is said, in one language.
struct Words {
    lang: Lang,
    watch_secs: u64,
    has_user: bool,
}

impl Words {
    /// A picture is nothing for a terminal.
    fn progress(&self, progress: &Progress<'_>) -> Option<String> {
        match progress {
            Progress::Begins(profile) => Some(probe_words::name(self.lang, *profile).to_owned()),
            Progress::Reached(step, after) => Some(self.step(*step, *after)),
            Progress::Picture(_) => None,
            Progress::Ended(report) => Some(self.stream(report)),
        }
    }

    fn step(&self, step: Step, after: Duration) -> String {
        let values =
            [("secs", probe_words::number(self.lang, after.as_secs_f64())), ("watch", self.watch_secs.to_string())];
        format!("{DONE}{}", probe_words::fill(self.lang, step.text(), &values))
    }

    /// What was seen of a stream, then why it does not play and what to do about that.
    fn stream(&self, report: &StreamReport) -> String {
        let facts = report
            .facts
            .iter()
            .flat_map(|facts| probe_words::facts(self.lang, facts))
            .map(|fact| format!("{FACT}{fact}"));
        let failure = report.reason.map(|reason| format!("{FAILED}{}", self.failure(reason)));
        facts.chain(failure).map(|line| line + "\n").collect()
    }

    fn failure(&self, reason: Reason) -> String {
        let fix = match reason {
            Reason::AuthFailed if !self.has_user => Some(t::FIX_NO_USER),
            other => t::fix(other),
        };
        probe_words::failure(self.lang, reason, fix)
    }

    /// All advice, each with the stream it is about, then the verdict.
    fn end(&self, found: &Diagnosis) -> String {
        let streams = found.streams.iter().flat_map(|s| s.advice.iter().map(|a| (Some(s.profile), *a)));
        let of_stream = |advice| found.streams.iter().any(|s| s.advice.contains(&advice));
        let camera = found.advice.iter().filter(|a| !of_stream(**a)).map(|a| (None, *a));
        let line = |(profile, advice): (Option<Profile>, Advice)| {
            let about = profile.map_or(String::new(), |p| format!("{}: ", probe_words::name(self.lang, p)));
            format!("  - {about}{}\n", advice.text().raw(self.lang))
        };
        let lines: String = streams.chain(camera).map(line).collect();
        let head = if lines.is_empty() { String::new() } else { format!("{}\n", t::ADVICE_HEAD.raw(self.lang)) };
        format!("{head}{lines}{}", found.verdict.text().raw(self.lang))
    }
}
