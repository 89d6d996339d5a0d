# Breaking at spaces and hyphens, indents, placeholders; dedent and indent.
import textwrap

text = ("Hello there -- you goof-ball, use the -b option! It's a well-known self-contained e-mail--or not; "
        "A.B.C. \"Quoted.\" End? yes  no\ttab\n\nnew para. Supercalifragilisticexpialidocious x-y-z 12-34")
for width in (5, 12, 30, 70):
    for options in ({}, {"break_on_hyphens": False}, {"break_long_words": False}, {"drop_whitespace": False},
                    {"initial_indent": "* ", "subsequent_indent": "  "}, {"fix_sentence_endings": True}, {"max_lines": 1, "placeholder": ".."}):
        print(textwrap.wrap(text, width, **options))
print(textwrap.shorten("Hello  world!", 12), textwrap.shorten("Hello  world!", 11))
for sample in ("  a\n    b\n  c", "\ta\n  b", "  \n a\n\n  b\n", ""):
    print(repr(textwrap.dedent(sample)))
print(repr(textwrap.indent("a\n\nb\n", "> ")), repr(textwrap.indent("a\n\nb", "> ", lambda line: True)))
try:
    textwrap.wrap("x", 0)
except ValueError as error:
    print(error)
