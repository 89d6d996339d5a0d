big = 10**25
for label, f in {
    "int /": lambda: 1 / 0,
    "int //": lambda: 1 // 0,
    "int %": lambda: 1 % 0,
    "divmod": lambda: divmod(1, 0),
    "float /": lambda: 1.0 / 0,
    "float //": lambda: 1.0 // 0.0,
    "float %": lambda: 1.0 % 0.0,
    "float divmod": lambda: divmod(1.0, 0.0),
    "big /": lambda: big / 0,
    "big //": lambda: big // 0,
    "big %": lambda: big % 0,
    "pow": lambda: 0 ** -1,
    "float pow": lambda: 0.0 ** -1,
    "pow mod": lambda: pow(2, 3, 0),
    "bool": lambda: True % False,
}.items():
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, e)
