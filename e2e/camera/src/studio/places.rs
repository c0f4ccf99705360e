//! The corners that the demo shows. Belongs here: their names and what kind of place they are. Does not: drawing them.

/// What a corner looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Street {
    /// Two roads cross, with a zebra crossing in front.
    Crossroads,
    /// A narrow lane between tall houses.
    Alley,
    /// A road with stalls under parasols on its pavement.
    Market,
    /// A road over a canal, with railings and palms.
    Bridge,
    /// A road past a school's wall and gate.
    School,
}

/// Time of day and weather.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Light {
    /// Low, warm sun and haze.
    Morning,
    /// High sun.
    Noon,
    /// Orange sky, first lamps.
    Dusk,
    /// Lamps, lit windows, headlights.
    Night,
    /// Grey sky, wet road, falling rain.
    Rain,
}

/// A street corner with a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The camera's id: `a-z`, `0-9`, `-`.
    pub id: &'static str,
    /// Its name, in Vietnamese, as burned into the picture.
    pub name: &'static str,
    /// The part of the ward that it belongs to.
    pub area: &'static str,
    /// What is seen.
    pub street: Street,
    /// In what light.
    pub light: Light,
}

const fn place(id: &'static str, name: &'static str, area: &'static str, street: Street, light: Light) -> Place {
    Place { id, name, area, street, light }
}

/// The corners of the demo's ward.
pub const PLACES: [Place; 12] = [
    place("le-loi-tran-phu", "Ngã tư Lê Lợi – Trần Phú", "Khu phố 1", Street::Crossroads, Light::Noon),
    place("hem-12-nguyen-trai", "Đầu hẻm 12 Nguyễn Trãi", "Khu phố 2", Street::Alley, Light::Morning),
    place("truong-kim-dong", "Cổng trường Kim Đồng", "Khu phố 2", Street::School, Light::Noon),
    place("cho-cai-khe", "Chợ Cái Khế", "Khu phố 3", Street::Market, Light::Morning),
    place("cau-rach-ngong", "Cầu Rạch Ngỗng", "Khu phố 3", Street::Bridge, Light::Dusk),
    place("hai-ba-trung", "Ngã ba Hai Bà Trưng", "Khu phố 1", Street::Crossroads, Light::Night),
    place("tran-hung-dao", "Đường Trần Hưng Đạo", "Khu phố 4", Street::Market, Light::Rain),
    place("hem-51-vo-van-kiet", "Hẻm 51 Võ Văn Kiệt", "Khu phố 4", Street::Alley, Light::Dusk),
    place("ben-ninh-kieu", "Bến Ninh Kiều", "Khu phố 1", Street::Bridge, Light::Morning),
    place("nguyen-van-cu", "Ngã tư Nguyễn Văn Cừ", "Khu phố 5", Street::Crossroads, Light::Rain),
    place("truong-ly-tu-trong", "Trường Lý Tự Trọng", "Khu phố 5", Street::School, Light::Dusk),
    place("cho-xuan-khanh", "Chợ đêm Xuân Khánh", "Khu phố 5", Street::Market, Light::Night),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_ids_and_differ() {
        let ids: std::collections::HashSet<_> = PLACES.iter().map(|place| place.id).collect();
        assert_eq!(ids.len(), PLACES.len());
        let site: shared::SiteId = "ward".parse().unwrap();
        assert!(PLACES.iter().all(|place| shared::CameraId::new(&site, place.id).is_ok()));
    }
}
