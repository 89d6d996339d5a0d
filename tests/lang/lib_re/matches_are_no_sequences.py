# A match has items, but nobody can go through them.
import re

match = re.match("(x)(y)", "xy")
for call in (lambda: iter(match), lambda: list(match), lambda: [*match], lambda: "x" in match):
    try:
        print(call())
    except TypeError as error:
        print(error)
print(match[0], match[1], match["1" == 1])
