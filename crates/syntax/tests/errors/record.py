"""Records what CPython 3.14 prints for the sources in cases.txt, next to it in expected.txt.

Run it with the interpreter whose words are wanted. It only parses: faults that need scopes are the
compiler's. The comparison with ours is in ../errors.rs.
"""

import pathlib
import traceback
import warnings

HERE = pathlib.Path(__file__).parent


def cases(text):
    for case in text.split("=== ")[1:]:
        name, _, source = case.partition("\n")
        yield name, source


def verdict(source):
    try:
        compile(source, "case.py", "exec", flags=0x400)  # PyCF_ONLY_AST
    except SyntaxError as error:
        return "".join(traceback.format_exception_only(error))
    return "no error\n"


def main():
    warnings.simplefilter("ignore")
    text = (HERE / "cases.txt").read_text(encoding="utf-8")
    with open(HERE / "expected.txt", "w", encoding="utf-8") as out:
        for name, source in cases(text):
            out.write(f"=== {name}\n{verdict(source)}")


main()
