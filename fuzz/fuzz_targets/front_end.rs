//! Any bytes through the front end, guided by coverage.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gila_fuzz::front_end::check(bytes));
