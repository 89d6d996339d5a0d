//! The `gila` command.
#![forbid(unsafe_code)]

fn main() {
    std::process::exit(gila::cli::main());
}
