//! Which files these are, and how they are read: national tables whole, a sparse one slice by slice with the small files
//! beside it.

use std::fmt;

use super::line::{Gone, Line, SLICE};
use super::protocol::{Fault, FileInfo, Stage};
use crate::economy::Coefficients;
use crate::pace::Pace;
use crate::tables::NamedFile;
use crate::tables::flows::{self, FlowTable};
use crate::tables::sparse::{self, Part, Pass, Reader};
use crate::words::words;

/// Bytes by which a file is told.
const HEAD: u64 = 64 << 10;

/// The most bytes of national tables, or of the files beside a sparse one: they are held whole while they are read.
const MOST_WHOLE: u64 = 256 << 20;

/// Bytes of a sparse table that are read in one piece: some milliseconds.
const PIECE: usize = 128 << 10;

/// The most bytes that one piece of memory can have in a browser.
const MOST_PIECE: u64 = (1 << 31) - 1;

/// What files hold.
pub(super) enum Read {
    /// A national table, and the file it is called by.
    National(FlowTable, String),
    /// A sparse table.
    Sparse(Large),
}

/// A sparse table with what came beside it.
pub(super) struct Large {
    /// The file it is called by.
    pub(super) name: String,
    pub(super) table: Coefficients,
    pub(super) names: Option<Vec<String>>,
    pub(super) demand: Vec<f64>,
    /// How the files were understood.
    pub(super) log: Vec<String>,
}

impl Large {
    /// What a good is called: by its number, where it has no name.
    pub(super) fn good(&self, good: usize) -> String {
        let name = self.names.as_ref().map(|names| names[good].clone());
        name.unwrap_or_else(|| (good + 1).to_string())
    }
}

