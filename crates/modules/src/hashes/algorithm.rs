//! The algorithms of digests behind one face.

use digest::{Digest, ExtendableOutput, Update, XofReader};

macro_rules! algorithms {
    ($($variant:ident $name:literal $type:ty, $block:literal;)*) => {
        /// An algorithm and its state.
        #[derive(Clone)]
        pub enum Algorithm {
            $(
                #[doc = $name]
                $variant($type),
            )*
            /// `shake_128`
            Shake128(shake::Shake128),
            /// `shake_256`
            Shake256(shake::Shake256),
            /// `blake2b`
            Blake2b(Box<blake2b_simd::State>, usize),
            /// `blake2s`
            Blake2s(Box<blake2s_simd::State>, usize),
        }

        impl Algorithm {
            /// The algorithm of a name.
            pub fn named(name: &str) -> Option<Algorithm> {
                Some(match name {
                    $($name => Algorithm::$variant(<$type>::default()),)*
                    "shake_128" => Algorithm::Shake128(Default::default()),
                    "shake_256" => Algorithm::Shake256(Default::default()),
                    "blake2b" => Algorithm::Blake2b(Box::new(blake2b_simd::State::new()), 64),
                    "blake2s" => Algorithm::Blake2s(Box::new(blake2s_simd::State::new()), 32),
                    _ => return None,
                })
            }

            /// Its name.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Algorithm::$variant(_) => $name,)*
                    Algorithm::Shake128(_) => "shake_128",
                    Algorithm::Shake256(_) => "shake_256",
                    Algorithm::Blake2b(..) => "blake2b",
                    Algorithm::Blake2s(..) => "blake2s",
                }
            }

            /// The bytes of a digest, 0 if the caller says.
            pub fn digest_size(&self) -> usize {
                match self {
                    $(Algorithm::$variant(_) => <$type as Digest>::output_size(),)*
                    Algorithm::Shake128(_) | Algorithm::Shake256(_) => 0,
                    Algorithm::Blake2b(_, size) | Algorithm::Blake2s(_, size) => *size,
                }
            }

            /// The bytes that are digested at once.
            pub fn block_size(&self) -> usize {
                match self {
                    $(Algorithm::$variant(_) => $block,)*
                    Algorithm::Shake128(_) => 168,
                    Algorithm::Shake256(_) => 136,
                    Algorithm::Blake2b(..) => 128,
                    Algorithm::Blake2s(..) => 64,
                }
            }

            /// Feeds bytes.
            pub fn update(&mut self, bytes: &[u8]) {
                match self {
                    $(Algorithm::$variant(state) => Digest::update(state, bytes),)*
                    Algorithm::Shake128(state) => Update::update(state, bytes),
                    Algorithm::Shake256(state) => Update::update(state, bytes),
                    Algorithm::Blake2b(state, _) => drop(state.update(bytes)),
                    Algorithm::Blake2s(state, _) => drop(state.update(bytes)),
                }
            }

            /// The digest; `length` is for those that have any.
            pub fn finish(self, length: usize) -> Vec<u8> {
                match self {
                    $(Algorithm::$variant(state) => Digest::finalize(state).to_vec(),)*
                    Algorithm::Shake128(state) => open(state, length),
                    Algorithm::Shake256(state) => open(state, length),
                    Algorithm::Blake2b(state, _) => state.finalize().as_bytes().to_vec(),
                    Algorithm::Blake2s(state, _) => state.finalize().as_bytes().to_vec(),
                }
            }
        }
    };
}

algorithms! {
    Md5 "md5" md5::Md5, 64;
    Sha1 "sha1" sha1::Sha1, 64;
    Sha224 "sha224" sha2::Sha224, 64;
    Sha256 "sha256" sha2::Sha256, 64;
    Sha384 "sha384" sha2::Sha384, 128;
    Sha512 "sha512" sha2::Sha512, 128;
    Sha512Over224 "sha512_224" sha2::Sha512_224, 128;
    Sha512Over256 "sha512_256" sha2::Sha512_256, 128;
    Sha3Over224 "sha3_224" sha3::Sha3_224, 144;
    Sha3Over256 "sha3_256" sha3::Sha3_256, 136;
    Sha3Over384 "sha3_384" sha3::Sha3_384, 104;
    Sha3Over512 "sha3_512" sha3::Sha3_512, 72;
}

fn open(state: impl ExtendableOutput, length: usize) -> Vec<u8> {
    let mut out = vec![0; length];
    state.finalize_xof().read(&mut out);
    out
}

impl Algorithm {
    /// Whether digests may have any length.
    pub fn is_open(&self) -> bool {
        matches!(self, Algorithm::Shake128(_) | Algorithm::Shake256(_))
    }
}

