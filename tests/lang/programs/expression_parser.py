class Parser:
    def __init__(self, text):
        self.tokens = list(self.split(text)) + ["end"]
        self.i = 0

    @staticmethod
    def split(text):
        number = ""
        for c in text:
            if c.isdigit() or c == ".":
                number += c
                continue
            if number:
                yield float(number) if "." in number else int(number)
                number = ""
            if not c.isspace():
                yield c
        if number:
            yield float(number) if "." in number else int(number)

    def take(self, *wanted):
        if self.tokens[self.i] in wanted:
            self.i += 1
            return self.tokens[self.i - 1]

    def sum(self):
        v = self.product()
        while op := self.take("+", "-"):
            v = v + self.product() if op == "+" else v - self.product()
        return v

    def product(self):
        v = self.atom()
        while op := self.take("*", "/"):
            v = v * self.atom() if op == "*" else v / self.atom()
        return v

    def atom(self):
        if self.take("-"):
            return -self.atom()
        if self.take("("):
            v = self.sum()
            if not self.take(")"):
                raise SyntaxError(f"expected ')' before {self.tokens[self.i]!r}")
            return v
        v = self.tokens[self.i]
        if isinstance(v, str):
            raise SyntaxError(f"unexpected {v!r}")
        self.i += 1
        return v


for text in (
    "1 + 2 * 3", "(1+2)*3", "-(2 - 5) * 2.5", "10 / 4 / 5", "2 * (3 + ", "1 / 0", "* 2",
    "12345678901 * 98765432109 * 1000",
):
    try:
        print(text, "=", Parser(text).sum())
    except (SyntaxError, ZeroDivisionError) as e:
        print(text, "->", type(e).__name__, e)
