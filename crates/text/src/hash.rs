//! Hashes, all equal to CPython's: of numbers and tuples always, so that equal numbers of different types agree; of
//! text and bytes under the same `PYTHONHASHSEED` (SipHash-1-3 over the characters in one, two or four bytes each).
//!
//! A hash is never -1, which CPython reserves for errors; where -1 would come out it is -2.

use crate::Wtf8;
use crate::int::BigInt;
use dashu_base::{Sign, UnsignedAbs};

/// Numbers are hashed modulo this prime, `2**61 - 1`.
pub const MODULUS: u64 = (1 << 61) - 1;
const BITS: i64 = 61;
const INFINITY: i64 = 314_159;
const IMAGINARY: u64 = 1_000_003;

fn avoid_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// `hash(n)` of an int that fits.
pub fn hash_i64(n: i64) -> i64 {
    let magnitude = (n.unsigned_abs() % MODULUS) as i64;
    avoid_minus_one(if n < 0 { -magnitude } else { magnitude })
}

/// `hash(n)` of any int.
pub fn hash_int(n: &BigInt) -> i64 {
    let magnitude = (n.unsigned_abs() % MODULUS) as i64;
    avoid_minus_one(if n.sign() == Sign::Negative { -magnitude } else { magnitude })
}

/// `hash(x)` of a float; nothing for nan, which hashes by identity.
pub fn hash_float(x: f64) -> Option<i64> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { INFINITY } else { -INFINITY });
    }
    let (mantissa, exponent) = crate::int::convert::integer_parts(x);
    // 2**61 is 1 modulo the prime, so multiplying by a power of two rotates the 61 bits.
    let reduced = mantissa.unsigned_abs();
    let turn = exponent.rem_euclid(BITS) as u32;
    let rotated = (reduced << turn & MODULUS) | reduced >> (BITS as u32 - turn);
    let magnitude = (rotated % MODULUS) as i64;
    Some(avoid_minus_one(if mantissa < 0 { -magnitude } else { magnitude }))
}

/// `hash(z)` of a complex, given the hashes of its parts (those of nan are the caller's).
pub fn hash_complex(real: i64, imaginary: i64) -> i64 {
    avoid_minus_one((real as u64).wrapping_add(IMAGINARY.wrapping_mul(imaginary as u64)) as i64)
}

/// `hash(tuple)`, given the hashes of the elements: the xxHash-like mix of CPython.
pub fn hash_tuple(elements: impl ExactSizeIterator<Item = i64>) -> i64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let length = elements.len() as u64;
    let mixed = elements.fold(PRIME_5, |accumulator, hash| {
        accumulator.wrapping_add((hash as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1)
    });
    match mixed.wrapping_add(length ^ PRIME_5 ^ 3_527_539) {
        u64::MAX => 1_546_275_796,
        hash => hash as i64,
    }
}

/// `hash(frozenset)`, given the hashes of the elements in any order.
pub fn hash_frozen_set(elements: impl ExactSizeIterator<Item = i64>) -> i64 {
    let spread = |hash: u64| (hash ^ 89_869_747 ^ hash << 16).wrapping_mul(3_644_798_167);
    let length = elements.len() as u64;
    let mixed = elements.fold(0, |mixed, hash| mixed ^ spread(hash as u64))
        ^ (length + 1).wrapping_mul(1_927_868_237);
    let dispersed = mixed ^ (mixed >> 11) ^ (mixed >> 25);
    match dispersed.wrapping_mul(69_069).wrapping_add(907_133_923) {
        u64::MAX => 590_923_713,
        hash => hash as i64,
    }
}

/// The key of text hashes: 0 is `PYTHONHASHSEED=0`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HashKey(pub u64, pub u64);

impl HashKey {
    /// The key of a `PYTHONHASHSEED`; 0 turns randomisation off.
    pub fn from_seed(seed: u32) -> HashKey {
        if seed == 0 {
            return HashKey(0, 0);
        }
        // The bytes of the key come from a linear congruential generator.
        let mut state = seed;
        let mut word = || {
            u64::from_le_bytes(std::array::from_fn(|_| {
                state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
                (state >> 16) as u8
            }))
        };
        HashKey(word(), word())
    }
}

/// `hash(text)`
pub fn hash_str(key: HashKey, text: Wtf8<'_>) -> i64 {
    if text.is_ascii() {
        return hash_bytes(key, text.as_bytes());
    }
    let most = text.chars().max().unwrap_or(0);
    let mut units = Vec::with_capacity(text.len() * 2);
    for c in text.chars() {
        match most {
            0..=0xFF => units.push(c as u8),
            0x100..=0xFFFF => units.extend((c as u16).to_le_bytes()),
            _ => units.extend(c.to_le_bytes()),
        }
    }
    hash_bytes(key, &units)
}

/// `hash(bytes)`. What is empty hashes to 0.
pub fn hash_bytes(key: HashKey, bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let mut state = [
        key.0 ^ 0x736f_6d65_7073_6575,
        key.1 ^ 0x646f_7261_6e64_6f6d,
        key.0 ^ 0x6c79_6765_6e65_7261,
        key.1 ^ 0x7465_6462_7974_6573,
    ];
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        absorb(&mut state, u64::from_le_bytes(chunk.try_into().expect("chunks are 8 bytes")));
    }
    let mut last = [0; 8];
    last[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    last[7] = bytes.len() as u8;
    absorb(&mut state, u64::from_le_bytes(last));
    state[2] ^= 0xFF;
    (0..3).for_each(|_| sip_round(&mut state));
    avoid_minus_one((state[0] ^ state[1] ^ state[2] ^ state[3]) as i64)
}

fn absorb(state: &mut [u64; 4], word: u64) {
    state[3] ^= word;
    sip_round(state);
    state[0] ^= word;
}

#[inline(always)]
fn sip_round(state: &mut [u64; 4]) {
    let [mut a, mut b, mut c, mut d] = *state;
    a = a.wrapping_add(b);
    b = b.rotate_left(13) ^ a;
    a = a.rotate_left(32);
    c = c.wrapping_add(d);
    d = d.rotate_left(16) ^ c;
    a = a.wrapping_add(d);
    d = d.rotate_left(21) ^ a;
    c = c.wrapping_add(b);
    b = b.rotate_left(17) ^ c;
    c = c.rotate_left(32);
    *state = [a, b, c, d];
}
