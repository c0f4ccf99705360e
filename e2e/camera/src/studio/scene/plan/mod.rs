//! Where things stand at each kind of corner. Belongs here: what a plan is. Does not: how things look.

mod alley;
mod bridge;
mod crossroads;
mod market;
mod parts;
mod school;

use super::{
    brush::Brush,
    dice::Dice,
    letters::Letters,
    traffic::Mover,
    view::{Point, View},
};
use crate::studio::{Place, Street};

/// The far end of every street, in metres.
const FAR: f32 = 96.0;

/// Half the width of the roads, and of road and pavement.
const ROAD: f32 = 5.2;
const FRONT: f32 = 8.6;

type Paint = Box<dyn Fn(&mut Brush<'_>, &Letters)>;

/// Something that hides what passes behind it.
pub(super) struct Prop {
    /// Who is farther away than this, in metres ahead, passes behind.
    pub(super) ahead: f32,
    pub(super) paint: Paint,
}

/// All that a corner consists of.
pub(super) struct Plan {
    pub(super) view: View,
    /// The road, for its mirror in the wet.
    pub(super) road: Vec<[Point; 4]>,
    pub(super) ground: Box<dyn Fn(&mut Brush<'_>)>,
    /// From far to near.
    pub(super) props: Vec<Prop>,
    pub(super) movers: Vec<Mover>,
}

impl Plan {
    pub(super) fn of(place: &Place, loop_secs: f32) -> Self {
        let mut dice = Dice::new(place.id);
        // On a longer loop people go their way more often, not slower.
        let rounds = (loop_secs / 12.0).round().max(1.0);
        let mut plan = match place.street {
            Street::Crossroads => crossroads::plan(&mut dice, rounds),
            Street::Alley => alley::plan(&mut dice, rounds),
            Street::Market => market::plan(&mut dice, rounds),
            Street::Bridge => bridge::plan(&mut dice, rounds),
            Street::School => school::plan(&mut dice, rounds, place.name),
        };
        plan.props.sort_by(|a, b| b.ahead.total_cmp(&a.ahead));
        plan
    }
}
