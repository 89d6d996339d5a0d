class Part:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("part", self.name, _private, plain)


_private = "private"
plain = "plain"
first = Part("first")
_second = Part("second")
