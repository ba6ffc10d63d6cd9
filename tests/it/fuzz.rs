//! Bytes that taught the fuzzer something: each led the readers where no others did, and each has to end well.

use std::fs;
use std::path::Path;

use crate::guarded::TARGETS;

#[test]
fn what_the_fuzzer_found_ends_well() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fuzz");
    for (name, target) in TARGETS {
        let folder = root.join(name);
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut seen = 0;
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            target(&fs::read(&path).expect("a readable file"));
            seen += 1;
        }
        assert!(seen > 0, "{name} has nothing to try");
    }
}
