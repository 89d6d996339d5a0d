//! Streams of deflate: what the crate offers, in zlib's terms.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

/// `Z_FINISH`
pub const FINISH: i64 = 4;

/// What is wrong with a stream.
#[derive(Debug)]
pub enum Fault {
    /// How it was to be made.
    Option,
    /// What was in it, or how it was used.
    Stream(String),
}

/// The frame around a stream, and the size of its window.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Zlib(u8),
    Raw(u8),
    Gzip(u8),
    /// zlib or gzip, as the first byte says.
    Either(u8),
}

fn frame(wbits: i64) -> Option<Frame> {
    // The crate knows no windows of 8 bits; zlib itself takes 9 instead.
    let bits = |bits: i64| (bits as u8).max(9);
    Some(match wbits {
        8..=15 => Frame::Zlib(bits(wbits)),
        -15..=-8 => Frame::Raw(bits(-wbits)),
        24..=31 => Frame::Gzip(bits(wbits - 16)),
        40..=47 => Frame::Either(bits(wbits - 32)),
        0 => Frame::Zlib(15),
        16 => Frame::Gzip(15),
        32 => Frame::Either(15),
        _ => return None,
    })
}

/// A stream that is being compressed.
pub struct Deflater {
    stream: Compress,
    done: bool,
}

impl Deflater {
    /// A stream as zlib's options say.
    pub fn new(
        level: i64,
        method: i64,
        wbits: i64,
        memory: i64,
        strategy: i64,
        zdict: Option<Vec<u8>>,
    ) -> Result<Deflater, Fault> {
        let fine = (-1..=9).contains(&level)
            && method == 8
            && (1..=9).contains(&memory)
            && (0..=4).contains(&strategy);
        if !fine || wbits.abs() < 8 {
            return Err(Fault::Option);
        }
        let level = match level {
            -1 => Compression::default(),
            level => Compression::new(level as u32),
        };
        let mut stream = match frame(wbits) {
            Some(Frame::Zlib(bits)) => Compress::new_with_window_bits(level, true, bits),
            Some(Frame::Raw(bits)) => Compress::new_with_window_bits(level, false, bits),
            Some(Frame::Gzip(bits)) => Compress::new_gzip(level, bits),
            _ => return Err(Fault::Option),
        };
        if let Some(zdict) = zdict {
            stream.set_dictionary(&zdict).map_err(|_| Fault::Stream("Invalid dictionary".to_string()))?;
        }
        Ok(Deflater { stream, done: false })
    }

    fn run(&mut self, data: &[u8], flush: FlushCompress, doing: &str) -> Result<Vec<u8>, Fault> {
        let inconsistent = || Fault::Stream(format!("Error -2 while {doing}: inconsistent stream state"));
        if self.done {
            return Err(inconsistent());
        }
        let (mut out, mut used) = (Vec::with_capacity(data.len() / 2 + 64), 0);
        loop {
            if out.len() == out.capacity() {
                out.reserve(out.capacity().max(64));
            }
            let before = self.stream.total_in();
            let status =
                self.stream.compress_vec(&data[used..], &mut out, flush).map_err(|_| inconsistent())?;
            used += (self.stream.total_in() - before) as usize;
            if status == Status::StreamEnd {
                self.done = true;
                return Ok(out);
            }
            // Room that is left says that nothing is held back any more.
            if used == data.len() && out.len() < out.capacity() && flush != FlushCompress::Finish {
                return Ok(out);
            }
        }
    }

    /// Compresses more.
    pub fn compress(&mut self, data: &[u8]) -> Result<Vec<u8>, Fault> {
        self.run(data, FlushCompress::None, "compressing data")
    }

    /// Gives out what is held back, as a mode of zlib says.
    pub fn flush(&mut self, mode: i64) -> Result<Vec<u8>, Fault> {
        let flush = match mode {
            0 => return Ok(Vec::new()),
            1 => FlushCompress::Partial,
            2 => FlushCompress::Sync,
            3 => FlushCompress::Full,
            FINISH => FlushCompress::Finish,
            _ => {
                return Err(Fault::Stream("Error -2 while flushing: inconsistent stream state".to_string()));
            }
        };
        self.run(&[], flush, "flushing")
    }
}

