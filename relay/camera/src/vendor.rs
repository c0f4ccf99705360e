//! Where each vendor's cameras and recorders keep their streams. Belongs here: the paths, as the vendors document them.
//! Does not: hosts and accounts (see `addresses`), finding out which vendor a camera is of.

use std::{fmt, str::FromStr};

/// The highest channel of a recorder.
const CHANNEL_MAX: u16 = 512;

/// Which of a recorder's cameras, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Channel(u16);

impl Channel {
    /// The number, 1 to 512.
    pub fn get(self) -> u16 {
        self.0
    }
}

/// Why a text or number is no channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("channels are counted from 1 to {CHANNEL_MAX}")]
pub struct ChannelError;

impl TryFrom<u16> for Channel {
    type Error = ChannelError;
    fn try_from(number: u16) -> Result<Self, ChannelError> {
        if (1..=CHANNEL_MAX).contains(&number) { Ok(Self(number)) } else { Err(ChannelError) }
    }
}

impl FromStr for Channel {
    type Err = ChannelError;
    fn from_str(s: &str) -> Result<Self, ChannelError> {
        s.parse::<u16>().map_err(|_| ChannelError)?.try_into()
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A vendor by the name that the command line, lists and the database know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vendor {
    /// Hikvision: ISAPI, `/Streaming/Channels/<channel * 100 + stream>`, streams counted from 1.
    Hikvision,
    /// Dahua: HTTP API, `/cam/realmonitor?channel=<channel>&subtype=<stream>`, streams counted from 0.
    Dahua,
    /// KBVision: made by Dahua.
    Kbvision,
    /// Imou: made by Dahua.
    Imou,
    /// Ezviz: made by Hikvision. The user is `admin`, the password the verification code on the label.
    Ezviz,
    /// Reolink: `/h264Preview_<channel, two digits>_<main|sub>`.
    Reolink,
    /// TP-Link Tapo: `/stream1`, `/stream2`, with the camera account made in the app. Has no recorder channels.
    Tapo,
    /// Uniview: a camera's `/media/video<stream>`, a recorder's `/unicast/c<channel>/s<stream>/live`.
    Uniview,
    /// Axis: VAPIX, `/axis-media/media.amp` with codec, size and `camera=<channel>`.
    Axis,
    /// Yoosee (Gwell): `/onvif1`, `/onvif2`, over UDP only. The vendor documents neither; owners report them.
    Yoosee,
    /// Any other camera. ONVIF has no path of its own: a camera names its addresses itself (`GetStreamUri`, ONVIF Media
    /// Service Specification), so they must be given.
    Onvif,
}

/// Why a vendor has no address to offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VendorError {
    /// The addresses must be given in full.
    #[error("{} has no fixed paths", .0.as_str())]
    NoPaths(Vendor),
    /// It makes no recorders with channels.
    #[error("{} has no channels", .0.as_str())]
    NoChannels(Vendor),
}

impl Vendor {
    /// Every vendor, in the order in which help shows them.
    pub const ALL: [Self; 11] = [
        Self::Hikvision,
        Self::Dahua,
        Self::Kbvision,
        Self::Imou,
        Self::Ezviz,
        Self::Reolink,
        Self::Tapo,
        Self::Uniview,
        Self::Axis,
        Self::Yoosee,
        Self::Onvif,
    ];

