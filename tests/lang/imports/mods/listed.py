__all__ = ["only", "_even_this"]
only = "only"
_even_this = "even this"
not_listed = "not listed"
