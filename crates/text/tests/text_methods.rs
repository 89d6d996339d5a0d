//! Methods of str and bytes against CPython's recorded answers.

mod common;

use common::{boolean, check};
use text::{Wtf8, Wtf8Buf, bytes_methods, str_methods};

/// `repr` of a list or tuple of texts.
fn list(items: Vec<Wtf8<'_>>, open: char, close: char) -> Wtf8Buf {
    let mut out = Wtf8Buf::new();
    out.push_char(open);
    let quoted: Vec<Wtf8Buf> = items.into_iter().map(str_methods::repr).collect();
    out.push_wtf8(str_methods::join(Wtf8::from_str(", "), quoted.iter().map(|q| q.as_wtf8())).as_wtf8());
    out.push_char(close);
    out
}

fn position(text: Wtf8<'_>, offset: Option<usize>) -> Wtf8Buf {
    let position = offset.map_or(-1, |offset| text.slice_bytes(0, offset).count() as i64);
    let by_index = offset.map_or(-1, |offset| text.build_index().position_of(text, offset) as i64);
    assert_eq!(position, by_index);
    position.to_string().into()
}

#[test]
fn str() {
    use str_methods::*;
    check("str.txt", |case| {
        let text = case.text(0);
        Ok(match case.operation.as_str() {
            "upper" => upper(text),
            "lower" => lower(text),
            "title" => title(text),
            "capitalize" => capitalize(text),
            "swapcase" => swapcase(text),
            "casefold" => casefold(text),
            "isalpha" => boolean(is_alpha(text)),
            "isalnum" => boolean(is_alnum(text)),
            "isdigit" => boolean(is_digit(text)),
            "isspace" => boolean(is_space(text)),
            "islower" => boolean(is_lower(text)),
            "isupper" => boolean(is_upper(text)),
            "istitle" => boolean(is_title(text)),
            "isdecimal" => boolean(is_decimal(text)),
            "isnumeric" => boolean(is_numeric(text)),
            "isprintable" => boolean(is_printable(text)),
            "isidentifier" => boolean(is_identifier(text)),
            "repr" => repr(text),
            "ascii" => ascii(text),
            "find" => position(text, find(text, case.text(1))),
            "rfind" => position(text, rfind(text, case.text(1))),
            "count" => count(text, case.text(1)).to_string().into(),
            "replace" => replace(text, case.text(1), case.text(2), case.get(3)).unwrap_or(text.to_owned()),
            "split" => list(split(text, Some(case.text(1)), case.get(2))?, '[', ']'),
            "rsplit" => list(rsplit(text, Some(case.text(1)), case.get(2))?, '[', ']'),
            "splitspace" => list(split(text, None, case.get(1))?, '[', ']'),
            "rsplitspace" => list(rsplit(text, None, case.get(1))?, '[', ']'),
            "splitlines" => list(split_lines(text, case.flag(1)), '[', ']'),
            "partition" => {
                let (before, after, found) = match partition(text, case.text(1))? {
                    Some((before, after)) => (before, after, case.text(1)),
                    None => (text, Wtf8::from_str(""), Wtf8::from_str("")),
                };
                list(vec![before, found, after], '(', ')')
            }
            "rpartition" => {
                let (before, after, found) = match rpartition(text, case.text(1))? {
                    Some((before, after)) => (before, after, case.text(1)),
                    None => (Wtf8::from_str(""), text, Wtf8::from_str("")),
                };
                list(vec![before, found, after], '(', ')')
            }
            "stripspace" => strip(text, None).to_owned(),
            "strip" => strip(text, Some(case.text(1))).to_owned(),
            "lstrip" => strip_left(text, Some(case.text(1))).to_owned(),
            "rstrip" => strip_right(text, Some(case.text(1))).to_owned(),
            "center" => center(text, case.get(1), 0xE9)?,
            "ljust" => ljust(text, case.get(1), '*' as u32)?,
            "rjust" => rjust(text, case.get(1), ' ' as u32)?,
            "zfill" => zfill(text, case.get(1))?,
            "expandtabs" => expand_tabs(text, case.get(1)),
            "slice" => {
                let slice = text.slice(case.get(1), case.get(2));
                let index = text.build_index();
                let [from, to] = [1, 2].map(|at| index.offset_of(text, case.get(at)));
                assert_eq!(text.slice_bytes(from, to), slice);
                slice.to_owned()
            }
            "translate" => {
                let table = maketrans(case.text(1), case.text(2), Some(case.text(3)))?;
                let entry = |c: u32| table.iter().rev().find(|entry| entry.0 == c).map(|entry| entry.1);
                translate(text, |c| {
                    Ok::<_, text::PyError>(match entry(c) {
                        None => Replacement::Keep,
                        Some(None) => Replacement::Delete,
                        Some(Some(c)) => Replacement::Char(c),
                    })
                })?
            }
            "length" => text.count().to_string().into(),
            "reversed" => text.chars().rev().collect(),
            "removeprefix" => remove_prefix(text, case.text(1)).to_owned(),
            "removesuffix" => remove_suffix(text, case.text(1)).to_owned(),
            other => panic!("{other}"),
        })
    });
}

