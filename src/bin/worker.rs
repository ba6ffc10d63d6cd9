//! The worker: see [`olin::worker::shell`].

fn main() {
    console_error_panic_hook::set_once();
    olin::worker::shell::run();
}
