//! Under construction: see ARCHITECTURE.md.
