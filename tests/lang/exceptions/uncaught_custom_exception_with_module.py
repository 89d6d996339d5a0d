class Outer:
    class Inner(Exception):
        """A nested exception class."""

    def fail(self):
        raise Outer.Inner("text", 5)


Outer().fail()
