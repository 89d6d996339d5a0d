import subprocess
from subprocess import PIPE, STDOUT


def show(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


show(lambda: subprocess.run("exit 3", shell=True))
show(lambda: subprocess.run(["echo", "a"], stdout=PIPE))
show(lambda: subprocess.run(["cat"], input="é\n", text=True, capture_output=True))
show(lambda: subprocess.run("echo out; echo err >&2", shell=True, stdout=PIPE, stderr=STDOUT))
show(lambda: subprocess.run("exit 3", shell=True, check=True))
show(lambda: subprocess.run("kill -9 $$", shell=True, check=True))
show(lambda: subprocess.run("kill -9 $$", shell=True).returncode)
show(lambda: subprocess.run(["sleep", "5"], timeout=0.05))
show(lambda: subprocess.run(["cat"], input=b"x", stdin=PIPE))
show(lambda: subprocess.run(["cat"], capture_output=True, stdout=PIPE))
show(lambda: subprocess.call(["false"]))
show(lambda: subprocess.check_call(["false"]))
show(lambda: subprocess.check_call(["true"]))
show(lambda: subprocess.check_output(["cat"], input="ab", text=True))
show(lambda: subprocess.check_output(["cat"], input=None))
show(lambda: subprocess.check_output(["cat"], stdout=PIPE))
show(lambda: subprocess.check_output(["cat"], check=True))
show(lambda: subprocess.getstatusoutput("echo a; echo b >&2; exit 4"))
show(lambda: subprocess.getoutput("echo a"))
show(lambda: subprocess.run(["printf", r"a\r\nb\rc\n"], stdout=PIPE, text=True).stdout)
show(lambda: subprocess.run(["sh", "-c", "cat; exit 1"], input=b"x" * 300000, stdout=PIPE).stdout == b"x" * 300000)

error = subprocess.CalledProcessError(-77, "x", b"o", b"e")
print(error, [error.output, error.stdout, error.stderr, error.args])
print(subprocess.CalledProcessError(-11, ["x"]))
print(subprocess.TimeoutExpired("x", 1.5), repr(subprocess.TimeoutExpired("x", 1)))
done = subprocess.CompletedProcess(["a"], 2, stdout=b"", stderr="s")
print(done)
show(done.check_returncode)
print(subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL)
print(subprocess.list2cmdline(["a b", 'c"d', "e\\", "", 'f\\"g', "h i\\"]))
