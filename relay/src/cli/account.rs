//! Passwords on the command line, and whose account a camera is asked with. Belongs here: from arguments, addresses
//! and a terminal to a user and a password. Does not: keeping them.

use super::args;
use crate::Failure;
use camera::Account;
use clap::ArgMatches;
use secrecy::{ExposeSecret, SecretString};
use shared::text::{Lang, Text, cli as t, people};
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
    if is_asked(m) { ask(t::PASSWORD_PROMPT, lang) } else { read_line() }
}

/// A new password for a person: asked for twice at a terminal, else a line of standard input.
pub(super) fn new_password(m: &ArgMatches, lang: Lang) -> Result<SecretString, Failure> {
    if !is_asked(m) {
        return read_line();
    }
    let (first, again) = (ask(people::PROMPT_NEW, lang)?, ask(people::PROMPT_AGAIN, lang)?);
    if first.expose_secret() == again.expose_secret() {
        Ok(first)
    } else {
        Err(Failure::new(people::PROMPT_DIFFERS, []))
    }
}

fn is_asked(m: &ArgMatches) -> bool {
    !m.get_flag(args::PASSWORD_STDIN) && io::stdin().is_terminal()
}

fn unread(_: io::Error) -> Failure {
    Failure::new(t::PASSWORD_STDIN, [])
}

fn ask(prompt: Text, lang: Lang) -> Result<SecretString, Failure> {
    rpassword::prompt_password(prompt.raw(lang)).map(Into::into).map_err(unread)
}

fn read_line() -> Result<SecretString, Failure> {
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line).map_err(unread)?;
    let password = line.trim_end_matches(['\r', '\n']);
    if read == 0 { Err(Failure::new(t::PASSWORD_STDIN, [])) } else { Ok(password.to_owned().into()) }
}
