//! The arguments, described in the user's language.

mod audit;
mod health;
mod model;
mod user;

pub(super) use audit::{ACTION, ACTOR, BEFORE, CAMERA, FROM, KEY, LIMIT, REPLACE, TO};
pub(super) use health::{CSV, DAYS, MONTH};
pub(super) use model::{
    AREA, CHANNEL, DRY_RUN, FILE, HEADING, HOST, KIND, NEW_NAME, NO_LOGIN, ONE_STREAM, OWNER, PORT, POSITION,
    SEMICOLON, STREET, TCP, VENDOR, WITH_SECRETS,
};
pub(super) use user::{GRANT, HOURS, INVITE, LOGIN, ROLE, UNTIL};

use clap::{Arg, ArgAction, Command, value_parser};
use shared::text::{Lang, Text, cli as t, probe as p};
use std::{ops::RangeInclusive, path::PathBuf};

pub(super) const CONFIG: &str = "config";
pub(super) const LANG: &str = "lang";
pub(super) const NAME: &str = "name";
pub(super) const URL: &str = "url";
pub(super) const SUB: &str = "sub";
pub(super) const USERNAME: &str = "username";
pub(super) const PASSWORD_STDIN: &str = "password-stdin";
pub(super) const ID: &str = "id";
pub(super) const UDP: &str = "udp";
pub(super) const JSON: &str = "json";
pub(super) const SECONDS: &str = "seconds";

/// How long a stream may be watched.
const WATCH_SECS: RangeInclusive<u64> = 2..=300;

pub(super) fn command(lang: Lang) -> Command {
    let camera = sub(lang, "camera", t::HELP_CAMERA)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            model::about_camera(lang, sub(lang, "add", t::HELP_ADD))
                .arg(positional(lang, NAME, t::HELP_OPT_NAME))
                .arg(positional(lang, URL, t::HELP_OPT_URL).required(false).required_unless_present(VENDOR))
                .arg(option(lang, SUB, t::HELP_OPT_SUB))
                .arg(option(lang, USERNAME, t::HELP_OPT_USERNAME))
                .arg(flag(lang, PASSWORD_STDIN, t::HELP_OPT_STDIN))
                .arg(option(lang, ID, t::HELP_OPT_ID))
                .arg(flag(lang, UDP, t::HELP_OPT_UDP)),
        )
        .subcommand(model::edit(lang))
        .subcommand(model::export(lang))
        .subcommand(model::import(lang))
        .subcommand(sub(lang, "list", t::HELP_LIST).arg(flag(lang, JSON, t::HELP_OPT_JSON)))
        .subcommand(sub(lang, "remove", t::HELP_REMOVE).arg(positional(lang, ID, t::HELP_ARG_ID)))
        .subcommand(trial(lang, "check", t::HELP_CHECK).arg(positional(lang, ID, t::HELP_ARG_ID)));
    let probe = trial(lang, "probe", p::HELP_PROBE)
        .arg(positional(lang, URL, t::HELP_OPT_URL))
        .arg(option(lang, SUB, t::HELP_OPT_SUB))
        .arg(option(lang, USERNAME, t::HELP_OPT_USERNAME))
        .arg(flag(lang, PASSWORD_STDIN, t::HELP_OPT_STDIN))
        .arg(flag(lang, UDP, t::HELP_OPT_UDP));
    let config = sub(lang, "config", t::HELP_CONFIG)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(sub(lang, "check", t::HELP_CONFIG_CHECK));
    base(lang, Command::new("relay").version(env!("CARGO_PKG_VERSION")), t::HELP_RELAY)
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(t::HELP_OPT_VERSION.raw(lang))
                .help_heading(t::HELP_OPTIONS.raw(lang)),
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(option(lang, CONFIG, t::HELP_OPT_CONFIG).global(true).value_parser(value_parser!(PathBuf)))
        .arg(option(lang, LANG, t::HELP_OPT_LANG).global(true).value_parser(["vi", "en"]).hide_possible_values(true))
        .subcommand(sub(lang, "serve", t::HELP_SERVE))
        .subcommand(probe)
        .subcommand(camera)
        .subcommand(health::health(lang))
        .subcommand(model::area(lang))
        .subcommand(audit::audit(lang))
        .subcommand(audit::backup(lang))
        .subcommand(audit::restore(lang))
        .subcommand(user::user(lang))
        .subcommand(config)
}

fn base(lang: Lang, command: Command, about: Text) -> Command {
    command
        .about(about.raw(lang))
        .help_template(format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", t::HELP_USAGE.raw(lang)))
        .subcommand_help_heading(t::HELP_COMMANDS.raw(lang))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(t::HELP_OPT_HELP.raw(lang))
                .help_heading(t::HELP_OPTIONS.raw(lang)),
        )
}

/// A command that tries a camera; its help says what its exit codes mean.
fn trial(lang: Lang, name: &'static str, about: Text) -> Command {
    let secs = option(lang, SECONDS, p::HELP_SECONDS).value_parser(value_parser!(u64).range(WATCH_SECS));
    sub(lang, name, about).arg(flag(lang, JSON, t::HELP_OPT_JSON)).arg(secs).after_help(p::HELP_EXIT.raw(lang))
}

fn sub(lang: Lang, name: &'static str, about: Text) -> Command {
    base(lang, Command::new(name), about)
}

fn positional(lang: Lang, name: &'static str, help: Text) -> Arg {
    let shown = name.to_uppercase();
    Arg::new(name).value_name(shown).required(true).help(help.raw(lang)).help_heading(t::HELP_ARGUMENTS.raw(lang))
}

fn option(lang: Lang, name: &'static str, help: Text) -> Arg {
    let shown = name.to_uppercase();
    Arg::new(name).long(name).value_name(shown).help(help.raw(lang)).help_heading(t::HELP_OPTIONS.raw(lang))
}

fn flag(lang: Lang, name: &'static str, help: Text) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.raw(lang)).help_heading(t::HELP_OPTIONS.raw(lang))
}
