//! Tube houses: narrow, tall, a shop below. Belongs here: one house. Does not: where houses stand.

use super::{
    brush::Brush,
    dice::Dice,
    letters::Letters,
    mood::{Face, Rgb, mix, rgb, scale},
    wall::Wall,
};

const WALLS: [u32; 12] = [
    0xf2e3c2, 0xe9c46a, 0xd8e2dc, 0xf4d6cc, 0xa8c9c4, 0xf7f3ea, 0xc7d3a8, 0xe5b58e, 0xb9cbe0, 0xf0ddb0, 0xd9a79c,
    0xe8e4da,
];

const SIGNS: [(u32, u32); 8] = [
    (0xc62828, 0xffee58),
    (0x1565c0, 0xffffff),
    (0x2e7d32, 0xfff9c4),
    (0xf9a825, 0xb71c1c),
    (0x6a1b9a, 0xffffff),
    (0xef6c00, 0xffffff),
    (0x00838f, 0xffffff),
    (0xfafafa, 0xc62828),
];

const SHOPS: [&str; 24] = [
    "PHỞ BÒ",
    "CÀ PHÊ",
    "BÁNH MÌ",
    "TẠP HÓA",
    "SỬA XE",
    "NHÀ THUỐC",
    "CƠM TẤM",
    "TRÀ SỮA",
    "ĐIỆN THOẠI",
    "HỚT TÓC",
    "BÚN BÒ HUẾ",
    "VĂN PHÒNG PHẨM",
    "MAY ĐO",
    "VÀNG BẠC",
    "NHA KHOA",
    "GIẶT ỦI",
    "HỦ TIẾU",
    "MẮT KÍNH",
    "PHOTOCOPY",
    "BÁCH HÓA",
    "HOA TƯƠI",
    "TIỆM THUỐC",
    "ĐỒ GỖ",
    "QUÁN CHAY",
];

const FLOOR: f32 = 3.3;

/// What a house is like.
#[derive(Debug, Clone, Copy)]
pub(super) struct House {
    pub(super) wall: Wall,
    pub(super) width: f32,
    pub(super) floors: usize,
    pub(super) shop: bool,
}

impl House {
    pub(super) fn height(&self) -> f32 {
        self.floors as f32 * FLOOR + 0.8
    }

    /// Paints the front and, towards the camera, the bare side wall.
    pub(super) fn paint(&self, brush: &mut Brush<'_>, letters: &Letters, dice: &mut Dice) {
        let base = rgb(dice.pick(&WALLS));
        let (wall, width, height) = (self.wall, self.width, self.height());
        self.side(brush, base, dice);
        wall.rect(brush, (0.0, 0.0), (width, height), 0.0, base);
        wall.rect(brush, (0.0, height - 0.28), (width, height), 0.12, mix(base, rgb(0xffffff), 0.35));
        for floor in 1..self.floors {
            self.floor(brush, floor as f32 * FLOOR + 0.35, base, dice);
        }
        self.roof(brush, dice);
        if self.shop {
            self.shop(brush, letters, dice);
        } else {
            self.home(brush, base, dice);
        }
        // The gap to the next house.
        let seam = scale(base, 0.55);
        wall.rect(brush, (width - 0.06, 0.0), (width, height), 0.01, seam);
    }

    fn side(&self, brush: &mut Brush<'_>, base: Rgb, dice: &mut Dice) {
        if self.wall.face == Face::Front {
            return;
        }
        let u = if self.wall.face == Face::Right { 0.0 } else { self.width };
        let corner = |v, out| self.wall.point(u, v, out);
        let bare = mix(base, rgb(0x9a958c), 0.65);
        let lit = brush.mood.lit(bare, Face::Front);
        let top = self.height();
        brush.fill(&[corner(0.0, 0.0), corner(top, 0.0), corner(top, -9.0), corner(0.0, -9.0)], lit);
        for _ in 0..4 {
            let (v, out, drop) = (dice.within(0.5, 1.0) * top, -dice.within(0.2, 3.5), dice.within(0.6, 3.0));
            let stain =
                [corner(v, out), corner(v, out - 0.5), corner(v - drop, out - 0.3), corner(v - drop, out - 0.2)];
            brush.fill_alpha(&stain, scale(lit, 0.7), 0.25);
        }
    }

