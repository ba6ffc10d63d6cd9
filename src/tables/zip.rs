//! A set of files as one zip, opened and written. What comes out of an archive is bounded, however well it was packed.

use std::io::{self, Write as _};

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use rawzip::{CompressionMethod, Crc32, ZipArchive, ZipArchiveWriter, ZipSliceArchive};

use super::counts;
use super::fault::{Faults, Place, quoted};
use super::scope::Everything;
use super::{ImportError, NamedFile};
use crate::pace::Pace;
use crate::words::words;

/// The most that the files of an archive may hold together, in bytes: as much as may be opened without one.
pub const MOST_UNPACKED: usize = 64 * 1024 * 1024;

/// The most files of an archive.
const MOST_FILES: usize = 1_000;

/// Bytes unpacked between two pauses.
const PIECE: usize = 64 * 1024;

/// How hard to pack: 6 of 10 is what everyone uses.
const LEVEL: u8 = 6;

/// The files with every archive replaced by what is in it. Folders, hidden files and archives inside stay as they are or
/// are left out. A workbook of a spreadsheet is an archive by its nature and not by intent: it stays.
pub(super) async fn unpacked(
    files: Vec<NamedFile>,
    pace: &Pace,
) -> Result<Vec<NamedFile>, Vec<ImportError>> {
    let mut out = Vec::new();
    for file in files {
        if !file.bytes.starts_with(b"PK\x03\x04") {
            out.push(file);
            continue;
        }
        let mut faults = Faults::<Everything>::of(&file.name);
        match unpack(&file.bytes, &mut faults, pace).await {
            Some(inside) => out.extend(inside),
            None if faults.count() == 0 => out.push(file),
            None => return Err(faults.into_list()),
        }
    }
    Ok(out)
}

/// The files of an archive; `None` after a fault, and without one when it is a workbook.
async fn unpack(
    bytes: &[u8],
    faults: &mut Faults<Everything>,
    pace: &Pace,
) -> Option<Vec<NamedFile>> {
    let (whole, damaged) = (words().files_zip_whole(), words().files_zip_get_again());
    let Ok(archive) = ZipArchive::from_slice(bytes) else {
        faults.add(Place::File, || {
            (words().files_zip_breaks_off(), whole, damaged)
        });
        return None;
    };
    let (mut files, mut left) = (Vec::new(), MOST_UNPACKED);
    let mut entries = archive.entries();
    let mut number = 0_u32;
    loop {
        number += 1;
        let entry = match entries.next_entry() {
            Ok(Some(entry)) => entry,
            Ok(None) => return Some(files),
            Err(_) => {
                faults.add(Place::File, || {
                    (words().files_zip_damaged_list(), whole, damaged)
                });
                return None;
            }
        };
        let path = entry.file_path();
        let mut name = String::from_utf8_lossy(path.as_bytes()).replace('\\', "/");
        if name.trim().is_empty() {
            // Reports and faults need something to call it by.
            name = words().files_zip_entry(&number.to_string(), faults.file());
        }
        if name == "[Content_Types].xml" || name == "mimetype" {
            return None;
        }
        let last = name.rsplit('/').next().unwrap_or_default();
        if entry.is_dir() || last.starts_with('.') || name.starts_with("__MACOSX/") {
            continue;
        }
        if files.len() == MOST_FILES {
            faults.add(Place::File, || {
                let most = counts::files(MOST_FILES);
                (
                    words().files_zip_another_file(),
                    words().files_at_most(&most),
                    "",
                )
            });
            return None;
        }
        if entry.flags().is_encrypted() {
            faults.add(Place::File, || {
                let found = words().files_zip_locked(&quoted(&name));
                (
                    found,
                    words().files_zip_unlocked(),
                    words().files_zip_unpack_first(),
                )
            });
            return None;
        }
        let method = entry.compression_method();
        match contents(&archive, entry.wayfinder(), method, left, pace).await {
            Ok(bytes) => {
                left -= bytes.len();
                files.push(NamedFile { name, bytes });
            }
            Err(Trouble::TooLarge) => {
                faults.add(Place::File, || {
                    let found = words().files_zip_too_large();
                    (
                        found,
                        words().files_zip_at_most(),
                        words().files_zip_unpack_economy(),
                    )
                });
                return None;
            }
            Err(Trouble::Method) => {
                faults.add(Place::File, || {
                    let found = words().files_zip_unknown_method(&quoted(&name));
                    (
                        found,
                        words().files_zip_known_method(),
                        words().files_zip_unpack_first(),
                    )
                });
                return None;
            }
            Err(Trouble::Damaged) => {
                faults.add(Place::File, || {
                    let found = words().files_zip_damaged_file(&quoted(&name));
                    (found, words().files_zip_as_packed(), damaged)
                });
                return None;
            }
        }
    }
}

