//! Stands in for `src/spin.rs`: nobody keeps a processor to look out for anything.

#[derive(Debug, Default)]
pub(crate) struct AdaptiveSpin {}

impl AdaptiveSpin {
    pub(crate) fn look_out(&self, _: Option<std::time::Duration>, is_called: impl Fn() -> bool) -> bool {
        is_called()
    }
}

pub(crate) fn look_out(is_called: impl Fn() -> bool) -> bool {
    is_called()
}
