a or b and not c
a < b <= c is not d not in e
a | b ^ c & d << e + -f * ~g ** -h @ i // j % k
a if b else lambda x, *, y=1: (yield x)
(a := 1)
await_ = [x async for x in y if a if b]
{**a, "b": c}, {d, *e}, {f: g for f, g in h}, {i for i in j}
f(x for x in y), g(a, *b, c=1, **d)
a.b[c][1:2, ::3, ...][*d]
0xFF, 0o17, 0b1, 1_000, 123456789012345678901234567890, 0xFFFFFFFFFFFFFFFFFFFF
1.5, 1e100, 1e-7, .5, 3j, 1e16
'a\n\x41\u00e9\N{BULLET}\ud800', u'b', r'\c', b'\xff\0', '''d
e'''
f'{a}{b!r}{c:>{d}}{e = }{{}}' 'tail' rf'\{f}'
t'{ a }{b=!s:x}'
(yield)
() , (a,), []
