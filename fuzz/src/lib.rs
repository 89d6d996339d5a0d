//! What the fuzz targets have in common: [`front_end`] and [`programs`] check one input, [`mutate`] and [`generate`]
//! make inputs, [`campaign`] tries many for a while without libFuzzer.
#![forbid(unsafe_code)]

pub mod campaign;
pub mod front_end;
pub mod generate;
pub mod mutate;
pub mod programs;
