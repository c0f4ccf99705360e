//! Stills, as both sides know them. Belongs here: the widths there are, the names of the headers. Does not: URLs (see
//! `routes`), decoding.

use std::str::FromStr;

/// The header that tells when the relay had the picture, in microseconds since 1970-01-01T00:00Z.
pub const PICTURE_TIME: &str = "ward-picture-time";
/// The header that tells how the camera is now, as in [`crate::wire::CameraState`].
pub const CAMERA_STATE: &str = "ward-camera-state";
/// The header that tells why it is not live, as in [`crate::wire::Reason`].
pub const CAMERA_REASON: &str = "ward-camera-reason";

/// How wide a still is. There are few widths, so that many viewers share one picture; none is wider than its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StillWidth {
    /// 160 pixels.
    W160,
    /// 320 pixels.
    W320,
    /// 640 pixels.
    W640,
    /// 1280 pixels.
    W1280,
    /// As wide as the camera's picture.
    Full,
}

impl StillWidth {
    /// The narrowest first.
    pub const ALL: [Self; 5] = [Self::W160, Self::W320, Self::W640, Self::W1280, Self::Full];

    /// The width in pixels; `None` for [`Self::Full`].
    pub fn pixels(self) -> Option<u32> {
        match self {
            Self::W160 => Some(160),
            Self::W320 => Some(320),
            Self::W640 => Some(640),
            Self::W1280 => Some(1280),
            Self::Full => None,
        }
    }

    /// As it stands in URLs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::W160 => "160",
            Self::W320 => "320",
            Self::W640 => "640",
            Self::W1280 => "1280",
            Self::Full => "full",
        }
    }

    /// The next width that is no narrower than what is asked for.
    pub fn at_least(pixels: u32) -> Self {
        Self::ALL.into_iter().find(|width| width.pixels().is_none_or(|w| w >= pixels)).unwrap_or(Self::Full)
    }
}

/// The text is neither `full` nor a number of pixels above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a still's width is a number of pixels, or \"full\"")]
pub struct WidthError;

impl FromStr for StillWidth {
    type Err = WidthError;

    /// Numbers in between are rounded up to the next width.
    fn from_str(text: &str) -> Result<Self, WidthError> {
        if text == Self::Full.as_str() {
            return Ok(Self::Full);
        }
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        let pixels = text.parse().ok().filter(|pixels| digits && *pixels > 0);
        pixels.map(Self::at_least).ok_or(WidthError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_in_between_are_rounded_up() {
        for (text, width) in [("1", "160"), ("160", "160"), ("161", "320"), ("1280", "1280"), ("1281", "full")] {
            assert_eq!(text.parse::<StillWidth>().unwrap().as_str(), width, "{text}");
        }
        for width in StillWidth::ALL {
            assert_eq!(width.as_str().parse(), Ok(width));
        }
    }

    #[test]
    fn garbage_is_no_width() {
        for bad in ["", "0", "-1", "+320", "320px", "1e3", "Full", "99999999999", "٣٢٠", " 320"] {
            assert_eq!(bad.parse::<StillWidth>(), Err(WidthError), "{bad:?}");
        }
    }
}
