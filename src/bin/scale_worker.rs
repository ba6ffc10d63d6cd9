//! A worker of the pool for large tables: see [`olin::worker::pool`].

fn main() {
    console_error_panic_hook::set_once();
    olin::worker::pool::run();
}
