//! Loads a Matrix Market file slice by slice, and prints seconds, entries and bytes held.

use std::fs::File;
use std::io::Read;
use std::time::Instant;

use olin::pace::Pace;
use olin::tables::sparse::{Pass, Reader};

fn main() {
    let path = std::env::args().nth(1).expect("the path of a file");
    let size = std::fs::metadata(&path).expect("a file").len();
    let begin = Instant::now();
    let mut slice = vec![0; 1 << 20];
    let mut first = vec![0; 200];
    let read = File::open(&path).and_then(|mut file| file.read(&mut first));
    first.truncate(read.expect("a readable file"));
    let mut reader = Reader::open(&path, size, &first).expect("a sparse table");
    let mut passes = 0;
    loop {
        passes += 1;
        let mut file = File::open(&path).expect("a readable file");
        loop {
            let read = file.read(&mut slice).expect("a readable file");
            if read == 0 || !reader.push(&slice[..read]) {
                break;
            }
        }
        if reader.end_of_file() == Pass::Done {
            break;
        }
    }
    let sparse = Pace::finish(async |pace| reader.finish(&pace).await);
    let sparse = sparse.expect("a table without faults");
    let seconds = begin.elapsed().as_secs_f64();
    let sum: f64 = sparse.table.cells().map(|cell| cell.2).sum();
    println!("{seconds:.3},{},{passes},{sum:.17e}", sparse.table.filled());
}
