"""Text for web pages."""

__all__ = ["escape"]


def escape(s, quote=True):
    """A text in which &, <, > (and quotation marks) have no meaning for a browser."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s
