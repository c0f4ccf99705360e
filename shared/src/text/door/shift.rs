//! The words of the duty book.

use super::texts;

texts! {
    /// The page's title, and in the list of sections.
    SHIFT_TITLE = "Ca trực" | "Duty";
    /// Who is.
    SHIFT_NOW = "Đang trực" | "On duty";
    /// Nobody is.
    SHIFT_NOBODY = "Chưa ai nhận ca" | "Nobody is on duty";
    /// Since when, and for how long.
    SHIFT_SINCE = "từ {time}, được {length}" | "since {time}, for {length}";
    /// Coming on duty.
    SHIFT_TAKE = "Nhận ca" | "Go on duty";
    /// Ends the others' shifts.
    SHIFT_RELIEVE = "Kết thúc ca của {names}" | "End the shift of {names}";
    /// Going.
    SHIFT_GIVE = "Giao ca" | "Hand over";
    /// What is to be known.
    SHIFT_HANDOVER = "Bàn giao: việc còn lại, camera hỏng, điều cần để ý" | "Hand-over: what is left to do, broken cameras, what to look out for";
    /// Writing something down.
    SHIFT_NOTE = "Ghi việc" | "Write a note";
    /// What was seen.
    SHIFT_WHAT = "Thấy gì" | "What was seen";
    /// On which camera.
    SHIFT_CAMERA = "Camera" | "Camera";
    /// On none.
    SHIFT_NO_CAMERA = "Không theo camera nào" | "No camera in particular";
    /// When.
    SHIFT_WHEN = "Lúc" | "At";
    /// Keeps the note.
    SHIFT_KEEP = "Ghi vào sổ" | "Write it down";
    /// Notes of this shift and the one before.
    SHIFT_NOTES = "Sổ trực" | "Duty book";
    /// There are none.
    SHIFT_NO_NOTES = "Chưa ghi gì" | "Nothing was written";
    /// What to do about it.
    SHIFT_NO_NOTES_HINT = "Việc ghi ở đây kèm giờ và camera; ca sau đọc được" | "What is written here has its time and camera; the next shift reads it";
    /// Who wrote it.
    SHIFT_BY = "{name} ghi" | "by {name}";
    /// Shifts that are over.
    SHIFT_PAST = "Các ca trước" | "Earlier shifts";
    /// One of them.
    SHIFT_SPAN = "{from} – {until}" | "{from} – {until}";
    /// Somebody else ended it.
    SHIFT_ENDED_BY = "{name} kết thúc thay" | "ended by {name}";
    /// Nothing was left.
    SHIFT_NO_HANDOVER = "Không có lời bàn giao" | "Nothing was handed over";
    /// The hand-over page's title.
    SHIFT_OF = "Ca của {name}" | "{name}’s shift";
    /// Back to the book.
    SHIFT_BACK = "Về sổ trực" | "To the duty book";
    /// Nothing was typed.
    SHIFT_EMPTY = "viết điều đã thấy, tối đa {max} ký tự" | "write what was seen, at most {max} characters";
    /// Too long.
    SHIFT_LONG = "viết tối đa {max} ký tự" | "write at most {max} characters";
    /// No such time.
    SHIFT_BAD_TIME = "viết giờ như 21:45" | "write the time like 21:45";
    /// The reading of several cameras that are out, for the hand-over.
    SHIFT_DEAD = "Camera đang mất: {names}" | "Cameras that are out: {names}";
}
