//! The `gila` command.
fn main() {}
