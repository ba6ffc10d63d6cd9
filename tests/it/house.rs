//! The rules of the house: who may use whom, and a `//!` line at the door of every source file.

use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the rooms it may use besides `words`, which has the texts of all. The first room whose path begins a file's path counts.
const MAY_USE: &[(&str, &[&str])] = &[
    ("src/lib.rs", &[]),
    ("src/words.rs", &[]),
    ("src/pace.rs", &[]),
    ("src/order.rs", &[]),
    ("src/field.rs", &[]),
    ("src/economy", &["order", "pace"]),
    ("src/tables", &["economy", "field", "order", "pace"]),
    ("src/solver", &["economy", "order", "pace"]),
    ("src/plan", &["economy", "solver", "field", "order", "pace"]),
    ("src/scale", &["economy", "solver", "order", "pace"]),
    (
        "src/intake",
        &["economy", "tables", "solver", "field", "pace"],
    ),
    ("src/worker/protocol.rs", &[]),
    ("src/worker/edit.rs", &[]),
    ("src/worker/look.rs", &[]),
    ("src/worker/lines.rs", &[]),
    ("src/worker/trace.rs", &[]),
    ("src/worker/shell", &["worker"]),
    ("src/worker/slices.rs", &[]),
    ("src/worker/pool.rs", &["scale", "worker"]),
    ("src/worker/reader.rs", &["intake", "worker"]),
    (
        "src/worker/made.rs",
        &["economy", "tables", "plan", "scale", "pace", "worker"],
    ),
    (
        "src/worker/kit.rs",
        &["tables", "plan", "scale", "pace", "worker"],
    ),
    (
        "src/worker/session",
        &["economy", "tables", "plan", "scale", "pace", "worker"],
    ),
    (
        "src/worker",
        &[
            "economy", "tables", "solver", "plan", "order", "pace", "worker",
        ],
    ),
    ("src/ui", &["ui", "worker"]),
    ("src/bin/app.rs", &["ui"]),
    ("src/bin/worker.rs", &["worker"]),
    ("src/bin/scale_worker.rs", &["worker"]),
    ("src/bin/desk_worker.rs", &["worker"]),
    ("src/bin/table_worker.rs", &["worker"]),
    ("src/bin/annex.rs", &["annex"]),
    ("src/annex/scale", &["annex", "scale", "ui"]),
    ("src/annex/tables", &["annex", "intake", "ui", "worker"]),
    ("src/annex", &["annex", "field", "ui", "worker"]),
];

/// Rooms below the border, where no browser is known.
const NO_BROWSER: &[&str] = &[
    "src/words.rs",
    "src/pace.rs",
    "src/order.rs",
    "src/field.rs",
    "src/economy",
    "src/tables",
    "src/solver",
    "src/plan",
    "src/scale",
    "src/intake",
    "src/worker/protocol.rs",
    "src/worker/edit.rs",
    "src/worker/look.rs",
    "src/worker/lines.rs",
    "src/worker/revise",
    "src/worker/session",
    "src/worker/sight",
    "src/worker/kit",
    "src/worker/made",
    "src/worker/view",
];

/// Crates of the browser.
const BROWSER: &[&str] = &[
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "plotters",
];

#[test]
fn imports_go_down_only() {
    let mut broken = Vec::new();
    for (path, text) in sources(&["src"]) {
        let room = MAY_USE.iter().find(|(room, _)| path.starts_with(room));
        let Some((_, allowed)) = room else {
            broken.push(format!("{path} is in no room of the house"));
            continue;
        };
        let own = top_module(&path);
        if code(&text).any(|line| line.contains("super::super::")) {
            broken.push(format!(
                "{path} leaves its room by super::super, where crate:: says it plainly"
            ));
        }
        for used in modules_used(&text) {
            if used != own && used != "words" && !allowed.contains(&used.as_str()) {
                broken.push(format!("{path} uses {used}, which it may not"));
            }
        }
    }
    assert_eq!(broken, [""; 0]);
}

#[test]
fn the_page_knows_the_protocol_and_only_its_bridge_the_worker() {
    let mut broken = Vec::new();
    for (path, text) in sources(&["src/ui"]) {
        for line in code(&text).filter(|line| line.contains("worker::")) {
            if !line.contains("worker::protocol") {
                broken.push(format!("{path}: {line}"));
            }
        }
        let names_worker = text.contains("web_sys::Worker") || text.contains("Worker::new");
        if names_worker && !path.starts_with("src/ui/bridge") {
            broken.push(format!("{path} knows the worker"));
        }
    }
    assert_eq!(broken, [""; 0]);
}

#[test]
fn nothing_below_the_border_names_the_browser() {
    let mut broken = Vec::new();
    for (path, text) in sources(&["src"]) {
        if NO_BROWSER.iter().any(|room| path.starts_with(room)) {
            for line in code(&text) {
                if BROWSER
                    .iter()
                    .any(|name| line.contains(&format!("{name}::")))
                {
                    broken.push(format!("{path}: {line}"));
                }
            }
        }
    }
    assert_eq!(broken, [""; 0]);
}

#[test]
fn every_file_says_at_its_door_what_it_is() {
    let rust = sources(&[
        "src",
        "tests",
        "examples",
        "benches",
        "xtask/src",
        "fuzz/targets",
    ]);
    let silent: Vec<String> = rust
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(silent, [""; 0]);
}

/// All Rust files below `folders`, as (path from the root with `/`, text).
pub fn sources(folders: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in folders {
        collect(&root.join(folder), &mut files);
    }
    assert!(!files.is_empty(), "no source found in {folders:?}");
    let named = files.into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("a readable source file");
        let inside = path.strip_prefix(root).expect("a path below the root");
        let parts: Vec<_> = inside
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        (parts.join("/"), text)
    });
    named.collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    // A folder that does not exist (yet) has no files.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            if !path.ends_with("node_modules") {
                collect(&path, files);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The module right below the crate that a file belongs to.
fn top_module(path: &str) -> String {
    let inside = path.trim_start_matches("src/");
    inside
        .split('/')
        .next()
        .unwrap_or("")
        .trim_end_matches(".rs")
        .to_owned()
}

/// Lines that are no comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//"))
}

/// Modules right below the crate that a text names: `crate::economy`, `crate::{economy, plan}`, `olin::ui`.
fn modules_used(text: &str) -> Vec<String> {
    let code: String = code(text).collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    for prefix in ["crate::", "olin::"] {
        for (at, _) in code.match_indices(prefix) {
            let before = code[..at].chars().next_back().unwrap_or(' ');
            if before.is_alphanumeric() || before == '_' || before == '$' {
                continue;
            }
            let rest = &code[at + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(list) => found.extend(first_names(list)),
                None => found.push(identifier(rest)),
            }
        }
    }
    found
}

/// The first name of every path in a braced list.
fn first_names(list: &str) -> Vec<String> {
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (at, sign) in list.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(identifier(list[start..at].trim()));
                start = at + 1;
                if sign == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|sign| sign.is_alphanumeric() || *sign == '_')
        .collect()
}

#[test]
fn the_reader_of_imports_reads_them() {
    let text = "use crate::economy::{Good, Unit};\nuse crate::{plan::day, solver};\nlet x = crate::tables::read();\n// crate::ui";
    assert_eq!(modules_used(text), ["economy", "plan", "solver", "tables"]);
}
