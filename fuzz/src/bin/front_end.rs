//! Broken texts for the front end, from a seed, for a while.
#![forbid(unsafe_code)]

use clap::Parser;
use gila_fuzz::{campaign, front_end, mutate};

/// Feeds broken texts to the lexer, the parser and the compiler.
#[derive(Parser)]
struct Options {
    #[command(flatten)]
    limits: campaign::Limits,
}

fn main() {
    let limits = Options::parse().limits;
    let corpus = mutate::corpus();
    let status = campaign::run("front_end", limits, |rng| mutate::text(&corpus, rng), front_end::check);
    std::process::exit(status);
}
