//! The results as a file.

use std::fmt::Write as _;

use super::state::Solved;

/// A row per result. Seconds, bytes and the residual with all their digits, as JavaScript and Python read them.
#[must_use]
pub fn csv(results: &[Solved]) -> String {
    let mut text = String::from(
        "industrial,final,needs,family,workers,cells,bytes,seconds_making,seconds_solving,seconds_checking,\
         seconds_published,method,products,residual,settled,x\n",
    );
    for solved in results {
        let (point, table) = (solved.table.point, solved.table);
        let published = solved.published().map(|seconds| seconds.to_string());
        // Writing into a string cannot fail.
        let _ = writeln!(
            text,
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{:e},{},{:016x}",
            point.industrial,
            point.finals,
            point.needs,
            table.family.name(),
            solved.workers,
            solved.cells,
            solved.bytes,
            solved.making,
            solved.solving,
            solved.checking,
            published.unwrap_or_default(),
            solved.method.name(),
            solved.products,
            solved.residual,
            solved.settled,
            solved.digest,
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scale::family::{Family, Point, Table};
    use crate::scale::protocol::Method;

    #[test]
    fn every_row_has_a_field_per_head() {
        let solved = Solved {
            table: Table {
                point: Point::LARGEST,
                family: Family::Entangled,
                seed: 1,
            },
            workers: 2,
            cells: 110_000_000,
            bytes: 670_000_000,
            making: 1.5,
            solving: 0.25,
            checking: 0.125,
            method: Method::BiCgStab,
            products: 14,
            residual: 2.5e-13,
            settled: true,
            digest: 0xab,
        };
        let text = csv(&[solved]);
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        assert_eq!(rows[0].len(), rows[1].len());
        let field =
            |name: &str| rows[1][rows[0].iter().position(|&head| head == name).expect(name)];
        assert_eq!(field("industrial"), "50000");
        assert_eq!(field("family"), "entangled");
        assert_eq!(field("seconds_solving"), "0.25");
        // From the paper's table.
        assert_eq!(field("seconds_published"), "5.69");
        assert_eq!(field("residual"), "2.5e-13");
        assert_eq!(field("x"), "00000000000000ab");
    }
}
