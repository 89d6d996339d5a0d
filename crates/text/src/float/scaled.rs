//! Rounding an exact value to a float once, to nearest, ties to even: what reading hexadecimal floats, dividing
//! integers and converting integers end with.

/// The float nearest to `bits * 2^scale`, where `sticky` says that a little more was cut off below `bits`.
/// Nothing if it is too large. If `sticky` is set, the top bit of `bits` must be among its upper nine, so that
/// what was cut is below half of the result's last place.
pub fn round(bits: u64, sticky: bool, scale: i64) -> Option<f64> {
    if bits == 0 {
        return Some(0.0);
    }
    let scale = scale.saturating_sub(bits.leading_zeros() as i64);
    let bits = bits << bits.leading_zeros();
    // The value is 1.xxx * 2^top. Below the smallest normal exponent fewer than 53 bits can be kept.
    let top = scale.saturating_add(63);
    if top > 1023 {
        return None;
    }
    let kept = if top >= -1022 { 53 } else { 53 - (-1022 - top) };
    if kept < 0 {
        return Some(0.0);
    }
    let dropped = 64 - kept as u32;
    let below = if dropped == 64 { bits } else { bits & ((1 << dropped) - 1) };
    let mut mantissa = bits.checked_shr(dropped).unwrap_or(0);
    let half = 1u64 << (dropped - 1);
    if below > half || (below == half && (sticky || mantissa & 1 == 1)) {
        mantissa += 1;
    }
    // Both scalings are exact: the mantissa fits and 2^unit times it is representable.
    let unit = scale + dropped as i64;
    let value = mantissa as f64 * power_of_two(unit.max(-1000)) * power_of_two(unit.min(-1000) + 1000);
    value.is_finite().then_some(value)
}

/// A power of two that is a normal float.
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}
