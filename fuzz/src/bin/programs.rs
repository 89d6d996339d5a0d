//! Small programs for the VM, from a seed, for a while.
#![forbid(unsafe_code)]

use clap::Parser;
use gila_fuzz::{campaign, generate, programs};

/// Runs small generated programs, plain and folded, and compares what they print.
#[derive(Parser)]
struct Options {
    #[command(flatten)]
    limits: campaign::Limits,
    /// Compare with this Python, too.
    #[arg(long)]
    python: Option<String>,
    /// Print the program of the first seed and stop.
    #[arg(long)]
    show: bool,
}

fn main() {
    let options = Options::parse();
    let make = |rng: &mut fastrand::Rng| {
        let mut choices = vec![0; 200 + rng.usize(..3000)];
        rng.fill(&mut choices);
        generate::program(&choices).into_bytes()
    };
    if options.show {
        let program = make(&mut fastrand::Rng::with_seed(options.limits.seed));
        print!("{}", String::from_utf8_lossy(&program));
        return;
    }
    let check =
        |program: &[u8]| programs::check(&String::from_utf8_lossy(program), options.python.as_deref());
    std::process::exit(campaign::run("programs", options.limits, make, check));
}
