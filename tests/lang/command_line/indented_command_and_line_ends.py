# The text of -c may be indented as a whole; standard input keeps its line ends.
import subprocess
import sys


def run(*arguments, given=b""):
    done = subprocess.run([sys.executable, *arguments], input=given, capture_output=True)
    print(done.returncode, done.stdout, done.stderr)


run("-c", "\n    x = 1\n    if x:\n        print(x)\n\n  \n    print(2)\n")
run("-c", "\tprint(1)\n\t\n\tprint(2)")
run("-c", "  print(1)\n print(2)")
run("-c", "import sys; print(list(sys.stdin))", given=b"a\r\nb\rc\n")
run("-c", "print([input(), input()])", given=b"a\r\nb\n")