    /// The name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hikvision => "hikvision",
            Self::Dahua => "dahua",
            Self::Kbvision => "kbvision",
            Self::Imou => "imou",
            Self::Ezviz => "ezviz",
            Self::Reolink => "reolink",
            Self::Tapo => "tapo",
            Self::Uniview => "uniview",
            Self::Axis => "axis",
            Self::Yoosee => "yoosee",
            Self::Onvif => "onvif",
        }
    }

    /// Whether its cameras send RTP in datagrams only.
    pub fn udp_only(self) -> bool {
        self == Self::Yoosee
    }

    /// The paths, with their queries, of the main and the sub-stream: of a recorder's channel, or of a camera by itself.
    pub fn paths(self, channel: Option<Channel>) -> Result<[String; 2], VendorError> {
        let n = channel.map_or(1, Channel::get);
        Ok(match self {
            Self::Hikvision | Self::Ezviz => [1, 2].map(|stream| format!("/Streaming/Channels/{n}{stream:02}")),
            Self::Dahua | Self::Kbvision | Self::Imou => {
                [0, 1].map(|stream| format!("/cam/realmonitor?channel={n}&subtype={stream}"))
            }
            Self::Reolink => ["main", "sub"].map(|stream| format!("/h264Preview_{n:02}_{stream}")),
            Self::Uniview if channel.is_none() => [1, 2].map(|stream| format!("/media/video{stream}")),
            Self::Uniview => [0, 1].map(|stream| format!("/unicast/c{n}/s{stream}/live")),
            Self::Axis => {
                let camera = channel.map(|c| format!("&camera={c}")).unwrap_or_default();
                ["", "&resolution=640x360"].map(|size| format!("/axis-media/media.amp?videocodec=h264{size}{camera}"))
            }
            Self::Tapo | Self::Yoosee if n > 1 => return Err(VendorError::NoChannels(self)),
            Self::Tapo => [1, 2].map(|stream| format!("/stream{stream}")),
            Self::Yoosee => [1, 2].map(|stream| format!("/onvif{stream}")),
            Self::Onvif => return Err(VendorError::NoPaths(self)),
        })
    }
}

impl FromStr for Vendor {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|vendor| vendor.as_str().eq_ignore_ascii_case(s)).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_as_documented() {
        let axis = "/axis-media/media.amp?videocodec=h264";
        for (vendor, channel, main, sub) in [
            (Vendor::Hikvision, None, "/Streaming/Channels/101", "/Streaming/Channels/102"),
            (Vendor::Hikvision, Some(3), "/Streaming/Channels/301", "/Streaming/Channels/302"),
            (Vendor::Hikvision, Some(16), "/Streaming/Channels/1601", "/Streaming/Channels/1602"),
            (Vendor::Ezviz, None, "/Streaming/Channels/101", "/Streaming/Channels/102"),
            (Vendor::Dahua, Some(3), "/cam/realmonitor?channel=3&subtype=0", "/cam/realmonitor?channel=3&subtype=1"),
            (Vendor::Kbvision, None, "/cam/realmonitor?channel=1&subtype=0", "/cam/realmonitor?channel=1&subtype=1"),
            (Vendor::Imou, None, "/cam/realmonitor?channel=1&subtype=0", "/cam/realmonitor?channel=1&subtype=1"),
            (Vendor::Reolink, None, "/h264Preview_01_main", "/h264Preview_01_sub"),
            (Vendor::Reolink, Some(12), "/h264Preview_12_main", "/h264Preview_12_sub"),
            (Vendor::Tapo, None, "/stream1", "/stream2"),
            (Vendor::Uniview, None, "/media/video1", "/media/video2"),
            (Vendor::Uniview, Some(2), "/unicast/c2/s0/live", "/unicast/c2/s1/live"),
            (Vendor::Axis, None, axis, &format!("{axis}&resolution=640x360")),
            (Vendor::Axis, Some(2), &format!("{axis}&camera=2"), &format!("{axis}&resolution=640x360&camera=2")),
            (Vendor::Yoosee, None, "/onvif1", "/onvif2"),
        ] {
            let channel = channel.map(|n: u16| n.try_into().unwrap());
            assert_eq!(vendor.paths(channel).unwrap(), [main, sub], "{vendor:?} {channel:?}");
        }
    }

    #[test]
    fn what_a_vendor_has_not_is_not_made_up() {
        let second = Some(Channel(2));
        assert_eq!(Vendor::Onvif.paths(None), Err(VendorError::NoPaths(Vendor::Onvif)));
        assert_eq!(Vendor::Tapo.paths(second), Err(VendorError::NoChannels(Vendor::Tapo)));
        assert_eq!(Vendor::Yoosee.paths(second), Err(VendorError::NoChannels(Vendor::Yoosee)));
    }

    #[test]
    fn names_and_channels_are_read_back() {
        for vendor in Vendor::ALL {
            assert_eq!(vendor.as_str().parse(), Ok(vendor));
        }
        assert_eq!("HikVision".parse(), Ok(Vendor::Hikvision));
        assert!("acme".parse::<Vendor>().is_err());
        assert_eq!("512".parse::<Channel>().unwrap().get(), 512);
        for bad in ["", "0", "513", "-1", "1.0", "99999"] {
            assert_eq!(bad.parse::<Channel>(), Err(ChannelError), "{bad:?}");
        }
    }
}
