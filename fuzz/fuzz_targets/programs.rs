//! Small programs, whose generator takes its choices from the bytes, guided by coverage.
#![no_main]

libfuzzer_sys::fuzz_target!(|choices: &[u8]| gila_fuzz::programs::check(
    &gila_fuzz::generate::program(choices),
    None
));
