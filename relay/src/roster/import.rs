//! A list brought into the store. Belongs here: which row is which camera, what each changes, every mistake at once.
//! Does not: files, printing, whether it is kept (whoever owns the batch decides).

use super::{CameraWish, Column, Fault, RowFault, Sheet, sheet::SheetRow};
use crate::{Failure, ids::random_id};
use camera::Networks;
use secrecy::ExposeSecret;
use shared::{
    AreaId, CameraId, SiteId, UnixMicros,
    area::AreaPath,
    text::{cli, model as t},
};
use std::collections::HashMap;
use store::{Batch, CameraRecord, Stored};

/// What a list did.
#[derive(Default)]
pub(crate) struct Done {
    /// Line and name of each camera that was added.
    pub(crate) added: Vec<(u64, String)>,
    /// Line, camera and columns of each that was changed.
    pub(crate) changed: Vec<(u64, CameraId, Vec<Column>)>,
    /// How many were as the list says.
    pub(crate) same: usize,
    /// Areas that were made, by their paths.
    pub(crate) areas: Vec<String>,
    /// Every mistake; where there is one, nothing may be kept.
    pub(crate) faults: Vec<RowFault>,
}

/// What rows are held against.
pub(crate) struct Import<'a> {
    pub(crate) site: &'a SiteId,
    pub(crate) networks: &'a Networks,
    pub(crate) now: UnixMicros,
}

/// What is known while rows come in.
struct Known {
    cameras: HashMap<CameraId, Stored>,
    /// The line of each id in this list.
    ids: HashMap<CameraId, u64>,
    /// Who has a main address: a stored camera, or a line of this list.
    addresses: HashMap<String, Result<CameraId, u64>>,
    areas: HashMap<AreaPath, AreaId>,
}

impl Import<'_> {
    /// Writes all rows that are right into the batch and names all that are not.
    pub(crate) async fn run(&self, sheet: &Sheet, batch: &mut Batch) -> Result<Done, Failure> {
        let mut known = Known::new(batch.cameras().await?);
        let before = batch.areas().await?;
        let mut done = Done::default();
        for row in &sheet.rows {
            match self.row(sheet, row, &mut known) {
                Err(faults) => done.faults.extend(faults.into_iter().map(|f| f.at(row.line))),
                Ok((wish, mut record)) => {
                    if let Some(path) = wish.area {
                        record.place.area = match path {
                            Some(path) => Some(known.area(batch, path, self.now).await?),
                            None => None,
                        };
                    }
                    self.keep(row.line, &record, &known, batch, &mut done).await?;
                }
            }
        }
        let after = batch.areas().await?;
        for area in after.iter().filter(|a| before.get(&a.id).is_none()) {
            let names: Vec<_> = after.path(&area.id).into_iter().map(|n| n.as_str()).collect();
            done.areas.push(names.join("/"));
        }
        // An area stands before those within it.
        done.areas.sort();
        Ok(done)
    }

    /// The camera that a row wishes, without its area.
    fn row(&self, sheet: &Sheet, row: &SheetRow, known: &mut Known) -> Result<(CameraWish, CameraRecord), Vec<Fault>> {
        let cells = |column| sheet.cell(row, column);
        let given = cells(Column::Id).map(str::trim).filter(|id| !id.is_empty());
        let id = given.map(|id| self.id(id).map_err(|fault| vec![fault])).transpose()?;
        let fault = |column, what| Err(vec![Fault::new(column, what)]);
        if let Some(id) = &id
            && let Some(line) = known.ids.insert(id.clone(), row.line)
        {
            return fault(Column::Id, Failure::new(t::SHEET_ID_TWICE, [("line", &line)]));
        }
        let current = match id.as_ref().and_then(|id| known.cameras.get(id)) {
            Some(Stored::Altered { id, .. }) => {
                return fault(Column::Id, Failure::new(cli::SECRET_ALTERED, [("id", &id.camera())]));
            }
            Some(Stored::Whole(record)) => Some(record),
            None => None,
        };
        let wish = CameraWish::read(&cells)?;
        let target = match &id {
            Some(id) => id.clone(),
            None => random_id(self.site).map_err(|what| vec![Fault::new(Column::Id, what)])?,
        };
        let record = wish.settle(&target, current, self.networks)?;
        // A list that is imported twice without ids must not add its cameras twice.
        let address = record.main.expose_secret().to_owned();
        if id.is_none() {
            match known.addresses.get(&address) {
                Some(Ok(id)) => return fault(Column::Id, Failure::new(t::SHEET_THERE, [("id", &id.camera())])),
                Some(Err(line)) => return fault(Column::Host, Failure::new(t::SHEET_THERE_IN_ROW, [("line", line)])),
                None => {}
            }
        }
        known.addresses.entry(address).or_insert(Err(row.line));
        Ok((wish, record))
    }

    fn id(&self, text: &str) -> Result<CameraId, Fault> {
        let id = if text.contains('/') { text.parse() } else { CameraId::new(self.site, text) };
        match id {
            Ok(id) if id.site() == self.site.as_str() => Ok(id),
            Ok(_) => Err(Fault::new(Column::Id, Failure::new(t::SHEET_OTHER_SITE, []))),
            // Not repeated: it may be anything that slipped into the wrong column.
            Err(_) => Err(Fault::new(Column::Id, Failure::new(t::SHEET_ID_BAD, []))),
        }
    }

    async fn keep(
        &self,
        line: u64,
        record: &CameraRecord,
        known: &Known,
        batch: &mut Batch,
        done: &mut Done,
    ) -> Result<(), Failure> {
        match known.cameras.get(&record.id) {
            Some(Stored::Whole(now)) if now == record => done.same += 1,
            Some(Stored::Whole(now)) => {
                batch.save_camera(record).await?;
                done.changed.push((line, record.id.clone(), differences(now, record)));
            }
            _ => {
                batch.add_camera(record, self.now).await?;
                done.added.push((line, record.name.clone()));
            }
        }
        Ok(())
    }
}

