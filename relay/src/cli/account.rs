//! Whose account a camera is asked with. Belongs here: from arguments and addresses to a user and a password.
//! Does not: keeping them.

use super::args;
use crate::Failure;
use camera::Account;
use clap::ArgMatches;
use secrecy::SecretString;
use shared::text::{Lang, cli as t};
use std::io::{self, IsTerminal};
use store::Credentials;

/// From the addresses, from `--username` with a password that is asked for, or none.
pub(super) fn credentials(
    m: &ArgMatches,
    in_urls: [Option<Account>; 2],
    lang: Lang,
) -> Result<Option<Credentials>, Failure> {
    let mut accounts = in_urls.into_iter().flatten();
    let from_url = accounts.next();
    if let (Some(a), Some(b)) = (&from_url, accounts.next())
        && a != &b
    {
        return Err(Failure::new(t::URL_TWO_USERS, []));
    }
    let username = m.get_one::<String>(args::USERNAME).cloned();
    if username.is_none() && m.get_flag(args::PASSWORD_STDIN) && from_url.is_none() {
        return Err(Failure::new(t::PASSWORD_WITHOUT_USER, []));
    }
    match (username, from_url) {
        (Some(username), _) => Ok(Some(Credentials { username, password: password(m, lang)? })),
        (None, Some(a)) if m.get_flag(args::PASSWORD_STDIN) => {
            Ok(Some(Credentials { username: a.username, password: password(m, lang)? }))
        }
        (None, Some(a)) => Ok(Some(Credentials { username: a.username, password: a.password })),
        (None, None) => Ok(None),
    }
}

/// Asked for at a terminal, else a line of standard input.
pub(super) fn password(m: &ArgMatches, lang: Lang) -> Result<SecretString, Failure> {
    let unread = |_| Failure::new(t::PASSWORD_STDIN, []);
    if !m.get_flag(args::PASSWORD_STDIN) && io::stdin().is_terminal() {
        return rpassword::prompt_password(t::PASSWORD_PROMPT.raw(lang)).map(Into::into).map_err(unread);
    }
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line).map_err(unread)?;
    let password = line.trim_end_matches(['\r', '\n']);
    if read == 0 { Err(Failure::new(t::PASSWORD_STDIN, [])) } else { Ok(password.to_owned().into()) }
}
