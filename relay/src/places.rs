//! Areas as the API and the command line show them. Belongs here: the tree and its counts. Does not: who may see it.

use shared::{
    AreaId,
    api::places::{AreaNode, AreaTree, CameraArea},
    area::DEPTH_MAX,
};
use std::collections::HashMap;
use store::Areas;

/// The tree of all areas, each with the number of those cameras, given by their areas, that hang in it or below.
pub(crate) fn tree<'a>(areas: &Areas, cameras: impl Iterator<Item = &'a AreaId>) -> AreaTree {
    let mut direct: HashMap<&AreaId, usize> = HashMap::new();
    for area in cameras {
        *direct.entry(area).or_default() += 1;
    }
    AreaTree { areas: nodes(areas, None, &direct, DEPTH_MAX) }
}

/// The same without the areas in which none of those cameras hangs: their names tell of places that are not the asker's.
pub(crate) fn with_cameras(tree: AreaTree) -> AreaTree {
    AreaTree { areas: kept(tree.areas) }
}

fn kept(nodes: Vec<AreaNode>) -> Vec<AreaNode> {
    let some = nodes.into_iter().filter(|node| node.cameras > 0);
    some.map(|node| AreaNode { areas: kept(node.areas), ..node }).collect()
}

fn nodes(areas: &Areas, parent: Option<&AreaId>, direct: &HashMap<&AreaId, usize>, deeper: usize) -> Vec<AreaNode> {
    if deeper == 0 {
        return Vec::new();
    }
    let node = |area: &store::AreaRecord| {
        let below = nodes(areas, Some(&area.id), direct, deeper - 1);
        let cameras = direct.get(&area.id).copied().unwrap_or(0) + below.iter().map(|n| n.cameras).sum::<usize>();
        AreaNode { id: area.id.clone(), name: area.name.to_string(), kind: area.kind, cameras, areas: below }
    };
    areas.within(parent).map(node).collect()
}

/// What is told of a camera's area.
pub(crate) fn camera_area(areas: &Areas, id: &AreaId) -> Option<CameraArea> {
    areas.get(id)?;
    Some(CameraArea { id: id.clone(), path: areas.path(id).into_iter().map(ToString::to_string).collect() })
}