/// Why a file does not come out.
enum Trouble {
    TooLarge,
    Method,
    Damaged,
}

/// What is in a file of an archive, at most `most` bytes of it.
async fn contents(
    archive: &ZipSliceArchive<&[u8]>,
    place: rawzip::ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    most: usize,
    pace: &Pace,
) -> Result<Vec<u8>, Trouble> {
    let entry = archive.get_entry(place).map_err(|_| Trouble::Damaged)?;
    let packed = entry.data();
    let bytes = match method {
        CompressionMethod::STORE if packed.len() > most => return Err(Trouble::TooLarge),
        CompressionMethod::STORE => packed.to_vec(),
        CompressionMethod::DEFLATE => inflated(packed, most, pace).await?,
        _ => return Err(Trouble::Method),
    };
    let claim = entry.claim_verifier();
    let mut sum = Crc32::new();
    for piece in bytes.chunks(PIECE) {
        sum.update(piece);
        pace.work(piece.len()).await;
    }
    if claim.uncompressed_size != bytes.len() as u64 || claim.crc != sum.checksum() {
        return Err(Trouble::Damaged);
    }
    Ok(bytes)
}

async fn inflated(mut packed: &[u8], most: usize, pace: &Pace) -> Result<Vec<u8>, Trouble> {
    let mut state = InflateState::new_boxed(DataFormat::Raw);
    let mut bytes = Vec::new();
    let mut piece = vec![0; PIECE];
    loop {
        let step = inflate(&mut state, packed, &mut piece, MZFlush::None);
        packed = &packed[step.bytes_consumed..];
        if bytes.len() + step.bytes_written > most {
            return Err(Trouble::TooLarge);
        }
        bytes.extend_from_slice(&piece[..step.bytes_written]);
        match step.status {
            Ok(MZStatus::StreamEnd) => return Ok(bytes),
            Ok(MZStatus::Ok) if step.bytes_consumed + step.bytes_written > 0 => {}
            _ => return Err(Trouble::Damaged),
        }
        pace.work(4 * (step.bytes_consumed + step.bytes_written))
            .await;
    }
}

/// Files as one archive.
pub async fn packed(files: &[NamedFile], pace: &Pace) -> Vec<u8> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for file in files {
        // Packing a piece at a time would pack worse; a file of this size takes a second at most.
        let deflated = miniz_oxide::deflate::compress_to_vec(&file.bytes, LEVEL);
        pace.work(20 * file.bytes.len()).await;
        let written = add(&mut archive, file, &deflated);
        // Nothing here can fail: the archive is in memory, its names are short and its sizes are those of vectors.
        debug_assert!(written.is_ok(), "{written:?}");
    }
    archive.finish().unwrap_or_default()
}

fn add(
    archive: &mut ZipArchiveWriter<Vec<u8>>,
    file: &NamedFile,
    deflated: &[u8],
) -> Result<(), rawzip::Error> {
    let (mut entry, config) = archive
        .new_file(&file.name)
        .compression_method(CompressionMethod::DEFLATE)
        .start()?;
    // The sum is over the plain bytes, which go nowhere themselves.
    let mut plain = config.wrap(io::sink());
    plain.write_all(&file.bytes)?;
    let (_, sum) = plain.finish()?;
    entry.write_all(deflated)?;
    entry.finish(sum)?;
    Ok(())
}
