x = 5
for f in (
    lambda: f"{x:s}", lambda: f"{'a':d}", lambda: f"{undefined}", lambda: f"{x.nope}",
    lambda: f"{x!r:d}", lambda: f"{[]:5}", lambda: f"{1 / 0}", lambda: f"{x:{'q'}}",
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for source in (
    "f'{}'", "f'{'", "f'}'", "f'{a b}'", "f'{x!z}'", "f'{x:{'", "f'{lambda x: 1}'", "f'{!r}'",
    "f'{x!}'", "f'{x=!}'", "f'{*}'", "f'{x;y}'", "f'{x:}}'", "f'{x'",
):
    try:
        print(source, eval(source))
    except SyntaxError as e:
        print(source, "->", e.msg)
