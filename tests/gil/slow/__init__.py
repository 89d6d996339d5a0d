"""A package that takes its time to be imported."""
