//! Between `str` and `bytes`: encodings and error handlers by name, and the exceptions they raise. The codecs
//! themselves are in `text::codec`.

use text::codec::{self, Encoding, Handler};
use text::{ErrorKind, PyError, Wtf8Buf};

use crate::heap::Obj;
use crate::objects::exception::ExceptionKind;
use crate::objects::{Bytes, Str};
use crate::{Context, PyResult, Raised, Value};

/// Codecs that are not between text and bytes: `codecs` knows them, the methods refuse them.
const TRANSFORMS: [&str; 11] =
    ["base64", "base_64", "bz2", "hex", "quopri", "quoted_printable", "rot13", "rot_13", "uu", "zip", "zlib"];

impl Context {
    /// `text.encode(encoding, errors)`; what is left out is `utf-8` and `strict`.
    pub fn encode(
        &mut self,
        text: &Obj<Str>,
        encoding: Option<&str>,
        errors: Option<&str>,
    ) -> PyResult<Vec<u8>> {
        let encoding = self.encoding(encoding, "encode")?;
        if encoding == Encoding::Utf8 && text.as_str().is_some() {
            return Ok(text.items().to_vec());
        }
        let mut handler = Handler::from_name(errors.unwrap_or("strict"));
        codec::encode(text.wtf8(), encoding, &mut handler)
            .map_err(|error| self.codec_error(error, text.value()))
    }

    /// `bytes.decode(encoding, errors)`; what is left out is `utf-8` and `strict`.
    pub fn decode(
        &mut self,
        bytes: &Obj<Bytes>,
        encoding: Option<&str>,
        errors: Option<&str>,
    ) -> PyResult<Wtf8Buf> {
        // As in CPython, nothing is decoded before the encoding is looked at.
        if bytes.items().is_empty() {
            return Ok(Wtf8Buf::new());
        }
        let encoding = self.encoding(encoding, "decode")?;
        let mut handler = Handler::from_name(errors.unwrap_or("strict"));
        codec::decode(bytes.items(), encoding, &mut handler)
            .map_err(|error| self.codec_error(error, bytes.value()))
    }

    fn encoding(&mut self, name: Option<&str>, function: &str) -> PyResult<Encoding> {
        let name = name.unwrap_or("utf-8");
        match Encoding::from_name(name) {
            Some(encoding) => Ok(encoding),
            None if TRANSFORMS
                .contains(&name.to_ascii_lowercase().replace('-', "_").trim_end_matches("_codec")) =>
            {
                Err(self.error(
                    ExceptionKind::LookupError,
                    format!(
                        "'{name}' is not a text encoding; use codecs.{function}() to handle arbitrary codecs"
                    ),
                ))
            }
            None => Err(self.error(ExceptionKind::LookupError, format!("unknown encoding: {name}"))),
        }
    }

    /// The exception for a failed conversion of `object`: a `UnicodeError` remembers what could not be converted.
    fn codec_error(&mut self, error: PyError, object: Value) -> Raised {
        let (kind, problem) = match error.kind {
            ErrorKind::UnicodeEncode(problem) => (ExceptionKind::UnicodeEncodeError, problem),
            ErrorKind::UnicodeDecode(problem) => (ExceptionKind::UnicodeDecodeError, problem),
            _ => return self.text_error(error),
        };
        let args = [
            self.str_value(problem.encoding),
            object,
            Value::Int(problem.start as i64),
            Value::Int(problem.end as i64),
            self.str_value(&problem.reason),
        ];
        let class = self.interp_ref().exception(kind).value();
        match self.call(&class, &args).and_then(|made| self.raised_from(made)) {
            Ok(raised) | Err(raised) => raised,
        }
    }

    /// The text of an optional `encoding` or `errors` argument of `function`.
    pub fn codec_argument(
        &mut self,
        function: &str,
        parameter: &str,
        value: Option<Value>,
    ) -> PyResult<Option<String>> {
        let Some(value) = value else { return Ok(None) };
        match value.as_ref().and_then(|value| value.downcast::<Str>()) {
            Some(name) => Ok(Some(name.to_string_lossy())),
            None => {
                let got = self.type_name(&value);
                let got = if value.is_none() { "None" } else { &got };
                Err(self.type_error(format!("{function}() argument '{parameter}' must be str, not {got}")))
            }
        }
    }
}
