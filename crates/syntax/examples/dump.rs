//! Prints the trees of the files named, as `ast.dump(tree, include_attributes=True)` does, or their errors.
//!
//! For comparing whole corpora with CPython: one line for the name, one for the tree or the error. With
//! `--time` it only parses and says how fast; with `--errors` it prints errors as CPython prints them.

use std::io::Write;
use std::time::Instant;

use syntax::{DumpOptions, Mode, Source, dump, parse_module};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut time, mut bytes) = (std::time::Duration::ZERO, 0);
    let (mut timing, mut errors) = (false, false);
    for path in std::env::args().skip(1) {
        match path.as_str() {
            "--time" => timing = true,
            "--errors" => errors = true,
            _ => {
                let content = std::fs::read(&path)?;
                let text = match syntax::decode_source(&content, &path) {
                    Ok(text) => text,
                    Err(error) => {
                        writeln!(out, "{path}\n{error}")?;
                        continue;
                    }
                };
                let start = Instant::now();
                let parsed = parse_module(&text, &path, Mode::Exec);
                time += start.elapsed();
                bytes += text.len();
                match parsed {
                    Ok(parsed) if !timing && !errors => {
                        let source = Source::new(&text, &path);
                        let options = DumpOptions { indent: None, attributes: true };
                        writeln!(out, "{path}\n{}", dump(&parsed.module, &source, options))?;
                    }
                    Ok(_) => {}
                    Err(error) if errors => writeln!(out, "{error}")?,
                    Err(error) => {
                        writeln!(out, "{path}\n{}:{}: {}", error.line, error.column, error.message)?
                    }
                }
            }
        }
    }
    if timing {
        let rate = bytes as f64 / time.as_secs_f64() / 1e6;
        writeln!(out, "{bytes} bytes in {time:?}: {rate:.1} MB/s")?;
    }
    out.flush()
}
