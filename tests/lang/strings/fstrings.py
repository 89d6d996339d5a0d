x, name, w = 3.14159, "wörld", 10
print(f"{x:.2f} {name!r} {name!a:>12} {x:{w}.3f}| {w:#x} {name:*^{w + 1}}", f"{x = }", f"{x=:.1f}")
print(f"{name=}", f"{w + 1 = }", f"{name = !s}")
print(f"{{literal}} {{{w}}}", f"{'nested ' + f'{name + f"{w}"}'}", f"{'a' if w else 'b'}")
print(f"{(lambda v: v * 2)(w)}", f"{ {'k': 1}['k'] }", f"{[i for i in range(3)]}")
print(f"{w!r:^{w}}", f"{w:>{w}}{'x':<{3}}|", rf"\n{w}\t", f"\N{BULLET}{w}\x41", f'{"quote" "s"}')
print(f"{name[0]}{name[1:3]}{name.upper()}")
print(f"""{
    w  # a comment inside
    + 1
}""", f"{x:{'>'}{w}{'.2f'}}", f"a" "b" f"{w}" "{w}", f"{w:{w}{'d'}}", f"{1,}", f"{*[1, 2],}", f"{w:d}{-w}", f"{w == 10} {w != 3}", f"{(y := 5)} {y}")


class Spec:
    def __format__(self, spec):
        return f"<{spec}>"


print(f"{Spec()}", f"{Spec():a{w}b}", f"{Spec():%H:%M}", f"{Spec()!s:.3}"[:3], f"{Spec():\n}")
