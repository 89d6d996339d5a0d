//! Trying inputs for a while, from a seed: what libFuzzer does, without coverage and with any compiler.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use fastrand::Rng;

/// How long a campaign lasts, and from which seed.
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct Limits {
    /// Stop after so many seconds.
    #[arg(long, default_value_t = 60)]
    pub seconds: u64,
    /// The first seed; each input has the next.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Try the input of the first seed only.
    #[arg(long)]
    pub once: bool,
}

/// Longer than this, and an input counts as hanging.
const PATIENCE: Duration = Duration::from_secs(30);

/// The input being tried, for the one who looks whether it ends.
#[derive(Default)]
struct Current {
    number: AtomicU64,
    input: Mutex<Vec<u8>>,
}

/// Makes inputs and checks them until the time is over; returns the exit status.
pub fn run(name: &str, limits: Limits, make: impl Fn(&mut Rng) -> Vec<u8>, check: impl Fn(&[u8])) -> i32 {
    let current = Arc::new(Current::default());
    let watched = Arc::clone(&current);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("findings");
    std::fs::create_dir_all(&folder).expect("a folder for findings can be made");
    let place = folder.join(format!("{name}-current.py"));
    let (watch_place, watch_name) = (folder.clone(), name.to_owned());
    std::thread::spawn(move || watch(&watched, &watch_place, &watch_name));
    let start = Instant::now();
    let mut findings = 0;
    let mut seed = limits.seed;
    while start.elapsed() < Duration::from_secs(limits.seconds) {
        let input = make(&mut Rng::with_seed(seed));
        // A crash of the process leaves it there.
        std::fs::write(&place, &input).expect("the input can be kept");
        current.input.lock().expect("nobody panics with it").clone_from(&input);
        current.number.store(seed, Ordering::Relaxed);
        if catch_unwind(AssertUnwindSafe(|| check(&input))).is_err() {
            findings += 1;
            println!("seed {seed}: kept in {}", keep(&folder, name, seed, &input).display());
        }
        seed += 1;
        if limits.once || findings == 20 {
            break;
        }
    }
    current.number.store(u64::MAX, Ordering::Relaxed);
    std::fs::remove_file(&place).expect("the input was kept there");
    let tried = seed - limits.seed;
    println!(
        "{name}: {tried} inputs in {} s from seed {}, {findings} findings",
        start.elapsed().as_secs(),
        limits.seed
    );
    i32::from(findings > 0)
}

fn keep(folder: &Path, name: &str, seed: u64, input: &[u8]) -> PathBuf {
    let path = folder.join(format!("{name}-{seed}.py"));
    std::fs::write(&path, input).expect("a finding can be kept");
    path
}

/// Ends the process when one input takes too long.
fn watch(current: &Current, folder: &Path, name: &str) {
    let mut last = u64::MAX;
    loop {
        std::thread::sleep(PATIENCE);
        let now = current.number.load(Ordering::Relaxed);
        if now == last && now != u64::MAX {
            let input = current.input.lock().expect("nobody panics with it").clone();
            println!("seed {now}: no end; kept in {}", keep(folder, name, now, &input).display());
            std::process::exit(1);
        }
        last = now;
    }
}
