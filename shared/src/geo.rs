//! Where a camera hangs and which way it looks. Belongs here: validated coordinates. Does not: maps, distances.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The finest step of a position: 1e-7 degree, about a centimetre.
const STEPS: f64 = 1e7;

/// Why a text or number is no place on earth or no direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GeoError {
    /// No latitude from -90 to 90.
    #[error("no latitude: use degrees from -90 to 90")]
    Latitude,
    /// No longitude from -180 to 180.
    #[error("no longitude: use degrees from -180 to 180")]
    Longitude,
    /// Not two numbers with a comma between them.
    #[error("no position: use latitude,longitude")]
    Position,
    /// No whole number of degrees from 0 to 360.
    #[error("no heading: use whole degrees from 0 to 360")]
    Heading,
}

/// A point on earth in WGS 84 (EPSG:4326), kept in steps of 1e-7 degree so that it is equal to itself on every way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Degrees", into = "Degrees")]
pub struct Position {
    latitude_e7: i32,
    longitude_e7: i32,
}

/// The same as it stands in JSON.
#[derive(Serialize, Deserialize)]
struct Degrees {
    latitude: f64,
    longitude: f64,
}

impl Position {
    /// From degrees: latitude -90 to 90, longitude -180 to 180.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, GeoError> {
        Ok(Self {
            latitude_e7: steps(latitude, 90.0).ok_or(GeoError::Latitude)?,
            longitude_e7: steps(longitude, 180.0).ok_or(GeoError::Longitude)?,
        })
    }

    /// Degrees north of the equator.
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude_e7) / STEPS
    }

    /// Degrees east of Greenwich.
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude_e7) / STEPS
    }
}

fn steps(degrees: f64, most: f64) -> Option<i32> {
    (degrees.abs() <= most).then(|| (degrees * STEPS).round() as i32)
}

impl TryFrom<Degrees> for Position {
    type Error = GeoError;
    fn try_from(d: Degrees) -> Result<Self, GeoError> {
        Self::new(d.latitude, d.longitude)
    }
}

impl From<Position> for Degrees {
    fn from(p: Position) -> Self {
        Self { latitude: p.latitude(), longitude: p.longitude() }
    }
}

/// `latitude,longitude` in degrees, as maps copy it.
impl FromStr for Position {
    type Err = GeoError;
    fn from_str(s: &str) -> Result<Self, GeoError> {
        let (latitude, longitude) = s.split_once(',').ok_or(GeoError::Position)?;
        let degrees = |s: &str| s.trim().parse().map_err(|_| GeoError::Position);
        Self::new(degrees(latitude)?, degrees(longitude)?)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.latitude(), self.longitude())
    }
}

/// Which way a camera looks: degrees clockwise from north, 0 to 359.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Heading(u16);

impl Heading {
    /// Degrees clockwise from north.
    pub fn degrees(self) -> u16 {
        self.0
    }
}

/// 360 is north, as 0 is.
impl TryFrom<u16> for Heading {
    type Error = GeoError;
    fn try_from(degrees: u16) -> Result<Self, GeoError> {
        if degrees <= 360 { Ok(Self(degrees % 360)) } else { Err(GeoError::Heading) }
    }
}

impl From<Heading> for u16 {
    fn from(heading: Heading) -> Self {
        heading.0
    }
}

impl FromStr for Heading {
    type Err = GeoError;
    fn from_str(s: &str) -> Result<Self, GeoError> {
        s.parse::<u16>().map_err(|_| GeoError::Heading)?.try_into()
    }
}

impl fmt::Display for Heading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn positions_as_maps_copy_them() {
        let p: Position = "10.0301234567, 105.78".parse().unwrap();
        assert_eq!(p.to_string(), "10.0301235,105.78");
        assert_eq!(serde_json::to_string(&p).unwrap(), r#"{"latitude":10.0301235,"longitude":105.78}"#);
        for (bad, why) in [
            ("", GeoError::Position),
            ("10.03", GeoError::Position),
            ("a,b", GeoError::Position),
            ("10,03,105,78", GeoError::Position),
            ("90.1,0", GeoError::Latitude),
            ("NaN,0", GeoError::Latitude),
            ("0,-180.5", GeoError::Longitude),
            ("0,inf", GeoError::Longitude),
        ] {
            assert_eq!(bad.parse::<Position>(), Err(why), "{bad:?}");
        }
        assert!(serde_json::from_str::<Position>(r#"{"latitude":91,"longitude":0}"#).is_err());
    }

    #[test]
    fn headings_are_whole_degrees() {
        assert_eq!("360".parse::<Heading>().unwrap().degrees(), 0);
        assert_eq!("90".parse::<Heading>().unwrap().to_string(), "90");
        for bad in ["", "-1", "361", "90.5", "N", "70000"] {
            assert_eq!(bad.parse::<Heading>(), Err(GeoError::Heading), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn a_position_survives_text_and_json(latitude in -90f64..=90.0, longitude in -180f64..=180.0) {
            let p = Position::new(latitude, longitude).unwrap();
            prop_assert_eq!(p.to_string().parse::<Position>().unwrap(), p);
            prop_assert_eq!(Position::new(p.latitude(), p.longitude()).unwrap(), p);
            let json = serde_json::to_string(&p).unwrap();
            prop_assert_eq!(serde_json::from_str::<Position>(&json).unwrap(), p);
        }
    }
}
