//! What must hold for any input: round trips, identities, and that nothing a user can write makes us panic.

use proptest::prelude::*;
use text::codec::{self, Encoding, Handler};
use text::format_spec::{self, Kind, Spec};
use text::int::{self, BigInt, Bounded, arith, convert};
use text::{Wtf8, Wtf8Buf, anchors, bytes_methods, float, percent, str_format, str_methods};

/// Any text, surrogates included, with a preference for what formats and source code are made of.
fn texts() -> impl Strategy<Value = Wtf8Buf> {
    let c = prop_oneof![
        4 => 0x20u32..0x7F,
        2 => prop::sample::select("{}[]()%!:.,_<>=^+- #0123456789\"'\\\nfrb\u{3a3}\u{df}".chars().map(u32::from).collect::<Vec<_>>()),
        1 => 0u32..0x110000,
        1 => 0xD800u32..0xE000,
    ];
    prop::collection::vec(c, 0..40).prop_map(Wtf8Buf::from_iter)
}

fn ints() -> impl Strategy<Value = BigInt> {
    let bytes =
        prop_oneof![prop::collection::vec(any::<u8>(), 0..9), prop::collection::vec(any::<u8>(), 0..100)];
    bytes.prop_map(|bytes| convert::from_bytes(&bytes, convert::ByteOrder::Little, true))
}