/// A stream that is being decompressed.
pub struct Inflater {
    stream: Option<Decompress>,
    frame: Frame,
    zdict: Option<Vec<u8>>,
    /// What came behind the end.
    pub unused: Vec<u8>,
    /// What was not used yet.
    pub tail: Vec<u8>,
    /// Whether the end was reached.
    pub eof: bool,
}

impl Inflater {
    /// A stream as zlib's options say.
    pub fn new(wbits: i64, zdict: Option<Vec<u8>>) -> Result<Inflater, Fault> {
        let frame = frame(wbits).ok_or(Fault::Option)?;
        let zdict = zdict.filter(|zdict| !zdict.is_empty());
        Ok(Inflater { stream: None, frame, zdict, unused: Vec::new(), tail: Vec::new(), eof: false })
    }

    fn begin(&mut self, first: u8) -> Result<(), Fault> {
        let mut stream = match self.frame {
            Frame::Either(bits) if first == 0x1f => Decompress::new_gzip(bits),
            Frame::Zlib(bits) | Frame::Either(bits) => Decompress::new_with_window_bits(true, bits),
            Frame::Gzip(bits) => Decompress::new_gzip(bits),
            Frame::Raw(bits) => Decompress::new_with_window_bits(false, bits),
        };
        if matches!(self.frame, Frame::Raw(_))
            && let Some(zdict) = &self.zdict
        {
            stream
                .set_dictionary(zdict)
                .map_err(|_| Fault::Stream("unable to set dictionary".to_string()))?;
        }
        self.stream = Some(stream);
        Ok(())
    }

    /// Decompresses more, to at most so many bytes if that is not 0.
    pub fn decompress(&mut self, data: &[u8], most: usize) -> Result<Vec<u8>, Fault> {
        if self.eof {
            self.unused.extend_from_slice(data);
            return Ok(Vec::new());
        }
        let mut out = Vec::new();
        if data.is_empty() && self.stream.is_none() {
            return Ok(out);
        }
        if self.stream.is_none() {
            self.begin(data[0])?;
        }
        let Some(stream) = &mut self.stream else { return Ok(out) };
        let mut used = 0;
        loop {
            if most != 0 && out.len() >= most {
                break;
            }
            let room = (data.len() - used).clamp(256, 1 << 20) * 2;
            let room = if most == 0 { room } else { room.min(most - out.len()) };
            let mut part = vec![0; room];
            let (read, written) = (stream.total_in(), stream.total_out());
            let result = stream.decompress(&data[used..], &mut part, FlushDecompress::Sync);
            used += (stream.total_in() - read) as usize;
            let written = (stream.total_out() - written) as usize;
            out.extend_from_slice(&part[..written]);
            match result {
                Ok(Status::StreamEnd) => {
                    self.eof = true;
                    break;
                }
                Ok(Status::BufError) => break,
                Ok(Status::Ok) if written < room && used == data.len() => break,
                Ok(Status::Ok) => {}
                Err(error) if error.needs_dictionary().is_some() => match &self.zdict {
                    Some(zdict) => {
                        if stream.set_dictionary(zdict).is_err() {
                            let message = "Error -3 while setting zdict: incorrect data check";
                            return Err(Fault::Stream(message.to_string()));
                        }
                    }
                    None => {
                        let message = "Error 2 while decompressing data";
                        return Err(Fault::Stream(message.to_string()));
                    }
                },
                Err(error) => {
                    let what = error.message().unwrap_or("invalid input data");
                    return Err(Fault::Stream(format!("Error -3 while decompressing data: {what}")));
                }
            }
        }
        if self.eof {
            self.unused.extend_from_slice(&data[used..]);
            self.tail.clear();
        } else {
            self.tail = data[used..].to_vec();
        }
        Ok(out)
    }

    /// Decompresses what was not used yet.
    pub fn flush(&mut self) -> Result<Vec<u8>, Fault> {
        let tail = std::mem::take(&mut self.tail);
        self.decompress(&tail, 0)
    }
}
