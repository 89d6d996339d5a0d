# stdin: first line\n42\n\nlast without newline
print(repr(input()))
print(int(input("number? ")) + 1)
print(repr(input("empty: ")), repr(input()))
try:
    input("more? ")
except EOFError as e:
    print(type(e).__name__, e)
