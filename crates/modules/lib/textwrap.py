"""Breaking text into lines of some width, and moving it left and right."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

# Ordinary white space only: a no-break space is there not to be broken at.
_WHITESPACE = "\t\n\x0b\x0c\r "
_TO_SPACES = dict.fromkeys(map(ord, _WHITESPACE), ord(" "))


def _is_word_or_mark(c):
    return c.isalnum() or c in "_!\"'&.,?"


def _is_letter(c):
    return c == "_" or c.isalnum() and not c.isdecimal()


class TextWrapper:
    """Breaks paragraphs into lines, in the way its attributes say."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        """The lines, without line breaks."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(_TO_SPACES)
        chunks = self._split(text)
        if self.fix_sentence_endings:
            self._widen_sentence_gaps(chunks)
        return self._lines(chunks)

    def fill(self, text):
        """The lines as one text."""
        return "\n".join(self.wrap(text))

    def _split(self, text):
        """The pieces that stay together: words or parts of them, dashes, white space."""
        chunks = []
        at = 0
        while at < len(text):
            end = at + 1
            if text[at] in _WHITESPACE:
                while end < len(text) and text[end] in _WHITESPACE:
                    end += 1
            elif self.break_on_hyphens and self._dash_end(text, at):
                end = self._dash_end(text, at)
            else:
                while end < len(text) and text[end] not in _WHITESPACE and not (
                        self.break_on_hyphens and self._may_break(text, at, end)):
                    end += 1
            chunks.append(text[at:end])
            at = end
        return chunks

    @staticmethod
    def _dash_end(text, at):
        """The end of a dash (two or more hyphens) between words that begins here, or 0."""
        if at == 0 or text[at] != "-" or not _is_word_or_mark(text[at - 1]):
            return 0
        end = at
        while end < len(text) and text[end] == "-":
            end += 1
        follows = end < len(text) and (text[end].isalnum() or text[end] == "_")
        return end if end - at >= 2 and follows else 0

    def _may_break(self, text, start, at):
        """Whether a line may end here: after a hyphen between letters, or before a dash."""
        if self._dash_end(text, at):
            return True
        if text[at - 1] != "-" or at - start < 2:
            return False
        before = text[max(0, at - 4):at - 1]
        two = len(before) >= 2 and _is_letter(before[-1]) and _is_letter(before[-2])
        spelled = len(before) == 3 and before[1] == "-" and _is_letter(before[0]) and _is_letter(before[2])
        if not (two or spelled):
            return False
        behind = text[at:at + 3]
        return behind[:1] != "" and _is_letter(behind[0]) and (
            len(behind) > 1 and _is_letter(behind[1])
            or len(behind) > 2 and behind[1] == "-" and _is_letter(behind[2]))

    @staticmethod
    def _widen_sentence_gaps(chunks):
        """Two spaces behind the end of a sentence."""
        for i in range(len(chunks) - 1):
            word = chunks[i].removesuffix('"').removesuffix("'")
            if (chunks[i + 1] == " " and len(word) > 1 and word[-1] in ".!?"
                    and "a" <= word[-2] <= "z"):
                chunks[i + 1] = "  "

    def _lines(self, chunks):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            margin = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(margin) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()        # so that the next one can be popped
        while chunks:
            margin = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(margin)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line = []
            length = 0
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._take_long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            is_last = self.max_lines is not None and len(lines) + 1 >= self.max_lines
            nothing_left = not chunks or (
                self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
            if not is_last or nothing_left and length <= width:
                lines.append(margin + "".join(line))
                continue
            self._add_cut_line(lines, margin, line, length, width)
            break
        return lines

    def _take_long_word(self, chunks, line, length, width):
        """A word longer than a whole line: broken, or alone on its line."""
        room = 1 if width < 1 else width - length
        if self.break_long_words and room > 0:
            word = chunks[-1]
            end = room
            if self.break_on_hyphens and len(word) > room:
                hyphen = word.rfind("-", 0, room)
                if hyphen > 0 and any(c != "-" for c in word[:hyphen]):
                    end = hyphen + 1
            line.append(word[:end])
            chunks[-1] = word[end:]
        elif not line:
            line.append(chunks.pop())

    def _add_cut_line(self, lines, margin, line, length, width):
        """The last line allowed, with the placeholder for what is left out."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(margin + "".join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return
        lines.append(margin + self.placeholder.lstrip())


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """The paragraph with line breaks."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text in one line, with a placeholder for words that do not fit."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """The text without the white space that all lines begin with; blank lines get empty."""
    try:
        lines = text.split("\n")
    except (AttributeError, TypeError):
        raise TypeError(f"expected str object, not {type(text).__qualname__!r}") from None
    full = [line for line in lines if line and not line.isspace()]
    # What the first and the last in order have in common, all have in common.
    first, last = min(full, default=""), max(full, default="")
    margin = 0
    for margin, c in enumerate(first):
        if c != last[margin] or c not in " \t":
            break
    return "\n".join("" if not line or line.isspace() else line[margin:] for line in lines)


def indent(text, prefix, predicate=None):
    """The text with a prefix before each line that is not blank, or that the predicate wants."""
    if predicate is None:
        predicate = str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))
