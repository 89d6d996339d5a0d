//! The methods of `bytes` and `bytearray`: as those of `str`, with ASCII's idea of case and white space.

pub mod quote;

pub use quote::repr;