impl Known {
    fn new(stored: Vec<Stored>) -> Self {
        let whole = |s: &Stored| match s {
            Stored::Whole(r) => Some((r.main.expose_secret().to_owned(), Ok(r.id.clone()))),
            Stored::Altered { .. } => None,
        };
        let addresses = stored.iter().filter_map(whole).collect();
        let by_id = |s: Stored| match &s {
            Stored::Whole(r) => (r.id.clone(), s),
            Stored::Altered { id, .. } => (id.clone(), s),
        };
        let cameras = stored.into_iter().map(by_id).collect();
        Self { cameras, ids: HashMap::new(), addresses, areas: HashMap::new() }
    }

    async fn area(&mut self, batch: &mut Batch, path: AreaPath, now: UnixMicros) -> Result<AreaId, Failure> {
        if let Some(id) = self.areas.get(&path) {
            return Ok(id.clone());
        }
        let id = batch.area_at(&path, now).await?;
        self.areas.insert(path, id.clone());
        Ok(id)
    }
}

/// The columns in which two records of one camera differ.
pub(crate) fn differences(a: &CameraRecord, b: &CameraRecord) -> Vec<Column> {
    let login =
        |c: &CameraRecord| c.credentials.as_ref().map(|l| (l.username.clone(), l.password.expose_secret().to_owned()));
    let (login_a, login_b) = (login(a), login(b));
    let url =
        |c: &CameraRecord| (c.main.expose_secret().to_owned(), c.sub.as_ref().map(|s| s.expose_secret().to_owned()));
    let (url_a, url_b) = (url(a), url(b));
    let (p, q) = (&a.place, &b.place);
    [
        (Column::Name, a.name != b.name),
        (Column::Vendor, a.vendor != b.vendor),
        (Column::Channel, a.channel != b.channel),
        (Column::MainUrl, url_a.0 != url_b.0),
        (Column::SubUrl, url_a.1 != url_b.1),
        (Column::Username, login_a.as_ref().map(|l| &l.0) != login_b.as_ref().map(|l| &l.0)),
        (Column::Password, login_a.as_ref().map(|l| &l.1) != login_b.as_ref().map(|l| &l.1)),
        (Column::Transport, a.transport != b.transport),
        (Column::Area, p.area != q.area),
        (Column::Street, p.street != q.street),
        (Column::Latitude, p.position != q.position),
        (Column::Heading, p.heading != q.heading),
        (Column::Owner, p.owner != q.owner),
    ]
    .into_iter()
    .filter_map(|(column, differs)| differs.then_some(column))
    .collect()
}
