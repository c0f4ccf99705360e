//! Arguments about people.

use super::{AREA, JSON, NAME, PASSWORD_STDIN, flag, model::listing, option, positional, sub};
use crate::people::roles;
use clap::Command;
use shared::text::{Lang, Text, cli as c, people as t};

pub(in crate::cli) const LOGIN: &str = "login";
pub(in crate::cli) const ROLE: &str = "role";
pub(in crate::cli) const CAMERA: &str = "camera";
pub(in crate::cli) const HOURS: &str = "hours";
pub(in crate::cli) const UNTIL: &str = "until";
pub(in crate::cli) const INVITE: &str = "invite";
pub(in crate::cli) const GRANT: &str = "grant";

pub(super) fn user(lang: Lang) -> Command {
    let about = |name, about: Text| sub(lang, name, about).arg(positional(lang, LOGIN, t::HELP_ARG_LOGIN));
    let password = |command: Command| {
        command
            .arg(flag(lang, PASSWORD_STDIN, t::HELP_OPT_USER_STDIN))
            .arg(flag(lang, INVITE, t::HELP_OPT_INVITE).conflicts_with(PASSWORD_STDIN))
    };
    sub(lang, "user", t::HELP_USER)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(password(role(lang, about("add", t::HELP_USER_ADD)).arg(option(lang, NAME, t::HELP_OPT_PERSON))))
        .subcommand(sub(lang, "list", t::HELP_USER_LIST).arg(flag(lang, JSON, c::HELP_OPT_JSON)))
        .subcommand(password(about("passwd", t::HELP_USER_PASSWD)))
        .subcommand(role(lang, about("grant", t::HELP_USER_GRANT)).mut_arg(ROLE, |role| role.required(true)))
        .subcommand(about("revoke", t::HELP_USER_REVOKE).arg(positional(lang, GRANT, t::HELP_ARG_GRANT)))
        .subcommand(about("disable", t::HELP_USER_DISABLE))
        .subcommand(about("enable", t::HELP_USER_ENABLE))
        .subcommand(about("totp-off", t::HELP_USER_TOTP_OFF))
        .subcommand(about("remove", t::HELP_USER_REMOVE))
}

/// A role, where, when and how long.
fn role(lang: Lang, command: Command) -> Command {
    command
        .arg(listing(lang, ROLE, t::HELP_OPT_ROLE, "roles", &roles()))
        .arg(option(lang, AREA, t::HELP_OPT_GRANT_AREA))
        .arg(option(lang, CAMERA, t::HELP_OPT_GRANT_CAMERA).conflicts_with(AREA))
        .arg(option(lang, HOURS, t::HELP_OPT_HOURS))
        .arg(option(lang, UNTIL, t::HELP_OPT_UNTIL))
}
