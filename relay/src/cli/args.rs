//! The arguments, described in the user's language.

use clap::{Arg, ArgAction, Command, value_parser};
use shared::text::{Lang, Text, cli as t, health as h};
use std::path::PathBuf;

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
pub(super) const DAYS: &str = "days";
pub(super) const MONTH: &str = "month";
pub(super) const CSV: &str = "csv";

pub(super) fn command(lang: Lang) -> Command {
    let camera = sub(lang, "camera", t::HELP_CAMERA)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            sub(lang, "add", t::HELP_ADD)
                .arg(positional(lang, NAME, t::HELP_OPT_NAME))
                .arg(positional(lang, URL, t::HELP_OPT_URL))
                .arg(option(lang, SUB, t::HELP_OPT_SUB))
                .arg(option(lang, USERNAME, t::HELP_OPT_USERNAME))
                .arg(flag(lang, PASSWORD_STDIN, t::HELP_OPT_STDIN))
                .arg(option(lang, ID, t::HELP_OPT_ID))
                .arg(flag(lang, UDP, t::HELP_OPT_UDP)),
        )
        .subcommand(sub(lang, "list", t::HELP_LIST).arg(flag(lang, JSON, t::HELP_OPT_JSON)))
        .subcommand(sub(lang, "remove", t::HELP_REMOVE).arg(positional(lang, ID, t::HELP_ARG_ID)))
        .subcommand(sub(lang, "check", t::HELP_CHECK).arg(positional(lang, ID, t::HELP_ARG_ID)));
    let health = sub(lang, "health", h::HELP_HEALTH)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(sub(lang, "list", h::HELP_HEALTH_LIST).arg(option(lang, DAYS, h::HELP_OPT_DAYS)).arg(flag(
            lang,
            JSON,
            t::HELP_OPT_JSON,
        )))
        .subcommand(
            sub(lang, "report", h::HELP_HEALTH_REPORT)
                .arg(option(lang, MONTH, h::HELP_OPT_MONTH).required(true))
                .arg(flag(lang, CSV, h::HELP_OPT_CSV)),
        );
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
        .subcommand(camera)
        .subcommand(health)
        .subcommand(config)
}

fn base(lang: Lang, command: Command, about: Text) -> Command {
    command
        .about(about.raw(lang))
        .help_template(format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}", t::HELP_USAGE.raw(lang)))
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
