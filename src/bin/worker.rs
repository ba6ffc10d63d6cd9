//! The lean worker, which the first plan waits for: see [`olin::worker::shell`].

use olin::worker::kit::Kit;

fn main() {
    console_error_panic_hook::set_once();
    olin::worker::shell::run(Kit::LEAN);
}
