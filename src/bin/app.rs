//! The page: see [`olin::ui`].

fn main() {
    olin::ui::components::page::mount();
}
