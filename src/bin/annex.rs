//! The page's second module: see [`olin::annex`].

fn main() {
    olin::annex::mount();
}