/// What is wrong with the parameters of BLAKE2.
pub enum BlakeFault {
    /// For `ValueError`.
    Value(String),
    /// For `OverflowError`.
    Overflow(String),
}

/// The parameters of BLAKE2b (`long`) or BLAKE2s.
pub struct Blake {
    long: bool,
    digest_size: i64,
    key: Vec<u8>,
    salt: Vec<u8>,
    person: Vec<u8>,
    fanout: i64,
    depth: i64,
    leaf_size: i64,
    node_offset: i64,
    node_depth: i64,
    inner_size: i64,
    /// Whether it is the last node of its level.
    pub last_node: bool,
}

impl Blake {
    /// The defaults.
    pub fn new(long: bool) -> Blake {
        Blake {
            long,
            digest_size: if long { 64 } else { 32 },
            key: Vec::new(),
            salt: Vec::new(),
            person: Vec::new(),
            fanout: 1,
            depth: 1,
            leaf_size: 0,
            node_offset: 0,
            node_depth: 0,
            inner_size: 0,
            last_node: false,
        }
    }

    /// Sets a parameter that is a number; false if there is none of that name.
    pub fn set_number(&mut self, name: &str, number: i64) -> bool {
        *match name {
            "digest_size" => &mut self.digest_size,
            "fanout" => &mut self.fanout,
            "depth" => &mut self.depth,
            "leaf_size" => &mut self.leaf_size,
            "node_offset" => &mut self.node_offset,
            "node_depth" => &mut self.node_depth,
            "inner_size" => &mut self.inner_size,
            _ => return false,
        } = number;
        true
    }

    /// Sets the key, the salt or the person.
    pub fn set_bytes(&mut self, name: &str, bytes: Vec<u8>) {
        match name {
            "key" => self.key = bytes,
            "salt" => self.salt = bytes,
            _ => self.person = bytes,
        }
    }

    fn check(&self) -> Result<(), BlakeFault> {
        let wrong = |message: String| Err(BlakeFault::Value(message));
        let (name, most) = if self.long { ("Blake2b", 64) } else { ("Blake2s", 32) };
        if !(1..=most).contains(&self.digest_size) {
            let given = self.digest_size;
            return wrong(format!(
                "digest_size for {name} must be between 1 and {most} bytes, here it is {given}"
            ));
        }
        let short = most as usize / 4;
        if self.salt.len() > short {
            return wrong(format!("maximum salt length is {short} bytes"));
        }
        if self.person.len() > short {
            return wrong(format!("maximum person length is {short} bytes"));
        }
        if !(0..=255).contains(&self.fanout) {
            return wrong("fanout must be between 0 and 255".to_string());
        }
        if !(1..=255).contains(&self.depth) {
            return wrong("depth must be between 1 and 255".to_string());
        }
        if self.leaf_size < 0 || self.node_offset < 0 {
            return wrong("value must be positive".to_string());
        }
        if self.leaf_size > i64::from(u32::MAX) {
            return Err(BlakeFault::Overflow("leaf_size is too large".to_string()));
        }
        if !self.long && self.node_offset >= 1 << 48 {
            return Err(BlakeFault::Overflow("node_offset is too large".to_string()));
        }
        if !(0..=255).contains(&self.node_depth) {
            return wrong("node_depth must be between 0 and 255".to_string());
        }
        if !(0..=most).contains(&self.inner_size) {
            return wrong(format!("inner_size must be between 0 and is {most}"));
        }
        if self.key.len() > most as usize {
            return wrong(format!("maximum key length is {most} bytes"));
        }
        Ok(())
    }

    /// The algorithm with these parameters.
    pub fn start(&self) -> Result<Algorithm, BlakeFault> {
        self.check()?;
        macro_rules! start {
            ($params:expr) => {{
                let mut params = $params;
                params
                    .hash_length(self.digest_size as usize)
                    .key(&self.key)
                    .salt(&self.salt)
                    .personal(&self.person)
                    .fanout(self.fanout as u8)
                    .max_depth(self.depth as u8)
                    .max_leaf_length(self.leaf_size as u32)
                    .node_offset(self.node_offset as u64)
                    .node_depth(self.node_depth as u8)
                    .inner_hash_length(self.inner_size as usize)
                    .last_node(self.last_node);
                Box::new(params.to_state())
            }};
        }
        let size = self.digest_size as usize;
        Ok(match self.long {
            true => Algorithm::Blake2b(start!(blake2b_simd::Params::new()), size),
            false => Algorithm::Blake2s(start!(blake2s_simd::Params::new()), size),
        })
    }
}
