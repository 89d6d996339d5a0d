# Of a literal, only the first invalid escape is warned of; parts of an f-string are literals of their own.
a = "\w\d"
b = ("\w" "\d")
c = b"\w\d"
d = f"\w{1}\d"
e = """\w
\d"""
f = "\400\w\777"
