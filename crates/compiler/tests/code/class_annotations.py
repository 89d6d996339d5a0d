class A:
    x: int
    if x:
        y: str = "a"
    def f(self, a: x) -> int: pass
