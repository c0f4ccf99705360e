//! Arguments about the audit and about backups.

use super::{CSV, FILE, JSON, flag, option, positional, sub};
use clap::{Command, value_parser};
use shared::text::{Lang, audit as t, backup as b, cli as c};
use std::path::PathBuf;

pub(in crate::cli) const ACTOR: &str = "actor";
pub(in crate::cli) const CAMERA: &str = "camera";
pub(in crate::cli) const ACTION: &str = "action";
pub(in crate::cli) const FROM: &str = "from";
pub(in crate::cli) const TO: &str = "to";
pub(in crate::cli) const BEFORE: &str = "before";
pub(in crate::cli) const LIMIT: &str = "limit";
pub(in crate::cli) const KEY: &str = "key";
pub(in crate::cli) const REPLACE: &str = "replace";

/// `relay audit …`
pub(super) fn audit(lang: Lang) -> Command {
    let days =
        |command: Command| command.arg(option(lang, FROM, t::HELP_OPT_FROM)).arg(option(lang, TO, t::HELP_OPT_TO));
    let list = sub(lang, "list", t::HELP_AUDIT_LIST)
        .arg(option(lang, ACTOR, t::HELP_OPT_ACTOR))
        .arg(option(lang, CAMERA, t::HELP_OPT_CAMERA))
        .arg(option(lang, ACTION, t::HELP_OPT_ACTION))
        .arg(option(lang, BEFORE, t::HELP_OPT_BEFORE))
        .arg(option(lang, LIMIT, t::HELP_OPT_LIMIT))
        .arg(flag(lang, JSON, c::HELP_OPT_JSON));
    let export = sub(lang, "export", t::HELP_AUDIT_EXPORT)
        .arg(positional(lang, FILE, t::HELP_ARG_EXPORT).value_parser(value_parser!(PathBuf)))
        .arg(flag(lang, CSV, t::HELP_OPT_EXPORT_CSV).conflicts_with(JSON))
        .arg(flag(lang, JSON, t::HELP_OPT_EXPORT_JSON));
    let verify = sub(lang, "verify", t::HELP_AUDIT_VERIFY)
        .arg(option(lang, FILE, t::HELP_OPT_FILE).value_parser(value_parser!(PathBuf)))
        .arg(option(lang, KEY, t::HELP_OPT_KEY).requires(FILE))
        .after_help(t::HELP_AUDIT_EXIT.raw(lang));
    sub(lang, "audit", t::HELP_AUDIT)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(days(list))
        .subcommand(verify)
        .subcommand(days(export))
}

/// `relay backup FILE`
pub(super) fn backup(lang: Lang) -> Command {
    sub(lang, "backup", b::HELP_BACKUP)
        .arg(positional(lang, FILE, b::HELP_ARG_BACKUP).value_parser(value_parser!(PathBuf)))
}

/// `relay restore FILE`
pub(super) fn restore(lang: Lang) -> Command {
    sub(lang, "restore", b::HELP_RESTORE)
        .arg(positional(lang, FILE, b::HELP_ARG_BACKUP).value_parser(value_parser!(PathBuf)))
        .arg(flag(lang, REPLACE, b::HELP_OPT_REPLACE))
}