impl fmt::Debug for Large {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Large")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Reads files; `room` is how many bytes a sparse table may take.
pub(super) async fn read(
    line: &Line,
    files: &[FileInfo],
    room: u64,
    pace: &Pace,
) -> Result<Read, Vec<Fault>> {
    line.progress(Stage::Reading, Some(0.0));
    let mut parts = Vec::new();
    for (place, file) in files.iter().enumerate() {
        let head = line
            .head(place, file, HEAD)
            .await
            .map_err(|gone| vec![gone.fault(file)])?;
        parts.push((place, file, sparse::part(&head), head));
    }
    let tables = parts
        .iter()
        .filter(|part| matches!(part.2, Part::Table(_)))
        .count();
    let whole: u64 = (parts.iter())
        .filter(|part| tables == 0 || !matches!(part.2, Part::Table(_)))
        .map(|part| part.1.size)
        .sum();
    if whole > MOST_WHOLE {
        let all = files.first().filter(|_| files.len() == 1);
        return Err(vec![Fault::of_file(
            all.map_or(words().files_all_files(), |file| &file.name),
            &words().files_intake_megabytes(&(whole >> 20).to_string()),
            &words().files_intake_most_megabytes(&(MOST_WHOLE >> 20).to_string()),
            words().files_intake_bring_sparse(),
        )]);
    }
    if tables == 0 {
        return national(line, files, pace).await;
    }
    let mut beside = (None, None);
    let (mut table, mut faults) = (None, Vec::new());
    for (place, file, part, head) in parts {
        let slot = match part {
            Part::Table(claim) if table.is_none() => {
                table = Some((place, file, claim, head));
                continue;
            }
            Part::Table(_) => None,
            Part::Demand => Some((&mut beside.0, words().files_kind_demand())),
            Part::Names => Some((&mut beside.1, words().files_kind_names())),
        };
        match slot {
            Some((slot @ None, _)) => *slot = Some((place, file)),
            other => {
                let kind = other.map_or(words().files_kind_sparse(), |(_, kind)| kind);
                faults.push(Fault::of_file(
                    &file.name,
                    &words().files_intake_second(kind),
                    words().files_set_one(),
                    words().files_intake_open_sparse(),
                ));
            }
        }
    }
    let (demand, names) = beside;
    // Before a large file is read, and not after.
    if let (Some((_, file, ..)), None) = (&table, demand) {
        faults.push(Fault::of_file(
            &file.name,
            words().files_intake_no_demand(),
            words().files_intake_demand_beside(),
            words().files_intake_open_both(),
        ));
    }
    if let (Some((_, file, Some((rows, entries)), _)), []) = (&table, &faults[..]) {
        let rows_at_most = usize::try_from(*rows).unwrap_or(usize::MAX);
        let needed = sparse::needs(rows_at_most, rows_at_most, *entries);
        if needed > room || entries.saturating_mul(8) > MOST_PIECE {
            faults.push(Fault::of_file(
                &file.name,
                &words().files_intake_entries(&entries.to_string(), &(needed >> 20).to_string()),
                &words().files_intake_most_entries(
                    &(room >> 20).to_string(),
                    &(MOST_PIECE / 8).to_string(),
                ),
                "",
            ));
        }
    }
    let (Some((place, file, _, head)), Some(demand), []) = (table, demand, &faults[..]) else {
        return Err(faults);
    };
    large(line, (place, file), &head, demand, names, pace)
        .await
        .map(Read::Sparse)
}

async fn national(line: &Line, files: &[FileInfo], pace: &Pace) -> Result<Read, Vec<Fault>> {
    let mut whole = Vec::new();
    for (place, info) in files.iter().enumerate() {
        whole.push(named(line, (place, info)).await?);
        line.progress(
            Stage::Reading,
            Some((place + 1) as f64 / files.len() as f64),
        );
    }
    line.progress(Stage::Joining, None);
    let table = flows::read(&whole, pace).await?;
    let file = table
        .columns()
        .first()
        .map_or(String::new(), |column| column.file.clone());
    Ok(Read::National(table, file))
}

async fn named(line: &Line, (place, info): (usize, &FileInfo)) -> Result<NamedFile, Vec<Fault>> {
    let bytes = line
        .whole(place, info)
        .await
        .map_err(|gone| vec![gone.fault(info)])?;
    let name = info.name.clone();
    Ok(NamedFile { name, bytes })
}

/// A sparse table, pushed into its reader slice by slice: while one is read, the next one comes.
async fn large(
    line: &Line,
    (place, file): (usize, &FileInfo),
    head: &[u8],
    demand: (usize, &FileInfo),
    names: Option<(usize, &FileInfo)>,
    pace: &Pace,
) -> Result<Large, Vec<Fault>> {
    let gone = |gone: Gone| vec![gone.fault(file)];
    let mut reader = Reader::open(&file.name, file.size, head)?;
    let mut stage = Stage::Reading;
    loop {
        let want = |from: u64| line.want(place, from, file.size.min(from + SLICE));
        let (mut done, mut next) = (0, want(0));
        let mut goes_on = true;
        while goes_on && done < file.size {
            let slice = line.slice(next).await.map_err(gone)?;
            if slice.is_empty() {
                return Err(gone(Gone));
            }
            done += slice.len() as u64;
            if done < file.size {
                next = want(done);
            }
            for piece in slice.chunks(PIECE) {
                goes_on = goes_on && reader.push(piece);
                pace.work(piece.len()).await;
            }
            line.progress(stage, Some(done as f64 / file.size as f64));
        }
        if reader.end_of_file() == Pass::Done {
            break;
        }
        stage = Stage::ReadingAgain;
    }
    line.progress(Stage::Joining, None);
    let sparse = reader.finish(pace).await?;
    let goods = sparse.table.rows();
    let mut log = sparse.log;
    let names = match names {
        Some(names) => {
            let file = named(line, names).await?;
            log.push(words().files_intake_names(&Fault::of_file(&file.name, "", "", "").file));
            Some(sparse::names(&file, goods, pace).await?)
        }
        None => sparse.names,
    };
    let file_of_demand = named(line, demand).await?;
    let demand = sparse::demand(&file_of_demand, names.as_deref(), goods, pace).await?;
    let asked = demand.iter().filter(|&&amount| amount != 0.0).count();
    let name = Fault::of_file(&file_of_demand.name, "", "", "").file;
    log.push(words().files_intake_demand(&name, &asked.to_string(), &goods.to_string()));
    let name = file.name.clone();
    Ok(Large {
        name,
        table: sparse.table,
        names,
        demand,
        log,
    })
}

impl Gone {
    /// What is said of a file that cannot be read.
    fn fault(self, file: &FileInfo) -> Fault {
        Fault::of_file(
            &file.name,
            words().files_intake_unreadable(),
            words().files_intake_stays(),
            words().files_intake_choose_again(),
        )
    }
}
