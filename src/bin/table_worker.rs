//! The worker of the view of tables: see [`olin::worker::reader`].

fn main() {
    console_error_panic_hook::set_once();
    olin::worker::reader::run();
}
