//! Arguments about the health ledger.

use super::{JSON, flag, option, sub};
use clap::Command;
use shared::text::{Lang, cli as c, health as t};

pub(in crate::cli) const DAYS: &str = "days";
pub(in crate::cli) const MONTH: &str = "month";
pub(in crate::cli) const CSV: &str = "csv";

/// `relay health …`
pub(super) fn health(lang: Lang) -> Command {
    sub(lang, "health", t::HELP_HEALTH)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(sub(lang, "list", t::HELP_HEALTH_LIST).arg(option(lang, DAYS, t::HELP_OPT_DAYS)).arg(flag(
            lang,
            JSON,
            c::HELP_OPT_JSON,
        )))
        .subcommand(
            sub(lang, "report", t::HELP_HEALTH_REPORT)
                .arg(option(lang, MONTH, t::HELP_OPT_MONTH).required(true))
                .arg(flag(lang, CSV, t::HELP_OPT_CSV)),
        )
}
