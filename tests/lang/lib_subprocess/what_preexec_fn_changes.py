"""preexec_fn runs in the new process: its environment counts, its errors are told, and at shutdown it cannot be."""
import os
import subprocess


def fruit():
    os.environ["FRUIT"] = "apple"


def run(**options):
    print(subprocess.run(["/bin/sh", "-c", "echo ${FRUIT-none}"], capture_output=True, text=True,
                         encoding="utf-8", **options).stdout.strip())


run(preexec_fn=fruit)
run(preexec_fn=lambda: os.putenv("FRUIT", "pear"))
run(preexec_fn=fruit, env={**os.environ, "FRUIT": "plum"})
run(preexec_fn=fruit, env={})
run(preexec_fn=fruit, start_new_session=True, close_fds=False, cwd="/")
run()
print("FRUIT" in os.environ)


def fail():
    raise ValueError("not here")


try:
    run(preexec_fn=fail)
except subprocess.SubprocessError as error:
    print(type(error).__name__, error)
try:
    subprocess.Popen(["no such program"], preexec_fn=fruit)
except FileNotFoundError as error:
    print(error)


class Last:
    start = subprocess.Popen
    show = print

    def __del__(self):
        try:
            self.__class__.start(["/bin/true"], preexec_fn=fruit)
        except BaseException as error:
            self.__class__.show(type(error).__name__, error, flush=True)


last = Last()       # goes with the modules
