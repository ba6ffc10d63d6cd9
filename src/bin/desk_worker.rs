//! The full worker, for a user's own files: see [`olin::worker::shell`].

use olin::worker::kit::Kit;

fn main() {
    console_error_panic_hook::set_once();
    olin::worker::shell::run(Kit::FULL);
}
