//! Every fact about a single code point against CPython's `str` methods, compared as one hash per block of 4096
//! code points (`tests/data/unicode.txt`, written by `record/unicode.py`).

use text::{Wtf8Buf, str_methods, unicode};

fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x100000001b3)
}

fn fact(name: &str, c: u32) -> Vec<u8> {
    let text = Wtf8Buf::from_iter([c]);
    let text = text.as_wtf8();
    let case = |map: fn(text::Wtf8<'_>) -> Wtf8Buf| map(text).into_bytes();
    let test = |test: fn(text::Wtf8<'_>) -> bool| vec![test(text) as u8];
    let value = |value: Option<i64>| value.map_or("-".to_owned(), |v| v.to_string()).into_bytes();
    match name {
        "lower" => case(str_methods::lower),
        "upper" => case(str_methods::upper),
        "title" => case(str_methods::title),
        "casefold" => case(str_methods::casefold),
        "swapcase" => case(str_methods::swapcase),
        "isalpha" => test(str_methods::is_alpha),
        "isalnum" => test(str_methods::is_alnum),
        "isdecimal" => test(str_methods::is_decimal),
        "isdigit" => test(str_methods::is_digit),
        "isnumeric" => test(str_methods::is_numeric),
        "isspace" => test(str_methods::is_space),
        "isprintable" => test(str_methods::is_printable),
        "isidentifier" => test(str_methods::is_identifier),
        "islower" => test(str_methods::is_lower),
        "isupper" => test(str_methods::is_upper),
        "istitle" => test(str_methods::is_title),
        "continues" => vec![unicode::is_identifier_continue(c) as u8],
        "ignorable" => vec![unicode::is_case_ignorable(c) as u8],
        "decimal" => value(unicode::decimal(c).map(i64::from)),
        "digit" => value(unicode::digit(c).map(i64::from)),
        "numeric" => unicode::numeric(c)
            .map_or("-".to_owned(), |(n, d)| (n as i128 * 1000 / d as i128).to_string())
            .into_bytes(),
        "name" => unicode::name(c).unwrap_or_default().into_bytes(),
        "lookup" => match unicode::name(c) {
            Some(name) => {
                unicode::lookup(&name.to_lowercase()).map_or(0, |c| c as u32).to_string().into_bytes()
            }
            None => vec![],
        },
        other => panic!("{other}"),
    }
}

#[test]
fn every_code_point() {
    let mut wrong = Vec::new();
    for line in include_str!("data/unicode.txt").lines() {
        let (name, blocks) = line.split_once(' ').expect("a name and hashes");
        for (block, expected) in blocks.split(' ').enumerate() {
            let mut hash = 0xcbf29ce484222325;
            for c in block as u32 * 4096..(block as u32 + 1) * 4096 {
                for byte in fact(name, c) {
                    hash = fnv(hash, byte);
                }
                hash = fnv(hash, 0xFF);
            }
            if format!("{:08x}", hash as u32) != expected {
                wrong.push(format!("{name} in U+{:X}...", block * 4096));
                if let Ok(wanted) = std::env::var("SHOW_FACTS")
                    && wanted == name
                {
                    let facts: Vec<String> = (block as u32 * 4096..(block as u32 + 1) * 4096)
                        .map(|c| format!("{c:x}={}", String::from_utf8_lossy(&fact(name, c)).escape_debug()))
                        .collect();
                    wrong.push(facts.join("\n"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
