import circle.a

print(circle.a.done, circle.b.saw, circle.b.partial)
try:
    import circle.c
except ImportError as e:
    print(e)
try:
    import circle.e
except AttributeError as e:
    print(e)
