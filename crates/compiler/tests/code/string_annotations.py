from __future__ import annotations
x: int | None
def f(a: x, *b: "y") -> list[int]: pass
