//! The native program `crossread`.

fn main() {
    println!("{}", crossread::format_name());
}