    fn window(&self, brush: &mut Brush<'_>, low: (f32, f32), high: (f32, f32), dice: &mut Dice) {
        let wall = self.wall;
        wall.rect(brush, (low.0 - 0.07, low.1 - 0.07), (high.0 + 0.07, high.1 + 0.07), 0.03, rgb(0xf5f1e6));
        if dice.chance(brush.mood.lamps * 0.55) {
            let warm = mix(rgb(0xffd27a), rgb(0xfff1c9), dice.part());
            wall.raw(brush, low, high, 0.05, warm);
        } else {
            let glass = mix(rgb(0x3b4a55), brush.mood.sky[1], 0.25);
            wall.rect(brush, low, high, 0.05, glass);
            let middle = (low.1 + high.1) / 2.0;
            wall.rect(brush, (low.0, middle), high, 0.055, mix(glass, brush.mood.sky[2], 0.22));
        }
        let u = (low.0 + high.0) / 2.0;
        wall.rect(brush, (u - 0.035, low.1), (u + 0.035, high.1), 0.06, rgb(0xe9e2d0));
    }

    fn floor(&self, brush: &mut Brush<'_>, v: f32, base: Rgb, dice: &mut Dice) {
        let (wall, width) = (self.wall, self.width);
        let inset = width * 0.12;
        if dice.chance(0.65) {
            // A balcony with a door behind it, a railing, perhaps plants.
            self.window(brush, (width * 0.52, v + 0.1), (width - inset, v + 2.3), dice);
            self.window(brush, (inset, v + 0.9), (width * 0.42, v + 2.3), dice);
            wall.plate(brush, (0.1, v - 0.12), (width - 0.1, v + 0.06), 0.9, mix(base, rgb(0xffffff), 0.3));
            let rail = rgb(dice.pick(&[0x37474f, 0xf5f5f5, 0x6d4c41, 0x8d9aa0]));
            let mut u = 0.15;
            while u < width - 0.1 {
                wall.rect(brush, (u, v), (u + 0.05, v + 0.85), 0.9, rail);
                u += 0.28;
            }
            wall.rect(brush, (0.1, v + 0.82), (width - 0.1, v + 0.92), 0.9, rail);
            if dice.chance(0.6) {
                for _ in 0..5 {
                    let u = dice.within(0.3, width - 0.3);
                    let green = rgb(dice.pick(&[0x4c8c4a, 0x6aa84f, 0x2e6b34, 0xd06a8a]));
                    wall.rect(brush, (u - 0.2, v + 0.25), (u + 0.2, v + 0.8 + dice.part() * 0.4), 0.95, green);
                }
            }
        } else {
            self.window(brush, (inset, v + 0.8), (width * 0.45, v + 2.2), dice);
            self.window(brush, (width * 0.55, v + 0.8), (width - inset, v + 2.2), dice);
            wall.plate(brush, (inset - 0.1, v + 2.35), (width - inset + 0.1, v + 2.45), 0.45, scale(base, 0.9));
        }
        if dice.chance(0.5) {
            let u = dice.within(0.2, width - 1.0);
            wall.plate(brush, (u, v + 2.35), (u + 0.8, v + 2.85), 0.35, rgb(0xe8e8e4));
            wall.rect(brush, (u + 0.1, v + 2.42), (u + 0.5, v + 2.78), 0.36, rgb(0x9aa0a2));
        }
    }

    fn roof(&self, brush: &mut Brush<'_>, dice: &mut Dice) {
        let (wall, width, top) = (self.wall, self.width, self.height());
        if dice.chance(0.4) {
            // The steel water tank that stands on half of all roofs.
            let (u, r) = (dice.within(0.9, width - 0.9), 0.55);
            for i in 0..6 {
                let from = -r + i as f32 * r / 3.0;
                let steel = mix(rgb(0x8f9aa3), rgb(0xf4f7f9), 1.0 - (i as f32 - 1.5).abs() / 4.5);
                wall.rect(brush, (u + from, top + 0.5), (u + from + r / 3.0 + 0.01, top + 1.5), -1.0, steel);
            }
            wall.rect(brush, (u - 0.4, top), (u - 0.3, top + 0.5), -1.0, rgb(0x555555));
            wall.rect(brush, (u + 0.3, top), (u + 0.4, top + 0.5), -1.0, rgb(0x555555));
        }
        if dice.chance(0.3) {
            flag(brush, &wall, dice.within(0.3, width - 1.2), top - 1.2);
        }
    }

