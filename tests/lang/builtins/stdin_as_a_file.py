# stdin: one\ntwo\nthree\nfour\nrest\nof it
import sys

print(repr(sys.stdin.readline()), repr(input()))
for line in sys.stdin:
    print(repr(line))
    if line == "four\n":
        break
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), sys.stdin.name, sys.stdin.encoding)
