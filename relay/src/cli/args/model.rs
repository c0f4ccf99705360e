//! Arguments about vendors, places and lists.

use super::{ID, NAME, PASSWORD_STDIN, SUB, UDP, URL, USERNAME, flag, option, positional, sub};
use crate::roster::{owners, vendors};
use clap::{Arg, Command};
use shared::{
    area::AreaKind,
    text::{Lang, Text, cli as c, model as t},
};

pub(in crate::cli) const VENDOR: &str = "vendor";
pub(in crate::cli) const HOST: &str = "host";
pub(in crate::cli) const PORT: &str = "port";
pub(in crate::cli) const CHANNEL: &str = "channel";
pub(in crate::cli) const ONE_STREAM: &str = "one-stream";
pub(in crate::cli) const AREA: &str = "area";
pub(in crate::cli) const STREET: &str = "street";
pub(in crate::cli) const POSITION: &str = "position";
pub(in crate::cli) const HEADING: &str = "heading";
pub(in crate::cli) const OWNER: &str = "owner";
pub(in crate::cli) const TCP: &str = "tcp";
pub(in crate::cli) const NO_LOGIN: &str = "no-login";
pub(in crate::cli) const FILE: &str = "file";
pub(in crate::cli) const DRY_RUN: &str = "dry-run";
pub(in crate::cli) const WITH_SECRETS: &str = "with-secrets";
pub(in crate::cli) const SEMICOLON: &str = "semicolon";
pub(in crate::cli) const KIND: &str = "kind";
pub(in crate::cli) const NEW_NAME: &str = "new-name";

/// What can be told of a camera when it is added or changed.
pub(super) fn about_camera(lang: Lang, command: Command) -> Command {
    command
        .arg(listing(lang, VENDOR, t::HELP_OPT_VENDOR, "vendors", &vendors()))
        .arg(option(lang, HOST, t::HELP_OPT_HOST))
        .arg(option(lang, PORT, t::HELP_OPT_PORT))
        .arg(option(lang, CHANNEL, t::HELP_OPT_CHANNEL))
        .arg(flag(lang, ONE_STREAM, t::HELP_OPT_ONE_STREAM).conflicts_with(SUB))
        .arg(option(lang, AREA, t::HELP_OPT_AREA))
        .arg(option(lang, STREET, t::HELP_OPT_STREET))
        // South of the equator a position begins with a minus.
        .arg(option(lang, POSITION, t::HELP_OPT_POSITION).allow_hyphen_values(true))
        .arg(option(lang, HEADING, t::HELP_OPT_HEADING))
        .arg(listing(lang, OWNER, t::HELP_OPT_OWNER, "owners", &owners()))
}

pub(super) fn edit(lang: Lang) -> Command {
    about_camera(lang, sub(lang, "edit", t::HELP_EDIT))
        .arg(positional(lang, ID, c::HELP_ARG_ID))
        .arg(option(lang, NAME, t::HELP_OPT_RENAME))
        .arg(option(lang, URL, c::HELP_OPT_URL))
        .arg(option(lang, SUB, c::HELP_OPT_SUB))
        .arg(option(lang, USERNAME, c::HELP_OPT_USERNAME))
        .arg(flag(lang, PASSWORD_STDIN, c::HELP_OPT_STDIN))
        .arg(flag(lang, NO_LOGIN, t::HELP_OPT_NO_LOGIN).conflicts_with_all([USERNAME, PASSWORD_STDIN]))
        .arg(flag(lang, UDP, c::HELP_OPT_UDP))
        .arg(flag(lang, TCP, t::HELP_OPT_TCP).conflicts_with(UDP))
}

pub(super) fn export(lang: Lang) -> Command {
    sub(lang, "export", t::HELP_EXPORT)
        .arg(positional(lang, FILE, t::HELP_ARG_FILE).required(false))
        .arg(flag(lang, WITH_SECRETS, t::HELP_OPT_WITH_SECRETS))
        .arg(flag(lang, SEMICOLON, t::HELP_OPT_SEMICOLON))
}

pub(super) fn import(lang: Lang) -> Command {
    sub(lang, "import", t::HELP_IMPORT).arg(positional(lang, FILE, t::HELP_ARG_FILE)).arg(flag(
        lang,
        DRY_RUN,
        t::HELP_OPT_DRY_RUN,
    ))
}

pub(super) fn area(lang: Lang) -> Command {
    let kinds = AreaKind::ALL.map(AreaKind::as_str).join(", ");
    let area = || positional(lang, AREA, t::HELP_ARG_AREA);
    sub(lang, "area", t::HELP_AREA)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(sub(lang, "add", t::HELP_AREA_ADD).arg(area()).arg(listing(
            lang,
            KIND,
            t::HELP_OPT_KIND,
            "kinds",
            &kinds,
        )))
        .subcommand(sub(lang, "list", t::HELP_AREA_LIST).arg(flag(lang, super::JSON, c::HELP_OPT_JSON)))
        .subcommand(
            sub(lang, "rename", t::HELP_AREA_RENAME)
                .arg(area())
                .arg(positional(lang, NEW_NAME, t::HELP_ARG_NEW_NAME).value_name("NAME")),
        )
        .subcommand(sub(lang, "remove", t::HELP_AREA_REMOVE).arg(area()))
}

/// An option whose help lists what it takes.
pub(super) fn listing(lang: Lang, name: &'static str, help: Text, hole: &str, values: &str) -> Arg {
    option(lang, name, help).help(help.fill(lang, &[(hole, values)]))
}
