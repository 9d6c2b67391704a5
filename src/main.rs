//! The page.

#[cfg(target_arch = "wasm32")]
fn main() {
    crossread_page::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The page runs in a browser: cargo xtask serve");
}