fn shown(bytes: impl AsRef<[u8]>) -> Wtf8Buf {
    bytes_methods::repr(bytes.as_ref()).into()
}

fn byte_list(items: Vec<&[u8]>, open: char, close: char) -> Wtf8Buf {
    let items: Vec<String> = items.into_iter().map(bytes_methods::repr).collect();
    format!("{open}{}{close}", items.join(", ")).into()
}

#[test]
fn bytes() {
    use bytes_methods::*;
    check("bytes.txt", |case| {
        if case.operation == "fromhex" {
            return from_hex(case.text(0)).map(shown);
        }
        let text = &case.bytes(0)[..];
        let offset = |offset: Option<usize>| offset.map_or(-1, |at| at as i64).to_string().into();
        Ok(match case.operation.as_str() {
            "upper" => shown(upper(text)),
            "lower" => shown(lower(text)),
            "title" => shown(title(text)),
            "capitalize" => shown(capitalize(text)),
            "swapcase" => shown(swapcase(text)),
            "isalpha" => boolean(is_alpha(text)),
            "isalnum" => boolean(is_alnum(text)),
            "isdigit" => boolean(is_digit(text)),
            "isspace" => boolean(is_space(text)),
            "islower" => boolean(is_lower(text)),
            "isupper" => boolean(is_upper(text)),
            "istitle" => boolean(is_title(text)),
            "repr" => shown(text),
            "find" => offset(find(text, &case.bytes(1))),
            "rfind" => offset(rfind(text, &case.bytes(1))),
            "count" => count(text, &case.bytes(1)).to_string().into(),
            "replace" => shown(
                replace(text, &case.bytes(1), &case.bytes(2), case.get(3)).unwrap_or_else(|| text.to_vec()),
            ),
            "split" => byte_list(split(text, Some(&case.bytes(1)), case.get(2))?, '[', ']'),
            "rsplit" => byte_list(rsplit(text, Some(&case.bytes(1)), case.get(2))?, '[', ']'),
            "splitspace" => byte_list(split(text, None, case.get(1))?, '[', ']'),
            "rsplitspace" => byte_list(rsplit(text, None, case.get(1))?, '[', ']'),
            "splitlines" => byte_list(split_lines(text, case.flag(1)), '[', ']'),
            "partition" => {
                let separator = case.bytes(1);
                let items = match partition(text, &separator)? {
                    Some((before, after)) => vec![before, &separator, after],
                    None => vec![text, b"", b""],
                };
                byte_list(items, '(', ')')
            }
            "rpartition" => {
                let separator = case.bytes(1);
                let items = match rpartition(text, &separator)? {
                    Some((before, after)) => vec![before, &separator, after],
                    None => vec![b"", b"", text],
                };
                byte_list(items, '(', ')')
            }
            "stripspace" => shown(strip(text, None)),
            "strip" => shown(strip(text, Some(&case.bytes(1)))),
            "center" => shown(center(text, case.get(1), b'*')?),
            "ljust" => shown(ljust(text, case.get(1), b'*')?),
            "rjust" => shown(rjust(text, case.get(1), b' ')?),
            "zfill" => shown(zfill(text, case.get(1))?),
            "expandtabs" => shown(expand_tabs(text, case.get(1))),
            "hex" => to_hex(text, Some(case.text(1)), case.get(2))?.into(),
            "translate" => {
                let table = maketrans(&case.bytes(1), &case.bytes(2))?;
                shown(translate(text, Some(&table), &case.bytes(3))?)
            }
            other => panic!("{other}"),
        })
    });
}
