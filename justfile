# Short names for what is done often. Without `just`, copy the line.

oracle := env("GILA_ORACLE", "python3.14")
gila := "target/release/gila"

# List these names.
default:
    @just --list

# Build the interpreter.
build:
    cargo build --release

# Run a script.
run *args: build
    {{gila}} {{args}}

# All tests.
test *args:
    cargo test --release --workspace {{args}}

# Language tests whose path contains a text, such as `lists/`.
lang text:
    cargo test --release -p gila --test language {{text}}

# Take the scripts that pass by now out of tests/pending.txt.
shrink-pending:
    GILA_PENDING=shrink cargo test --release -p gila --test language

# Format and clippy, warnings denied.
lint:
    cargo fmt --all --check
    cargo clippy --release --workspace --all-targets -- -D warnings

# What is checked before a change is accepted.
ci:
    .ci/run

# Ratios of run times to CPython 3.14, with python3.11 for comparison where it is installed.
bench *args: build
    benches/run.py --with cpython={{oracle}} $(command -v python3.11 >/dev/null && echo --with python3.11=python3.11) --with gila={{gila}} {{args}}

# The programs about threads alone, under the policies that share the lock otherwise, too.
bench-threads *args: build
    benches/run.py --with cpython={{oracle}} --with gila={{gila}} --with fifo="{{gila}} -X gil=fifo" \
        --with io="{{gila}} -X gil=io" {{args}} threads

# CPython's own tests of threads, queues, signals, sockets and processes, and the table of what passes.
cpython-tests *args: build
    tests/cpython/run.py --python {{oracle}} --gila {{gila}} {{args}}

# Record what CPython 3.14 prints for the scripts in tests/ (a folder or file, or all).
record *paths:
    tests/record.py --python {{oracle}} {{paths}}

# Record what CPython 3.14 prints for the examples.
record-examples *names:
    examples/expected/record.py --python {{oracle}} {{names}}

# Write the generated pages of the book anew, then its outputs.
book:
    GILA_WRITE_BOOK=1 cargo test --release -p gila --test book
    @command -v mdbook >/dev/null && mdbook build book || echo "mdbook is not installed: read book/src"

# Accept changed snapshots.
snapshots:
    INSTA_UPDATE=always cargo test --release --workspace

# Load under every policy of the lock and every set of check points, so many seconds in all.
mix seconds="600": build
    tests/stress/combinations.py --gila {{gila}} --seconds {{seconds}}

# The lock under ThreadSanitizer; needs a nightly toolchain with rust-src.
tsan target=arch() + "-unknown-linux-gnu":
    RUSTFLAGS=-Zsanitizer=thread cargo +nightly test -Zbuild-std --target {{target}} --target-dir target/tsan \
        -p gil --test stress --test policies --test waiting

# Feed broken texts to the front end, then small programs to the interpreter, so many seconds each.
fuzz seconds="600" seed="1":
    cargo run --release --manifest-path fuzz/Cargo.toml --bin front_end -- --seconds {{seconds}} --seed {{seed}}
    cargo run --release --manifest-path fuzz/Cargo.toml --bin programs -- --seconds {{seconds}} --seed {{seed}}

# Scripts about threads and the end of the process, each many times.
stress *args: build
    tests/stress/run.py --gila {{gila}} {{args}}
