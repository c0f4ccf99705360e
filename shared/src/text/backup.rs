//! The words of backups: making one, taking one back.

use super::texts;

texts! {
    /// A backup was made.
    BACKUP_DONE = "Đã sao lưu vào {path}" | "Wrote the backup {path}";
    /// What a backup does not hold.
    BACKUP_KEY = "Bản sao lưu không chứa khóa: hãy cất tệp {key} ở nơi khác, thiếu khóa thì không khôi phục được" | "The backup holds no key: keep the file {key} in another place, without it nothing can be restored";
    /// A backup was restored.
    RESTORE_DONE = "Đã khôi phục dữ liệu của {site}, sao lưu lúc {time}" | "Restored the data of {site} as backed up at {time}";
    /// Where the database went that was there before.
    RESTORE_ASIDE = "Cơ sở dữ liệu cũ được giữ tại {path}" | "The database that was there is kept as {path}";
    /// A file that is no backup.
    NO_BACKUP = "tệp {path} không phải bản sao lưu của relay; kiểm tra lại tên tệp, dữ liệu không bị thay đổi" | "the file {path} is no backup of a relay; check its name, nothing was changed";
    /// A damaged backup.
    DAMAGED = "bản sao lưu {path} bị hỏng; hãy dùng một bản khác, dữ liệu không bị thay đổi" | "the backup {path} is damaged; use another one, nothing was changed";
    /// A backup of a newer relay.
    BACKUP_NEWER = "bản sao lưu {path} thuộc phiên bản mới hơn; hãy dùng bản relay mới hơn, dữ liệu không bị thay đổi" | "the backup {path} is of a newer version; use a newer relay, nothing was changed";
    /// A backup of another place.
    OTHER_SITE = "bản sao lưu {path} là của {other}, còn cấu hình này là của {site}; sửa site trong tệp cấu hình, dữ liệu không bị thay đổi" | "the backup {path} is of {other}, but this configuration is of {site}; change site in the configuration, nothing was changed";
    /// A key that does not open the backup.
    BACKUP_KEY_WRONG = "tệp khóa {key} không mở được bản sao lưu này; đặt đúng tệp khóa vào đó, dữ liệu không bị thay đổi" | "the key file {key} does not open this backup; put the right one there, nothing was changed";
    /// There is no key.
    BACKUP_KEY_MISSING = "chưa có tệp khóa {key}; đặt tệp khóa của bản sao lưu vào đó rồi chạy lại, dữ liệu không bị thay đổi" | "there is no key file {key}; put the backup's own there and try again, nothing was changed";
    /// There is a database already.
    DATABASE_THERE = "đã có cơ sở dữ liệu {path}; thêm --replace để thay, bản cũ sẽ được giữ lại bên cạnh" | "there is a database {path} already; add --replace to put the backup in its place, the old one is kept beside it";
    /// A relay is running.
    RELAY_RUNS = "relay đang chạy với thư mục dữ liệu {path}; dừng relay rồi khôi phục" | "a relay is running with the data folder {path}; stop it before you restore";
    /// Help: a command.
    HELP_BACKUP = "Sao lưu cơ sở dữ liệu vào một tệp mới (được cả khi máy chủ đang chạy)" | "Write the database to a new file (also while the relay runs)";
    /// Help: a command.
    HELP_RESTORE = "Khôi phục cơ sở dữ liệu từ bản sao lưu (khi máy chủ không chạy)" | "Restore the database from a backup (while no relay runs)";
    /// Help: an argument.
    HELP_ARG_BACKUP = "Tệp sao lưu" | "The backup's file";
    /// Help: an option.
    HELP_OPT_REPLACE = "Thay cơ sở dữ liệu đang có, giữ bản cũ bên cạnh" | "Take the place of the database that is there, which is kept beside it";
}