proptest! {
    #[test]
    fn code_points_survive(text in texts()) {
        let text = text.as_wtf8();
        let forwards: Vec<u32> = text.chars().collect();
        let mut backwards: Vec<u32> = text.chars().rev().collect();
        backwards.reverse();
        prop_assert_eq!(&forwards, &backwards);
        prop_assert_eq!(forwards.len(), text.count());
        let rebuilt = Wtf8Buf::from_iter(forwards);
        prop_assert_eq!(rebuilt.as_wtf8(), text);
    }

    #[test]
    fn the_index_agrees_with_counting(text in texts(), times in 1usize..9, at in 0usize..400) {
        let long = Wtf8Buf::from_bytes(text.as_bytes().repeat(times));
        let long = long.as_wtf8();
        let index = long.build_index();
        let offset = long.offset_of(at);
        prop_assert_eq!(index.offset_of(long, at), offset);
        prop_assert_eq!(index.position_of(long, offset), at.min(long.count()));
    }

    #[test]
    fn floats_read_back(bits in any::<u64>()) {
        let x = f64::from_bits(bits);
        prop_assume!(!x.is_nan());
        let parsed = float::parse(Wtf8::from_str(&float::repr(x)));
        prop_assert_eq!(parsed.map(f64::to_bits), Ok(bits));
        let hexadecimal = float::from_hex(Wtf8::from_str(&float::to_hex(x)));
        prop_assert_eq!(hexadecimal.map(f64::to_bits), Ok(bits));
    }

    #[test]
    fn division_is_exact(a in ints(), b in ints()) {
        prop_assume!(!b.is_zero());
        let (quotient, remainder) = arith::div_mod(&a, &b).expect("b is not zero");
        prop_assert_eq!(&quotient * &b + &remainder, a);
        prop_assert!(remainder.is_zero() || remainder.sign() == b.sign());
    }

    #[test]
    fn ints_read_back(a in ints(), base in 2u32..=36) {
        let text = int::to_radix(&a, base);
        prop_assert_eq!(int::parse(Wtf8::from_str(&text), base as i64, 0), Ok(a.clone()));
        let length = (arith::bit_length(&a) / 8 + 1) as i64;
        for order in [convert::ByteOrder::Little, convert::ByteOrder::Big] {
            let bytes = convert::to_bytes(&a, length, order, true).expect("long enough");
            prop_assert_eq!(convert::from_bytes(&bytes, order, true), a.clone());
        }
    }

    #[test]
    fn shifts_are_powers_of_two(a in ints(), by in 0usize..300) {
        let amount = BigInt::from(by);
        let power = BigInt::from(2).pow(by);
        prop_assert_eq!(arith::shift_left(&a, &amount), Ok(&a * &power));
        prop_assert_eq!(arith::shift_right(&a, &amount), arith::floor_div(&a, &power));
    }

    #[test]
    fn encodings_are_undone(text in texts()) {
        let text = text.as_wtf8();
        for encoding in [Encoding::Utf8, Encoding::Utf8Sig, Encoding::Utf16(None), Encoding::Utf32(None)] {
            let bytes = codec::encode(text, encoding, &mut Handler::SurrogatePass).expect("surrogates pass");
            let back = codec::decode(&bytes, encoding, &mut Handler::SurrogatePass).expect("surrogates pass");
            // UTF-16 joins what happens to be a pair.
            if !matches!(encoding, Encoding::Utf16(_)) {
                prop_assert_eq!(back.as_wtf8(), text);
            }
        }
        for encoding in [Encoding::UnicodeEscape, Encoding::RawUnicodeEscape] {
            let bytes = codec::encode(text, encoding, &mut Handler::Strict).expect("everything can be escaped");
            let back = codec::decode(&bytes, encoding, &mut Handler::Strict);
            if encoding == Encoding::UnicodeEscape {
                prop_assert_eq!(back, Ok(text.to_owned()));
            }
        }
    }

    #[test]
    fn any_bytes_pass_through_surrogates(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        for encoding in [Encoding::Utf8, Encoding::Ascii] {
            let text = codec::decode(&bytes, encoding, &mut Handler::SurrogateEscape).expect("all bytes escape");
            let back = codec::encode(text.as_wtf8(), encoding, &mut Handler::SurrogateEscape).expect("and back");
            prop_assert_eq!(&back, &bytes);
        }
    }

    #[test]
    fn decoding_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..40), handler in 0usize..7) {
        let handlers = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "x"];
        for encoding in [
            Encoding::Utf8, Encoding::Latin1, Encoding::Cp1252, Encoding::Utf16(None), Encoding::Utf32(None),
            Encoding::UnicodeEscape, Encoding::RawUnicodeEscape,
        ] {
            let mut handler = Handler::from_name(handlers[handler]);
            if let Ok(text) = codec::decode(&bytes, encoding, &mut handler) {
                prop_assert!(text.as_wtf8().chars().all(|c| c < 0x110000));
            }
        }
        prop_assert!(bytes_methods::repr(&bytes).is_ascii());
    }

    #[test]
    fn no_format_panics(text in texts(), n in any::<i64>(), x in any::<f64>(), big in ints()) {
        let text = text.as_wtf8();
        for kind in [Kind::Str, Kind::Int, Kind::Float, Kind::Complex] {
            let Ok(spec) = Spec::parse(text, kind, kind.name()) else { continue };
            prop_assume!(spec.width.unwrap_or(0) < 10_000 && spec.precision.unwrap_or(0) < 10_000);
            let _ = format_spec::format_str(&spec, text, "str");
            let _ = format_spec::format_int(&spec, &n, "int");
            let _ = format_spec::format_int(&spec, &Bounded { value: &big, max_digits: 0 }, "int");
            let _ = format_spec::format_float(&spec, x, "float");
            let _ = format_spec::format_complex(&spec, x, -x, "complex");
        }
        for pieces in [
            percent::Pieces::of_str(text, true), percent::Pieces::of_bytes(text.as_bytes(), false),
        ] {
            pieces.for_each(drop);
        }
        for piece in str_format::Pieces::new(text) {
            if let Ok(str_format::Piece::Field(field)) = piece
                && let Ok((_, steps)) = field.name_parts()
            {
                steps.for_each(drop);
            }
        }
    }

    #[test]
    fn no_source_text_panics(text in texts(), start in 0usize..50, end in 0usize..50) {
        let text = text.as_wtf8().to_string_lossy();
        let lines: Vec<&str> = text.split('\n').collect();
        anchors::excerpt(&lines, start, end);
        anchors::find(&text);
    }

    #[test]
    fn splitting_and_joining(text in texts(), separator in texts()) {
        prop_assume!(!separator.is_empty());
        let (text, separator) = (text.as_wtf8(), separator.as_wtf8());
        let pieces = str_methods::split(text, Some(separator), -1).expect("not empty");
        let joined = str_methods::join(separator, pieces);
        prop_assert_eq!(joined.as_wtf8(), text);
        let lines = str_methods::split_lines(text, true);
        let joined = str_methods::join(Wtf8::from_str(""), lines);
        prop_assert_eq!(joined.as_wtf8(), text);
    }

    #[test]
    fn no_number_text_panics(text in texts(), base in 0i64..40) {
        let _ = int::parse(text.as_wtf8(), base, 4300);
        let _ = float::parse(text.as_wtf8());
        let _ = float::from_hex(text.as_wtf8());
        let _ = bytes_methods::from_hex(text.as_wtf8());
    }
}
