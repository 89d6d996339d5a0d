"""Which part of a failed expression to point at in a traceback.

    total = price * count["x"]
            ~~~~~~^~~~~~~~~~~~

The interpreter knows the range of the expression; here its text is looked through for
the operator, or the brackets of the call or subscript, that the carets should stand
under. A full parser is not needed: what is inside brackets and strings does not count.
"""

_KEYWORDS = frozenset((
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in",
    "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield"))

# How tightly the binary operators bind; unary ones stand between * and **.
_BINDS = {"|": 0, "^": 1, "&": 2, "<<": 3, ">>": 3, "+": 4, "-": 4, "*": 5, "/": 5,
          "//": 5, "%": 5, "@": 5, "**": 7}
_LONG_OPERATORS = ("**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "<=", ">=", "==",
                   "!=", ":=", "->", "+=", "-=", "*=", "/=", "%=", "@=", "&=", "|=", "^=")


class Piece:
    """A token outside of brackets, or a pair of brackets with all that is in it."""

    __slots__ = ("kind", "text", "start", "end")

    def __init__(self, kind, text, start, end):
        self.kind = kind        # "word", "string", "brackets" or "operator"
        self.text = text
        self.start = start
        self.end = end


def pieces(text):
    """The pieces of an expression or statement; None if brackets or quotes do not match."""
    found = []
    depth = 0
    opened = 0
    at = 0
    while at < len(text):
        c = text[at]
        start = at
        if c.isalnum() or c == "_":
            while at < len(text) and (text[at].isalnum() or text[at] in "_."
                                      and (text[at] == "_" or text[start].isdigit())):
                at += 1
            # r"…", f'…': the letters before the quotes belong to the string.
            if at < len(text) and text[at] in "'\"" and at - start <= 2:
                at = _string_end(text, at)
                kind = "string"
            else:
                kind = "word"
        elif c in "'\"":
            at = _string_end(text, at)
            kind = "string"
        elif c == "#":
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
            continue
        elif c.isspace() or c == "\\":
            at += 1
            continue
        elif c in "([{":
            if depth == 0:
                opened = at
            depth += 1
            at += 1
            continue
        elif c in ")]}":
            depth -= 1
            at += 1
            if depth < 0:
                return None
            start, kind = opened, "brackets"
        else:
            at += next((len(op) for op in _LONG_OPERATORS if text.startswith(op, at)), 1)
            kind = "operator"
        if depth == 0:
            found.append(Piece(kind, text[start:at], start, at))
    return None if depth else found


def _string_end(text, at):
    quote = text[at]
    if text.startswith(quote * 3, at):
        quote *= 3
    at += len(quote)
    while at < len(text) and not text.startswith(quote, at):
        at += 2 if text[at] == "\\" else 1
    return at + len(quote)


def _is_operand(piece):
    return piece.kind != "operator" or piece.text == "..."


def _plain_expression(parts):
    """Whether only names, values, brackets, dots and arithmetic are outside of brackets."""
    for part in parts:
        if part.kind == "word" and part.text in _KEYWORDS:
            return False
        if part.kind == "operator" and part.text not in _BINDS and part.text not in (".", "~", "..."):
            return False
    return True


def anchors(text):
    """(start, end) of the part of the expression to put carets under, or None for all."""
    parts = pieces(text)
    if not parts or not _plain_expression(parts):
        return None
    best = None
    for i, part in enumerate(parts):
        binds = _BINDS.get(part.text) if part.kind == "operator" else None
        if binds is None or i == 0 or not _is_operand(parts[i - 1]):
            continue
        # The last of the loosest joins the whole; ** groups from the right.
        if best is None or binds < best[0] or binds == best[0] != 7:
            best = binds, part
    unary = parts[0].kind == "operator" and parts[0].text in "+-~"
    if best is not None:
        return None if unary and best[0] == 7 else (best[1].start, best[1].end)
    if unary or not _is_call_or_subscript(parts):
        return None
    return parts[-1].start, len(text)


def _is_call_or_subscript(parts):
    return len(parts) > 1 and parts[-1].text[0] in "([" and parts[-1].kind == "brackets" \
        and _is_operand(parts[-2])


def says_nothing_new(before, text, after):
    """Whether the range is just the call of `return f(…)` or `x = f(…)`: no carets then."""
    parts = pieces(text)
    if not parts or not _plain_expression(parts) or not _is_call_or_subscript(parts):
        return False
    if parts[-1].text[0] != "(" or anchors(text) != (parts[-1].start, len(text)):
        return False
    after = after.strip()
    if after and after[0] not in "#;":
        return False
    lead = pieces(before)
    if not lead:
        return False
    if [part.text for part in lead] == ["return"]:
        return len(parts) == 2 and parts[0].kind == "word"
    return lead[-1].text == "=" and not any(
        part.text in _KEYWORDS or part.text in (":", "=") for part in lead[:-1])
