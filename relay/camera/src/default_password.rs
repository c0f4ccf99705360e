//! Passwords that are none: those that vendors ship or everybody types first. Pure.

use secrecy::{ExposeSecret, SecretString};

/// In small letters. Shipped by Hikvision, Dahua, Axis, Hanwha, Vivotek, Xiongmai and those who rebuild them, or the first
/// that an installer thinks of.
const COMMON: [&str; 24] = [
    "admin",
    "12345",
    "123456",
    "1234567",
    "12345678",
    "123456789",
    "1234567890",
    "1234",
    "0000",
    "000000",
    "1111",
    "111111",
    "4321",
    "9999",
    "666666",
    "888888",
    "admin1",
    "admin123",
    "admin@123",
    "password",
    "pass",
    "root",
    "user",
    "default",
];

/// Whether an account's password is empty, its own name, or one of the common ones, in small or large letters.
pub fn is_default(username: &str, password: &SecretString) -> bool {
    let password = password.expose_secret().to_lowercase();
    password.is_empty() || password == username.to_lowercase() || COMMON.contains(&password.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_ones_are_known_and_others_are_not() {
        for (username, password, expected) in [
            ("admin", "admin", true),
            ("admin", "12345", true),
            ("Admin", "", true),
            ("888888", "888888", true),
            ("ward", "WARD", true),
            ("root", "Pass", true),
            ("admin", "Admin@123", true),
            ("admin", "mật khẩu:@/ 1", false),
            ("admin", "admin-phuong-7", false),
        ] {
            assert_eq!(is_default(username, &password.to_owned().into()), expected, "{username} {password}");
        }
    }
}