    fn shop(&self, brush: &mut Brush<'_>, letters: &Letters, dice: &mut Dice) {
        let (wall, width) = (self.wall, self.width);
        let open = dice.chance(0.8);
        let night = brush.mood.lamps;
        if open {
            let inside = mix(rgb(0x4a3f35), rgb(0xffe2a8), 0.15 + 0.75 * night);
            wall.raw(brush, (0.25, 0.0), (width - 0.25, 2.5), 0.02, brush.mood.lit(inside, wall.face));
            if night > 0.2 {
                wall.raw(brush, (0.25, 1.2), (width - 0.25, 2.5), 0.025, mix(inside, rgb(0xfff4d6), 0.5));
            }
            for _ in 0..7 {
                let (u, h) = (dice.within(0.4, width - 0.9), dice.within(0.4, 1.5));
                let goods = rgb(dice.pick(&[0xc0392b, 0xe67e22, 0xf1c40f, 0x27ae60, 0x2980b9, 0xecf0f1, 0x8e5a3c]));
                wall.rect(brush, (u, 0.0), (u + 0.45, h), 0.04, mix(goods, inside, 0.25));
            }
        } else {
            wall.rect(brush, (0.25, 0.0), (width - 0.25, 2.5), 0.02, rgb(0xa7b0b5));
            for i in 0..9 {
                let v = 0.15 + i as f32 * 0.27;
                wall.rect(brush, (0.25, v), (width - 0.25, v + 0.05), 0.03, rgb(0x8a949a));
            }
        }
        let (board, ink) = dice.pick(&SIGNS);
        let rect = [(0.12, 2.75), (width - 0.12, 3.75)];
        let text = [(0.12, 2.83), (width - 0.12, 3.67)];
        let shop = dice.pick(&SHOPS);
        if dice.chance(night) {
            wall.raw(brush, rect[0], rect[1], 0.22, mix(rgb(board), rgb(0xffffff), 0.12));
            wall.text(brush, letters, shop, text, 0.23, mix(rgb(ink), rgb(0xffffff), 0.2));
            brush.lamp(wall.point(width / 2.0, 3.2, 0.5), 2.6, rgb(board), 0.30);
        } else {
            wall.plate(brush, rect[0], rect[1], 0.22, rgb(board));
            let ink = brush.mood.lit(rgb(ink), wall.face);
            wall.text(brush, letters, shop, text, 0.23, ink);
        }
        if dice.chance(0.55) {
            awning(brush, &wall, width, rgb(dice.pick(&[0xb23b3b, 0x2f6f8f, 0x3b7d4f, 0xd08c2f])));
        }
    }

    fn home(&self, brush: &mut Brush<'_>, base: Rgb, dice: &mut Dice) {
        let (wall, width) = (self.wall, self.width);
        wall.rect(brush, (0.0, 0.0), (width, 0.7), 0.02, scale(base, 0.78));
        let door = rgb(dice.pick(&[0x6d4c41, 0x37566b, 0x7b8a52, 0x8a8f94]));
        wall.rect(brush, (width * 0.3, 0.0), (width * 0.7, 2.4), 0.03, door);
        for i in 0..6 {
            let u = width * 0.3 + i as f32 * width * 0.08;
            wall.rect(brush, (u, 0.0), (u + 0.04, 2.4), 0.05, scale(door, 0.65));
        }
        wall.plate(brush, (width * 0.2, 2.55), (width * 0.8, 2.68), 0.9, mix(base, rgb(0x8c4a34), 0.5));
    }
}

/// Red with a yellow star, on a short pole.
pub(super) fn flag(brush: &mut Brush<'_>, wall: &Wall, u: f32, v: f32) {
    wall.rect(brush, (u - 0.04, v - 0.3), (u, v + 0.85), 0.5, rgb(0xd8d8d8));
    wall.rect(brush, (u, v + 0.1), (u + 1.1, v + 0.82), 0.5, rgb(0xda251d));
    let star: Vec<_> = (0..10)
        .map(|i| {
            let (r, turn) = (if i % 2 == 0 { 0.25 } else { 0.10 }, i as f32 * std::f32::consts::PI / 5.0);
            wall.point(u + 0.55 + r * turn.sin(), v + 0.46 + r * turn.cos(), 0.51)
        })
        .collect();
    let yellow = brush.mood.lit(rgb(0xffcd00), wall.face);
    brush.fill(&star, yellow);
}

fn awning(brush: &mut Brush<'_>, wall: &Wall, width: f32, rgb_: Rgb) {
    let stripes = 8;
    for i in 0..stripes {
        let (u0, u1) = (width * i as f32 / stripes as f32, width * (i + 1) as f32 / stripes as f32);
        let cloth = if i % 2 == 0 { rgb_ } else { rgb(0xf2efe6) };
        let lit = brush.mood.lit(cloth, Face::Up);
        let slope = [
            wall.point(u0, 2.72, 0.05),
            wall.point(u1, 2.72, 0.05),
            wall.point(u1, 2.3, 1.3),
            wall.point(u0, 2.3, 1.3),
        ];
        brush.fill(&slope, lit);
        wall.rect(brush, (u0, 2.12), (u1, 2.3), 1.3, scale(cloth, 0.9));
    }
}
